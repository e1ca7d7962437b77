/// A class: a built-in type, an exception class, or one the program defined.
final class PyType: PyContainer {
    let name: String
    /// With the names of the classes and functions around it.
    let path: String
    let base: PyType?
    /// The same, for walks that count no references.
    private let above: Unmanaged<PyType>?
    let native: NativeType
    /// Where CPython defines it; empty for Python's own types.
    let moduleName: String
    let isUserDefined: Bool
    /// In order of definition.
    @exclusivity(unchecked) var attributes: [(symbol: Symbol, value: PyValue)] = []
    /// Places in `attributes` by the number of the symbol, -1 for none. Classes are few and their attributes are asked
    /// for at most operations, so that room is well spent.
    @exclusivity(unchecked) private var places: [Int16] = []
    /// The most slots an instance has had: what the next one is given at once.
    @exclusivity(unchecked) var slotCapacity = 0
    /// Where an instance's slots are before it has any: nobody looks there.
    var noSlots: UnsafeMutablePointer<PyValue> {
        Unmanaged.passUnretained(self).toOpaque().assumingMemoryBound(to: PyValue.self)
    }
    @exclusivity(unchecked) private var knownInitializer: Unmanaged<PyFunction>?
    /// `Machine.classVersion` when it was looked for.
    @exclusivity(unchecked) private var knownVersion: UInt32 = 0
    private let rootID: UInt32
    @exclusivity(unchecked) private var root: Shape?
    @exclusivity(unchecked) private var knownRoot: Unmanaged<Shape>?

    init(
        _ name: String, path: String? = nil, base: PyType?, native: NativeType, module: String = "",
        isUserDefined: Bool = false, shape: UInt32
    ) {
        self.name = name
        self.path = path ?? name
        moduleName = isUserDefined ? "__main__" : module
        self.base = base
        above = base.map { Unmanaged.passUnretained($0) }
        self.native = native
        self.isUserDefined = isUserDefined
        rootID = shape
        super.init(.type)
    }

    var qualifiedName: String { moduleName.isEmpty ? path : "\(moduleName).\(path)" }

    /// Where instances of this class begin, before any attribute is stored. Made when it is wanted, for most of the
    /// built-in types never have any.
    var rootShape: Shape {
        if let root { return root }
        let shape = Shape(id: rootID)
        root = shape
        return shape
    }

    /// The same, not counted.
    @inline(__always) var rootShapeReference: Unmanaged<Shape> {
        if let knownRoot { return knownRoot }
        let root = Unmanaged.passUnretained(rootShape)
        knownRoot = root
        return root
    }

    @inline(__always) private func place(_ symbol: Symbol) -> Int {
        let id = Int(symbol.id)
        return id < places.count ? Int(places[id]) : -1
    }

    @inline(__always) func own(_ symbol: Symbol) -> PyValue? {
        let place = place(symbol)
        return place < 0 ? nil : attributes[place].value
    }

    func setOwn(_ symbol: Symbol, _ value: PyValue) {
        let place = place(symbol)
        if place >= 0 {
            attributes[place].value = value
        } else {
            notePlace(symbol, attributes.count)
            attributes.append((symbol, value))
        }
    }

    func removeOwn(_ symbol: Symbol) -> Bool {
        let place = place(symbol)
        if place < 0 { return false }
        attributes.remove(at: place)
        places = []
        for (index, attribute) in attributes.enumerated() { notePlace(attribute.symbol, index) }
        return true
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) {
        attributes = []
        places = []
    }

    private func notePlace(_ symbol: Symbol, _ place: Int) {
        while places.count <= Int(symbol.id) { places.append(-1) }
        places[Int(symbol.id)] = Int16(truncatingIfNeeded: place)
    }

    /// The attribute of the class or of the nearest class above it. A class holds the one above, so the walk counts no
    /// references.
    func lookup(_ symbol: Symbol) -> PyValue? {
        var type = Unmanaged.passUnretained(self)
        while true {
            let place = type._withUnsafeGuaranteedRef { $0.place(symbol) }
            if place >= 0 { return type._withUnsafeGuaranteedRef { $0.attributes[place].value } }
            guard let base = type._withUnsafeGuaranteedRef({ $0.above }) else { return nil }
            type = base
        }
    }

    /// The same, if it is a function of the program's: not counted, for the class holds it, and what is taken out of a
    /// class is kept by `Machine.retire`.
    @inline(__always) func peekFunction(_ symbol: Symbol) -> Unmanaged<PyFunction>? {
        var type = Unmanaged.passUnretained(self)
        while true {
            let place = type._withUnsafeGuaranteedRef { $0.place(symbol) }
            if place >= 0 {
                guard let object = type._withUnsafeGuaranteedRef({ $0.peekAttribute(at: place) }),
                    object._withUnsafeGuaranteedRef({ $0.kind }) == .function
                else { return nil }
                return .fromOpaque(object.toOpaque())
            }
            guard let base = type._withUnsafeGuaranteedRef({ $0.above }) else { return nil }
            type = base
        }
    }

    @inline(__always) private func peekAttribute(at place: Int) -> Unmanaged<PyObject>? {
        attributes.withUnsafeBufferPointer {
            guard case .object(let object) = $0[place].value else { return nil }
            return Unmanaged.passUnretained(object)
        }
    }

    /// `__init__`, if it is a function of the program's: looked for again whenever a class has changed.
    @inline(__always) func initializer(_ classVersion: UInt32) -> Unmanaged<PyFunction>? {
        if knownVersion != classVersion {
            knownInitializer = isUserDefined && native == .object ? peekFunction(.`init`) : nil
            knownVersion = classVersion
        }
        return knownInitializer
    }

    /// Whether instances have the hash of their address.
    @inline(__always) var hashesByAddress: Bool {
        var type = Unmanaged.passUnretained(self)
        while true {
            if type._withUnsafeGuaranteedRef({ $0.place(.hash) }) >= 0 { return false }
            guard let base = type._withUnsafeGuaranteedRef({ $0.above }) else { return true }
            type = base
        }
    }

    func isSubtype(of other: PyType) -> Bool {
        var type = Unmanaged.passUnretained(self)
        while true {
            if type.toOpaque() == Unmanaged.passUnretained(other).toOpaque() { return true }
            guard let base = type._withUnsafeGuaranteedRef({ $0.above }) else { return false }
            type = base
        }
    }
}

/// What the instances of a type are made of.
enum NativeType: UInt8 {
    case object, type, none, bool, int, float, string, list, tuple, dict, set, range, slice, function, builtin, method
    case iterator, generator, module, value, property, staticMethod, classMethod, superProxy, exception
    case notImplemented, ellipsis, cell, enumerate, zip, map, filter, reversed, keys, values, items
}
