/// The methods of `str`.
enum StringMethods {
    static let names = [
        "capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "format", "format_map", "index",
        "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable",
        "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "maketrans", "partition", "removeprefix",
        "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines",
        "startswith", "strip", "swapcase", "title", "translate", "upper", "zfill",
    ]

    private static func method(
        _ name: String, _ arity: ClosedRange<Int>, keywords: [Symbol] = [],
        _ body: @escaping @Sendable (Machine, PyString, Arguments) throws(Fault) -> PyValue
    ) -> PyBuiltin {
        PyBuiltin(name, owner: "str", arity: arity, keywords: keywords) { machine, arguments throws(Fault) in
            guard arguments.count > 0, let string = arguments[0].string else { throw machine.wrongReceiver("str") }
            // Most of them go through the whole text.
            try machine.charge(string.bytes.count / 16)
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
                var out: [UInt8] = []
                let parts = try machine.listed(arguments[1], "can only join an iterable")
                try machine.charge(parts.count / 2)
                for (index, item) in parts.enumerated() {
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
        case "split", "rsplit":
            return method(name, 0...2, keywords: [.sep, .maxSplit]) { machine, string, arguments throws(Fault) in
                try split(machine, string, arguments, isFromEnd: name == "rsplit")
            }
        case "splitlines":
            return method(name, 0...1, keywords: [.keepEnds]) { machine, string, arguments throws(Fault) in
                let keeps = arguments.optional(1) ?? arguments.keyword(.keepEnds) ?? .bool(false)
                let keepsEnds = try machine.shortInteger(keeps) != 0
                let lines = Text.lines(string.bytes, keepsEnds: keepsEnds)
                try machine.charge(lines.count * 2)
                return machine.list(lines.map { .text($0) })
            }
        case "expandtabs":
            return method(name, 0...1, keywords: [.tabSize]) { machine, string, arguments throws(Fault) in
                let value = arguments.optional(1) ?? arguments.keyword(.tabSize)
                let size = try value.map { value throws(Fault) in try machine.shortInteger(value) } ?? 8
                try machine.checkSize(max(0, size))
                return .text(try expanded(machine, string.bytes, max(0, size)))
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
                let count = Text.split(text, by: part, atMost: Int.max).count - 1
                try machine.charge(count / 2)
                return .count(count)
            }
        case "partition", "rpartition":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                let separator = try text(machine, arguments[1])
                if separator.isEmpty { throw machine.valueError("empty separator") }
                let isFromEnd = name == "rpartition"
                let offset =
                    isFromEnd
                    ? Text.findLast(separator, in: string.bytes) : Text.find(separator, in: string.bytes, from: 0)
                guard let offset else {
                    let whole = PyValue.text(string.bytes)
                    return machine.tuple(
                        isFromEnd ? [.text(""), .text(""), whole] : [whole, .text(""), .text("")])
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
                let missing = max(0, max(0, width) - string.count)
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
        case "translate":
            return method(name, 1...1) { machine, string, arguments throws(Fault) in
                .text(try Translation.translated(string, by: arguments[1], machine))
            }
        case "isascii": return method(name, 0...0) { _, string, _ throws(Fault) in .bool(string.isASCII) }
        default: return recasing(name) ?? test(name)
        }
    }

    /// Those that change the case of each character.
    private static func recasing(_ name: String) -> PyBuiltin? {
        guard ["upper", "lower", "casefold", "swapcase", "capitalize", "title"].contains(name) else { return nil }
        return method(name, 0...0) { machine, string, _ throws(Fault) in
            let characters = Characters(method: name)
            var out = ""
            var isFirst = true
            var isInWord = false
            // Every character is looked up.
            try machine.charge(string.bytes.count * 4)
            for scalar in string.text.unicodeScalars {
                switch name {
                case "upper": out += try characters.upper(scalar)
                case "lower": out += try characters.lower(scalar)
                case "casefold": out += try characters.folded(scalar)
                case "swapcase":
                    if try characters.isUpper(scalar) {
                        out += try characters.lower(scalar)
                    } else if try characters.isLower(scalar) {
                        out += try characters.upper(scalar)
                    } else {
                        out.unicodeScalars.append(scalar)
                    }
                case "title": out += isInWord ? try characters.lower(scalar) : try characters.title(scalar)
                default: out += isFirst ? try characters.title(scalar) : try characters.lower(scalar)
                }
                if name == "title" { isInWord = try characters.isCased(scalar) }
                isFirst = false
            }
            return .text(out)
        }
    }

    /// Those that ask something of all characters.
    private static func test(_ name: String) -> PyBuiltin? {
        switch name {
        case "isdigit": tested(name) { characters, scalar throws(Fault) in try characters.isDigit(scalar) }
        case "isdecimal": tested(name) { characters, scalar throws(Fault) in try characters.isDecimal(scalar) }
        case "isnumeric": tested(name) { characters, scalar throws(Fault) in try characters.isNumeric(scalar) }
        case "isalpha": tested(name) { characters, scalar throws(Fault) in try characters.isAlphabetic(scalar) }
        case "isalnum": tested(name) { characters, scalar throws(Fault) in try characters.isAlphanumeric(scalar) }
        case "isspace": tested(name) { characters, scalar throws(Fault) in try characters.isSpace(scalar) }
        case "isprintable":
            tested(name, ofNone: true) { characters, scalar throws(Fault) in try characters.isPrintable(scalar) }
        case "isidentifier":
            method(name, 0...0) { _, string, _ throws(Fault) in
                guard string.isASCII else { throw .unsupported("'str.isidentifier' of text outside ASCII") }
                let isStart = string.bytes.first.map { $0 &- 48 >= 10 } ?? false
                return .bool(isStart && string.bytes.allSatisfy(isNameByte))
            }
        case "islower", "isupper", "istitle":
            method(name, 0...0) { machine, string, _ throws(Fault) in
                try machine.charge(string.bytes.count / 4)
                return .bool(try hasCase(string, name))
            }
        default: nil
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 97 && byte | 0x20 <= 122 || byte &- 48 < 10 || byte == UInt8(ascii: "_")
    }

    private static func tested(
        _ name: String, ofNone: Bool = false,
        _ test: @escaping @Sendable (Characters, Unicode.Scalar) throws(Fault) -> Bool
    ) -> PyBuiltin {
        method(name, 0...0) { machine, string, _ throws(Fault) in
            let characters = Characters(method: name)
            try machine.charge(string.bytes.count / 4)
            for scalar in string.text.unicodeScalars where !(try test(characters, scalar)) { return .bool(false) }
            return .bool(ofNone || !string.bytes.isEmpty)
        }
    }

    /// At least one letter has a case, and none the wrong one; in a title the first of each word is a capital.
    private static func hasCase(_ string: PyString, _ name: String) throws(Fault) -> Bool {
        let characters = Characters(method: name)
        var isCased = false
        var isInWord = false
        for scalar in string.text.unicodeScalars {
            let isLower = try characters.isLower(scalar)
            let isTitle = try characters.isTitle(scalar)
            let isUpper = try characters.isUpper(scalar)
            switch name {
            case "islower": if isUpper || isTitle { return false }
            case "isupper": if isLower || isTitle { return false }
            default: if isUpper || isTitle ? isInWord : isLower && !isInWord { return false }
            }
            isInWord = isLower || isUpper || isTitle
            if isInWord { isCased = true }
        }
        return isCased
    }

    private static func split(
        _ machine: Machine, _ string: PyString, _ arguments: Arguments, isFromEnd: Bool
    ) throws(Fault) -> PyValue {
        let limitValue = arguments.optional(2) ?? arguments.keyword(.maxSplit)
        let limit = try limitValue.map { value throws(Fault) in try integer(machine, value) } ?? -1
        let most = limit < 0 ? Int.max : limit
        try machine.charge(string.bytes.count / 4)
        let separator = arguments.optional(1) ?? arguments.keyword(.sep) ?? .none
        var parts: [[UInt8]]
        if let bytes = separator.string?.bytes {
            if bytes.isEmpty { throw machine.valueError("empty separator") }
            parts =
                isFromEnd
                ? Text.splitFromEnd(string.bytes, by: bytes, atMost: most)
                : Text.split(string.bytes, by: bytes, atMost: most)
        } else if separator.isNone {
            parts =
                isFromEnd
                ? Text.wordsFromEnd(string.bytes, atMost: most) : Text.words(string.bytes, atMost: most)
        } else {
            throw machine.typeError("must be str or None, not \(machine.typeName(separator))")
        }
        try machine.charge(parts.count)
        return machine.list(parts.map { .text($0) })
    }

    private static func expanded(_ machine: Machine, _ text: [UInt8], _ size: Int) throws(Fault) -> [UInt8] {
        var out: [UInt8] = []
        var column = 0
        for byte in text {
            if byte == UInt8(ascii: "\t") {
                let blanks = size > 0 ? size - column % size : 0
                column += blanks
                out += [UInt8](repeating: UInt8(ascii: " "), count: blanks)
                if out.count > machine.budget.heap { try machine.checkSize(out.count) }
                continue
            }
            out.append(byte)
            if byte & 0xC0 != 0x80 { column += 1 }
            if byte == 0x0A || byte == 0x0D { column = 0 }
        }
        return out
    }

    private static func hasSuffix(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        text.count >= part.count && text[(text.count - part.count)...].elementsEqual(part)
    }

    private static func strip(
        _ machine: Machine, _ string: PyString, _ arguments: Arguments, left: Bool, right: Bool
    ) throws(Fault) -> PyValue {
        let characters = arguments.optional(1) ?? .none
        guard let set = characters.string else { return .text(Text.strip(string.bytes, left: left, right: right)) }
        return .text(Text.strip(string.bytes, of: Text.parts(set), left: left, right: right))
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
        let missing = max(0, max(0, width) - string.count)
        // CPython puts the odd one on the left when the width is odd.
        let left = name == "ljust" ? 0 : name == "rjust" ? missing : missing / 2 + (missing & width & 1)
        var out: [UInt8] = []
        for _ in 0..<left { out += fill }
        out += string.bytes
        for _ in 0..<missing - left { out += fill }
        return .text(out)
    }
}
