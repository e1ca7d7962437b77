import Source

/// A top-level statement of a snippet as far as names go: which it reads and which it writes. That is enough to say which
/// line a number on a page comes from, and which lines stand behind that one. It is read off the tokens, so a snippet that
/// does not compile has an outline too; it errs on the side of too many names.
public struct StatementOutline: Sendable {
    /// In the file, from the first token to the last of its first line.
    public let location: Diagnostic.Location
    /// Names that it looks at, those in the bodies of its functions too.
    public private(set) var reads: Set<String> = []
    /// Names that it binds, and those of objects that it may change.
    public private(set) var writes: Set<String> = []
    /// Whether it prints.
    public private(set) var prints = false
    /// Whether it has to do with gradients: it makes a backward pass, or reads or sets a `grad`.
    public private(set) var touchesGradients = false
    /// Whether it makes a backward pass, which changes gradients of numbers that it does not name.
    public private(set) var walksBack = false
    /// Whether it sets an attribute of an object, which may be any of those it reads.
    public private(set) var changesObjects = false
    /// Whether it defines a function or class, so that its body is yet to run.
    public private(set) var isDefinition = false

    /// The outlines of a snippet's statements, in order.
    public static func all(in snippet: SourceSlice) -> [StatementOutline] {
        let bytes = snippet.bytes
        var all: [StatementOutline] = []
        var line: [Token] = []
        var depth = 0
        var current: StatementOutline?
        for token in Scanner.prefix(of: bytes) {
            switch token.kind {
            case .indent: depth += 1
            case .dedent: depth -= 1
            case .end: break
            case .newline:
                guard let first = line.first, let last = line.last else { continue }
                if depth == 0, !continues(first, current) {
                    if let current { all.append(current) }
                    current = StatementOutline(
                        location: .init(snippet.file, snippet.fileSpan(Span(first.span.start, last.span.end))))
                }
                current?.add(line, bytes)
                line = []
            default: line.append(token)
            }
        }
        if let current { all.append(current) }
        return all
    }

    /// The names that an expression reads, as in a computed span.
    public static func names(in expression: SourceSlice) -> (reads: Set<String>, touchesGradients: Bool) {
        var outline = StatementOutline(location: .init(expression.file, Span(0, 0)))
        let tokens = Scanner.prefix(of: expression.bytes).filter { token in
            switch token.kind {
            case .newline, .indent, .dedent, .end: false
            default: true
            }
        }
        outline.read(tokens[...], expression.bytes)
        return (outline.reads, outline.touchesGradients)
    }

    private init(location: Diagnostic.Location) { self.location = location }

    /// `else`, `except` and their like belong to what stands above, as a decorator to what stands below.
    private static func continues(_ first: Token, _ current: StatementOutline?) -> Bool {
        guard current != nil, case .keyword(let word) = first.kind else { return false }
        return [.elif, .else, .except, .finally].contains(word)
    }

    private mutating func add(_ line: [Token], _ bytes: [UInt8]) {
        var rest = line[...]
        if case .keyword(let word)? = rest.first?.kind {
            switch word {
            case .def, .class:
                if writes.isEmpty { isDefinition = true }
                if rest.count > 1 { writes.insert(Self.text(rest[rest.startIndex + 1], bytes)) }
                rest = rest.dropFirst(2)
            case .import, .from:
                addImport(rest, bytes)
                return
            case .for:
                if let end = rest.firstIndex(where: { $0.kind == .keyword(.in) }) {
                    target(rest[(rest.startIndex + 1)..<end], bytes)
                    rest = rest[(end + 1)...]
                }
            default: break
            }
            read(rest, bytes)
            return
        }
        var depth = 0
        var assignment: (index: Int, isPlain: Bool)?
        for index in rest.indices {
            guard case .op(let op) = rest[index].kind else { continue }
            switch op {
            case .openParenthesis, .openBracket, .openBrace: depth += 1
            case .closeParenthesis, .closeBracket, .closeBrace: depth -= 1
            case .equal where depth == 0: assignment = (index, true)
            case .plusEqual, .minusEqual, .starEqual, .slashEqual, .starStarEqual, .slashSlashEqual, .percentEqual,
                .ampersandEqual, .barEqual, .caretEqual, .shiftLeftEqual, .shiftRightEqual:
                if depth == 0 { assignment = (index, false) }
            default: break
            }
        }
        read(rest, bytes, except: assignment.map { $0.isPlain ? rest[..<$0.index] : [] } ?? [])
        if let assignment {
            target(rest[..<assignment.index], bytes)
        } else if let first = rest.first, Self.text(first, bytes) != "print" {
            // A call may change whatever it is given.
            var called = StatementOutline(location: location)
            called.read(rest, bytes)
            writes.formUnion(called.reads)
        }
    }

    /// Names that stand before `=`; a name with something behind it is changed and not bound.
    private mutating func target(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) {
        var depth = 0
        for index in tokens.indices {
            let token = tokens[index]
            switch token.kind {
            case .op(.openBracket): depth += 1
            case .op(.closeBracket): depth -= 1
            case .name where depth == 0:
                let text = Self.text(token, bytes)
                if index > tokens.startIndex, tokens[index - 1].kind == .op(.dot) {
                    changesObjects = true
                    if text == "grad" { touchesGradients = true }
                } else {
                    writes.insert(text)
                    if index + 1 < tokens.endIndex, [.op(.dot), .op(.openBracket)].contains(tokens[index + 1].kind) {
                        reads.insert(text)
                    }
                }
            case .name: reads.insert(Self.text(token, bytes))
            default: break
            }
        }
    }

    private mutating func read(
        _ tokens: ArraySlice<Token>, _ bytes: [UInt8], except bound: ArraySlice<Token> = []
    ) {
        for index in tokens.indices where !bound.indices.contains(index) {
            let token = tokens[index]
            guard token.kind == .name || token.kind == .string else { continue }
            let text = Self.text(token, bytes)
            if token.kind == .string {
                readFields(of: text)
                continue
            }
            if text == "backward" {
                walksBack = true
                touchesGradients = true
            }
            if text == "grad" { touchesGradients = true }
            if text == "print" { prints = true }
            if index > tokens.startIndex, tokens[index - 1].kind == .op(.dot) { continue }
            reads.insert(text)
        }
    }

    /// Words inside the braces of an f-string.
    private mutating func readFields(of literal: String) {
        guard let first = literal.first, "fFrR".contains(first), literal.contains("{") else { return }
        var word = ""
        var depth = 0
        for character in literal + " " {
            if depth > 0, character.isLetter || character == "_" || (!word.isEmpty && character.isNumber) {
                word.append(character)
                continue
            }
            if !word.isEmpty {
                reads.insert(word)
                if word == "grad" { touchesGradients = true }
                word = ""
            }
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
        }
    }

    /// The names behind `import`, or behind `as` where there is one.
    private mutating func addImport(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) {
        guard let start = tokens.firstIndex(where: { $0.kind == .keyword(.import) }) else { return }
        for token in tokens[(start + 1)...] where token.kind == .name { writes.insert(Self.text(token, bytes)) }
    }

    private static func text(_ token: Token, _ bytes: [UInt8]) -> String {
        String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
    }
}
