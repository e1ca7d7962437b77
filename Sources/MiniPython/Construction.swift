/// Calling a type: `int("3")`, `list(xs)`, `ValueError("no")`, and instances of the program's own classes.
extension Machine {
    func make(
        _ type: PyType, _ arguments: [PyValue], _ keywords: [(symbol: Symbol, value: PyValue)]
    ) throws(Fault) -> PyValue {
        if type.native == .object {
            let instance = PyInstance.make(type)
            instance.epoch = epoch
            register(instance)
            let value = PyValue.object(instance)
            if let initializer = type.lookup(.`init`) {
                let result = try call(initializer, [value] + arguments, keywords)
                if !result.isNone {
                    throw typeError("__init__() should return None, not '\(typeName(result))'")
                }
            } else if !arguments.isEmpty || !keywords.isEmpty {
                throw typeError("\(type.name)() takes no arguments")
            }
            return value
        }
        if type.native == .exception { return try makeException(type, arguments, keywords) }
        if type.native == .value { return try makeValue(arguments, keywords) }
        func keyword(_ symbol: Symbol) -> PyValue? { keywords.first { $0.symbol == symbol }?.value }
        /// Checks the arguments; `words` says how CPython counts them, and without any a wrong count is refused.
        func limit(_ bounds: ClosedRange<Int>, _ allowed: [Symbol] = [], isCounted: Bool = true) throws(Fault) {
            for given in keywords where !allowed.contains(given.symbol) {
                let name = symbols[given.symbol]
                if Convention.typesWithKeywords.contains(type.name), Convention.realKeywords.contains(name) {
                    throw .unsupported("the argument '\(name)' of '\(type.name)'")
                }
                throw typeError(
                    Convention.typesWithKeywords.contains(type.name)
                        ? "'\(name)' is an invalid keyword argument for \(type.name)()"
                        : "\(type.name)() takes no keyword arguments")
            }
            if bounds.contains(arguments.count) { return }
            guard isCounted else { throw .unsupported("'\(type.name)' with \(arguments.count) arguments") }
            let isTooFew = arguments.count < bounds.lowerBound
            let bound = isTooFew ? bounds.lowerBound : bounds.upperBound
            let amount = bounds.count == 1 ? "" : isTooFew ? "at least " : "at most "
            throw typeError(
                "\(type.name) expected \(amount)\(bound) argument\(bound == 1 ? "" : "s"), got \(arguments.count)")
        }
        let first = arguments.first
        switch type.native {
        case .bool:
            try limit(0...1)
            return .bool(try first.map { value throws(Fault) in try isTrue(value) } ?? false)
        case .int:
            if arguments.count + keywords.count > 2 { throw .unsupported("'int' with so many arguments") }
            try limit(0...2, [.base], isCounted: false)
            let radix = arguments.count == 2 ? arguments[1] : keyword(.base)
            guard let radix else {
                return .int(try first.map { value throws(Fault) in try integer(value) } ?? 0)
            }
            guard let first else { throw typeError("int() missing string argument") }
            guard let base = try integerIndex(radix) else {
                throw typeError("'\(typeName(radix))' object cannot be interpreted as an integer")
            }
            guard base == 0 || (2...36).contains(base) else {
                throw valueError("int() base must be >= 2 and <= 36, or 0")
            }
            guard let text = first.string else {
                throw typeError("int() can't convert non-string with explicit base")
            }
            return .int(try integer(text, base: Int(base)))
        case .float:
            try limit(0...1)
            return .float(try first.map { value throws(Fault) in try double(value) } ?? 0)
        case .string:
            try limit(0...1, isCounted: false)
            return .text(try first.map { value throws(Fault) in try string(value) } ?? [])
        case .list:
            try limit(0...1)
            return list(try first.map { value throws(Fault) in try items(of: value) } ?? [])
        case .tuple:
            try limit(0...1)
            if let first, first.object?.kind == .tuple { return first }
            return tuple(try first.map { value throws(Fault) in try items(of: value) } ?? [])
        case .set:
            try limit(0...1)
            let set = newSet()
            if let first {
                try insertAll(of: first, into: set)
            }
            return .object(set)
        case .dict:
            if arguments.count > 1 { throw typeError("dict expected at most 1 argument, got \(arguments.count)") }
            let dict = newDict()
            if let first { try update(dict, from: first) }
            for given in keywords { try store(given.value, at: .text(symbols[given.symbol]), in: dict) }
            return .object(dict)
        case .range:
            try limit(1...3)
            return try range(arguments)
        case .slice:
            try limit(1...3)
            if arguments.count == 1 { return .object(PySlice(.none, arguments[0], .none)) }
            return .object(PySlice(arguments[0], arguments[1], arguments.count > 2 ? arguments[2] : .none))
        case .enumerate:
            if arguments.count + keywords.count > 2 { throw .unsupported("'enumerate' with so many arguments") }
            try limit(1...2, [.start], isCounted: false)
            let start = arguments.count > 1 ? arguments[1] : keyword(.start) ?? .int(0)
            guard let number = try integerIndex(start) else {
                throw typeError("'\(typeName(start))' object cannot be interpreted as an integer")
            }
            return try enumerate(arguments[0], start: number)
        case .zip:
            try limit(0...Int.max, [.strict])
            let isStrict = try keyword(.strict).map { value throws(Fault) in try isTrue(value) } ?? false
            return try zip(arguments, isStrict: isStrict)
        case .map:
            try limit(0...Int.max)
            if arguments.count < 2 { throw typeError("map() must have at least two arguments.") }
            return try map(arguments[0], Array(arguments.dropFirst()))
        case .filter:
            try limit(2...2)
            return try filter(arguments[0], arguments[1])
        case .reversed:
            try limit(1...1)
            return try reversed(arguments[0])
        case .type:
            if arguments.count == 1, keywords.isEmpty { return .object(types.of(arguments[0])) }
            throw .unsupported("making a class by calling 'type'")
        case .property:
            try limit(1...2, isCounted: false)
            return .object(PyProperty(getter: arguments[0], setter: arguments.count > 1 ? arguments[1] : .none))
        case .staticMethod:
            try limit(1...1)
            return .object(PyWrapped(.staticMethod, arguments[0]))
        case .classMethod:
            try limit(1...1)
            return .object(PyWrapped(.classMethod, arguments[0]))
        case .superProxy:
            if !keywords.isEmpty { throw typeError("super() takes no keyword arguments") }
            return try makeSuper(arguments)
        case .builtin, .generator, .keys, .values, .items:
            throw typeError("cannot create '\(type.name)' instances")
        default: throw .unsupported("making '\(type.name)' objects by calling their type")
        }
    }

    /// Membership needs no order, so any set may be copied.
    func insertAll(of value: PyValue, into set: PySet) throws(Fault) {
        // CPython makes room at once for what comes from a set or dict, which is seen in the order of five or more.
        let isRoomMade = set.table.count + (value.object?.set?.table.count ?? value.object?.dict?.table.count ?? 0) >= 5
        if let other = value.object?.set {
            let isCopy = set.table.count == 0 && !isRoomMade
            try merge(value, into: set)
            if other.table.count > 0 { set.hasHistory = other.hasHistory || !isCopy }
        } else {
            if value.object?.dict != nil, isRoomMade { set.hasHistory = true }
            try merge(value, into: set)
        }
    }

    private func makeException(
        _ type: PyType, _ arguments: [PyValue], _ keywords: [(symbol: Symbol, value: PyValue)]
    ) throws(Fault) -> PyValue {
        let exception = PyException(type, args: arguments)
        exception.epoch = epoch
        register(exception)
        let value = PyValue.object(exception)
        if let initializer = type.lookup(.`init`) {
            _ = try call(initializer, [value] + arguments, keywords)
        } else if !keywords.isEmpty {
            if let base = [types.nameError, types.attributeError, types.importError].first(where: type.isSubtype(of:)) {
                throw .unsupported("keyword arguments of '\(base.name)'")
            }
            throw typeError("\(type.name)() takes no keyword arguments")
        }
        return value
    }

    private func makeSuper(_ arguments: [PyValue]) throws(Fault) -> PyValue {
        guard arguments.count == 2, let type = arguments[0].object?.asType else {
            throw .unsupported("'super' with other arguments than a class and an object")
        }
        guard types.of(arguments[1]).isSubtype(of: type) else {
            throw typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        return .object(PySuper(type.base, receiver: arguments[1]))
    }

    private func range(_ arguments: [PyValue]) throws(Fault) -> PyValue {
        var numbers: [Int64] = []
        for argument in arguments {
            guard let number = try integerIndex(argument) else {
                throw typeError("'\(typeName(argument))' object cannot be interpreted as an integer")
            }
            numbers.append(number)
        }
        let start = numbers.count > 1 ? numbers[0] : 0
        let stop = numbers.count > 1 ? numbers[1] : numbers[0]
        let step = numbers.count > 2 ? numbers[2] : 1
        if step == 0 { throw valueError("range() arg 3 must not be zero") }
        guard step > 0 ? start < stop : start > stop else { return .object(PyRange(start, stop, step, count: 0)) }
        let distance = step > 0 ? UInt64(bitPattern: stop &- start) : UInt64(bitPattern: start &- stop)
        let count = (distance - 1) / step.magnitude + 1
        guard count <= UInt64(Int64.max) else { throw .unsupported(Fault.integerTooLarge) }
        return .object(PyRange(start, stop, step, count: Int64(count)))
    }
}
