import Micrograd

/// Values as text: `repr`, `str` and `format`.
extension Machine {
    func typeName(_ value: PyValue) -> String { types.of(value).name }

    func string(_ value: PyValue) throws(Fault) -> [UInt8] {
        guard case .object(let object) = value else { return try repr(value) }
        if let string = object.string { return string.bytes }
        if let instance = object.instance {
            if let method = instance.type.lookup(.str) { return try text(call(method, [value]), "__str__") }
            if let method = instance.type.lookup(.repr) { return try text(call(method, [value]), "__str__") }
            if let exception = object.exception { return try message(exception) }
        }
        return try repr(value)
    }

    private func text(_ value: PyValue, _ method: String) throws(Fault) -> [UInt8] {
        guard let string = value.string else {
            throw typeError("\(method) returned non-string (type \(typeName(value)))")
        }
        return string.bytes
    }

    /// `str` of an exception: its argument, or all of them as a tuple.
    func message(_ exception: PyException) throws(Fault) -> [UInt8] {
        switch exception.args.count {
        case 0: return []
        case 1:
            // A KeyError shows its key as it would be written.
            return exception.type.isSubtype(of: types.keyError)
                ? try repr(exception.args[0]) : try string(exception.args[0])
        default:
            if exception.type.isSubtype(of: types.overflowError) || exception.args.count > 1 {
                return try repr(tuple(exception.args))
            }
            return []
        }
    }

    /// The last line of a traceback.
    func describe(_ exception: PyException) throws(Fault) -> String {
        var text: [UInt8]
        do throws(Fault) {
            nativeDepth = 0
            // The program's own `__str__` may run here, after its end: it may look, and change nothing.
            text = try purely { machine throws(Fault) in try machine.string(.object(exception)) }
        } catch {
            if case .refused = error { throw error }
            text = Array("<exception str() failed>".utf8)
        }
        let message = String(decoding: text, as: UTF8.self)
        return message.isEmpty ? exception.type.path : "\(exception.type.path): \(message)"
    }

    func repr(_ value: PyValue) throws(Fault) -> [UInt8] {
        switch value {
        case .undefined, .callee, .none: return Array("None".utf8)
        case .bool(let truth): return Array((truth ? "True" : "False").utf8)
        case .int(let number): return Array(String(number).utf8)
        case .float(let number): return PyFloat.short(number)
        case .notImplemented: return Array("NotImplemented".utf8)
        case .ellipsis: return Array("Ellipsis".utf8)
        case .object(let object): return try repr(object, value)
        }
    }

    private func repr(_ object: PyObject, _ value: PyValue) throws(Fault) -> [UInt8] {
        switch object.kind {
        case .string:
            let bytes = object.string?.bytes ?? []
            try charge(bytes.count / 2)
            return Text.quoted(bytes)
        case .list: return try sequence(object, object.list?.items ?? [], "[", "]", cycle: "[...]")
        case .tuple:
            let items = object.tuple?.items ?? []
            return try sequence(object, items, "(", items.count == 1 ? ",)" : ")", cycle: "(...)")
        case .dict: return try repr(dict: object)
        case .set:
            guard let set = object.set else { return [] }
            if set.table.count == 0 { return Array("set()".utf8) }
            return try sequence(object, try orderedItems(set), "{", "}", cycle: "set(...)")
        case .range:
            guard let range = object.range else { return [] }
            let step = range.step == 1 ? "" : ", \(range.step)"
            return Array("range(\(range.start), \(range.stop)\(step))".utf8)
        case .slice:
            guard let slice = object.slice else { return [] }
            let parts = [try repr(slice.start), try repr(slice.stop), try repr(slice.step)]
            return Array("slice(".utf8) + parts.joined(separator: Array(", ".utf8)) + Array(")".utf8)
        case .type:
            guard let type = object.asType else { return [] }
            return Array("<class '\(type.qualifiedName)'>".utf8)
        case .instance, .exception: return try repr(instance: value, object)
        case .value:
            guard let node = object.value?.node else { return [] }
            return Array("Value(data=".utf8) + PyFloat.short(tape.data(node)) + Array(", grad=".utf8)
                + PyFloat.short(tape.grad(node)) + Array(")".utf8)
        case .view:
            if beingShown.contains(where: { $0 === object }) { return Array("...".utf8) }
            let items = try items(of: value)
            return try Array("\(types.of(object).name)(".utf8)
                + sequence(object, items, "[", "]", cycle: "...") + Array(")".utf8)
        case .module:
            throw .unsupported("showing a module", note: "Python shows where its file is")
        case .builtin:
            if let builtin = object.builtin, !builtin.isMethod, builtin.origin == .native {
                return Array("<built-in function \(builtin.name)>".utf8)
            }
        default: break
        }
        throw .unsupported(
            "showing \(Self.article(typeName(value))) object",
            note: "Python shows its address in memory, which differs from run to run")
    }

    static func article(_ name: String) -> String {
        let isVowel = name.utf8.first.map { "aeiouAEIOU".utf8.contains($0) } ?? false
        return (isVowel ? "an " : "a ") + "'\(name)'"
    }

    private func repr(instance value: PyValue, _ object: PyObject) throws(Fault) -> [UInt8] {
        guard let instance = object.instance else { return [] }
        if let method = instance.type.lookup(.repr) { return try text(call(method, [value]), "__repr__") }
        if let exception = object.exception {
            var out = Array(exception.type.name.utf8) + [UInt8(ascii: "(")]
            for (index, argument) in exception.args.enumerated() {
                if index > 0 { out += Array(", ".utf8) }
                out += try repr(argument)
            }
            return out + [UInt8(ascii: ")")]
        }
        throw .unsupported(
            "showing a '\(instance.type.name)' object without __repr__",
            note: "Python shows its address in memory, which differs from run to run; define __repr__")
    }

    private func sequence(
        _ object: PyObject, _ items: [PyValue], _ open: String, _ close: String, cycle: String
    ) throws(Fault) -> [UInt8] {
        // A list that contains itself would be written forever.
        if beingShown.contains(where: { $0 === object }) { return Array(cycle.utf8) }
        beingShown.append(object)
        try descend()
        defer {
            beingShown.removeLast()
            ascend()
        }
        try charge(items.count)
        var out = Array(open.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { out += [UInt8(ascii: ","), UInt8(ascii: " ")] }
            out += try repr(item)
            if out.count > budget.heap { try checkSize(out.count) }
        }
        return out + Array(close.utf8)
    }

    private func repr(dict object: PyObject) throws(Fault) -> [UInt8] {
        guard let dict = object.dict else { return [] }
        if beingShown.contains(where: { $0 === object }) { return Array("{...}".utf8) }
        beingShown.append(object)
        try descend()
        defer {
            beingShown.removeLast()
            ascend()
        }
        try charge(dict.table.count)
        var out: [UInt8] = [UInt8(ascii: "{")]
        for entry in dict.table.entries where !entry.key.isUndefined {
            if out.count > 1 { out += [UInt8(ascii: ","), UInt8(ascii: " ")] }
            out += try repr(entry.key)
            out += [UInt8(ascii: ":"), UInt8(ascii: " ")]
            out += try repr(entry.value)
            if out.count > budget.heap { try checkSize(out.count) }
        }
        return out + [UInt8(ascii: "}")]
    }

    // MARK: Formatting

    /// A field of an f-string.
    func formatted(_ value: PyValue, conversion: UInt8 = 0, spec: [UInt8]) throws(Fault) -> PyValue {
        switch conversion {
        case UInt8(ascii: "r"): return .text(try format(.text(try repr(value)), spec))
        case UInt8(ascii: "s"): return .text(try format(.text(try string(value)), spec))
        case UInt8(ascii: "a"): return .text(try format(.text(Text.ascii(try repr(value))), spec))
        default:
            if spec.isEmpty, value.string != nil { return value }
            return .text(try format(value, spec))
        }
    }

    /// A field of an f-string, written behind what stands in the buffer. A number in a simple format makes no object.
    func appendField(_ value: PyValue, conversion: UInt8, spec: PyString?) throws(Fault) {
        let start = text.count
        if try appendNumber(value, conversion: conversion, spec: spec) { return }
        text.cut(to: start)
        if conversion == 0, let string = value.string, spec == nil {
            try charge(string.bytes.count / 64)
            return text.append(string.bytes)
        }
        let result = try formatted(value, conversion: conversion, spec: spec?.bytes ?? [])
        // What was called may have written, and failed.
        text.cut(to: start)
        if let string = result.string { text.append(string.bytes) }
    }

    /// False for what is no number, and for formats that take more than a few lines.
    private func appendNumber(_ value: PyValue, conversion: UInt8, spec: PyString?) throws(Fault) -> Bool {
        let start = text.count
        var format: FormatSpec?
        if let spec {
            format = knownSpec(spec)
            guard let format else { return false }
            try checkSize(max(format.width, format.precision ?? 0))
        }
        if let format, conversion == 0 {
            do throws(FormatSpec.Fault) {
                switch value {
                case .int(let number): try format.append(number, to: &text)
                case .float(let number): try format.append(number, to: &text)
                default: return false
                }
            } catch {
                // It is said with the type's name, by who reads it again.
                return false
            }
            return true
        }
        switch value {
        case .int(let number): text.append(number)
        case .float(let number): PyFloat.appendShort(number, to: &text)
        default: return false
        }
        return format?.padText(from: start, &text) ?? true
    }

    /// A specification that was read without a fault, for numbers.
    private func knownSpec(_ text: PyString) -> FormatSpec? {
        for known in knownSpecs where known.text === text { return known.spec }
        guard let spec = try? FormatSpec(text.bytes, for: "int") else { return nil }
        if knownSpecs.count >= 8 { knownSpecs = [] }
        knownSpecs.append((text, spec))
        return spec
    }

    /// Python's `format(value, spec)`.
    func format(_ value: PyValue, _ spec: [UInt8]) throws(Fault) -> [UInt8] {
        if let method = value.object?.instance?.type.lookup(.format) {
            let result = try call(method, [value, .text(spec)])
            if let string = result.string { return string.bytes }
            throw typeError("__format__ must return a str, not \(typeName(result))")
        }
        if spec.isEmpty { return try string(value) }
        switch value {
        case .int, .float, .bool: break
        default:
            guard value.string != nil else {
                throw typeError("unsupported format string passed to \(typeName(value)).__format__")
            }
        }
        let format: FormatSpec
        do throws(FormatSpec.Fault) {
            format = try FormatSpec(spec, for: typeName(value))
        } catch {
            throw valueError(error.message)
        }
        // A width of a billion is a short text in the program and a long one on the page.
        try checkSize(max(format.width, format.precision ?? 0))
        let bytes = value.string?.bytes ?? []
        try charge(bytes.count / 16)
        do throws(FormatSpec.Fault) {
            switch value {
            case .int(let number): return try format.format(number)
            case .float(let number): return try format.format(number)
            case .bool(let truth): return try format.format((truth ? 1 : 0) as Int64, typeName: "bool")
            default: return try format.format(bytes)
            }
        } catch {
            throw exception(error.isOverflow ? types.overflowError : types.valueError, error.message)
        }
    }
}
