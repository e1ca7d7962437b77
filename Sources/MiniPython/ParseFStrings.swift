import Source

/// The inside of an f-string: text, fields, and the fields inside a field's specification. The expression of a field is
/// scanned where it stands, so that its span is a place in the file.
extension Parser {
    /// Text and fields up to `end`; inside a specification, up to the brace that closes the field it belongs to.
    mutating func formatPieces(
        _ position: inout Int, end: Int, isRaw: Bool, nesting: Int
    ) throws(SyntaxFault) -> [FormatPiece] {
        var pieces: [FormatPiece] = []
        var textStart = position
        func flush(_ upTo: Int) throws(SyntaxFault) {
            if upTo > textStart { append(.text(try unescaped(textStart..<upTo, isRaw: isRaw)), to: &pieces) }
        }
        while position < end {
            let byte = bytes[position]
            let doubled = position + 1 < end && bytes[position + 1] == byte
            if byte == UInt8(ascii: "\\"), !isRaw {
                // `\N{…}` has braces of its own; every other escape is at least two bytes.
                position += 2
            } else if byte == UInt8(ascii: "{") {
                if doubled, nesting == 0 {
                    try flush(position + 1)
                    position += 2
                    textStart = position
                    continue
                }
                try flush(position)
                if nesting > 1 {
                    throw .syntax("f-string: expressions nested too deeply", Span(position, position + 1))
                }
                position += 1
                let field = try formatField(
                    &position, end: end, closing: UInt8(ascii: "}"), isNested: nesting > 0, isRaw: isRaw,
                    nesting: nesting)
                if let shown = field.shown { append(.text(shown), to: &pieces) }
                pieces.append(.field(field.field))
                textStart = position
            } else if byte == UInt8(ascii: "}") {
                if nesting > 0 { break }
                guard doubled else {
                    throw .syntax("f-string: single '}' is not allowed", Span(position, position + 1))
                }
                try flush(position + 1)
                position += 2
                textStart = position
            } else {
                position += 1
            }
        }
        position = min(position, end)
        try flush(position)
        return pieces
    }

    /// field: (star_expressions | yield) ['='] ['!' ('s' | 'r' | 'a')] [':' specification] in the braces of an
    ///     f-string; a specification is text and fields
    mutating func formatField(
        _ position: inout Int, end: Int, closing: UInt8?, isNested: Bool, isRaw: Bool = false, nesting: Int = 0
    ) throws(SyntaxFault) -> (field: FormatField, shown: [UInt8]?) {
        let start = position
        let stop = try Self.expressionEnd(of: bytes, from: start, end: end, closing: closing)
        let value = try embedded(start..<stop)
        position = stop
        var shown: [UInt8]?
        if position < end, bytes[position] == UInt8(ascii: "=") {
            position += 1
            while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
            shown = Array(bytes[start..<position])
        }
        var conversion: UInt8 = 0
        if position < end, bytes[position] == UInt8(ascii: "!") {
            conversion = position + 1 < end ? bytes[position + 1] : 0
            guard [UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a")].contains(conversion) else {
                throw .syntax(
                    "f-string: invalid conversion character: expected 's', 'r', or 'a'",
                    Span(position, min(position + 2, end)))
            }
            position += 2
        }
        var spec: [FormatPiece] = []
        var hasSpec = false
        if position < end, bytes[position] == UInt8(ascii: ":") {
            hasSpec = true
            position += 1
            spec = try formatPieces(&position, end: end, isRaw: isRaw, nesting: nesting + 1)
        }
        if let closing {
            guard position < end, bytes[position] == closing else {
                throw .syntax("f-string: expecting '}'", Span(start - 1, min(position + 1, end)))
            }
            position += 1
        } else if position < end {
            throw .syntax("invalid syntax", Span(position, end))
        }
        if shown != nil, conversion == 0, !hasSpec { conversion = UInt8(ascii: "r") }
        return (FormatField(value: value, conversion: conversion, spec: spec, hasSpec: hasSpec), shown)
    }

    /// Where the expression of a field ends: at `!`, `:`, `=` or the closing brace outside brackets and quotes.
    static func expressionEnd(
        of bytes: [UInt8], from start: Int, end: Int, closing: UInt8? = UInt8(ascii: "}")
    ) throws(SyntaxFault) -> Int {
        var position = start
        var depth = 0
        while position < end {
            let byte = bytes[position]
            let next = position + 1 < end ? bytes[position + 1] : 0
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                let isTriple = next == byte && position + 2 < end && bytes[position + 2] == byte
                position += isTriple ? 3 : 1
                while position < end {
                    if bytes[position] == byte,
                        !isTriple
                            || (position + 2 < end && bytes[position + 1] == byte && bytes[position + 2] == byte)
                    {
                        break
                    }
                    position += 1
                }
                position += isTriple ? 3 : 1
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "}"):
                if depth == 0, closing != nil { return position }
                depth -= 1
            case UInt8(ascii: "!") where depth == 0:
                if next != UInt8(ascii: "=") { return position }
                position += 1
            case UInt8(ascii: ":") where depth == 0: return position
            case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
                if next == UInt8(ascii: "=") {
                    position += 1
                } else if byte == UInt8(ascii: "="), depth == 0 {
                    return position
                }
            default: break
            }
            position += 1
        }
        return end
    }

    /// The expression of a field, parsed where it stands.
    private mutating func embedded(_ range: Range<Int>) throws(SyntaxFault) -> Expr {
        let isBlank = bytes[range].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        if isBlank {
            throw .syntax(
                "f-string: empty expression not allowed", Span(max(0, range.lowerBound - 1), range.upperBound))
        }
        let inner = try Scanner.tokens(of: bytes, range: range, isField: true)
        let (outerTokens, outerIndex) = (tokens, index)
        tokens = inner
        index = 0
        try enter()
        defer {
            tokens = outerTokens
            index = outerIndex
            nesting -= 1
        }
        let value = try starExpressionsOrYield()
        guard kind == .end else { throw unexpected() }
        if case .starred = value.kind { throw .syntax("can't use starred expression here", value.span) }
        return value
    }
}
