/// A graph as it was at one moment: every number a root was made of, with its value and gradient then. What figures
/// are drawn from; it does not change when training goes on.
public struct RecordedGraph: Sendable {
    /// A number as it was.
    public struct Node: Sendable {
        /// Its handle; of a number that a fused sum saved, one that is on no tape.
        public let node: Tape.Node
        /// The operation that made it.
        public let op: Op
        /// Places of the inputs in `nodes`; the same place twice for `a + a`.
        public let inputs: [Int]
        /// The exponent of a power; nil otherwise.
        public let exponent: Double?
        /// Its value.
        public let data: Double
        /// Its gradient.
        public let grad: Double
        /// The label or suggested name; empty when there is none.
        public let name: String
        /// The tag that the program set; 0 when it set none.
        public let origin: Int

        /// A number of a graph that was not recorded from a tape.
        public init(
            node: Tape.Node, op: Op, inputs: [Int], exponent: Double?, data: Double, grad: Double, name: String,
            origin: Int
        ) {
            self.node = node
            self.op = op
            self.inputs = inputs
            self.exponent = exponent
            self.data = data
            self.grad = grad
            self.name = name
            self.origin = origin
        }
    }

    /// In forward order: inputs before what is made of them, the root last. Never empty when made by a tape.
    public let nodes: [Node]

    /// A graph of these numbers.
    /// - Precondition: each stands after its inputs, and the root last.
    public init(nodes: [Node]) { self.nodes = nodes }
}

/// A backward pass, written down step by step as it happened.
public struct BackwardTrace: Sendable {
    /// One number handing its gradient on to its inputs.
    public struct Event: Sendable {
        /// The number whose turn it was.
        public let node: Tape.Node
        /// The number's own gradient when it was its turn.
        public let upstream: Double
        /// One per use of an input: `a + a` contributes to `a` twice.
        public var contributions: [Contribution]
    }

    /// What one number sent to one of its inputs.
    public struct Contribution: Sendable {
        /// Who received it.
        public let input: Tape.Node
        /// The local derivative of the operation with respect to this input.
        public let local: Double
        /// What was added to the input's gradient: local derivative times upstream gradient.
        public let amount: Double
        /// The input's gradient after the addition.
        public let sum: Double
    }

    /// The graph when the pass was over.
    public let graph: RecordedGraph
    /// The gradients when it began, in the order of `graph.nodes`.
    public let gradientsBefore: [Double]
    /// In the order in which they happened, the root's first.
    public let events: [Event]
}

/// What a backward pass began with: enough to walk it again. `Tape.rememberedBackward(from:)` gives it and
/// `Tape.trace(of:)` makes the full record of it.
public struct BackwardMemory: Sendable {
    /// In forward order, the root last; fused sums are unfolded.
    let numbers: [PlainNumber]

    /// Where a number stands in the graph of the pass's record; nil where it took no part.
    /// - Precondition: no number has moved on the tape since the pass.
    /// - Complexity: O(numbers of the pass).
    public func place(of node: Tape.Node) -> Int? {
        numbers.firstIndex { $0.node.epoch != Tape.nowhere && $0.node.position == node.position }
    }
}

extension BackwardTrace {
    /// What the pass began with.
    public var memory: BackwardMemory {
        BackwardMemory(
            numbers: graph.nodes.indices.map { place in
                let node = graph.nodes[place]
                return PlainNumber(
                    op: node.op, x: node.inputs.first ?? 0, y: node.inputs.count > 1 ? node.inputs[1] : 0,
                    exponent: node.exponent ?? 0, data: node.data, grad: gradientsBefore[place], node: node.node)
            })
    }
}
