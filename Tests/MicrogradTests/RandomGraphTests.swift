import Testing

@testable import Micrograd

/// Random graphs with shared numbers: the fast walk, the careful walk and a plain recursive definition of the
/// derivative agree.
struct RandomGraphTests {
    /// A generator of its own, so that a failure can be repeated.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static func graph(_ seed: UInt64, on tape: Tape) -> (leaves: [Tape.Node], all: [Tape.Node]) {
        var random = Random(state: seed)
        let leaves = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            tape.leaf(Double.random(in: 0.2...1.5, using: &random))
        }
        var all = leaves
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let x = all[Int.random(in: 0..<all.count, using: &random)]
            let y = all[Int.random(in: 0..<all.count, using: &random)]
            let node =
                switch Int.random(in: 0..<13, using: &random) {
                case 0: tape.add(x, y)
                case 1: tape.sub(x, y)
                case 2: tape.mul(x, y)
                case 3: tape.tanh(x)
                case 4: tape.neg(x)
                case 5: tape.relu(x)
                case 6: tape.sigmoid(x)
                case 7: tape.pow(x, 2)
                case 8: tape.max(x, y)
                case 9: tape.min(x, y)
                case 10: tape.sqrt(tape.add(tape.abs(x), leaves[0]))
                case 11: tape.pow(tape.sigmoid(x), tape.tanh(y))
                default: tape.tanh(tape.mul(x, y))
                }
            all.append(node)
        }
        return (leaves, all)
    }

    /// The derivative of `root` by `leaf`, summed over every path between them.
    static func derivative(_ tape: Tape, of root: Tape.Node, by leaf: Tape.Node) -> Double {
        var known: [Tape.Node: Double] = [:]
        for node in tape.reachable(from: root) {
            let inputs = tape.inputs(node)
            let y = tape.exponent(node) ?? (inputs.count > 1 ? tape.data(inputs[1]) : 0)
            let local = inputs.isEmpty ? (0, 0) : tape.op(node).derivatives(tape.data(inputs[0]), y, tape.data(node))
            var sum = node == leaf ? 1.0 : 0
            for (input, slope) in zip(inputs, [local.0, local.1]) { sum += slope * (known[input] ?? 0) }
            known[node] = sum
        }
        return known[root] ?? 0
    }

    @Test(arguments: 0..<300) func everyWayToTheGradientAgrees(_ seed: Int) {
        let fast = Tape()
        let (leaves, all) = Self.graph(UInt64(seed), on: fast)
        let root = all[all.count - 1]
        let expected = leaves.map { Self.derivative(fast, of: root, by: $0) }
        fast.backward(from: root)
        let careful = Tape()
        let (others, copies) = Self.graph(UInt64(seed), on: careful)
        // An earlier pass from another root forces the careful walk; then its gradients are cleared.
        careful.backward(from: copies[copies.count / 2])
        careful.zeroGrad(from: copies[copies.count / 2])
        careful.setGrad(copies[copies.count - 1], 0)
        let trace = careful.recordedBackward(from: copies[copies.count - 1])
        for (index, value) in expected.enumerated() {
            let tolerance = 1e-12 * max(1, value.magnitude)
            #expect(abs(fast.grad(leaves[index]) - value) <= tolerance)
            #expect(fast.grad(leaves[index]) == careful.grad(others[index]))
        }
        // Numbers that do not lead to the root have no gradient, under either walk.
        let reached = Set(fast.reachable(from: root))
        for (node, copy) in zip(all, copies) where !reached.contains(node) {
            #expect(fast.grad(node) == 0 && careful.grad(copy) == 0)
        }
        #expect(trace.graph.nodes.map(\.grad) == fast.recorded(from: root).nodes.map(\.grad))
    }
}
