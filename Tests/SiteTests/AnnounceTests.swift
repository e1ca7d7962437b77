import Foundation
import FoundationXML
import Markup
import Source
import Testing

@testable import Site

/// What machines read of a site: it parses, says what the pages say, and nothing in it can break out of it.
struct AnnounceTests {
    /// The texts of the elements of an XML document, by their paths; attributes behind `@`.
    private final class Elements: NSObject, XMLParserDelegate {
        private(set) var texts: [(path: String, text: String)] = []
        private var path: [String] = []
        private var text = ""

        init(_ file: OutputFile) throws {
            super.init()
            let parser = XMLParser(data: Data(file.bytes))
            parser.delegate = self
            guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            path.append(name)
            text = ""
            for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
                texts.append((path.joined(separator: "/") + "@" + key, value))
            }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            texts.append((path.joined(separator: "/"), text))
            path.removeLast()
            text = ""
        }

        subscript(path: String) -> [String] { texts.filter { $0.path == path }.map(\.text) }
    }

    /// Builds a site of one track with the given lessons.
    private static func build(
        site: String = "title: A & B\nbase-url: https://example.org/x/\n", lessons: [String: String],
        _ more: [String: String] = [:]
    ) throws -> [String: OutputFile] {
        let scratch = Scratch()
        scratch.put("site.yml", site)
        scratch.put("t/track.yml", "title: The track\nsummary: Of it all.\n")
        for (name, text) in lessons { scratch.put("t/\(name)/lesson.md", text) }
        for (name, text) in more { scratch.put("t/\(name)", text) }
        let pipeline = Pipeline(content: scratch.path, templates: templates)
        do throws(Pipeline.Failure) {
            let files = try pipeline.files()
            return Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
        } catch {
            throw SmallSiteTests.Failed(message: error.diagnostics.map(DiagnosticPrinter().text).joined())
        }
    }

    // MARK: Feed and sitemap

    @Test func theFeedIsAtom() throws {
        let files = try Self.build(lessons: [
            "01-a": "---\ntitle: \"Earlier & `<b>`\"\ndate: 2026-01-31\n---\n",
            "02-b": "---\ntitle: Later\nsummary: \"Of \\x01 it.\"\ndate: 2026-02-01\n---\n",
            "03-c": "---\ntitle: Without a date\n---\n",
            "04-d": "---\ntitle: The same day\ndate: 2026-02-01\n---\n",
        ])
        let feed = try Elements(#require(files["feed.xml"]))
        // What RFC 4287 wants of a feed and of each entry.
        #expect(feed["feed@xmlns"] == ["http://www.w3.org/2005/Atom"])
        #expect(feed["feed/title"] == ["A & B"])
        #expect(feed["feed/id"] == ["https://example.org/x/"])
        #expect(feed["feed/updated"] == ["2026-02-01T00:00:00Z"])
        #expect(feed["feed/author/name"] == ["A & B"])
        #expect(feed["feed/link@rel"] == ["self", "alternate"])
        #expect(feed["feed/link@href"] == ["https://example.org/x/feed.xml", "https://example.org/x/"])
        #expect(feed["feed/entry/title"] == ["Later", "The same day", "Earlier & <b>"])
        #expect(
            feed["feed/entry/id"] == [
                "https://example.org/x/t/02-b/lesson.html", "https://example.org/x/t/04-d/lesson.html",
                "https://example.org/x/t/01-a/lesson.html",
            ])
        #expect(feed["feed/entry/link@href"] == feed["feed/entry/id"])
        #expect(
            feed["feed/entry/updated"] == ["2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01-31T00:00:00Z"])
        #expect(feed["feed/entry/summary"] == ["Of  it."])
        #expect(text(files["t/01-a/lesson.html"]).contains("<link rel=\"alternate\" type=\"application/atom+xml\""))
    }

    @Test func theSitemapHasEveryPageAReaderMayFind() throws {
        let files = try Self.build(lessons: [
            "01-a": "---\ntitle: A\ndate: 2026-01-31\n---\n", "02-b": "---\ntitle: B\n---\n",
        ])
        let map = try Elements(#require(files["sitemap.xml"]))
        let pages = files.keys.filter { $0.hasSuffix(".html") && $0 != "404.html" }
        #expect(Set(map["urlset/url/loc"]) == Set(pages.map { "https://example.org/x/" + $0 }))
        #expect(map["urlset/url/loc"].count == pages.count)
        #expect(Set(map["urlset/url/lastmod"]) == ["2026-01-31"])
    }

    /// Neither can be written without addresses, and no clock stands in for a date.
    @Test func withoutAnAddressOrADateThereIsNoFeed() throws {
        let lesson = ["01-a": "---\ntitle: A\ndate: 2026-01-31\n---\n"]
        let homeless = try Self.build(site: "title: S\n", lessons: lesson)
        #expect(homeless["feed.xml"] == nil && homeless["sitemap.xml"] == nil)
        for file in homeless.values where file.path.hasSuffix(".html") {
            #expect(
                !text(file).contains("feed.xml") && !text(file).contains("og:") && !text(file).contains("canonical"))
        }
        let dateless = try Self.build(lessons: ["01-a": "---\ntitle: A\n---\n"])
        #expect(dateless["feed.xml"] == nil && dateless["sitemap.xml"] != nil)
        #expect(!text(dateless["index.html"]).contains("feed.xml"))
    }

    @Test func pagesHaveAnAddressAndAPicture() throws {
        let files = try Self.build(lessons: ["01-a": "---\ntitle: \"A \\\"b\\\"\"\n---\n"])
        let html = text(files["t/01-a/lesson.html"])
        #expect(html.contains("<link rel=\"canonical\" href=\"https://example.org/x/t/01-a/lesson.html\">"))
        #expect(html.contains("<meta property=\"og:title\" content=\"A &quot;b&quot;\">"))
        #expect(html.contains("<meta property=\"og:image\" content=\"https://example.org/x/assets/open-graph.png\">"))
        #expect(files["assets/open-graph.png"].map { $0.bytes.count < 100_000 } ?? false)
        // A server shows this page under any address, so it is none of them.
        #expect(!text(files["404.html"]).contains("canonical"))
    }

    // MARK: JSON-LD

    private func json(_ html: String) throws -> [String: Any] {
        let block = try #require(
            html.components(separatedBy: "<script type=\"application/ld+json\">").dropFirst().first)
        let data = Data(block.components(separatedBy: "</script>")[0].utf8)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func aLessonIsALearningResource() throws {
        let files = try Self.build(
            lessons: ["01-a": "---\ntitle: \"Out `</script><!--` of it\"\ndate: 2026-01-31\n---\n"],
            [
                "01-a/brief.md":
                    "---\ntitle: B\nobjectives:\n  - \"Say `tanh`\"\nprerequisites: [Sums]\ndifficulty: easy\n---\n"
            ])
        let brief = try json(text(files["t/01-a/brief.html"]))
        #expect(brief["@context"] as? String == "https://schema.org")
        #expect(brief["@type"] as? String == "LearningResource")
        #expect(brief["url"] as? String == "https://example.org/x/t/01-a/brief.html")
        #expect(brief["teaches"] as? [String] == ["Say tanh"])
        #expect(brief["competencyRequired"] as? [String] == ["Sums"])
        #expect(brief["timeRequired"] as? String == "PT1M")
        #expect(brief["educationalLevel"] as? String == "easy")
        #expect(brief["datePublished"] as? String == "2026-01-31")
        let track = try #require(brief["isPartOf"] as? [String: Any])
        #expect(track["name"] as? String == "The track")
        #expect(track["url"] as? String == "https://example.org/x/t/index.html")

        let lesson = try json(text(files["t/01-a/lesson.html"]))
        #expect(lesson["name"] as? String == brief["name"] as? String)
        #expect(lesson["teaches"] == nil)

        let course = try json(text(files["t/index.html"]))
        #expect(course["@type"] as? String == "Course")
        #expect((course["hasPart"] as? [[String: Any]])?.count == 1)
    }

    @Test func noTitleEndsTheScriptThatHoldsIt() {
        let html = LearningResource.course(
            title: "</script><!--<script>", summary: nil, language: "en", address: nil, lessons: [])
        #expect(
            html.text
                == #"{"@context": "https://schema.org", "@type": "Course", "name": "\u003c/script>\u003c!--\u003cscript>", "inLanguage": "en"}"#
        )
    }

    // MARK: Search

    /// The index as a browser has it.
    private func index(_ file: OutputFile?) throws -> (track: String, pages: [[Any]]) {
        let script = text(file)
        let opening = "(window.gradbookIndex=window.gradbookIndex||{})[\"t\"]="
        #expect(script.hasPrefix(opening) && script.hasSuffix(";\n"))
        let data = Data(script.dropFirst(opening.count).dropLast(2).utf8)
        let index = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        return (try #require(index["track"] as? String), try #require(index["pages"] as? [[Any]]))
    }

    @Test func theIndexHoldsWhatAReaderSees() throws {
        let files = try Self.build(lessons: [
            "01-a": """
            ---
            title: The lesson
            summary: What it is about.
            ---
            Before any heading, ∂L/∂a and $`\\frac{\\partial L}{\\partial b}`$.

            ## The `first` part is `=3.0 * 2`

            ```python hide
            x = 6.0
            secret = 1
            ```

            ```python
            print("seen", x)
            ```

            It is `=x => 6.0`, *certainly*[^n].

            | a | b |
            |---|---|
            | cell | `code` |

            ### Below

            ```cards
            Q: What is asked? {#q}
            A: Answered.

            C: A [deleted] word. {#c}
            ```

            [^n]: A note.

            """
        ])
        let (track, pages) = try index(files["t/search-index.js"])
        #expect(track == "The track")
        #expect(pages.count == 1)
        #expect(pages[0][0...2].map { $0 as? String } == ["t/01-a/lesson.html", "The lesson", "Lesson"])
        #expect(
            pages[0][3] as? [[String]] == [
                ["", "", "What it is about. Before any heading, ∂L/∂a and ∂L/∂b."],
                [
                    "the-first-part-is-30--2", "The first part is 6.0",
                    "print(\"seen\", x) seen 6.0 It is 6.0, certainly. a b cell code",
                ],
                ["below", "Below", "What is asked? Answered. A [deleted] word. A note."],
            ])
        // It leads somewhere.
        let html = text(files["t/01-a/lesson.html"])
        for section in pages[0][3] as? [[String]] ?? [] where !section[0].isEmpty {
            #expect(html.contains("id=\"\(section[0])\""))
        }
        #expect(html.contains("data-index=\"../search-index.js\""))
        #expect(text(files["index.html"]).contains("data-index=\"t/search-index.js\""))
    }

    // MARK: The account and the notes

    @Test func aLessonsAccountIsThatOfVerify() throws {
        let scratch = Scratch()
        scratch.put("site.yml", "title: S")
        scratch.put("t/track.yml", "title: T")
        scratch.put(
            "t/01-a/lesson.md",
            """
            ---
            title: A
            ---
            ```python
            from micrograd.engine import Value
            a = Value(2.0)
            L = a * a
            L.backward()
            print(L.data)
            ```

            ```output
            4.0
            ```

            From `2.0` it is `=L.data => 4.0`, and the slope is `=a.grad`.

            ```backward L
            ```

            """)
        let pipeline = Pipeline(content: scratch.path, templates: templates)
        let html: String
        do throws(Pipeline.Failure) {
            let files = try pipeline.files()
            html = text(files.first { $0.path == "t/01-a/lesson.html" })
        } catch {
            throw SmallSiteTests.Failed(message: error.diagnostics.map(DiagnosticPrinter().text).joined())
        }
        let rows = html.components(separatedBy: "<section class=\"account\"").dropFirst().joined()
            .components(separatedBy: "<dd>").dropFirst().map { String($0.prefix { $0 != "<" }) }
        // Numbers, of them claimed, quoted, snippets, figures, outputs, passes, of them audited.
        #expect(rows == ["2", "1", "1", "1", "1", "1", "1", "1"])
    }

    private func notes(_ text: String) throws -> String {
        let files = try Self.build(lessons: ["01-a": "---\ntitle: A\n---\n" + text])
        let html = self.text(files["t/01-a/lesson.html"])
        let body = html.components(separatedBy: "<article class=\"prose\">\n").dropFirst().joined()
        return body.components(separatedBy: "\n</article>")[0]
    }

    @Test func aFootnoteStandsBesideItsText() throws {
        #expect(
            try notes("One[^a], two[^b], and one again[^a].\n\n[^b]: *B*.\n[^a]: A `x`.\n") == """
                <p>One<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup><small class="sidenote" \
                id="fn-1" role="note"><sup aria-hidden="true">1</sup> A <code>x</code>.</small>, two<sup \
                class="footnote-ref"><a href="#fn-2" id="fnref-2">2</a></sup><small class="sidenote" id="fn-2" \
                role="note"><sup aria-hidden="true">2</sup> <em>B</em>.</small>, and one again<sup \
                class="footnote-ref"><a href="#fn-1">1</a></sup>.</p>

                """)
    }

    @Test(arguments: [
        "One[^a], two[^b].\n\n[^a]: A.\n\n    And more.\n\n[^b]: B.\n", "## A heading[^a]\n\n[^a]: A.\n",
        "One[^a].\n\n[^a]: A[^b].\n[^b]: B.\n", "| a |\n|---|\n| b[^a] |\n\n[^a]: A.\n",
    ])
    func notesThatCannotStandThereStayAtTheFoot(_ text: String) throws {
        let html = try notes(text)
        #expect(html.contains("<section class=\"footnotes\"") && !html.contains("sidenote"))
    }

    @Test func theContentsShowAHeadingWithoutItsLinksAndNotes() throws {
        let heading = "## One[^a] of [two](#one-of-two-x) `x`\n\n[^a]: A.\n"
        let files = try Self.build(lessons: ["01-a": "---\ntitle: A\n---\n" + heading])
        let html = text(files["t/01-a/lesson.html"])
        #expect(html.contains("<li><a href=\"#one-of-two-x\">One of two <code>x</code></a></li>"))
        #expect(html.components(separatedBy: "fnref-a\"").count == 3)
    }

    private func text(_ file: OutputFile?) -> String { file.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "" }
}
