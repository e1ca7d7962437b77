/// A Python value: small ones in place, everything else behind one reference. One reference payload only: every
/// further one makes each copy of a value test for one more kind of thing to count.
enum PyValue {
    /// No value: an unassigned slot. Never visible to a program.
    case undefined
    case none
    case bool(Bool)
    /// 64 bits everywhere: in the browser Swift's own Int has 32.
    case int(Int64)
    case float(Double)
    case notImplemented
    case ellipsis
    case object(PyObject)
    /// What is about to be called, not counted: in the register of the callee only, never visible to a program. The
    /// global, cell or class it was found in holds it, and what is taken out of there is kept by `Machine.retire`.
    case callee(Unmanaged<PyObject>)
}

extension UnsafeMutablePointer<PyValue> {
    /// The object a value refers to, not counted: taking it out of the value would count it, which costs as much as an
    /// instruction. Every payload begins where the value begins, and a reference is the whole of its payload.
    @inline(__always) var peeked: Unmanaged<PyObject>? {
        guard case .object = pointee else { return nil }
        return UnsafeRawPointer(self).load(as: Unmanaged<PyObject>.self)
    }

    /// What is about to be called, counted or not.
    @inline(__always) var peekedCallable: Unmanaged<PyObject>? {
        switch pointee {
        case .object, .callee: UnsafeRawPointer(self).load(as: Unmanaged<PyObject>.self)
        default: nil
        }
    }

    @inline(__always) var isUndefined: Bool {
        if case .undefined = pointee { return true }
        return false
    }

    /// The object, if it may be called without being counted: functions, classes and what is written in Swift.
    @inline(__always) var peekedCallee: Unmanaged<PyObject>? {
        guard let object = peeked else { return nil }
        switch object._withUnsafeGuaranteedRef({ $0.kind }) {
        case .function, .builtin, .type: return object
        default: return nil
        }
    }

    /// The same, if the object is of this kind.
    @inline(__always) func peeked<T: PyObject>(_ kind: PyObject.Kind, _ type: T.Type) -> Unmanaged<T>? {
        guard let object = peeked, object._withUnsafeGuaranteedRef({ $0.kind }) == kind else { return nil }
        return .fromOpaque(object.toOpaque())
    }

    /// The same, of an instance of a class of the program's, or an exception.
    @inline(__always) var peekedInstance: Unmanaged<PyInstance>? {
        guard let object = peeked else { return nil }
        let kind = object._withUnsafeGuaranteedRef { $0.kind }
        return kind == .instance || kind == .exception ? .fromOpaque(object.toOpaque()) : nil
    }
}

extension PyValue {
    @inline(__always) var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    @inline(__always) var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    var isNotImplemented: Bool {
        if case .notImplemented = self { return true }
        return false
    }

    @inline(__always) var object: PyObject? {
        if case .object(let object) = self { return object }
        return nil
    }

    /// An int or a bool, as an index or a count takes it.
    var integer: Int64? {
        switch self {
        case .int(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    /// An int, bool or float as a double.
    var number: Double? {
        switch self {
        case .float(let value): value
        case .int(let value): Double(value)
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    var string: PyString? { object?.string }

    static func text(_ text: String) -> PyValue { .object(PyString(text)) }
    static func text(_ bytes: [UInt8]) -> PyValue { .object(PyString(bytes)) }

    /// A size or a place as a Python int.
    static func count(_ value: Int) -> PyValue { .int(Int64(value)) }

    /// Python's `is`.
    static func same(_ a: PyValue, _ b: PyValue) -> Bool {
        switch (a, b) {
        case (.none, .none), (.notImplemented, .notImplemented), (.ellipsis, .ellipsis): true
        case (.bool(let x), .bool(let y)): x == y
        case (.object(let x), .object(let y)): x === y
        default: false
        }
    }
}
