/// Python's `str.format`: text with fields in braces, which name an argument by place or by name, go on to its
/// attributes and items, and end in a conversion and a specification that may hold fields itself. What a specification
/// means is `FormatSpec`'s business.
struct FormatString {
    /// How fields without a name are counted: all of them, or none.
    private enum Numbering { case undecided, automatic, manual }

    private struct Field {
        var name: Range<Int>
        /// 0 when there is none.
        var conversion: Unicode.Scalar?
        var spec: Range<Int>
        var specHasFields = false
    }

    private let machine: Machine
    private let text: [UInt8]
    /// Nothing for `format_map`, which has names only.
    private let positional: [PyValue]?
    private let named: PyValue
    private var numbering = Numbering.undecided
    private var nextNumber = 0

    init(_ machine: Machine, _ text: [UInt8], positional: [PyValue]?, named: PyValue) {
        self.machine = machine
        self.text = text
        self.positional = positional
        self.named = named
    }

    mutating func result() throws(Fault) -> [UInt8] { try build(0..<text.count, levels: 2) }

    private func fault(_ message: String) -> Fault { machine.valueError(message) }

    // MARK: Reading

    /// - Parameter levels: how deep fields may still stand in specifications.
    private mutating func build(_ range: Range<Int>, levels: Int) throws(Fault) -> [UInt8] {
        if levels == 0 { throw fault("Max string recursion exceeded") }
        var out: [UInt8] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                out.append(byte)
                continue
            }
            if position < range.upperBound, text[position] == byte {
                out.append(byte)
                position += 1
                continue
            }
            if byte == UInt8(ascii: "}") { throw fault("Single '}' encountered in format string") }
            if position == range.upperBound { throw fault("Single '{' encountered in format string") }
            let field = try field(&position, end: range.upperBound)
            let start = out.count
            out += try written(field, levels: levels)
            if out.count > machine.budget.heap { try machine.checkSize(out.count) }
            try machine.charge(1 + (out.count - start) / 16)
        }
        return out
    }

    private func field(_ position: inout Int, end: Int) throws(Fault) -> Field {
        let start = position
        var closer: UInt8 = 0
        scan: while position < end {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"): throw fault("unexpected '{' in field name")
            case UInt8(ascii: "["):
                while position < end, text[position] != UInt8(ascii: "]") { position += 1 }
            case UInt8(ascii: "}"), UInt8(ascii: ":"), UInt8(ascii: "!"):
                closer = byte
                break scan
            default: break
            }
        }
        if closer == 0 { throw fault("expected '}' before end of string") }
        var field = Field(name: start..<position - 1, spec: position..<position)
        if closer == UInt8(ascii: "}") { return field }
        if closer == UInt8(ascii: "!") {
            guard position < end else { throw fault("end of string while looking for conversion specifier") }
            field.conversion = PyString(Array(text[position..<end])).text.unicodeScalars.first
            position += field.conversion.map { $0.utf8.count } ?? 1
            if position < end {
                position += 1
                if text[position - 1] == UInt8(ascii: "}") { return field }
                if text[position - 1] != UInt8(ascii: ":") { throw fault("expected ':' after conversion specifier") }
            }
        }
        let specStart = position
        var depth = 1
        while position < end {
            position += 1
            if text[position - 1] == UInt8(ascii: "{") {
                field.specHasFields = true
                depth += 1
            } else if text[position - 1] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 {
                    field.spec = specStart..<position - 1
                    return field
                }
            }
        }
        throw fault("unmatched '{' in format spec")
    }

    // MARK: Writing

    private mutating func written(_ field: Field, levels: Int) throws(Fault) -> [UInt8] {
        var value = try value(named: field.name)
        switch field.conversion {
        case nil: break
        case "s": value = .text(try machine.string(value))
        case "r": value = .text(try machine.repr(value))
        case "a": value = .text(Text.ascii(try machine.repr(value)))
        case let letter?:
            let isShown = letter.value > 32 && letter.value < 127
            throw fault(
                "Unknown conversion specifier "
                    + (isShown ? String(Character(letter)) : "\\x" + String(letter.value, radix: 16)))
        }
        let spec = field.specHasFields ? try build(field.spec, levels: levels - 1) : Array(text[field.spec])
        return try machine.format(value, spec)
    }

    /// `name.attribute[item]…`
    private mutating func value(named range: Range<Int>) throws(Fault) -> PyValue {
        var position = range.lowerBound
        let first = name(&position, range.upperBound, until: "[.")
        var value = try argument(first)
        while position < range.upperBound {
            let mark = text[position]
            position += 1
            switch mark {
            case UInt8(ascii: "."):
                let name = try filled(name(&position, range.upperBound, until: "[."))
                value = try machine.attribute(value, machine.symbols.intern(String(decoding: name, as: UTF8.self)))
            case UInt8(ascii: "["):
                let name = name(&position, range.upperBound, until: "]")
                guard position < range.upperBound else { throw fault("Missing ']' in format string") }
                position += 1
                let index = try number(name)
                let key = try index == nil ? PyValue.text(Array(filled(name))) : .count(index ?? 0)
                value = try machine.getItem(value, key)
            default: throw fault("Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return value
    }

    private func name(_ position: inout Int, _ end: Int, until marks: StaticString) -> ArraySlice<UInt8> {
        let start = position
        let stops = UnsafeBufferPointer(start: marks.utf8Start, count: marks.utf8CodeUnitCount)
        while position < end, !stops.contains(text[position]) { position += 1 }
        return text[start..<position]
    }

    private func filled(_ name: ArraySlice<UInt8>) throws(Fault) -> ArraySlice<UInt8> {
        if name.isEmpty { throw fault("Empty attribute in format string") }
        return name
    }

    /// A name of digits alone is a number.
    private func number(_ name: ArraySlice<UInt8>) throws(Fault) -> Int? {
        guard !name.isEmpty, name.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        guard let number = Int(String(decoding: name, as: UTF8.self)) else {
            throw fault("Too many decimal digits in format string")
        }
        return number
    }

    private mutating func argument(_ name: ArraySlice<UInt8>) throws(Fault) -> PyValue {
        var index = try number(name)
        if name.isEmpty || index != nil {
            let wanted = name.isEmpty ? Numbering.automatic : .manual
            if numbering == .undecided { numbering = wanted }
            if numbering != wanted {
                throw fault(
                    wanted == .automatic
                        ? "cannot switch from manual field specification to automatic field numbering"
                        : "cannot switch from automatic field numbering to manual field specification")
            }
        }
        if name.isEmpty {
            index = nextNumber
            nextNumber += 1
        }
        guard let index else { return try machine.getItem(named, .text(Array(name))) }
        guard let positional else { throw fault("Format string contains positional fields") }
        guard index < positional.count else {
            throw machine.exception(
                machine.types.indexError, "Replacement index \(index) out of range for positional args tuple")
        }
        return positional[index]
    }
}
