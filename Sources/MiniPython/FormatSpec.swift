/// Python's format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. It knows numbers
/// and text only; whose values they are is the caller's business.
struct FormatSpec {
    enum Align: UInt8 {
        case left = 60  // <
        case right = 62  // >
        case center = 94  // ^
        case afterSign = 61  // =
    }

    /// One character, as UTF-8.
    private(set) var fill: [UInt8] = [UInt8(ascii: " ")]
    var align: Align?
    var sign = UInt8(ascii: "-")
    var coercesNegativeZero = false
    var isAlternate = false
    var width = 0
    var grouping: UInt8 = 0
    var precision: Int?
    /// 0 when there is none.
    var type: UInt8 = 0
    private var hasFill = false
    private var hasZero = false
    private var hasSign = false

    /// What is wrong with a specification: the message of Python's ValueError, or OverflowError.
    struct Fault: Error {
        let message: String
        let isOverflow: Bool

        init(_ message: String, isOverflow: Bool = false) {
            self.message = message
            self.isOverflow = isOverflow
        }
    }

    /// - Parameter typeName: the value's type, for the message.
    init(_ text: [UInt8], for typeName: String) throws(Fault) {
        var position = 0
        func peek(_ ahead: Int = 0) -> UInt8 { position + ahead < text.count ? text[position + ahead] : 0 }
        var fillLength = 1
        while fillLength < text.count, text[fillLength] & 0xC0 == 0x80 { fillLength += 1 }
        if text.count > fillLength, let found = Align(rawValue: text[fillLength]) {
            fill = Array(text[..<fillLength])
            hasFill = true
            align = found
            position = fillLength + 1
        } else if let found = Align(rawValue: peek()) {
            align = found
            position = 1
        }
        if [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: " ")].contains(peek()) {
            sign = peek()
            hasSign = true
            position += 1
        }
        if peek() == UInt8(ascii: "z") {
            coercesNegativeZero = true
            position += 1
        }
        if peek() == UInt8(ascii: "#") {
            isAlternate = true
            position += 1
        }
        if peek() == UInt8(ascii: "0"), !hasFill {
            fill = [UInt8(ascii: "0")]
            hasZero = align == nil
            position += 1
        }
        width = try Self.number(text, &position) ?? 0
        if peek() == UInt8(ascii: ",") || peek() == UInt8(ascii: "_") {
            grouping = peek()
            position += 1
            if peek() != grouping, peek() == UInt8(ascii: ",") || peek() == UInt8(ascii: "_") {
                throw Fault("Cannot specify both ',' and '_'.")
            }
        }
        if peek() == UInt8(ascii: ".") {
            position += 1
            guard let digits = try Self.number(text, &position) else {
                throw Fault("Format specifier missing precision")
            }
            precision = digits
        }
        let typeLength = text[min(position, text.count)...].filter { $0 & 0xC0 != 0x80 }.count
        if typeLength > 1 {
            throw Fault(
                "Invalid format specifier '\(String(decoding: text, as: UTF8.self))' for object of type '\(typeName)'")
        }
        type = peek()
        if type >= 0x80 {
            let letter = String(decoding: text[position...], as: UTF8.self)
            throw Fault(
                "Unknown format code '\\x\(String(letter.unicodeScalars.first?.value ?? 0, radix: 16))' "
                    + "for object of type '\(typeName)'")
        }
        if grouping != 0 {
            let allowed = grouping == UInt8(ascii: ",") ? "defgEG%F" : "defgEG%FbxoX"
            let type = type == 0 && typeName == "str" ? UInt8(ascii: "s") : type
            if type != 0, !allowed.utf8.contains(type) {
                throw Fault(
                    "Cannot specify '\(Character(Unicode.Scalar(grouping)))' with "
                        + "'\(Character(Unicode.Scalar(type)))'.")
            }
        }
    }

    private static func number(_ text: [UInt8], _ position: inout Int) throws(Fault) -> Int? {
        let start = position
        var value = 0
        while position < text.count, text[position] &- 48 < 10 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(text[position]) - 48)
            if overflow || carry { throw Fault("Too many decimal digits in format string") }
            value = sum
            position += 1
        }
        return position > start ? value : nil
    }

    private func unknown(_ typeName: String) -> Fault {
        Fault("Unknown format code '\(Character(Unicode.Scalar(type)))' for object of type '\(typeName)'")
    }

    // MARK: Text

    func format(_ text: [UInt8]) throws(Fault) -> [UInt8] {
        if type != 0, type != UInt8(ascii: "s") { throw unknown("str") }
        if hasSign {
            throw Fault(
                sign == UInt8(ascii: " ")
                    ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
        }
        if coercesNegativeZero { throw Fault("Negative zero coercion (z) not allowed in string format specifier") }
        if isAlternate { throw Fault("Alternate form (#) not allowed in string format specifier") }
        if align == .afterSign { throw Fault("'=' alignment not allowed in string format specifier") }
        return pad(precision.map { Text.prefix(text, $0) } ?? text, align ?? .left)
    }

    private func pad(_ text: [UInt8], _ align: Align) -> [UInt8] {
        let missing = width - Text.count(text)
        guard missing > 0 else { return text }
        let left =
            switch align {
            case .left: 0
            case .center: missing / 2
            case .right, .afterSign: missing
            }
        var out: [UInt8] = []
        out.reserveCapacity(text.count + missing)
        for _ in 0..<left { out += fill }
        out += text
        for _ in 0..<missing - left { out += fill }
        return out
    }

    // MARK: Numbers, into a buffer

    /// The commonest formats are written where the text grows: nothing is grouped, alternate or coerced.
    private var isSimple: Bool { grouping == 0 && !isAlternate && !coercesNegativeZero && fill.count == 1 }

    /// Puts what was written from `start` on into its width; `digits` is where its digits begin.
    private func pad(from start: Int, digits: Int, _ out: inout TextBuffer) {
        let missing = width - (out.count - start)
        guard missing > 0 else { return }
        switch align ?? (hasZero ? .afterSign : .right) {
        case .right: out.insert(fill[0], times: missing, at: start)
        case .afterSign: out.insert(fill[0], times: missing, at: digits)
        case .left: out.insert(fill[0], times: missing, at: out.count)
        case .center:
            out.insert(fill[0], times: missing / 2, at: start)
            out.insert(fill[0], times: missing - missing / 2, at: out.count)
        }
    }

    private func sign(_ isNegative: Bool, _ out: inout TextBuffer) {
        if isNegative {
            out.append(UInt8(ascii: "-"))
        } else if sign != UInt8(ascii: "-") {
            out.append(sign)
        }
    }

    func append(_ value: Int64, to out: inout TextBuffer) throws(Fault) {
        guard isSimple, type == 0 || type == UInt8(ascii: "d"), precision == nil else {
            return out.append(try format(value))
        }
        let start = out.count
        sign(value < 0, &out)
        let digits = out.count
        out.append(value.magnitude)
        pad(from: start, digits: digits, &out)
    }

    func append(_ value: Double, to out: inout TextBuffer) throws(Fault) {
        let start = out.count
        if isSimple, type == UInt8(ascii: "f") || type == UInt8(ascii: "e") {
            sign(value.sign == .minus, &out)
            let digits = out.count
            let isWritten =
                type == UInt8(ascii: "f")
                ? PyFloat.appendFixed(value, places: precision ?? 6, to: &out)
                : PyFloat.appendExponent(value, places: precision ?? 6, letter: type, to: &out)
            if isWritten { return pad(from: start, digits: digits, &out) }
            out.cut(to: start)
        }
        out.append(try format(value))
    }

    /// Puts ASCII text, written from `start` on, into its width; false if more than that is asked for.
    func padText(from start: Int, _ out: inout TextBuffer) -> Bool {
        guard isSimple, type == 0, precision == nil, !hasSign, align != .afterSign, !hasZero else { return false }
        let missing = width - (out.count - start)
        guard missing > 0 else { return true }
        let left =
            switch align {
            case .right: missing
            case .center: missing / 2
            default: 0
            }
        out.insert(fill[0], times: left, at: start)
        out.insert(fill[0], times: missing - left, at: out.count)
        return true
    }

    // MARK: Numbers

    func format(_ value: Int64, typeName: String = "int") throws(Fault) -> [UInt8] {
        var body: [UInt8]
        var prefix: [UInt8] = []
        var groupSize = 3
        switch type {
        case 0, UInt8(ascii: "d"), UInt8(ascii: "n"): body = Array(String(value.magnitude).utf8)
        case UInt8(ascii: "b"):
            body = Array(String(value.magnitude, radix: 2).utf8)
            prefix = Array("0b".utf8)
            groupSize = 4
        case UInt8(ascii: "o"):
            body = Array(String(value.magnitude, radix: 8).utf8)
            prefix = Array("0o".utf8)
            groupSize = 4
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            let isUpper = type == UInt8(ascii: "X")
            body = Array(String(value.magnitude, radix: 16, uppercase: isUpper).utf8)
            prefix = Array((isUpper ? "0X" : "0x").utf8)
            groupSize = 4
        case UInt8(ascii: "c"): body = []
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"), UInt8(ascii: "%"):
            return try format(Double(value), typeName: typeName)
        default: throw unknown(typeName)
        }
        if precision != nil { throw Fault("Precision not allowed in integer format specifier") }
        if coercesNegativeZero {
            throw Fault("Negative zero coercion (z) not allowed in integer format specifier")
        }
        if type == UInt8(ascii: "c") { return try character(value) }
        if !isAlternate { prefix = [] }
        return assemble(isNegative: value < 0, prefix: prefix, whole: body, rest: [], groupSize: groupSize)
    }

    private func character(_ value: Int64) throws(Fault) -> [UInt8] {
        if hasSign { throw Fault("Sign not allowed with integer format specifier 'c'") }
        if isAlternate { throw Fault("Alternate form (#) not allowed with integer format specifier 'c'") }
        guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
            throw Fault("%c arg not in range(0x110000)", isOverflow: true)
        }
        return pad(Array(String(Character(scalar)).utf8), align ?? .right)
    }

    func format(_ value: Double, typeName: String = "float") throws(Fault) -> [UInt8] {
        let isKnown = type == 0 || type == UInt8(ascii: "%") || "efgn".utf8.contains(type | 0x20) && type != 0x4E
        guard isKnown else { throw unknown(typeName) }
        var magnitude: [UInt8]
        if type == 0 {
            magnitude =
                precision.map {
                    PyFloat.generalMagnitude(
                        value, precision: $0, letter: UInt8(ascii: "e"), keepsZeros: isAlternate, addsDotZero: true)
                } ?? PyFloat.short(value.magnitude)
            if isAlternate, let e = magnitude.firstIndex(of: UInt8(ascii: "e")), !magnitude.contains(UInt8(ascii: "."))
            {
                magnitude.insert(UInt8(ascii: "."), at: e)
            }
        } else if type == UInt8(ascii: "%") {
            magnitude = Self.magnitude(value * 100, UInt8(ascii: "f"), precision ?? 6, isAlternate: isAlternate)
            magnitude.append(type)
        } else {
            magnitude = Self.magnitude(value, type, precision ?? 6, isAlternate: isAlternate)
        }
        var isNegative = value.sign == .minus && !value.isNaN
        if coercesNegativeZero, isNegative, !magnitude.contains(where: { $0 >= 49 && $0 <= 57 }), value.isFinite {
            isNegative = false
        }
        let digits = magnitude.prefix { $0 &- 48 < 10 }.count
        return assemble(
            isNegative: isNegative, prefix: [], whole: Array(magnitude[..<digits]), rest: Array(magnitude[digits...]),
            groupSize: 3)
    }

    /// A float without its sign, by one of the letters `e f g`, in either case.
    static func magnitude(_ value: Double, _ type: UInt8, _ precision: Int, isAlternate: Bool) -> [UInt8] {
        let isUpper = type < UInt8(ascii: "a")
        let e = UInt8(ascii: isUpper ? "E" : "e")
        let magnitude =
            switch type | 0x20 {
            case UInt8(ascii: "f"): PyFloat.fixedMagnitude(value, places: precision, keepsPoint: isAlternate)
            case UInt8(ascii: "e"):
                PyFloat.exponentMagnitude(value, places: precision, letter: e, keepsPoint: isAlternate)
            default: PyFloat.generalMagnitude(value, precision: precision, letter: e, keepsZeros: isAlternate)
            }
        return isUpper && !value.isFinite ? magnitude.map { $0 - 32 } : magnitude
    }

    /// Sign, prefix, digits in groups, the rest; filled up to the width.
    private func assemble(
        isNegative: Bool, prefix: [UInt8], whole: [UInt8], rest: [UInt8], groupSize: Int
    ) -> [UInt8] {
        var head: [UInt8] = isNegative ? [UInt8(ascii: "-")] : sign == UInt8(ascii: "-") ? [] : [sign]
        head += prefix
        let alignment = align ?? (hasZero ? .afterSign : .right)
        var digits = whole
        if alignment == .afterSign, fill == [UInt8(ascii: "0")], grouping != 0, !whole.isEmpty {
            // Zeros put in front are grouped like other digits, and a group never starts with its separator.
            let room = width - head.count - rest.count
            while grouped(digits.count, groupSize) < room { digits.insert(48, at: 0) }
        }
        if grouping != 0, !digits.isEmpty { digits = separated(digits, groupSize) }
        let body = digits + rest
        if alignment == .afterSign {
            let missing = width - head.count - body.count
            if missing > 0 { for _ in 0..<missing { head += fill } }
            return head + body
        }
        return pad(head + body, alignment)
    }

    private func grouped(_ count: Int, _ size: Int) -> Int { count + (count - 1) / size }

    private func separated(_ digits: [UInt8], _ size: Int) -> [UInt8] {
        var out: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % size == 0 { out.append(grouping) }
            out.append(digit)
        }
        return out
    }
}
