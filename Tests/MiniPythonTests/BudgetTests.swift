import MiniPython
import Source
import Testing

/// Programs that want too much stop with a message, at the same place every time, and never take the process along.
@Suite struct BudgetTests {
    private static let small: Budget = {
        var budget = Budget()
        budget.steps = 200_000
        budget.heap = 100_000
        budget.tape = 1_000
        budget.output = 1_000
        return budget
    }()

    private static let steps = "the program was stopped after 200,000 steps"
    private static let nested = "calls and values nested more than 120 deep through built-in functions"
    private static let nestedBuiltins = "calls and values nested more than 240 deep through built-in functions"
    private static let ownNetwork =
        "import random\nfrom micrograd.nn import MLP\nrandom.seed(1)\nn = MLP(1, [1])\nn.layers[0] = n\n"

    /// CPython would work out the power of ten first and not come back, so that it cannot judge this.
    @Test func roundingToTheFarthestPlace() {
        let source = SourceFile(path: "program.py", text: "print(round(5, -9223372036854775807 - 1))")
        let result = Interpreter(budget: Self.small).run(source.slice)
        #expect(result.output == "0\n")
        #expect(result.failure == nil)
    }

    static let rows: [(program: String, message: String)] = [
        ("while True: pass", steps),
        ("sum(range(10 ** 12))", steps),
        // One call of each does more work than most programs.
        ("x = '1' * 90000\nwhile True: x.isdigit()", steps),
        ("x = 'ab' * 40000\nwhile True: x.find('ba' * 100 + 'c')", steps),
        ("x = [0] * 90000\nwhile True:\n    del x[0]\n    x.append(0)", steps),
        ("x = [0] * 90000\ny = x[:]\nwhile True: x == y", steps),
        ("x = [0] * 90000\nwhile True: x.count(1)", steps),
        ("x = (1,) * 90000\nd = {}\nwhile True: x in d", steps),
        ("x = list(range(90000))\nwhile True: x.sort()", steps),
        ("import math\nx = [1.5] * 90000\nwhile True: math.fsum(x)", steps),
        ("x = '\u{e9}' * 40000\nwhile True: x[500]", steps),
        ("x = 'a' * 90000\nwhile True: repr(x)", steps),
        ("x = 'a' * 90000\nwhile True: f'{x:>9}'", steps),
        ("x = 'a' * 90000\nwhile True: '%s' % x", steps),
        ("x = 'a' * 90000\nwhile True: '{}'.format(x)", steps),
        ("x = '1' * 90000\nwhile True: float(x)", steps),
        ("x = (1,) * 90000\nwhile True: hash(x)", steps),
        ("x = 'a\\n' * 40000\nwhile True: x.splitlines()", steps),
        ("x = 'a' * 90000\nwhile True: x.title()", steps),
        (
            "def f():\n    while True:\n        try:\n            f()\n        except RecursionError:\n            pass\nf()",
            steps
        ),
        ("x = [0] * 10 ** 10", "the program wants 10,000,000,000 items at once: 100,000 are allowed"),
        ("x = list(range(10 ** 10))", "the program wants 10,000,000,000 items at once: 100,000 are allowed"),
        ("x = 'ab' * 10 ** 12", "the program wants 2,000,000,000,000 items at once: 100,000 are allowed"),
        ("x = 'a'\nwhile True: x += x", "the program wants 131,072 items at once: 100,000 are allowed"),
        ("x = [1]\nwhile True: x = x + x", "the program wants 131,072 items at once: 100,000 are allowed"),
        ("f'{1:1000000}'", "the program wants 1,000,000 items at once: 100,000 are allowed"),
        ("'x'.center(10 ** 9)", "the program wants 1,000,000,000 items at once: 100,000 are allowed"),
        ("while True: print('hello')", "the program printed more than 1,000 bytes"),
        (
            "from micrograd.engine import Value\nx = Value(1)\nwhile True: x = x + 1",
            "the program made more than 1,000 Values"
        ),
        ("x = []\nfor i in range(1000): x = [x]\nprint(x)", nested),
        ("x = []\ny = []\nfor i in range(1000):\n    x = [x]\n    y = [y]\nx == y", nested),
        ("x = ()\nfor i in range(1000): x = (x,)\nx in {}", nested),
        ("class A:\n    def __repr__(self): return repr(A())\nrepr(A())", nested),
        ("def f(x): return sorted([1], key=f)\nf(1)", nested),
        ("x = iter([1])\nfor i in range(1000): x = map(abs, x)\nlist(x)", nestedBuiltins),
        ("x = iter([1])\nfor i in range(1000): x = zip(x)\nlist(x)", nestedBuiltins),
        ("x = iter([1])\nfor i in range(1000): x = enumerate(x)\nlist(x)", nestedBuiltins),
        ("x = iter([1])\nfor i in range(1000): x = filter(None, x)\nlist(x)", nestedBuiltins),
        ("x = int\nfor i in range(1000): x = (x,)\nisinstance(1, x)", nestedBuiltins),
        ("class A: pass\nA.__call__ = A()\nA()()", nestedBuiltins),
        ("class A: pass\nA.__init__ = A\nA()", nestedBuiltins),
        (ownNetwork + "n([1])", nestedBuiltins),
        (ownNetwork + "n.parameters()", nestedBuiltins),
        (ownNetwork + "print(n)", nestedBuiltins),
    ]

    @Test(arguments: rows.indices) func stops(_ index: Int) {
        let (program, message) = Self.rows[index]
        let result = Interpreter(budget: Self.small).run(SourceFile(path: "budget.py", text: program).slice)
        #expect(result.failure?.message == message)
        #expect(result.failure?.kind == .budget)
    }

    /// `while True: pass` stops at the same step everywhere, so what was printed before does not vary either.
    @Test func stopsAtTheSameStep() {
        let program = "n = 0\nwhile True:\n    n += 1\n    if n % 1000 == 0: print(n)"
        let outputs = (0..<2).map { _ in
            Interpreter(budget: Self.small).run(SourceFile(path: "budget.py", text: program).slice).output
        }
        #expect(outputs[0] == outputs[1])
        #expect(!outputs[0].isEmpty)
    }

    /// Recursion is Python's own error, at Python's depth, and uses no native stack.
    @Test func recursion() {
        let program = """
            def f(n):
                return f(n + 1)
            f(0)
            """
        let result = Interpreter().run(SourceFile(path: "deep.py", text: program).slice)
        #expect(result.failure?.message == "RecursionError: maximum recursion depth exceeded")
        #expect(result.failure?.kind == .raised)
    }

    /// A chain of objects is freed without recursion.
    @Test func longChains() {
        let program = """
            class Node:
                def __init__(self, next): self.next = next
            n = None
            for i in range(100000): n = Node(n)
            n = None
            xs = []
            for i in range(100000): xs = [xs]
            xs = None
            f = None
            for i in range(100000): f = (lambda g: lambda: g)(f)
            f = None
            d = {}
            for i in range(100000): d = {1: d}
            d = None
            print("freed")
            """
        let result = Interpreter().run(SourceFile(path: "chains.py", text: program).slice)
        #expect(result.output == "freed\n")
        #expect(result.failure?.message == nil)
    }
}

/// Texts that are no programs: whatever they are, they end in a message.
@Suite struct HostileTextTests {
    static let texts: [String] = [
        "x = " + String(repeating: "(", count: 5000), "x = " + String(repeating: "-", count: 5000) + "1",
        "x = " + String(repeating: "1 + ", count: 5000) + "1", "x = " + String(repeating: "not ", count: 5000) + "1",
        "x = " + String(repeating: "lambda: ", count: 5000) + "1", "x = a" + String(repeating: ".b", count: 5000),
        "x = " + String(repeating: "2 ** ", count: 5000) + "1", "x = " + String(repeating: "[", count: 150) + "1",
        "x = " + String(repeating: "f(", count: 199) + String(repeating: ")", count: 199), "x = \"\\x4", "f\"{",
        "f\"{x!",
        "x = 0x", "\\", "x = 1 \\", "\u{0}", "'''", "@", "if", "class", "def f(", "x[", "lambda",
        "1e999999999999999999999",
    ]

    @Test(arguments: texts.indices) func endsInAMessage(_ index: Int) {
        let result = Interpreter().run(SourceFile(path: "hostile.py", text: Self.texts[index]).slice)
        if let failure = result.failure { #expect(!DiagnosticPrinter().text(for: failure.diagnostic).isEmpty) }
    }

    /// Programs of the suite with pieces taken out, doubled and put elsewhere; the generator is fixed, so that a failure
    /// can be had again.
    @Test func mutatedPrograms() throws {
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
        var budget = Budget()
        budget.steps = 5_000
        budget.heap = 5_000
        budget.output = 2_000
        let programs = try Spec.all.map { Array(try String(contentsOfFile: $0.path, encoding: .utf8).utf8) }
        for _ in 0..<2_000 {
            var text = programs[random(programs.count)]
            for _ in 0...random(4) where !text.isEmpty {
                let start = random(text.count)
                let piece = Array(text[start..<min(text.count, start + random(20))])
                switch random(3) {
                case 0: text.removeSubrange(start..<start + piece.count)
                case 1: text.insert(contentsOf: piece, at: random(text.count))
                default: text[start] = UInt8(random(256))
                }
            }
            let interpreter = Interpreter(budget: budget)
            _ = interpreter.run(SourceFile(path: "mutated.py", bytes: text).slice)
            let tape = interpreter.tape.count
            _ = try? interpreter.evaluate(SourceFile(path: "mutated.py", bytes: Array(text.prefix(30))).slice)
            #expect(interpreter.tape.count == tape)
        }
    }
}
