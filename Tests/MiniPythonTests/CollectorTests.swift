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

    /// `x` refers to itself, over one kind of object or another.
    static let cycles: [String] = [
        "x = []\nx.append(x)",
        "x = {}\nx[1] = x",
        "class A: pass\nx = A()\nx.me = x",
        "class A: pass\nx = A()\ny = A()\nx.other = y\ny.other = x",
        "class A: pass\nx = A()\nA.instance = x",
        "class A: pass\nx = A()\nx.all = {x}",
        "class A: pass\nx = A()\nx.all = {(x, 1)}",
        "class A: pass\nx = A()\nx.slice = slice(x, x)",
        "class A:\n    def go(self): pass\nx = A()\nx.bound = x.go",
        "class A:\n    def go(self): pass\nx = A()\nx.all = {x.go}.union({x}).copy()",
        "class A:\n    def __init__(self):\n        self.go = lambda: self\nx = A()",
        "class A:\n    def up(self): return super()\nclass B(A): pass\nx = B()\nx.super = x.up()",
        "class A:\n    def f(self): return super().__init__()\nx = A",
        "def f():\n    def g(n): return g\n    return g\nx = f()",
        "def f():\n    g = (lambda: g, 1)\n    return g\nx = f()",
        "def f():\n    def g():\n        nonlocal h\n        h = (g, h)\n    h = None\n    g()\n    return g\nx = f()",
        "def f():\n    s = set()\n    def g(): return s\n    s.add(g)\n    return s\nx = f()",
        "def f():\n    s = set()\n    def g(): return c\n    s.add(g)\n    c = s.copy()\n    return c\nx = f()",
        "def f():\n    def g():\n        yield me\n        yield me\n    me = g()\n    next(me)\n    return me\nx = f()",
        "def f():\n    me = (n for n in (1, me0, 2))\n    me0.append(me)\n    next(me)\n    return me\nme0 = []\nx = f()",
        "x = []\nx.append(iter(x))",
        "x = []\nx.append(map(lambda y: x, x))",
        "x = []\nx.append((x, x))",
        "x = {}\nx['view'] = x.items()",
        "x = ValueError('a')\nx.me = x",
        "x = ValueError()\ny = KeyError()\ntry:\n    raise x from y\nexcept ValueError: pass\ny.other = x",
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    x = e\n    e.list = [e]",
        "def f():\n    def g(): return cell\n    class A:\n        p = property(lambda self: g)\n    cell = A()\n    return cell\nx = f()",
    ]

    @Test(arguments: cycles.indices) func cyclesAreFreed(_ index: Int) throws {
        let interpreter = Interpreter()
        let run = interpreter.run(SourceFile(path: "cycle.py", text: Self.cycles[index]).slice)
        #expect(run.failure?.message == nil)
        let machine = interpreter.machine
        weak let probe = machine.globals[machine.globalSlot(machine.symbols.intern("x"))].object
        #expect(probe != nil)
        interpreter.reset()
        #expect(probe != nil, "this is no cycle")
        try machine.clearUp()
        // A class stays, for instances do not count it, but it lets go of all it held.
        if let type = probe as? PyType {
            #expect(type.attributes.isEmpty)
        } else {
            #expect(probe == nil)
        }
    }

    /// A program that leaves cycles behind runs in the memory of what it uses.
    @Test func cyclesDoNotPileUp() {
        let program = """
            class A: pass
            def turn():
                x = A()
                x.me = lambda: x
                x.all = {x: [x]}
            for i in range(40_000): turn()
            """
        var pace = Pace()
        pace.containers = 1_000
        let interpreter = Interpreter(budget: Budget(), pace: pace)
        #expect(interpreter.run(SourceFile(path: "cycles.py", text: program).slice).failure?.message == nil)
        #expect(interpreter.machine.heap.count < 2_500)
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
