/// A share of a site's lessons, `K/N`, for one of several machines that build the site together. Whose a lesson is follows from
/// its place in the site and from nothing of the machine. Lessons are dealt out in turn, like playing cards: neighbours cost
/// alike, a chapter that trains networks as much as its lessons do, so each shard gets its part of every chapter, and no two
/// shards differ by more than a lesson. How long a lesson takes cannot be told from its size, so sizes are not asked.
public struct Shard: Sendable, Equatable {
    /// From 1.
    public let number: Int
    public let count: Int

    /// Nil for what is no share: `K/N` has 1 ≤ K ≤ N.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let number = Int(parts[0]), let count = Int(parts[1]), number >= 1, number <= count
        else { return nil }
        self.number = number
        self.count = count
    }

    public var text: String { "\(number)/\(count)" }

    /// Whether a lesson is in it.
    /// - Parameter lesson: its index among all lessons of the site, in their order, from 0.
    public func contains(lesson: Int) -> Bool { lesson % count == number - 1 }
}
