import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// `numbers.json`: every computed number of a lesson, exact, the same on every build, and readable by others.
struct NumbersTests {
    static func checked(_ scratch: Scratch) throws -> Pipeline.Checked {
        do throws(Pipeline.Failure) {
            return try Pipeline(content: scratch.path + "/content", templates: templates).check()
        } catch {
            throw SmallSiteTests.Failed(message: error.diagnostics.map(DiagnosticPrinter().text).joined())
        }
    }

    /// A site of one lesson with this page.
    static func site(_ page: String) -> Scratch {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite { scratch.put(path, text) }
        scratch.put("content/t/01-a/lesson.md", page)
        return scratch
    }

    static func json(_ scratch: Scratch) throws -> String {
        let pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        let numbers = try #require(pipeline.numbers(of: checked(scratch)).first)
        return String(decoding: NumbersFile.file(numbers).bytes, as: UTF8.self)
    }

    /// The file is written without a JSON value of it; that is the judge.
    @Test func rowsAreThoseOfTheirJSON() {
        let texts = ["", "a", "\"", "a\\b", "x\ny\t\r", "\u{1}\u{7F}\u{80}", "∂L/∂a <&>", "12345678\"12345678"]
        for (index, text) in texts.enumerated() {
            let other: String? = index % 2 == 0 ? text : nil
            let entry = NumberEntry(
                role: NumberEntry.Role.allCases[index % NumberEntry.Role.allCases.count], expression: text,
                value: text + "1", type: text, shown: other, claim: index % 3 == 0 ? text : nil, card: other,
                row: index % 4 == 0 ? text : nil, cell: other, line: index, column: index * 7)
            var out = TextWriter()
            NumbersFile.write(entry, to: &out)
            #expect(out.text == NumbersFile.json(entry).line)
            for pages in [[], [[]], [[entry], []], [[entry, entry]]] {
                let numbers = LessonNumbers(
                    lesson: text, pages: pages.map { LessonNumbers.Page(page: text, source: "s", numbers: $0) })
                let json = JSON.object([
                    ("version", .integer(LessonNumbers.version)), ("lesson", .string(text)),
                    (
                        "pages",
                        .array(
                            pages.map { entries in
                                .object([
                                    ("page", .string(text)), ("source", .string("s")),
                                    ("numbers", .array(entries.map(NumbersFile.json))),
                                ])
                            })
                    ),
                ])
                #expect(String(decoding: NumbersFile.file(numbers).bytes, as: UTF8.self) == json.text(depth: 4) + "\n")
            }
        }
    }

    @Test func everythingComputedIsListed() throws {
        let scratch = Self.site(
            """
            ---
            title: "Title `=L.data => -6.0`"
            summary: "Summary `=n`"
            objectives: ["Objective `=n + 1`"]
            ---

            ```python
            from micrograd.engine import Value
            a = Value(2.0)
            b = Value(-3.0)
            L = a * b
            n = 3
            def show(x):
                print("x", x,
                      "end")
            show(1)
            print("one\\ntwo")
            ```
            ```output
            x 1 end
            one
            two
            ```

            ## Heading `=n * 2`

            Text `=L.data / 7 => -0.857`, `=L.data / 7:.2f`, `='word'`, `=L`, `== 1` and `code`.

            | cell |
            |---|
            | `=n \\| 4 => 7` |

            ![picture of `=n`](dot.svg)

            ```forward L
            caption: "Forward to `=L.data`"
            ```

            ```backward a + a
            ```

            ```graph a
            ```

            ```python raises
            print("before")
            1 / 0
            ```

            ```cards
            Q: What is `=n => 3`? {#three}
            A: It is `=n + n`.
            ```

            """)
        scratch.put("content/t/01-a/dot.svg", "<svg/>\n")
        let expected = #"""
            {
              "version": 1,
              "lesson": "t/01-a",
              "pages": [
                {
                  "page": "lesson.html",
                  "source": "lesson.md",
                  "numbers": [
                    {"role": "output", "expression": "print(\"x\", x,", "value": "x 1 end", "type": "str", "line": 20, "column": 1},
                    {"role": "output", "expression": "print(\"one\\ntwo\")", "value": "one", "type": "str", "line": 21, "column": 1},
                    {"role": "output", "expression": "print(\"one\\ntwo\")", "value": "two", "type": "str", "line": 22, "column": 1},
                    {"role": "heading", "expression": "n * 2", "value": "6", "type": "int", "line": 25, "column": 14},
                    {"role": "text", "expression": "L.data / 7", "value": "-0.8571428571428571", "type": "float", "shown": "-0.857", "claim": "-0.857", "line": 27, "column": 8},
                    {"role": "text", "expression": "L.data / 7:.2f", "value": "-0.8571428571428571", "type": "float", "shown": "-0.86", "line": 27, "column": 33},
                    {"role": "text", "expression": "'word'", "value": "'word'", "type": "str", "shown": "word", "line": 27, "column": 52},
                    {"role": "text", "expression": "L", "value": "Value(data=-6.0, grad=0.0)", "type": "Value", "line": 27, "column": 63},
                    {"role": "table", "expression": "n | 4", "value": "7", "type": "int", "claim": "7", "line": 31, "column": 5},
                    {"role": "alt", "expression": "n", "value": "3", "type": "int", "line": 33, "column": 16},
                    {"role": "forward", "expression": "L", "value": "2.0", "type": "float", "row": "a", "cell": "value", "line": 35, "column": 1},
                    {"role": "forward", "expression": "L", "value": "-3.0", "type": "float", "row": "b", "cell": "value", "line": 35, "column": 1},
                    {"role": "forward", "expression": "L", "value": "-6.0", "type": "float", "row": "L", "cell": "value", "line": 35, "column": 1},
                    {"role": "caption", "expression": "L.data", "value": "-6.0", "type": "float", "line": 36, "column": 24},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1", "cell": "gradient", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1", "cell": "upstream", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1 -> a (left)", "cell": "local", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1 -> a (left)", "cell": "contribution", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1 -> a (left)", "cell": "gradient", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1 -> a (right)", "cell": "local", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "1.0", "type": "float", "row": "v1 -> a (right)", "cell": "contribution", "line": 39, "column": 1},
                    {"role": "backward", "expression": "a + a", "value": "2.0", "type": "float", "row": "v1 -> a (right)", "cell": "gradient", "line": 39, "column": 1},
                    {"role": "graph", "expression": "a", "value": "2.0", "type": "float", "row": "a", "cell": "data", "line": 42, "column": 1},
                    {"role": "graph", "expression": "a", "value": "0.0", "type": "float", "row": "a", "cell": "grad", "line": 42, "column": 1},
                    {"role": "output", "expression": "print(\"before\")", "value": "before", "type": "str", "line": 46, "column": 1},
                    {"role": "output", "expression": "1 / 0", "value": "ZeroDivisionError: division by zero", "type": "str", "line": 47, "column": 1},
                    {"role": "card", "expression": "n", "value": "3", "type": "int", "claim": "3", "card": "three", "line": 51, "column": 14},
                    {"role": "card", "expression": "n + n", "value": "6", "type": "int", "card": "three", "line": 52, "column": 12},
                    {"role": "title", "expression": "L.data", "value": "-6.0", "type": "float", "claim": "-6.0", "line": 2, "column": 17},
                    {"role": "summary", "expression": "n", "value": "3", "type": "int", "line": 3, "column": 21},
                    {"role": "objective", "expression": "n + 1", "value": "4", "type": "int", "line": 4, "column": 27}
                  ]
                }
              ]
            }

            """#
        let json = try Self.json(scratch)
        #expect(json == expected, "\(firstDifference(expected: expected, actual: json) ?? "")")
    }

    /// What the engine has is what a reader of the file gets, bit for bit, whatever the number.
    @Test func numbersAreExactForOtherReaders() throws {
        let numbers = [
            "0.1 + 0.2", "-0.0", "5e-324", "1.7976931348623157e308", "1e16", "1e-7", "1 / 3", "float('inf')",
            "float('-inf')", "float('nan')", "2**62 + 1", "123456789.123456789",
        ]
        let scratch = Self.site(
            "---\ntitle: \"A \\\" \\\\ \u{1F600}\"\n---\n\n" + numbers.map { "`=\($0)`\n" }.joined())
        let program = """
            import json, math, struct, sys
            page = json.load(sys.stdin)["pages"][0]
            for entry in page["numbers"]:
                value = {"float": float, "int": int}[entry["type"]](entry["value"])
                truth = eval(entry["expression"])
                assert type(value) is type(truth), entry
                assert repr(value) == repr(truth), entry
            print(len(page["numbers"]))
            """
        let outcome = try Oracle.python(["-c", program], input: Self.json(scratch))
        #expect(outcome.output == "\(numbers.count)\n", "\(outcome.errors)")
    }

    @Test func whatIsWrittenIsRead() throws {
        let scratch = Self.site(
            "---\ntitle: A\n---\n\n```python\nprint('tab\\t\\x01 \\\\ \"', 'ü')\n```\n\n`=1 / 3 => 0.333`, `=chr(10)`.\n"
        )
        let pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        let numbers = try #require(pipeline.numbers(of: Self.checked(scratch)).first)
        let file = NumbersFile.file(numbers)
        #expect(file.path == "t/01-a/numbers.json")
        #expect(NumbersFile.read(file.bytes) == numbers)
        #expect(numbers.pages[0].numbers[0].value == "tab\t\u{1} \\ \" ü")
        var later = numbers
        later.version = 2
        #expect(NumbersFile.read(NumbersFile.file(later).bytes) == nil)
        #expect(NumbersFile.read(Array("{}".utf8)) == nil)
    }

    /// Nothing that the built pages mark as computed is missing from the list.
    @Test func theListIsCompleteForTheRealLessons() throws {
        let pipeline = Pipeline(
            content: repositoryRoot.appendingPathComponent("content").path, templates: templates)
        let files = try pipeline.files()
        for lesson in try pipeline.numbers(of: pipeline.check()) {
            for page in lesson.pages {
                let path = "\(lesson.lesson)/\(page.page)"
                let html = String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
                let body = html.components(separatedBy: "<footer")[0]
                let marked = ["class=\"computed", "class=\"why"].map { body.components(separatedBy: $0).count - 1 }
                    .reduce(0, +)
                let inline: Set<NumberEntry.Role> = [.output, .forward, .backward, .graph, .steps, .practice]
                let listed = page.numbers.count { !inline.contains($0.role) }
                #expect(listed == marked, "\(path)")
            }
        }
    }

    /// The list stands where the statement is when the printed lines do not stand in a fence as they are.
    @Test func linesWithoutAFenceOfTheirOwnStandAtTheirStatement() throws {
        let scratch = Self.site(
            "---\ntitle: A\n---\n\n```python\nfor i in range(3):\n    print(i)\n```\n```output\n0\n...\n```\n")
        let pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        let numbers = try #require(pipeline.numbers(of: Self.checked(scratch)).first).pages[0].numbers
        #expect(numbers.map(\.line) == [10, 7, 7])
        #expect(numbers.map(\.expression) == Array(repeating: "print(i)", count: 3))
    }
}
