/// A backward pass as it is worked by hand: number by number, each gradient once and whole, from the root's inputs to the
/// leaves. It begins with a gradient of 1 at the root and nothing anywhere else, whatever the graph's own gradients are.
/// It knows what every number owes to its uses, so that it can also tell what comes out when one of them is got wrong.
public struct HandPass: Sendable {
    /// What a number hears from one of the operations that it went into.
    public struct Use: Sendable, Equatable {
        /// The place of the number that the operation made.
        public let user: Int
        /// Which of the operation's inputs this is, from 0.
        public let input: Int
        /// The local derivative of the operation with respect to this input.
        public let local: Double
        /// Local derivative times the user's gradient, as the engine multiplies them.
        public let amount: Double
    }

    /// One number's turn.
    public struct Line: Sendable, Equatable {
        /// The number's place in the graph.
        public let place: Int
        /// In the order of the pass; the same user twice for `a + a`.
        public let uses: [Use]
        /// The sum of what the uses send.
        public let gradient: Double
    }

    /// The graph that is worked on.
    public let graph: RecordedGraph
    /// Every number but the root, each after all of its users: what is needed for a line stands above it.
    public let lines: [Line]

    /// The pass over a graph.
    /// - Complexity: O(n) in the number of nodes.
    public init(_ graph: RecordedGraph) {
        let nodes = graph.nodes
        var gradients = [Double](repeating: 0, count: nodes.count)
        var uses = [[Use]](repeating: [], count: nodes.count)
        var open = [Int](repeating: 0, count: nodes.count)
        for node in nodes { for input in node.inputs { open[input] += 1 } }
        if let root = nodes.indices.last { gradients[root] = 1 }
        var lines: [Line] = []
        // Numbers stand after their inputs, so each is reached when all that it went into have had their turn.
        for user in nodes.indices.reversed() {
            let node = nodes[user]
            guard let first = node.inputs.first else { continue }
            let x = nodes[first].data
            let y = node.exponent ?? (node.inputs.count > 1 ? nodes[node.inputs[1]].data : 0)
            let local = node.op.derivatives(x, y, node.data)
            let amount = node.op.contributions(x, y, node.data, gradients[user])
            for (index, input) in node.inputs.enumerated() {
                let use = Use(
                    user: user, input: index, local: index == 0 ? local.x : local.y,
                    amount: index == 0 ? amount.x : amount.y)
                uses[input].append(use)
                gradients[input] += use.amount
                open[input] -= 1
                if open[input] == 0 {
                    lines.append(Line(place: input, uses: uses[input], gradient: gradients[input]))
                }
            }
        }
        self.graph = graph
        self.lines = lines
    }

    /// The gradient of the number at a place: 1 for the root.
    /// - Complexity: O(n)
    public func gradient(at place: Int) -> Double { lines.first { $0.place == place }?.gradient ?? 1 }

    /// Whether every value and every gradient is a number that can be written down.
    public var isFinite: Bool {
        graph.nodes.allSatisfy { $0.data.isFinite } && lines.allSatisfy { $0.gradient.isFinite }
    }
}
