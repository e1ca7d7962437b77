/// What a number was before the program replaced it. A fused sum saves no products, so a graph that is shown after a step
/// of training would show what the products would be now; with this they are what the sum was made of.
struct ReplacedData {
    /// How many numbers were on the tape when it was replaced.
    var count: Int
    let data: Double
}

extension Tape {
    /// Replaces a number's value as `setData` does, and remembers the old one for the graphs of fused sums that were made
    /// of it. For programs whose graphs are shown.
    /// - Complexity: O(1)
    public func replaceData(_ node: Node, _ data: Double) {
        let index = place(node)
        if let last = sums.last, Int(last.place) > index {
            let known = replaced[UInt32(index)]?.last?.count ?? 0
            // Between two replacements without a sum nobody saw the number.
            if known <= Int(last.place) {
                replaced[UInt32(index), default: []].append(ReplacedData(count: used, data: records[index].data))
                hasNotes = true
            }
        }
        records[index].data = data
    }

    /// What a number was when a later one was made.
    func data(of index: Int, whenMade later: Int) -> Double {
        if !replaced.isEmpty, let entries = replaced[UInt32(index)] {
            for entry in entries where entry.count > later { return entry.data }
        }
        return records[index].data
    }

    /// Forgets what concerns dropped numbers.
    func forgetReplaced(from count: Int) {
        guard !replaced.isEmpty else { return }
        replaced = replaced.filter { $0.key < count }.mapValues { entries in
            entries.map { ReplacedData(count: Swift.min($0.count, count), data: $0.data) }
        }
    }

    /// What is left after numbers moved.
    /// - Parameter moved: for each place, and for the end, how many of the numbers below it stayed.
    func moveReplaced(_ moved: [UInt32]) {
        guard let first = sums.first, !replaced.isEmpty else {
            replaced = [:]
            return
        }
        var kept: [UInt32: [ReplacedData]] = [:]
        for (place, entries) in replaced where moved[Int(place) + 1] > moved[Int(place)] {
            let seen = entries.map { ReplacedData(count: Int(moved[$0.count]), data: $0.data) }
                .filter { $0.count > Int(first.place) }
            if !seen.isEmpty { kept[moved[Int(place)]] = seen }
        }
        replaced = kept
    }
}
