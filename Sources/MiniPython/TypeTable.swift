/// The types that are there before a program begins: Python's own and its exception classes.
struct TypeTable {
    let object, type, none, bool, int, float, str, list, tuple, dict, set, range, slice: PyType
    let function, builtin, method, generator, module, property, staticMethod, classMethod, superType: PyType
    let methodDescriptor: PyType
    /// By name.
    let iterators: [(name: String, type: PyType)]
    let iterator, enumerate, zip, map, filter, reversed, keys, values, items: PyType
    let notImplemented, ellipsis, cell, value: PyType

    let baseException, exception, typeError, valueError, nameError, unboundLocalError, attributeError: PyType
    let zeroDivisionError, overflowError, indexError, keyError, lookupError, arithmeticError: PyType
    let assertionError, runtimeError, recursionError, notImplementedError, stopIteration: PyType
    let importError, moduleNotFoundError: PyType
    /// Types and exception classes by the names under which a program finds them.
    let named: [(String, PyType)]

    init(_ make: (String, PyType?, NativeType) -> PyType) {
        let object = make("object", nil, .object)
        self.object = object
        func type(_ name: String, _ native: NativeType) -> PyType { make(name, object, native) }
        self.type = type("type", .type)
        none = type("NoneType", .none)
        int = type("int", .int)
        bool = make("bool", int, .bool)
        float = type("float", .float)
        str = type("str", .string)
        list = type("list", .list)
        tuple = type("tuple", .tuple)
        dict = type("dict", .dict)
        set = type("set", .set)
        range = type("range", .range)
        slice = type("slice", .slice)
        function = type("function", .function)
        builtin = type("builtin_function_or_method", .builtin)
        method = type("method", .method)
        generator = type("generator", .generator)
        module = type("module", .module)
        property = type("property", .property)
        staticMethod = type("staticmethod", .staticMethod)
        classMethod = type("classmethod", .classMethod)
        superType = type("super", .superProxy)
        methodDescriptor = type("method_descriptor", .builtin)
        iterator = type("iterator", .iterator)
        iterators = [
            "list_iterator", "tuple_iterator", "range_iterator", "str_iterator", "str_ascii_iterator", "set_iterator",
            "callable_iterator", "dict_keyiterator", "dict_valueiterator", "dict_itemiterator",
            "list_reverseiterator", "dict_reversekeyiterator", "dict_reversevalueiterator", "dict_reverseitemiterator",
        ].map { ($0, type($0, .iterator)) }
        enumerate = type("enumerate", .enumerate)
        zip = type("zip", .zip)
        map = type("map", .map)
        filter = type("filter", .filter)
        reversed = type("reversed", .reversed)
        keys = type("dict_keys", .keys)
        values = type("dict_values", .values)
        items = type("dict_items", .items)
        notImplemented = type("NotImplementedType", .notImplemented)
        ellipsis = type("ellipsis", .ellipsis)
        cell = type("cell", .cell)
        value = type("Value", .value)

        var exceptions: [(String, PyType)] = []
        func error(_ name: String, _ base: PyType) -> PyType {
            let type = make(name, base, .exception)
            exceptions.append((name, type))
            return type
        }
        baseException = error("BaseException", object)
        exception = error("Exception", baseException)
        typeError = error("TypeError", exception)
        valueError = error("ValueError", exception)
        nameError = error("NameError", exception)
        unboundLocalError = error("UnboundLocalError", nameError)
        attributeError = error("AttributeError", exception)
        arithmeticError = error("ArithmeticError", exception)
        zeroDivisionError = error("ZeroDivisionError", arithmeticError)
        overflowError = error("OverflowError", arithmeticError)
        _ = error("FloatingPointError", arithmeticError)
        lookupError = error("LookupError", exception)
        indexError = error("IndexError", lookupError)
        keyError = error("KeyError", lookupError)
        assertionError = error("AssertionError", exception)
        runtimeError = error("RuntimeError", exception)
        recursionError = error("RecursionError", runtimeError)
        notImplementedError = error("NotImplementedError", runtimeError)
        stopIteration = error("StopIteration", exception)
        importError = error("ImportError", exception)
        moduleNotFoundError = error("ModuleNotFoundError", importError)
        named =
            exceptions + [
                ("object", object), ("type", self.type), ("int", int), ("bool", bool), ("float", float),
                ("str", str), ("list", list), ("tuple", tuple), ("dict", dict), ("set", set), ("range", range),
                ("slice", slice), ("enumerate", enumerate), ("zip", zip), ("map", map), ("filter", filter),
                ("reversed", reversed), ("property", property), ("staticmethod", staticMethod),
                ("classmethod", classMethod), ("super", superType),
            ]
    }

    func of(_ value: PyValue) -> PyType {
        switch value {
        case .undefined, .callee, .none: none
        case .bool: bool
        case .int: int
        case .float: float
        case .notImplemented: notImplemented
        case .ellipsis: ellipsis
        case .object(let object): of(object)
        }
    }

    func of(_ object: PyObject) -> PyType {
        switch object.kind {
        case .string: str
        case .list: list
        case .tuple: tuple
        case .dict: dict
        case .set: set
        case .range: range
        case .slice: slice
        case .function: function
        case .builtin:
            object.builtin.map(of) ?? builtin
        case .boundMethod:
            object.boundMethod?.callee.builtin.map { $0.owner == "Value" || $0.isPythonFunction ? method : builtin }
                ?? method
        case .type: type
        case .instance, .exception: object.instance?.type ?? self.object
        case .cell: cell
        case .iterator: object.iterator.map(of) ?? iterator
        case .generator: generator
        case .module: module
        case .value: value
        case .property: property
        case .staticMethod: staticMethod
        case .classMethod: classMethod
        case .superProxy: superType
        case .view:
            switch object.view?.part {
            case .values: values
            case .items: items
            default: keys
            }
        }
    }

    private func of(_ object: PyBuiltin) -> PyType {
        switch object.origin {
        case .native: object.isMethod ? object.owner == "Value" ? function : methodDescriptor : builtin
        case .nativeMethod: builtin
        case .pythonMethod: method
        case .pythonFunction: function
        }
    }

    private func of(_ object: PyIterator) -> PyType {
        switch object.source {
        case .enumerate: enumerate
        case .zip: zip
        case .map: map
        case .filter: filter
        case .sequence: iterator
        case .list: named("list_iterator")
        case .tuple: named("tuple_iterator")
        case .range: named("range_iterator")
        case .string: named("str_ascii_iterator")
        case .set, .numbers: named("set_iterator")
        case .callable: named("callable_iterator")
        case .dict: named("dict_\(part(object))iterator")
        case .items where object.subject.string != nil: named("str_iterator")
        case .items: named("dict_reverse\(part(object))iterator")
        case .reversed:
            switch object.subject.object?.kind {
            case .list: named("list_reverseiterator")
            case .range: named("range_iterator")
            default: reversed
            }
        }
    }

    private func part(_ object: PyIterator) -> String {
        switch object.subject.object?.view?.part {
        case .values: "value"
        case .items: "item"
        default: "key"
        }
    }

    private func named(_ name: String) -> PyType { iterators.first { $0.name == name }?.type ?? iterator }
}
