/// A second opinion on a backward pass. What the pass added to the gradients of the leaves is computed again in two ways
/// that share nothing with the engine's table of local derivatives: forward, by dual numbers, exactly; and by central
/// differences, within a bound that is computed with them. Each step of the pass is looked at as well, to say which
/// operation is to blame.
///
///     let trace = tape.recordedBackward(from: loss.node)
///     let audit = Audit(trace)
///     audit.findings.isEmpty  // true
///
/// In a graph of up to `inputLimit` nodes every leaf is audited. In a larger one it is one directional derivative, along
/// a direction of all leaves that the seed decides; a wrong gradient escapes it only if its errors cancel.
///
/// - Complexity: O(leaves · nodes) up to `inputLimit` nodes, O(nodes) above; no recursion.
public struct Audit: Sendable {
    /// Numbers that are not confirmed: empty for a correct pass.
    public private(set) var findings: [AuditFinding] = []
    /// What was passed over, by name, in forward order and each once.
    public private(set) var notes: [AuditNote] = []
    /// How many derivatives by dual numbers and by differences were compared with the pass; each was either confirmed or
    /// is among the findings.
    public private(set) var comparisons = (duals: 0, differences: 0)

    private let pass: BackwardPass
    private let graph: AuditedGraph
    private let reach: [AuditedGraph.Reach]
    private let steps: AuditedSteps

    /// Audits a recorded pass.
    /// - Parameters:
    ///   - trace: what `Tape.recordedBackward` gave. The tape itself is not needed.
    ///   - inputLimit: the most nodes for which every leaf is audited by itself.
    ///   - seed: what the direction is drawn from in larger graphs. The same seed gives the same audit.
    public init(_ trace: BackwardTrace, inputLimit: Int = 500, seed: UInt64 = 1) {
        self.init(BackwardPass(trace), inputLimit: inputLimit, seed: seed)
    }

    /// Audits a pass that was written down.
    /// - Parameters:
    ///   - pass: what `Tape.writtenBackward(from:)` gave. The tape itself is not needed.
    ///   - inputLimit: the most nodes for which every leaf is audited by itself.
    ///   - seed: what the direction is drawn from in larger graphs. The same seed gives the same audit.
    public init(_ pass: BackwardPass, inputLimit: Int = 500, seed: UInt64 = 1) {
        self.pass = pass
        graph = AuditedGraph(pass)
        reach = graph.reach()
        steps = AuditedSteps(pass, graph)
        if graph.count == 0 { return }
        noteInterior()
        let leaves = auditedLeaves()
        var kinks: [Int] = []
        var scratch = AuditedGraph.Scratch(count: graph.count)
        if graph.count <= inputLimit {
            var direction = Direction(moves: [(0, 1)], first: 0)
            for leaf in leaves {
                direction.moves[0].place = leaf
                direction.first = leaf
                compare(along: direction, &scratch, &kinks)
            }
        } else if let first = leaves.first {
            compare(along: Direction(moves: weighted(leaves, seed), first: first), &scratch, &kinks)
        }
        noteKinks(kinks)
        reportSteps()
    }

    // MARK: What is audited

    private mutating func noteInterior() {
        for place in 0..<(graph.count - 1) where graph.nodes[place].seed != 0 {
            notes.append(.accumulated(name(place)))
        }
        for place in 0..<graph.count where graph.nodes[place].isReplaced { notes.append(.replaced(name(place))) }
    }

    /// Places of the leaves that a finite derivative leads to. The root may be a leaf itself: its gradient is set, not
    /// added to, and the steps see to that.
    private mutating func auditedLeaves() -> [Int] {
        var leaves: [Int] = []
        for place in 0..<(graph.count - 1) where graph.nodes[place].op == .leaf {
            let error = reach[place].error
            if reach[place].isBelowReplaced { continue }
            if reach[place].size.isFinite, error.isFinite, pass.numbers[place].grad.isFinite {
                leaves.append(place)
            } else {
                notes.append(.notFinite(name(place)))
            }
        }
        return leaves
    }

    /// Each leaf moves by a share of its own size, so that all of them are heard.
    private func weighted(_ leaves: [Int], _ seed: UInt64) -> [(place: Int, weight: Double)] {
        var state = seed
        return leaves.map { leaf in
            // SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            bits ^= bits >> 31
            let share = 0.5 + Double(bits >> 11) * 0x1p-54
            let size = graph.nodes[leaf].data.magnitude
            return (leaf, (bits & 1 == 0 ? share : -share) * (size > 0 && size.isFinite ? size : 1))
        }
    }

    // MARK: Both methods along one direction

    private mutating func compare(
        along direction: Direction, _ scratch: inout AuditedGraph.Scratch, _ kinks: inout [Int]
    ) {
        var recorded = 0.0
        var size = 0.0
        var error = 0.0
        for (place, weight) in direction.moves {
            let before = pass.numbers[place].grad
            recorded += weight * (pass.gradients[place] - before)
            size += (weight * reach[place].size).magnitude
            // The change is what is left of two gradients, either of them rounded once a contribution.
            let rounding = Double(reach[place].uses + 1) * roundoff * (before.magnitude + reach[place].size)
            error += weight.magnitude * (reach[place].error + rounding)
        }
        error += Double(direction.moves.count) * roundoff * size
        let subject = direction.moves.count == 1 ? direction.first : graph.count - 1

        graph.carry(direction, into: &scratch.duals)
        var expected = 0.0
        var inexact = 0.0
        for place in direction.first..<graph.count where graph.nodes[place].seed != 0 {
            let dual = scratch.duals[place]
            guard dual.isReached else { continue }
            let seed = graph.nodes[place].seed
            expected += seed * dual.tangent
            inexact += (seed * dual.error).magnitude + roundoff * (seed * dual.size).magnitude
        }
        inexact += Double(graph.seedCount) * roundoff * size
        let bound = 2 * (error + inexact)
        guard bound.isFinite, expected.isFinite else {
            notes.append(.notFinite(name(subject)))
            return
        }
        comparisons.duals += 1
        judge(.duals, subject, recorded, expected, bound, scratch.duals)

        guard let difference = graph.difference(along: direction, &scratch) else {
            notes.append(.coarse(name(subject)))
            return
        }
        if !difference.kinks.isEmpty { kinks += difference.kinks }
        let tolerance = 2 * (difference.bound + error)
        if size > 0, !(tolerance <= 1e-3 * size) { notes.append(.coarse(name(subject))) }
        guard tolerance.isFinite, difference.slope.isFinite else { return }
        comparisons.differences += 1
        judge(.differences, subject, recorded, difference.slope, tolerance, scratch.duals)
    }

    private mutating func judge(
        _ method: AuditFinding.Method, _ subject: Int, _ recorded: Double, _ expected: Double, _ bound: Double,
        _ duals: [Dual]
    ) {
        if (recorded - expected).magnitude <= bound { return }
        var blame: AuditFinding.Blame?
        for mistake in steps.mistakes where duals[mistake.place].isReached {
            blame = self.blame(mistake)
            break
        }
        findings.append(
            AuditFinding(
                method: method, node: name(subject), recorded: recorded, expected: expected, bound: bound, blame: blame)
        )
    }

    // MARK: What else is said

    /// The first mistake of each kind of each operation; one wrong rule makes as many as it is used.
    private mutating func reportSteps() {
        var seen: [AuditFinding.Fault: [Op]] = [:]
        for mistake in steps.mistakes {
            let op = graph.nodes[mistake.place].op
            if seen[mistake.fault, default: []].contains(op) { continue }
            seen[mistake.fault, default: []].append(op)
            findings.append(
                AuditFinding(
                    method: .steps, node: name(mistake.place), recorded: mistake.recorded, expected: mistake.expected,
                    bound: mistake.bound, blame: blame(mistake)))
        }
    }

    private mutating func noteKinks(_ kinks: [Int]) {
        if kinks.isEmpty { return }
        var isNoted = Array(repeating: false, count: graph.count)
        for place in kinks { isNoted[place] = true }
        for place in 0..<graph.count where isNoted[place] { notes.append(.kink(name(place))) }
    }

    private func blame(_ mistake: AuditedSteps.Mistake) -> AuditFinding.Blame {
        AuditFinding.Blame(node: name(mistake.place), op: graph.nodes[mistake.place].op, fault: mistake.fault)
    }

    private func name(_ place: Int) -> Tape.Node { pass.numbers[place].node }
}
