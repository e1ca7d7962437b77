import Source

/// Numbers and strings. The scanner knows where they end; what they are worth is found here.
extension Parser {
    /// NUMBER: integers in 64 bits (also 0x, 0o, 0b), floats; '_' between digits
    func number(_ span: Span) throws(SyntaxFault) -> Expr {
        var digits = bytes[span.start..<span.end]
        if digits.contains(UInt8(ascii: "_")) { digits = digits.filter { $0 != UInt8(ascii: "_") }[...] }
        let isZeroFirst = digits.first == UInt8(ascii: "0")
        if digits.count > 2, isZeroFirst, let radix = Scanner.radix(digits[digits.startIndex + 1] | 0x20) {
            digits = digits.dropFirst(2)
            guard let value = IntegerLiteral.parse(digits, radix: radix) else {
                throw IntegerLiteral.fault(digits, radix: radix, span)
            }
            return try make(.int(value), span)
        }
        let isFloat = digits.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        if isFloat {
            return try make(.float(Decimal.double(parsing: digits) ?? 0), span)
        }
        if digits.count > 1, isZeroFirst, digits.contains(where: { $0 != UInt8(ascii: "0") }) {
            throw .syntax(
                "leading zeros in decimal integer literals are not permitted; "
                    + "use an 0o prefix for octal integers", span)
        }
        guard let value = IntegerLiteral.parse(digits, radix: 10) else {
            throw IntegerLiteral.fault(digits, radix: 10, span)
        }
        return try make(.int(value), span)
    }

    /// STRING: [prefix] in ' or ", or three of them; prefixes r and f in either case and order, u
    /// STRING+: neighbouring literals are one string
    mutating func strings() throws(SyntaxFault) -> Expr {
        let start = span
        var pieces: [FormatPiece] = []
        var isFormatted = false
        var fields: [Expr] = []
        while kind == .string {
            let token = span
            index += 1
            var letters = token.start
            while bytes[letters] != UInt8(ascii: "'"), bytes[letters] != UInt8(ascii: "\"") { letters += 1 }
            let prefix = StringPrefix(bytes[token.start..<letters]) ?? StringPrefix([])
            guard let prefix else { continue }
            if prefix.isBytes { throw .unsupported("bytes literals", token) }
            let quotes =
                letters + 2 < token.end && bytes[letters + 1] == bytes[letters]
                    && bytes[letters + 2] == bytes[letters] && token.end - letters >= 6 ? 3 : 1
            let content = letters + quotes..<token.end - quotes
            if prefix.isFormatted {
                isFormatted = true
                var position = content.lowerBound
                let parts = try formatPieces(
                    &position, end: content.upperBound, isRaw: prefix.isRaw, nesting: 0)
                for piece in parts {
                    if case .field(let field) = piece { fields.append(field.value) }
                    append(piece, to: &pieces)
                }
            } else {
                append(.text(try unescaped(content, isRaw: prefix.isRaw)), to: &pieces)
            }
        }
        let whole = start.union(last)
        if isFormatted { return try make(.formatted(pieces), whole, of: fields) }
        if case .text(let bytes)? = pieces.first { return try make(.string(bytes), whole) }
        return try make(.string([]), whole)
    }

    func append(_ piece: FormatPiece, to pieces: inout [FormatPiece]) {
        if case .text(let more) = piece, case .text(let before)? = pieces.last {
            pieces[pieces.count - 1] = .text(before + more)
        } else {
            pieces.append(piece)
        }
    }

    /// The value of a string's content: escapes replaced, line ends as `\n`.
    func unescaped(_ range: Range<Int>, isRaw: Bool) throws(SyntaxFault) -> [UInt8] {
        try StringLiteral.unescaped(bytes, range, isRaw: isRaw)
    }
}
