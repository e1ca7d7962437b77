// What can be called and is no class: functions of the program with the cells they close over, functions written in
// Swift, and either bound to an object. How they are called is in Calls.swift.

/// A `def` or `lambda` that was executed: code with its defaults and the cells it closes over.
final class PyFunction: PyObject {
    /// Not counted: the machine keeps every code it has compiled (`Machine.register`).
    let codeReference: Unmanaged<Code>
    /// The code's, at hand for every call.
    let plainCount: Int
    /// Most functions have none.
    private let known: Defaults?
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
        _ code: Unmanaged<Code>, defaults: [PyValue], keywordDefaults: [PyValue],
        registers: UnsafeMutablePointer<PyValue>,
        around: UnsafeMutablePointer<PyValue>?
    ) {
        codeReference = code
        plainCount = code._withUnsafeGuaranteedRef { $0.plainCount }
        known = defaults.isEmpty && keywordDefaults.isEmpty ? nil : Defaults(defaults, keywordDefaults)
        let count = code._withUnsafeGuaranteedRef { $0.captureCount }
        closureCount = count
        // Looked for in the object itself once there is one.
        closure = code._withUnsafeGuaranteedRef { $0.constants }
        super.init(.function)
        if count > 0 {
            closure =
                count > Self.roomCount
                ? .allocate(capacity: count)
                : withUnsafeMutablePointer(to: &room) {
                    UnsafeMutableRawPointer($0).assumingMemoryBound(to: PyValue.self)
                }
            let captures = code._withUnsafeGuaranteedRef { $0.captures }
            for index in 0..<count {
                let place = Int(captures[index])
                if place >= 0 {
                    (closure + index).initialize(copying: registers + place)
                } else if let around {
                    (closure + index).initialize(copying: around + (-1 - place))
                } else {
                    (closure + index).initialize(to: .undefined)
                }
            }
        }
    }

    var code: Code { codeReference._withUnsafeGuaranteedRef { $0 } }

    @inline(__always) var hasDefaults: Bool { known != nil }
    var defaults: [PyValue] { known?.positional ?? [] }
    /// By keyword-only parameter; undefined where there is no default.
    var keywordDefaults: [PyValue] { known?.keyword ?? [] }

    /// What it captured stays initialized, as undefined values.
    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        if let known { Release.take(&known.positional, &work) }
        Release.take(closure, closureCount, &work)
    }

    deinit {
        let count = closureCount
        if count > 0 {
            let closure = closure
            Release.drain(closure, count)
            if count > Self.roomCount { closure.deallocate() }
        }
    }
}

/// What the parameters of a function are when they are not given.
final class Defaults {
    @exclusivity(unchecked) fileprivate(set) var positional: [PyValue]
    @exclusivity(unchecked) fileprivate(set) var keyword: [PyValue]

    fileprivate init(_ positional: [PyValue], _ keyword: [PyValue]) {
        self.positional = positional
        self.keyword = keyword
    }

    deinit {
        Release.drain(&positional)
        Release.drain(&keyword)
    }
}

/// A variable that outlives or is shared between frames.
final class PyCell: PyContainer {
    @exclusivity(unchecked) var content: PyValue

    init(_ content: PyValue) {
        self.content = content
        super.init(.cell)
    }

    /// Where it keeps what it holds.
    @inline(__always) var place: UnsafeMutablePointer<PyValue> { withUnsafeMutablePointer(to: &content) { $0 } }

    /// What it holds, not counted, if it may be called so.
    @inline(__always) var peekedCallee: Unmanaged<PyObject>? {
        withUnsafeMutablePointer(to: &content) { $0.peekedCallee }
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) { Release.take(&content, 1, &work) }

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
    /// The methods that programs call most, which the loop carries out itself where that is easy.
    let shortcut: Shortcut?
    let body: Native

    enum Shortcut { case append, add, get }

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
        takesAnyKeyword: Bool = false, isPure: Bool = true, origin: Origin = .native, shortcut: Shortcut? = nil,
        _ body: @escaping Native
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
        self.shortcut = shortcut
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
