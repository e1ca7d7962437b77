/// Which attribute of an instance stands in which slot. Instances that got the same attributes in the same order share
/// a shape, so a site that has seen it once finds the slot without a lookup. The shapes of a class form a tree whose
/// root the class holds.
final class Shape {
    let id: UInt32
    let symbols: [Symbol]
    let count: Int
    @exclusivity(unchecked) private var successors: [Shape] = []

    init(id: UInt32, _ symbols: [Symbol] = []) {
        self.id = id
        self.symbols = symbols
        count = symbols.count
    }

    /// Objects have a handful of attributes: looking through them is quicker than any table.
    func place(_ symbol: Symbol) -> Int? { symbols.firstIndex(of: symbol) }

    /// This shape and one attribute more.
    func adding(_ symbol: Symbol, nextID: () -> UInt32) -> Shape {
        for successor in successors where successor.symbols[count] == symbol { return successor }
        let shape = Shape(id: nextID(), symbols + [symbol])
        successors.append(shape)
        return shape
    }
}

/// An object of a class the program defined.
class PyInstance: PyContainer {
    /// Not counted, and neither is the shape: the machine keeps every class it has made, and a class its shapes.
    final private let typeReference: Unmanaged<PyType>
    @exclusivity(unchecked) final private var shapeReference: Unmanaged<Shape>
    /// One for each symbol of the shape, and room for more. Only sites that know the shape may use it without looking.
    @exclusivity(unchecked) final private(set) var slots: UnsafeMutablePointer<PyValue>
    @exclusivity(unchecked) final private var capacity: UInt32
    /// Whether the slots are memory of their own rather than a part of the object.
    @exclusivity(unchecked) final private var ownsSlots = true

    init(_ type: PyType, kind: Kind = .instance) {
        typeReference = Unmanaged.passUnretained(type)
        shapeReference = type.rootShapeReference
        let room = type.slotCapacity
        capacity = UInt32(truncatingIfNeeded: room)
        slots = .allocate(capacity: room)
        super.init(kind)
    }

    /// With slots that are part of the object.
    fileprivate init(_ type: PyType, _ room: UnsafeMutablePointer<PyValue>) {
        typeReference = Unmanaged.passUnretained(type)
        shapeReference = type.rootShapeReference
        capacity = 0
        slots = room
        ownsSlots = false
        super.init(.instance)
    }

    fileprivate final func settle(_ room: UnsafeMutableRawPointer, _ capacity: Int) {
        slots = room.assumingMemoryBound(to: PyValue.self)
        self.capacity = UInt32(truncatingIfNeeded: capacity)
    }

    /// An instance with room for as many attributes as those before it had.
    static func make(_ type: PyType) -> PyInstance {
        switch type.slotCapacity {
        case 1, 2: PyInstanceOf2(type)
        case 3, 4: PyInstanceOf4(type)
        case 5, 6: PyInstanceOf6(type)
        default: PyInstance(type)
        }
    }

    /// The class, not counted.
    @inline(__always) final var typeObject: Unmanaged<PyObject> { .fromOpaque(typeReference.toOpaque()) }

    @inline(__always) final var type: PyType { typeReference._withUnsafeGuaranteedRef { $0 } }
    @inline(__always) final func isInstance(of type: Unmanaged<PyType>) -> Bool {
        typeReference.toOpaque() == type.toOpaque()
            || typeReference._withUnsafeGuaranteedRef { own in
                type._withUnsafeGuaranteedRef { own.isSubtype(of: $0) }
            }
    }

    @inline(__always) final var shape: Shape { shapeReference._withUnsafeGuaranteedRef { $0 } }
    @inline(__always) final var shapeID: UInt32 { shapeReference._withUnsafeGuaranteedRef { $0.id } }
    final var slotCount: Int { shapeReference._withUnsafeGuaranteedRef { $0.count } }

    /// Takes on a shape with one symbol more than the present one has, whose value is to be put into the place given.
    final func grow(to shape: Unmanaged<Shape>) -> UnsafeMutablePointer<PyValue> {
        let count = slotCount
        if count == Int(capacity) {
            capacity = max(4, capacity * 2)
            let larger = UnsafeMutablePointer<PyValue>.allocate(capacity: Int(capacity))
            larger.moveInitialize(from: slots, count: count)
            if ownsSlots { slots.deallocate() }
            ownsSlots = true
            slots = larger
        }
        (slots + count).initialize(to: .undefined)
        shapeReference = shape
        typeReference._withUnsafeGuaranteedRef { if count >= $0.slotCapacity { $0.slotCapacity = count + 1 } }
        return slots + count
    }

    /// Takes on a shape without the symbol that had the slot `place`.
    final func shrink(to shape: Shape, without place: Int) {
        let count = slotCount
        for slot in place..<count - 1 { slots[slot] = slots[slot + 1] }
        (slots + (count - 1)).deinitialize(count: 1)
        shapeReference = Unmanaged.passUnretained(shape)
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) {
        let count = slotCount
        shapeReference = typeReference._withUnsafeGuaranteedRef { $0.rootShapeReference }
        Release.take(slots, count, &work)
    }

    deinit {
        Release.drain(slots, slotCount)
        // What is left are undefined values, with nothing to end.
        if ownsSlots { slots.deallocate() }
    }
}

// Instances whose slots are part of them: one piece of memory to find where there would be two. The room is plain
// numbers for Swift, which therefore leaves it alone; `PyInstance` begins and ends the values in it.

private final class PyInstanceOf2: PyInstance {
    @exclusivity(unchecked) private var room: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ type: PyType) {
        super.init(type, type.noSlots)
        withUnsafeMutablePointer(to: &room) { settle(UnsafeMutableRawPointer($0), 2) }
    }
}

private final class PyInstanceOf4: PyInstance {
    @exclusivity(unchecked) private var room: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0, 0, 0, 0, 0, 0, 0, 0
    )

    init(_ type: PyType) {
        super.init(type, type.noSlots)
        withUnsafeMutablePointer(to: &room) { settle(UnsafeMutableRawPointer($0), 4) }
    }
}

private final class PyInstanceOf6: PyInstance {
    @exclusivity(unchecked) private var room:
        (
            UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
        ) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    init(_ type: PyType) {
        super.init(type, type.noSlots)
        withUnsafeMutablePointer(to: &room) { settle(UnsafeMutableRawPointer($0), 6) }
    }
}
