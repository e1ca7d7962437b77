/// The order in which CPython walks a set of numbers: by place in its hash table. Numbers hash to the same values in
/// every run, so the order is defined, and programs do print such sets; this replays CPython 3.11's `setobject.c`.
extension PySet {
    /// - Parameter items: in order of insertion.
    func numberOrder(_ items: [PyValue]) throws(Fault) -> [PyValue] {
        guard !hasHistory else {
            throw .unsupported(
                "the order of a set of numbers after removals or set operations", note: "use sorted(…)")
        }
        var table = [Int?](repeating: nil, count: 8)
        for (place, item) in items.enumerated() {
            Self.insert(place, NumberHash.number(item), &table)
            let fill = place + 1
            if fill * 5 >= (table.count - 1) * 3 { Self.grow(&table, used: fill, items) }
        }
        return table.compactMap { $0.map { items[$0] } }
    }

    private static func insert(_ place: Int, _ hash: Int64, _ table: inout [Int?]) {
        let mask = table.count - 1
        var perturb = UInt64(bitPattern: hash)
        var index = Int(truncatingIfNeeded: hash & Int64(mask))
        while true {
            // A short run of neighbours is tried first, for the sake of the processor's cache.
            let last = index + 9 <= mask ? index + 9 : index
            for cell in index...last where table[cell] == nil {
                table[cell] = place
                return
            }
            perturb >>= 5
            index = Int(truncatingIfNeeded: (UInt64(index) &* 5 &+ 1 &+ perturb) & UInt64(mask))
        }
    }

    private static func grow(_ table: inout [Int?], used: Int, _ items: [PyValue]) {
        let wanted = used > 50_000 ? used * 2 : used * 4
        var size = 8
        while size <= wanted { size *= 2 }
        let old = table
        table = [Int?](repeating: nil, count: size)
        for case let place? in old { insert(place, NumberHash.number(items[place]), &table) }
    }
}
