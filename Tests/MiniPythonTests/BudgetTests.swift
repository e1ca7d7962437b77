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

    static let rows: [(program: String, message: String)] = [
        ("while True: pass", steps),
        ("sum(range(10 ** 12))", steps),
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
