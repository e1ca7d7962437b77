/// An object that can be changed after it was made, and so can come to refer to itself: every cycle of references goes
/// through one. Swift frees what nothing refers to; what only a cycle refers to is found by `Collector`, which must be
/// able to see all of them. So they stand in a ring, which costs two words each and no search when one is freed.
class PyContainer: PyObject {
    @exclusivity(unchecked) fileprivate final var next: Unmanaged<PyContainer>?
    @exclusivity(unchecked) fileprivate final var previous: Unmanaged<PyContainer>?

    /// Drops whatever it refers to.
    func clear() {}

    /// Whether the collector knows of it.
    @inline(__always) final var isKnown: Bool { next != nil }

    fileprivate final func leaveRing() {
        guard let next, let previous else { return }
        next._withUnsafeGuaranteedRef { $0.previous = previous }
        previous._withUnsafeGuaranteedRef { $0.next = next }
        self.next = nil
        self.previous = nil
    }

    deinit { leaveRing() }
}

/// The containers of one namespace, in a ring, and how many were made since they were last looked through.
struct Heap {
    /// The ring's beginning; it is no program's object.
    private let ring = PyContainer(.cell)
    /// Containers made since the last collection.
    private(set) var made = 0
    /// How many of them are worth a collection.
    private var limit: Int

    init(limit: Int) {
        self.limit = limit
        ring.next = Unmanaged.passUnretained(ring)
        ring.previous = Unmanaged.passUnretained(ring)
    }

    var isDue: Bool { made >= limit }

    /// The youngest container.
    var first: PyContainer? {
        guard let first = ring.next?.takeUnretainedValue(), first !== ring else { return nil }
        return first
    }

    /// - Complexity: O(containers).
    var count: Int {
        var count = 0
        var place = ring.next
        while let object = place?.takeUnretainedValue(), object !== ring {
            place = object.next
            count += 1
        }
        return count
    }

    @inline(__always) mutating func add(_ object: PyContainer) {
        let first = ring.next
        object.next = first
        object.previous = Unmanaged.passUnretained(ring)
        ring.next = Unmanaged.passUnretained(object)
        first?._withUnsafeGuaranteedRef { $0.previous = Unmanaged.passUnretained(object) }
        made += 1
    }

    /// Empties every container that does not bear the colour of those in use, which frees them all.
    /// - Parameter limit: how many are to be made before it is time again.
    mutating func clear(exceptColour colour: UInt8, limit: Int) {
        // Held until all are empty, since emptying one frees others. Those in use are passed without being counted.
        var garbage: [PyContainer] = []
        garbage.reserveCapacity(made)
        let end = Unmanaged.passUnretained(ring).toOpaque()
        var place = ring.next
        while let object = place, object.toOpaque() != end {
            place = object._withUnsafeGuaranteedRef { $0.next }
            if object._withUnsafeGuaranteedRef({ $0.colour }) != colour { garbage.append(object.takeUnretainedValue()) }
        }
        for object in garbage { object.clear() }
        made = 0
        self.limit = limit
    }

    /// Empties every container, so that cycles do not outlive the namespace.
    func clearAll() {
        var all: [PyContainer] = []
        var place = ring.next
        while let object = place?.takeUnretainedValue(), object !== ring {
            place = object.next
            all.append(object)
        }
        for object in all {
            object.leaveRing()
            object.clear()
        }
        ring.next = nil
        ring.previous = nil
    }
}
