/// The table behind dicts and sets: entries in insertion order and an open-addressing index into them. Comparing keys
/// may run a program's `__eq__`, so searching is done by `Machine`, with the pieces given here.
struct HashTable {
    struct Entry {
        var hash: Int
        /// Undefined once the entry is removed.
        var key: PyValue
        var value: PyValue
    }

    private(set) var entries: [Entry] = []
    /// Places in `entries`, -1 for a free cell. A power of two in size.
    private var index: [Int32] = []
    private(set) var count = 0

    /// Cells to look at for a hash: the first one.
    @inline(__always) func firstCell(_ hash: Int) -> Int {
        index.isEmpty ? 0 : Self.spread(hash) & (index.count - 1)
    }

    @inline(__always) func nextCell(_ cell: Int) -> Int { (cell + 1) & (index.count - 1) }

    /// The entry a cell leads to; nothing where the search ends.
    @inline(__always) func place(inCell cell: Int) -> Int? {
        guard cell < index.count else { return nil }
        let place = index[cell]
        return place < 0 ? nil : Int(place)
    }

    private static func spread(_ hash: Int) -> Int {
        let mixed = UInt64(truncatingIfNeeded: hash) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 20 & 0x7FFF_FFFF)
    }

    mutating func setValue(_ value: PyValue, at place: Int) { entries[place].value = value }

    /// Adds a key that is known not to be there.
    mutating func append(hash: Int, key: PyValue, value: PyValue) {
        if (entries.count + 1) * 3 >= index.count * 2 { rebuild() }
        insertIndex(hash, entries.count)
        entries.append(Entry(hash: hash, key: key, value: value))
        count += 1
    }

    private mutating func insertIndex(_ hash: Int, _ place: Int) {
        var cell = firstCell(hash)
        while index[cell] >= 0 { cell = nextCell(cell) }
        index[cell] = Int32(truncatingIfNeeded: place)
    }

    mutating func remove(at place: Int) {
        entries[place].key = .undefined
        entries[place].value = .undefined
        count -= 1
        if count == 0 {
            entries.removeAll(keepingCapacity: true)
            for cell in index.indices { index[cell] = -1 }
        } else if entries.count > 32, count * 4 < entries.count {
            rebuild()
        }
    }

    mutating func removeAll() { self = HashTable() }

    private mutating func rebuild() {
        if count < entries.count { entries.removeAll { $0.key.isUndefined } }
        var size = 8
        while size < (count + 1) * 3 { size *= 2 }
        index = [Int32](repeating: -1, count: size)
        for place in entries.indices { insertIndex(entries[place].hash, place) }
    }

    /// Room for removed entries is given back only by `rebuild`; iterators hold places, which it would change.
    var places: Range<Int> { entries.indices }
}
