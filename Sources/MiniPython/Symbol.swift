import Source

/// A name, as a number: attributes and keywords are compared and looked up by it. The table belongs to one
/// interpreter; the names the interpreter itself asks for have fixed places at its beginning.
struct Symbol: Hashable {
    let id: Int32

    /// Stands where there is no name.
    static let none = Symbol(id: -1)
}

/// All names of one interpreter.
final class SymbolTable {
    @exclusivity(unchecked) private var names: NameTable
    @exclusivity(unchecked) private var texts: [String]

    init() { (names, texts) = Self.wellKnown }

    /// What every table begins with, made once.
    private static let wellKnown = (NameTable(Symbol.wellKnown), Symbol.wellKnown)

    func intern(_ name: String) -> Symbol { intern(Array(name.utf8)) }

    func intern(_ name: [UInt8]) -> Symbol { intern(name, Span(0, name.count)) }

    /// The name that stands at a place of a text.
    func intern(_ text: [UInt8], _ span: Span) -> Symbol {
        let number = names.intern(text, span.start..<span.end)
        if number == texts.count { texts.append(String(decoding: text[span.start..<span.end], as: UTF8.self)) }
        return Symbol(id: Int32(truncatingIfNeeded: number))
    }

    /// Its name, which is empty for `Symbol.none`.
    subscript(_ symbol: Symbol) -> String { symbol == .none ? "" : texts[Int(symbol.id)] }
}

extension Symbol {
    /// In the order of the constants below.
    fileprivate static let wellKnown = [
        "__init__", "__repr__", "__str__", "__len__", "__getitem__", "__setitem__", "__delitem__", "__iter__",
        "__next__", "__call__", "__contains__", "__bool__", "__hash__", "__eq__", "__ne__", "__lt__", "__le__",
        "__gt__", "__ge__", "__neg__", "__pos__", "__invert__", "__abs__", "__float__", "__int__", "__index__",
        "__round__", "__name__", "__class__", "__dict__", "__doc__", "__add__", "__sub__", "__mul__",
        "__truediv__", "__floordiv__", "__mod__", "__pow__", "__matmul__", "__lshift__", "__rshift__", "__and__",
        "__or__", "__xor__", "__radd__", "__rsub__", "__rmul__", "__rtruediv__", "__rfloordiv__", "__rmod__",
        "__rpow__", "__rmatmul__", "__rlshift__", "__rrshift__", "__rand__", "__ror__", "__rxor__", "__iadd__",
        "__isub__", "__imul__", "__itruediv__", "__ifloordiv__", "__imod__", "__ipow__", "__imatmul__",
        "__ilshift__", "__irshift__", "__iand__", "__ior__", "__ixor__", "__new__", "__format__", "__reversed__",
        "args", "key", "reverse", "default", "sep", "end", "start", "strict", "data", "label", "__module__",
        "__qualname__", "__cause__", "value", "grad", "__getattr__", "__setattr__", "__divmod__", "__enter__",
        "__exit__", "__del__", "__delattr__", "__getattribute__", "__slots__", "__init_subclass__", "__set_name__",
        "__get__", "__set__", "__rdivmod__", "__class_getitem__", "__ceil__", "__floor__", "__trunc__",
        "__complex__", "__bytes__", "__missing__", "__length_hint__", "__prepare__", "__match_args__",
        "__annotations__", "file", "flush", "rel_tol", "abs_tol", "maxsplit", "keepends", "ndigits", "base", "tabsize",
        "exp", "mod", "super", "isinstance", "print", "match", ".0", "<lambda>",
    ]

    static let `init` = Symbol(id: 0)
    static let repr = Symbol(id: 1)
    static let str = Symbol(id: 2)
    static let len = Symbol(id: 3)
    static let getItem = Symbol(id: 4)
    static let setItem = Symbol(id: 5)
    static let delItem = Symbol(id: 6)
    static let iter = Symbol(id: 7)
    static let next = Symbol(id: 8)
    static let call = Symbol(id: 9)
    static let contains = Symbol(id: 10)
    static let bool = Symbol(id: 11)
    static let hash = Symbol(id: 12)
    static let eq = Symbol(id: 13)
    static let ne = Symbol(id: 14)
    static let lt = Symbol(id: 15)
    static let le = Symbol(id: 16)
    static let gt = Symbol(id: 17)
    static let ge = Symbol(id: 18)
    static let neg = Symbol(id: 19)
    static let pos = Symbol(id: 20)
    static let invert = Symbol(id: 21)
    static let abs = Symbol(id: 22)
    static let float = Symbol(id: 23)
    static let int = Symbol(id: 24)
    static let index = Symbol(id: 25)
    static let round = Symbol(id: 26)
    static let name = Symbol(id: 27)
    static let `class` = Symbol(id: 28)
    static let dict = Symbol(id: 29)
    static let doc = Symbol(id: 30)
    /// The first of the thirteen arithmetic methods, in the order of `BinaryOperator`; then their reflected forms;
    /// then the in-place ones.
    private static let firstArithmetic: Int32 = 31
    static func forward(_ op: BinaryOperator) -> Symbol { Symbol(id: firstArithmetic + Int32(op.rawValue)) }
    static func reflected(_ op: BinaryOperator) -> Symbol { Symbol(id: firstArithmetic + 13 + Int32(op.rawValue)) }
    static func inPlace(_ op: BinaryOperator) -> Symbol { Symbol(id: firstArithmetic + 26 + Int32(op.rawValue)) }
    static let new = Symbol(id: 70)
    static let format = Symbol(id: 71)
    static let reversed = Symbol(id: 72)
    static let args = Symbol(id: 73)
    static let key = Symbol(id: 74)
    static let reverse = Symbol(id: 75)
    static let `default` = Symbol(id: 76)
    static let sep = Symbol(id: 77)
    static let end = Symbol(id: 78)
    static let start = Symbol(id: 79)
    static let strict = Symbol(id: 80)
    static let data = Symbol(id: 81)
    static let label = Symbol(id: 82)
    static let module = Symbol(id: 83)
    static let qualname = Symbol(id: 84)
    static let cause = Symbol(id: 85)
    static let value = Symbol(id: 86)
    static let grad = Symbol(id: 87)
    /// Hooks of the object model that this subset does not call. A class that defines one is refused, because
    /// ignoring it would be neither Python's behaviour nor a refusal.
    static let firstRefusedHook: Int32 = 88
    static let lastRefusedHook: Int32 = 111
    static let annotations = Symbol(id: 112)
    static let file = Symbol(id: 113)
    static let flush = Symbol(id: 114)
    static let relTol = Symbol(id: 115)
    static let absTol = Symbol(id: 116)
    static let maxSplit = Symbol(id: 117)
    static let keepEnds = Symbol(id: 118)
    static let nDigits = Symbol(id: 119)
    static let base = Symbol(id: 120)
    static let tabSize = Symbol(id: 121)
    static let exp = Symbol(id: 122)
    static let mod = Symbol(id: 123)
    static let `super` = Symbol(id: 124)
    static let isInstance = Symbol(id: 125)
    static let print = Symbol(id: 126)
    static let match = Symbol(id: 127)
    /// The iterator that a generator expression is called with.
    static let firstIterator = Symbol(id: 128)
    static let lambda = Symbol(id: 129)

    static func compare(_ op: CompareOperator) -> Symbol {
        switch op {
        case .less: lt
        case .lessEqual: le
        case .equal: eq
        case .notEqual: ne
        case .greater: gt
        default: ge
        }
    }

    var isRefusedHook: Bool {
        id >= Self.firstRefusedHook && id <= Self.lastRefusedHook || self == .new || self == .reversed
    }
}
