/// The methods of `str`.
enum StringMethods {
    static let names = [
        "capitalize", "center", "count", "endswith", "find", "format", "format_map", "index", "isalnum", "isalpha",
        "isdigit",
        "islower", "isspace", "isupper", "join", "ljust", "lower", "lstrip", "partition", "replace", "removeprefix",
        "removesuffix", "rfind", "rindex", "rjust", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase",
        "title",
        "upper", "zfill", "isascii",
    ]

    private static func method(
        _ name: String, _ arity: ClosedRange<Int>, keywords: [Symbol] = [],
        _ body: @escaping @Sendable (Machine, PyString, Arguments) throws(Fault) -> PyValue
    ) -> PyBuiltin {
        PyBuiltin(name, owner: "str", arity: arity, keywords: keywords) { machine, arguments throws(Fault) in
            guard arguments.count > 0, let string = arguments[0].string else { throw machine.wrongReceiver("str") }
            return try body(machine, string, arguments)
        }
    }

    /// - Parameter what: the argument, where CPython names it; then it says None of None.
    private static func text(_ machine: Machine, _ value: PyValue, _ what: String = "") throws(Fault) -> [UInt8] {
        guard let string = value.string else {
            if what.isEmpty { throw machine.typeError("must be str, not \(machine.typeName(value))") }
            throw machine.typeError("\(what) must be str, not \(value.isNone ? "None" : machine.typeName(value))")
        }
        return string.bytes
    }

    /// The characters from the second argument to the third, as a slice has them, and where they begin; nothing when
    /// that is behind the end, where not even an empty text is found.
    private static func window(
        _ machine: Machine, _ string: PyString, _ arguments: Arguments
    ) throws(Fault) -> (text: [UInt8], start: Int)? {
        guard arguments.count > 2 else { return (string.bytes, 0) }
        func bound(_ index: Int, _ standard: Int) throws(Fault) -> Int {
            let value = arguments.optional(index) ?? .none
            if value.isNone { return standard }
            guard let number = try machine.place(value) else {
                throw machine.typeError("slice indices must be integers or None or have an __index__ method")
            }
            return number < 0 ? max(0, number + string.count) : number
        }
        let start = try bound(2, 0)
        let end = min(try bound(3, string.count), string.count)
        guard start <= string.count, start <= end else { return nil }
        if string.isASCII { return (Array(string.bytes[start..<end]), start) }
        let offsets = string.offsets
        return (Array(string.bytes[offsets[start]..<offsets[end]]), start)
    }

    private static func integer(_ machine: Machine, _ value: PyValue) throws(Fault) -> Int {
        guard let number = try machine.place(value) else {
            throw machine.typeError("'\(machine.typeName(value))' object cannot be interpreted as an integer")
        }
        return number
    }

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "join":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                guard machine.isIterable(arguments[1]) else { throw machine.typeError("can only join an iterable") }
                var out: [UInt8] = []
                for (index, item) in try machine.items(of: arguments[1]).enumerated() {
                    guard let part = item.string else {
                        throw machine.typeError(
                            "sequence item \(index): expected str instance, \(machine.typeName(item)) found")
                    }
                    if index > 0 { out += string.bytes }
                    out += part.bytes
                    if out.count > machine.budget.heap { try machine.checkSize(out.count) }
                }
                return .text(out)
            }
        case "split":
            return method(name, 0...2, keywords: [.sep, .maxSplit]) { machine, string, arguments throws(Fault) in
                let limitValue = arguments.optional(2) ?? arguments.keyword(.maxSplit)
                let limit = try limitValue.map { value throws(Fault) in try integer(machine, value) } ?? -1
                let most = limit < 0 ? Int.max : limit
                try machine.charge(string.bytes.count / 4)
                let separator = arguments.optional(1) ?? arguments.keyword(.sep) ?? .none
                if separator.isNone { return machine.list(try words(string, most).map { .text($0) }) }
                guard let bytes = separator.string?.bytes else {
                    throw machine.typeError("must be str or None, not \(machine.typeName(separator))")
                }
                if bytes.isEmpty { throw machine.valueError("empty separator") }
                return machine.list(Text.split(string.bytes, by: bytes, atMost: most).map { .text($0) })
            }
        case "splitlines":
            return method(name, 0...1, keywords: [.keepEnds]) { machine, string, arguments throws(Fault) in
                if let keeps = arguments.optional(1) ?? arguments.keyword(.keepEnds), try integer(machine, keeps) != 0 {
                    throw .unsupported("'str.splitlines' that keeps the ends of lines")
                }
                return machine.list(Text.lines(string.bytes).map { .text($0) })
            }
        case "strip", "lstrip", "rstrip":
            return method(name, 0...1) { machine, string, arguments throws(Fault) in
                if let value = arguments.optional(1), !value.isNone, value.string == nil {
                    throw machine.typeError("\(name) arg must be None or str")
                }
                return try strip(machine, string, arguments, left: name != "rstrip", right: name != "lstrip")
            }
        case "replace":
            return method(name, 2...3) { machine, string, arguments throws(Fault) in
                let old = try text(machine, arguments[1], "replace() argument 1")
                let new = try text(machine, arguments[2], "replace() argument 2")
                let limit = try arguments.optional(3).map { value throws(Fault) in try integer(machine, value) } ?? -1
                try machine.checkSize(string.bytes.count * max(1, new.count))
                return .text(Text.replace(old, with: new, in: string.bytes, atMost: limit < 0 ? Int.max : limit))
            }
        case "startswith", "endswith":
            return method(name, 1...3) { machine, string, arguments throws(Fault) in
                let isStart = name == "startswith"
                let tuple = arguments[1].object?.tuple
                let window = try window(machine, string, arguments)
                guard tuple != nil || arguments[1].string != nil else {
                    throw machine.typeError(
                        "\(name) first arg must be str or a tuple of str, not \(machine.typeName(arguments[1]))")
                }
                for item in tuple?.items ?? [arguments[1]] {
                    guard let part = item.string?.bytes else {
                        throw machine.typeError(
                            "tuple for \(name) must only contain str, not \(machine.typeName(item))")
                    }
                    guard let text = window?.text else { continue }
                    if isStart ? text.starts(with: part) : hasSuffix(text, part) { return .bool(true) }
                }
                return .bool(false)
            }
        case "find", "index", "rfind", "rindex":
            return method(name, 1...3) { machine, string, arguments throws(Fault) in
                let window = try window(machine, string, arguments)
                let part = try text(machine, arguments[1])
                let text = window?.text ?? []
                let isLast = name == "rfind" || name == "rindex"
                let offset =
                    window == nil ? nil : isLast ? Text.findLast(part, in: text) : Text.find(part, in: text, from: 0)
                guard let offset else {
                    if name == "index" || name == "rindex" { throw machine.valueError("substring not found") }
                    return .int(-1)
                }
                return .count((window?.start ?? 0) + PyString(Array(text[..<offset])).count)
            }
        case "count":
            return method(name, 1...3) { machine, string, arguments throws(Fault) in
                let window = try window(machine, string, arguments)
                let part = try text(machine, arguments[1])
                guard let text = window?.text else { return .int(0) }
                if part.isEmpty { return .count(PyString(text).count + 1) }
                return .count(Text.split(text, by: part, atMost: Int.max).count - 1)
            }
        case "partition":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                let separator = try text(machine, arguments[1])
                if separator.isEmpty { throw machine.valueError("empty separator") }
                guard let offset = Text.find(separator, in: string.bytes, from: 0) else {
                    return machine.tuple([.text(string.bytes), .text(""), .text("")])
                }
                return machine.tuple([
                    .text(Array(string.bytes[..<offset])), .text(separator),
                    .text(Array(string.bytes[(offset + separator.count)...])),
                ])
            }
        case "removeprefix":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                let part = try text(machine, arguments[1], "removeprefix() argument")
                return .text(string.bytes.starts(with: part) ? Array(string.bytes.dropFirst(part.count)) : string.bytes)
            }
        case "removesuffix":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                let part = try text(machine, arguments[1], "removesuffix() argument")
                let fits = !part.isEmpty && hasSuffix(string.bytes, part)
                return .text(fits ? Array(string.bytes.dropLast(part.count)) : string.bytes)
            }
        case "ljust", "rjust", "center":
            return method(name, 1...2) { machine, string, arguments throws(Fault) in
                try justify(machine, string, arguments, name)
            }
        case "zfill":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                let width = try integer(machine, arguments[1])
                try machine.checkSize(max(0, width))
                let missing = max(0, width - string.count)
                let hasSign = string.bytes.first == UInt8(ascii: "-") || string.bytes.first == UInt8(ascii: "+")
                let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: missing)
                return .text(
                    hasSign ? [string.bytes[0]] + zeros + string.bytes.dropFirst() : zeros + string.bytes)
            }
        case "format":
            return PyBuiltin(name, owner: "str", arity: 0...Int.max, takesAnyKeyword: true) {
                machine, arguments throws(Fault) in
                guard let string = arguments[0].string else { throw machine.wrongReceiver("str") }
                let named = machine.newDict()
                for name in arguments.names {
                    try machine.store(arguments.keyword(name) ?? .none, at: .text(machine.symbols[name]), in: named)
                }
                let positional = Array(arguments.all.dropFirst())
                var format = FormatString(machine, string.bytes, positional: positional, named: .object(named))
                return .text(try format.result())
            }
        case "format_map":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                var format = FormatString(machine, string.bytes, positional: nil, named: arguments[1])
                return .text(try format.result())
            }
        default: return byCharacter(name)
        }
    }

    /// Those that look at each character: the rules outside ASCII are long, and Python's own.
    private static func byCharacter(_ name: String) -> PyBuiltin? {
        switch name {
        case "upper": return mapped(name) { byte, _ in isLower(byte) ? byte - 32 : byte }
        case "lower": return mapped(name) { byte, _ in isUpper(byte) ? byte + 32 : byte }
        case "swapcase":
            return mapped(name) { byte, _ in isLower(byte) ? byte - 32 : isUpper(byte) ? byte + 32 : byte }
        case "capitalize":
            return mapped(name) { byte, before in
                before == nil ? (isLower(byte) ? byte - 32 : byte) : (isUpper(byte) ? byte + 32 : byte)
            }
        case "title":
            return mapped(name) { byte, before in
                let startsWord = before.map { !isLower($0) && !isUpper($0) } ?? true
                return startsWord ? (isLower(byte) ? byte - 32 : byte) : (isUpper(byte) ? byte + 32 : byte)
            }
        case "isdigit": return tested(name) { $0.allSatisfy { $0 &- 48 < 10 } }
        case "isalpha": return tested(name) { $0.allSatisfy { isLower($0) || isUpper($0) } }
        case "isalnum": return tested(name) { $0.allSatisfy { isLower($0) || isUpper($0) || $0 &- 48 < 10 } }
        case "isspace": return tested(name) { $0.allSatisfy(Text.isSpace) }
        case "islower": return tested(name) { !$0.contains(where: isUpper) && $0.contains(where: isLower) }
        case "isupper": return tested(name) { !$0.contains(where: isLower) && $0.contains(where: isUpper) }
        case "isascii": return method(name, 0...0) { _, string, _ throws(Fault) in .bool(string.isASCII) }
        default: return nil
        }
    }

    private static func isLower(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    private static func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }

    private static func ascii(_ string: PyString, _ name: String) throws(Fault) -> [UInt8] {
        guard string.isASCII else { throw .unsupported("'str.\(name)' of text outside ASCII") }
        return string.bytes
    }

    private static func mapped(_ name: String, _ change: @escaping @Sendable (UInt8, UInt8?) -> UInt8) -> PyBuiltin {
        method(name, 0...0) { machine, string, _ throws(Fault) in
            var out: [UInt8] = []
            var before: UInt8?
            try machine.charge(string.bytes.count / 4)
            for byte in try ascii(string, name) {
                out.append(change(byte, before))
                before = byte
            }
            return .text(out)
        }
    }

    private static func tested(_ name: String, _ test: @escaping @Sendable ([UInt8]) -> Bool) -> PyBuiltin {
        method(name, 0...0) { _, string, _ throws(Fault) in
            let bytes = try ascii(string, name)
            return .bool(!bytes.isEmpty && test(bytes))
        }
    }

    private static func words(_ string: PyString, _ limit: Int) throws(Fault) -> [[UInt8]] {
        Text.words(string.bytes, atMost: limit)
    }

    private static func hasSuffix(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        text.count >= part.count && text[(text.count - part.count)...].elementsEqual(part)
    }

    private static func strip(
        _ machine: Machine, _ string: PyString, _ arguments: Arguments, left: Bool, right: Bool
    ) throws(Fault) -> PyValue {
        let characters = arguments.optional(1) ?? .none
        if characters.isNone { return .text(Text.strip(string.bytes, Text.isSpace, left: left, right: right)) }
        guard let set = characters.string else { return .none }
        guard set.isASCII else { throw .unsupported("stripping characters outside ASCII") }
        return .text(Text.strip(string.bytes, { set.bytes.contains($0) }, left: left, right: right))
    }

    private static func justify(
        _ machine: Machine, _ string: PyString, _ arguments: Arguments, _ name: String
    ) throws(Fault) -> PyValue {
        let width = try integer(machine, arguments[1])
        try machine.checkSize(max(0, width))
        var fill = [UInt8(ascii: " ")]
        if let value = arguments.optional(2) {
            guard let string = value.string else {
                throw machine.typeError(
                    "The fill character must be a unicode character, not \(machine.typeName(value))")
            }
            guard string.count == 1 else {
                throw machine.typeError("The fill character must be exactly one character long")
            }
            fill = string.bytes
        }
        let missing = max(0, width - string.count)
        // CPython puts the odd one on the left when the width is odd.
        let left = name == "ljust" ? 0 : name == "rjust" ? missing : missing / 2 + (missing & width & 1)
        var out: [UInt8] = []
        for _ in 0..<left { out += fill }
        out += string.bytes
        for _ in 0..<missing - left { out += fill }
        return .text(out)
    }
}
