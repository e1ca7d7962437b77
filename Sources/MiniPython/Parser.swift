import Source

/// Builds the tree of a snippet by recursive descent. Each function stands under the production of `grammar.txt` that
/// it parses. What Python has and this subset lacks is recognised and refused by name; recursion is bounded, because
/// every level of it is an indentation, a bracket or a counted nesting.
struct Parser {
    let bytes: [UInt8]
    let symbols: SymbolTable
    var tokens: [Token]
    var index = 0
    /// Levels of recursion in progress.
    var nesting = 0
    private var nextScope: Int
    var loops = 0
    var functions = 0

    /// Deeper trees than this are refused: everything that walks a tree does so by recursion.
    private static let depthLimit = 200

    private init(_ bytes: [UInt8], _ symbols: SymbolTable, tokens: [Token]) {
        self.bytes = bytes
        self.symbols = symbols
        self.tokens = tokens
        nextScope = 1
    }

    /// file: statement* END
    static func file(
        _ bytes: [UInt8], _ tokens: [Token], _ symbols: SymbolTable
    ) throws(SyntaxFault) -> (body: [Stmt], scopes: Int) {
        var parser = Parser(bytes, symbols, tokens: tokens)
        var body: [Stmt] = []
        while parser.kind != .end {
            try parser.statement(into: &body)
        }
        return (body, parser.nextScope)
    }

    /// What may stand between the braces of an f-string.
    static func field(
        _ bytes: [UInt8], _ symbols: SymbolTable
    ) throws(SyntaxFault) -> (field: FormatField, scopes: Int) {
        var parser = Parser(bytes, symbols, tokens: [])
        var position = 0
        let field = try parser.formatField(&position, end: bytes.count, closing: nil, isNested: false)
        return (field.field, parser.nextScope)
    }

    /// A text that is one expression.
    static func expression(
        _ bytes: [UInt8], _ symbols: SymbolTable
    ) throws(SyntaxFault) -> (expression: Expr, scopes: Int) {
        let tokens = try Scanner.tokens(of: bytes, isField: true)
        var parser = Parser(bytes, symbols, tokens: tokens)
        let expression = try parser.starExpressions()
        guard parser.kind == .end else { throw parser.unexpected() }
        return (expression, parser.nextScope)
    }

    // MARK: Tokens

    var kind: Token.Kind { tokens[index].kind }
    var span: Span { tokens[index].span }
    /// The span of the token before.
    var last: Span { tokens[max(0, index - 1)].span }

    func at(_ op: Operator) -> Bool { kind == .op(op) }
    func at(_ word: Keyword) -> Bool { kind == .keyword(word) }

    mutating func take(_ op: Operator) -> Bool {
        guard at(op) else { return false }
        index += 1
        return true
    }

    mutating func take(_ word: Keyword) -> Bool {
        guard at(word) else { return false }
        index += 1
        return true
    }

    func text(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    /// "invalid syntax" with what stands there.
    func unexpected(_ expected: String? = nil) -> SyntaxFault {
        let got =
            switch kind {
            case .newline: "the end of the line"
            case .end: "the end of the text"
            case .indent: "an indented line"
            case .dedent: "the end of the block"
            default: "'\(text(span))'"
            }
        switch kind {
        case .indent: return .indentation("unexpected indent", span)
        default: break
        }
        let note = foreign ?? expected.map { "expected \($0), got \(got)" } ?? "did not expect \(got) here"
        return .syntax("invalid syntax", span, note: note)
    }

    /// What is written so in other languages, or was in Python 2.
    private var foreign: String? {
        guard index > 0, last.end == span.start || kind == .newline else { return nil }
        switch (tokens[index - 1].kind, kind) {
        case (.op(.ampersand), .op(.ampersand)): return "Python's word is 'and'"
        case (.op(.bar), .op(.bar)): return "Python's word is 'or'"
        case (.op(.less), .op(.greater)): return "Python's sign is '!='"
        case (.op(.plus), .newline) where index > 1 && tokens[index - 2].kind == .op(.plus):
            return "Python has no '++': write '+= 1'"
        case (.op(.minus), .newline) where index > 1 && tokens[index - 2].kind == .op(.minus):
            return "Python has no '--': write '-= 1'"
        default: return nil
        }
    }

    mutating func expect(_ op: Operator) throws(SyntaxFault) {
        guard take(op) else {
            if op == .colon {
                throw .syntax("expected ':'", span.isEmpty ? Span(last.end, last.end) : span)
            }
            throw unexpected("'\(op.rawValue)'")
        }
    }

    mutating func expect(_ word: Keyword) throws(SyntaxFault) {
        guard take(word) else { throw unexpected("'\(word.rawValue)'") }
    }

    /// NAME: ASCII letters, digits and '_', not beginning with a digit, not a keyword
    mutating func identifier() throws(SyntaxFault) -> Identifier {
        guard kind == .name else { throw unexpected("a name") }
        let identifier = Identifier(name: symbols.intern(bytes, span), span: span)
        index += 1
        return identifier
    }

    mutating func scope() -> Int {
        nextScope += 1
        return nextScope - 1
    }

    /// - Parameter depth: that of the deepest child.
    func make(_ kind: Expr.Kind, _ span: Span, over depth: Int = 0) throws(SyntaxFault) -> Expr {
        if depth >= Self.depthLimit { throw Self.tooDeep(span) }
        return Expr(kind, span, depth: depth + 1)
    }

    func make(_ kind: Expr.Kind, _ span: Span, of children: [Expr]) throws(SyntaxFault) -> Expr {
        try make(kind, span, over: Self.depth(of: children))
    }

    static func depth(of children: [Expr]) -> Int {
        var depth = 0
        for child in children { depth = max(depth, child.depth) }
        return depth
    }

    private static func tooDeep(_ span: Span) -> SyntaxFault {
        .unsupported("an expression nested more than \(depthLimit) levels deep", span)
    }

    mutating func enter() throws(SyntaxFault) {
        nesting += 1
        if nesting > Self.depthLimit { throw Self.tooDeep(span) }
    }
}
