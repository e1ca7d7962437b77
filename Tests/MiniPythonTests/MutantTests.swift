import Micrograd
import MiniPython
import Source
import Testing

/// Engines with one mistake each: every one must change what a program prints that uses what is broken, and nothing of a
/// program that does not; and the audit must see each mistake of a backward pass.
struct MutantTests {
    /// Uses every operation, a number twice in one operation, a number with two consumers at different depths, and two
    /// passes from one root.
    static let everything = """
        from micrograd.engine import Value
        a = Value(2.0)
        b = Value(-3.0)
        c = Value(0.5)
        e = a * b
        d = e + c
        n = (d * c + a).tanh()
        p = (a - c) ** 3 + a / b
        q = c.exp() * a.log() + (-c) * b
        r = b.relu() * a + (a * a).relu()
        u = a * a + e * d
        L = (n * p + q * u) * r
        L.backward()
        L.backward()
        print([v.data for v in (n, p, q, r, u, L)])
        print([v.grad for v in (a, b, c, d, e, n, p, q, r, u, L)])
        """

    static func run(_ program: String, _ mutant: Mutant?) -> (output: String, audits: AuditLog) {
        let interpreter = Interpreter(mutant: mutant)
        interpreter.beginAudits()
        let run = interpreter.run(SourceFile(path: "program.py", text: program).slice)
        return (run.output + (run.failure?.message ?? ""), interpreter.audits)
    }

    @Test(arguments: Mutant.allCases) func changesWhatAProgramPrints(_ mutant: Mutant) {
        let healthy = Self.run(Self.everything, nil)
        let spoilt = Self.run(Self.everything, mutant)
        #expect(healthy.audits.failures.isEmpty && healthy.audits.audited == 2)
        #expect(!healthy.audits.isMutantFelt)
        #expect(spoilt.output != healthy.output)
        #expect(spoilt.audits.isMutantFelt)
        // Values of a spoilt engine are what they are; its gradients are not their derivatives.
        if mutant.kind == .gradient { #expect(!spoilt.audits.failures.isEmpty) }
    }

    /// A mistake is in one half of the engine only.
    @Test(arguments: Mutant.allCases.filter { $0.kind == .gradient }) func leavesValuesAlone(_ mutant: Mutant) {
        func values(_ mutant: Mutant?) -> Substring? {
            Self.run(Self.everything, mutant).output.split(separator: "\n").first
        }
        #expect(values(mutant) == values(nil))
    }

    @Test(arguments: Mutant.allCases) func isNotFeltWhereNothingUsesIt(_ mutant: Mutant) {
        let spoilt = Self.run("from micrograd.engine import Value\nprint(Value(2.0))\n", mutant)
        #expect(spoilt.output == "Value(data=2.0, grad=0.0)\n" && !spoilt.audits.isMutantFelt)
    }

    /// Networks run natively, and are spoilt all the same.
    @Test(arguments: [Mutant.addValue, .mulValue, .mulOwnFactor, .addHalves, .reluNeverCloses, .reluAbsolute])
    func spoilsNetworks(_ mutant: Mutant) {
        let program = """
            import random
            from micrograd.nn import MLP
            random.seed(1337)
            model = MLP(3, [4, 4, 1])
            y = model([1.0, -2.0, 3.0])
            y.backward()
            print(y.data, [p.grad for p in model.parameters()])
            """
        #expect(Self.run(program, mutant).output != Self.run(program, nil).output)
    }

    @Test func namesAndTitlesAreDistinct() {
        #expect(Set(Mutant.allCases.map(\.rawValue)).count == Mutant.allCases.count)
        #expect(Set(Mutant.allCases.map(\.title)).count == Mutant.allCases.count)
    }
}
