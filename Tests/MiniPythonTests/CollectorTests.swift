import Micrograd
import Source
import Testing

@testable import MiniPython

/// What a program cannot reach any more is given back, and nothing else is.
@Suite struct CollectorTests {
    /// Every spec prints what it prints although memory is looked through before each instruction: an object that the
    /// collector overlooks would be empty when it is used next.
    @Test(arguments: Spec.all) func specsUnderARestlessCollector(_ spec: Spec) throws {
        let source = SourceFile(path: spec.name, text: try String(contentsOfFile: spec.path, encoding: .utf8)).slice
        let interpreter = Interpreter()
        let calm = interpreter.run(source)
        // In a long program not before each instruction, or it would take for ever.
        var pace = Pace()
        pace.isRestless = true
        pace.slice = max(1, (Budget().steps - interpreter.stepsLeft) / 500)
        let restless = Interpreter(budget: Budget(), pace: pace).run(source)
        #expect(restless.output == calm.output)
        #expect(restless.failure?.message == calm.failure?.message)
    }

    /// Each turn leaves behind what only refers to itself.
    static let cycles: [String] = [
        "x = []\nx.append(x)",
        "x = {}\nx[1] = x",
        "class A: pass\nx = A()\nx.me = x",
        "class A: pass\nx = A()\ny = A()\nx.other = y\ny.other = x\ndel y",
        "def f():\n    def g(n):\n        return g\n    return g\nx = f()",
        "class A:\n    def __init__(self):\n        self.go = lambda: self\nx = A()",
        "class A:\n    def go(self): pass\nx = A()\nx.bound = x.go",
        "def f():\n    yield g\n    yield g\ng = f()\nnext(g)\nx = g\ng = [g, None]\ng[1] = g\ng = None",
        "x = []\nx.append(iter(x))",
        "x = []\nx.append(map(lambda y: x, x))",
        "x = []\nx.append((x, x))",
        "x = {}\nx['view'] = x.items()",
        "class A: pass\nA.instance = A()",
        "class A:\n    def f(self): return super().__init__()\nx = A",
        "x = ValueError('a')\nx.me = x",
        "try:\n    raise ValueError\nexcept ValueError as e:\n    x = [e]\n    e.list = x",
        "class A: pass\nx = A()\nx.all = {x}",
        "def f():\n    g = (lambda: g, 1)\n    return g\nx = f()",
        "def f():\n    def g():\n        nonlocal h\n        h = (g, h)\n    h = None\n    g()\nf()",
        "class A: pass\nx = A()\nx.all = {(x, 1)}",
        "class A:\n    def go(self): pass\nx = A()\nx.all = {x.go}.union({x})",
        "class A: pass\nx = A()\nx.slice = slice(x, x)",
    ]

    @Test(arguments: cycles.indices) func cyclesAreFreed(_ index: Int) {
        let body = Self.cycles[index].split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        let program = "def turn():\n\(body)\nfor i in range(400): turn()"
        let isGlobal = program.contains("g = f()\n")
        let text = isGlobal ? program.replacing("def turn():\n", with: "def turn():\n    global g, f\n") : program
        var pace = Pace()
        pace.slice = 64
        pace.containers = 100
        let interpreter = Interpreter(budget: Budget(), pace: pace)
        let run = interpreter.run(SourceFile(path: "cycles.py", text: text).slice)
        #expect(run.failure?.message == nil)
        // Twice what was found is allowed for, and what a turn leaves.
        #expect(interpreter.machine.heap.count < 250)
    }

    /// A training loop in which temporaries go out of scope holds about twice the graph that is in use; here 80,000
    /// numbers pass through room for 20,000. What it prints, CPython confirms.
    @Test func theTapeIsCompacted() throws {
        let spec = try #require(Spec.all.first { $0.name == "micrograd/long_training.py" })
        let text = try String(contentsOfFile: spec.path, encoding: .utf8)
        var budget = Budget()
        budget.tape = 20_000
        let interpreter = Interpreter(budget: budget)
        let run = interpreter.run(SourceFile(path: spec.name, text: text).slice)
        #expect(run.failure?.message == nil)
        #expect(run.output == Expectation(text).output)
        #expect(interpreter.tape.count < 20_000)
        // Those of the losses that were kept.
        #expect(interpreter.machine.traces.count == 3)
    }

    /// Handles and records of passes move with their numbers.
    @Test func figuresAfterCompaction() throws {
        var pace = Pace()
        pace.isRestless = true
        pace.slice = 50
        let interpreter = Interpreter(budget: Budget(), pace: pace)
        let program = """
            from micrograd.engine import Value
            a = Value(2.0)
            L = a * 3.0
            L.backward()
            for i in range(1000):
                b = a + i
                b.backward()
            """
        #expect(interpreter.run(SourceFile(path: "figures.py", text: program).slice).failure == nil)
        let node = try interpreter.node(SourceFile(path: "figures.py", text: "L").slice)
        let trace = try #require(interpreter.backwardTrace(of: node))
        #expect(trace.events.count == 1)
        #expect(trace.events.first?.contributions.first?.amount == 3)
        #expect(interpreter.tape.name(node) == "L")
        #expect(interpreter.origin(of: node).map { $0.file.position(at: $0.span.start).line } == 3)
        #expect(interpreter.tape.count < 50)
    }

    /// A program may not hold more than the budget, however small the pieces are.
    @Test func theHeapIsBounded() {
        var budget = Budget()
        budget.heap = 100_000
        let program = "all = []\nwhile True:\n    all.append([])"
        let run = Interpreter(budget: budget).run(SourceFile(path: "heap.py", text: program).slice)
        #expect(run.failure?.message == "the program holds more than 100,000 objects and items at once")
        #expect(run.failure?.kind == .budget)
    }

    /// What a namespace held is freed with it, cycles too.
    @Test func nothingOutlivesTheNamespace() {
        weak var cell: PyContainer?
        do {
            let interpreter = Interpreter()
            _ = interpreter.run(SourceFile(path: "end.py", text: "x = []\nx.append(x)").slice)
            cell = interpreter.machine.heap.first
            #expect(cell != nil)
        }
        #expect(cell == nil)
    }
}
