import Testing

@testable import Micrograd

/// Hundreds of random expressions against what Python micrograd and PyTorch recorded for them.
struct OracleTests {
    @Test func theRecordingIsThere() {
        #expect(OracleExpression.recording?.micrograd == "0.1.0")
        #expect(OracleExpression.all.count == 361)
        #expect(OracleExpression.all.count { $0.micrograd != nil } == 301)
    }

    /// Every value is micrograd's, bit for bit.
    @Test func valuesAreMicrogradsToTheBit() throws {
        for expression in OracleExpression.all {
            guard let expected = expression.micrograd else { continue }
            let values = try #require(expression.values(on: Tape()), "\(expression.name)")
            #expect(values.dropFirst(expression.leaves.count).map(\.data) == expected.data, "\(expression.name)")
        }
    }

    /// Every gradient, of interior numbers too, is micrograd's bit for bit, unless more than two contributions meet in
    /// it or in one that it hangs on. Those micrograd adds in the order of its sets of children, which is no order;
    /// they agree to a part in a million million of the contributions' magnitudes.
    @Test func gradientsAreMicrograds() throws {
        var exact = 0
        var near = 0
        for expression in OracleExpression.all {
            guard let expected = expression.micrograd else { continue }
            let tape = Tape()
            let values = try #require(expression.values(on: tape), "\(expression.name)")
            let root = try #require(values.last)
            let ordered = Self.numbersWithAnOrder(tape, root.node)
            let trace = tape.recordedBackward(from: root.node)
            let sizes = Self.sizes(trace)
            for (value, grad) in zip(values, expected.grad) {
                if value.grad == grad {
                    exact += 1
                } else {
                    near += 1
                    #expect(!ordered.contains(value.node), "\(value.grad) for \(grad) in \(expression.name)")
                    #expect(
                        (value.grad - grad).magnitude <= 1e-12 * (sizes[value.node] ?? 0),
                        "\(value.grad) for \(grad) in \(expression.name)")
                }
            }
        }
        #expect(exact > 20 * near)
    }

    /// A second `backward()` without zeroing hands on what interior numbers hold, micrograd's intermediate `-y` and
    /// `y**-1` among them. The engine's difference and quotient are one number each and hold nothing inside, so the
    /// expressions are composed here as micrograd composes them.
    @Test func aSecondPassAccumulatesAsMicrogradDoes() throws {
        for expression in OracleExpression.all {
            guard let expected = expression.micrograd else { continue }
            let tape = Tape()
            let values = try #require(expression.values(on: tape, isComposed: true), "\(expression.name)")
            let root = try #require(values.last)
            root.backward()
            let second = tape.recordedBackward(from: root.node)
            let sizes = Self.sizes(second)
            for (value, grad) in zip(values, expected.again) {
                #expect(
                    (value.grad - grad).magnitude <= 1e-12 * (sizes[value.node] ?? 0),
                    "\(value.grad) for \(grad) in \(expression.name)")
            }
            #expect(Audit(second).findings == [], "\(expression.name)")
        }
    }

    /// PyTorch has exp and tanh of its own, so that a few units in the last place may differ.
    @Test func pyTorchAgrees() throws {
        for expression in OracleExpression.all {
            let tape = Tape()
            let values = try #require(expression.values(on: tape), "\(expression.name)")
            let root = try #require(values.last)
            let sizes = Self.sizes(tape.recordedBackward(from: root.node))
            #expect(
                (root.data - expression.torch[0]).magnitude <= 1e-12 * expression.torch[0].magnitude,
                "\(root.data) for \(expression.torch[0]) in \(expression.name)")
            for (value, grad) in zip(values, expression.torch.dropFirst()) {
                let size = max(grad.magnitude, sizes[value.node] ?? 0)
                #expect(
                    (value.grad - grad).magnitude <= 1e-12 * size, "\(value.grad) for \(grad) in \(expression.name)")
            }
        }
    }

    /// micrograd's README gives these to four places.
    @Test func microgradsREADME() throws {
        let expression = try #require(OracleExpression.all.first)
        #expect(expression.name == "micrograd's README")
        let tape = Tape()
        let values = try #require(expression.values(on: tape))
        let root = try #require(values.last)
        root.backward()
        #expect(
            [root.data, values[0].grad, values[1].grad].map { ($0 * 10000).rounded() / 10000 }
                == [24.7041, 138.8338, 645.5773])
    }

    /// The audit suspects none of them.
    @Test func theAuditAgrees() throws {
        for expression in OracleExpression.all {
            let tape = Tape()
            let root = try #require(expression.values(on: tape)?.last)
            for _ in 1...2 {
                #expect(Audit(tape.recordedBackward(from: root.node)).findings == [], "\(expression.name)")
            }
        }
    }

    // MARK: What a comparison needs to know

    /// Numbers whose gradient is the sum of at most two contributions, none of which hangs on a sum of more: a sum of
    /// two is the same in either order.
    private static func numbersWithAnOrder(_ tape: Tape, _ root: Tape.Node) -> Set<Tape.Node> {
        let order = tape.reachable(from: root)
        var uses: [Tape.Node: Int] = [:]
        var isUnordered: Set<Tape.Node> = []
        for node in order.reversed() {
            if uses[node, default: 0] > 2 { isUnordered.insert(node) }
            for input in tape.inputs(node) {
                uses[input, default: 0] += 1
                if isUnordered.contains(node) { isUnordered.insert(input) }
            }
        }
        return Set(order).subtracting(isUnordered)
    }

    /// The sum of the magnitudes of what arrived at each number.
    private static func sizes(_ trace: BackwardTrace) -> [Tape.Node: Double] {
        var sizes: [Tape.Node: Double] = [:]
        for event in trace.events {
            for contribution in event.contributions {
                sizes[contribution.input, default: 0] += contribution.amount.magnitude
            }
        }
        return sizes
    }
}
