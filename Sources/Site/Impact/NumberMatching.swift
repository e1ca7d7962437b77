/// Which number of a page is which number of its earlier build. Lines do not count, for they move with every edit; what a
/// number is and the order among its equals do. So where a page was not edited each number meets its own predecessor,
/// whatever its value, and no two that traded values are taken for unchanged.
struct NumberMatching {
    /// For each number of the later page, the index of its partner on the earlier one; nil where there is none.
    private(set) var partners: [Int?]

    private let old: [NumberEntry]
    private let new: [NumberEntry]
    private var isTaken: [Bool]

    init(old: [NumberEntry], new: [NumberEntry]) {
        self.old = old
        self.new = new
        partners = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
        match { [$0.role.rawValue, $0.expression, $0.card ?? "", $0.row ?? "", $0.cell ?? ""] }
        // A number that went from the text into a table, say.
        match { $0.row == nil && $0.role != .output ? [$0.expression] : nil }
        // A line that an edited statement prints.
        match { $0.role == .output ? [] : nil }
    }

    /// Matches the numbers that are still alone and have the same key; nil leaves one alone.
    private mutating func match(_ key: (NumberEntry) -> [String]?) {
        var groups: [[String]: (old: [Int], new: [Int])] = [:]
        for index in old.indices where !isTaken[index] {
            if let key = key(old[index]) { groups[key, default: ([], [])].old.append(index) }
        }
        for index in new.indices where partners[index] == nil {
            if let key = key(new[index]) { groups[key, default: ([], [])].new.append(index) }
        }
        // The groups have no number in common, so their order does not matter.
        for group in groups.values {
            for (old, new) in aligned(group.old, group.new) {
                partners[new] = old
                isTaken[old] = true
            }
        }
    }

    /// In order; where one side has more, so that as many as possible have the value they had.
    private func aligned(_ olds: [Int], _ news: [Int]) -> [(old: Int, new: Int)] {
        let limit = 1_000_000
        if olds.count == news.count || olds.isEmpty || news.isEmpty || olds.count > limit / news.count {
            return Array(zip(olds, news)).map { (old: $0, new: $1) }
        }
        // best[i][j]: of the olds from i on and the news from j on. A pair of equals counts for more than any number of
        // pairs that differ, and a pair that differs for more than two that are left alone.
        let weight = min(olds.count, news.count) + 1
        let width = news.count + 1
        var best = [Int](repeating: 0, count: (olds.count + 1) * width)
        func gain(_ i: Int, _ j: Int) -> Int { old[olds[i]].value == new[news[j]].value ? weight : 1 }
        for i in olds.indices.reversed() {
            for j in news.indices.reversed() {
                best[i * width + j] = max(
                    gain(i, j) + best[(i + 1) * width + j + 1], best[(i + 1) * width + j], best[i * width + j + 1])
            }
        }
        var pairs: [(old: Int, new: Int)] = []
        var (i, j) = (0, 0)
        while i < olds.count, j < news.count {
            if best[i * width + j] == gain(i, j) + best[(i + 1) * width + j + 1] {
                pairs.append((olds[i], news[j]))
                (i, j) = (i + 1, j + 1)
            } else if best[i * width + j] == best[(i + 1) * width + j] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
