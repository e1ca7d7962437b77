// Lists, tuples, dicts and sets as objects: what they hold, and how they let go of it. What their methods do is in the
// files of those names.

final class PyList: PyContainer {
    @exclusivity(unchecked) var items: [PyValue]

    init(_ items: [PyValue]) {
        self.items = items
        super.init(.list)
    }

    override func clear(_ work: inout [PyObject]) { Release.take(&items, &work) }

    deinit { Release.drain(&items) }
}

final class PyTuple: PyObject {
    @exclusivity(unchecked) var items: [PyValue]

    init(_ items: [PyValue]) {
        self.items = items
        super.init(.tuple)
    }

    deinit { Release.drain(&items) }
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

    override func clear(_ work: inout [PyObject]) {
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
