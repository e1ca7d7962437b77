import Micrograd
import MiniPython
import Source
import Testing

/// What an expression on a page looks at, and where that comes from: the names it reads, the engine's numbers among them,
/// and the lines that bound, made and changed them.
@Suite struct ReadingTests {
    private static let program = """
        import math
        from micrograd.engine import Value
        a = Value(2.0)
        b = Value(-3.0)
        L = a * b
        rate = 0.5
        def loss(w):
            return w * w
        losses = [4.0, 2.0]
        losses[1] = 1.0
        L.backward()
        p = Value(1.0)
        p.grad = 4.0
        p.data = 7.0
        q = p * p
        q.backward()
        if False:
            rate = 9.0
        for i in range(2):
            last = i
        a.grad = 0.0
        """

    private static func interpreter(_ text: String = program) -> Interpreter {
        let interpreter = Interpreter(keepsOrigins: true)
        let result = interpreter.run(SourceFile(path: "page.md", text: text).slice)
        #expect(result.failure?.message == nil)
        return interpreter
    }

    /// Each ingredient in a line: what it is, and the lines of the program it comes from.
    private static func lines(_ expression: String, _ interpreter: Interpreter = interpreter()) -> [String] {
        func line(_ what: String, _ place: Diagnostic.Location?) -> String {
            place.map { " \(what) \($0.file.position(at: $0.span.start).line)" } ?? ""
        }
        let field = SourceFile(path: "field", text: expression).slice
        return (interpreter.reading(of: field)?.ingredients ?? []).map { found in
            let number = found.number
            return "\(found.text) = \(found.value ?? "?") (\(found.type))" + line("bound", found.bound)
                + line("made", number?.made) + line("data", number?.dataSet) + line("grad", number?.gradSet)
                + line("pass", number?.pass)
        }
    }

    @Test(arguments: [
        ("rate", ["rate = 0.5 (float) bound 6"]),
        ("rate * rate + 1", ["rate = 0.5 (float) bound 6"]),
        ("loss(2.0)", ["loss = ? (function) bound 7"]),
        ("losses[-1]", ["losses[-1] = 1.0 (float) bound 9"]),
        ("losses[last]", ["losses[last] = 1.0 (float) bound 9", "last = 1 (int) bound 20"]),
        ("i", ["i = 1 (int) bound 19"]),
        ("math.sqrt(rate)", ["rate = 0.5 (float) bound 6"]),
        ("sum(x * rate for x in losses)", ["losses = [4.0, 1.0] (list) bound 9", "rate = 0.5 (float) bound 6"]),
        (
            "sorted(losses, key=lambda v: v * rate)[0]",
            ["losses = [4.0, 1.0] (list) bound 9", "rate = 0.5 (float) bound 6"]
        ),
        ("L.data:.1f", ["L.data = -6.0 (float) bound 5 made 5"]),
        ("L", ["L = Value(data=-6.0, grad=1.0) (Value) bound 5 made 5 pass 11"]),
        ("b.grad - 1", ["b.grad = 2.0 (float) bound 4 made 4 pass 11"]),
        (
            "(a * b).data",
            [
                "a = Value(data=2.0, grad=0.0) (Value) bound 3 made 3 grad 21",
                "b = Value(data=-3.0, grad=2.0) (Value) bound 4 made 4 pass 11",
            ]
        ),
        // Changed by hand behind the pass, and before one.
        ("a.grad", ["a.grad = 0.0 (float) bound 3 made 3 grad 21"]),
        (
            "p.data + p.grad",
            [
                "p.data = 7.0 (float) bound 12 made 12 data 14",
                "p.grad = 18.0 (float) bound 12 made 12 data 14 pass 16",
            ]
        ),
        ("2 + 2", []), ("missing", []), ("", []), ("1 +", []),
    ]) func ingredients(_ expression: String, _ expected: [String]) {
        #expect(Self.lines(expression) == expected)
    }

    @Test func theValueInFullStandsBehindAFormat() {
        func value(_ text: String) -> String? {
            Self.interpreter().reading(of: SourceFile(path: "field", text: text).slice)?.value
        }
        #expect(value("1 / 3:.2f") == "0.3333333333333333")
        #expect(value("-0.0") == "-0.0")
        #expect(value("float('inf')") == "inf")
        #expect(value("'a'") == "'a'")
        #expect(value("loss") == nil)
    }

    /// Looking changes nothing, not even what is left of the budget.
    @Test func lookingChangesNothing() {
        let interpreter = Self.interpreter()
        let before = (interpreter.stepsLeft, interpreter.tape.count)
        for expression in ["a * b", "losses.append(1)", "loss(a)", "(a + b).grad", "[x for x in losses]"] {
            _ = interpreter.reading(of: SourceFile(path: "field", text: expression).slice)
        }
        #expect(interpreter.stepsLeft == before.0 && interpreter.tape.count == before.1)
        #expect(Self.lines("losses", interpreter) == ["losses = [4.0, 1.0] (list) bound 9"])
    }

    @Test func anOrdinaryInterpreterKeepsNoOrigins() {
        let interpreter = Interpreter()
        let run = interpreter.run(SourceFile(path: "page.md", text: Self.program + "\nprint(1)").slice)
        #expect(run.printed.isEmpty)
        #expect(Self.lines("rate", interpreter) == ["rate = 0.5 (float)"])
        // What it costs in steps is the same.
        let keeping = Interpreter(keepsOrigins: true)
        _ = keeping.run(SourceFile(path: "page.md", text: Self.program + "\nprint(1)").slice)
        #expect(keeping.stepsLeft == interpreter.stepsLeft)
    }

    @Test func aNameThatIsGoneIsBoundNowhere() {
        let interpreter = Self.interpreter()
        _ = interpreter.run(SourceFile(path: "more.md", text: "del rate").slice)
        #expect(Self.lines("rate", interpreter) == [])
        interpreter.reset()
        _ = interpreter.run(SourceFile(path: "more.md", text: "\n\nlosses = 1").slice)
        #expect(Self.lines("losses", interpreter) == ["losses = 1 (int) bound 3"])
    }

    @Test func eachPieceOfTheOutputKnowsItsStatement() {
        let text = """
            def show(x):
                print("show", x, end="")
            print("first")
            for i in range(3):
                print(i)
            show(1)
            show(2)
            print()
            """
        let interpreter = Interpreter(keepsOrigins: true)
        let file = SourceFile(path: "page.md", text: text)
        let run = interpreter.run(file.slice)
        let pieces = run.printed.map { "\($0.end) line \(file.position(at: $0.location.span.start).line)" }
        #expect(pieces == ["6 line 3", "12 line 5", "24 line 2", "25 line 8"])
        #expect(run.printed.last?.end == run.output.utf8.count)
    }
}
