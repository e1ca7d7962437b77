import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// What a page tells of a number that is pointed at or reached by the keyboard, and where the number leads.
struct NumberNoteTests {
    static func files(_ page: String, summary: String? = nil) throws -> [OutputFile] {
        let scratch = NumbersTests.site(page)
        if let summary { scratch.put("content/t/01-a/summary.md", summary) }
        do throws(Pipeline.Failure) {
            return try Pipeline(content: scratch.path + "/content", templates: templates).files()
        } catch {
            throw SmallSiteTests.Failed(message: error.diagnostics.map(DiagnosticPrinter().text).joined())
        }
    }

    static func html(_ name: String, in files: [OutputFile]) throws -> String {
        String(decoding: try #require(files.first { $0.path == "t/01-a/\(name).html" }).bytes, as: UTF8.self)
    }

    static let snippet = """
        ---
        title: "A `=x`"
        ---

        ```python
        from micrograd.engine import Value
        x = 0.1
        a = Value(2.0)
        text = \"\"\"
        <two>
        \"\"\"
        ```

        """

    @Test func aNumberLeadsToItsLine() throws {
        let files = try Self.files(Self.snippet + "Three times `=x * 3:.1f`.\n")
        let page = try Self.html("lesson", in: files)
        #expect(
            page.contains(
                """
                <p>Three times <a class="why" href="#L7" aria-description="x * 3 = 0.30000000000000004
                x = 0.1, assigned in line 7: x = 0.1">0.3</a>.</p>
                """))
        #expect(page.contains("<a id=\"L7\"></a>x = <u>0.1</u>"))
        // Only lines that something leads to are marked, and a title is no place for a link.
        #expect(page.components(separatedBy: "<a id=").count == 2)
        #expect(page.contains("<h1>A <data class=\"computed\" value=\"0.1\" title=\"x\">0.1</data></h1>"))
        try expectSoundLinks(in: files)
    }

    /// Of a chain that is longer than a page has room for, the beginning and the steps next to the number.
    @Test func aChainIsToldFromItsRoot() throws {
        let page = """
            ---
            title: Chain
            ---

            ```python
            from micrograd.engine import Value
            a = Value(2.0)
            b = a * 3.0
            L = b
            for _ in range(12):
                L = L + 1.0
            L.backward()
            ```

            `=b.data` and `=a.grad`

            """
        let html = try Self.html("lesson", in: Self.files(page))
        #expect(
            html.contains(
                """
                <a class="why" href="#L8" aria-description="b.data = 6.0
                made in line 8: b = a * 3.0
                  b = a * 3.0 = 2.0 * 3.0 = 6.0
                """))
        let start = try #require(html.range(of: "aria-description=\"a.grad"))
        let note = html[start.upperBound...].prefix { $0 != "\"" }.components(separatedBy: "\n")
        #expect(note.count == 14)
        #expect(note[3].hasSuffix(" = 1.0, where the pass begins"))
        #expect(note[4].hasPrefix("  … ") && note[4].hasSuffix(" more …"))
        #expect(note[13].hasSuffix("b = a * 3.0: 1.0 × 3.0 = 3.0"))
    }

    @Test func aLineInsideATokenIsMarkedThere() throws {
        let files = try Self.files(Self.snippet.replacingOccurrences(of: "<two>", with: "b") + "`=text`\n")
        let page = try Self.html("lesson", in: files)
        #expect(page.contains("<a id=\"L9\"></a>text "))
        try expectSoundLinks(in: files)
    }

    @Test func aNumberLeadsToThePageThatThisOneContinues() throws {
        let summary = "---\ntitle: S\ncontinues: lesson\n---\n\n`=a.data`\n"
        let files = try Self.files(Self.snippet, summary: summary)
        #expect(
            try Self.html("summary", in: files).contains(
                """
                <a class="why" href="lesson.html#L8" aria-description="a.data = 2.0
                made in line 8 of lesson.md: a = Value(2.0)">2.0</a>
                """))
        #expect(try Self.html("lesson", in: files).contains("id=\"L8\""))
        try expectSoundLinks(in: files)
    }

    /// What no page shows, nothing leads to; it is told all the same. Nor does a card's number, which stands on two pages.
    @Test func aHiddenLineIsToldAndNotLedTo() throws {
        let files = try Self.files(
            Self.snippet.replacingOccurrences(of: "```python", with: "```python hide")
                + "`=x` and `=1 + 1`\n\n```cards\nQ: What? {#q}\nA: It is `=x`.\n```\n")
        for name in ["lesson", "cards"] {
            let page = try Self.html(name, in: files)
            #expect(
                page.contains(
                    """
                    <span class="why" tabindex="0" role="note" aria-description="x = 0.1
                    assigned in line 7: x = 0.1">0.1</span>
                    """))
            #expect(!page.contains("<a id="))
        }
        #expect(try Self.html("lesson", in: files).contains("aria-description=\"1 + 1 = 2\""))
    }

    /// However much a number is made of, and whatever stands in the line, the note stays small and is text.
    @Test func aNoteStaysSmall() throws {
        let names = (0..<40).map { "n\($0)" }
        let snippet = names.map { "\($0) = len('\(String(repeating: "<&", count: 200))')\n" }.joined()
        let files = try Self.files(
            "---\ntitle: A\n---\n\n```python\n\(snippet)```\n\n`=\(names.joined(separator: " + "))`\n")
        let page = try Self.html("lesson", in: files)
        let note = try #require(
            page.components(separatedBy: "aria-description=\"").last?.components(separatedBy: "\"").first)
        let lines = note.split(separator: "\n")
        #expect(lines.count == 5 && lines[4] == "and 37 more")
        #expect(note.utf8.count < 2500 && !note.contains("<"))
        #expect(lines[1].hasPrefix("n0 = 400, assigned in line 6: n0 = len(&#39;&lt;&amp;"))
    }
}
