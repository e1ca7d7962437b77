import Mustache
import Source
import Testing

@testable import Site

/// swift-mustache judges how templates are written, to the byte: lines with nothing but a tag, indented partials, sections
/// in sections.
@Suite struct TemplateTests {
    private static let lines = [
        "", "text", "  text", "{{a}}", "  {{a}} b", "x {{{html}}} y", "{{#yes}}", "  {{#yes}}  ", "{{/yes}}",
        "  {{/yes}}",
        "{{#no}}", "{{/no}}", "{{^no}}", "{{#list}}", "{{/list}}", "\t{{#list}} {{name}}", "{{name}} {{/list}} z",
        "{{! c }}",
        " {{! c }} ", "{{> part}}", "  {{> part}}", "x {{> part}}", "{{#record}}", "{{/record}}", "{{#a}}", "{{/a}}",

        "{{^empty}}", "{{/empty}}", "{{#texts}}{{.}},{{/texts}}", "{{ a }}{ {a}", "{{#no}}x{{/no}} {{^yes}}y{{/yes}}",
        "{{#list}}{{#yes}}", "{{/yes}}{{/list}}", "   ",
    ]
    private static let partials = [
        "part": "one {{a}}\n{{#list}}\n- {{name}}\n{{/list}}\n  {{> inner}}\nend", "inner": "{{html}}\n\nlast\n",
    ]

    @Test func templatesAreWrittenAsTheLibraryWritesThem() throws {
        var random: UInt64 = 5
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        let library = MustacheLibrary(templates: try Self.partials.mapValues(Self.compile))
        let ours = Self.partials.mapValues { Template(SourceFile(path: "", text: $0)) }
        var compared = 0
        while compared < 3000 {
            let end = next(4) == 0 ? "\r\n" : "\n"
            var text = (0..<next(9)).map { _ in Self.lines[next(Self.lines.count)] }.joined(separator: end)
            if next(2) == 0 { text += end }
            // One whose sections are not closed in order is refused by both.
            guard Self.isClosed(text), let theirs = try? Self.compile(text) else { continue }
            compared += 1
            let expected = theirs.render(Self.values, library: library)
            var out = TextWriter()
            Template(SourceFile(path: "", text: text)).write(to: &out, Self.frame, partials: ours)
            #expect(out.text == expected, "\(text.debugDescription)")
        }
    }

    /// As ours are: text is escaped before it comes here.
    private static func compile(_ text: String) throws -> MustacheTemplate {
        try MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}\n" + text)
    }

    private static func isClosed(_ text: String) -> Bool {
        let scanner = TemplateScanner(SourceFile(path: "", text: text))
        var open: [String] = []
        for tag in scanner.tags {
            switch tag.kind {
            case .open, .openInverted: open.append(tag.name)
            case .close: if open.popLast() != tag.name { return false }
            case .text, .raw, .partial: break
            }
        }
        return scanner.findings.isEmpty && open.isEmpty
    }

    private static var values: [String: Any] {
        [
            "a": "A", "html": "<i>\nh</i>\n", "yes": true, "no": false, "name": "outer",
            "list": [["name": "first"] as [String: Any], ["name": "second", "a": "inner"]] as [Any], "empty": [Any](),
            "record": ["name": "of record"] as [String: Any], "texts": ["p", "q"] as [Any],
        ]
    }

    private static func frame(_ names: [String: Shown]) -> NamedValues { NamedValues { names[$0] } }

    private static var frame: NamedValues {
        frame([
            "a": .text("A"), "html": .text("<i>\nh</i>\n"), "yes": .flag(true), "no": .flag(false),
            "name": .text("outer"),
            "list": .list([
                frame(["name": .text("first")]), frame(["name": .text("second"), "a": .text("inner")]),
            ]), "empty": .list([]), "record": .record(frame(["name": .text("of record")])),
            "texts": .list([NamedValues("p"), NamedValues("q")]),
        ])
    }
}
