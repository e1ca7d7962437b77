/// A backward pass as it is written down while it happens, in places among its numbers: what the audit works on. A
/// `BackwardTrace` says the same by handles and with names; it is made where somebody looks.
public struct BackwardPass: Sendable {
    /// One number handing its gradient on to its inputs.
    struct Step {
        /// Whose turn it was.
        let place: Int
        let upstream: Double
        /// How many contributions there were; those to more than two inputs are not kept.
        var count = 0
        var first = Sent.nothing
        var second = Sent.nothing

        init(place: Int, upstream: Double) {
            self.place = place
            self.upstream = upstream
        }

        mutating func add(_ sent: Sent) {
            if count == 0 { first = sent } else if count == 1 { second = sent }
            count += 1
        }
    }

    /// What one input received.
    struct Sent {
        /// Where it stands; -1 where it is none of the pass's numbers.
        let input: Int
        let local: Double
        let amount: Double
        let sum: Double

        static var nothing: Sent { Sent(input: -1, local: 0, amount: 0, sum: 0) }
    }

    /// In forward order, the root last; with the gradients that they had when the pass began.
    let numbers: [PlainNumber]
    /// Their gradients when it was over.
    let gradients: [Double]
    /// In the order in which they happened, the root's first.
    let steps: [Step]

    init(_ before: [PlainNumber], _ after: [PlainNumber], _ steps: [Step]) {
        numbers = before
        gradients = after.map { $0.grad }
        self.steps = steps
    }

    /// How many numbers took part.
    public var count: Int { numbers.count }

    /// How many of them are leaves.
    public var leafCount: Int { numbers.count { $0.op == .leaf } }

    /// What the pass began with.
    public var memory: BackwardMemory { BackwardMemory(numbers: numbers) }
}

extension BackwardPass {
    /// The same pass, of a trace.
    init(_ trace: BackwardTrace) {
        numbers = trace.graph.nodes.indices.map { place in
            let node = trace.graph.nodes[place]
            let x = node.inputs.first ?? 0
            return PlainNumber(
                op: node.inputs.isEmpty ? .leaf : node.op, x: x, y: node.inputs.count > 1 ? node.inputs[1] : x,
                exponent: node.exponent ?? 0, data: node.data, grad: trace.gradientsBefore[place], node: node.node)
        }
        gradients = trace.graph.nodes.map { $0.grad }
        var places: [Tape.Node: Int] = [:]
        for (place, node) in trace.graph.nodes.enumerated() { places[node.node] = place }
        var steps: [Step] = []
        for event in trace.events {
            guard let place = places[event.node] else { continue }
            var step = Step(place: place, upstream: event.upstream)
            for sent in event.contributions {
                step.add(
                    Sent(input: places[sent.input] ?? -1, local: sent.local, amount: sent.amount, sum: sent.sum))
            }
            steps.append(step)
        }
        self.steps = steps
    }
}

extension Tape {
    /// The same pass as `backward(from:)`, written down for an audit or a trace.
    /// - Complexity: as `recordedBackward(from:)`
    public func writtenBackward(from root: Node) -> BackwardPass { writtenBackward(from: root, rules: ExactRules()) }

    /// The pass with the values of then and the names of now.
    /// - Precondition: the numbers of its graph are still on this tape, which was not compacted since.
    /// - Complexity: O(numbers of the graph)
    public func trace(of pass: BackwardPass) -> BackwardTrace {
        func contribution(_ sent: BackwardPass.Sent) -> BackwardTrace.Contribution {
            BackwardTrace.Contribution(
                input: pass.numbers[sent.input].node, local: sent.local, amount: sent.amount, sum: sent.sum)
        }
        let events = pass.steps.map { step in
            let sent = step.count == 0 ? [] : step.count == 1 ? [step.first] : [step.first, step.second]
            return BackwardTrace.Event(
                node: pass.numbers[step.place].node, upstream: step.upstream, contributions: sent.map(contribution))
        }
        var after = pass.numbers
        for place in after.indices { after[place].grad = pass.gradients[place] }
        return BackwardTrace(
            graph: recorded(after), gradientsBefore: pass.numbers.map { $0.grad }, events: events)
    }
}
