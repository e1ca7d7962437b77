/// What training makes small. Each is made of the tape's own operations, in the order in which micrograd's demo writes
/// them, so that its numbers are micrograd's.
extension Tape {
    /// The max-margin loss: the mean of `relu(1 - target * score)`, which is 0 where every score is on its target's side
    /// by at least 1.
    /// - Parameters:
    ///   - scores: one number an example.
    ///   - targets: -1 or 1 for each.
    /// - Precondition: as many scores as targets, at least one.
    /// - Complexity: O(examples).
    public func hingeLoss(_ scores: [Node], _ targets: [Double]) -> Node {
        mean(scores, targets) { score, target in relu(add(mul(score, leaf(-target)), leaf(1))) }
    }

    /// The mean of `(score - target)**2`.
    /// - Precondition: as many scores as targets, at least one.
    /// - Complexity: O(examples).
    public func meanSquaredError(_ scores: [Node], _ targets: [Double]) -> Node {
        mean(scores, targets) { score, target in pow(sub(score, leaf(target)), 2) }
    }

    /// `strength` times the sum of the squares of the parameters: keeps them small.
    /// - Complexity: O(parameters).
    public func l2Penalty(_ parameters: [Node], _ strength: Double) -> Node {
        mul(dot(parameters, parameters, bias: leaf(0)), leaf(strength))
    }

    private func mean(_ scores: [Node], _ targets: [Double], of loss: (Node, Double) -> Node) -> Node {
        precondition(
            scores.count == targets.count && !scores.isEmpty, "\(scores.count) scores for \(targets.count) targets")
        var sum = leaf(0)
        for index in scores.indices { sum = add(sum, loss(scores[index], targets[index])) }
        return mul(sum, leaf(1 / Double(scores.count)))
    }
}
