import Foundation
import TestSupport
import Testing

extension BrowserTests {
    /// Decks beside the pages: sheets as a browser sets them, and a log that a terminal has kept.
    struct DeckTests {
        private func gradbook(_ arguments: [String], input: String = "") throws -> Oracle.Outcome {
            try Oracle.run(
                GradbookBinary.path, ["cards", "--templates", repositoryRoot.path + "/templates"] + arguments,
                input: input, folder: repositoryRoot.path)
        }

        /// What the table of widths lets through fits: no text is higher or wider than its place on any card.
        @Test(arguments: ["2x4", "3x3", "2x5"])
        func everyTextFitsOnItsCard(grid: String) async throws {
            let browser = try await Browser.fresh()
            for content in [
                "content", "Tests/BrowserTests/Fixtures/figures/content", "Tests/BrowserTests/Fixtures/sheets",
            ] {
                let sheets = try gradbook(["--content", content, "--format", "html", "--grid", grid])
                #expect(sheets.status == 0, "\(sheets.errors)")
                let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).html")
                try Data(sheets.output.utf8).write(to: file)
                defer { try? FileManager.default.removeItem(at: file) }
                try await browser.open(file.absoluteString)
                let wrong: [String] = try await browser.run(
                    """
                    const texts = [...document.querySelectorAll(".card .text")];
                    return texts.length < 4 ? ["no cards"] : texts.filter((text) => {
                        const place = text.getBoundingClientRect(), all = [text.firstElementChild, ...text.querySelectorAll("*")];
                        return all.some((part) => {
                            const box = part.getBoundingClientRect();
                            return box.width && (box.top < place.top - 1 || box.bottom > place.bottom + 1 ||
                                box.right > place.right + 1);
                        });
                    }).map((text) => text.parentNode.getAttribute("aria-label"));
                    """)
                #expect(wrong == [], "\(content)")
            }
        }

        @Test func aPageTakesOverWhatATerminalHasKept() async throws {
            let content = "Tests/BrowserTests/Fixtures/cards"
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }
            let asked = try gradbook(
                ["--content", content, "--quiz", "--schedule", file.path], input: "\n3\n\n1\n\n4\n")
            #expect(asked.status == 0 && asked.output.hasSuffix("3 answers: 1 again, 1 good, 1 easy.\n"))
            let log = try String(contentsOf: file, encoding: .utf8)
            let site = try BuiltSite(content: repositoryRoot.path + "/" + content)
            let browser = try await Browser.fresh()
            try await browser.open(site.file("slopes/review.html"))
            let told: [String] = try await browser.run(
                "return [String(gradbook.progress.restore(arguments[0])), gradbook.progress.file()]", [.string(log)])
            #expect(told == ["3", log])
        }
    }
}
