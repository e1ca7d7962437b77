/// The names that CPython 3.11 has, from its own `dir()`: whatever of them this subset lacks is refused by name, because
/// Python's error for a missing name would be a falsehood. What every object has is in `object` alone. Nothing here says
/// what a name means.
enum PythonNames {
    static let object = [
        "__class__", "__delattr__", "__dict__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__",
        "__getattribute__", "__getstate__", "__gt__", "__hash__", "__init__", "__init_subclass__", "__le__",
        "__lt__", "__module__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__", "__setattr__",
        "__sizeof__", "__str__", "__subclasshook__", "__weakref__",
    ]

    static let type = [
        "__abstractmethods__", "__annotations__", "__base__", "__bases__", "__basicsize__", "__call__",
        "__dictoffset__", "__flags__", "__instancecheck__", "__itemsize__", "__mro__", "__name__", "__or__",
        "__prepare__", "__qualname__", "__ror__", "__subclasscheck__", "__subclasses__", "__text_signature__",
        "__weakrefoffset__", "mro",
    ]

    static let builtins = [
        "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup",
        "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError",
        "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError",
        "DeprecationWarning", "EOFError", "Ellipsis", "EncodingWarning", "EnvironmentError", "Exception",
        "ExceptionGroup", "False", "FileExistsError", "FileNotFoundError", "FloatingPointError",
        "FutureWarning", "GeneratorExit", "IOError", "ImportError", "ImportWarning", "IndentationError",
        "IndexError", "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError",
        "MemoryError", "ModuleNotFoundError", "NameError", "None", "NotADirectoryError", "NotImplemented",
        "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError",
        "ProcessLookupError", "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError",
        "RuntimeWarning", "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError",
        "SystemExit", "TabError", "TimeoutError", "True", "TypeError", "UnboundLocalError",
        "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning",
        "UserWarning", "ValueError", "Warning", "ZeroDivisionError", "__annotations__", "__build_class__",
        "__builtins__", "__cached__", "__debug__", "__doc__", "__file__", "__import__", "__loader__",
        "__name__", "__package__", "__spec__", "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool",
        "breakpoint", "bytearray", "bytes", "callable", "chr", "classmethod", "compile", "complex", "copyright",
        "credits", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "exit", "filter", "float",
        "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int",
        "isinstance", "issubclass", "iter", "len", "license", "list", "locals", "map", "max", "memoryview",
        "min", "next", "object", "oct", "open", "ord", "pow", "print", "property", "quit", "range", "repr",
        "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super",
        "tuple", "type", "vars", "zip",
    ]

    static let math = [
        "__doc__", "__file__", "__loader__", "__name__", "__package__", "__spec__", "acos", "acosh", "asin",
        "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "comb", "copysign", "cos", "cosh", "degrees", "dist",
        "e", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "factorial", "floor", "fmod", "frexp", "fsum",
        "gamma", "gcd", "hypot", "inf", "isclose", "isfinite", "isinf", "isnan", "isqrt", "lcm", "ldexp",
        "lgamma", "log", "log10", "log1p", "log2", "modf", "nan", "nextafter", "perm", "pi", "pow", "prod",
        "radians", "remainder", "sin", "sinh", "sqrt", "tan", "tanh", "tau", "trunc", "ulp",
    ]

    static let random = [
        "BPF", "LOG4", "NV_MAGICCONST", "RECIP_BPF", "Random", "SG_MAGICCONST", "SystemRandom", "TWOPI", "_ONE",
        "_Sequence", "_Set", "__all__", "__builtins__", "__cached__", "__doc__", "__file__", "__loader__",
        "__name__", "__package__", "__spec__", "_accumulate", "_acos", "_bisect", "_ceil", "_cos", "_e", "_exp",
        "_floor", "_index", "_inst", "_isfinite", "_log", "_os", "_pi", "_random", "_repeat", "_sha512", "_sin",
        "_sqrt", "_test", "_test_generator", "_urandom", "_warn", "betavariate", "choice", "choices",
        "expovariate", "gammavariate", "gauss", "getrandbits", "getstate", "lognormvariate", "normalvariate",
        "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "seed", "setstate", "shuffle",
        "triangular", "uniform", "vonmisesvariate", "weibullvariate",
    ]

    static let module = [
        "__builtins__", "__cached__", "__dict__", "__file__", "__loader__", "__package__", "__path__",
        "__spec__",
    ]

    static let int = [
        "__abs__", "__add__", "__and__", "__bool__", "__ceil__", "__divmod__", "__float__", "__floor__",
        "__floordiv__", "__getnewargs__", "__index__", "__int__", "__invert__", "__lshift__", "__mod__",
        "__mul__", "__neg__", "__or__", "__pos__", "__pow__", "__radd__", "__rand__", "__rdivmod__",
        "__rfloordiv__", "__rlshift__", "__rmod__", "__rmul__", "__ror__", "__round__", "__rpow__",
        "__rrshift__", "__rshift__", "__rsub__", "__rtruediv__", "__rxor__", "__sub__", "__truediv__",
        "__trunc__", "__xor__", "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator",
        "from_bytes", "imag", "numerator", "real", "to_bytes",
    ]

    static let float = [
        "__abs__", "__add__", "__bool__", "__ceil__", "__divmod__", "__float__", "__floor__", "__floordiv__",
        "__getformat__", "__getnewargs__", "__int__", "__mod__", "__mul__", "__neg__", "__pos__", "__pow__",
        "__radd__", "__rdivmod__", "__rfloordiv__", "__rmod__", "__rmul__", "__round__", "__rpow__", "__rsub__",
        "__rtruediv__", "__sub__", "__truediv__", "__trunc__", "as_integer_ratio", "conjugate", "fromhex",
        "hex", "imag", "is_integer", "real",
    ]

    static let string = [
        "__add__", "__contains__", "__getitem__", "__getnewargs__", "__iter__", "__len__", "__mod__", "__mul__",
        "__rmod__", "__rmul__", "capitalize", "casefold", "center", "count", "encode", "endswith", "expandtabs",
        "find", "format", "format_map", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit",
        "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust",
        "lower", "lstrip", "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind",
        "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip",
        "swapcase", "title", "translate", "upper", "zfill",
    ]

    static let list = [
        "__add__", "__class_getitem__", "__contains__", "__delitem__", "__getitem__", "__iadd__", "__imul__",
        "__iter__", "__len__", "__mul__", "__reversed__", "__rmul__", "__setitem__", "append", "clear", "copy",
        "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
    ]

    static let tuple = [
        "__add__", "__class_getitem__", "__contains__", "__getitem__", "__getnewargs__", "__iter__", "__len__",
        "__mul__", "__rmul__", "count", "index",
    ]

    static let dict = [
        "__class_getitem__", "__contains__", "__delitem__", "__getitem__", "__ior__", "__iter__", "__len__",
        "__or__", "__reversed__", "__ror__", "__setitem__", "clear", "copy", "fromkeys", "get", "items", "keys",
        "pop", "popitem", "setdefault", "update", "values",
    ]

    static let set = [
        "__and__", "__class_getitem__", "__contains__", "__iand__", "__ior__", "__isub__", "__iter__",
        "__ixor__", "__len__", "__or__", "__rand__", "__ror__", "__rsub__", "__rxor__", "__sub__", "__xor__",
        "add", "clear", "copy", "difference", "difference_update", "discard", "intersection",
        "intersection_update", "isdisjoint", "issubset", "issuperset", "pop", "remove", "symmetric_difference",
        "symmetric_difference_update", "union", "update",
    ]

    static let none = [
        "__bool__"
    ]

    static let range = [
        "__bool__", "__contains__", "__getitem__", "__iter__", "__len__", "__reversed__", "count", "index",
        "start", "step", "stop",
    ]

    static let slice = [
        "indices", "start", "step", "stop",
    ]

    static let function = [
        "__annotations__", "__builtins__", "__call__", "__closure__", "__code__", "__defaults__", "__get__",
        "__globals__", "__kwdefaults__", "__name__", "__qualname__",
    ]

    static let builtin = [
        "__call__", "__name__", "__qualname__", "__self__", "__text_signature__",
    ]

    static let method = [
        "__annotations__", "__builtins__", "__call__", "__closure__", "__code__", "__defaults__", "__func__",
        "__get__", "__globals__", "__kwdefaults__", "__name__", "__objclass__", "__qualname__", "__self__",
        "__text_signature__",
    ]

    static let generator = [
        "__del__", "__iter__", "__name__", "__next__", "__qualname__", "close", "gi_code", "gi_frame",
        "gi_running", "gi_suspended", "gi_yieldfrom", "send", "throw",
    ]

    static let keys = [
        "__and__", "__contains__", "__iter__", "__len__", "__or__", "__rand__", "__reversed__", "__ror__",
        "__rsub__", "__rxor__", "__sub__", "__xor__", "isdisjoint", "mapping",
    ]

    static let values = [
        "__iter__", "__len__", "__reversed__", "mapping",
    ]

    static let iterator = [
        "__class_getitem__", "__iter__", "__length_hint__", "__next__", "__setstate__",
    ]

    static let property = [
        "__delete__", "__get__", "__isabstractmethod__", "__set__", "__set_name__", "deleter", "fdel", "fget",
        "fset", "getter", "setter",
    ]

    static let wrapped = [
        "__call__", "__func__", "__get__", "__isabstractmethod__", "__name__", "__qualname__", "__wrapped__",
    ]

    static let superProxy = [
        "__get__", "__self__", "__self_class__", "__thisclass__",
    ]

    static let exception = [
        "__cause__", "__context__", "__notes__", "__setstate__", "__suppress_context__", "__traceback__",
        "add_note", "args", "with_traceback",
    ]

    static let nameError = [
        "name"
    ]

    static let attributeError = [
        "name", "obj",
    ]

    static let importError = [
        "msg", "name", "path",
    ]

    static let stopIteration = [
        "value"
    ]

    /// What an object that is of a type, or a class derived from it, has beside `object`'s.
    static func ofInstances(_ type: NativeType) -> [String] {
        switch type {
        case .object, .ellipsis, .cell: []
        case .notImplemented: ["__bool__"]
        case .type: self.type
        case .none: none
        case .bool, .int: int
        case .float: float
        case .string: string
        case .list: list
        case .tuple: tuple
        case .dict: dict
        case .set: set
        case .range: range
        case .slice: slice
        case .function: function
        case .builtin: builtin
        case .method: method
        case .iterator, .enumerate, .zip, .map, .filter, .reversed: iterator
        case .generator: generator
        case .module: module
        case .value: ["_backward", "_op", "_prev"]
        case .property: property
        case .staticMethod, .classMethod: wrapped
        case .superProxy: superProxy
        case .exception: exception
        case .keys, .items: keys
        case .values: values
        }
    }

    /// Exceptions that carry more than their arguments.
    static func ofException(_ name: String) -> [String] {
        switch name {
        case "NameError": nameError
        case "AttributeError": attributeError
        case "ImportError": importError
        case "StopIteration": stopIteration
        default: []
        }
    }
}

extension Machine {
    /// Whether CPython's object of this kind has the attribute. Classes of the program's own count as what they are
    /// derived from.
    func isKnownToPython(_ value: PyValue, _ name: String) -> Bool {
        if PythonNames.object.contains(name) { return true }
        let type = types.of(value)
        if isKnownToPython(instancesOf: type, name) { return true }
        if value.object?.asType?.native == .value, name == "data" || name == "grad" { return true }
        if let type = value.object?.asType { return isKnownToPython(instancesOf: type, name) }
        if let proxy = value.object?.superProxy {
            return proxy.start.map { isKnownToPython(instancesOf: $0, name) } ?? false
        }
        switch value.object?.module?.name {
        case "math": return PythonNames.math.contains(name)
        case "random": return PythonNames.random.contains(name)
        default: break
        }
        return false
    }

    private func isKnownToPython(instancesOf type: PyType, _ name: String) -> Bool {
        if PythonNames.ofInstances(type.native).contains(name) { return true }
        if type.native == .value, name.hasPrefix("__"), name.hasSuffix("__") { return true }
        guard type.native == .exception else { return false }
        var current: PyType? = type
        while let type = current {
            if PythonNames.ofException(type.name).contains(name) { return true }
            current = type.base
        }
        return false
    }

    /// Python has it, this subset has not.
    func refusedAttribute(_ value: PyValue, _ name: String) -> Fault {
        switch value.object?.kind {
        case .module: .unsupported("'\(value.object?.module?.name ?? "").\(name)'")
        case .type: .unsupported("the attribute '\(name)' of the class '\(value.object?.asType?.name ?? "")'")
        case .value: .unsupported("the attribute '\(name)' of Values")
        default: .unsupported("the attribute '\(name)' of \(typeName(value)) objects")
        }
    }
}
