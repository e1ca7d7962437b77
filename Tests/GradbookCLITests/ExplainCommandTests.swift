import Foundation
import TestSupport
import Testing

/// `gradbook explain` as a user meets it.
struct ExplainCommandTests {
    @Test func aPlaceIsExplained() throws {
        let bench = try CommandTests.Bench()
        try bench.put(
            "content/t/01-a/lesson.md",
            "---\ntitle: A\n---\n\n```python\nx = 0.1\ny = 2\n```\n\nIt is `=x * 3 => 0.3`, and `=y`.\n")
        let both = try bench.gradbook("explain", "content/t/01-a/lesson.md:10")
        #expect(both.status == 0 && both.errors == "")
        #expect(
            both.output == """
                content/t/01-a/lesson.md:10:9: x * 3 is 0.30000000000000004, claimed as 0.3

                  x = 0.1  assigned in  6 | x = 0.1

                content/t/01-a/lesson.md:10:30: y is 2

                  y = 2  assigned in  7 | y = 2

                """)
        let one = try bench.gradbook("explain", "content/t/01-a/lesson.md:10:30", "t/01-a/lesson.md:10:9")
        #expect(
            one.output.split(separator: "\n").filter { $0.hasPrefix("content") }.map { $0.split(separator: " ")[1] }
                == ["y", "x"])
    }

    /// A place with nothing to explain keeps no other from it; editors name a file from the top of the disk.
    @Test func placesAreExplainedEachForItself() throws {
        let bench = try CommandTests.Bench()
        try bench.put("content/t/01-a/lesson.md", "---\ntitle: A\n---\n\n```python\nx = 2\n```\n\nIt is `=x`.\n")
        let page = "content/t/01-a/lesson.md"
        let said = try bench.gradbook("explain", "\(page):2:1", "\(bench.path)/\(page):9:8")
        #expect(said.status == 1)
        #expect(said.output == "\(page):9:9: x is 2\n\n  x = 2  assigned in  6 | x = 2\n")
        #expect(
            said.errors == """
                content/t/01-a/lesson.md:2:1: error: no number is computed here [explain-nothing]
                  2 | title: A
                    | ^
                  note: the nearest is `x` at 9:7
                1 error

                """)
    }

    /// A line of output that does not hold is the line that was printed in its place.
    @Test func aLineOfOutputThatDoesNotHoldIsExplained() throws {
        let bench = try CommandTests.Bench()
        try bench.put(
            "content/t/01-a/lesson.md",
            """
            ---
            title: A
            ---

            ```python
            for x in range(5):
                print(x * 2)
            print("end")
            ```
            ```output
            0
            3
            ...
            9
            end
            ```

            """)
        let page = "content/t/01-a/lesson.md"
        let said = try bench.gradbook("explain", "\(page):12", "\(page):14:1")
        #expect(said.status == 0 && said.errors == "")
        #expect(
            said.output == """
                content/t/01-a/lesson.md:12:1: `2` is a line of output

                  2  printed by  7 | print(x * 2)

                content/t/01-a/lesson.md:14:1: `8` is a line of output

                  8  printed by  7 | print(x * 2)

                """)
        #expect(try bench.gradbook("explain", "\(page):13").status == 1)
    }

    /// A number without a name is called as the lesson calls it, and what a function gives is made by it.
    @Test func numbersWithoutNamesAreCalledAsTheLessonCallsThem() throws {
        let bench = try CommandTests.Bench()
        try bench.put(
            "content/t/01-a/lesson.md",
            """
            ---
            title: A
            ---

            ```python
            from micrograd.engine import Value
            w = [Value(2.0), Value(3.0)]
            s = w[0] * w[1]
            s.backward()
            def f(x):
                return x * 2
            ```

            `=w[1].grad` and `=f(s).data`

            """)
        let page = "content/t/01-a/lesson.md"
        let said = try bench.gradbook("explain", "\(page):14")
        #expect(said.status == 0 && said.errors == "")
        #expect(
            said.output
                == """
                content/t/01-a/lesson.md:14:3: w[1].grad is 2.0

                  w[1].grad = 2.0  left by the pass in  9 | s.backward()
                                   made in              7 | w = [Value(2.0), Value(3.0)]

                  ∂s/∂w[1], from s back to it: upstream × local derivative at each use, added up

                    ∂s/∂s = 1.0, where the pass begins
                      ∂s/∂w[1] = 2.0
                        s = 2.0 * 3.0: 1.0 × 2.0 = 2.0   line 8: s = w[0] * w[1]

                content/t/01-a/lesson.md:14:20: f(s).data is 12.0

                  f(s).data = 12.0  made by  10 | def f(x):

                """)
    }

    @Test func whereThereIsNoNumberItSaysSo() throws {
        let bench = try CommandTests.Bench()
        let nothing = try bench.gradbook("explain", "content/t/01-a/lesson.md:2:1")
        #expect(nothing.status == 1 && nothing.output == "")
        #expect(
            nothing.errors == """
                content/t/01-a/lesson.md:2:1: error: no number is computed here [explain-nothing]
                  2 | title: A
                    | ^
                  note: the nearest is `2` at 6:1
                1 error

                """)
        let place = try bench.gradbook("explain", "content/t/01-a/lesson.md")
        #expect(place.status == 64)
        #expect(
            place.errors.hasPrefix(
                "Error: content/t/01-a/lesson.md names no line. Write PAGE:LINE:COLUMN or PAGE:LINE, as messages do.\n")
        )
    }

    /// A claim that does not hold, which is when it is wanted, and a snippet that fails.
    @Test func aLessonWithErrorsIsExplainedAsFarAsItRuns() throws {
        let bench = try CommandTests.Bench()
        try bench.put(
            "content/t/01-a/lesson.md",
            "---\ntitle: A\n---\n\n```python\nx = 1.5\n```\n\n`=x => 2.5`\n\n```python\ny = z\n```\n\n`=y`\n")
        let wrong = try bench.gradbook("explain", "content/t/01-a/lesson.md:9")
        #expect(wrong.status == 0)
        #expect(wrong.output.hasPrefix("content/t/01-a/lesson.md:9:3: x is 1.5, claimed as 2.5\n"))
        let failed = try bench.gradbook("explain", "content/t/01-a/lesson.md:15")
        #expect(failed.status == 1)
        #expect(failed.errors.contains("12:5: error: NameError: name 'z' is not defined"))
        #expect(failed.errors.contains("15:1: error: no number is computed here"))
    }
}
