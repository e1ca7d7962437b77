/// Sorting, for `sorted` and `list.sort`: the keys first, then CPython's comparisons in CPython's order, which shows
/// when comparing prints or fails, or when the order is none, as with nan. It knows nothing of lists; what it holds after
/// a failure is what CPython would leave in one.
struct Sort {
    private let machine: Machine
    private var pairs: [(key: PyValue, item: PyValue)]
    private let key: PyValue
    private let isReversed: Bool
    /// Runs this long are made by insertion; beyond, CPython merges by a rule that only inconsistent orders tell apart.
    private static let run = 64

    init(_ items: [PyValue], _ arguments: Arguments, _ machine: Machine) throws(Fault) {
        self.machine = machine
        isReversed =
            try arguments.keyword(.reverse).map { value throws(Fault) in try machine.shortInteger(value) != 0 } ?? false
        pairs = items.map { ($0, $0) }
        key = arguments.keyword(.key) ?? .none
    }

    var items: [PyValue] { pairs.map { $0.item } }

    /// - Complexity: O(n log n) comparisons.
    mutating func run() throws(Fault) {
        if !key.isNone {
            for index in pairs.indices { pairs[index].key = try machine.call(key, [pairs[index].item]) }
        }
        // Reversing before and after keeps equal items in order.
        if isReversed { pairs.reverse() }
        do throws(Fault) {
            if pairs.count >= Self.run { try refuseNan() }
            var start = 0
            while start < pairs.count {
                try insertionSort(start, min(start + Self.run, pairs.count))
                start += Self.run
            }
            try merge()
        } catch {
            if isReversed { pairs.reverse() }
            throw error
        }
        if isReversed { pairs.reverse() }
    }

    private func refuseNan() throws(Fault) {
        for pair in pairs {
            if case .float(let number) = pair.key, number.isNaN {
                throw .unsupported("sorting \(Self.run) or more numbers with nan among them", note: "nan has no order")
            }
        }
    }

    /// The run at the beginning is taken as it is, or turned round; what follows is put in its place by halving.
    private mutating func insertionSort(_ start: Int, _ end: Int) throws(Fault) {
        try machine.charge(end - start)
        guard end - start > 1 else { return }
        var sorted = start + 2
        if try isLess(start + 1, start) {
            while sorted < end, try isLess(sorted, sorted - 1) { sorted += 1 }
            pairs[start..<sorted].reverse()
        } else {
            while sorted < end, try !isLess(sorted, sorted - 1) { sorted += 1 }
        }
        while sorted < end {
            let pair = pairs[sorted]
            var left = start
            var right = sorted
            while left < right {
                let middle = left + (right - left) / 2
                if try machine.isLess(pair.key, pairs[middle].key) { right = middle } else { left = middle + 1 }
            }
            // Within the run: removing and inserting would move all that stands behind it.
            for place in stride(from: sorted, to: left, by: -1) { pairs[place] = pairs[place - 1] }
            pairs[left] = pair
            sorted += 1
        }
    }

    private func isLess(_ a: Int, _ b: Int) throws(Fault) -> Bool { try machine.isLess(pairs[a].key, pairs[b].key) }

    /// Sorted runs, two by two.
    private mutating func merge() throws(Fault) {
        var width = Self.run
        while width < pairs.count {
            var merged: [(key: PyValue, item: PyValue)] = []
            merged.reserveCapacity(pairs.count)
            var start = 0
            while start < pairs.count {
                let middle = min(start + width, pairs.count)
                let end = min(start + 2 * width, pairs.count)
                var left = start
                var right = middle
                try machine.charge(end - start)
                while left < middle, right < end {
                    if try machine.isLess(pairs[right].key, pairs[left].key) {
                        merged.append(pairs[right])
                        right += 1
                    } else {
                        merged.append(pairs[left])
                        left += 1
                    }
                }
                merged += pairs[left..<middle]
                merged += pairs[right..<end]
                start = end
            }
            pairs = merged
            width *= 2
        }
    }
}
