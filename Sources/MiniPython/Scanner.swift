import Source

/// Cuts a snippet into tokens, with Python's rules for lines: indentation becomes `indent` and `dedent`, lines join
/// inside brackets and after a backslash. It knows nothing of grammar; spans are offsets into the text it was given,
/// so the expressions inside an f-string are scanned in place and errors in them point to the right byte.
struct Scanner {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int
    /// An expression on its own (a field of an f-string): no lines, no indentation.
    private let isField: Bool
    private var tokens: [Token] = []
    private var indents = [0]
    private var brackets: [(byte: UInt8, offset: Int)] = []

    /// CPython's own limits (`MAXLEVEL`, `MAXINDENT`), so that a hostile text costs no stack later.
    private static let bracketLimit = 200
    private static let indentLimit = 100

    init(_ bytes: [UInt8], range: Range<Int>? = nil, isField: Bool = false) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        self.isField = isField
    }

    /// All tokens, the last of which is `end`.
    static func tokens(
        of bytes: [UInt8], range: Range<Int>? = nil, isField: Bool = false
    ) throws(SyntaxFault) -> [Token] {
        var scanner = Scanner(bytes, range: range, isField: isField)
        return try scanner.scanAll()
    }

    /// The tokens before the first error; for highlighting.
    static func prefix(of bytes: [UInt8]) -> [Token] {
        var scanner = Scanner(bytes)
        do throws(SyntaxFault) {
            return try scanner.scanAll()
        } catch {
            return scanner.tokens
        }
    }

    private mutating func scanAll() throws(SyntaxFault) -> [Token] {
        tokens.reserveCapacity((end - position) / 3 + 4)
        if !isField { try lineStart() }
        while position < end {
            try scanToken()
        }
        if let open = brackets.last {
            throw .syntax(
                "'\(Character(Unicode.Scalar(open.byte)))' was never closed", Span(open.offset, open.offset + 1))
        }
        if !isField {
            if let last = tokens.last, last.kind != .newline, last.kind != .dedent, last.kind != .indent {
                add(.newline, end, end)
            }
            while indents.count > 1 {
                indents.removeLast()
                add(.dedent, end, end)
            }
        }
        add(.end, end, end)
        return tokens
    }

    private mutating func add(_ kind: Token.Kind, _ start: Int, _ end: Int) {
        tokens.append(Token(kind: kind, span: Span(start, end)))
    }

    private func peek(_ ahead: Int = 0) -> UInt8 {
        position + ahead < end ? bytes[position + ahead] : 0
    }

    // MARK: Lines

    /// Measures the indentation of the next line that holds a token; blank lines and comments say nothing.
    private mutating func lineStart() throws(SyntaxFault) {
        while position < end {
            let start = position
            var column = 0
            scan: while position < end {
                switch bytes[position] {
                case UInt8(ascii: " "): column += 1
                // CPython rejects mixtures that depend on the width of a tab; one width for all would accept them.
                case UInt8(ascii: "\t"):
                    throw .unsupported("tabs in indentation", Span(position, position + 1), note: "indent with spaces")
                case 0x0C: column = 0
                default: break scan
                }
                position += 1
            }
            guard position < end else { return }
            let byte = bytes[position]
            if byte == UInt8(ascii: "#") {
                skipComment()
            }
            if position >= end { return }
            if isLineEnd(bytes[position]) {
                skipLineEnd()
                continue
            }
            if byte == UInt8(ascii: "#") { continue }
            return try indentation(column, start)
        }
    }

    private mutating func indentation(_ column: Int, _ start: Int) throws(SyntaxFault) {
        let current = indents[indents.count - 1]
        if column > current {
            if indents.count > Self.indentLimit {
                throw .indentation("too many levels of indentation", Span(start, position))
            }
            indents.append(column)
            add(.indent, start, position)
        } else if column < current {
            while column < indents[indents.count - 1] {
                indents.removeLast()
                add(.dedent, position, position)
            }
            if column != indents[indents.count - 1] {
                throw .indentation(
                    "unindent does not match any outer indentation level", Span(start, max(position, start + 1)))
            }
        }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private mutating func skipLineEnd() {
        if bytes[position] == 0x0D, peek(1) == 0x0A { position += 1 }
        position += 1
    }

    private mutating func skipComment() {
        while position < end, !isLineEnd(bytes[position]) { position += 1 }
    }

    // MARK: Tokens

    private mutating func scanToken() throws(SyntaxFault) {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C:
            position += 1
        case 0x0A, 0x0D:
            let start = position
            skipLineEnd()
            if brackets.isEmpty, !isField {
                add(.newline, start, start)
                try lineStart()
            }
        case UInt8(ascii: "#"):
            if isField { throw .syntax("f-string expression part cannot include '#'", Span(position, position + 1)) }
            skipComment()
        case UInt8(ascii: "\\"):
            try lineJoining()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            try scanNumber()
        case UInt8(ascii: "."):
            if isDigit(peek(1)) { try scanNumber() } else { try scanOperator() }
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            try scanString(from: position)
        case 0x80...:
            try foreign()
        default:
            if isNameStart(byte) { try scanName() } else { try scanOperator() }
        }
    }

    private mutating func lineJoining() throws(SyntaxFault) {
        if isField {
            throw .syntax("f-string expression part cannot include a backslash", Span(position, position + 1))
        }
        guard isLineEnd(peek(1)) else {
            throw .syntax("unexpected character after line continuation character", Span(position, position + 1))
        }
        position += 1
        skipLineEnd()
        if position >= end { throw .syntax("unexpected EOF while parsing", Span(end, end)) }
    }

    /// Letters outside ASCII: Python would normalise names (NFKC); nothing else outside ASCII is ever a token.
    private func foreign() throws(SyntaxFault) {
        let length = scalarLength(at: position)
        let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
        let span = Span(position, position + length)
        if let scalar = text.unicodeScalars.first, scalar.properties.isXIDStart {
            throw .unsupported("the letter '\(text)' in a name", span, note: "names are made of ASCII letters here")
        }
        let code = String(text.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
        throw .syntax("invalid character '\(text)' (U+\(padded))", span)
    }

    private func scalarLength(at offset: Int) -> Int {
        var length = 1
        while offset + length < end, bytes[offset + length] & 0xC0 == 0x80 { length += 1 }
        return length
    }

    private mutating func scanName() throws(SyntaxFault) {
        let start = position
        while position < end, isNameStart(bytes[position]) || isDigit(bytes[position]) { position += 1 }
        let next = peek()
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'"), position - start <= 2,
            StringPrefix(bytes[start..<position]) != nil
        {
            return try scanString(from: start)
        }
        if next >= 0x80 { try foreign() }
        if let keyword = Keyword.find(bytes, start..<position) {
            add(.keyword(keyword), start, position)
        } else {
            add(.name, start, position)
        }
    }

    /// A string token with its prefix and quotes; what is inside is the parser's business.
    private mutating func scanString(from start: Int) throws(SyntaxFault) {
        let quote = bytes[position]
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") {
                if isField {
                    throw .syntax("f-string expression part cannot include a backslash", Span(position, position + 1))
                }
                position += 2
            } else if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += isTriple ? 3 : 1
                add(.string, start, position)
                return
            } else if isLineEnd(byte), !isTriple {
                break
            } else {
                position += 1
            }
        }
        let kind = isTriple ? "triple-quoted string literal" : "string literal"
        // The end of the last line still belongs to it.
        let seen = isTriple ? end - 1 : start
        throw .syntax("unterminated \(kind)", Span(start, min(position, end))).naming(.detected(seen))
    }

    private mutating func scanNumber() throws(SyntaxFault) {
        let start = position
        if bytes[position] == UInt8(ascii: "0"), let radix = Self.radix(peek(1) | 0x20) {
            position += 2
            while position < end, isHexDigit(bytes[position]) || bytes[position] == UInt8(ascii: "_") { position += 1 }
            _ = radix
        } else {
            digits()
            if peek() == UInt8(ascii: ".") {
                position += 1
                digits()
            }
            if peek() | 0x20 == UInt8(ascii: "e") {
                let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
                if isDigit(peek(1 + sign)) {
                    position += 1 + sign
                    digits()
                }
            }
        }
        if peek() | 0x20 == UInt8(ascii: "j") {
            throw .unsupported("complex numbers", Span(start, position + 1))
        }
        if isNameStart(peek()), !keywordFollows() {
            throw .syntax("invalid decimal literal", Span(start, position + 1))
        }
        add(.number, start, position)
    }

    /// `1if x else y` is legal (and deprecated) Python; anything else glued to a number is an error.
    private func keywordFollows() -> Bool {
        for word in ["and", "else", "for", "if", "in", "is", "or"] {
            let after = position + word.utf8.count
            if after <= end, bytes[position..<after].elementsEqual(word.utf8),
                after == end || !isNameStart(bytes[after])
            {
                return true
            }
        }
        return false
    }

    private mutating func digits() {
        while isDigit(peek()) || (peek() == UInt8(ascii: "_") && isDigit(peek(1))) { position += 1 }
    }

    static func radix(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }

    private mutating func scanOperator() throws(SyntaxFault) {
        let start = position
        if let (op, length) = Operator.longest(bytes[position], peek(1), peek(2)) {
            position += length
            try track(op, start)
            add(.op(op), start, position)
            return
        }
        let scalar = Unicode.Scalar(bytes[position])
        if scalar == "!" || scalar == "$" || scalar == "?" || scalar == "`" {
            let note: String? = scalar == "!" ? "Python's words are 'not' and '!='" : nil
            throw .syntax("invalid syntax", Span(position, position + 1), note: note)
        }
        throw .syntax(
            "invalid non-printable character U+00\(String(scalar.value >> 4, radix: 16))"
                + String(scalar.value & 15, radix: 16), Span(position, position + 1))
    }

    private mutating func track(_ op: Operator, _ start: Int) throws(SyntaxFault) {
        let span = Span(start, start + 1)
        switch op {
        case .openParenthesis, .openBracket, .openBrace:
            if brackets.count >= Self.bracketLimit { throw .syntax("too many nested parentheses", span) }
            if brackets.capacity == 0 { brackets.reserveCapacity(8) }
            brackets.append((bytes[start], start))
        case .closeParenthesis, .closeBracket, .closeBrace:
            guard let open = brackets.popLast() else { throw .syntax("unmatched '\(op.rawValue)'", span) }
            let expected: UInt8 = open.byte == UInt8(ascii: "(") ? UInt8(ascii: ")") : open.byte + 2
            if bytes[start] != expected {
                let opening = Character(Unicode.Scalar(open.byte))
                let fault = SyntaxFault.syntax(
                    "closing parenthesis '\(op.rawValue)' does not match opening parenthesis '\(opening)'", span)
                throw bytes[open.offset..<start].contains(UInt8(ascii: "\n"))
                    ? fault.naming(.on(open.offset)) : fault
            }
        default: break
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }

    private func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
    }
}

/// The letters in front of a string's quotes.
struct StringPrefix {
    var isFormatted = false
    var isRaw = false
    var isBytes = false

    /// Nothing when the letters are no prefix.
    init?(_ letters: ArraySlice<UInt8>) {
        for letter in letters {
            switch letter | 0x20 {
            case UInt8(ascii: "f") where !isFormatted && !isBytes: isFormatted = true
            case UInt8(ascii: "r") where !isRaw: isRaw = true
            case UInt8(ascii: "b") where !isFormatted && !isBytes: isBytes = true
            case UInt8(ascii: "u") where letters.count == 1: break
            default: return nil
            }
        }
    }
}
