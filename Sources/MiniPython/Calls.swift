import Source

/// Calls: binding arguments to parameters, making instances, entering and leaving generators, classes and functions.
extension Machine {
    /// Calls what is in the register `callee` (an absolute one). A Python function gets a frame, which the loop then
    /// executes; everything else is done when this returns, its result in the register `target` of the frame.
    func call(
        at callee: Int, argumentsAt base: Int, _ count: Int, _ names: [Symbol], target: Int
    ) throws(Fault) {
        guard let reference = (stack + callee).peekedCallable else { throw notCallable(stack[callee]) }
        if names.isEmpty, reference._withUnsafeGuaranteedRef({ $0.kind }) == .type {
            let type = Unmanaged<PyType>.fromOpaque(reference.toOpaque())
            if let function = type._withUnsafeGuaranteedRef({ $0.initializer(classVersion) }),
                function._withUnsafeGuaranteedRef({ $0.plainCount }) == count + 1, frameCount < budget.depth
            {
                return try construct(type, plainly: function, argumentsAt: base, count, target: target)
            }
            if count == 1, type._withUnsafeGuaranteedRef({ $0.native }) == .set,
                let tuple = (stack + base).peeked(.tuple, PyTuple.self)
            {
                // What a graph written in Python does for every number: `set(children)`.
                let set = newSet()
                let reference = Unmanaged.passUnretained(set)
                let itemCount = tuple._withUnsafeGuaranteedRef { $0.count }
                try checkSize(itemCount)
                for index in 0..<itemCount {
                    try insert(tuple._withUnsafeGuaranteedRef { $0.place(index) }, into: reference)
                }
                return give(.object(set), to: target)
            }
        }
        let object = reference.takeUnretainedValue()
        switch object.kind {
        case .function:
            if let function = object.function {
                try enter(
                    function, argumentsAt: base, count, names, target: target, onReturn: .store, isHeld: true)
            }
        case .builtin:
            if let builtin = object.builtin {
                let result = try call(builtin, argumentsAt: base, count, names)
                give(result, to: target)
            }
        case .type:
            if let type = object.asType, type.isUserDefined, type.native == .object {
                try construct(type, argumentsAt: base, count, names, target: target)
            } else {
                try callSlowly(.object(object), argumentsAt: base, count, names, target: target)
            }
        default: try callSlowly(.object(object), argumentsAt: base, count, names, target: target)
        }
    }

    /// Bound methods, callable objects and built-in types.
    private func callSlowly(
        _ callee: PyValue, argumentsAt base: Int, _ count: Int, _ names: [Symbol], target: Int
    ) throws(Fault) {
        if let method = callee.object?.boundMethod {
            // Below the arguments stands the callee or nothing: there is the place for the receiver.
            stack[base - 1] = method.receiver
            if let function = method.callee.function {
                try enter(function, argumentsAt: base - 1, count + 1, names, target: target, onReturn: .store)
                return
            }
            if let builtin = method.callee.builtin {
                let result = try call(builtin, argumentsAt: base - 1, count + 1, names)
                give(result, to: target)
                return
            }
            throw notCallable(.object(method.callee))
        }
        if let instance = callee.object?.instance, let function = instance.type.lookup(.call)?.object?.function {
            stack[base - 1] = callee
            try enter(function, argumentsAt: base - 1, count + 1, names, target: target, onReturn: .store)
            return
        }
        let positional = (0..<(count - names.count)).map { stack[base + $0] }
        let keywords = names.enumerated().map { (symbol: $1, value: stack[base + positional.count + $0]) }
        let result = try call(callee, positional, keywords)
        give(result, to: target)
    }

    private func notCallable(_ value: PyValue) -> Fault {
        if value.object?.kind == .staticMethod { return .unsupported("calling a 'staticmethod' object") }
        return typeError("'\(typeName(value))' object is not callable")
    }

    /// The commonest call: a function with as many arguments as it has plain parameters. It is not counted: either the
    /// register of the callee, which the caller leaves alone during the call, holds it, or what `Machine.retire` looks after.
    @inline(__always)
    func enterPlainly(
        _ function: Unmanaged<PyFunction>, argumentsAt base: Int, _ count: Int, _ target: Int
    ) throws(Fault) {
        let code = function._withUnsafeGuaranteedRef { $0.codeReference }
        let oldTop = top
        let end = base &+ code._withUnsafeGuaranteedRef { $0.registerCount }
        try push(code, uncounted: function, base: base, target: target)
        clear(base &+ count, min(oldTop, end))
    }

    /// Pushes a frame for a function, its parameters bound. A generator function gives its generator at once.
    ///
    /// The function's window begins where the arguments are, so that most calls move nothing. They are either the last
    /// registers of the caller's that are in use, or stand above `top`.
    ///
    /// - Parameter isHeld: whether the function stays without the frame: because the register of the callee holds it, or a
    ///   class or a global, whose contents `retire` looks after.
    func enter(
        _ function: PyFunction, argumentsAt base: Int, _ count: Int, _ names: [Symbol], target: Int,
        onReturn: Frame.OnReturn, subject: __owned PyObject? = nil, isHeld: Bool = false
    ) throws(Fault) {
        let code = function.code
        let oldTop = top
        if frameCount >= budget.depth { clear(base, base + count) }
        if isHeld {
            let frame = try push(
                Unmanaged.passUnretained(code), uncounted: Unmanaged.passUnretained(function), base: base,
                target: target)
            frame.pointee.work(for: subject, onReturn)
        } else {
            try push(code, function, subject: subject, base: base, target: target, onReturn: onReturn)
        }
        clear(base + count, min(oldTop, base + code.registerCount))
        if function.plainCount == count, names.isEmpty { return }
        // From here on the arguments are in the window: a fault in binding them is the caller's.
        do throws(Fault) {
            if !code.isPlain || !names.isEmpty || count != code.positionalCount {
                try bind(function, count, names, window: base)
            }
        } catch {
            clear(base, base + count)
            pop()
            throw error
        }
        if code.isGenerator { try leave(function, generatorAt: base, target, onReturn) }
    }

    /// A generator function has been entered: its registers go into the generator, and its frame goes.
    private func leave(
        _ function: PyFunction, generatorAt base: Int, _ target: Int, _ onReturn: Frame.OnReturn
    ) throws(Fault) {
        let generator = PyGenerator(function, taking: stack + base, unfinished)
        generator.epoch = epoch
        register(generator)
        pop()
        if onReturn == .leave {
            // The caller of `execute` expects a frame; a tiny one that returns the generator would only be in the way.
            pendingResult = .object(generator)
        } else {
            give(.object(generator), to: target)
        }
    }

    /// Python's rules for matching arguments with parameters, with its words when they do not match.
    private func bind(
        _ function: PyFunction, _ count: Int, _ names: [Symbol], window: Int
    ) throws(Fault) {
        let expected = function.code.positionalCount
        let missingCount = expected - count
        // Most often nothing is missing but what has a default.
        if function.code.isPlain, names.isEmpty, missingCount >= 0, missingCount <= function.defaults.count {
            let firstDefault = expected - function.defaults.count
            for index in count..<expected { stack[window + index] = function.defaults[index - firstDefault] }
            return
        }
        let parameters = function.code.parameters
        let positionalCount = count - names.count
        // The arguments stand where the window is, so they are taken out first.
        let given = (0..<count).map { stack[window + $0] }
        clear(window, window + count)
        for index in 0..<min(positionalCount, expected) { stack[window + index] = given[index] }
        let starPlace = window + expected + parameters.keywordOnly.count
        if parameters.hasStar {
            stack[starPlace] = tuple(positionalCount > expected ? Array(given[expected..<positionalCount]) : [])
        }
        let extra = parameters.hasDoubleStar ? newDict() : nil
        for (index, name) in names.enumerated() {
            let value = given[positionalCount + index]
            if let place = parameters.positional.firstIndex(of: name), place >= parameters.positionalOnly {
                if !stack[window + place].isUndefined {
                    throw typeError("\(title(function)) got multiple values for argument '\(symbols[name])'")
                }
                stack[window + place] = value
            } else if let place = parameters.keywordOnly.firstIndex(of: name) {
                if !stack[window + expected + place].isUndefined {
                    throw typeError("\(title(function)) got multiple values for argument '\(symbols[name])'")
                }
                stack[window + expected + place] = value
            } else if let extra {
                try store(value, at: .text(symbols[name]), in: extra)
            } else {
                let isPositionalOnly = parameters.positional.contains(name)
                let names = (parameters.positional + parameters.keywordOnly).map { symbols[$0] }
                let near = Spelling.nearest(to: symbols[name], among: names)
                throw exception(
                    types.typeError,
                    isPositionalOnly
                        ? "\(title(function)) got some positional-only arguments passed as keyword arguments: "
                            + "'\(symbols[name])'"
                        : "\(title(function)) got an unexpected keyword argument '\(symbols[name])'",
                    note: isPositionalOnly ? nil : near.map { "did you mean '\($0)'?" })
            }
        }
        if let extra { stack[starPlace + (parameters.hasStar ? 1 : 0)] = .object(extra) }
        if positionalCount > expected, !parameters.hasStar { throw tooMany(function, positionalCount, given: names) }
        let firstDefault = expected - function.defaults.count
        var missing: [String] = []
        for index in 0..<expected where stack[window + index].isUndefined {
            if index >= firstDefault {
                stack[window + index] = function.defaults[index - firstDefault]
            } else {
                missing.append(symbols[parameters.positional[index]])
            }
        }
        if !missing.isEmpty { throw missingArguments(function.code.name, missing, "positional") }
        for (index, name) in parameters.keywordOnly.enumerated() where stack[window + expected + index].isUndefined {
            if function.keywordDefaults[index].isUndefined {
                missing.append(symbols[name])
            } else {
                stack[window + expected + index] = function.keywordDefaults[index]
            }
        }
        if !missing.isEmpty { throw missingArguments(function.code.name, missing, "keyword-only") }
    }

    private func title(_ function: PyFunction) -> String { "\(function.code.name)()" }

    private func tooMany(_ function: PyFunction, _ given: Int, given names: [Symbol]) -> Fault {
        let parameters = function.code.parameters
        let most = parameters.positional.count
        return tooManyArguments(
            function.code.name, least: most - function.defaults.count, most: most, given,
            keywordOnly: names.filter { parameters.keywordOnly.contains($0) }.count)
    }

    /// The commonest instance: the arguments are as many as the plain parameters of its `__init__`.
    private func construct(
        _ type: Unmanaged<PyType>, plainly function: Unmanaged<PyFunction>, argumentsAt base: Int, _ count: Int,
        target: Int
    ) throws(Fault) {
        let instance = type._withUnsafeGuaranteedRef { PyInstance.make($0) }
        instance.epoch = epoch
        register(instance)
        // One reference for the frame, and one for the register below the arguments, where the class stands, or nothing.
        let subject = Unmanaged<PyObject>.passRetained(instance)
        subject.hold()
        (stack + (base - 1)).take(.object(subject.takeRetainedValue()))
        let oldTop = top
        let code = function._withUnsafeGuaranteedRef { $0.codeReference }
        let frame = try push(code, uncounted: function, base: base - 1, target: target)
        frame.pointee.work(forCounted: subject, .initialize)
        clear(base + count, min(oldTop, base - 1 + frame.pointee.registerCount))
    }

    /// An instance, and a frame for its `__init__` if it has one.
    private func construct(
        _ type: PyType, argumentsAt base: Int, _ count: Int, _ names: [Symbol], target: Int
    ) throws(Fault) {
        let instance = PyInstance.make(type)
        instance.epoch = epoch
        register(instance)
        guard let initializer = type.lookup(.`init`) else {
            if count > 0 { throw typeError("\(type.name)() takes no arguments") }
            give(.object(instance), to: target)
            return
        }
        guard let function = initializer.object?.function, !function.code.isGenerator else {
            let positional = (0..<(count - names.count)).map { stack[base + $0] }
            let keywords = names.enumerated().map { (symbol: $1, value: stack[base + positional.count + $0]) }
            _ = try call(initializer, [.object(instance)] + positional, keywords)
            give(.object(instance), to: target)
            return
        }
        // Below the arguments stands the class, or nothing.
        stack[base - 1] = .object(instance)
        try enter(
            function, argumentsAt: base - 1, count + 1, names, target: target, onReturn: .initialize,
            subject: instance, isHeld: true)
    }

    func callSpread(at base: Int, target: Int) throws(Fault) {
        let callee = stack[base]
        let positional = stack[base + 1].object?.list?.items ?? []
        var keywords: [(symbol: Symbol, value: PyValue)] = []
        for entry in stack[base + 2].object?.dict?.table.entries ?? [] where !entry.key.isUndefined {
            guard let name = entry.key.string else { throw wrongKeywords(callee) }
            keywords.append((symbols.intern(name.text), entry.value))
        }
        if let function = callee.object?.function {
            let start = top
            let count = positional.count + keywords.count
            reserve(count)
            for (index, value) in positional.enumerated() { stack[start + index] = value }
            for (index, keyword) in keywords.enumerated() { stack[start + positional.count + index] = keyword.value }
            try enter(
                function, argumentsAt: start, count, keywords.map { $0.symbol }, target: target, onReturn: .store)
            return
        }
        let result = try call(callee, positional, keywords)
        give(result, to: target)
    }

    func mergeKeywords(_ dict: PyDict, _ value: PyValue, key: PyValue?, _ callee: PyValue) throws(Fault) {
        if let key {
            if try find(key, in: dict) != nil { throw try repeated(key, callee) }
            return try store(value, at: key, in: dict)
        }
        guard let other = value.object?.dict else {
            throw typeError(
                "\(try calleeName(callee)) argument after ** must be a mapping, not \(typeName(value))")
        }
        // Each is put into two tables and made a name.
        try charge(other.table.count * 8)
        for entry in other.table.entries where !entry.key.isUndefined {
            if try find(entry.key, hash: entry.hash, in: dict) != nil { throw try repeated(entry.key, callee) }
            try store(entry.value, at: entry.key, hash: entry.hash, in: dict)
        }
    }

    private func repeated(_ key: PyValue, _ callee: PyValue) throws(Fault) -> Fault {
        let name = String(decoding: try string(key), as: UTF8.self)
        return typeError("\(try calleeName(callee)) got multiple values for keyword argument '\(name)'")
    }

    /// For keywords that are no texts. What takes none at all says that first; what is written in C and takes some may
    /// look at its other arguments before.
    private func wrongKeywords(_ callee: PyValue) -> Fault {
        if !Builtins.isCallable(callee) { return notCallable(callee) }
        let builtin = callee.object?.builtin ?? callee.object?.boundMethod?.callee.builtin
        if let title = builtin?.title, ["max", "min", "dict.update", "str.format"].contains(title) {
            return .unsupported("calling '\(title)' with keywords that are no texts")
        }
        if let type = callee.object?.asType {
            let takesNames = [types.nameError, types.attributeError, types.importError].contains(
                where: type.isSubtype(of:))
            switch type.native {
            case .object where type.lookup(.`init`) == nil: return typeError("\(type.name)() takes no arguments")
            case .exception where type.lookup(.`init`) == nil && !takesNames, .slice, .staticMethod, .classMethod:
                return typeError("\(type.name)() takes no keyword arguments")
            case .exception where type.lookup(.`init`) == nil, .int, .string, .zip, .property:
                return .unsupported("calling '\(type.name)' with keywords that are no texts")
            default: break
            }
        }
        return typeError("keywords must be strings")
    }

    /// How CPython names what is called, in messages about starred arguments.
    func calleeName(_ callee: PyValue) throws(Fault) -> String {
        switch callee.object?.kind {
        case .function: "__main__.\(callee.object?.function?.code.name ?? "")()"
        case .builtin: "\(callee.object?.builtin?.qualifiedName ?? "")()"
        case .type: "\(callee.object?.asType?.qualifiedName ?? "")()"
        case .boundMethod:
            try callee.object?.boundMethod.map { method throws(Fault) in
                try calleeName(.object(method.callee))
            } ?? ""
        // Python writes what has no name of this kind as `str` does.
        default: String(decoding: try string(callee), as: UTF8.self)
        }
    }

    // MARK: Calls from Swift

    func call(_ callee: PyValue, _ arguments: [PyValue]) throws(Fault) -> PyValue {
        try call(callee, arguments, [])
    }

    /// An operator's method, which is nearly always a plain function of two parameters: no arrays are made for it.
    func call(_ method: PyValue, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        guard let function = method.object?.function, function.plainCount == 2 else { return try call(method, [x, y]) }
        let start = top
        reserve(2)
        stack[start] = x
        stack[start + 1] = y
        try enter(function, argumentsAt: start, 2, [], target: 0, onReturn: .leave)
        return try execute()
    }

    /// Calls anything and waits for its result. A Python function runs in a nested execution, so how deep such calls
    /// may go is bounded by `Budget.nativeDepth`.
    func call(
        _ callee: PyValue, _ arguments: [PyValue], _ keywords: [(symbol: Symbol, value: PyValue)]
    ) throws(Fault) -> PyValue {
        guard let function = callee.object?.function else {
            try nest()
            defer { unnest() }
            return try callNatively(callee, arguments, keywords)
        }
        let start = place(arguments, keywords)
        let count = arguments.count + keywords.count
        top = start
        try enter(function, argumentsAt: start, count, keywords.map { $0.symbol }, target: 0, onReturn: .leave)
        if function.code.isGenerator {
            let result = pendingResult
            pendingResult = .undefined
            return result
        }
        return try execute()
    }

    private func callNatively(
        _ callee: PyValue, _ arguments: [PyValue], _ keywords: [(symbol: Symbol, value: PyValue)]
    ) throws(Fault) -> PyValue {
        guard let object = callee.object else { throw notCallable(callee) }
        switch object.kind {
        case .builtin:
            guard let builtin = object.builtin else { throw notCallable(callee) }
            let start = place(arguments, keywords)
            let count = arguments.count + keywords.count
            defer {
                for index in start..<start + count { stack[index] = .undefined }
                top = start
            }
            return try call(builtin, argumentsAt: start, count, keywords.map { $0.symbol })
        case .boundMethod:
            guard let method = object.boundMethod else { throw notCallable(callee) }
            return try call(.object(method.callee), [method.receiver] + arguments, keywords)
        case .type:
            guard let type = object.asType else { throw notCallable(callee) }
            return try make(type, arguments, keywords)
        case .instance, .exception:
            if let method = object.instance?.type.lookup(.call) {
                return try call(bind(method, to: callee, of: object.instance?.type), arguments, keywords)
            }
            throw notCallable(callee)
        default: throw notCallable(callee)
        }
    }

    /// Puts arguments above the youngest frame; gives the first one's place.
    private func place(_ arguments: [PyValue], _ keywords: [(symbol: Symbol, value: PyValue)]) -> Int {
        let start = top
        reserve(arguments.count + keywords.count)
        for (index, value) in arguments.enumerated() { stack[start + index] = value }
        for (index, keyword) in keywords.enumerated() { stack[start + arguments.count + index] = keyword.value }
        top = start + arguments.count + keywords.count
        return start
    }

    func call(_ builtin: PyBuiltin, argumentsAt base: Int, _ count: Int, _ names: [Symbol]) throws(Fault) -> PyValue {
        let arguments = Arguments(machine: self, base: base, count: count - names.count, names: names)
        let given = arguments.count - (builtin.isMethod ? 1 : 0)
        if given < builtin.arity.lowerBound || given > builtin.arity.upperBound || !names.isEmpty {
            try Convention.check(builtin, arguments)
        }
        if isPure, !builtin.isPure { throw impure("'\(builtin.name)()' in an expression that is only looked at") }
        return try builtin.body(self, arguments)
    }

    // MARK: Functions, classes, generators

    func makeFunction(_ reference: Unmanaged<Code>, defaultsAt base: Int) -> PyFunction {
        let frame = frames + (frameCount - 1)
        if reference._withUnsafeGuaranteedRef({ $0.parameters.defaultCount == 0 && $0.parameters.keywordOnly.isEmpty })
        {
            // Most functions have no defaults, and those made at every step of a program least of all.
            let function = PyFunction(
                reference, defaults: [], keywordDefaults: [], registers: stack + frame.pointee.base,
                around: frame.pointee.closure)
            function.epoch = epoch
            return function
        }
        let code = reference.takeUnretainedValue()
        let defaultCount = code.parameters.defaultCount
        let defaults = (0..<defaultCount).map { stack[base + $0] }
        var keywordDefaults: [PyValue] = []
        if !code.parameters.keywordOnly.isEmpty {
            var next = base + defaultCount
            for hasDefault in code.parameters.keywordDefaults {
                keywordDefaults.append(hasDefault ? stack[next] : .undefined)
                if hasDefault { next += 1 }
            }
        }
        let function = PyFunction(
            reference, defaults: defaults, keywordDefaults: keywordDefaults, registers: stack + frame.pointee.base,
            around: frame.pointee.closure)
        function.epoch = epoch
        return function
    }

    /// Pushes the frame of a class body; `finishClass` gives the class.
    func beginClass(_ code: Code, base: PyValue?, target: Int) throws(Fault) {
        var parent = types.object
        if let base {
            guard let type = base.object?.asType else {
                throw .unsupported("a class whose base is no class")
            }
            switch type.native {
            case .object, .exception: parent = type
            case .value: throw .unsupported("a class derived from the built-in Value")
            default: throw .unsupported("a class derived from the built-in type '\(type.name)'")
            }
        }
        let type = makeClass(code.simpleName, path: code.name, base: parent)
        let function = makeFunction(Unmanaged.passUnretained(code), defaultsAt: 0)
        try push(code, function, subject: type, base: top, target: target)
    }

    func defineInClass(_ symbol: Symbol, _ value: PyValue, _ type: PyType?) throws(Fault) {
        if symbol.isRefusedHook { throw .unsupported("the method '\(symbols[symbol])' in a class") }
        if let old = type?.own(symbol) { retire(old) }
        type?.setOwn(symbol, value)
        // A class that defines __eq__ alone has no hash, as in Python.
        if symbol == .eq, type?.own(.hash) == nil { type?.setOwn(.hash, .none) }
        classVersion &+= 1
    }

    /// Puts a generator's registers back and its frame on top. False when it is exhausted.
    func resume(
        _ generator: PyGenerator, target: Int, exhausted: Int, sending value: PyValue, leaves: Bool = false
    ) throws(Fault) -> Bool {
        switch generator.state {
        case .finished: return false
        case .running: throw valueError("generator already executing")
        case .suspended: break
        }
        try guardMutation(generator)
        let base = top
        let frame = try push(
            generator.body.code, generator.body, subject: generator, base: base, target: target,
            onReturn: leaves ? .leave : .store)
        frame.pointee.pc = generator.pc
        frame.pointee.exhausted = exhausted
        generator.state = .running
        generator.give(to: stack + base)
        if let register = generator.awaiting { stack[base + register] = value }
        return true
    }

    /// Takes the youngest frame off and keeps it in its generator.
    ///
    /// - Parameter used: how many registers may be read after the `yield`. Python keeps no others, so what they hold goes
    ///   where that could be seen.
    func suspend(_ generator: PyGenerator, awaitingIn register: Int, used: Int) {
        let frame = frames + (frameCount - 1)
        if unfinished.watched > 0 { clear(frame.pointee.base + used, frame.pointee.base + frame.pointee.registerCount) }
        generator.pc = frame.pointee.pc
        generator.awaiting = register
        generator.take(stack + frame.pointee.base)
        generator.state = .suspended
        pop()
    }

    // MARK: Exceptions

    func raised(_ value: PyValue, cause: PyValue?) throws(Fault) -> Fault {
        var exception = value.object?.exception
        if let type = value.object?.asType, type.native == .exception {
            exception = try make(type, [], []).object?.exception
        }
        guard let exception else { throw typeError("exceptions must derive from BaseException") }
        if let cause { exception.cause = try self.cause(cause) }
        exception.trace = []
        return .raised(exception)
    }

    private func cause(_ value: PyValue) throws(Fault) -> PyValue {
        if let type = value.object?.asType, type.native == .exception { return try make(type, [], []) }
        if value.isNone || value.object?.exception != nil { return value }
        throw typeError("exception causes must derive from BaseException")
    }

    /// The exception that the innermost `except` block in progress handles, in whatever function it stands.
    func handledException() -> PyException? {
        for index in stride(from: frameCount - 1, through: 0, by: -1) {
            let place = frames[index].pc - 1
            var register: Int?
            // Inner blocks are finished first, and stand first.
            for block in frames[index].code.handling where register == nil && block.start <= place && place < block.end
            {
                register = block.register
            }
            if let register { return stack[frames[index].base + register].object?.exception }
        }
        return nil
    }

    func matches(_ exception: PyValue, _ type: PyValue) throws(Fault) -> Bool {
        if let tuple = type.object?.tuple {
            var isMatch = false
            for item in tuple.items {
                if item.object?.tuple != nil { throw noExceptionClass() }
                if try matches(exception, item) { isMatch = true }
            }
            return isMatch
        }
        guard let type = type.object?.asType, type.native == .exception else {
            throw noExceptionClass()
        }
        return exception.object?.exception?.type.isSubtype(of: type) ?? false
    }

    private func noExceptionClass() -> Fault {
        typeError("catching classes that do not inherit from BaseException is not allowed")
    }
}

extension Code {
    /// Without what it is defined in.
    var simpleName: String {
        name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[name.utf8.index(after: $0)...]) } ?? name
    }
}

/// What a built-in function was called with. The values stay in the registers where the caller put them.
struct Arguments {
    let machine: Machine
    let base: Int
    /// Positional arguments; a method's object is the first.
    let count: Int
    let names: [Symbol]

    subscript(_ index: Int) -> PyValue { machine.stack[base + index] }

    /// The argument, if there are so many.
    func optional(_ index: Int) -> PyValue? { index < count ? self[index] : nil }

    func keyword(_ name: Symbol) -> PyValue? {
        names.firstIndex(of: name).map { machine.stack[base + count + $0] }
    }

    var all: [PyValue] { (0..<count).map { self[$0] } }
}
