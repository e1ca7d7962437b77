import Source

/// Coloured pieces of a snippet, from the scanner's own tokens, so that what is coloured as a keyword is one. What it
/// knows of the grammar is what a name is by the token in front of it, and where the expressions of an f-string stand.
public enum Highlight {
    public enum Kind: Sendable {
        case keyword, name, builtin, number, string, comment, `operator`
        /// The name that `def` or `class` gives, and a decorator with its `@`.
        case definition
    }

    public typealias Piece = (span: Span, kind: Kind)

    /// In order, without overlaps; blanks lie between them. A text that cannot be scanned to its end is coloured as far
    /// as it can.
    public static func pieces(of text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        return pieces(of: bytes, Scanner.prefix(of: bytes))
    }

    /// The same of a snippet that was run, which is not scanned again.
    public static func pieces(of scan: ScannedSnippet) -> [Piece] { pieces(of: scan.bytes, scan.tokens) }

    private static func pieces(of bytes: [UInt8], _ tokens: [Token]) -> [Piece] {
        var pieces: [Piece] = []
        pieces.reserveCapacity(tokens.count)
        var end = 0
        var reader = Reader(bytes: bytes)
        for token in tokens {
            if token.isText {
                comments(in: bytes, end..<token.span.start, &pieces)
                end = token.span.end
            }
            reader.add(token, to: &pieces)
        }
        comments(in: bytes, end..<bytes.count, &pieces)
        return pieces
    }

    /// Between tokens a `#` can only begin a comment.
    private static func comments(in bytes: [UInt8], _ range: Range<Int>, _ pieces: inout [Piece]) {
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

    private struct Reader {
        let bytes: [UInt8]
        /// The token in front; nil at the beginning.
        var previous: Token.Kind?
        private var isInDecorator = false

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func add(_ token: Token, to pieces: inout [Piece]) {
            let isLineStart = previous == nil || previous == .newline || previous == .indent || previous == .dedent
            defer { previous = token.kind }
            guard token.isText else {
                if !token.span.isEmpty { isInDecorator = false }
                return
            }
            if token.kind == .op(.at), isLineStart { isInDecorator = true }
            if isInDecorator {
                switch token.kind {
                case .name, .op(.dot), .op(.at): return pieces.append((token.span, .definition))
                default: isInDecorator = false
                }
            }
            switch token.kind {
            case .keyword: pieces.append((token.span, .keyword))
            case .number: pieces.append((token.span, .number))
            case .op: pieces.append((token.span, .operator))
            case .name: pieces.append((token.span, kind(ofName: token.span)))
            case .string: string(token.span, &pieces)
            case .newline, .indent, .dedent, .end: break
            }
        }

        private static let builtins = NameTable(Builtins.names)

        private func kind(ofName span: Span) -> Kind {
            if previous == .keyword(.def) || previous == .keyword(.class) { return .definition }
            // `model.sum` is the model's.
            if previous == .op(.dot) { return .name }
            return Self.builtins.find(bytes, span.start..<span.end) == nil ? .name : .builtin
        }

        /// A string; of an f-string the text between its fields, and the tokens in them.
        private func string(_ span: Span, _ pieces: inout [Piece]) {
            var letters = span.start
            while letters < span.end, bytes[letters] != UInt8(ascii: "'"), bytes[letters] != UInt8(ascii: "\"") {
                letters += 1
            }
            guard StringPrefix(bytes[span.start..<letters])?.isFormatted ?? false else {
                return pieces.append((span, .string))
            }
            var textStart = span.start
            var position = letters
            /// Whether the text is a specification, by how many of them it stands in.
            var nesting = 0
            while position < span.end {
                let byte = bytes[position]
                let isDoubled = position + 1 < span.end && bytes[position + 1] == byte
                switch byte {
                case UInt8(ascii: "{") where isDoubled && nesting == 0: position += 2
                case UInt8(ascii: "{"):
                    let start = position + 1
                    guard let stop = try? Parser.expressionEnd(of: bytes, from: start, end: span.end) else {
                        position = span.end
                        continue
                    }
                    pieces.append((Span(textStart, start), .string))
                    field(start..<stop, &pieces)
                    textStart = stop
                    position = stop
                    // Behind the expression stand `=`, a conversion and `:`, which belong to the text.
                    while position < span.end, bytes[position] != UInt8(ascii: ":"),
                        bytes[position] != UInt8(ascii: "}")
                    {
                        position += 1
                    }
                    if position < span.end, bytes[position] == UInt8(ascii: ":") { nesting += 1 }
                    position += 1
                case UInt8(ascii: "}"):
                    if nesting > 0 { nesting -= 1 }
                    position += 1
                default: position += 1
                }
            }
            if textStart < span.end { pieces.append((Span(textStart, span.end), .string)) }
        }

        private func field(_ range: Range<Int>, _ pieces: inout [Piece]) {
            guard let tokens = try? Scanner.tokens(of: bytes, range: range, isField: true) else { return }
            var inner = Reader(bytes: bytes)
            inner.previous = .op(.openBrace)
            for token in tokens { inner.add(token, to: &pieces) }
        }
    }
}
