import Testing

@testable import Micrograd

/// What an audit says of a pass: which number, against which, whom to blame, and what it passes over by name.
struct AuditTests {
    typealias Mutant = AuditMutantTests.Mutant

    @Test func aWrongRuleIsNamedWithBothNumbers() {
        let tape = Tape()
        let a = tape.leaf(0.5)
        let b = tape.leaf(2)
        let product = tape.mul(a, b)
        let squashed = tape.tanh(product)
        let root = tape.mul(squashed, b)
        let trace = tape.recordedBackward(from: root, rules: Mutant(op: .tanh, mistake: .classic))
        let audit = Audit(trace)
        let blame = AuditFinding.Blame(node: squashed, op: .tanh, fault: .derivative)
        #expect(audit.findings.allSatisfy { $0.blame == blame || $0.blame?.fault == .contribution })
        #expect(audit.findings.map(\.node) == [a, a, b, b, squashed, squashed])
        #expect(
            audit.findings.map(\.method) == [.duals, .differences, .duals, .differences, .steps, .steps])
        let out = tape.data(squashed)
        #expect(audit.findings[0].recorded == 4 * (1 - out))
        #expect((audit.findings[0].expected - 4 * (1 - out * out)).magnitude < 1e-15)
        #expect(audit.findings[0].bound < 1e-13)
        #expect((audit.findings[1].expected - 4 * (1 - out * out)).magnitude <= audit.findings[1].bound)
        #expect(audit.findings[1].bound < 1e-8)
    }

    /// micrograd's meaning: the product holds 1 from the first pass, gets 1 more, and hands on 2.
    @Test func gradientsOfAnEarlierPassAreAccountedFor() {
        let tape = Tape()
        let a = tape.leaf(2)
        let b = tape.leaf(3)
        let product = tape.mul(a, b)
        let root = tape.exp(product)
        tape.backward(from: root)
        let audit = Audit(tape.recordedBackward(from: root))
        #expect(audit.findings == [])
        #expect(audit.notes == [.accumulated(product)])
        tape.setGrad(product, 1e6)
        let third = Audit(tape.recordedBackward(from: root))
        #expect(third.findings == [])
        #expect(third.comparisons.duals == 2 && third.comparisons.differences == 2)
        // A pass that begins anew inside, as some ports do, is a wrong pass.
        let wrong = Audit(
            tape.recordedBackward(from: root, rules: AuditMutantTests.PassingMutant(mistake: .replaces)))
        #expect(Set(wrong.findings.map(\.method)) == Set(AuditFinding.Method.allCases))
    }

    @Test func gradientsOfAnotherRootAreAccountedFor() {
        let tape = Tape()
        let a = tape.leaf(0.4)
        let inner = tape.mul(a, a)
        let other = tape.tanh(inner)
        let root = tape.mul(inner, other)
        tape.backward(from: other)
        let audit = Audit(tape.recordedBackward(from: root))
        #expect(audit.findings == [])
        #expect(audit.notes == [.accumulated(inner), .accumulated(other)])
    }

    @Test func aKinkIsPassedOverByName() {
        let tape = Tape()
        let a = tape.leaf(1)
        let zero = tape.sub(a, tape.leaf(1))
        let corner = tape.relu(zero)
        let root = tape.add(corner, tape.mul(a, a))
        let trace = tape.recordedBackward(from: root)
        let audit = Audit(trace)
        #expect(audit.findings == [])
        #expect(audit.notes == [.kink(corner)])
        #expect(audit.comparisons.differences == 2)
        // Dual numbers hold the pass to the convention all the same.
        let other = Tape()
        let x = other.leaf(0)
        let wrong = Audit(other.recordedBackward(from: other.relu(x), rules: Mutant(op: .relu, mistake: .classic)))
        #expect(wrong.findings.contains { $0.method == .duals && $0.recorded == 1 && $0.expected == 0 })
    }

    @Test func aReplacedValueIsPassedOverByName() {
        let tape = Tape()
        let a = tape.leaf(1)
        let b = tape.leaf(2)
        let squashed = tape.tanh(a)
        let root = tape.mul(squashed, b)
        tape.setData(a, 3)
        let audit = Audit(tape.recordedBackward(from: root))
        #expect(audit.findings == [])
        #expect(audit.notes == [.replaced(squashed)])
        #expect(audit.comparisons.duals == 1)
    }

    @Test func whatIsNotFiniteIsPassedOverByName() {
        let tape = Tape()
        let a = tape.leaf(0)
        let b = tape.leaf(2)
        let root = tape.mul(tape.log(a), b)
        let audit = Audit(tape.recordedBackward(from: root))
        #expect(audit.findings == [])
        #expect(audit.notes == [.notFinite(a), .notFinite(b)])
        // But a wrong rule that makes something that is not finite out of good numbers is seen.
        let good = Tape()
        let x = good.leaf(1)
        let wrong = Audit(good.recordedBackward(from: good.log(x), rules: Mutant(op: .log, mistake: .classic)))
        #expect(wrong.findings.map(\.method).contains(.duals))
        #expect(wrong.findings[0].recorded == .infinity)
    }

    @Test func differencesSayWhenTheyCannotTell() {
        let tape = Tape()
        let a = tape.leaf(1e-9)
        let root = tape.tanh(tape.sub(tape.add(tape.mul(a, a), tape.leaf(1e12)), tape.leaf(1e12)))
        let audit = Audit(tape.recordedBackward(from: root))
        #expect(audit.findings == [])
        #expect(audit.notes.contains(.coarse(a)))
        #expect(audit.comparisons.duals == 3)
    }

    @Test func aRootWithoutInputs() {
        let tape = Tape()
        let a = tape.leaf(2)
        #expect(Audit(tape.recordedBackward(from: a)).findings == [])
        tape.setGrad(a, 7)
        #expect(Audit(tape.recordedBackward(from: a)).findings == [])
        #expect(Audit(BackwardTrace(graph: RecordedGraph(nodes: []), gradientsBefore: [], events: [])).findings == [])
    }

    /// Above the limit one direction of all leaves stands for each of them.
    @Test func aLargeGraphIsAuditedAlongOneDirection() {
        func pass(_ rules: some DerivativeRules) -> (trace: BackwardTrace, root: Tape.Node) {
            let tape = Tape()
            let weights = (0..<40).map { tape.leaf(0.05 * Double($0 % 7) - 0.12) }
            var x = weights
            for layer in 0..<12 {
                x = x.indices.map { index in
                    let sum = tape.add(
                        tape.mul(x[index], weights[(index + layer) % 40]), x[(index + 1) % 40])
                    return index % 2 == 0 ? tape.tanh(sum) : tape.sigmoid(sum)
                }
            }
            let root = x.dropFirst().reduce(x[0]) { tape.add($0, $1) }
            return (tape.recordedBackward(from: root, rules: rules), root)
        }
        let right = Audit(pass(ExactRules()).trace)
        #expect(right.findings == [] && right.notes == [])
        #expect(right.comparisons == (1, 1))
        for mistake in [AuditMutantTests.Mistake.sign, .doubled, .classic] {
            for op in [Op.tanh, .sigmoid, .mul, .add] {
                let (trace, root) = pass(Mutant(op: op, mistake: mistake))
                let wrong = Audit(trace)
                #expect(wrong.findings.prefix(2).map(\.node) == [root, root])
                #expect(wrong.findings.prefix(2).map(\.method) == [.duals, .differences])
                #expect(wrong.findings.allSatisfy { $0.blame?.op == op })
            }
        }
    }

    /// Networks, whose neurons' sums are unfolded when they are recorded, small and large, with and without zeroing.
    @Test func trainingIsConfirmed() {
        for (points, width) in [(1, 4), (2, 8), (20, 16)] {
            func train(_ rules: some DerivativeRules) -> [Audit] {
                let tape = Tape()
                let model = NetworkTests.model(2, [width, width, 1], on: tape)
                var draws = NetworkTests.Draws(state: 7)
                let inputs = (0..<points).map { _ in [draws.next(), draws.next()] }
                let scores = inputs.map { model($0)[0] }
                let targets = inputs.map { $0[0] * $0[1] > 0 ? 1.0 : -1 }
                let loss = tape.add(tape.hingeLoss(scores, targets), tape.l2Penalty(model.parameters, 1e-2))
                return (0..<2).map { _ in Audit(tape.recordedBackward(from: loss, rules: rules)) }
            }
            for audit in train(ExactRules()) {
                #expect(audit.findings == [])
                #expect(audit.comparisons.duals > 0 && audit.comparisons.duals == audit.comparisons.differences)
                #expect(!audit.notes.contains { if case .coarse = $0 { true } else { false } })
            }
            for audit in train(Mutant(op: .mul, mistake: .swappedInputs)) {
                #expect(Set(audit.findings.map(\.method)) == Set(AuditFinding.Method.allCases))
                #expect(audit.findings.allSatisfy { $0.blame?.op == .mul })
            }
        }
    }
}
