/// The order in which CPython walks a set of numbers: by place in its hash table. Numbers hash to the same values in
/// every run, so the order is defined, and programs do print such sets; this replays CPython 3.11's `setobject.c`. So do
/// instances whose `__hash__` gives a number of the program's.
extension PySet {
    func numberOrder() throws(Fault) -> [PyValue] {
        let items = table.liveKeys
        let hashes = table.liveEntries.map { $0.key.object == nil ? NumberHash.number($0.key) : Int64($0.hash) }
        guard !hasHistory else {
            let what = items.contains { $0.object != nil } ? "objects with a '__hash__' of their own" : "numbers"
            throw .unsupported(
                "the order of a set of \(what) after removals or set operations", note: "use sorted(…)")
        }
        var table = [Int?](repeating: nil, count: 8)
        for (place, hash) in hashes.enumerated() {
            Self.insert(place, hash, &table)
            let fill = place + 1
            if fill * 5 >= (table.count - 1) * 3 { Self.grow(&table, used: fill, hashes) }
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

    private static func grow(_ table: inout [Int?], used: Int, _ hashes: [Int64]) {
        let wanted = used > 50_000 ? used * 2 : used * 4
        var size = 8
        while size <= wanted { size *= 2 }
        let old = table
        table = [Int?](repeating: nil, count: size)
        for case let place? in old { insert(place, hashes[place], &table) }
    }
}
