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
    /// The latest walk of the collector that found the object.
    @exclusivity(unchecked) final var colour: UInt8 = 0
    /// Which evaluation made the object; 0 for everything a snippet made. See `Machine.guardMutation`.
    @exclusivity(unchecked) final var epoch: UInt32 = 0

    init(_ kind: Kind) { self.kind = kind }

    /// Whether it refers to others that emptying does not take from it, or never stands in the collector's ring itself.
    final var hidesOthers: Bool {
        switch kind {
        case .string, .range, .builtin, .module, .value: false
        case .list, .dict, .set, .instance, .exception, .type, .cell: false
        case .tuple, .slice, .function, .generator, .boundMethod, .iterator, .property, .staticMethod, .classMethod,
            .superProxy,
            .view:
            true
        }
    }
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
    @exclusivity(unchecked) fileprivate(set) var items: [PyValue]

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

    init() { super.init(.set, hasValues: false) }
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
    @exclusivity(unchecked) fileprivate(set) var start: PyValue
    @exclusivity(unchecked) fileprivate(set) var stop: PyValue
    @exclusivity(unchecked) fileprivate(set) var step: PyValue

    init(_ start: PyValue, _ stop: PyValue, _ step: PyValue) {
        self.start = start
        self.stop = stop
        self.step = step
        super.init(.slice)
    }

    fileprivate func giveUp(_ work: inout [PyObject]) {
        Release.take(&start, 1, &work)
        Release.take(&stop, 1, &work)
        Release.take(&step, 1, &work)
    }

    deinit {
        var work: [PyObject] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

/// A `def` or `lambda` that was executed: code with its defaults and the cells it closes over.
final class PyFunction: PyObject {
    let code: Code
    /// The code's, at hand for every call.
    let plainCount: Int
    @exclusivity(unchecked) var defaults: [PyValue]
    /// By keyword-only parameter; undefined where there is no default.
    @exclusivity(unchecked) var keywordDefaults: [PyValue]
    /// The captured cells, as many as the code captures.
    let closure: UnsafeMutablePointer<PyCell>
    @exclusivity(unchecked) private(set) var closureCount: Int

    init(_ code: Code, defaults: [PyValue], keywordDefaults: [PyValue], capturing cell: (Code.Capture) -> PyCell) {
        self.code = code
        plainCount = code.plainCount
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
        closureCount = code.captures.count
        closure = .allocate(capacity: closureCount)
        for (index, capture) in code.captures.enumerated() { (closure + index).initialize(to: cell(capture)) }
        super.init(.function)
    }

    /// Cells that nobody shares go to the worklist.
    fileprivate func giveUp(_ work: inout [PyObject]) {
        for index in 0..<closureCount {
            var cell = (closure + index).move()
            if isKnownUniquelyReferenced(&cell) { work.append(cell) }
        }
        closureCount = 0
    }

    deinit {
        if closureCount > 0 {
            var work: [PyObject] = []
            giveUp(&work)
            if !work.isEmpty { Release.finish(&work) }
        }
        closure.deallocate()
    }
}

/// A variable that outlives or is shared between frames.
final class PyCell: PyContainer {
    @exclusivity(unchecked) var content: PyValue

    init(_ content: PyValue) {
        self.content = content
        super.init(.cell)
    }

    override func clear(_ work: inout [PyObject]) { Release.take(&content, 1, &work) }

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
    /// What CPython has in its place.
    let origin: Origin
    /// With the type or module it belongs to, as CPython names it.
    let title: String
    let isPure: Bool
    let body: Native

    enum Origin: Equatable {
        /// A function written in C, or a method of one of its types.
        case native
        /// The method of an object that its module made, written in C.
        case nativeMethod
        /// The same, written in Python; with its module.
        case pythonMethod(String)
        /// A function written in Python, with its module. In a class it is a method.
        case pythonFunction(String)
    }

    init(
        _ name: String, owner: String = "", title: String? = nil, arity: ClosedRange<Int>, keywords: [Symbol] = [],
        takesAnyKeyword: Bool = false, isPure: Bool = true, origin: Origin = .native, _ body: @escaping Native
    ) {
        self.name = name
        self.owner = owner
        self.arity = arity
        self.keywords = keywords
        self.takesAnyKeyword = takesAnyKeyword
        isMethod = !owner.isEmpty && owner != "math"
        self.origin = origin
        self.title = title ?? (owner.isEmpty ? name : "\(owner).\(name)")
        self.isPure = isPure
        self.body = body
        super.init(.builtin)
    }

    /// As messages about starred arguments have it.
    var qualifiedName: String {
        switch origin {
        case .native, .nativeMethod: title
        case .pythonMethod(let module), .pythonFunction(let module): "\(module).\(title)"
        }
    }

    /// Whether it becomes a method when it is found in a class.
    var isPythonFunction: Bool {
        if case .pythonFunction = origin { return true }
        return false
    }
}

final class PyBoundMethod: PyObject {
    @exclusivity(unchecked) fileprivate(set) var receiver: PyValue
    let callee: PyObject

    init(_ receiver: PyValue, _ callee: PyObject) {
        self.receiver = receiver
        self.callee = callee
        super.init(.boundMethod)
    }
}

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
    private let rootID: UInt32
    @exclusivity(unchecked) private var root: Shape?

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

    override func clear(_ work: inout [PyObject]) {
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
    final let type: PyType
    /// Not counted: the class holds its shapes, and the instance its class.
    @exclusivity(unchecked) final private var shapeReference: Unmanaged<Shape>
    /// One for each symbol of the shape, and room for more. Only sites that know the shape may use it without looking.
    @exclusivity(unchecked) final private(set) var slots: UnsafeMutablePointer<PyValue>
    @exclusivity(unchecked) final private var capacity: UInt32

    init(_ type: PyType, kind: Kind = .instance) {
        self.type = type
        shapeReference = Unmanaged.passUnretained(type.rootShape)
        let room = type.slotCapacity
        capacity = UInt32(truncatingIfNeeded: room)
        slots = .allocate(capacity: room)
        super.init(kind)
    }

    @inline(__always) final var shape: Shape { shapeReference._withUnsafeGuaranteedRef { $0 } }
    @inline(__always) final var shapeID: UInt32 { shapeReference._withUnsafeGuaranteedRef { $0.id } }
    final var slotCount: Int { shapeReference._withUnsafeGuaranteedRef { $0.count } }

    /// Takes on a shape with one symbol more than the present one has, whose value this is.
    final func grow(to shape: Shape, _ value: __owned PyValue) {
        let count = slotCount
        if count == Int(capacity) {
            capacity = max(4, capacity * 2)
            let larger = UnsafeMutablePointer<PyValue>.allocate(capacity: Int(capacity))
            larger.moveInitialize(from: slots, count: count)
            slots.deallocate()
            slots = larger
        }
        (slots + count).initialize(to: value)
        shapeReference = Unmanaged.passUnretained(shape)
        if count >= type.slotCapacity { type.slotCapacity = count + 1 }
    }

    /// Takes on a shape without the symbol that had the slot `place`.
    final func shrink(to shape: Shape, without place: Int) {
        let count = slotCount
        for slot in place..<count - 1 { slots[slot] = slots[slot + 1] }
        (slots + (count - 1)).deinitialize(count: 1)
        shapeReference = Unmanaged.passUnretained(shape)
    }

    override func clear(_ work: inout [PyObject]) {
        let count = slotCount
        shapeReference = Unmanaged.passUnretained(type.rootShape)
        Release.take(slots, count, &work)
        slots.deinitialize(count: count)
    }

    deinit {
        let count = slotCount
        Release.drain(slots, count)
        slots.deinitialize(count: count)
        slots.deallocate()
    }
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

    override func clear(_ work: inout [PyObject]) {
        super.clear(&work)
        Release.take(&args, &work)
        Release.take(&cause, 1, &work)
    }

    fileprivate func giveUp(_ work: inout [PyObject]) {
        Release.take(slots, slotCount, &work)
        Release.take(&args, &work)
        Release.take(&cause, 1, &work)
    }

    deinit {
        var work: [PyObject] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
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

    /// A submodule that was imported.
    func set(_ symbol: Symbol, _ value: PyValue) { attributes[symbol] = value }
}

final class PyProperty: PyObject {
    @exclusivity(unchecked) fileprivate(set) var getter: PyValue
    @exclusivity(unchecked) fileprivate(set) var setter: PyValue

    init(getter: PyValue, setter: PyValue) {
        self.getter = getter
        self.setter = setter
        super.init(.property)
    }

    fileprivate func giveUp(_ work: inout [PyObject]) {
        Release.take(&getter, 1, &work)
        Release.take(&setter, 1, &work)
    }

    deinit {
        var work: [PyObject] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

final class PyWrapped: PyObject {
    @exclusivity(unchecked) fileprivate(set) var callee: PyValue

    init(_ kind: Kind, _ callee: PyValue) {
        self.callee = callee
        super.init(kind)
    }

    deinit { Release.drain(&callee) }
}

/// What `super()` gives: attributes are looked up from `start` on, and bound to `receiver`.
final class PySuper: PyObject {
    let start: PyType?
    @exclusivity(unchecked) fileprivate(set) var receiver: PyValue

    init(_ start: PyType?, receiver: PyValue) {
        self.start = start
        self.receiver = receiver
        super.init(.superProxy)
    }

    deinit { Release.drain(&receiver) }
}

/// `dict.keys()`, `.values()` and `.items()`.
final class PyView: PyObject {
    enum Part { case keys, values, items }

    let part: Part
    @exclusivity(unchecked) private(set) var owner: PyDict

    init(_ part: Part, _ owner: PyDict) {
        self.part = part
        self.owner = owner
        super.init(.view)
    }

    /// A dict that nobody shares gives up what it holds; itself it is let go with the view.
    fileprivate func giveUp(_ work: inout [PyObject]) {
        if isKnownUniquelyReferenced(&owner) { owner.table.giveUp(&work) }
    }

    deinit {
        var work: [PyObject] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

/// Frees chains of objects without recursion. Swift releases what an object holds from inside its `deinit`, so a list
/// of a hundred thousand linked nodes would need as many native frames; here the outermost `deinit` takes its
/// children's children over, one after another. What somebody else holds too is merely let go.
enum Release {
    static func drain(_ items: inout [PyValue]) {
        if items.isEmpty { return }
        var work: [PyObject] = []
        take(&items, &work)
        if !work.isEmpty { finish(&work) }
    }

    /// The values stay initialized, as undefined ones.
    static func drain(_ items: UnsafeMutablePointer<PyValue>, _ count: Int) {
        var work: [PyObject] = []
        take(items, count, &work)
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ table: inout HashTable) {
        var work: [PyObject] = []
        table.giveUp(&work)
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ value: inout PyValue) {
        var work: [PyObject] = []
        take(&value, 1, &work)
        if !work.isEmpty { finish(&work) }
    }

    @inline(__always) private static func mayHoldOthers(_ object: PyObject) -> Bool {
        switch object.kind {
        case .string, .range, .value, .builtin, .type, .module: false
        default: true
        }
    }

    @inline(__always)
    static func take(_ items: UnsafeMutablePointer<PyValue>, _ count: Int, _ work: inout [PyObject]) {
        for index in 0..<count {
            guard case .object = items[index], var object = moved(items + index) else { continue }
            // For the worklist: an object that dies with this reference and holds others. Others are let go here.
            if mayHoldOthers(object), isKnownUniquelyReferenced(&object) { work.append(object) }
        }
    }

    /// In a function of its own, so that the reference is the only one in an unoptimised build too.
    @inline(__always) private static func moved(_ value: UnsafeMutablePointer<PyValue>) -> PyObject? {
        let taken = value.move()
        value.initialize(to: .undefined)
        return taken.object
    }

    static func take(_ items: inout [PyValue], _ work: inout [PyObject]) {
        items.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { take(base, buffer.count, &work) }
        }
        items = []
    }

    static func finish(_ work: inout [PyObject]) {
        while let object = work.popLast() {
            switch object.kind {
            case .list: object.list.map { take(&$0.items, &work) }
            case .tuple: object.tuple.map { take(&$0.items, &work) }
            case .dict: object.dict?.table.giveUp(&work)
            case .set: object.set?.table.giveUp(&work)
            case .instance: object.instance.map { take($0.slots, $0.slotCount, &work) }
            case .exception: object.exception.map { $0.giveUp(&work) }
            case .function:
                object.function.map {
                    take(&$0.defaults, &work)
                    $0.giveUp(&work)
                }
            case .cell: object.cell.map { take(&$0.content, 1, &work) }
            case .boundMethod: object.boundMethod.map { take(&$0.receiver, 1, &work) }
            case .iterator: object.iterator.map { $0.giveUp(&work) }
            case .generator: object.generator.map { $0.giveUp(&work) }
            case .slice: object.slice.map { $0.giveUp(&work) }
            case .view: object.view.map { $0.giveUp(&work) }
            case .property: object.property.map { $0.giveUp(&work) }
            case .staticMethod, .classMethod: object.wrapped.map { take(&$0.callee, 1, &work) }
            case .superProxy: object.superProxy.map { take(&$0.receiver, 1, &work) }
            default: break
            }
        }
    }
}
