/// An object that can be changed after it was made, and so can come to refer to itself: every cycle of references goes
/// through one. Swift frees what nothing refers to; what only a cycle refers to is found by `Collector`, which must be
/// able to see all of them. So they stand in a ring, which costs two words each and no search when one is freed.
class PyContainer: PyObject {
    @exclusivity(unchecked) fileprivate final var next: Unmanaged<PyContainer>?
    @exclusivity(unchecked) fileprivate final var previous: Unmanaged<PyContainer>?

    /// Drops whatever it refers to. What dies with that and holds others goes to the worklist, for `Release.finish`.
    func clear(_ work: inout [Unmanaged<PyObject>]) {}

    /// Whether the collector knows of it.
    @inline(__always) final var isKnown: Bool { next != nil }

    @inline(__always) fileprivate final func enterRing(after other: Unmanaged<PyContainer>) {
        let following = other._withUnsafeGuaranteedRef { $0.next }
        next = following
        previous = other
        other._withUnsafeGuaranteedRef { $0.next = Unmanaged.passUnretained(self) }
        following?._withUnsafeGuaranteedRef { $0.previous = Unmanaged.passUnretained(self) }
    }

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
        object.enterRing(after: Unmanaged.passUnretained(ring))
        made += 1
    }

    /// Empties every container that does not bear the colour of those in use, which frees them all.
    /// - Parameter limit: how many are to be made before it is time again.
    mutating func clear(exceptColour colour: UInt8, limit: Int) {
        // Emptying one frees others, perhaps the next: so the place is kept by a mark in the ring, which nobody frees.
        // Those in use are passed without being counted.
        let mark = PyContainer(.cell)
        var work: [Unmanaged<PyObject>] = []
        let end = Unmanaged.passUnretained(ring).toOpaque()
        var place = ring.next
        while let object = place, object.toOpaque() != end {
            place = object._withUnsafeGuaranteedRef { $0.next }
            if object._withUnsafeGuaranteedRef({ $0.colour }) == colour { continue }
            mark.enterRing(after: object)
            object.hold()
            object._withUnsafeGuaranteedRef { $0.clear(&work) }
            Release.finish(&work)
            object.letGo()
            place = mark.next
            mark.leaveRing()
        }
        made = 0
        self.limit = limit
    }

    /// Empties every container, so that cycles do not outlive the namespace.
    func clearAll() {
        var all: [Unmanaged<PyContainer>] = []
        let end = Unmanaged.passUnretained(ring).toOpaque()
        var place = ring.next
        while let object = place, object.toOpaque() != end {
            place = object._withUnsafeGuaranteedRef { $0.next }
            object.hold()
            all.append(object)
        }
        var work: [Unmanaged<PyObject>] = []
        for object in all {
            object._withUnsafeGuaranteedRef {
                $0.leaveRing()
                $0.clear(&work)
            }
            Release.finish(&work)
            object.letGo()
        }
        ring.next = nil
        ring.previous = nil
    }
}
