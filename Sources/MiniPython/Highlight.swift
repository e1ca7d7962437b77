import Source

/// Coloured pieces of a snippet, from the scanner's own tokens, so that what is coloured as a keyword is one.
public enum Highlight {
    public enum Kind: Sendable {
        case keyword, name, builtin, number, string, comment, `operator`
    }

    /// In order, without overlaps; blanks lie between them. A text that cannot be scanned to its end is coloured as far
    /// as it can.
    public static func pieces(of text: String) -> [(span: Span, kind: Kind)] {
        let bytes = Array(text.utf8)
        var pieces: [(span: Span, kind: Kind)] = []
        var end = 0
        for token in Scanner.prefix(of: bytes) where !token.span.isEmpty {
            guard let kind = kind(of: token, bytes) else { continue }
            comments(in: bytes, end..<token.span.start, &pieces)
            pieces.append((token.span, kind))
            end = token.span.end
        }
        comments(in: bytes, end..<bytes.count, &pieces)
        return pieces
    }

    private static func kind(of token: Token, _ bytes: [UInt8]) -> Kind? {
        switch token.kind {
        case .keyword: return .keyword
        case .number: return .number
        case .string: return .string
        case .op: return .operator
        case .name:
            let name = String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
            return Builtins.names.contains(name) ? .builtin : .name
        case .newline, .indent, .dedent, .end: return nil
        }
    }

    /// Between tokens a `#` can only begin a comment.
    private static func comments(
        in bytes: [UInt8], _ range: Range<Int>, _ pieces: inout [(span: Span, kind: Kind)]
    ) {
        var position = range.lowerBound
        while position < range.upperBound {
            guard bytes[position] == UInt8(ascii: "#") else {
                position += 1
                continue
            }
            let start = position
            while position < range.upperBound, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            pieces.append((Span(start, position), .comment))
        }
    }
}
