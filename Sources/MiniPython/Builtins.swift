/// The functions that are there without an import. Those that are types (`int`, `list`, `range` …) are made in
/// `Construction`; what Python has and this subset has not is listed with the reason.
enum Builtins {
    static let functions = [
        "abs", "all", "any", "callable", "chr", "divmod", "format", "getattr", "hasattr", "hash", "isinstance",
        "issubclass", "iter", "len", "max", "min", "next", "ord", "pow", "print", "repr", "round", "setattr",
        "sorted", "sum", "bin", "hex", "oct", "ascii", "delattr", "NotImplemented", "Ellipsis",
    ]

    /// Every name, for "did you mean".
    static let names: [String] =
        functions + [
            "object", "type", "int", "bool", "float", "str", "list", "tuple", "dict", "set", "range", "slice",
            "enumerate", "zip", "map", "filter", "reversed", "property", "staticmethod", "classmethod", "super",
            "Exception", "TypeError", "ValueError", "NameError", "AttributeError", "ZeroDivisionError",
            "IndexError", "KeyError", "AssertionError", "RuntimeError", "NotImplementedError", "StopIteration",
            "OverflowError", "ArithmeticError", "LookupError", "RecursionError",
        ]

    /// What to do without a name of Python's that is refused.
    static let advice: [String: String] = [
        "input": "a lesson has no one to ask", "open": "a snippet reads no files",
        "id": "it is an address in memory, which differs from run to run", "frozenset": "use a set or a tuple",
    ]

    static func make(_ name: String, _ machine: Machine) -> PyValue? {
        for (known, type) in machine.types.named where known == name { return .object(type) }
        switch name {
        case "NotImplemented": return .notImplemented
        case "Ellipsis": return .ellipsis
        default: return function(name).map { .object($0) }
        }
    }

    private static func function(_ name: String) -> PyBuiltin? {
        switch name {
        case "print":
            PyBuiltin(
                name, arity: 0...Int.max, keywords: [.sep, .end, .file, .flush], isPure: false
            ) { machine, arguments throws(Fault) in try print(machine, arguments) }
        case "len":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in .count(try machine.length(arguments[0]))
            }
        case "abs":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in try abs(machine, arguments[0]) }
        case "sum":
            PyBuiltin(name, arity: 1...2, keywords: [.start]) { machine, arguments throws(Fault) in
                try sum(machine, arguments)
            }
        case "min":
            PyBuiltin(name, arity: 1...Int.max, keywords: [.key, .default]) { machine, arguments throws(Fault) in
                try extreme(machine, arguments, "min") { (new, best) throws(Fault) in try machine.isLess(new, best) }
            }
        case "max":
            PyBuiltin(name, arity: 1...Int.max, keywords: [.key, .default]) { machine, arguments throws(Fault) in
                try extreme(machine, arguments, "max") { (new, best) throws(Fault) in try machine.isGreater(new, best) }
            }
        case "sorted":
            PyBuiltin(name, arity: 1...1, keywords: [.key, .reverse]) { machine, arguments throws(Fault) in
                // Sorting puts any order right, except that a key can make different items equal.
                let hasKey = !(arguments.keyword(.key) ?? .none).isNone
                let items = try machine.items(of: hasKey ? arguments[0] : machine.inAnyOrder(arguments[0]))
                var sort = try Sort(items, arguments, machine)
                do throws(Fault) {
                    try sort.run()
                } catch {
                    try checkOrder(machine, arguments[0])
                    throw error
                }
                return machine.list(sort.items)
            }
        case "isinstance":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                .bool(try isInstance(machine, machine.types.of(arguments[0]), arguments[1], "isinstance"))
            }
        case "issubclass":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                guard let type = arguments[0].object?.asType else {
                    throw machine.typeError("issubclass() arg 1 must be a class")
                }
                return .bool(try isInstance(machine, type, arguments[1], "issubclass"))
            }
        case "repr":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in .text(try machine.repr(arguments[0])) }
        case "ascii":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .text(Text.ascii(try machine.repr(arguments[0])))
            }
        case "format":
            PyBuiltin(name, arity: 1...2) { machine, arguments throws(Fault) in
                let spec = arguments.optional(1)
                guard spec == nil || spec?.string != nil else {
                    throw machine.typeError("format() argument 2 must be str, not \(machine.typeName(arguments[1]))")
                }
                return .text(try machine.format(arguments[0], spec?.string?.bytes ?? []))
            }
        case "round":
            PyBuiltin(name, arity: 1...2, keywords: [.nDigits]) { machine, arguments throws(Fault) in
                try machine.round(
                    arguments[0], places: arguments.optional(1) ?? arguments.keyword(.nDigits) ?? .none)
            }
        case "iter":
            PyBuiltin(name, arity: 1...2) { machine, arguments throws(Fault) in
                if let sentinel = arguments.optional(1) {
                    if isCallable(arguments[0]) { return machine.until(arguments[0], sentinel) }
                    throw machine.typeError("iter(v, w): v must be callable")
                }
                return try machine.iterator(arguments[0])
            }
        case "next":
            PyBuiltin(name, arity: 1...2) { machine, arguments throws(Fault) in
                guard machine.isIterator(arguments[0]) else {
                    throw machine.typeError("'\(machine.typeName(arguments[0]))' object is not an iterator")
                }
                // What the program itself raises goes on as it is.
                if arguments.count == 1, let method = arguments[0].object?.instance?.type.lookup(.next) {
                    return try machine.call(method, [arguments[0]])
                }
                machine.returned = .none
                if let item = try machine.next(arguments[0]) { return item }
                if let value = arguments.optional(1) { return value }
                throw machine.stopIteration()
            }
        case "all":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                let iterator = try machine.iterator(arguments[0])
                while let item = try machine.next(iterator) {
                    try machine.charge(1)
                    if !(try machine.isTrue(item)) { return .bool(false) }
                }
                return .bool(true)
            }
        case "any":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                let iterator = try machine.iterator(arguments[0])
                while let item = try machine.next(iterator) {
                    try machine.charge(1)
                    if try machine.isTrue(item) { return .bool(true) }
                }
                return .bool(false)
            }
        case "callable":
            PyBuiltin(name, arity: 1...1) { _, arguments throws(Fault) in .bool(isCallable(arguments[0])) }
        case "chr":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                let code = try machine.shortInteger(arguments[0])
                guard code >= 0, code <= 0x10FFFF else {
                    throw machine.valueError("chr() arg not in range(0x110000)")
                }
                guard let scalar = Unicode.Scalar(UInt32(code)) else { throw .unsupported("surrogate characters") }
                return .text(String(Character(scalar)))
            }
        case "ord":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                guard let string = arguments[0].string else {
                    throw machine.typeError(
                        "ord() expected string of length 1, but \(machine.typeName(arguments[0])) found")
                }
                guard string.count == 1, let scalar = string.text.unicodeScalars.first else {
                    throw machine.typeError(
                        "ord() expected a character, but string of length \(string.count) found")
                }
                return .int(Int64(scalar.value))
            }
        case "bin", "oct", "hex":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                guard let number = try machine.integerIndex(arguments[0]) else {
                    throw machine.typeError(
                        "'\(machine.typeName(arguments[0]))' object cannot be interpreted as an integer")
                }
                let (radix, prefix) = name == "bin" ? (2, "0b") : name == "oct" ? (8, "0o") : (16, "0x")
                return .text((number < 0 ? "-" : "") + prefix + String(number.magnitude, radix: radix))
            }
        case "divmod":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                if case .float = arguments[0], arguments[1].number == 0 { throw divmodByZero(machine) }
                if case .float = arguments[1], arguments[0].number != nil, arguments[1].number == 0 {
                    throw divmodByZero(machine)
                }
                if arguments[0].object?.value == nil, arguments[1].object?.value == nil,
                    try !isDivisionByZero(machine, arguments[0], arguments[1]),
                    let quotient = try machine.arithmetic(.floorDiv, arguments[0], arguments[1]),
                    let remainder = try machine.arithmetic(.mod, arguments[0], arguments[1])
                {
                    return machine.tuple([quotient, remainder])
                }
                throw machine.typeError(
                    "unsupported operand type(s) for divmod(): '\(machine.typeName(arguments[0]))' and "
                        + "'\(machine.typeName(arguments[1]))'")
            }
        case "pow":
            PyBuiltin(name, arity: 0...3, takesAnyKeyword: true) { machine, arguments throws(Fault) in
                try power(machine, arguments)
            }
        case "hash":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                if case .float(let number) = arguments[0], number.isNaN {
                    throw .unsupported("the hash of nan", note: "it differs from object to object")
                }
                try machine.charge(arguments[0].object?.tuple?.count ?? 0)
                if let hash = NumberHash.of(arguments[0]) { return .int(hash) }
                let hash = try machine.hash(arguments[0])
                // Used for another hash it is not seen; shown, it would be a number of our own.
                let isInHash = machine.frames[machine.frameCount - 1].code.simpleName == "__hash__"
                if isInHash || arguments[0].object?.instance?.type.lookup(.hash) != nil {
                    return .int(hash == -1 ? -2 : hash)
                }
                throw .unsupported(
                    "the hash of \(Machine.article(machine.typeName(arguments[0])))",
                    note: "it differs from run to run, or between versions of Python")
            }
        case "getattr":
            PyBuiltin(name, arity: 2...3) { machine, arguments throws(Fault) in
                let symbol = try attributeName(machine, arguments[1])
                do throws(Fault) {
                    return try machine.attribute(arguments[0], symbol)
                } catch {
                    if let value = arguments.optional(2), case .raised(let exception) = error,
                        exception.type.isSubtype(of: machine.types.attributeError)
                    {
                        return value
                    }
                    throw error
                }
            }
        case "hasattr":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                let symbol = try attributeName(machine, arguments[1])
                do throws(Fault) {
                    return .bool(try machine.findAttribute(arguments[0], symbol) != nil)
                } catch {
                    if case .raised(let exception) = error,
                        exception.type.isSubtype(of: machine.types.attributeError)
                    {
                        return .bool(false)
                    }
                    throw error
                }
            }
        case "setattr":
            PyBuiltin(name, arity: 3...3) { machine, arguments throws(Fault) in
                try machine.setAttribute(
                    arguments[0], attributeName(machine, arguments[1]), arguments[2])
                return .none
            }
        case "delattr":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                try machine.deleteAttribute(arguments[0], attributeName(machine, arguments[1]))
                return .none
            }
        default: nil
        }
    }

    private static func attributeName(_ machine: Machine, _ value: PyValue) throws(Fault) -> Symbol {
        guard let name = value.string else {
            throw machine.typeError("attribute name must be string, not '\(machine.typeName(value))'")
        }
        return machine.symbols.intern(name.text)
    }

    static func isCallable(_ value: PyValue) -> Bool {
        switch value.object?.kind {
        case .function, .builtin, .boundMethod, .type: true
        case .instance, .exception: value.object?.instance?.type.lookup(.call) != nil
        default: false
        }
    }

    /// `object.__init__`, which `super().__init__()` reaches in a class without a base.
    static let defaultInitBody: Native = { machine, arguments throws(Fault) in
        if let exception = arguments.optional(0)?.object?.exception {
            exception.args = Array(arguments.all.dropFirst())
        } else if arguments.count > 1 {
            throw machine.typeError(
                "object.__init__() takes exactly one argument (the instance to initialize)")
        }
        return .none
    }

    static var defaultInit: PyBuiltin {
        PyBuiltin("__init__", owner: "object", arity: 0...Int.max, defaultInitBody)
    }

    /// `@name.setter`: the same property with another setter.
    static var propertySetter: PyBuiltin {
        PyBuiltin("setter", owner: "property", arity: 1...1) { machine, arguments throws(Fault) in
            guard let property = arguments[0].object?.property else { throw machine.wrongReceiver("property") }
            return .object(PyProperty(getter: property.getter, setter: arguments[1]))
        }
    }

    /// A method of a built-in class, which needs no object.
    static func method(ofClass type: NativeType, _ name: String) -> PyValue? {
        switch type {
        case .dict: name == "fromkeys" ? fromKeys : nil
        case .string: name == "maketrans" ? Translation.makeTable : nil
        default: nil
        }
    }

    private static var fromKeys: PyValue {
        .object(
            PyBuiltin("fromkeys", owner: "", title: "dict.fromkeys", arity: 1...2) { machine, arguments throws(Fault) in
                let dict = machine.newDict()
                let value = arguments.optional(1) ?? .none
                let isOrdered = try arguments[0].object?.set.map(machine.hasOrderOfInsertion)
                if isOrdered ?? (arguments[0].object?.dict != nil) {
                    try machine.forEachHashed(of: arguments[0]) { (key, hash) throws(Fault) in
                        try machine.store(value, at: key, hash: hash, in: dict)
                    }
                    return .object(dict)
                }
                for key in try machine.items(of: arguments[0], isHinted: false) {
                    try machine.store(value, at: key, in: dict)
                }
                return .object(dict)
            })
    }

    // MARK: Longer ones

    private static func print(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyValue {
        func separator(_ symbol: Symbol, _ standard: UInt8) throws(Fault) -> [UInt8] {
            guard let value = arguments.keyword(symbol), !value.isNone else { return [standard] }
            guard let string = value.string else {
                throw machine.typeError(
                    "\(machine.symbols[symbol]) must be None or a string, not \(machine.typeName(value))")
            }
            return string.bytes
        }
        if let file = arguments.keyword(.file), !file.isNone { throw .unsupported("printing to a file") }
        let between = try separator(.sep, UInt8(ascii: " "))
        let end = try separator(.end, UInt8(ascii: "\n"))
        // Piece by piece: what stands before an item that cannot be shown has been printed.
        for index in 0..<arguments.count {
            if index > 0 { try machine.print(between) }
            try machine.print(machine.string(arguments[index]))
        }
        try machine.print(end)
        return .none
    }

    private static func abs(_ machine: Machine, _ value: PyValue) throws(Fault) -> PyValue {
        switch value {
        case .int, .bool:
            let number = value.integer ?? 0
            if number == Int64.min { throw .unsupported(Fault.integerTooLarge) }
            return .int(Swift.abs(number))
        case .float(let number): return .float(number.magnitude)
        default: break
        }
        if let method = value.object?.instance?.type.lookup(.abs) { return try machine.call(method, [value]) }
        throw machine.typeError("bad operand type for abs(): '\(machine.typeName(value))'")
    }

    private static func sum(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyValue {
        var total = arguments.optional(1) ?? arguments.keyword(.start) ?? .int(0)
        if total.string != nil {
            throw machine.typeError("sum() can't sum strings [use ''.join(seq) instead]")
        }
        let iterator = try machine.iterator(
            total.integer == nil ? arguments[0] : machine.inAnyOrder(arguments[0], ifAllIntegers: true))
        while let item = try machine.next(iterator) {
            try machine.charge(1)
            switch (total, item) {
            case (.float(let a), .float(let b)): total = .float(a + b)
            default: total = try machine.binary(.add, total, item)
            }
        }
        return total
    }

    private static func extreme(
        _ machine: Machine, _ arguments: Arguments, _ name: String,
        _ isBetter: (PyValue, PyValue) throws(Fault) -> Bool
    ) throws(Fault) -> PyValue {
        if arguments.count > 1, arguments.keyword(.default) != nil {
            throw machine.typeError(
                "Cannot specify a default for \(name)() with multiple positional arguments")
        }
        let key = arguments.keyword(.key) ?? .none
        var best: (item: PyValue, key: PyValue)?
        let source = arguments.count > 1 ? machine.tuple(arguments.all) : arguments[0]
        let iterator = try machine.iterator(key.isNone ? machine.inAnyOrder(source) : source)
        while let item = try machine.next(iterator) {
            try machine.charge(1)
            let itemKey = key.isNone ? item : try machine.call(key, [item])
            do throws(Fault) {
                if let current = best, !(try isBetter(itemKey, current.key)) { continue }
            } catch {
                try checkOrder(machine, source)
                throw error
            }
            best = (item, itemKey)
        }
        if let best { return best.item }
        if let value = arguments.keyword(.default) { return value }
        throw machine.valueError("\(name)() arg is an empty sequence")
    }

    /// Which items of a set are compared when comparing fails depends on its order, for which there must be one.
    private static func checkOrder(_ machine: Machine, _ source: PyValue) throws(Fault) {
        if let set = source.object?.set { _ = try machine.orderedItems(set) }
    }

    private static func divmodByZero(_ machine: Machine) -> Fault {
        machine.exception(machine.types.zeroDivisionError, "float divmod()")
    }

    private static func isInstance(
        _ machine: Machine, _ type: PyType, _ classes: PyValue, _ name: String
    ) throws(Fault) -> Bool {
        if let tuple = classes.object?.tuple {
            try machine.nest()
            defer { machine.unnest() }
            for item in tuple.items where try isInstance(machine, type, item, name) { return true }
            return false
        }
        guard let other = classes.object?.asType else {
            let word = name == "issubclass" ? "class" : "type"
            let words = name == "issubclass" ? "classes" : "types"
            throw machine.typeError("\(name)() arg 2 must be a \(word), a tuple of \(words), or a union")
        }
        return type.isSubtype(of: other)
    }

    /// `divmod` has words of its own for floats.
    private static func isDivisionByZero(_ machine: Machine, _ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        guard x.number != nil, y.number == 0, x.integer == nil || y.integer == nil else { return false }
        throw machine.exception(machine.types.zeroDivisionError, "float divmod()")
    }

    private static func power(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyValue {
        func argument(_ index: Int, _ name: Symbol) throws(Fault) -> PyValue {
            if let value = arguments.optional(index) ?? arguments.keyword(name) { return value }
            throw machine.typeError(
                "pow() missing required argument '\(machine.symbols[name])' (pos \(index + 1))")
        }
        let x = try argument(0, .base)
        let y = try argument(1, .exp)
        // CPython misses what is required before it minds what is too much.
        if arguments.count + arguments.names.count > 3 { throw .unsupported("'pow' with so many arguments") }
        for name in arguments.names where ![.base, .exp, .mod].contains(name) {
            throw machine.typeError("'\(machine.symbols[name])' is an invalid keyword argument for pow()")
        }
        let z = arguments.optional(2) ?? arguments.keyword(.mod) ?? .none
        if z.isNone { return try machine.binary(.pow, x, y) }
        guard [x, y, z].allSatisfy({ $0.number != nil }) else { throw .unsupported("pow() with such a modulus") }
        guard let base = x.integer, let exponent = y.integer, let modulus = z.integer else {
            throw machine.typeError("pow() 3rd argument not allowed unless all arguments are integers")
        }
        if modulus == 0 { throw machine.valueError("pow() 3rd argument cannot be 0") }
        guard let result = Self.power(base, exponent, modulo: modulus.magnitude) else {
            throw machine.valueError("base is not invertible for the given modulus")
        }
        // The result has the modulus' sign.
        return .int(modulus < 0 && result != 0 ? Int64(result) &+ modulus : Int64(result))
    }

    /// Nothing when the exponent is negative and the base has no inverse.
    private static func power(_ base: Int64, _ exponent: Int64, modulo divisor: UInt64) -> UInt64? {
        func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
            divisor.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
        }
        let rest = base.magnitude % divisor
        var square = base < 0 && rest != 0 ? divisor - rest : rest
        if exponent < 0 {
            guard let inverse = inverse(square, modulo: divisor) else { return nil }
            square = inverse
        }
        var result = 1 % divisor
        var bits = exponent.magnitude
        while bits > 0 {
            if bits & 1 == 1 { result = multiply(result, square) }
            square = multiply(square, square)
            bits >>= 1
        }
        return result
    }

    /// By Euclid's algorithm; the coefficients are kept modulo the divisor.
    private static func inverse(_ number: UInt64, modulo divisor: UInt64) -> UInt64? {
        var (a, b) = (divisor, number)
        var (x, y): (UInt64, UInt64) = (0, 1 % divisor)
        while b != 0 {
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            let product = divisor.dividingFullWidth((quotient % divisor).multipliedFullWidth(by: y)).remainder
            (x, y) = (y, x >= product ? x - product : x + (divisor - product))
            (a, b) = (b, remainder)
        }
        return a == 1 ? x % divisor : nil
    }
}

extension Machine {
    /// `x op y` asked from Swift.
    func binary(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        if case .object(let left) = x, let method = plainMethod(op, Unmanaged.passUnretained(left), y) {
            let start = top
            reserve(2)
            (stack + start).initialize(to: x)
            (stack + (start + 1)).initialize(to: y)
            let code = method._withUnsafeGuaranteedRef { $0.codeReference }
            let frame = try push(code, uncounted: method, base: start, target: 0)
            frame.pointee.work(forCounted: nil, .leave)
            let result = try execute()
            return result.isNotImplemented ? try ask(op, x, y, leftWasAsked: true) : result
        }
        if let result = try arithmetic(op, x, y) { return result }
        return try ask(op, x, y)
    }
}
