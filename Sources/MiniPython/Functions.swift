// What can be called and is no class: functions of the program with the cells they close over, functions written in
// Swift, and either bound to an object. How they are called is in Calls.swift.

/// A `def` or `lambda` that was executed: code with its defaults and the cells it closes over.
final class PyFunction: PyObject {
    let code: Code
    /// The code's, at hand for every call.
    let plainCount: Int
    @exclusivity(unchecked) var defaults: [PyValue]
    /// By keyword-only parameter; undefined where there is no default.
    @exclusivity(unchecked) var keywordDefaults: [PyValue]
    /// What it captured, cells and values, as many as the code captures.
    @exclusivity(unchecked) private(set) var closure: UnsafeMutablePointer<PyValue>
    @exclusivity(unchecked) private(set) var closureCount: Int
    /// Room for the closures that are made most.
    @exclusivity(unchecked) private var room: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
    private static let roomCount = 3

    /// - Parameters:
    ///   - registers: the window of the function that makes it.
    ///   - around: what that function captured.
    init(
        _ code: Code, defaults: [PyValue], keywordDefaults: [PyValue], registers: UnsafeMutablePointer<PyValue>,
        around: UnsafeMutablePointer<PyValue>?
    ) {
        self.code = code
        plainCount = code.plainCount
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
        let count = code.captureCount
        closureCount = count
        // Looked for in the object itself once there is one.
        closure = code.constants
        super.init(.function)
        if count > 0 {
            closure =
                count > Self.roomCount
                ? .allocate(capacity: count)
                : withUnsafeMutablePointer(to: &room) {
                    UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyValue.self)
                }
            for index in 0..<count {
                let place = Int(code.captures[index])
                let value = place >= 0 ? registers[place] : around.map { $0[-1 - place] } ?? .undefined
                (closure + index).initialize(to: value)
            }
        }
    }

    /// What it captured stays initialized, as undefined values.
    func giveUp(_ work: inout [PyObject]) { Release.take(closure, closureCount, &work) }

    deinit {
        if closureCount > 0 {
            Release.drain(closure, closureCount)
            if closureCount > Self.roomCount { closure.deallocate() }
        }
    }
}

/// A variable that outlives or is shared between frames.
final class PyCell: PyContainer {
    @exclusivity(unchecked) var content: PyValue

    init(_ content: PyValue) {
        self.content = content
        super.init(.cell)
    }

    /// What it holds, not counted, if it may be called so.
    @inline(__always) var peekedCallee: Unmanaged<PyObject>? {
        withUnsafeMutablePointer(to: &content) { $0.peekedCallee }
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
    @exclusivity(unchecked) var receiver: PyValue
    let callee: PyObject

    init(_ receiver: PyValue, _ callee: PyObject) {
        self.receiver = receiver
        self.callee = callee
        super.init(.boundMethod)
    }
}
