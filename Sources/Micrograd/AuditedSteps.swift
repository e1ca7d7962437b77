/// The steps of a recorded pass, each held against dual arithmetic by itself: the local derivative, its product with the
/// upstream gradient, the sum it was added to, and whether the upstream gradient was complete. This is what tells which
/// operation to blame for a wrong gradient at a leaf.
struct AuditedSteps {
    struct Mistake {
        /// Whose turn it was; for a wrong sum or order the number that received it.
        let place: Int
        let fault: AuditFinding.Fault
        let recorded: Double
        let expected: Double
        let bound: Double
    }

    /// In the order of the pass.
    private(set) var mistakes: [Mistake] = []
    /// Each number's gradient so far.
    private var sums: [Double]
    private var hasHandedOn: [Bool]

    /// - Complexity: O(steps).
    init(_ trace: BackwardTrace, _ graph: AuditedGraph) {
        sums = trace.gradientsBefore
        hasHandedOn = Array(repeating: false, count: graph.count)
        if graph.count == 0 { return }
        sums[graph.count - 1] = 1
        var places: [Tape.Node: Int] = [:]
        for (place, node) in trace.graph.nodes.enumerated() { places[node.node] = place }
        for event in trace.events {
            if let place = places[event.node] { check(event, place, graph, places) }
        }
        for place in 0..<graph.count {
            if graph.nodes[place].op != .leaf, !hasHandedOn[place] { note(place, .missing, 0, sums[place], 0) }
            compare(place, .sum, trace.graph.nodes[place].grad, sums[place], 0)
        }
    }

    private mutating func check(
        _ event: BackwardTrace.Event, _ place: Int, _ graph: AuditedGraph, _ places: [Tape.Node: Int]
    ) {
        let node = graph.nodes[place]
        compare(place, .sum, event.upstream, sums[place], 0)
        hasHandedOn[place] = true
        if event.contributions.count != node.op.inputCount { note(place, .missing, 0, event.upstream, 0) }
        for (position, contribution) in event.contributions.enumerated() {
            guard position < 2, let input = places[contribution.input] else { continue }
            let slope = position == 0 ? node.slopes.x : node.slopes.y
            let error = position == 0 ? node.slopes.xError : node.slopes.yError
            let size = event.upstream.magnitude
            let product = slope * event.upstream
            if !node.isReplaced, slope.isFinite, error.isFinite, product.isFinite {
                let lost =
                    position == 0
                    ? .leastNonzeroMagnitude
                    : node.op.underflow(graph.nodes[node.x].data, graph.nodes[node.y].data, upstream: size)
                compare(place, .derivative, contribution.local, slope, 2 * error + 4 * roundoff * slope.magnitude)
                compare(
                    place, .contribution, contribution.amount, product,
                    2 * error * size + 8 * roundoff * product.magnitude + 4 * lost)
            }
            let sum = sums[input] + contribution.amount
            compare(input, .sum, contribution.sum, sum, roundoff * sum.magnitude)
            if hasHandedOn[input] { note(input, .order, 0, contribution.amount, 0) }
            sums[input] = contribution.sum
        }
    }

    /// Two numbers that are not finite are not told apart: overflow is no mistake of a rule.
    private mutating func compare(
        _ place: Int, _ fault: AuditFinding.Fault, _ recorded: Double, _ expected: Double, _ bound: Double
    ) {
        guard expected.isFinite, bound.isFinite, !((recorded - expected).magnitude <= bound) else { return }
        note(place, fault, recorded, expected, bound)
    }

    private mutating func note(
        _ place: Int, _ fault: AuditFinding.Fault, _ recorded: Double, _ expected: Double, _ bound: Double
    ) {
        mistakes.append(
            Mistake(place: place, fault: fault, recorded: recorded, expected: expected, bound: bound))
    }
}
