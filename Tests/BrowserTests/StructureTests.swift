import Testing

extension BrowserTests {
    /// The way through the site: the table of contents with the section one is in, and how far the reader is in a track.
    struct StructureTests {
        private let folder = "build-nns-from-scratch/01-micrograd/"

        @Test func theSectionOneIsInIsMarked() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: 1280)
            try await browser.open(site.file(folder + "lesson.html"))
            let current = "return document.querySelector('.contents [aria-current]')?.textContent || ''"
            #expect(try await browser.run(current) == "")
            for title in ["Numbers that remember", "Backward, by hand", "A slope you can measure"] {
                try await browser.act(
                    "[...document.querySelectorAll('h2')].find((h) => h.textContent.trim() === arguments[0]).scrollIntoView()",
                    [.string(title)])
                try await browser.wait(until: current.replacing("|| ''", with: "=== '\(title)'"))
                #expect(try await browser.count(".contents [aria-current]") == 1)
            }
            // At the end of the page it is the last section, however short that is.
            try await browser.act("scrollTo(0, document.documentElement.scrollHeight)")
            try await browser.wait(
                until: "return document.querySelector('.contents li:last-child > [aria-current]') !== null")
            try await browser.act("scrollTo(0, 0)")
            try await browser.wait(until: "return document.querySelector('.contents [aria-current]') === null")
        }

        @Test func aPageThatWasReadIsTickedOnTheTrack() async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            let browser = try await Browser.fresh()
            let track = server.url("build-nns-from-scratch/index.html")
            try await browser.open(track)
            #expect(try await browser.count(".so-far") == 0)

            try await browser.open(server.url(folder + "summary.html"))
            try await browser.act("scrollTo(0, document.documentElement.scrollHeight)")
            try await browser.wait(until: "return gradbook.progress.entries().some((e) => e.kind === 'read')")
            #expect(
                try await browser.run("return gradbook.progress.entries().map((e) => e.page)") == [
                    "build-nns-from-scratch/01-micrograd/summary"
                ])
            try await browser.act(
                """
                const page = "build-nns-from-scratch/01-micrograd/practice";
                gradbook.progress.append({ kind: "practice", page, figure: "figure-1", right: 1, cells: 6 });
                gradbook.progress.append({ kind: "practice", page, figure: "figure-1", right: 5, cells: 6 });
                gradbook.progress.append({ kind: "practice", page, figure: "figure-2", right: 2, cells: 4 });
                gradbook.progress.append({ kind: "read", page: "other/01-micrograd/lesson" });
                """)
            try await browser.open(track)
            let told = try await browser.text(".so-far")
            #expect(told.hasPrefix("1 of 6 pages read · practice: 7 of 10 cells right"))
            #expect(try await browser.findAll(".lesson-pages a:has(span)").count == 1)
            #expect(try await browser.find(".lesson-pages a:has(span)").accessibleName() == "Summary (read)")
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func printingIsAButton() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh()
            try await browser.open(site.file(folder + "lesson.html"))
            try await browser.act("window.print = () => { window.printed = true }")
            try await browser.click(".print")
            #expect(try await browser.run("return window.printed === true"))
        }
    }
}
