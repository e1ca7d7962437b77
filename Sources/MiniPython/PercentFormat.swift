/// Python's `%` on texts: C's `printf` with what stands on the right as a tuple, a mapping, or the only argument. It
/// shares the digits with `FormatSpec` and nothing else, because the two languages differ in every rule around them.
struct PercentFormat {
    /// `%[(key)][flags][width][.precision][length]conversion`
    private struct Directive {
        var isLeft = false
        var showsPlus = false
        var showsBlank = false
        var isAlternate = false
        var fillsZeros = false
        var width = 0
        var precision = -1
        var letter: UInt8 = 0
    }

    private let machine: Machine
    private let format: [UInt8]
    private let mapping: PyValue?
    /// The arguments by position; a value that is no tuple is the only one.
    private var arguments: [PyValue]
    private var used = 0
    private var position = 0
    private var out: [UInt8] = []

    init(_ machine: Machine, _ format: [UInt8], _ value: PyValue) {
        self.machine = machine
        self.format = format
        arguments = value.object?.tuple?.items ?? [value]
        mapping = Self.isMapping(value) ? value : nil
    }

    /// What has square brackets and is neither a text nor a tuple.
    private static func isMapping(_ value: PyValue) -> Bool {
        switch value.object?.kind {
        case .list, .dict, .range: true
        case .instance, .exception: value.object?.instance?.type.lookup(.getItem) != nil
        default: false
        }
    }

    mutating func result() throws(Fault) -> [UInt8] {
        while position < format.count {
            let byte = format[position]
            position += 1
            if byte == UInt8(ascii: "%"), !take(byte) {
                let start = out.count
                try write(try directive(), try next())
                if out.count > machine.budget.heap { try machine.checkSize(out.count) }
                try machine.charge(1 + (out.count - start) / 8)
            } else {
                out.append(byte)
            }
        }
        // A mapping may hold more than the text asks for.
        if used < arguments.count, mapping == nil {
            throw machine.typeError("not all arguments converted during string formatting")
        }
        return out
    }

    private mutating func next() throws(Fault) -> PyValue {
        guard used < arguments.count else { throw machine.typeError("not enough arguments for format string") }
        used += 1
        return arguments[used - 1]
    }

    // MARK: Reading

    private var here: UInt8? { position < format.count ? format[position] : nil }

    private mutating func take(_ letter: UInt8) -> Bool {
        guard here == letter else { return false }
        position += 1
        return true
    }

    private mutating func directive() throws(Fault) -> Directive {
        var directive = Directive()
        if take(UInt8(ascii: "(")) { try key() }
        flags: while let byte = here {
            switch byte {
            case UInt8(ascii: "-"): directive.isLeft = true
            case UInt8(ascii: "+"): directive.showsPlus = true
            case UInt8(ascii: " "): directive.showsBlank = true
            case UInt8(ascii: "#"): directive.isAlternate = true
            case UInt8(ascii: "0"): directive.fillsZeros = true
            default: break flags
            }
            position += 1
        }
        let width = try number(Int.max, "width") ?? 0
        if width < 0 { directive.isLeft = true }
        directive.width = Int(clamping: width.magnitude)
        if take(UInt8(ascii: ".")) { directive.precision = max(0, try number(Int(Int32.max), "precision") ?? 0) }
        if let byte = here, "hlL".utf8.contains(byte) { position += 1 }
        guard let letter = here else { throw machine.valueError("incomplete format") }
        directive.letter = letter
        position += 1
        try machine.checkSize(max(directive.width, directive.precision))
        return directive
    }

    /// `(name)`: from here on the mapping's item is the only argument.
    private mutating func key() throws(Fault) {
        guard let mapping else { throw machine.typeError("format requires a mapping") }
        let start = position
        var depth = 1
        while depth > 0, let byte = here {
            position += 1
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
        }
        if depth > 0 { throw machine.valueError("incomplete format key") }
        arguments = [try machine.getItem(mapping, .text(Array(format[start..<position - 1])))]
        used = 0
    }

    /// Digits, or a star for the next argument.
    private mutating func number(_ limit: Int, _ what: String) throws(Fault) -> Int? {
        if take(UInt8(ascii: "*")) {
            guard let value = try next().integer else { throw machine.typeError("* wants int") }
            // C's int holds a precision and its size type a width.
            if value.magnitude > limit {
                throw machine.exception(
                    machine.types.overflowError, "Python int too large to convert to C int")
            }
            return Int(clamping: value)
        }
        var value: Int?
        while let byte = here, byte &- 48 < 10 {
            let digit = Int(byte) - 48
            let before = value ?? 0
            if before > (limit - digit) / 10 { throw machine.valueError("\(what) too big") }
            value = before * 10 + digit
            position += 1
        }
        return value
    }

    // MARK: Writing

    private mutating func write(_ directive: Directive, _ value: PyValue) throws(Fault) {
        switch directive.letter {
        case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a"):
            var text =
                directive.letter == UInt8(ascii: "s") ? try machine.string(value) : try machine.repr(value)
            if directive.letter == UInt8(ascii: "a") { text = Text.ascii(text) }
            if directive.precision >= 0 { text = Text.prefix(text, directive.precision) }
            pad([], text, directive)
        case UInt8(ascii: "c"): pad([], try character(value), directive)
        case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"),
            UInt8(ascii: "X"):
            try write(integer: try integer(value, directive.letter), directive)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"):
            let number = try machine.real(value)
            let body = FormatSpec.magnitude(
                number, directive.letter, directive.precision < 0 ? 6 : directive.precision,
                isAlternate: directive.isAlternate)
            let isNegative = number.sign == .minus && !number.isNaN
            pad(sign(isNegative, directive), body, directive, fillsZeros: directive.fillsZeros)
        default: throw unsupported()
        }
    }

    /// The letter before the current position is none of the conversions.
    private func unsupported() -> Fault {
        let start = position - 1
        let character = PyString(Array(format[start...])).text.unicodeScalars.first
        let code = character?.value ?? 0
        let shown = code >= 31 && code <= 126 ? String(Character(character ?? "?")) : "?"
        let index = PyString(Array(format[..<start])).count
        return machine.valueError(
            "unsupported format character '\(shown)' (0x\(String(code, radix: 16))) at index \(index)")
    }

    private func sign(_ isNegative: Bool, _ directive: Directive) -> [UInt8] {
        if isNegative { return [UInt8(ascii: "-")] }
        if directive.showsPlus { return [UInt8(ascii: "+")] }
        return directive.showsBlank ? [UInt8(ascii: " ")] : []
    }

    private mutating func write(integer number: Int64, _ directive: Directive) throws(Fault) {
        let letter = directive.letter
        let isUpper = letter == UInt8(ascii: "X")
        let radix = letter == UInt8(ascii: "o") ? 8 : letter | 0x20 == UInt8(ascii: "x") ? 16 : 10
        var digits = Array(String(number.magnitude, radix: radix, uppercase: isUpper).utf8)
        if digits.count < directive.precision {
            digits = [UInt8](repeating: UInt8(ascii: "0"), count: directive.precision - digits.count) + digits
        }
        var head = sign(number < 0, directive)
        if directive.isAlternate, radix != 10 { head += [UInt8(ascii: "0"), letter] }
        pad(head, digits, directive, fillsZeros: directive.fillsZeros)
    }

    /// Zeros go between the head and the digits, blanks around both.
    private mutating func pad(_ head: [UInt8], _ body: [UInt8], _ directive: Directive, fillsZeros: Bool = false) {
        let missing = max(0, directive.width - head.count - Text.count(body))
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: missing)
        if directive.isLeft {
            out += head + body + blanks
        } else if fillsZeros {
            out += head + [UInt8](repeating: UInt8(ascii: "0"), count: missing) + body
        } else {
            out += blanks + head + body
        }
    }

    // MARK: Arguments

    private func character(_ value: PyValue) throws(Fault) -> [UInt8] {
        if let string = value.string, string.count == 1 { return string.bytes }
        guard value.string == nil,
            let code = try integer(
                of: value,
                { value throws(Fault) in
                    try machine.integerIndex(value)
                })
        else { throw machine.typeError("%c requires int or char") }
        guard code >= 0, code <= 0x10FFFF else {
            throw machine.exception(machine.types.overflowError, "%c arg not in range(0x110000)")
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else { throw .unsupported("surrogate characters") }
        return Array(String(Character(scalar)).utf8)
    }

    private func integer(_ value: PyValue, _ letter: UInt8) throws(Fault) -> Int64 {
        let isDecimal = letter != UInt8(ascii: "o") && letter | 0x20 != UInt8(ascii: "x")
        let number = try integer(of: value) { value throws(Fault) in
            if isDecimal, value.string == nil { return try machine.integer(value) }
            return try machine.integerIndex(value)
        }
        if let number { return number }
        throw machine.typeError(
            "%\(Character(Unicode.Scalar(letter))) format: \(isDecimal ? "a real number" : "an integer") is required, "
                + "not \(machine.typeName(value))")
    }

    /// Nothing where the conversion complains of the type, whatever it says.
    private func integer(
        of value: PyValue, _ convert: (PyValue) throws(Fault) -> Int64?
    ) throws(Fault) -> Int64? {
        do throws(Fault) {
            return try convert(value)
        } catch {
            if case .raised(let exception) = error, exception.type.isSubtype(of: machine.types.typeError) { return nil }
            throw error
        }
    }
}
