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
    init(_ pass: BackwardPass, _ graph: AuditedGraph) {
        sums = pass.numbers.map { $0.grad }
        hasHandedOn = Array(repeating: false, count: graph.count)
        if graph.count == 0 { return }
        sums[graph.count - 1] = 1
        for step in pass.steps { check(step, graph) }
        for place in 0..<graph.count {
            if graph.nodes[place].op != .leaf, !hasHandedOn[place] { note(place, .missing, 0, sums[place], 0) }
            compare(place, .sum, pass.gradients[place], sums[place], 0)
        }
    }

    private mutating func check(_ step: BackwardPass.Step, _ graph: AuditedGraph) {
        let node = graph.nodes[step.place]
        compare(step.place, .sum, step.upstream, sums[step.place], 0)
        hasHandedOn[step.place] = true
        if step.count != node.op.inputCount { note(step.place, .missing, 0, step.upstream, 0) }
        if step.count > 0 { check(step.first, of: step, node, graph, isSecond: false) }
        if step.count > 1 { check(step.second, of: step, node, graph, isSecond: true) }
    }

    private mutating func check(
        _ sent: BackwardPass.Sent, of step: BackwardPass.Step, _ node: AuditedGraph.Node, _ graph: AuditedGraph,
        isSecond: Bool
    ) {
        let input = sent.input
        guard input >= 0 else { return }
        let slope = isSecond ? node.slopes.y : node.slopes.x
        let error = isSecond ? node.slopes.yError : node.slopes.xError
        let size = step.upstream.magnitude
        let product = slope * step.upstream
        if !node.isReplaced, slope.isFinite, error.isFinite, product.isFinite {
            let lost =
                isSecond
                ? node.op.underflow(graph.nodes[node.x].data, graph.nodes[node.y].data, upstream: size)
                : .leastNonzeroMagnitude
            compare(step.place, .derivative, sent.local, slope, 2 * error + 4 * roundoff * slope.magnitude)
            compare(
                step.place, .contribution, sent.amount, product,
                2 * error * size + 8 * roundoff * product.magnitude + 4 * lost)
        }
        let sum = sums[input] + sent.amount
        compare(input, .sum, sent.sum, sum, roundoff * sum.magnitude)
        if hasHandedOn[input] { note(input, .order, 0, sent.amount, 0) }
        sums[input] = sent.sum
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
