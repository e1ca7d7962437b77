import Markup
import Source
import TestSupport
import Testing

struct DocumentTests {
    func document(_ text: String) -> Document { Document(file: SourceFile(path: "t.md", text: text)) }

    /// Every code span with its line and column, and the file's own bytes there.
    func codeSpans(_ text: String) -> [String] {
        let document = document(text)
        return document.nodes().filter { document.kind($0) == .code }.map { node in
            let slice = document.codeSpanSlice(node)
            let position = document.file.position(at: slice.fileOffset(0))
            return "\(position.line):\(position.column) \(slice.text)"
        }
    }

    /// Not by what stands behind the list or quotation that ends it.
    @Test(arguments: [
        ("```\na\n```\nb\n", true), ("~~~\n~~~\n", true), ("```\na\n", false), ("```\na\n\n", false),
        ("- ```\n  a\n  ```\n\nb\n", true), ("- ```\n  a\n\nb\n", false), ("- ```\n  a\nb\n", false),
        ("- ```\n  a\n```\nb\n```\n", false), ("> ```\n> a\n> ```\nb\n", true), ("> ```\n> a\n\nb\n", false),
        ("> ```\n> a\n```\nb\n```\n", false), ("> - ```\n>   a\n>   ```\n> b\n", true),
        ("- ```\n  a\n  ```\n- b\n", true), ("- ```\n  a\n- b\n", false),
    ])
    func aFenceIsClosedByItsOwn(_ text: String, _ isClosed: Bool) throws {
        let document = document(text)
        let fence = try #require(document.nodes().first { document.kind($0) == .codeBlock })
        #expect(document.isClosed(fence) == isClosed)
    }

    @Test(arguments: [
        ("A `=x` b `=y`.\n", ["1:4 =x", "1:11 =y"]),
        ("> quoted `=x`\n> and `=y`\n", ["1:11 =x", "2:8 =y"]),
        ("- a\n\n  1. deep `=x`\n     more `=y`\n", ["3:12 =x", "4:12 =y"]),
        ("para\n      stripped `=x` and `=x`\n", ["2:17 =x", "2:26 =x"]),
        ("| a | b |\n|---|---|\n| `=x` | `=a\\|b` |\n", ["3:4 =x", "3:11 =a|b"]),
        ("# Head `=x`\n", ["1:9 =x"]),
        ("[link `=x`](u) ![alt `=y`](v.png)\n", ["1:8 =x", "1:23 =y"]),
        ("∂L `=x`\n", ["1:5 =x"]),
        ("over `=a\nb` lines\n", ["1:7 =a b"]),
        ("> over `=a\n> b` lines\n", ["1:9 =a b"]),
        ("`` =x ``\n", ["1:4 =x"]),
        // Behind what goes on in the next line cmark's own count is wrong.
        ("Code `a\n   b c` then `=x`\nend `=y`\n", ["1:7 a b c", "2:15 =x", "3:6 =y"]),
        ("> Code `a\n> b` then `=x` `=x`\n> end `=x`\n", ["1:9 a b", "2:12 =x", "2:17 =x", "3:8 =x"]),
        ("hard\\\nbreak `=x`\n", ["2:8 =x"]),
        ("[a](x \"t\nu\") and `=x`\n", ["2:10 =x"]),
        ("an escaped \\` and `=x`, ``a ` b`` and `=x`\n", ["1:20 =x", "1:27 a ` b", "1:40 =x"]),
        ("` =x`\n", ["1:2  =x"]),
    ])
    func codeSpansAreWhereTheFileHasThem(_ text: String, _ expected: [String]) {
        #expect(codeSpans(text) == expected)
    }

    @Test func aFenceKnowsTheFilesLines() {
        let text = "> - list\n>\n>   ```python hide\n>   x = 1\n>\n>     y = 2\n>   ```\n"
        let document = document(text)
        let fence = document.nodes().first { document.kind($0) == .codeBlock }!
        #expect(document.fenceInfo(fence) == "python hide")
        #expect(document.fenceInfoSlice(fence).text == "python hide")
        let content = document.fenceContent(fence)
        #expect(content.text == "x = 1\n\n  y = 2\n")
        let y = content.fileOffset("x = 1\n\n  ".utf8.count)
        #expect(document.file.position(at: y) == .init(line: 6, column: 7))
    }

    @Test func anUnclosedFenceAndAnEmptyOne() {
        var document = document("```python\nx = 1")
        #expect(document.fenceContent(document.firstChild(document.root)!).text == "x = 1\n")
        document = self.document("```python\n```\n")
        #expect(document.fenceContent(document.firstChild(document.root)!).text == "")
    }

    @Test func aFileFromWindowsGivesTheSameSnippet() {
        let document = document("Text `=x`\r\n\r\n```python\r\nx = 1\r\ny = 2\r\n```\r\n")
        let fence = document.nodes().first { document.kind($0) == .codeBlock }!
        let content = document.fenceContent(fence)
        #expect(content.text == "x = 1\ny = 2\n")
        #expect(document.file.position(at: content.fileOffset(6)) == .init(line: 5, column: 1))
        #expect(document.fenceInfoSlice(fence).text == "python")
    }

    @Test func linesAreCountedFromTheFilesFirst() {
        let file = SourceFile(path: "t.md", text: "---\ntitle: x\n---\nSee `=x`\n")
        let document = Document(file: file, fromLine: 3)
        let code = document.nodes().first { document.kind($0) == .code }!
        #expect(file.position(at: document.codeSpanSlice(code).fileOffset(0)) == .init(line: 4, column: 6))
    }

    @Test func htmlGoesIntoParagraphsTablesHeadingsAndAltTexts() {
        let document = document("# A `=x`\n\n| `=x` |\n|---|\n\n![of `=x`](i.png)\n\n```graph L\n```\n")
        for node in document.nodes() where document.kind(node) == .code || document.kind(node) == .codeBlock {
            if document.parent(node).map(document.kind) == .image {
                document.replace(node, withText: "6 < 7")
            } else if document.kind(node) == .codeBlock {
                document.replace(node, with: "<figure></figure>")
            } else {
                document.replace(node, with: "<b>6</b>")
            }
        }
        #expect(
            document.html().text == """
                <h1>A <b>6</b></h1>
                <table>
                <thead>
                <tr>
                <th><b>6</b></th>
                </tr>
                </thead>
                </table>
                <p><img src="i.png" alt="of 6 &lt; 7" /></p>
                <figure></figure>

                """)
    }

    @Test func shellsAreReplacedAndBlocksEnclosed() {
        let document = document("## Two *words*\n\n> quoted\n\n|a|\n|-|\n")
        for node in document.children(document.root) {
            switch document.kind(node) {
            case .heading: document.replaceShell(node, with: "<h2 id=\"two\">", "</h2>")
            case .blockQuote: document.replaceShell(node, with: "<div>", "</div>")
            default: document.enclose(node, in: "<div class=\"scroll\">", "</div>")
            }
        }
        #expect(
            document.html().text == """
                <h2 id="two">
                Two <em>words</em>
                </h2>
                <div>
                <p>quoted</p>
                </div>
                <div class="scroll">
                <table>
                <thead>
                <tr>
                <th>a</th>
                </tr>
                </thead>
                </table>
                </div>

                """)
    }

    /// What is shown without asking cmark is what cmark would have shown.
    @Test(arguments: [
        "a", "a & b", "a &amp; b", "a \"b\"", "a < b", "*a* b", "a `b` c", "a <b>c</b> d", "<b>c</b>", "a  \nb", "a\nb",
        "∂ ü",
        "a [b](c) d", "<b title=\"&amp;\">c &amp; d</b>",
    ])
    func inlineContentIsShownAsCmarkDoes(_ text: String) {
        let document = document(text)
        #expect(document.html().text == "<p>\(document.inlineHTML(document.children(document.root)[0]))</p>\n")
    }

    @Test func inlineHTMLLeavesTheTreeAsItWas() {
        let document = document("## Two *words*\n")
        let heading = document.firstChild(document.root)!
        #expect(document.inlineHTML(heading).text == "Two <em>words</em>")
        #expect(document.html().text == "<h2>Two <em>words</em></h2>\n")
        #expect(document.plainText(heading) == "Two words")
    }

    @Test func deepNestingIsWalkedWithoutRecursion() {
        let document = document(String(repeating: ">", count: 50_000) + " x\n")
        #expect(document.nodes().count == 50_003)
        #expect(!document.html().isEmpty)
    }

    @Test func headingIdsAreGitHubs() {
        var slugs = HeadingSlugs()
        #expect(slugs.slug(for: "The `Value` idea, again!") == "the-value-idea-again")
        #expect(slugs.slug(for: "∂L/∂a  is 6.0") == "la--is-60")
        #expect(slugs.slug(for: "Twice") == "twice")
        #expect(slugs.slug(for: "Twice") == "twice-1")
        #expect(slugs.slug(for: "Größe_1") == "größe_1")
    }

    @Test func htmlIsEscapedInOnePlace() {
        let hostile = "<a href=\"x\">&'"
        #expect(HTML("<p>\(hostile)</p>").text == "<p>&lt;a href=&quot;x&quot;&gt;&amp;&#39;</p>")
        #expect(HTML("<p>\(HTML(markup: "<b>"))</p>").text == "<p><b></p>")
    }

    @Test func onlyOneFileImportsTheCLibrary() throws {
        #expect(try importers(of: "CCMark") == ["Sources/Markup/Document.swift"])
    }
}
