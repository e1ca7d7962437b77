import Micrograd

/// Everything that lives on the heap. A tag says which final class an object is, so that telling kinds apart is one
/// comparison and never a runtime cast. Objects know nothing of the interpreter: what operators, attributes and calls
/// do with them is said in the files that bear those names.
///
/// Stored properties of classes are checked for overlapping access whenever they are used, which costs as much as an
/// instruction of the machine; these are read and written by one thread in single steps, so they opt out.
class PyObject {
    enum Kind: UInt8 {
        case string, list, tuple, dict, set, range, slice, function, builtin, boundMethod, type, instance, exception
        case cell, iterator, generator, module, value, property, staticMethod, classMethod, superProxy, view
    }

    final let kind: Kind
    /// Which evaluation made the object; 0 for everything a snippet made. See `Machine.guardMutation`.
    @exclusivity(unchecked) final var epoch: UInt32 = 0

    init(_ kind: Kind) { self.kind = kind }
}

/// The casts, by tag. `unsafeDowncast` is checked in debug builds only, which is why the tag is compared here and
/// nowhere else.
extension PyObject {
    @inline(__always) private final func cast<T: PyObject>(_ kind: Kind, _ type: T.Type) -> T? {
        self.kind == kind ? unsafeDowncast(self, to: type) : nil
    }

    @inline(__always) final var string: PyString? { cast(.string, PyString.self) }
    @inline(__always) final var list: PyList? { cast(.list, PyList.self) }
    @inline(__always) final var tuple: PyTuple? { cast(.tuple, PyTuple.self) }
    @inline(__always) final var dict: PyDict? { cast(.dict, PyDict.self) }
    @inline(__always) final var set: PySet? { cast(.set, PySet.self) }
    @inline(__always) final var range: PyRange? { cast(.range, PyRange.self) }
    @inline(__always) final var slice: PySlice? { cast(.slice, PySlice.self) }
    @inline(__always) final var function: PyFunction? { cast(.function, PyFunction.self) }
    @inline(__always) final var builtin: PyBuiltin? { cast(.builtin, PyBuiltin.self) }
    @inline(__always) final var boundMethod: PyBoundMethod? { cast(.boundMethod, PyBoundMethod.self) }
    @inline(__always) final var asType: PyType? { cast(.type, PyType.self) }
    @inline(__always) final var cell: PyCell? { cast(.cell, PyCell.self) }
    @inline(__always) final var iterator: PyIterator? { cast(.iterator, PyIterator.self) }
    @inline(__always) final var generator: PyGenerator? { cast(.generator, PyGenerator.self) }
    @inline(__always) final var module: PyModule? { cast(.module, PyModule.self) }
    @inline(__always) final var value: PyNode? { cast(.value, PyNode.self) }
    @inline(__always) final var property: PyProperty? { cast(.property, PyProperty.self) }
    @inline(__always) final var superProxy: PySuper? { cast(.superProxy, PySuper.self) }
    @inline(__always) final var view: PyView? { cast(.view, PyView.self) }
    @inline(__always) final var exception: PyException? { cast(.exception, PyException.self) }
    /// An instance of a class of the program's, or an exception.
    @inline(__always) final var instance: PyInstance? {
        kind == .instance || kind == .exception ? unsafeDowncast(self, to: PyInstance.self) : nil
    }
    /// `staticmethod` and `classmethod` objects.
    final var wrapped: PyWrapped? {
        kind == .staticMethod || kind == .classMethod ? unsafeDowncast(self, to: PyWrapped.self) : nil
    }
}

/// Text, as UTF-8: Python compares and hashes characters, where Swift's String would compare what they look like.
final class PyString: PyObject {
    let bytes: [UInt8]
    /// Characters, that is Unicode scalars.
    let count: Int
    var isASCII: Bool { count == bytes.count }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        self.count = count
        super.init(.string)
    }

    convenience init(_ text: String) { self.init(Array(text.utf8)) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Offsets of the characters' first bytes, with the end; for text that is not ASCII.
    var offsets: [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(count + 1)
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { offsets.append(offset) }
        offsets.append(bytes.count)
        return offsets
    }

    /// 0 until it is wanted.
    @exclusivity(unchecked) private var knownHash: UInt32 = 0

    /// Hash by content; equal text has equal hashes.
    var hash: Int {
        if knownHash == 0 {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            knownHash = max(1, UInt32(truncatingIfNeeded: hash ^ hash >> 29))
        }
        return Int(truncatingIfNeeded: knownHash)
    }
}

final class PyList: PyObject {
    @exclusivity(unchecked) var items: [PyValue]

    init(_ items: [PyValue]) {
        self.items = items
        super.init(.list)
    }

    deinit { Release.drain(&items) }
}

final class PyTuple: PyObject {
    @exclusivity(unchecked) private(set) var items: [PyValue]

    init(_ items: [PyValue]) {
        self.items = items
        super.init(.tuple)
    }

    fileprivate func takeItems() -> [PyValue] {
        let taken = items
        items = []
        return taken
    }

    deinit { Release.drain(&items) }
}

final class PyDict: PyObject {
    @exclusivity(unchecked) var table = HashTable()

    init() { super.init(.dict) }

    deinit { Release.drain(&table) }
}

final class PySet: PyObject {
    @exclusivity(unchecked) var table = HashTable()
    /// Whether anything but additions happened to it, which leaves traces in the order CPython shows.
    @exclusivity(unchecked) var hasHistory = false

    init() { super.init(.set) }

    deinit { Release.drain(&table) }
}

final class PyRange: PyObject {
    let start: Int64
    let stop: Int64
    let step: Int64
    let count: Int64

    init(_ start: Int64, _ stop: Int64, _ step: Int64, count: Int64) {
        self.start = start
        self.stop = stop
        self.step = step
        self.count = count
        super.init(.range)
    }

    func element(_ index: Int64) -> Int64 { start &+ index &* step }
}

final class PySlice: PyObject {
    let start: PyValue
    let stop: PyValue
    let step: PyValue

    init(_ start: PyValue, _ stop: PyValue, _ step: PyValue) {
        self.start = start
        self.stop = stop
        self.step = step
        super.init(.slice)
    }
}

/// A `def` or `lambda` that was executed: code with its defaults and the cells it closes over.
final class PyFunction: PyObject {
    let code: Code
    @exclusivity(unchecked) var defaults: [PyValue]
    /// By keyword-only parameter; undefined where there is no default.
    @exclusivity(unchecked) var keywordDefaults: [PyValue]
    @exclusivity(unchecked) var closure: [PyValue]

    init(_ code: Code, defaults: [PyValue], keywordDefaults: [PyValue], closure: [PyValue]) {
        self.code = code
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
        self.closure = closure
        super.init(.function)
    }

    deinit { Release.drain(&closure) }
}

/// A variable that outlives or is shared between frames.
final class PyCell: PyObject {
    @exclusivity(unchecked) var content: PyValue

    init(_ content: PyValue) {
        self.content = content
        super.init(.cell)
    }

    fileprivate func takeContent() -> PyValue {
        let taken = content
        content = .undefined
        return taken
    }

    deinit { Release.drain(&content) }
}

typealias Native = @Sendable (Machine, Arguments) throws(Fault) -> PyValue

/// A function written in Swift. Methods of built-in types take their object as the first argument.
final class PyBuiltin: PyObject {
    let name: String
    /// The type a method belongs to, or the module of a function that CPython names with it; empty otherwise.
    let owner: String
    /// How many arguments, without the object; the upper bound is `Int.max` for any number.
    let arity: ClosedRange<Int>
    let keywords: [Symbol]
    /// Whether it takes keywords of any name.
    let takesAnyKeyword: Bool
    let isMethod: Bool
    /// With the type or module it belongs to, as CPython names it.
    let title: String
    let isPure: Bool
    let body: Native

    init(
        _ name: String, owner: String = "", title: String? = nil, arity: ClosedRange<Int>, keywords: [Symbol] = [],
        takesAnyKeyword: Bool = false, isPure: Bool = true, _ body: @escaping Native
    ) {
        self.name = name
        self.owner = owner
        self.arity = arity
        self.keywords = keywords
        self.takesAnyKeyword = takesAnyKeyword
        isMethod = !owner.isEmpty && owner != "math"
        self.title = title ?? (owner.isEmpty ? name : "\(owner).\(name)")
        self.isPure = isPure
        self.body = body
        super.init(.builtin)
    }
}

final class PyBoundMethod: PyObject {
    let receiver: PyValue
    let callee: PyObject

    init(_ receiver: PyValue, _ callee: PyObject) {
        self.receiver = receiver
        self.callee = callee
        super.init(.boundMethod)
    }
}

/// A class: a built-in type, an exception class, or one the program defined.
final class PyType: PyObject {
    let name: String
    let base: PyType?
    let native: NativeType
    let isUserDefined: Bool
    /// In order of definition.
    @exclusivity(unchecked) var attributes: [(symbol: Symbol, value: PyValue)] = []
    @exclusivity(unchecked) private var places: [Symbol: Int] = [:]
    /// Where instances of this class begin, before any attribute is stored.
    let rootShape: Shape

    init(_ name: String, base: PyType?, native: NativeType, isUserDefined: Bool = false, shape: UInt32) {
        self.name = name
        self.base = base
        self.native = native
        self.isUserDefined = isUserDefined
        rootShape = Shape(id: shape)
        super.init(.type)
    }

    func own(_ symbol: Symbol) -> PyValue? {
        places[symbol].map { attributes[$0].value }
    }

    func setOwn(_ symbol: Symbol, _ value: PyValue) {
        if let place = places[symbol] {
            attributes[place].value = value
        } else {
            places[symbol] = attributes.count
            attributes.append((symbol, value))
        }
    }

    func removeOwn(_ symbol: Symbol) -> Bool {
        guard let place = places[symbol] else { return false }
        attributes.remove(at: place)
        places = [:]
        for (index, attribute) in attributes.enumerated() { places[attribute.symbol] = index }
        return true
    }

    /// The attribute of the class or of the nearest class above it.
    func lookup(_ symbol: Symbol) -> PyValue? {
        var type: PyType? = self
        while let current = type {
            if let value = current.own(symbol) { return value }
            type = current.base
        }
        return nil
    }

    func isSubtype(of other: PyType) -> Bool {
        var type: PyType? = self
        while let current = type {
            if current === other { return true }
            type = current.base
        }
        return false
    }
}

/// What the instances of a type are made of.
enum NativeType: UInt8 {
    case object, type, none, bool, int, float, string, list, tuple, dict, set, range, slice, function, builtin, method
    case iterator, generator, module, value, property, staticMethod, classMethod, superProxy, exception
    case notImplemented, ellipsis, cell, enumerate, zip, map, filter, reversed, keys, values, items
}

/// Which attribute of an instance stands in which slot. Instances that got the same attributes in the same order share
/// a shape, so a site that has seen it once finds the slot without a lookup.
final class Shape {
    let id: UInt32
    @exclusivity(unchecked) private(set) var symbols: [Symbol] = []
    @exclusivity(unchecked) private var places: [Symbol: Int] = [:]
    @exclusivity(unchecked) private var successors: [Symbol: Shape] = [:]

    init(id: UInt32) { self.id = id }

    func place(_ symbol: Symbol) -> Int? { places[symbol] }

    /// This shape and one attribute more.
    func adding(_ symbol: Symbol, nextID: () -> UInt32) -> Shape {
        if let known = successors[symbol] { return known }
        let shape = Shape(id: nextID())
        shape.symbols = symbols + [symbol]
        shape.places = places
        shape.places[symbol] = symbols.count
        successors[symbol] = shape
        return shape
    }
}

/// An object of a class the program defined.
class PyInstance: PyObject {
    final let type: PyType
    @exclusivity(unchecked) final var shape: Shape
    @exclusivity(unchecked) final var slots: [PyValue]

    init(_ type: PyType, kind: Kind = .instance) {
        self.type = type
        shape = type.rootShape
        slots = []
        super.init(kind)
    }

    deinit { Release.drain(&slots) }
}

final class PyException: PyInstance {
    @exclusivity(unchecked) var args: [PyValue]
    @exclusivity(unchecked) var cause: PyValue = .none
    /// Where it passed, innermost first.
    @exclusivity(unchecked) var trace: [TracePoint] = []
    /// The next frame to see it is the one that saw it last.
    @exclusivity(unchecked) var isRaisedAgain = false
    /// What to do about it; not part of the message.
    @exclusivity(unchecked) var notes: [String] = []

    init(_ type: PyType, args: [PyValue]) {
        self.args = args
        super.init(type, kind: .exception)
    }
}

/// An instruction that was being executed when an error passed.
struct TracePoint {
    let code: Code
    let instruction: Int
}

/// A number of the engine. The tape's node stands in here and nowhere else in a program's data, so that a tape can be
/// compacted and its nodes renumbered.
final class PyNode: PyObject {
    @exclusivity(unchecked) var node: Tape.Node

    init(_ node: Tape.Node) {
        self.node = node
        super.init(.value)
    }
}

final class PyModule: PyObject {
    let name: String
    @exclusivity(unchecked) private(set) var attributes: [Symbol: PyValue]

    init(_ name: String, _ attributes: [Symbol: PyValue]) {
        self.name = name
        self.attributes = attributes
        super.init(.module)
    }
}

final class PyProperty: PyObject {
    let getter: PyValue
    let setter: PyValue

    init(getter: PyValue, setter: PyValue) {
        self.getter = getter
        self.setter = setter
        super.init(.property)
    }
}

final class PyWrapped: PyObject {
    let callee: PyValue

    init(_ kind: Kind, _ callee: PyValue) {
        self.callee = callee
        super.init(kind)
    }
}

/// What `super()` gives: attributes are looked up from `start` on, and bound to `receiver`.
final class PySuper: PyObject {
    let start: PyType?
    let receiver: PyValue

    init(_ start: PyType?, receiver: PyValue) {
        self.start = start
        self.receiver = receiver
        super.init(.superProxy)
    }
}

/// `dict.keys()`, `.values()` and `.items()`.
final class PyView: PyObject {
    enum Part { case keys, values, items }

    let part: Part
    let owner: PyDict

    init(_ part: Part, _ owner: PyDict) {
        self.part = part
        self.owner = owner
        super.init(.view)
    }
}

/// Frees chains of objects without recursion. Swift releases what an object holds from inside its `deinit`, so a list
/// of a hundred thousand linked nodes would need as many native frames; here the outermost `deinit` takes its
/// children's children over, one after another.
enum Release {
    static func drain(_ items: inout [PyValue]) {
        guard items.contains(where: mayHoldOthers) else { return }
        var work: [PyObject] = []
        take(&items, &work)
        finish(&work)
    }

    /// The values stay initialized, none of them an object.
    static func drain(_ items: UnsafeMutablePointer<PyValue>, _ count: Int) {
        var work: [PyObject] = []
        for index in 0..<count where mayHoldOthers(items[index]) {
            collect(items[index], &work)
            items[index] = .undefined
        }
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ table: inout HashTable) {
        guard table.entries.contains(where: { mayHoldOthers($0.key) || mayHoldOthers($0.value) }) else { return }
        var work: [PyObject] = []
        take(&table, &work)
        finish(&work)
    }

    static func drain(_ value: inout PyValue) {
        guard mayHoldOthers(value) else { return }
        var work: [PyObject] = []
        collect(value, &work)
        value = .undefined
        finish(&work)
    }

    @inline(__always) private static func mayHoldOthers(_ value: PyValue) -> Bool {
        guard case .object(let object) = value else { return false }
        switch object.kind {
        case .string, .range, .value, .builtin, .type, .module: return false
        default: return true
        }
    }

    private static func collect(_ value: PyValue, _ work: inout [PyObject]) {
        if case .object(let object) = value, mayHoldOthers(value) { work.append(object) }
    }

    private static func take(_ items: inout [PyValue], _ work: inout [PyObject]) {
        for item in items { collect(item, &work) }
        items = []
    }

    private static func take(_ table: inout HashTable, _ work: inout [PyObject]) {
        for entry in table.entries {
            collect(entry.key, &work)
            collect(entry.value, &work)
        }
        table = HashTable()
    }

    private static func finish(_ work: inout [PyObject]) {
        while var object = work.popLast() {
            // Somebody else holds it: it goes on living, and so does what it holds.
            guard isKnownUniquelyReferenced(&object) else { continue }
            switch object.kind {
            case .list: object.list.map { take(&$0.items, &work) }
            case .tuple: object.tuple.map { for item in $0.takeItems() { collect(item, &work) } }
            case .dict: object.dict.map { take(&$0.table, &work) }
            case .set: object.set.map { take(&$0.table, &work) }
            case .instance, .exception: object.instance.map { take(&$0.slots, &work) }
            case .function:
                object.function.map {
                    take(&$0.closure, &work)
                    take(&$0.defaults, &work)
                }
            case .cell: object.cell.map { collect($0.takeContent(), &work) }
            case .boundMethod: if let method = object.boundMethod { release(method, &work) }
            case .iterator: object.iterator.map { $0.giveUp(&work) }
            case .generator: object.generator.map { $0.giveUp(&work) }
            default: break
            }
        }
    }

    private static func release(_ method: PyBoundMethod, _ work: inout [PyObject]) {
        collect(method.receiver, &work)
    }

    static func hand(_ value: PyValue, to work: inout [PyObject]) { collect(value, &work) }
}
