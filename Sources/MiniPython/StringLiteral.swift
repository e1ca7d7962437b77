import Source

/// What the text between a string's quotes means: escapes become the characters they stand for.
enum StringLiteral {
    static func unescaped(_ bytes: [UInt8], _ range: Range<Int>, isRaw: Bool) throws(SyntaxFault) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == 0x0D {
                // A line ends with \n whatever the file says.
                out.append(0x0A)
                position += position + 1 < range.upperBound && bytes[position + 1] == 0x0A ? 2 : 1
            } else if byte == UInt8(ascii: "\\"), !isRaw, position + 1 < range.upperBound {
                try escape(bytes, &position, range.upperBound, &out)
            } else {
                out.append(byte)
                position += 1
            }
        }
        return out
    }

    private static func escape(
        _ bytes: [UInt8], _ position: inout Int, _ end: Int, _ out: inout [UInt8]
    ) throws(SyntaxFault) {
        let start = position
        let letter = bytes[position + 1]
        position += 2
        switch letter {
        case 0x0A: break
        case 0x0D: if position < end, bytes[position] == 0x0A { position += 1 }
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): out.append(letter)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "a"): out.append(0x07)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "v"): out.append(0x0B)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = UInt32(letter - UInt8(ascii: "0"))
            var count = 1
            while count < 3, position < end, bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "7")
            {
                value = value * 8 + UInt32(bytes[position] - UInt8(ascii: "0"))
                position += 1
                count += 1
            }
            append(value, &out)
        case UInt8(ascii: "x"): try hexadecimal(2, "\\xXX", bytes, &position, end, start, &out)
        case UInt8(ascii: "u"): try hexadecimal(4, "\\uXXXX", bytes, &position, end, start, &out)
        case UInt8(ascii: "U"): try hexadecimal(8, "\\UXXXXXXXX", bytes, &position, end, start, &out)
        case UInt8(ascii: "N"):
            throw .unsupported(
                "character names in strings, '\\N{…}'", Span(start, position), note: "use \\u and its code")
        default:
            // Python keeps an unknown escape as it stands.
            out.append(UInt8(ascii: "\\"))
            out.append(letter)
        }
    }

    private static func hexadecimal(
        _ count: Int, _ form: String, _ bytes: [UInt8], _ position: inout Int, _ end: Int, _ start: Int,
        _ out: inout [UInt8]
    ) throws(SyntaxFault) {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard position < end, let digit = IntegerLiteral.digit(bytes[position]), digit < 16 else {
                throw .syntax(
                    "(unicode error) 'unicodeescape' codec can't decode bytes: truncated \(form) escape",
                    Span(start, min(position + 1, end)))
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        guard Unicode.Scalar(value) != nil else {
            if value > 0x10FFFF {
                throw .syntax(
                    "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character",
                    Span(start, position))
            }
            throw .unsupported("surrogate characters in strings", Span(start, position))
        }
        append(value, &out)
    }

    private static func append(_ value: UInt32, _ out: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

/// Integers as they are written, in 64 bits.
enum IntegerLiteral {
    /// Nothing when a digit does not belong to the radix or the number needs more than 64 bits.
    static func parse(_ digits: ArraySlice<UInt8>, radix: Int) -> Int64? {
        var value: Int64 = 0
        for byte in digits {
            guard let digit = digit(byte), digit < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: Int64(radix))
            let (sum, carry) = product.addingReportingOverflow(Int64(digit))
            if overflow || carry { return nil }
            value = sum
        }
        return digits.isEmpty ? nil : value
    }

    static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 87
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 55
        default: nil
        }
    }

    static func fault(_ digits: ArraySlice<UInt8>, radix: Int, _ span: Span) -> SyntaxFault {
        let isLegal = !digits.isEmpty && digits.allSatisfy { digit($0).map { $0 < radix } ?? false }
        let name = radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : radix == 2 ? "binary" : "decimal"
        if !isLegal { return .syntax("invalid \(name) literal", span) }
        return .unsupported("an integer too large: \(Limits.integers)", span)
    }
}

enum Limits {
    static let integers = "integers have 64 bits here"
}
