/// The table behind dicts and sets: keys in insertion order, for dicts the values beside them, and an open-addressing
/// index once there are more than a few. All of it is one block of memory, because programs make small sets by the
/// thousand. Comparing keys may run a program's `__eq__`, so searching is done by `Machine`, with the pieces given here.
struct HashTable: ~Copyable {
    struct Entry {
        var hash: UInt32
        /// Undefined once the entry is removed.
        var key: PyValue
        /// None in a set.
        var value: PyValue
    }

    /// Four bytes of the hash fit into what a value leaves over of its sixteen.
    private struct Key {
        var value: PyValue
        var hash: UInt32
    }

    /// Up to so many entries are compared one after another.
    private static let linearLimit = 8

    private var keys: UnsafeMutablePointer<Key>?
    private var capacity: Int32 = 0
    /// Entries, with those that were removed.
    private var used: Int32 = 0
    private var live: Int32 = 0
    let hasValues: Bool
    /// Whether the keys are in memory that somebody lent.
    private var isLent = false

    init(hasValues: Bool) { self.hasValues = hasValues }

    deinit {
        if let keys {
            keys.deinitialize(count: Int(used))
            if hasValues { Self.values(keys, capacity).deinitialize(count: Int(used)) }
            if !isLent { UnsafeMutableRawPointer(keys).deallocate() }
        }
    }

    /// A set's first keys go into this memory, room for `lentCount`, which must stay where it is as long as the table.
    mutating func lend(_ memory: UnsafeMutableRawPointer) {
        if keys != nil { return }
        keys = memory.assumingMemoryBound(to: Key.self)
        capacity = Self.lentCount
        isLent = true
    }

    static let lentCount: Int32 = 2

    /// Gives lent memory back, before the table goes elsewhere.
    mutating func settle() {
        if isLent { move(to: capacity) }
    }

    var count: Int { Int(live) }

    /// Entries are known by their places, which stay the same until something is added.
    var places: Range<Int> { 0..<Int(used) }

    @inline(__always) func key(at place: Int) -> PyValue { keys.unsafelyUnwrapped[place].value }

    /// Where a key stands, until something is added or removed; only to be read.
    @inline(__always) func keyPlace(_ place: Int) -> UnsafeMutablePointer<PyValue> {
        UnsafeMutableRawPointer(keys.unsafelyUnwrapped + place).assumingMemoryBound(to: PyValue.self)
    }

    /// Where the value of a dict's key stands, until something is added or removed.
    @inline(__always) func valuePlace(_ place: Int) -> UnsafeMutablePointer<PyValue> {
        Self.values(keys.unsafelyUnwrapped, capacity) + place
    }

    /// What decides about the order of a set.
    enum KeyKind { case number, string, tuple, none, hashed, other }

    /// From here on hashes are what is left of longer ones.
    static let wideHash: UInt32 = 0x8000_0000

    @inline(__always) func kindOfKey(at place: Int) -> KeyKind {
        let key = keyPlace(place)
        if let object = key.peeked {
            switch object._withUnsafeGuaranteedRef({ $0.kind }) {
            case .string: return .string
            case .tuple: return .tuple
            case .instance, .exception:
                let isOwn = Unmanaged<PyInstance>.fromOpaque(object.toOpaque())
                    ._withUnsafeGuaranteedRef { !$0.type.hashesByAddress }
                return isOwn ? .hashed : .other
            default: return .other
            }
        }
        switch key.pointee {
        case .int, .bool, .float: return .number
        case .none: return .none
        default: return .other
        }
    }

    @inline(__always) func value(at place: Int) -> PyValue {
        hasValues ? Self.values(keys.unsafelyUnwrapped, capacity)[place] : .none
    }

    @inline(__always) func hash(at place: Int) -> UInt32 { keys.unsafelyUnwrapped[place].hash }

    /// A copy of everything, by place; for what is not done often.
    var entries: [Entry] {
        places.map { Entry(hash: keys.unsafelyUnwrapped[$0].hash, key: key(at: $0), value: value(at: $0)) }
    }

    /// The keys that were not removed and their hashes, in order.
    var liveEntries: [(key: PyValue, hash: UInt32)] {
        var found: [(key: PyValue, hash: UInt32)] = []
        found.reserveCapacity(count)
        for place in places where !isRemoved(place) { found.append((key(at: place), hash(at: place))) }
        return found
    }

    /// The keys that were not removed, in order.
    var liveKeys: [PyValue] {
        var found: [PyValue] = []
        found.reserveCapacity(count)
        for place in places where !isRemoved(place) { found.append(key(at: place)) }
        return found
    }

    @inline(__always) func isRemoved(_ place: Int) -> Bool { keyPlace(place).isUndefined }

    func copy() -> HashTable {
        var copy = HashTable(hasValues: hasValues)
        copy.move(to: capacity)
        for place in places where !isRemoved(place) {
            copy.append(hash: keys.unsafelyUnwrapped[place].hash, key: key(at: place), value: value(at: place))
        }
        return copy
    }

    // MARK: Searching

    /// Where the search for a hash begins.
    @inline(__always) func cursor(_ hash: UInt32) -> Int {
        Int(capacity) <= Self.linearLimit ? 0 : Self.spread(hash) & (Self.indexSize(capacity) - 1)
    }

    /// The next place whose key has the hash; nothing when there is no more.
    @inline(__always) func next(_ hash: UInt32, _ cursor: inout Int) -> Int? {
        guard let keys else { return nil }
        if Int(capacity) <= Self.linearLimit {
            while cursor < Int(used) {
                let place = cursor
                cursor += 1
                if keys[place].hash == hash, !isRemoved(place) { return place }
            }
            return nil
        }
        let index = self.index(keys)
        let mask = Self.indexSize(capacity) - 1
        while true {
            let place = Int(index[cursor & mask])
            if place < 0 { return nil }
            cursor = (cursor + 1) & mask
            if keys[place].hash == hash, !isRemoved(place) { return place }
        }
    }

    /// Whether a program's own code, called in the midst of a search, left everything where it was.
    @inline(__always) func isAsBefore(_ other: Mark) -> Bool {
        UnsafeMutableRawPointer(keys) == other.keys && used == other.used && live == other.live
    }

    struct Mark {
        fileprivate let keys: UnsafeMutableRawPointer?
        fileprivate let used: Int32
        fileprivate let live: Int32
    }

    var mark: Mark { Mark(keys: UnsafeMutableRawPointer(keys), used: used, live: live) }

    private static func spread(_ hash: UInt32) -> Int {
        let mixed = UInt64(hash) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 20 & 0x7FFF_FFFF)
    }

    // MARK: Changing

    @inline(__always) mutating func setValue(_ value: PyValue, at place: Int) {
        Self.values(keys.unsafelyUnwrapped, capacity)[place] = value
    }

    /// Adds a key that is known not to be there.
    mutating func append(hash: UInt32, key: PyValue, value: PyValue) {
        if used == capacity { makeRoom() }
        let keys = keys.unsafelyUnwrapped
        let place = Int(used)
        (keys + place).initialize(to: Key(value: key, hash: hash))
        if hasValues { (Self.values(keys, capacity) + place).initialize(to: value) }
        if Int(capacity) > Self.linearLimit { note(hash, place) }
        used += 1
        live += 1
    }

    /// The same for a set, of a key that is held elsewhere too.
    @inline(__always) mutating func append(hash: UInt32, copying key: UnsafeMutablePointer<PyValue>) {
        if used == capacity { makeRoom() }
        let keys = keys.unsafelyUnwrapped
        let place = Int(used)
        // The hash goes into what the value leaves over.
        (keys + place).initialize(to: Key(value: key.counted(), hash: hash))
        if Int(capacity) > Self.linearLimit { note(hash, place) }
        used += 1
        live += 1
    }

    mutating func remove(at place: Int) {
        let keys = keys.unsafelyUnwrapped
        keys[place].value = .undefined
        if hasValues { Self.values(keys, capacity)[place] = .undefined }
        live -= 1
        if live == 0 {
            self = HashTable(hasValues: hasValues)
        } else if used > 32, live * 4 < used {
            makeRoom()
        }
    }

    mutating func removeAll() { self = HashTable(hasValues: hasValues) }

    /// Every key and value is moved to the worklist or let go.
    mutating func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        guard let keys else { return }
        for place in places { Release.take(&keys[place].value, 1, &work) }
        if hasValues { Release.take(Self.values(keys, capacity), Int(used), &work) }
        // What is left are undefined values, with nothing to end.
        used = 0
        live = 0
    }

    // MARK: Memory

    private static func values(_ keys: UnsafeMutablePointer<Key>, _ capacity: Int32) -> UnsafeMutablePointer<PyValue> {
        UnsafeMutableRawPointer(keys + Int(capacity)).assumingMemoryBound(to: PyValue.self)
    }

    /// Places of keys, -1 for a free cell; behind keys and values.
    private func index(_ keys: UnsafeMutablePointer<Key>) -> UnsafeMutablePointer<Int32> {
        let count = hasValues ? Int(capacity) * 2 : Int(capacity)
        return (UnsafeMutableRawPointer(keys) + count * 16).assumingMemoryBound(to: Int32.self)
    }

    private static func indexSize(_ capacity: Int32) -> Int { Int(capacity) * 2 }

    private func note(_ hash: UInt32, _ place: Int) {
        let index = index(keys.unsafelyUnwrapped)
        let mask = Self.indexSize(capacity) - 1
        var cell = Self.spread(hash) & mask
        while index[cell] >= 0 { cell = (cell + 1) & mask }
        index[cell] = Int32(truncatingIfNeeded: place)
    }

    /// Room for one more, without the entries that were removed. A power of two, and at least half full of live ones
    /// where there are many.
    private mutating func makeRoom() {
        var size: Int32 = hasValues ? 4 : 2
        while size <= live { size *= 2 }
        move(to: size)
    }

    private mutating func move(to size: Int32) {
        precondition(MemoryLayout<Key>.stride == 16 && MemoryLayout<PyValue>.stride == 16)
        if size == 0 { return }
        let isIndexed = Int(size) > Self.linearLimit
        let bytes = Int(size) * (hasValues ? 32 : 16) + (isIndexed ? Self.indexSize(size) * 4 : 0)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
            .bindMemory(to: Key.self, capacity: Int(size))
        let oldKeys = keys
        let oldCapacity = capacity
        let oldUsed = Int(used)
        let wasLent = isLent
        isLent = false
        keys = larger
        capacity = size
        used = 0
        if isIndexed { index(larger).initialize(repeating: -1, count: Self.indexSize(size)) }
        guard let oldKeys else { return }
        for place in 0..<oldUsed {
            let key = (oldKeys + place).move()
            if hasValues {
                let value = (Self.values(oldKeys, oldCapacity) + place).move()
                if key.value.isUndefined { continue }
                (Self.values(larger, size) + Int(used)).initialize(to: value)
            } else if key.value.isUndefined {
                continue
            }
            if isIndexed { note(key.hash, Int(used)) }
            (larger + Int(used)).initialize(to: key)
            used += 1
        }
        if !wasLent { UnsafeMutableRawPointer(oldKeys).deallocate() }
    }
}
