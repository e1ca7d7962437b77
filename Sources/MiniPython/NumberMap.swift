/// Values by whole numbers, such as symbols. Swift's own dictionaries take ten times as long to find one: they keep a
/// stranger from choosing keys that get into each other's way, where here there is only the author of the page.
struct NumberMap<Value> {
    private var keys: [UInt64] = []
    private var values: [Value] = []
    /// By hash, the place of a key; -1 where there is none. At most half of them are taken.
    private var slots: [Int32] = []

    init() {}

    var count: Int { keys.count }

    subscript(_ key: UInt64) -> Value? {
        if keys.count <= Self.few {
            for place in keys.indices where keys[place] == key { return values[place] }
            return nil
        }
        let place = slots[slot(of: key)]
        return place < 0 ? nil : values[Int(place)]
    }

    subscript(_ symbol: Symbol) -> Value? { self[UInt64(truncatingIfNeeded: symbol.id)] }

    /// So many are looked through without slots.
    private static var few: Int { 4 }

    /// Where the value of a key stands, which is the given one if the key is new.
    mutating func place(of key: UInt64, orNew value: @autoclosure () -> Value) -> Int {
        if keys.count <= Self.few {
            for place in keys.indices where keys[place] == key { return place }
        } else {
            let place = slots[slot(of: key)]
            if place >= 0 { return Int(place) }
        }
        keys.append(key)
        values.append(value())
        if keys.count > Self.few { addSlot() }
        return keys.count - 1
    }

    mutating func set(_ key: UInt64, _ value: Value) { values[place(of: key, orNew: value)] = value }

    /// The value at a place that `place(of:orNew:)` gave.
    subscript(place place: Int) -> Value {
        get { values[place] }
        _modify { yield &values[place] }
    }

    private mutating func addSlot() {
        if 2 * keys.count > slots.count {
            slots = Array(repeating: -1, count: Swift.max(16, 2 * slots.count))
            for place in keys.indices { slots[slot(of: keys[place])] = Int32(truncatingIfNeeded: place) }
        } else {
            slots[slot(of: keys[keys.count - 1])] = Int32(truncatingIfNeeded: keys.count - 1)
        }
    }

    /// Where the place of a key stands, or would.
    private func slot(of key: UInt64) -> Int {
        var mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        var slot = Int(truncatingIfNeeded: mixed) & (slots.count - 1)
        while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
