/// A mistake that is typical of a backward pass worked by hand, with the number it leads to. Each is the right sum of
/// products with something in it exchanged, so it can also be asked what it gives to somebody whose upstream gradients
/// are wrong already. It knows nothing of words: who shows it says what it is.
public struct Slip: Sendable, Equatable {
    /// What went wrong, in the order in which they are told.
    public enum Kind: Sendable, CaseIterable {
        /// A factor of a product took itself for its local derivative, and not the other factor.
        case swappedFactor
        /// The local derivative alone, not multiplied by the upstream gradient.
        case missingUpstream
        /// One contribution alone, where several add up: the last replaced the others, or the first was left standing.
        case overwritten
        /// The right size with the wrong sign.
        case sign
        /// The number's value in place of its gradient.
        case value
    }

    /// What went wrong.
    public let kind: Kind
    /// Which of the line's uses it concerns, as indices; for an overwritten sum the one that is left. Empty for `value`.
    public let uses: [Int]
    /// What is there whatever the upstream gradients are.
    public let constant: Double
    /// What the upstream gradient of each use is multiplied by.
    public let factors: [Double]

    /// What the slip leads to.
    /// - Parameter upstreams: the gradients of the users, one for each use.
    public func number(upstreams: [Double]) -> Double {
        var sum = constant
        for (factor, upstream) in zip(factors, upstreams) { sum += factor * upstream }
        return sum
    }
}

extension HandPass {
    /// Uses of one number up to which a slip in each alone is told: of more, half of all numbers would be some slip's.
    private static let severalUses = 4

    /// Every typical mistake in a line, by kind. Some may give the right number, or the same as another.
    /// - Complexity: O(uses²), and never more than a few for each use.
    public func slips(in line: Line) -> [Slip] {
        let locals = line.uses.map { $0.local }
        let none = locals.map { _ in 0.0 }
        let all = Array(line.uses.indices)
        let single = all.count > 1 && all.count <= Self.severalUses ? all.map { [$0] } : []
        var slips: [Slip] = []
        func add(_ kind: Slip.Kind, _ uses: [Int], constant: Double = 0, _ factors: [Double]) {
            slips.append(Slip(kind: kind, uses: uses, constant: constant, factors: factors))
        }
        /// The factors with some of them made anew.
        func changed(_ uses: [Int], _ change: (Int) -> Double) -> [Double] {
            var factors = locals
            for use in uses { factors[use] = change(use) }
            return factors
        }

        let products = all.filter { use in
            let user = graph.nodes[line.uses[use].user]
            return user.op == .mul && user.inputs[0] != user.inputs[1]
        }
        let swaps =
            (products.count > 1 ? [products] : []) + (products.count <= Self.severalUses ? products.map { [$0] } : [])
        for uses in swaps { add(.swappedFactor, uses, changed(uses) { _ in graph.nodes[line.place].data }) }
        for uses in [all] + single {
            var constant = 0.0
            for use in uses { constant += locals[use] }
            add(.missingUpstream, uses, constant: constant, changed(uses) { _ in 0 })
        }
        if all.count > 1 {
            for use in [all.count - 1, 0] {
                var factors = none
                factors[use] = locals[use]
                add(.overwritten, [use], factors)
            }
        }
        for uses in [all] + single { add(.sign, uses, changed(uses) { -locals[$0] }) }
        add(.value, [], constant: graph.nodes[line.place].data, none)
        return slips
    }

    /// The mistakes in a line that can be told from the right answer, with their numbers.
    ///
    /// - Parameters:
    ///   - line: one of the pass's.
    ///   - isSame: whether two numbers pass for each other.
    /// - Returns: in the order of `slips(in:)`. Where two kinds lead to the same number both are there; of one kind, the
    ///   first.
    public func tellableSlips(
        in line: Line, isSame: (_ a: Double, _ b: Double) -> Bool = { $0 == $1 }
    ) -> [(slip: Slip, number: Double)] {
        let upstreams = line.uses.map { gradient(at: $0.user) }
        var told: [(slip: Slip, number: Double)] = []
        for slip in slips(in: line) {
            let number = slip.number(upstreams: upstreams)
            guard number.isFinite, !isSame(number, line.gradient) else { continue }
            if told.contains(where: { $0.slip.kind == slip.kind && isSame($0.number, number) }) { continue }
            told.append((slip, number))
        }
        return told
    }
}
