import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// `explain`: every line of a small lesson, with all that is told of the numbers on it, and what is said where there are
/// none.
struct ExplainTests {
    static let folder = fixtures.appendingPathComponent("explain")
    static let pipeline = Pipeline(content: folder.appendingPathComponent("content").path, templates: templates)

    static func explained(_ place: String) -> String {
        let text: String
        do throws(Pipeline.Failure) {
            guard let place = PagePlace(place) else { return "no place: \(place)\n" }
            text = try pipeline.explain(place).map(\.text).joined(separator: "\n")
        } catch {
            text = error.diagnostics.map(DiagnosticPrinter().text).joined()
        }
        return text.replacingOccurrences(of: folder.path + "/", with: "")
    }

    @Test(arguments: ["lesson", "summary"]) func everyLineIsExplained(_ page: String) throws {
        let path = "t/01-a/\(page).md"
        let source = try String(
            contentsOf: Self.folder.appendingPathComponent("content/" + path), encoding: .utf8)
        var all = ""
        for line in 1...source.split(separator: "\n", omittingEmptySubsequences: false).count {
            all += ">>> \(line)\n\(Self.explained("\(path):\(line)"))"
        }
        let golden = Self.folder.appendingPathComponent("\(page).txt")
        let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
        if all == expected { return }
        if updatesGoldens { try Data(all.utf8).write(to: golden) }
        Issue.record("\(firstDifference(expected: expected, actual: all) ?? "")")
    }

    /// A column picks the one number whose text it is in, from the first backtick to the last.
    @Test func aColumnPicksOneNumber() {
        func head(_ place: String) -> String {
            String(Self.explained("t/01-a/lesson.md:\(place)").split(separator: "\n").first ?? "")
        }
        let first = "content/t/01-a/lesson.md:25:11: slope is -5.5, as claimed"
        #expect(head("25:9") == first && head("25:10") == first && head("25:24") == first)
        #expect(head("25:8").hasSuffix("25:8: error: no number is computed here [explain-nothing]"))
        #expect(head("25:40") == "content/t/01-a/lesson.md:25:40: slope * half is -2.75, shown as -2.8")
        // A caption's number, not the figure around it.
        #expect(head("47:30") == "content/t/01-a/lesson.md:47:24: L.data is -10.0, as claimed")
        #expect(head("47:2") == "content/t/01-a/lesson.md:46:1: forward L shows 6 numbers")
        #expect(head("22:15") == "content/t/01-a/lesson.md:22:1: `Value(data=-10.0, grad=0.0)` is a line of output")
    }

    @Test func whereNothingIsComputedTheNearestAreNamed() {
        #expect(
            Self.explained("t/01-a/lesson.md:25:40000") == """
                content/t/01-a/lesson.md:25:114: error: no number is computed here [explain-nothing]
                  25 | A slope `=slope => -5.5`, half of it `=slope * half:.1f`, a sum `=sum(i * half for i in range(3))`, and `=2 + 2`.
                     |                                                                                                                  ^
                  note: on this line are `slope` at 25:9, `slope * half:.1f` at 25:38, `sum(i * half for i in range(3))` at 25:65 and `2 + 2` at 25:105

                """)
        #expect(
            Self.explained("t/01-a/lesson.md:4000:1") == """
                content/t/01-a/lesson.md:72:1: error: the page has no line 4000 [explain-nothing]
                  72 |
                     | ^
                  note: its last line is 72

                """)
        #expect(
            Self.explained("t/01-a/lessn.md:3") == """
                t/01-a/lessn.md:1:1: error: this is no page of the content [explain-page]
                  note: name a page such as `content/t/01-a/lesson.md`

                """)
        #expect(
            Self.explained(Self.folder.path + "/content/t/01-a/lessn.md:3") == """
                content/t/01-a/lessn.md:1:1: error: this is no page of the content [explain-page]
                  note: did you mean `content/t/01-a/lesson.md`?

                """)
    }

    @Test func placesAreRead() {
        #expect(PagePlace("a/b.md:12:3") == PagePlace(path: "a/b.md", line: 12, column: 3))
        #expect(PagePlace("a/b.md:12") == PagePlace(path: "a/b.md", line: 12))
        #expect(PagePlace("a/b.md:12:3:") == PagePlace(path: "a/b.md", line: 12, column: 3))
        #expect(PagePlace("a:b.md:12:3") == PagePlace(path: "a:b.md", line: 12, column: 3))
        for text in ["a/b.md", "", ":", "12", ":12", "a.md:0", "a.md:-1", "a.md:x", "a.md:99999999999999999999"] {
            #expect(PagePlace(text) == nil, "\(text)")
        }
    }
}
