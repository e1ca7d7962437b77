import Micrograd

/// A recorded backward pass as figures tell it: step by step, with every number named by its place in the graph, and
/// each addition with what it was added to. Tables, steppers and exercises take the pass from here, so that they number
/// its steps alike.
struct PassSteps {
    /// One number's turn.
    struct Step {
        /// The number, by its place in the graph.
        let place: Int
        /// Its own gradient, complete when its turn came.
        let upstream: Double
        /// One for each of its inputs, in order.
        let sent: [Sent]
    }

    /// What a number sent to one of its inputs.
    struct Sent {
        /// Which input of the operation it is.
        let use: Int
        /// The input's place in the graph.
        let input: Int
        let local: Double
        /// Upstream gradient times local derivative, as the engine computed it.
        let amount: Double
        /// The input's gradient before and after the addition.
        let before: Double
        let sum: Double
        /// Whether nothing was there to add to: no earlier contribution, and no gradient of an earlier pass.
        let isFirst: Bool
    }

    /// The place of the number the pass began at.
    let root: Int
    /// Numbers that still held a gradient of an earlier pass when this one began, by place.
    let held: [(place: Int, gradient: Double)]
    /// In the order in which they happened. Step 0, which these do not hold, is the beginning: the root's gradient is 1.
    let steps: [Step]

    init(_ trace: BackwardTrace) {
        let nodes = trace.graph.nodes
        let root = nodes.count - 1
        // Not by the position alone: numbers that a fused sum saved have positions of their own.
        let places = Dictionary(nodes.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
        var gradients = trace.gradientsBefore
        var isStarted = gradients.map { $0 != 0 }
        self.root = root
        held = gradients.indices.filter { $0 != root && isStarted[$0] }.map { ($0, gradients[$0]) }
        steps = trace.events.compactMap { event in
            guard let place = places[event.node] else { return nil }
            let sent = zip(nodes[place].inputs, event.contributions).enumerated().map { use, pair in
                let (input, contribution) = pair
                defer {
                    gradients[input] = contribution.sum
                    isStarted[input] = true
                }
                return Sent(
                    use: use, input: input, local: contribution.local, amount: contribution.amount,
                    before: gradients[input], sum: contribution.sum, isFirst: !isStarted[input])
            }
            return Step(place: place, upstream: event.upstream, sent: sent)
        }
    }

    /// What flowed back along every use of a number: by the place of the number that used it, then by input.
    func amounts(in graph: RecordedGraph) -> [[Double]] {
        var amounts = [[Double]](repeating: [], count: graph.nodes.count)
        for step in steps { amounts[step.place] = step.sent.map(\.amount) }
        return amounts
    }
}
