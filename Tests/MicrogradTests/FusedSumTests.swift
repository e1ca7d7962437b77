import Testing

@testable import Micrograd

/// A fused sum of products against the plain nodes it stands for: the same bits everywhere.
struct FusedSumTests {
    /// The same random network of sums, fused and plain, on a tape each. Inputs are shared, and every third sum has its
    /// own weights for inputs.
    struct Pair {
        let fused = Tape()
        let plain = Tape()
        var roots: (fused: Tape.Node, plain: Tape.Node)
        var leaves: [Tape.Node] = []

        init(_ seed: UInt64) {
            var random = RandomGraphTests.Random(state: seed)
            let count = Int.random(in: 1...7, using: &random)
            var x: [Tape.Node] = []
            var rows: [[Tape.Node]] = []
            for _ in 0..<count { x.append(Self.leaf(&random, fused, plain, &leaves)) }
            for _ in 0..<4 {
                var row: [Tape.Node] = []
                for index in 0...count { row.append(Self.leaf(&random, fused, plain, &leaves, index)) }
                rows.append(row)
            }
            var outputs: (fused: [Tape.Node], plain: [Tape.Node]) = ([], [])
            for (index, row) in rows.enumerated() {
                let weights = Array(row.dropLast())
                let inputs = index % 3 == 2 ? weights : x
                let bias = index % 2 == 0 ? row[count] : x[0]
                let sum = fused.dot(weights, inputs, bias: bias)
                precondition(fused.isFused(sum))
                outputs.fused.append(fused.tanh(sum))
                var plainSum = bias
                for (w, x) in zip(weights, inputs) { plainSum = plain.add(plainSum, plain.mul(w, x)) }
                outputs.plain.append(plain.tanh(plainSum))
            }
            // Four outputs, each behind the sum it was made of, are a row too.
            let last = (Array(rows[0].prefix(min(4, count))), Array(outputs.fused.prefix(min(4, count))))
            let sum = fused.dot(last.0, last.1, bias: rows[3][count])
            precondition(fused.isFused(sum))
            var plainSum = rows[3][count]
            for (w, x) in zip(last.0, outputs.plain) { plainSum = plain.add(plainSum, plain.mul(w, x)) }
            roots = (sum, plainSum)
        }

        static func leaf(
            _ random: inout RandomGraphTests.Random, _ fused: Tape, _ plain: Tape, _ leaves: inout [Tape.Node],
            _ index: Int = 0
        ) -> Tape.Node {
            let data = index == 3 ? 0 : Double.random(in: -1.5...1.5, using: &random)
            let node = fused.leaf(data)
            precondition(plain.leaf(data).position == node.position)
            leaves.append(node)
            return node
        }

        func bits(_ tape: Tape) -> [UInt64] { leaves.map { tape.grad($0).bitPattern } }
        var agree: Bool {
            fused.data(roots.fused).bitPattern == plain.data(roots.plain).bitPattern && bits(fused) == bits(plain)
        }
        /// Values and gradients of all that was recorded, with the shape of the graph.
        static func printed(_ graph: RecordedGraph) -> [String] {
            graph.nodes.map { "\($0.op) \($0.inputs) \($0.data) \($0.grad)" }
        }
    }

    @Test(arguments: 0..<200) func digitsAreThoseOfPlainNodes(_ seed: Int) {
        let pair = Pair(UInt64(seed))
        #expect(pair.agree)
        pair.fused.backward(from: pair.roots.fused)
        pair.plain.backward(from: pair.roots.plain)
        #expect(pair.agree)
        // Once more without zeroing, and once more with everything zeroed; then with a gradient that the program sets.
        pair.fused.backward(from: pair.roots.fused)
        pair.plain.backward(from: pair.roots.plain)
        #expect(pair.agree)
        pair.fused.backward(from: pair.roots.fused)
        pair.plain.backward(from: pair.roots.plain)
        #expect(pair.agree)
        pair.fused.zeroGrad(from: pair.roots.fused)
        pair.plain.zeroGrad(from: pair.roots.plain)
        pair.fused.setGrad(pair.roots.fused, 3)
        pair.plain.setGrad(pair.roots.plain, 3)
        pair.fused.backward(from: pair.roots.fused)
        pair.plain.backward(from: pair.roots.plain)
        #expect(pair.agree)
    }

    @Test(arguments: 0..<50) func recordedGraphsAreThoseOfPlainNodes(_ seed: Int) {
        let pair = Pair(UInt64(seed))
        for _ in 0..<3 {
            #expect(
                Pair.printed(pair.fused.recorded(from: pair.roots.fused))
                    == Pair.printed(pair.plain.recorded(from: pair.roots.plain)))
            let fused = pair.fused.recordedBackward(from: pair.roots.fused)
            let plain = pair.plain.recordedBackward(from: pair.roots.plain)
            #expect(Pair.printed(fused.graph) == Pair.printed(plain.graph))
            #expect(fused.gradientsBefore == plain.gradientsBefore)
            #expect(fused.events.map(\.upstream) == plain.events.map(\.upstream))
            #expect(
                fused.events.map { $0.contributions.map(\.sum) } == plain.events.map { $0.contributions.map(\.sum) })
            #expect(pair.agree)
        }
    }

    @Test(arguments: 0..<50) func recordedGraphsAreThoseThatWereComputed(_ seed: Int) {
        let pair = Pair(UInt64(seed))
        var random = RandomGraphTests.Random(state: UInt64(seed))
        var roots = [pair.roots]
        for round in 0..<3 {
            for leaf in pair.leaves.shuffled(using: &random).prefix(4) {
                let data = Double.random(in: -1...1, using: &random)
                pair.fused.replaceData(leaf, data)
                pair.plain.replaceData(leaf, data)
            }
            // Another sum, which is made of what there is now.
            let (weights, bias) = (Array(pair.leaves[0..<1]), roots[round])
            let product = pair.plain.mul(weights[0], weights[0])
            roots.append(
                (pair.fused.dot(weights, weights, bias: bias.fused), pair.plain.add(bias.plain, product)))
            #expect(
                pair.fused.isFused(roots[round + 1].fused))
            for root in roots {
                #expect(
                    Pair.printed(pair.fused.recorded(from: root.fused))
                        == Pair.printed(pair.plain.recorded(from: root.plain)))
            }
        }
        // What is remembered moves with the numbers, and goes with them.
        let before = roots.map { Pair.printed(pair.plain.recorded(from: $0.plain)) }
        var live = roots.map { $0.fused } + [pair.leaves[0]]
        pair.fused.compact(keeping: &live)
        #expect(live.prefix(4).map { Pair.printed(pair.fused.recorded(from: $0)) } == before)
        pair.fused.truncate(to: live[2].position + 1)
        let sum = pair.fused.dot([live[4]], [live[4]], bias: live[2])
        let product = pair.plain.mul(pair.leaves[0], pair.leaves[0])
        let plain = pair.plain.add(roots[2].plain, product)
        #expect(Pair.printed(pair.fused.recorded(from: sum)) == Pair.printed(pair.plain.recorded(from: plain)))
    }

    @Test func aWrongRuleIsWrongInAFusedSumToo() {
        struct AddsTwice: DerivativeRules {
            var isReversed: Bool { true }
            func contributions(
                _ op: Op, _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
            ) -> (x: Double, y: Double) {
                op == .add ? (2 * upstream, upstream) : op.contributions(x, y, out, upstream)
            }
            func derivatives(_ op: Op, _ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
                op.derivatives(x, y, out)
            }
            func accumulate(_ gradient: Double, _ contribution: Double) -> Double { gradient + contribution }
        }
        let pair = Pair(7)
        pair.fused.backward(from: pair.roots.fused, rules: AddsTwice())
        pair.plain.backward(from: pair.roots.plain, rules: AddsTwice())
        #expect(pair.agree)
    }

    @Test func unfoldedNumbersAreOnNoTape() async {
        let tape = Tape()
        let w = [2.0, 3].map(tape.leaf)
        let b = tape.leaf(1)
        let sum = tape.dot(w, w, bias: b)
        #expect(tape.count == 4)
        #expect(tape.inputs(sum) == [b, w[0], w[0], w[1], w[1]])
        #expect(tape.savedCount(sum) == 3)
        #expect(tape.savedCount(b) == 0)
        #expect(tape.op(sum) == .add)
        #expect(tape.reachable(from: sum) == [w[0], w[1], b, sum])
        let nodes = tape.recorded(from: sum).nodes
        #expect(nodes.map { tape.isLive($0.node) } == [true, true, true, false, false, false, true])
        #expect(Set(nodes.map(\.node)).count == nodes.count)
        // The handle of a number is the same in every recording.
        let more = tape.dot(w, w, bias: sum)
        #expect(Set(nodes.map(\.node)).isSubset(of: tape.recorded(from: more).nodes.map(\.node)))
        await #expect(processExitsWith: .failure) {
            let tape = Tape()
            let w = [2.0, 3].map(tape.leaf)
            let sum = tape.dot(w, w, bias: tape.leaf(1))
            tape.truncate(to: 4)
            _ = tape.data(tape.recorded(from: sum).nodes[3].node)
        }
    }

    @Test func operandsInNoRowMakePlainNodes() {
        let tape = Tape()
        let w = [1.0, 2, 3].map(tape.leaf)
        let b = tape.leaf(0)
        #expect(!tape.isFused(tape.dot([w[1], w[0]], [w[0], w[1]], bias: b)))
        #expect(!tape.isFused(tape.dot([w[0], w[1]], [w[0], w[2]], bias: b)))
        #expect(tape.dot([], [], bias: b) == b)
    }

    @Test(arguments: 0..<50) func sumsMoveAndGoWithTheirTape(_ seed: Int) {
        let tape = Tape()
        let waste = (0..<(seed % 5)).map { tape.leaf(Double($0)) }
        let w = [0.5, -1, 2].map(tape.leaf)
        let b = tape.leaf(0.25)
        _ = tape.dot(w, w, bias: b)
        if let first = waste.first { _ = tape.pow(first, 2) }
        let outputs = w.map { tape.relu(tape.dot([$0], [$0], bias: b)) }
        let sum = tape.dot(w, outputs, bias: b)
        #expect(tape.isFused(sum))
        tape.backward(from: sum)
        tape.backward(from: sum)
        let before = Pair.printed(tape.recorded(from: sum))
        var live = [sum]
        tape.compact(keeping: &live)
        #expect(tape.count == 4 + 6 + 1)
        #expect(Pair.printed(tape.recorded(from: live[0])) == before)
        // Another sum in the place of a dropped one.
        tape.truncate(to: tape.count - 1)
        let leaf = tape.leaf(4)
        let other = tape.dot([leaf], [leaf], bias: leaf)
        tape.backward(from: other)
        #expect([tape.data(other), tape.grad(leaf)] == [20, 9])
    }
}
