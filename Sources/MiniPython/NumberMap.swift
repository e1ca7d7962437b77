/// Values by whole numbers, such as symbols. Swift's own dictionaries take ten times as long to find one: they keep a
/// stranger from choosing keys that get into each other's way, where here there is only the author of the page.
struct NumberMap<Value> {
    private var entries: [(key: UInt64, value: Value)] = []
    /// By hash, the place of a key; -1 where there is none. At most half of them are taken.
    private var slots: [Int32] = []

    init() {}

    var count: Int { entries.count }

    subscript(_ key: UInt64) -> Value? {
        if entries.count <= Self.few {
            for entry in entries where entry.key == key { return entry.value }
            return nil
        }
        let place = slots[slot(of: key)]
        return place < 0 ? nil : entries[Int(place)].value
    }

    subscript(_ symbol: Symbol) -> Value? { self[UInt64(truncatingIfNeeded: symbol.id)] }

    /// So many are looked through without slots.
    private static var few: Int { 4 }

    /// Where the value of a key stands, which is the given one if the key is new.
    mutating func place(of key: UInt64, orNew value: @autoclosure () -> Value) -> Int {
        if entries.count <= Self.few {
            for place in entries.indices where entries[place].key == key { return place }
        } else {
            let place = slots[slot(of: key)]
            if place >= 0 { return Int(place) }
        }
        if entries.isEmpty { entries.reserveCapacity(Self.few) }
        entries.append((key, value()))
        if entries.count > Self.few { addSlot() }
        return entries.count - 1
    }

    mutating func set(_ key: UInt64, _ value: Value) { entries[place(of: key, orNew: value)].value = value }

    /// The value at a place that `place(of:orNew:)` gave.
    subscript(place place: Int) -> Value {
        get { entries[place].value }
        _modify { yield &entries[place].value }
    }

    private mutating func addSlot() {
        let last = entries.count - 1
        if 2 * last >= slots.count {
            slots = Array(repeating: -1, count: Swift.max(16, 2 * slots.count))
            for place in 0..<last { slots[slot(of: entries[place].key)] = Int32(truncatingIfNeeded: place) }
        }
        slots[slot(of: entries[last].key)] = Int32(truncatingIfNeeded: last)
    }

    /// Where the place of a key stands, or would.
    private func slot(of key: UInt64) -> Int {
        var mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        var slot = Int(truncatingIfNeeded: mixed) & (slots.count - 1)
        while slots[slot] >= 0, entries[Int(slots[slot])].key != key { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
