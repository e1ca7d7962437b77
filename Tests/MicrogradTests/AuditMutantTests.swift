import Testing

@testable import Micrograd

/// Every operation's rule broken in every way that people break them, one at a time: the audit must see each one that
/// changes a number.
struct AuditMutantTests {
    /// A way to get a rule wrong.
    enum Mistake: CaseIterable {
        /// Of a local derivative.
        case sign, zero, one, doubled, halved, swappedInputs, shifted, squared, dropped, outputForInput
        /// Of the chain rule.
        case noUpstream, upstreamAdded, upstreamSquared
        /// Of one input alone.
        case secondForgotten, firstForgotten, secondSign
        /// What each operation invites: tanh′ = 1 - t, (xⁿ)′ = xⁿ⁻¹, (x / y)′ = x / y², …
        case classic
    }

    struct Mutant: DerivativeRules {
        let op: Op
        let mistake: Mistake

        func derivatives(_ op: Op, _ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
            let right = op.derivatives(x, y, out)
            guard op == self.op else { return right }
            return switch mistake {
            case .sign: (-right.x, -right.y)
            case .zero: (0, 0)
            case .one: (1, 1)
            case .doubled: (2 * right.x, 2 * right.y)
            case .halved: (right.x / 2, right.y / 2)
            case .swappedInputs: (right.y, right.x)
            case .shifted: (right.x + 1, right.y + 1)
            case .squared: (right.x * right.x, right.y * right.y)
            // The last digits only: one part in a million million.
            case .dropped: (right.x * (1 - 1e-12), right.y * (1 - 1e-12))
            case .outputForInput: op.derivatives(out, y, out)
            case .noUpstream, .upstreamAdded, .upstreamSquared: right
            case .secondForgotten: (right.x, 0)
            case .firstForgotten: (0, right.y)
            case .secondSign: (right.x, -right.y)
            case .classic: classic(x, y, out)
            }
        }

        private func classic(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
            switch op {
            case .leaf: (0, 0)
            case .add: (x, y)
            case .sub: (1, 1)
            case .mul: (x, y)
            case .div: (1 / y, x / (y * y))
            case .neg: (1, 0)
            case .pow: (Libm.pow(x, y - 1), 0)
            case .exp: (x * Libm.exp(x - 1), 0)
            case .log: (1 / out, 0)
            case .tanh: (1 - out, 0)
            case .relu: (out >= 0 ? 1 : 0, 0)
            case .sigmoid: (out - 1, 0)
            case .sqrt: (out / 2, 0)
            case .abs: (1.5, 0)
            case .max: (0.5, 0.5)
            case .min: (0.5, 0.5)
            case .power: (y * Libm.pow(x, y - 1), y * Libm.pow(x, y - 1))
            }
        }

        func contributions(
            _ op: Op, _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
        ) -> (x: Double, y: Double) {
            guard op == self.op else { return op.contributions(x, y, out, upstream) }
            let local = derivatives(op, x, y, out)
            return switch mistake {
            case .noUpstream: local
            case .upstreamAdded: (local.x + upstream, local.y + upstream)
            case .upstreamSquared: (local.x * upstream * upstream, local.y * upstream * upstream)
            default: (local.x * upstream, local.y * upstream)
            }
        }

        func accumulate(_ gradient: Double, _ contribution: Double) -> Double { gradient + contribution }
        var isReversed: Bool { true }
    }

    /// Mistakes of the pass itself.
    enum Passing: CaseIterable { case replaces, subtracts, forgetsEarlier, keepsLarger, forwardOrder }

    struct PassingMutant: DerivativeRules {
        let mistake: Passing
        func derivatives(_ op: Op, _ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
            op.derivatives(x, y, out)
        }
        func contributions(
            _ op: Op, _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
        ) -> (x: Double, y: Double) { op.contributions(x, y, out, upstream) }
        func accumulate(_ gradient: Double, _ contribution: Double) -> Double {
            switch mistake {
            case .replaces: contribution
            case .subtracts: gradient - contribution
            case .forgetsEarlier: gradient == 0 ? contribution : gradient
            case .keepsLarger: max(gradient, contribution)
            case .forwardOrder: gradient + contribution
            }
        }
        var isReversed: Bool { mistake != .forwardOrder }
    }

    // MARK: One operation at a time

    /// A small graph around one operation: shared inputs, something before it and something after it.
    static func graph(around op: Op, at point: (x: Double, y: Double), on tape: Tape) -> Tape.Node {
        let a = tape.leaf(point.x)
        let b = tape.leaf(point.y)
        let x = tape.add(a, tape.leaf(0.25))
        let y = tape.mul(b, tape.leaf(1.5))
        let out =
            switch op {
            case .leaf: x
            case .add: tape.add(x, y)
            case .sub: tape.sub(x, y)
            case .mul: tape.mul(x, y)
            case .div: tape.div(x, y)
            case .neg: tape.neg(x)
            case .pow: tape.pow(x, 3)
            case .exp: tape.exp(x)
            case .log: tape.log(x)
            case .tanh: tape.tanh(x)
            case .relu: tape.relu(x)
            case .sigmoid: tape.sigmoid(x)
            case .sqrt: tape.sqrt(x)
            case .abs: tape.abs(x)
            case .max: tape.max(x, y)
            case .min: tape.min(x, y)
            case .power: tape.pow(x, y)
            }
        return tape.add(tape.mul(out, tape.leaf(-1.75)), tape.mul(out, b))
    }

    static let points = [(x: 0.6, y: 1.3), (x: 1.1, y: -0.7), (x: 2.5, y: 0.4)]

    /// Gradients and everything else that a pass writes down.
    static func numbers(_ trace: BackwardTrace) -> [Double] {
        trace.graph.nodes.map(\.grad) + trace.events.flatMap { $0.contributions.flatMap { [$0.local, $0.amount] } }
    }

    @Test(arguments: Op.allCases.filter { $0 != .leaf }) func everyMistakeOfARuleIsSeen(_ op: Op) {
        for (index, point) in Self.points.enumerated() {
            let exact = Tape()
            let root = Self.graph(around: op, at: point, on: exact)
            let right = exact.recordedBackward(from: root)
            #expect(Audit(right).findings == [])
            for mistake in Mistake.allCases {
                let tape = Tape()
                let trace = tape.recordedBackward(
                    from: Self.graph(around: op, at: point, on: tape), rules: Mutant(op: op, mistake: mistake))
                let audit = Audit(trace)
                // A pass that comes to the same numbers, as a sign does on a number that is 0, is no wrong pass.
                let isChanged = zip(Self.numbers(trace), Self.numbers(right)).contains { wrong, right in
                    !((wrong - right).magnitude <= 8 * roundoff * right.magnitude)
                }
                let leavesChanged = zip(trace.graph.nodes, right.graph.nodes).contains { wrong, right in
                    wrong.op == .leaf && !((wrong.grad - right.grad).magnitude <= 16 * roundoff * right.grad.magnitude)
                }
                let name = "\(op), \(mistake), point \(index)"
                guard isChanged else {
                    #expect(audit.findings == [], "\(name)")
                    continue
                }
                #expect(audit.findings.contains { $0.method == .steps }, "\(name)")
                #expect(audit.findings.allSatisfy { $0.blame?.op == op }, "\(name)")
                #expect(audit.findings.contains { $0.method == .duals } == leavesChanged, "\(name)")
                // One part in a million million is below what a difference can tell.
                if leavesChanged, mistake != .dropped {
                    #expect(audit.findings.contains { $0.method == .differences }, "\(name)")
                }
            }
        }
    }

    /// A rule for numbers that share inputs, receive gradients of an earlier pass, or have more than one consumer.
    @Test(arguments: Passing.allCases) func everyMistakeOfThePassIsSeen(_ mistake: Passing) {
        for passes in 1...2 {
            let tape = Tape()
            let a = tape.leaf(0.6)
            let b = tape.leaf(-1.2)
            let product = tape.mul(a, b)
            let twice = tape.add(product, tape.mul(product, a))
            let root = tape.tanh(tape.add(twice, tape.mul(a, a)))
            for _ in 1..<passes { tape.backward(from: root) }
            let audit = Audit(tape.recordedBackward(from: root, rules: PassingMutant(mistake: mistake)))
            #expect(Set(audit.findings.map(\.method)) == Set(AuditFinding.Method.allCases), "\(mistake)")
            let fault: AuditFinding.Fault = mistake == .forwardOrder ? .order : .sum
            #expect(audit.findings.allSatisfy { $0.blame != nil }, "\(mistake)")
            #expect(audit.findings.contains { $0.blame?.fault == fault }, "\(mistake)")
        }
    }

    // MARK: In the wild

    /// The same mistakes somewhere in random graphs of any magnitude: whenever a leaf's gradient is another than it
    /// should be, the audit has something to say, and blames the operation. What does no harm it may keep silent about.
    @Test(arguments: AuditRandomTests.Magnitude.allCases)
    func mistakesInRandomGraphsAreSeen(_ magnitude: AuditRandomTests.Magnitude) {
        let ops = Op.allCases.filter { $0 != .leaf }
        var harmful = 0
        for seed in 0..<165 {
            func pass(_ rules: some DerivativeRules) -> BackwardTrace {
                let tape = Tape()
                let all = AuditRandomTests.graph(UInt64(seed), magnitude, operations: 3 + seed % 30, on: tape)
                return tape.recordedBackward(from: all[all.count - 1], rules: rules)
            }
            let right = pass(ExactRules())
            guard right.graph.nodes.allSatisfy({ $0.data.isFinite && $0.grad.isFinite }) else { continue }
            for mistake in Mistake.allCases where mistake != .dropped {
                let op = ops[seed % ops.count]
                let wrong = pass(Mutant(op: op, mistake: mistake))
                let doesHarm = zip(right.graph.nodes, wrong.graph.nodes).contains { right, wrong in
                    right.op == .leaf && right.grad.magnitude > 1e-290
                        && !((wrong.grad - right.grad).magnitude <= 1e-9 * right.grad.magnitude)
                }
                guard doesHarm else { continue }
                harmful += 1
                let findings = Audit(wrong).findings
                #expect(!findings.isEmpty, "\(op), \(mistake), seed \(seed)")
                #expect(findings.allSatisfy { $0.blame?.op == op }, "\(op), \(mistake), seed \(seed)")
            }
        }
        #expect(harmful > 80)
    }
}
