import Micrograd

/// Conversions between numbers and what programs write for them: `int`, `float`, `round`.
extension Machine {
    /// Python's `float(x)`.
    func double(_ value: PyValue) throws(Fault) -> Double {
        if let number = value.number { return number }
        if let string = value.string {
            try charge(string.bytes.count / 4)
            let text = Text.strip(string.bytes, left: true, right: true)
            if let number = Self.double(text) { return number }
            if !string.isASCII { throw .unsupported("numbers in text outside ASCII") }
            throw valueError(
                "could not convert string to float: \(String(decoding: Text.quoted(string.bytes), as: UTF8.self))")
        }
        if let instance = value.object?.instance {
            if let method = instance.type.lookup(.float) {
                let result = try call(method, [value])
                if case .float(let number) = result { return number }
                throw typeError("\(typeName(value)).__float__ returned non-float (type \(typeName(result)))")
            }
            if let number = try integerIndex(value) { return Double(number) }
        }
        throw typeError("float() argument must be a string or a real number, not '\(typeName(value))'")
    }

    private static func double(_ text: [UInt8]) -> Double? {
        var body = text[...]
        var sign = 1.0
        if let first = body.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            body = body.dropFirst()
        }
        switch String(decoding: body.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self) {
        case "inf", "infinity": return sign * .infinity
        case "nan": return .nan
        default: break
        }
        guard let plain = digitsOnly(body) else { return nil }
        return Decimal.double(parsing: plain[...]).map { sign * $0 }
    }

    /// Without underscores, each of which must stand between digits.
    private static func digitsOnly(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "_") {
                let place = text.startIndex + index
                guard index > 0, place + 1 < text.endIndex, IntegerLiteral.digit(text[place - 1]) != nil,
                    IntegerLiteral.digit(text[place + 1]) != nil
                else { return nil }
            } else {
                out.append(byte)
            }
        }
        return out
    }

    /// The argument of a `math` function.
    func real(_ value: PyValue) throws(Fault) -> Double {
        if let number = value.number { return number }
        if value.object?.instance?.type.lookup(.float) != nil { return try double(value) }
        if let number = try integerIndex(value) { return Double(number) }
        throw typeError("must be real number, not \(typeName(value))")
    }

    /// Python's `int(x)`.
    func integer(_ value: PyValue) throws(Fault) -> Int64 {
        switch value {
        case .int, .bool: return value.integer ?? 0
        case .float(let number): return try truncated(number)
        default: break
        }
        if let string = value.string { return try integer(string, base: 10) }
        if let instance = value.object?.instance {
            if let method = instance.type.lookup(.int), let result = Optional(try call(method, [value])) {
                if let number = result.integer { return number }
                throw typeError("__int__ returned non-int (type \(typeName(result)))")
            }
            if let number = try integerIndex(value) { return number }
        }
        throw typeError(
            "int() argument must be a string, a bytes-like object or a real number, not '\(typeName(value))'")
    }

    /// A float without its fraction, as an int.
    func truncated(_ number: Double) throws(Fault) -> Int64 {
        if number.isNaN { throw valueError("cannot convert float NaN to integer") }
        if number.isInfinite { throw exception(types.overflowError, "cannot convert float infinity to integer") }
        guard number > -0x1p63, number < 0x1p63 else { throw .unsupported(Fault.integerTooLarge) }
        return Int64(number)
    }

    func integer(_ string: PyString, base: Int) throws(Fault) -> Int64 {
        let text = Text.strip(string.bytes, left: true, right: true)
        func fault() -> Fault {
            if !string.isASCII { return .unsupported("numbers in text outside ASCII") }
            return valueError(
                "invalid literal for int() with base \(base): \(String(decoding: Text.quoted(string.bytes), as: UTF8.self))"
            )
        }
        var body = text[...]
        let isNegative = body.first == UInt8(ascii: "-")
        if isNegative || body.first == UInt8(ascii: "+") { body = body.dropFirst() }
        var radix = base
        if body.count > 2, body.first == UInt8(ascii: "0"),
            let marked = Scanner.radix(body[body.startIndex + 1] | 0x20),
            base == marked || base == 0
        {
            radix = marked
            body = body.dropFirst(2)
            // A separator may stand behind the mark.
            if body.first == UInt8(ascii: "_") { body = body.dropFirst() }
        } else if base == 0 {
            radix = 10
            // As in a program, no number but zero begins with one.
            let isZero = body.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
            if body.first == UInt8(ascii: "0"), !isZero { throw fault() }
        }
        guard let digits = Self.digitsOnly(body), !digits.isEmpty,
            digits.allSatisfy({ IntegerLiteral.digit($0).map { $0 < radix } ?? false })
        else { throw fault() }
        guard let value = IntegerLiteral.parse(digits[...], radix: radix) else {
            throw .unsupported(Fault.integerTooLarge)
        }
        return isNegative ? -value : value
    }

    /// Python's `round(x)` and `round(x, n)`: half to even, and of the exact value when there are places.
    func round(_ value: PyValue, places: PyValue) throws(Fault) -> PyValue {
        switch value {
        case .int, .bool:
            let number = value.integer ?? 0
            guard let places = try count(places), places < 0 else { return .int(number) }
            return .int(try rounded(number, places: Int(clamping: places.magnitude)))
        case .float(let number):
            guard let places = try count(places) else { return .int(try truncated(number.rounded(.toNearestOrEven))) }
            return .float(try rounded(number, places: places))
        default: break
        }
        if let method = value.object?.instance?.type.lookup(.round) {
            return try call(method, places.isNone ? [value] : [value, places])
        }
        throw typeError("type \(typeName(value)) doesn't define __round__ method")
    }

    private func count(_ places: PyValue) throws(Fault) -> Int? {
        if places.isNone { return nil }
        guard let count = try place(places) else {
            throw typeError("'\(typeName(places))' object cannot be interpreted as an integer")
        }
        return count
    }

    private func rounded(_ number: Int64, places: Int) throws(Fault) -> Int64 {
        if places > 18 {
            if places == 19, number.magnitude > 5_000_000_000_000_000_000 { throw .unsupported(Fault.integerTooLarge) }
            return 0
        }
        let unit = try power(10, Int64(places))
        let remainder = ((number % unit) + unit) % unit
        let (low, overflow) = number.subtractingReportingOverflow(remainder)
        if overflow { throw .unsupported(Fault.integerTooLarge) }
        let isUp = remainder * 2 > unit || remainder * 2 == unit && (low / unit) % 2 != 0
        guard isUp else { return low }
        let (high, tooHigh) = low.addingReportingOverflow(unit)
        if tooHigh { throw .unsupported(Fault.integerTooLarge) }
        return high
    }

    private func rounded(_ number: Double, places: Int) throws(Fault) -> Double {
        guard number.isFinite, number != 0 else { return number }
        // Nothing to round off, or nothing left.
        if places > 323 { return number }
        if places < -308 { return number < 0 ? -0.0 : 0.0 }
        var decimal = Decimal(exactly: number)
        decimal.round(toPlaces: places)
        let result = Decimal.nearest(decimal.digits, decimal.point - decimal.digits.count)
        if result.isInfinite { throw exception(types.overflowError, "rounded value too large to represent") }
        return number < 0 ? -result : result
    }
}
