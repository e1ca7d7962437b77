import Foundation
import TestSupport
import Testing

@testable import Site

/// What became of the numbers between two builds: told in full, in each form, and matched whatever lines moved.
struct ImpactTests {
    static func numbers(_ page: String, name: String) throws -> BuiltNumbers {
        let scratch = NumbersTests.site(page)
        let pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        return BuiltNumbers(name: name, lessons: try pipeline.numbers(of: NumbersTests.checked(scratch)))
    }

    static func impact(_ old: String, _ new: String) throws -> Impact {
        Pipeline.impact(from: try numbers(old, name: "main"), to: try numbers(new, name: "the working tree"))
    }

    static func page(_ b: String, _ text: String) -> String {
        """
        ---
        title: A
        ---

        ```python
        from micrograd.engine import Value
        a = Value(2.0)
        b = Value(\(b))
        L = a * b
        L.backward()
        print("L is", L.data)
        ```

        \(text)
        """
    }

    static let old = page(
        "-3.0",
        """
        `=L.data`, `=a.grad / 7:.1f`, `=b.grad`, `=1 + 1`.

        ```forward L
        ```

        ```cards
        Q: What is `a | b`? {#slope}
        A: It is `=a.grad`.
        ```

        """)

    /// A blank line above everything, another value of b, one number less and one more.
    static let new = page(
        "-3.01",
        """


        `=L.data`, `=a.grad / 7:.1f`, `=b.grad`, `=a.data`.

        ```forward L
        ```

        ```cards
        Q: What is `a | b`? {#slope}
        A: It is `=a.grad`.
        ```

        """)

    @Test func asText() throws {
        let expected = """
            t/01-a/lesson.md
              11:1   print("L is", L.data)  (output)
                       - L is -6.0
                       + L is -6.02
              16:3   L.data  -6.0 → -6.02
              16:14  a.grad / 7:.1f  -0.42857142857142855 → -0.43, shown as -0.4 as before
              16:44  a.data  appeared: 2.0
              18:1   forward L  (b, value)  -3.0 → -3.01
              18:1   forward L  (L, value)  -6.0 → -6.02
              23:12  a.grad  (card slope)  -3.0 → -3.01
              14:44  1 + 1  disappeared: 2

            6 numbers moved, 1 appeared, 1 disappeared; 2 stayed

            """
        let text = try Self.impact(Self.old, Self.new).text
        #expect(text == expected, "\(firstDifference(expected: expected, actual: text) ?? "")")
    }

    /// A claim does not move with the engine; that it has to is what its author wants to see.
    @Test func whatIsClaimedIsSaid() {
        func built(_ value: String, _ name: String) -> BuiltNumbers {
            let entry = NumberEntry(
                role: .text, expression: "b.grad", value: value, type: "float", shown: "4.0", claim: "4.0", line: 7,
                column: 3)
            let page = LessonNumbers.Page(page: "lesson.html", source: "lesson.md", numbers: [entry])
            return BuiltNumbers(name: name, lessons: [LessonNumbers(lesson: "t/01-a", pages: [page])])
        }
        let impact = Pipeline.impact(from: built("4.0", "a"), to: built("5.0", "b"))
        #expect(
            impact.text
                == "t/01-a/lesson.md\n  7:3  b.grad  4.0 → 5.0, claimed as 4.0\n\n1 number moved; 0 stayed\n")
    }

    @Test func asMarkdown() throws {
        let expected = """
            ### 6 numbers moved, 1 appeared, 1 disappeared; 2 stayed

            `main` → `the working tree`

            **`t/01-a/lesson.md`**

            | line | number | old | new |
            |---:|---|---|---|
            | 11 | `print("L is", L.data)` output | `L is -6.0` | `L is -6.02` |
            | 16 | `L.data` | `-6.0` | `-6.02` |
            | 16 | `a.grad / 7:.1f` | `-0.42857142857142855` | `-0.43` |
            | 16 | `a.data` | – | `2.0` |
            | 18 | `forward L` b, value | `-3.0` | `-3.01` |
            | 18 | `forward L` L, value | `-6.0` | `-6.02` |
            | 23 | `a.grad` card slope | `-3.0` | `-3.01` |
            | 14 | `1 + 1` | `2` | – |

            """
        let markdown = try Self.impact(Self.old, Self.new).markdown
        #expect(markdown == expected, "\(firstDifference(expected: expected, actual: markdown) ?? "")")
    }

    @Test func asJSON() throws {
        let expected = """
            {
              "version": 1,
              "old": "main",
              "new": "the working tree",
              "moved": 1,
              "appeared": 1,
              "disappeared": 1,
              "unchanged": 0,
              "changes": [
                {
                  "kind": "moved",
                  "lesson": "t/01-a",
                  "page": "lesson.html",
                  "source": "lesson.md",
                  "old": {"role": "text", "expression": "0.5", "value": "0.5", "type": "float", "line": 5, "column": 3},
                  "new": {"role": "text", "expression": "0.5", "value": "0.25", "type": "float", "line": 9, "column": 3}
                },
                {
                  "kind": "appeared",
                  "lesson": "t/01-a",
                  "page": "lesson.html",
                  "source": "lesson.md",
                  "new": {"role": "text", "expression": "c", "value": "inf", "type": "float", "line": 9, "column": 3}
                },
                {
                  "kind": "disappeared",
                  "lesson": "t/01-a",
                  "page": "lesson.html",
                  "source": "lesson.md",
                  "old": {"role": "text", "expression": "b", "value": "nan", "type": "float", "line": 5, "column": 3}
                }
              ]
            }

            """
        let impact = Pipeline.impact(
            from: Self.built([("0.5", "0.5"), ("b", "nan")], "main"),
            to: Self.built([("0.5", "0.25"), ("c", "inf")], "the working tree", line: 9))
        #expect(impact.json == expected, "\(firstDifference(expected: expected, actual: impact.json) ?? "")")
    }

    /// Text that Markdown would take for its own stays what it is.
    @Test func markdownHoldsAnyText() {
        let impact = Pipeline.impact(
            from: Self.built([("a | b", "`"), ("`x`", "1")], "a|b"),
            to: Self.built([("a | b", "``"), ("`x`", "2")], "n"))
        let rows = impact.markdown.split(separator: "\n").filter { $0.hasPrefix("| 5") }
        #expect(rows == [#"| 5 | `a \| b` | `` ` `` | ``` `` ``` |"#, "| 5 | `` `x` `` | `1` | `2` |"])
        #expect(impact.markdown.contains(#"`a\|b` → `n`"#))
    }

    @Test func aCommentStaysShort() {
        let old = (0..<1000).map { ("x\($0)", "0.0") }
        let new = (0..<1000).map { ("x\($0)", "1.0") }
        let impact = Pipeline.impact(from: Self.built(old, "a"), to: Self.built(new, "b"))
        #expect(impact.markdown.hasSuffix("\n… and 850 more: `gradbook impact` prints all of them.\n"))
        #expect(impact.markdown.utf8.count < 65_536)
        #expect(impact.text.split(separator: "\n").count == 1002)
    }

    @Test func nothingMovedIsSaid() throws {
        let impact = try Self.impact(Self.old, Self.old)
        #expect(impact.text == "0 numbers moved; 9 stayed\n")
        #expect(impact.markdown == "### 0 numbers moved; 9 stayed\n\n`main` → `the working tree`\n")
        #expect(impact.json.contains("\"changes\": []"))
    }

    @Test func wholePagesAppearAndDisappear() {
        let none = BuiltNumbers(name: "none", lessons: [])
        let some = Self.built([("x", "1"), ("y", "2")], "some")
        #expect(Pipeline.impact(from: none, to: some).summary == "0 numbers moved, 2 appeared; 0 stayed")
        #expect(Pipeline.impact(from: some, to: none).summary == "0 numbers moved, 2 disappeared; 0 stayed")
    }

    // MARK: Matching

    static func entries(_ numbers: [(String, String)], line: Int = 5) -> [NumberEntry] {
        numbers.map { NumberEntry(role: .text, expression: $0, value: $1, type: "float", line: line, column: 3) }
    }

    static func built(_ numbers: [(String, String)], _ name: String, line: Int = 5) -> BuiltNumbers {
        let page = LessonNumbers.Page(page: "lesson.html", source: "lesson.md", numbers: entries(numbers, line: line))
        return BuiltNumbers(name: name, lessons: [LessonNumbers(lesson: "t/01-a", pages: [page])])
    }

    static func partners(_ old: [(String, String)], _ new: [(String, String)]) -> [Int?] {
        NumberMatching(old: entries(old), new: entries(new)).partners
    }

    @Test func equalExpressionsMeetInTheirOrder() {
        // Values that changed places are two numbers that moved.
        #expect(Self.partners([("a", "3"), ("a", "6")], [("a", "6"), ("a", "3")]) == [0, 1])
        // Whatever stands around them.
        #expect(Self.partners([("a", "3"), ("b", "1")], [("b", "1"), ("a", "3")]) == [1, 0])
        // One more, at any place, is found by the values of the others.
        #expect(Self.partners([("a", "3"), ("a", "6")], [("a", "5"), ("a", "3"), ("a", "6")]) == [nil, 0, 1])
        #expect(Self.partners([("a", "3"), ("a", "6")], [("a", "3"), ("a", "5"), ("a", "6")]) == [0, nil, 1])
        #expect(Self.partners([("a", "5"), ("a", "3"), ("a", "6")], [("a", "3"), ("a", "6.1")]) == [1, 2])
        #expect(Self.partners([("a", "3")], [("b", "3")]) == [nil])
    }

    @Test func aNumberKeepsItsPartnerInAnotherPlace() {
        var old = Self.entries([("a", "3")])
        var new = Self.entries([("a", "4")])
        new[0].role = .table
        #expect(NumberMatching(old: old, new: new).partners == [0])
        // Lines of output meet in their order when their statement was edited, numbers of figures do not.
        old = Self.entries([("print(x)", "1"), ("print(y)", "2")])
        new = Self.entries([("print(u)", "2")])
        for index in old.indices { old[index].role = .output }
        new[0].role = .output
        #expect(NumberMatching(old: old, new: new).partners == [1])
        for index in old.indices { (old[index].role, old[index].row) = (.forward, "r\(index)") }
        (new[0].role, new[0].row) = (.forward, "s")
        #expect(NumberMatching(old: old, new: new).partners == [nil])
    }

    @Test func manyEqualsAreMatchedInTime() {
        let old = (0..<5000).map { _ in ("a", "1") }
        let partners = Self.partners(old, old + [("a", "2")])
        #expect(partners.count == 5001 && partners[4999] == 4999 && partners[5000] == nil)
    }
}
