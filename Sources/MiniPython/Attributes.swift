import Source

/// The dot: reading, writing and deleting attributes, with the caches that make it quick and the words for when there
/// is no such attribute.
extension Machine {
    /// `value.name`, where `site` is the place in the program that asks.
    func getAttribute(_ value: PyValue, _ site: UnsafeMutablePointer<AttributeSite>) throws(Fault) -> PyValue {
        let symbol = site.pointee.symbol
        if let instance = value.object?.instance, instance.kind == .instance,
            let place = instance.shape.place(symbol), instance.type.lookup(symbol)?.object?.property == nil
        {
            site.pointee.note(slot: place, shape: instance.shapeID, classVersion)
            return instance.slots[place]
        }
        return try attribute(value, symbol)
    }

    /// What `value.name(…)` calls, and the object it passes in front; undefined when there is none.
    func method(
        _ value: PyValue, _ site: UnsafeMutablePointer<AttributeSite>
    ) throws(Fault) -> (PyValue, PyValue) {
        let symbol = site.pointee.symbol
        if case .object(let object) = value {
            if let instance = object.instance {
                if object.kind == .instance {
                    let found = instance.type.lookup(symbol)
                    if let place = instance.shape.place(symbol) {
                        if found?.object?.property == nil {
                            site.pointee.note(slot: place, shape: instance.shapeID, classVersion)
                            return (instance.slots[place], .undefined)
                        }
                    } else if let found, found.object?.kind == .function {
                        site.pointee.note(method: found, shape: instance.shapeID, classVersion)
                        return (found, value)
                    }
                }
            } else if object.kind != .type, object.kind != .module, object.kind != .superProxy {
                if let method = nativeMethod(types.of(object).native, symbol) {
                    switch object.kind {
                    case .string, .list, .tuple, .dict, .set, .value: site.pointee.note(method: method, of: object.kind)
                    default: break
                    }
                    return (method, value)
                }
            }
        } else if let method = nativeMethod(types.of(value).native, symbol) {
            return (method, value)
        }
        return (try attribute(value, symbol), .undefined)
    }

    func attribute(_ value: PyValue, _ symbol: Symbol) throws(Fault) -> PyValue {
        if let found = try findAttribute(value, symbol) { return found }
        throw noAttribute(value, symbol)
    }

    func findAttribute(_ value: PyValue, _ symbol: Symbol) throws(Fault) -> PyValue? {
        guard case .object(let object) = value else { return try plainAttribute(value, symbol) }
        switch object.kind {
        case .instance, .exception:
            guard let instance = object.instance else { return nil }
            let found = instance.type.lookup(symbol)
            if let property = found?.object?.property {
                return try call(property.getter, [value])
            }
            if let place = instance.shape.place(symbol) { return instance.slots[place] }
            if let found { return bind(found, to: value, of: instance.type) }
            if let exception = object.exception, let value = exceptionAttribute(exception, symbol) { return value }
            return try plainAttribute(value, symbol)
        case .type:
            guard let type = object.asType else { return nil }
            return try typeAttribute(type, symbol)
        case .module:
            if let found = object.module?.attributes[symbol] { return found }
            if symbol == .name { return .text(object.module?.name ?? "") }
            return try plainAttribute(value, symbol)
        case .superProxy:
            guard let proxy = object.superProxy else { return nil }
            if let found = proxy.start?.lookup(symbol) {
                if let property = found.object?.property, proxy.receiver.object?.asType == nil {
                    return try call(property.getter, [proxy.receiver])
                }
                return bind(found, to: proxy.receiver, of: types.of(proxy.receiver))
            }
            if symbol == .`init` { return .object(PyBoundMethod(proxy.receiver, Builtins.defaultInit)) }
            if isKnownToPython(value, symbols[symbol]) { throw refusedAttribute(value, symbols[symbol]) }
            return nil
        case .value: return try nodeAttribute(value, symbol)
        case .function:
            guard let function = object.function else { return nil }
            if symbol == .name { return .text(function.code.simpleName) }
            if symbol == .qualname { return .text(function.code.name) }
            return try plainAttribute(value, symbol)
        case .boundMethod:
            if symbol == .name, let method = object.boundMethod {
                return try findAttribute(.object(method.callee), symbol)
            }
            return try plainAttribute(value, symbol)
        case .builtin:
            if symbol == .name { return .text(object.builtin?.name ?? "") }
            return try plainAttribute(value, symbol)
        case .range, .slice:
            let name = symbols[symbol]
            if let range = object.range {
                if name == "start" { return .int(range.start) }
                if name == "stop" { return .int(range.stop) }
                if name == "step" { return .int(range.step) }
            }
            if let slice = object.slice {
                if name == "start" { return slice.start }
                if name == "stop" { return slice.stop }
                if name == "step" { return slice.step }
            }
            return try plainAttribute(value, symbol)
        case .property:
            let name = symbols[symbol]
            if name == "setter", let property = object.property {
                return .object(PyBoundMethod(.object(property), Builtins.propertySetter))
            }
            return try plainAttribute(value, symbol)
        default: return try plainAttribute(value, symbol)
        }
    }

    private func plainAttribute(_ value: PyValue, _ symbol: Symbol) throws(Fault) -> PyValue? {
        if symbol == .class { return .object(types.of(value)) }
        if let method = nativeMethod(types.of(value).native, symbol), let function = method.object {
            return .object(PyBoundMethod(value, function))
        }
        // A method of the class, whoever is asked.
        if let found = Builtins.method(ofClass: types.of(value).native, symbols[symbol]) { return found }
        // A program must not take the absence of what Python has for an answer.
        if isKnownToPython(value, symbols[symbol]) { throw refusedAttribute(value, symbols[symbol]) }
        return nil
    }

    private func exceptionAttribute(_ exception: PyException, _ symbol: Symbol) -> PyValue? {
        if symbol == .args { return tuple(exception.args) }
        if symbol == .cause { return exception.cause }
        if symbol == .value, exception.type.isSubtype(of: types.stopIteration) {
            return exception.args.first ?? PyValue.none
        }
        return nil
    }

    private func typeAttribute(_ type: PyType, _ symbol: Symbol) throws(Fault) -> PyValue? {
        if let found = type.lookup(symbol) {
            if let wrapped = found.object?.wrapped {
                if wrapped.kind == .staticMethod { return wrapped.callee }
                if let function = wrapped.callee.object { return .object(PyBoundMethod(.object(type), function)) }
            }
            return found
        }
        if symbol == .name { return .text(type.name) }
        if symbol == .qualname { return .text(type.path) }
        if symbol == .class { return .object(types.type) }
        if symbol == .`init` { return .object(Builtins.defaultInit) }
        if let method = nativeMethod(type.native, symbol) { return method }
        if let found = Builtins.method(ofClass: type.native, symbols[symbol]) { return found }
        if isKnownToPython(.object(type), symbols[symbol]) { throw refusedAttribute(.object(type), symbols[symbol]) }
        return nil
    }

    /// A class attribute as its instance sees it.
    func bind(_ found: PyValue, to receiver: PyValue, of type: PyType?) -> PyValue {
        guard case .object(let object) = found else { return found }
        switch object.kind {
        case .function: return .object(PyBoundMethod(receiver, object))
        case .builtin where object.builtin?.isPythonFunction == true:
            return .object(PyBoundMethod(receiver, object))
        case .staticMethod: return object.wrapped?.callee ?? found
        case .classMethod:
            guard let function = object.wrapped?.callee.object, let type else { return found }
            return .object(PyBoundMethod(.object(type), function))
        default: return found
        }
    }

    func noAttribute(_ value: PyValue, _ symbol: Symbol, isRead: Bool = true) -> Fault {
        let name = symbols[symbol]
        let subject: String
        switch value.object?.kind {
        case .type: subject = "type object '\(value.object?.asType?.name ?? "")'"
        case .module: subject = "module '\(value.object?.module?.name ?? "")'"
        case .superProxy: subject = "'super' object"
        case .boundMethod where isRead && value.object?.boundMethod?.callee.kind == .function,
            .builtin where isRead && value.object.map(types.of) === types.method,
            .boundMethod where isRead && value.object?.boundMethod?.callee.builtin?.isPythonFunction == true:
            subject = "'function' object"
        default: subject = "'\(typeName(value))' object"
        }
        let near = Spelling.nearest(to: name, among: attributeNames(value))
        return exception(
            types.attributeError, "\(subject) has no attribute '\(name)'", note: near.map { "did you mean '.\($0)'?" })
    }

    private func attributeNames(_ value: PyValue) -> [String] {
        var names: [String] = []
        if let instance = value.object?.instance { names += instance.shape.symbols.map { symbols[$0] } }
        var type: PyType? = value.object?.instance?.type ?? value.object?.asType
        while let current = type {
            names += current.attributes.map { symbols[$0.symbol] }
            type = current.base
        }
        if let module = value.object?.module { names += module.attributes.keys.map { symbols[$0] }.sorted() }
        if value.object?.value != nil { names += ["data", "grad", "label"] }
        return names + Methods.names(types.of(value).native)
    }

    // MARK: Writing

    func setAttribute(
        _ target: PyValue, _ site: UnsafeMutablePointer<AttributeSite>, _ value: PyValue
    ) throws(Fault) {
        let symbol = site.pointee.symbol
        guard let instance = target.object?.instance, instance.kind == .instance else {
            return try setAttribute(target, symbol, value)
        }
        let shape = instance.shapeID
        let hadPlace = instance.shape.place(symbol) != nil
        try setAttribute(target, symbol, value)
        guard let place = instance.shape.place(symbol), instance.type.lookup(symbol)?.object?.property == nil else {
            return
        }
        site.pointee.note(slot: place, shape: shape, successor: hadPlace ? nil : instance.shape, classVersion)
    }

    func setAttribute(_ target: PyValue, _ symbol: Symbol, _ value: PyValue) throws(Fault) {
        guard case .object(let object) = target else { throw cannotSet(target, symbol) }
        try guardMutation(object)
        switch object.kind {
        case .instance, .exception:
            guard let instance = object.instance else { return }
            if instance.type === types.object { throw cannotSet(target, symbol) }
            if let property = instance.type.lookup(symbol)?.object?.property {
                if property.setter.isNone {
                    throw exception(
                        types.attributeError,
                        "property '\(symbols[symbol])' of '\(instance.type.name)' object has no setter")
                }
                _ = try call(property.setter, [target, value])
                return
            }
            let name = symbols[symbol]
            if name.hasPrefix("__"), name.hasSuffix("__") {
                throw .unsupported("assigning to the attribute '\(name)'")
            }
            if let exception = object.exception {
                if symbol == .args {
                    exception.args = try items(of: value)
                    return
                }
                if isKnownToPython(target, name) { throw .unsupported("assigning to the attribute '\(name)'") }
            }
            if let place = instance.shape.place(symbol) {
                instance.slots[place] = value
            } else {
                let shape = instance.shape.adding(symbol) { self.nextShape() }
                instance.grow(to: Unmanaged.passUnretained(shape)).take(value)
            }
        case .type:
            guard let type = object.asType else { return }
            let name = symbols[symbol]
            let isMethod = ["__call__", "__or__", "__ror__"].contains(name)
            let isOfClass =
                PythonNames.type.contains(name) || symbol == .dict || symbol == .doc || symbol == .module
                || symbol == .class
            if type.isUserDefined ? isOfClass && !isMethod : isKnownToPython(target, name) {
                throw .unsupported("assigning to the attribute '\(name)' of a class")
            }
            if !type.isUserDefined, !type.moduleName.isEmpty { throw .unsupported("changing the class \(type.name)") }
            guard type.isUserDefined else {
                throw typeError("cannot set '\(name)' attribute of immutable type '\(type.name)'")
            }
            try defineInClass(symbol, value, type)
        case .value: try setNodeAttribute(target, symbol, value)
        case .function, .staticMethod, .classMethod: throw .unsupported("attributes of functions")
        case .builtin where object.builtin?.isPythonFunction == true: throw .unsupported("attributes of functions")
        default: throw cannotSet(target, symbol)
        }
    }

    private func cannotSet(_ target: PyValue, _ symbol: Symbol) -> Fault {
        if target.object?.kind == .module { return .unsupported("changing a module") }
        if isKnownToPython(target, symbols[symbol]) {
            return .unsupported("assigning to the attribute '\(symbols[symbol])' of \(typeName(target)) objects")
        }
        return noAttribute(target, symbol, isRead: false)
    }

    func deleteAttribute(_ target: PyValue, _ symbol: Symbol) throws(Fault) {
        guard case .object(let object) = target else { throw cannotSet(target, symbol) }
        try guardMutation(object)
        if let type = object.asType {
            guard type.isUserDefined, !PythonNames.type.contains(symbols[symbol]) else {
                throw .unsupported("deleting the attribute '\(symbols[symbol])' of '\(type.name)'")
            }
            if let old = type.own(symbol) { retire(old) }
            guard type.removeOwn(symbol) else { throw cannotSet(target, symbol) }
            classVersion &+= 1
            return
        }
        guard let instance = object.instance else {
            if object.kind == .value { throw .unsupported("deleting an attribute of a Value") }
            throw cannotSet(target, symbol)
        }
        if instance.type.lookup(symbol)?.object?.property != nil {
            throw exception(
                types.attributeError,
                "property '\(symbols[symbol])' of '\(instance.type.name)' object has no deleter")
        }
        guard let place = instance.shape.place(symbol) else { throw cannotSet(target, symbol) }
        // The shape without it is built anew from the root.
        var shape = instance.type.rootShape
        for kept in instance.shape.symbols where kept != symbol { shape = shape.adding(kept) { self.nextShape() } }
        instance.shrink(to: shape, without: place)
    }
}
