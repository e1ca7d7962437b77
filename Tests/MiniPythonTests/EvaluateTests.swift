import Micrograd
import MiniPython
import Source
import Testing

/// What is shown on a page is only looked at: `evaluate` gives values and refuses whatever would change something.
@Suite struct EvaluateTests {
    private static let program = """
        import random
        from micrograd.engine import Value
        from micrograd.nn import MLP, Neuron
        random.seed(3)
        random.gauss(0, 1)
        neuron = Neuron(1)
        neuron.w[0].data = 0.5
        a = Value(2.0)
        b = Value(-3.0, label='bee')
        L = a * b + 1
        L.backward()
        xs = [3, 1, 2]
        d = {'k': 1}
        t = (1, [2])
        s = {1}
        n = 7
        it = iter(xs)
        def gen():
            yield 1
        g = gen()
        class Box:
            total = 0
            def __init__(self, v):
                self.v = v
            def put(self, v):
                self.v = v
                return self
            def fresh(self):
                out = []
                out.append(self.v)
                other = Box(1)
                other.v = 5
                return len(out) + other.v
        box = Box(1)
        def count():
            global n
            n += 1
            return n
        def closure():
            k = 0
            def inc():
                nonlocal k
                k += 1
                return k
            return inc
        inc = closure()
        """

    private static func interpreter() -> Interpreter {
        let interpreter = Interpreter()
        let result = interpreter.run(SourceFile(path: "page.md", text: program).slice)
        #expect(result.failure?.message == nil)
        return interpreter
    }

    private static func slice(_ text: String) -> SourceSlice { SourceFile(path: "page.md", text: text).slice }

    static let values: [(field: String, text: String, number: Double?, integer: Int?)] = [
        ("L.data", "-5.0", -5, nil), ("a.grad:.2f", "-3.00", nil, nil), ("n", "7", 7, 7), ("n == 7", "True", 1, nil),
        ("n!r:>4", "   7", nil, nil), ("xs", "[3, 1, 2]", nil, nil), ("sorted(xs)[0]", "1", 1, 1),
        ("(a * b).tanh().data:.3f", "-1.000", nil, nil), ("[v.label for v in [a, b]]", "['', 'bee']", nil, nil),
        ("sum(x * x for x in xs)", "14", 14, 14), ("box.fresh()", "6", 6, 6), ("closure()()", "1", 1, 1),
        ("'a' if n > 3 else 'b'", "a", nil, nil), ("d['k'] / 4", "0.25", 0.25, nil),
        ("L", "Value(data=-5.0, grad=1.0)", nil, nil),
        ("n:>{n}", "      7", nil, nil), ("(lambda v: v + 1)(n)", "8", 8, 8),
        ("list(map(str, xs))", "['3', '1', '2']", nil, nil), ("Value(2.5).data", "2.5", 2.5, nil),
        ("n=", "7", nil, nil), ("neuron([3.0]).data", "1.5", 1.5, nil), ("neuron", "ReLUNeuron(1)", nil, nil),
        ("len(neuron.parameters())", "2", 2, 2),
    ]

    @Test(arguments: values.indices) func gives(_ index: Int) throws {
        let row = Self.values[index]
        let value = try Self.interpreter().evaluate(Self.slice(row.field))
        #expect(value.text == row.text)
        #expect(value.number == row.number)
        #expect(value.integer == row.integer)
    }

    static let refused: [String] = [
        "xs.append(4)", "xs.sort()", "xs.pop()", "xs.clear()", "xs.reverse()", "xs.extend([1])", "xs.insert(0, 1)",
        "xs.remove(1)",
        "d.update({1: 2})", "d.setdefault('q', 1)", "d.pop('k')", "d.clear()", "d.popitem()", "s.add(2)",
        "s.discard(1)", "s.clear()", "s.update([2])",
        "t[1].append(3)", "L.backward()", "(m := 3)", "print(1)", "setattr(a, 'data', 3)", "setattr(box, 'v', 3)",
        "box.put(3)",
        "next(it)", "list(it)", "next(g)", "list(g)", "count()", "inc()", "xs.__setitem__(0, 1)", "delattr(box, 'v')",
        "setattr(Box, 'total', 3)",
        "[a.backward() for _ in range(2)]", "sum(it)", "g.send(None)", "g.close()", "sorted(it)", "max(g)", "1 in it",
        "random.random()", "random.gauss(0, 1)", "random.seed(4)", "random.shuffle([1, 2])", "Neuron(1)", "MLP(1, [1])",
        "neuron.zero_grad()", "setattr(neuron, 'b', 3)",
    ]

    @Test(arguments: refused) func refuses(_ field: String) throws {
        let interpreter = Self.interpreter()
        let before = Self.state(interpreter)
        do {
            let value = try interpreter.evaluate(Self.slice(field))
            Issue.record("gave \(value.text)")
        } catch {
            #expect(error.id == "python-unsupported", "\(error.message)")
        }
        #expect(Self.state(interpreter) == before)
    }

    /// Everything a program could see of the page.
    private static func state(_ interpreter: Interpreter) -> [String] {
        let tape = interpreter.tape
        var state = [String(tape.count)]
        for field in ["a", "b", "L", "xs", "d", "t", "s", "n", "box.v", "Box.total", "a.label", "b.label"] {
            state.append((try? interpreter.evaluate(slice(field)).text) ?? "?")
        }
        state.append(
            interpreter.run(slice("print(list(it), list(g), inc(), 'm' in dir) if False else print(n)")).output)
        return state
    }

    @Test func lookingLeavesTheGeneratorAsItWas() {
        let interpreter = Self.interpreter()
        for field in Self.refused { _ = try? interpreter.evaluate(Self.slice(field)) }
        let program = "print(random.gauss(0, 1), random.random())"
        #expect(interpreter.run(Self.slice(program)).output == Self.interpreter().run(Self.slice(program)).output)
    }

    @Test func anEmptyNamespaceHasNoSeed() {
        let interpreter = Self.interpreter()
        interpreter.reset()
        let result = interpreter.run(Self.slice("import random\nrandom.gauss(0, 1)"))
        #expect(result.failure?.message == "not supported here: drawing before random.seed(…)")
        #expect(
            result.failure?.diagnostic.notes.map(\.message) == [
                "Python draws other numbers in every run; write random.seed(1337), say, first"
            ])
        let package = interpreter.run(Self.slice("import micrograd\nmicrograd.nn"))
        #expect(package.failure?.message == "AttributeError: module 'micrograd' has no attribute 'nn'")
    }

    @Test func leavesTheTapeAsItWas() throws {
        let interpreter = Self.interpreter()
        let before = interpreter.tape.count
        _ = try interpreter.evaluate(Self.slice("(a * b + a ** 2).tanh().data"))
        _ = try? interpreter.evaluate(Self.slice("(a * b).nothing"))
        _ = try? interpreter.evaluate(Self.slice("(a * b) / 0"))
        #expect(interpreter.tape.count == before)
    }

    @Test func aTraceIsThatOfTheLatestBackward() throws {
        let interpreter = Self.interpreter()
        let root = try interpreter.node(Self.slice("L"))
        let trace = try #require(interpreter.backwardTrace(of: root))
        #expect(trace.graph.nodes.last?.grad == 1)
        let a = try interpreter.node(Self.slice("a"))
        #expect(interpreter.tape.name(a) == "a")
        #expect(interpreter.backwardTrace(of: a) == nil)
        let origin = try #require(interpreter.origin(of: root))
        #expect(origin.file.text(in: origin.span) == "a * b + 1")
    }

    @Test func aTraceIsDroppedWithItsRoot() throws {
        let interpreter = Self.interpreter()
        let root = try interpreter.node(Self.slice("L"))
        _ = interpreter.run(Self.slice("L = None"))
        #expect(interpreter.backwardTrace(of: root) == nil)
    }

    @Test func aFigureNeedsAValue() {
        let interpreter = Self.interpreter()
        do {
            _ = try interpreter.node(Self.slice("xs"))
            Issue.record("gave a node")
        } catch {
            #expect(error.message == "expected a Value, got list")
        }
    }

    @Test func resetForgetsNames() {
        let interpreter = Self.interpreter()
        interpreter.reset()
        let result = interpreter.run(Self.slice("print(n)"))
        #expect(result.failure?.message == "NameError: name 'n' is not defined")
    }
}
