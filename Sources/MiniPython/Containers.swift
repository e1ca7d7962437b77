// Lists, tuples, dicts and sets as objects: what they hold, and how they let go of it. What their methods do is in the
// files of those names.

final class PyList: PyContainer {
    @exclusivity(unchecked) var items: [PyValue]

    init(_ items: [PyValue]) {
        self.items = items
        super.init(.list)
    }

    /// Where an item stands until the list is changed; only to be read.
    @inline(__always) func place(_ index: Int) -> UnsafeMutablePointer<PyValue> {
        items.withUnsafeBufferPointer { UnsafeMutablePointer(mutating: $0.baseAddress.unsafelyUnwrapped + index) }
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) { Release.take(&items, &work) }

    deinit { Release.drain(&items) }
}

final class PyTuple: PyObject {
    /// The items, once somebody has wanted them as an array; of long tuples from the beginning.
    @exclusivity(unchecked) private var array: [PyValue]
    /// Room for two items: most tuples are pairs, gone as soon as they are unpacked.
    @exclusivity(unchecked) private var room: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// How many items are there; 0 when they are in the array.
    @exclusivity(unchecked) private var roomCount = 0

    static let roomLimit = 2

    init(_ items: [PyValue]) {
        array = items
        super.init(.tuple)
    }

    /// Takes over what stands in one or two places, which hold nothing afterwards.
    init(moving items: UnsafeMutablePointer<PyValue>, _ count: Int) {
        array = []
        super.init(.tuple)
        roomPlace.moveInitialize(from: items, count: count)
        roomCount = count
    }

    init(_ first: __owned PyValue, _ second: __owned PyValue) {
        array = []
        super.init(.tuple)
        roomPlace.initialize(to: first)
        (roomPlace + 1).initialize(to: second)
        roomCount = 2
    }

    @inline(__always) private var roomPlace: UnsafeMutablePointer<PyValue> {
        withUnsafeMutablePointer(to: &room) { UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyValue.self) }
    }

    var items: [PyValue] {
        if roomCount > 0 {
            array = [PyValue](unsafeUninitializedCapacity: roomCount) { buffer, count in
                buffer.baseAddress?.moveInitialize(from: roomPlace, count: roomCount)
                count = roomCount
            }
            roomCount = 0
        }
        return array
    }

    @inline(__always) var count: Int { roomCount > 0 ? roomCount : array.count }

    /// Where an item stands until `items` is asked for; only to be read.
    @inline(__always) func place(_ index: Int) -> UnsafeMutablePointer<PyValue> {
        if roomCount > 0 { return roomPlace + index }
        return array.withUnsafeBufferPointer {
            UnsafeMutablePointer(mutating: $0.baseAddress.unsafelyUnwrapped + index)
        }
    }

    @inline(__always) func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        if roomCount > 0 {
            Release.take(roomPlace, roomCount, &work)
            roomCount = 0
        } else {
            Release.take(&array, &work)
        }
    }

    deinit {
        if roomCount > 0 { Release.drain(roomPlace, roomCount) } else { Release.drain(&array) }
    }
}

/// What a dict and a set have in common: the table in which the machine looks.
class PyTable: PyContainer {
    @exclusivity(unchecked) final var table: HashTable

    fileprivate init(_ kind: Kind, hasValues: Bool) {
        table = HashTable(hasValues: hasValues)
        super.init(kind)
    }

    /// Each gets what the other held.
    final func exchange(with other: PyTable) {
        table.settle()
        other.table.settle()
        swap(&table, &other.table)
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) {
        table.giveUp(&work)
        table.removeAll()
    }

    deinit { Release.drain(&table) }
}

final class PyDict: PyTable {
    init() { super.init(.dict, hasValues: true) }
}

final class PySet: PyTable {
    /// Whether anything but additions happened to it, which leaves traces in the order CPython shows.
    @exclusivity(unchecked) var hasHistory = false
    /// Room for two items: the graphs that programs make have sets of no more by the thousand.
    @exclusivity(unchecked) private var room: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {
        super.init(.set, hasValues: false)
        withUnsafeMutablePointer(to: &room) { table.lend(UnsafeMutableRawPointer($0)) }
    }
}
