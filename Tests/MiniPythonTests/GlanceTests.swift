import MiniPython
import Source
import Testing

/// Names, and numbers of the engine that have one, are looked up and not evaluated. It makes no difference: `[x][0]`, which
/// is evaluated, is the same.
@Suite struct GlanceTests {
    private static let program = """
        from micrograd.engine import Value
        a = Value(2.0)
        b = Value(-3.0, label='bee')
        L = a * b + 1
        L.backward()
        big = Value(1e300) * 1e300
        xs = [3, 1, 2]
        d = {'k': a}
        n = 7
        huge = 2 ** 62
        yes = True
        none = None
        third = 1 / 3
        zero = -0.0
        text = 'Tür'
        class Box:
            def __init__(self): self.data = 5
            def __repr__(self): return 'a box'
            def __format__(self, spec): return 'formatted ' + spec
        class Broken:
            def __repr__(self): return 1 / 0
        box = Box()
        broken = Broken()
        def f(): return 1
        """

    private static let expressions = [
        "a", "b", "L", "a.data", "a.grad", "b.grad", "L.data", "L.grad", "big", "big.data", "big.grad", "xs", "d", "n",
        "huge", "yes", "none", "third", "zero", "text", "Box", "box", "box.data", "broken", "f", "Value", "unknown",
        "len",
        "a.label", "a.dat", "n.data", "xs.data", "unknown.data", "text.data", "box.grad",
    ]

    private static let formats = [
        "", "!r", "!s", "!a", ":", ":.2f", "!r:>12", ":d", ":x", ":>{n}", "=", "= :.3f", ":z",
    ]

    @Test(arguments: expressions) func isTheSame(_ expression: String) throws {
        let interpreter = Interpreter(keepsOrigins: true)
        #expect(interpreter.run(Self.slice(Self.program)).failure == nil)
        for format in Self.formats {
            let looked = Self.result(interpreter, expression + format)
            let evaluated = Self.result(interpreter, "[\(expression)][0]\(format)")
            #expect(looked == evaluated, "\(expression)\(format)")
        }
        let looked = interpreter.reading(of: Self.slice(expression))
        let evaluated = interpreter.reading(of: Self.slice("[\(expression)][0]"))
        #expect(looked?.value == evaluated?.value)
        #expect(looked?.type == evaluated?.type)
    }

    @Test(arguments: expressions) func isTheSameWhenItIsLookedAtClosely(_ expression: String) throws {
        let interpreter = Interpreter(keepsOrigins: true)
        #expect(interpreter.run(Self.slice(Self.program)).failure == nil)
        for format in Self.formats {
            let field = Self.slice(expression + format)
            guard let (evaluation, reading) = try? interpreter.evaluateClosely(field) else {
                #expect(throws: Diagnostic.self) { try interpreter.evaluate(field) }
                continue
            }
            let alone = try interpreter.evaluate(field)
            #expect(evaluation.text == alone.text && evaluation.integer == alone.integer)
            #expect(evaluation.number?.bitPattern == alone.number?.bitPattern)
            let read = interpreter.reading(of: field)
            #expect("\(String(describing: reading))" == "\(String(describing: read))")
        }
    }

    /// What is shown, or the first line of what is wrong.
    private static func result(_ interpreter: Interpreter, _ field: String) -> String {
        do throws(Diagnostic) {
            let evaluation = try interpreter.evaluate(slice(field))
            return
                "\(evaluation.text) \(String(describing: evaluation.number)) \(String(describing: evaluation.integer))"
        } catch {
            return error.message
        }
    }

    private static func slice(_ text: String) -> SourceSlice { SourceFile(path: "page.md", text: text).slice }
}
