import Source

/// Builds the tree of a snippet by recursive descent. Each function stands under the production of `grammar.txt` that
/// it parses. What Python has and this subset lacks is recognised and refused by name; recursion is bounded, because
/// every level of it is an indentation, a bracket or a counted nesting.
struct Parser {
    let bytes: [UInt8]
    var tokens: [Token]
    var index = 0
    /// Levels of recursion in progress.
    private var nesting = 0
    private var nextScope: Int
    private var loops = 0
    private var functions = 0

    /// Deeper trees than this are refused: everything that walks a tree does so by recursion.
    private static let depthLimit = 200

    private init(_ bytes: [UInt8], tokens: [Token], firstScope: Int) {
        self.bytes = bytes
        self.tokens = tokens
        nextScope = firstScope
    }

    /// file: statement* END
    static func file(_ bytes: [UInt8]) throws(SyntaxFault) -> (body: [Stmt], scopes: Int) {
        let tokens = try Scanner.tokens(of: bytes)
        var parser = Parser(bytes, tokens: tokens, firstScope: 1)
        var body: [Stmt] = []
        while parser.kind != .end {
            try parser.statement(into: &body)
        }
        return (body, parser.nextScope)
    }

    /// field: what may stand between the braces of an f-string
    static func field(_ bytes: [UInt8]) throws(SyntaxFault) -> (field: FormatField, scopes: Int) {
        var parser = Parser(bytes, tokens: [], firstScope: 1)
        var position = 0
        let field = try parser.formatField(&position, end: bytes.count, closing: nil, isNested: false)
        return (field.field, parser.nextScope)
    }

    /// expression END
    static func expression(_ bytes: [UInt8]) throws(SyntaxFault) -> (expression: Expr, scopes: Int) {
        let tokens = try Scanner.tokens(of: bytes, isField: true)
        var parser = Parser(bytes, tokens: tokens, firstScope: 1)
        let expression = try parser.starExpressions()
        guard parser.kind == .end else { throw parser.unexpected() }
        return (expression, parser.nextScope)
    }

    // MARK: Tokens

    private var kind: Token.Kind { tokens[index].kind }
    private var span: Span { tokens[index].span }
    /// The span of the token before.
    private var last: Span { tokens[max(0, index - 1)].span }

    private func at(_ op: Operator) -> Bool { kind == .op(op) }
    private func at(_ word: Keyword) -> Bool { kind == .keyword(word) }

    private mutating func take(_ op: Operator) -> Bool {
        guard at(op) else { return false }
        index += 1
        return true
    }

    private mutating func take(_ word: Keyword) -> Bool {
        guard at(word) else { return false }
        index += 1
        return true
    }

    private func text(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    /// "invalid syntax" with what stands there.
    private func unexpected(_ expected: String? = nil) -> SyntaxFault {
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
        let note = expected.map { "expected \($0), got \(got)" } ?? "did not expect \(got) here"
        return .syntax("invalid syntax", span, note: note)
    }

    private mutating func expect(_ op: Operator) throws(SyntaxFault) {
        guard take(op) else {
            if op == .colon {
                throw .syntax("expected ':'", span.isEmpty ? Span(last.end, last.end) : span)
            }
            throw unexpected("'\(op.rawValue)'")
        }
    }

    private mutating func expect(_ word: Keyword) throws(SyntaxFault) {
        guard take(word) else { throw unexpected("'\(word.rawValue)'") }
    }

    private mutating func identifier() throws(SyntaxFault) -> Identifier {
        guard kind == .name else { throw unexpected("a name") }
        let identifier = Identifier(name: text(span), span: span)
        index += 1
        return identifier
    }

    private mutating func scope() -> Int {
        nextScope += 1
        return nextScope - 1
    }

    private func make(
        _ kind: Expr.Kind, _ span: Span, _ children: Expr?...
    ) throws(SyntaxFault) -> Expr {
        var depth = 0
        for child in children { if let child { depth = max(depth, child.depth) } }
        if depth >= Self.depthLimit { throw Self.tooDeep(span) }
        return Expr(kind, span, depth: depth + 1)
    }

    private func make(_ kind: Expr.Kind, _ span: Span, of children: [Expr]) throws(SyntaxFault) -> Expr {
        var depth = 0
        for child in children { depth = max(depth, child.depth) }
        if depth >= Self.depthLimit { throw Self.tooDeep(span) }
        return Expr(kind, span, depth: depth + 1)
    }

    private static func tooDeep(_ span: Span) -> SyntaxFault {
        .unsupported("an expression nested more than \(depthLimit) levels deep", span)
    }

    private mutating func enter() throws(SyntaxFault) {
        nesting += 1
        if nesting > Self.depthLimit { throw Self.tooDeep(span) }
    }

    // MARK: Statements

    /// statement: compound_statement | simple_statement (';' simple_statement)* [';'] NEWLINE
    private mutating func statement(into body: inout [Stmt]) throws(SyntaxFault) {
        if let compound = try compoundStatement() {
            body.append(compound)
            return
        }
        repeat {
            if kind == .newline { break }
            body.append(try simpleStatement())
        } while take(.semicolon)
        guard kind == .newline else { throw unexpected() }
        index += 1
    }

    /// compound_statement: if | while | for | def | class | try | decorated
    private mutating func compoundStatement() throws(SyntaxFault) -> Stmt? {
        switch kind {
        case .keyword(.if): return try ifStatement()
        case .keyword(.while): return try whileStatement()
        case .keyword(.for): return try forStatement()
        case .keyword(.def): return try functionDefinition(decorators: [])
        case .keyword(.class): return try classDefinition(decorators: [])
        case .keyword(.try): return try tryStatement()
        case .op(.at): return try decorated()
        case .keyword(.with): throw .unsupported("the 'with' statement", span)
        case .keyword(.async): throw .unsupported("'async'", span)
        case .indent: throw .indentation("unexpected indent", span)
        case .name:
            // `match x:` is a statement only with a colon at the end of its line; `match = 1` is an assignment.
            if text(span) == "match", isMatchStatement { throw .unsupported("the 'match' statement", span) }
            return nil
        default: return nil
        }
    }

    private var isMatchStatement: Bool {
        guard index + 1 < tokens.count else { return false }
        switch tokens[index + 1].kind {
        case .name, .number, .string: break
        default: return false
        }
        var ahead = index + 1
        while ahead < tokens.count, tokens[ahead].kind != .newline { ahead += 1 }
        return tokens[ahead - 1].kind == .op(.colon)
    }

    /// block: simple_statement (';' simple_statement)* [';'] NEWLINE | NEWLINE INDENT statement+ DEDENT
    private mutating func block(after what: String) throws(SyntaxFault) -> [Stmt] {
        try expect(.colon)
        var body: [Stmt] = []
        guard kind == .newline else {
            switch kind {
            case .keyword(.if), .keyword(.while), .keyword(.for), .keyword(.def), .keyword(.class), .keyword(.try):
                throw unexpected("a simple statement")
            default: break
            }
            try statement(into: &body)
            return body
        }
        index += 1
        guard kind == .indent else {
            throw .indentation("expected an indented block after \(what)", span)
        }
        index += 1
        try enter()
        while kind != .dedent, kind != .end {
            try statement(into: &body)
        }
        nesting -= 1
        if kind == .dedent { index += 1 }
        return body
    }

    /// if: 'if' named_expression block ('elif' named_expression block)* ['else' block]
    private mutating func ifStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        var branches: [(test: Expr, body: [Stmt])] = []
        var word = Keyword.if
        while take(word) {
            let test = try namedExpression()
            branches.append((test, try block(after: "'\(word.rawValue)' statement")))
            word = .elif
        }
        let otherwise = take(.else) ? try block(after: "'else' statement") : []
        return Stmt(kind: .conditional(branches, otherwise: otherwise), span: start)
    }

    /// while: 'while' named_expression block ['else' block]
    private mutating func whileStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let test = try namedExpression()
        let body = try loopBody(after: "'while' statement")
        let otherwise = take(.else) ? try block(after: "'else' statement") : []
        return Stmt(kind: .whileLoop(test, body, otherwise: otherwise), span: start)
    }

    private mutating func loopBody(after what: String) throws(SyntaxFault) -> [Stmt] {
        loops += 1
        // CPython's compiler has a block stack of this height.
        if loops > 20 { throw .syntax("too many statically nested blocks", span) }
        let body = try block(after: what)
        loops -= 1
        return body
    }

    /// for: 'for' star_targets 'in' star_expressions block ['else' block]
    private mutating func forStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let target = try starTargets()
        try expect(.in)
        let iterable = try starExpressions()
        let body = try loopBody(after: "'for' statement")
        let otherwise = take(.else) ? try block(after: "'else' statement") : []
        return Stmt(
            kind: .forLoop(target: target, iterable: iterable, body, otherwise: otherwise), span: start)
    }

    /// star_targets: what a `for` or a comprehension binds
    private mutating func starTargets() throws(SyntaxFault) -> Expr {
        let start = span
        var items: [Expr] = []
        var isTuple = false
        repeat {
            if at(.in) { break }
            items.append(at(.star) ? try starred() : try targetAtom())
            if at(.comma) { isTuple = true }
        } while take(.comma)
        guard let first = items.first else { throw unexpected("a name") }
        let target = isTuple ? try make(.tuple(items), start.union(last), of: items) : first
        try checkTarget(target, "assign to")
        return target
    }

    /// A target ends before `in`, which a comparison would swallow.
    private mutating func targetAtom() throws(SyntaxFault) -> Expr {
        try binary(5)
    }

    /// decorated: ('@' named_expression NEWLINE)+ (def | class)
    private mutating func decorated() throws(SyntaxFault) -> Stmt {
        var decorators: [Expr] = []
        while take(.at) {
            decorators.append(try namedExpression())
            guard kind == .newline else { throw unexpected("the end of the line") }
            index += 1
        }
        if at(.def) { return try functionDefinition(decorators: decorators) }
        if at(.class) { return try classDefinition(decorators: decorators) }
        throw unexpected("'def' or 'class'")
    }

    /// def: 'def' NAME '(' [parameters] ')' ['->' expression] block
    private mutating func functionDefinition(decorators: [Expr]) throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let name = try identifier()
        try expect(.openParenthesis)
        var annotations: [Expr] = []
        let parameters = try parameters(until: .closeParenthesis, annotations: &annotations)
        try expect(.closeParenthesis)
        if take(.arrow) { annotations.append(try expression()) }
        let number = scope()
        let outerLoops = loops
        loops = 0
        functions += 1
        let body = try block(after: "function definition")
        functions -= 1
        loops = outerLoops
        let function = Function(
            name: name, parameters: parameters, body: body, scope: number, annotations: annotations)
        return Stmt(kind: .function(function, decorators: decorators), span: start.union(name.span))
    }

    /// parameters: parameter (',' parameter)* with '/', '*', '*args', '**kwargs' in Python's order
    private mutating func parameters(
        until end: Operator, annotations: inout [Expr]
    ) throws(SyntaxFault) -> Function.Parameters {
        var result = Function.Parameters()
        var names: [String] = []
        var onlyKeywords = false
        var sawDefault = false
        func declare(_ identifier: Identifier) throws(SyntaxFault) {
            if names.contains(identifier.name) {
                throw .syntax(
                    "duplicate argument '\(identifier.name)' in function definition", identifier.span)
            }
            names.append(identifier.name)
        }
        while !at(end) {
            if result.doubleStarred != nil { throw .syntax("arguments cannot follow var-keyword argument", span) }
            if take(.slash) {
                if onlyKeywords || result.positionalOnly > 0 { throw .syntax("/ must be ahead of *", last) }
                if result.positional.isEmpty { throw .syntax("at least one argument must precede /", last) }
                result.positionalOnly = result.positional.count
            } else if take(.star) {
                if onlyKeywords { throw .syntax("* argument may appear only once", last) }
                onlyKeywords = true
                if kind == .name {
                    let name = try identifier()
                    try declare(name)
                    result.starred = name
                    if end != .colon, take(.colon) { annotations.append(try expression()) }
                } else if !at(.comma) || tokens[index + 1].kind == .op(end) {
                    throw .syntax("named arguments must follow bare *", last)
                }
            } else if take(.starStar) {
                let name = try identifier()
                try declare(name)
                result.doubleStarred = name
                if end != .colon, take(.colon) { annotations.append(try expression()) }
            } else {
                let name = try identifier()
                try declare(name)
                if end != .colon, take(.colon) { annotations.append(try expression()) }
                let value = take(.equal) ? try expression() : nil
                let parameter = Function.Parameter(identifier: name, defaultValue: value)
                if onlyKeywords {
                    result.keywordOnly.append(parameter)
                } else {
                    if value == nil, sawDefault {
                        throw .syntax("non-default argument follows default argument", name.span)
                    }
                    sawDefault = sawDefault || value != nil
                    result.positional.append(parameter)
                }
            }
            if !take(.comma) { break }
        }
        return result
    }

    /// class: 'class' NAME ['(' [expression] ')'] block
    private mutating func classDefinition(decorators: [Expr]) throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let name = try identifier()
        var base: Expr?
        if take(.openParenthesis) {
            if !at(.closeParenthesis) {
                if kind == .name, tokens[index + 1].kind == .op(.equal) {
                    throw .unsupported("keyword arguments of a class, such as a metaclass", span)
                }
                base = try expression()
                if take(.comma), !at(.closeParenthesis) {
                    throw .unsupported("a class with more than one base", span)
                }
            }
            try expect(.closeParenthesis)
        }
        let number = scope()
        let outerLoops = loops
        let outerFunctions = functions
        loops = 0
        functions = 0
        let body = try block(after: "class definition")
        loops = outerLoops
        functions = outerFunctions
        let definition = ClassDefinition(name: name, base: base, body: body, decorators: decorators, scope: number)
        return Stmt(kind: .classDefinition(definition), span: start.union(name.span))
    }

    /// try: 'try' block (except+ ['else' block] ['finally' block] | 'finally' block)
    private mutating func tryStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let body = try block(after: "'try' statement")
        var handlers: [TryBlock.Handler] = []
        while at(.except) {
            if let previous = handlers.last, previous.type == nil {
                throw .syntax("default 'except:' must be last", previous.span)
            }
            handlers.append(try exceptClause())
        }
        let otherwise = !handlers.isEmpty && take(.else) ? try block(after: "'else' statement") : []
        let finally = take(.finally) ? try block(after: "'finally' statement") : []
        if handlers.isEmpty, finally.isEmpty {
            throw .syntax("expected 'except' or 'finally' block", span)
        }
        let parts = TryBlock(body: body, handlers: handlers, otherwise: otherwise, finally: finally)
        return Stmt(kind: .tryBlock(parts), span: start)
    }

    /// except: 'except' [expression ['as' NAME]] block
    private mutating func exceptClause() throws(SyntaxFault) -> TryBlock.Handler {
        let start = span
        index += 1
        if at(.star) { throw .unsupported("'except*'", span) }
        var type: Expr?
        var name: Identifier?
        if !at(.colon) {
            type = try expression()
            if at(.comma) { throw .syntax("multiple exception types must be parenthesized", start.union(last)) }
            if take(.as) { name = try identifier() }
        }
        let body = try block(after: "'except' statement")
        return TryBlock.Handler(type: type, name: name, body: body, span: start)
    }

    /// simple_statement: pass | break | continue | return | raise | assert | del | global | nonlocal | import |
    ///     from | assignment | star_expressions
    private mutating func simpleStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        switch kind {
        case .keyword(.pass):
            index += 1
            return Stmt(kind: .pass, span: start)
        case .keyword(.break):
            if loops == 0 { throw .syntax("'break' outside loop", start) }
            index += 1
            return Stmt(kind: .breakLoop, span: start)
        case .keyword(.continue):
            if loops == 0 { throw .syntax("'continue' not properly in loop", start) }
            index += 1
            return Stmt(kind: .continueLoop, span: start)
        case .keyword(.return):
            if functions == 0 { throw .syntax("'return' outside function", start) }
            index += 1
            let value = startsExpression ? try starExpressions() : nil
            return Stmt(kind: .returning(value), span: start.union(last))
        case .keyword(.raise):
            index += 1
            let value = startsExpression ? try expression() : nil
            let cause = value != nil && take(.from) ? try expression() : nil
            return Stmt(kind: .raise(value, cause: cause), span: start.union(last))
        case .keyword(.assert):
            index += 1
            let test = try expression()
            let message = take(.comma) ? try expression() : nil
            return Stmt(kind: .assert(test, message), span: start.union(last))
        case .keyword(.del): return try deleteStatement()
        case .keyword(.global), .keyword(.nonlocal): return try scopeStatement()
        case .keyword(.import): return try importStatement()
        case .keyword(.from): return try fromStatement()
        default: return try assignmentOrExpression()
        }
    }

    private var startsExpression: Bool {
        switch kind {
        case .newline, .end, .op(.semicolon), .op(.closeParenthesis), .op(.closeBracket), .op(.closeBrace),
            .op(.comma), .op(.equal), .op(.colon), .keyword(.from):
            false
        default: true
        }
    }

    /// del: 'del' target (',' target)* [',']
    private mutating func deleteStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        var targets: [Expr] = []
        repeat {
            if kind == .newline { break }
            let target = try expression()
            try checkDeletable(target)
            targets.append(target)
        } while take(.comma)
        if targets.isEmpty { throw unexpected("a name") }
        return Stmt(kind: .delete(targets), span: start.union(last))
    }

    private func checkDeletable(_ target: Expr) throws(SyntaxFault) {
        switch target.kind {
        case .name, .attribute, .item: return
        case .tuple(let items), .list(let items):
            for item in items { try checkDeletable(item) }
        default: throw .syntax("cannot delete \(Self.describe(target))", target.span)
        }
    }

    /// global: 'global' NAME (',' NAME)*     nonlocal: 'nonlocal' NAME (',' NAME)*
    private mutating func scopeStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        let isGlobal = at(.global)
        index += 1
        var names: [Identifier] = []
        repeat { names.append(try identifier()) } while take(.comma)
        return Stmt(kind: isGlobal ? .global(names) : .nonlocal(names), span: start.union(last))
    }

    /// import: 'import' dotted_name ['as' NAME] (',' dotted_name ['as' NAME])*
    private mutating func importStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        var modules: [(path: [Identifier], alias: Identifier?)] = []
        repeat {
            let path = try dottedName()
            modules.append((path, take(.as) ? try identifier() : nil))
        } while take(.comma)
        return Stmt(kind: .importModules(modules), span: start.union(last))
    }

    private mutating func dottedName() throws(SyntaxFault) -> [Identifier] {
        var path: [Identifier] = []
        repeat { path.append(try identifier()) } while take(.dot)
        return path
    }

    /// from: 'from' dotted_name 'import' NAME ['as' NAME] (',' NAME ['as' NAME])*, optionally in parentheses
    private mutating func fromStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        if at(.dot) || at(.ellipsis) { throw .unsupported("relative imports", span) }
        let path = try dottedName()
        try expect(.import)
        if at(.star) { throw .unsupported("'import *'", span, note: "name what you import") }
        let isParenthesized = take(.openParenthesis)
        var names: [(name: Identifier, alias: Identifier?)] = []
        repeat {
            if isParenthesized, at(.closeParenthesis), !names.isEmpty { break }
            let name = try identifier()
            names.append((name, take(.as) ? try identifier() : nil))
        } while take(.comma)
        if isParenthesized { try expect(.closeParenthesis) }
        return Stmt(kind: .importFrom(path: path, names: names), span: start.union(last))
    }

    /// assignment: (target '=')+ (star_expressions | yield) | target augmented (star_expressions | yield)
    ///     | target ':' expression ['=' star_expressions]
    private mutating func assignmentOrExpression() throws(SyntaxFault) -> Stmt {
        let start = span
        let first = try starExpressionsOrYield()
        if at(.equal) {
            var targets: [Expr] = []
            var value = first
            while take(.equal) {
                if Self.looksCompared(value) {
                    throw .syntax(
                        "cannot assign to \(Self.describe(value)) here. Maybe you meant '==' instead of '='?",
                        value.span)
                }
                try checkTarget(value, "assign to")
                targets.append(value)
                value = try starExpressionsOrYield()
            }
            return Stmt(kind: .assign(targets: targets, value), span: start.union(last))
        }
        if case .op(let op) = kind, let augmented = Self.augmented(op) {
            index += 1
            switch first.kind {
            case .name, .attribute, .item: break
            default:
                throw .syntax(
                    "'\(Self.describe(first))' is an illegal expression for augmented assignment", first.span)
            }
            let value = try starExpressionsOrYield()
            return Stmt(kind: .augmented(first, augmented, value), span: start.union(last))
        }
        if at(.colon) {
            switch first.kind {
            case .name, .attribute, .item: break
            case .tuple, .list: throw .syntax("only single target (not tuple) can be annotated", first.span)
            default: throw .syntax("illegal target for annotation", first.span)
            }
            index += 1
            let annotation = try expression()
            let value = take(.equal) ? try starExpressionsOrYield() : nil
            return Stmt(kind: .annotated(first, annotation, value), span: start.union(last))
        }
        if case .starred = first.kind { throw .syntax("can't use starred expression here", first.span) }
        if case .name(let name) = first.kind {
            // `print "x"` and a misspelt keyword look like this.
            if kind == .string || kind == .number || kind == .name {
                if name == "print" {
                    throw .syntax(
                        "Missing parentheses in call to 'print'. Did you mean print(...)?", start.union(span))
                }
                let near = Spelling.nearest(to: name, among: Keyword.allCases.lazy.map { $0.rawValue })
                throw .syntax("invalid syntax", span, note: near.map { "did you mean '\($0)'?" })
            }
        }
        return Stmt(kind: .expression(first), span: start.union(last))
    }

    private static func augmented(_ op: Operator) -> BinaryOperator? {
        switch op {
        case .plusEqual: .add
        case .minusEqual: .sub
        case .starEqual: .mul
        case .slashEqual: .div
        case .slashSlashEqual: .floorDiv
        case .percentEqual: .mod
        case .starStarEqual: .pow
        case .atEqual: .matMul
        case .shiftLeftEqual: .shiftLeft
        case .shiftRightEqual: .shiftRight
        case .ampersandEqual: .and
        case .barEqual: .or
        case .caretEqual: .xor
        default: nil
        }
    }

    private func checkTarget(_ target: Expr, _ verb: String) throws(SyntaxFault) {
        switch target.kind {
        case .name, .attribute, .item: return
        case .tuple(let items), .list(let items):
            var stars = 0
            for item in items {
                if case .starred(let inner) = item.kind {
                    stars += 1
                    try checkTarget(inner, verb)
                } else {
                    try checkTarget(item, verb)
                }
            }
            if stars > 1 { throw .syntax("multiple starred expressions in assignment", target.span) }
        case .starred:
            throw .syntax("starred assignment target must be in a list or tuple", target.span)
        default:
            throw .syntax("cannot \(verb) \(Self.describe(target))", target.span)
        }
    }

    /// What could be meant as a comparison.
    private static func looksCompared(_ target: Expr) -> Bool {
        switch target.kind {
        case .int, .float, .string, .formatted, .call, .binary, .set, .dict: true
        case .unary(let op, _): op != .not
        default: false
        }
    }

    /// CPython's words for a kind of expression.
    private static func describe(_ expression: Expr) -> String {
        switch expression.kind {
        case .int, .float, .string: "literal"
        case .formatted: "f-string expression"
        case .none: "None"
        case .boolean(let value): value ? "True" : "False"
        case .ellipsis: "ellipsis"
        case .name: "name"
        case .tuple: "tuple"
        case .list: "list"
        case .set: "set display"
        case .dict: "dict literal"
        case .comprehension(let comprehension):
            switch comprehension.kind {
            case .list: "list comprehension"
            case .set: "set comprehension"
            case .dict: "dict comprehension"
            case .generator: "generator expression"
            }
        case .unary, .binary, .logical: "expression"
        case .compare: "comparison"
        case .conditional: "conditional expression"
        case .lambda: "lambda"
        case .call: "function call"
        case .attribute: "attribute"
        case .item: "subscript"
        case .slice: "slice"
        case .starred: "starred"
        case .walrus: "named expression"
        case .yield: "yield expression"
        }
    }

    // MARK: Expressions

    private mutating func starExpressionsOrYield() throws(SyntaxFault) -> Expr {
        at(.yield) ? try yieldExpression() : try starExpressions()
    }

    /// yield: 'yield' [star_expressions]
    private mutating func yieldExpression() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        if at(.from) { throw .unsupported("'yield from'", start.union(span), note: "loop and yield") }
        if functions == 0 { throw .syntax("'yield' outside function", start) }
        let value = startsExpression ? try starExpressions() : nil
        return try make(.yield(value), start.union(last), value)
    }

    /// star_expressions: star_expression (',' star_expression)* [',']
    private mutating func starExpressions() throws(SyntaxFault) -> Expr {
        let first = try starExpression()
        guard at(.comma) else { return first }
        var items = [first]
        while take(.comma), startsExpression {
            items.append(try starExpression())
        }
        return try make(.tuple(items), first.span.union(last), of: items)
    }

    /// star_expression: '*' bitwise_or | expression
    private mutating func starExpression() throws(SyntaxFault) -> Expr {
        at(.star) ? try starred() : try expression()
    }

    private mutating func starred() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        let value = try binary(0)
        return try make(.starred(value), start.union(value.span), value)
    }

    /// named_expression: NAME ':=' expression | expression
    private mutating func namedExpression() throws(SyntaxFault) -> Expr {
        let value = try expression()
        guard at(.walrus) else {
            if at(.equal) {
                if case .name = value.kind {
                    throw .syntax("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", span)
                }
                throw .syntax(
                    "cannot assign to \(Self.describe(value)) here. Maybe you meant '==' instead of '='?", value.span)
            }
            return value
        }
        guard case .name(let name) = value.kind else {
            throw .syntax("cannot use assignment expressions with \(Self.describe(value))", value.span)
        }
        index += 1
        let right = try expression()
        return try make(
            .walrus(Identifier(name: name, span: value.span), right), value.span.union(right.span), right)
    }

    /// expression: disjunction ['if' disjunction 'else' expression] | lambda
    private mutating func expression() throws(SyntaxFault) -> Expr {
        try enter()
        defer { nesting -= 1 }
        if at(.lambda) { return try lambda() }
        let value = try disjunction()
        guard at(.if) else { return value }
        index += 1
        let test = try disjunction()
        guard take(.else) else {
            throw .syntax("expected 'else' after 'if' expression", value.span.union(last))
        }
        let otherwise = try expression()
        return try make(
            .conditional(test: test, then: value, otherwise: otherwise), value.span.union(otherwise.span), test,
            value, otherwise)
    }

    /// lambda: 'lambda' [parameters] ':' expression
    private mutating func lambda() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        var annotations: [Expr] = []
        let parameters = try parameters(until: .colon, annotations: &annotations)
        try expect(.colon)
        let number = scope()
        functions += 1
        let value = try expression()
        functions -= 1
        let body = [Stmt(kind: .returning(value), span: value.span)]
        let function = Function(
            name: Identifier(name: "<lambda>", span: start), parameters: parameters, body: body, scope: number)
        return try make(.lambda(function), start.union(value.span), value)
    }

    /// disjunction: conjunction ('or' conjunction)*
    private mutating func disjunction() throws(SyntaxFault) -> Expr {
        let first = try conjunction()
        guard at(.or) else { return first }
        var items = [first]
        while take(.or) { items.append(try conjunction()) }
        return try make(.logical(isAnd: false, items), first.span.union(last), of: items)
    }

    /// conjunction: inversion ('and' inversion)*
    private mutating func conjunction() throws(SyntaxFault) -> Expr {
        let first = try inversion()
        guard at(.and) else { return first }
        var items = [first]
        while take(.and) { items.append(try inversion()) }
        return try make(.logical(isAnd: true, items), first.span.union(last), of: items)
    }

    /// inversion: 'not' inversion | comparison
    private mutating func inversion() throws(SyntaxFault) -> Expr {
        guard at(.not) else { return try comparison() }
        let start = span
        index += 1
        try enter()
        let operand = try inversion()
        nesting -= 1
        return try make(.unary(.not, operand), start.union(operand.span), operand)
    }

    /// comparison: bitwise_or (compare_op bitwise_or)*
    private mutating func comparison() throws(SyntaxFault) -> Expr {
        let first = try binary(0)
        var rest: [(op: CompareOperator, right: Expr)] = []
        var depth = first.depth
        while let op = compareOperator() {
            let right = try binary(0)
            depth = max(depth, right.depth)
            rest.append((op, right))
        }
        if rest.isEmpty { return first }
        return try make(.compare(first, rest), first.span.union(last), of: [first] + rest.map { $0.right })
    }

    private mutating func compareOperator() -> CompareOperator? {
        let op: CompareOperator
        switch kind {
        case .op(.less): op = .less
        case .op(.lessEqual): op = .lessEqual
        case .op(.equalEqual): op = .equal
        case .op(.notEqual): op = .notEqual
        case .op(.greater): op = .greater
        case .op(.greaterEqual): op = .greaterEqual
        case .keyword(.in): op = .in
        case .keyword(.is):
            index += 1
            if take(.not) { return .isNot }
            return .is
        case .keyword(.not):
            guard tokens[index + 1].kind == .keyword(.in) else { return nil }
            index += 2
            return .notIn
        default: return nil
        }
        index += 1
        return op
    }

    /// bitwise_or: … '|' …       bitwise_xor: … '^' …      bitwise_and: … '&' …
    /// shift: … ('<<' | '>>') …  sum: … ('+' | '-') …      term: … ('*' | '/' | '//' | '%' | '@') …
    ///
    /// One function for the six left-associative levels: a level is a number, a higher one binds tighter.
    private mutating func binary(_ level: Int) throws(SyntaxFault) -> Expr {
        var left = try factor()
        while case .op(let token) = kind, let (op, itsLevel) = Self.binaryOperator(token), itsLevel >= level {
            index += 1
            let right = try binary(itsLevel + 1)
            left = try make(.binary(op, left, right), left.span.union(right.span), left, right)
        }
        return left
    }

    private static func binaryOperator(_ op: Operator) -> (BinaryOperator, Int)? {
        switch op {
        case .bar: (.or, 0)
        case .caret: (.xor, 1)
        case .ampersand: (.and, 2)
        case .shiftLeft: (.shiftLeft, 3)
        case .shiftRight: (.shiftRight, 3)
        case .plus: (.add, 4)
        case .minus: (.sub, 4)
        case .star: (.mul, 5)
        case .slash: (.div, 5)
        case .slashSlash: (.floorDiv, 5)
        case .percent: (.mod, 5)
        case .at: (.matMul, 5)
        default: nil
        }
    }

    /// factor: ('+' | '-' | '~') factor | power
    private mutating func factor() throws(SyntaxFault) -> Expr {
        let op: UnaryOperator
        switch kind {
        case .op(.minus): op = .minus
        case .op(.plus): op = .plus
        case .op(.tilde): op = .invert
        default: return try power()
        }
        let start = span
        index += 1
        try enter()
        let operand = try factor()
        nesting -= 1
        return try make(.unary(op, operand), start.union(operand.span), operand)
    }

    /// power: primary ['**' factor]
    private mutating func power() throws(SyntaxFault) -> Expr {
        if at(.await) { throw .unsupported("'await'", span) }
        let base = try primary()
        guard take(.starStar) else { return base }
        try enter()
        let exponent = try factor()
        nesting -= 1
        return try make(.binary(.pow, base, exponent), base.span.union(exponent.span), base, exponent)
    }

    /// primary: atom ('.' NAME | '(' [arguments] ')' | '[' slices ']')*
    private mutating func primary() throws(SyntaxFault) -> Expr {
        var value = try atom()
        while true {
            if take(.dot) {
                let name = try identifier()
                value = try make(.attribute(value, name), value.span.union(name.span), value)
            } else if at(.openParenthesis) {
                let arguments = try arguments()
                value = try make(
                    .call(value, arguments), value.span.union(last), of: [value] + arguments.map { $0.value })
            } else if take(.openBracket) {
                let key = try slices()
                try expect(.closeBracket)
                value = try make(.item(value, key), value.span.union(last), value, key)
            } else {
                return value
            }
        }
    }

    /// arguments: argument (',' argument)* [',']
    /// argument: NAME '=' expression | '*' expression | '**' expression | named_expression [comprehension_clauses]
    private mutating func arguments() throws(SyntaxFault) -> [Argument] {
        let open = span
        index += 1
        var arguments: [Argument] = []
        var sawKeyword = false
        var sawDoubleStar = false
        while !at(.closeParenthesis) {
            let start = span
            if take(.star) {
                if sawDoubleStar {
                    throw .syntax("iterable argument unpacking follows keyword argument unpacking", start)
                }
                arguments.append(Argument(kind: .starred, value: try expression()))
            } else if take(.starStar) {
                sawDoubleStar = true
                arguments.append(Argument(kind: .doubleStarred, value: try expression()))
            } else if kind == .name, tokens[index + 1].kind == .op(.equal) {
                let name = try identifier()
                index += 1
                for argument in arguments {
                    if case .keyword(let other) = argument.kind, other.name == name.name {
                        throw .syntax("keyword argument repeated: \(name.name)", name.span)
                    }
                }
                sawKeyword = true
                arguments.append(Argument(kind: .keyword(name), value: try expression()))
            } else {
                let value = try namedExpression()
                if at(.for) {
                    let generator = try comprehension(.generator, value, nil, from: start)
                    if !arguments.isEmpty || at(.comma) && tokens[index + 1].kind != .op(.closeParenthesis) {
                        throw .syntax("Generator expression must be parenthesized", generator.span)
                    }
                    // As in Python, the parentheses of the call are those of the generator.
                    arguments.append(Argument(kind: .positional, value: generator))
                    _ = take(.comma)
                    continue
                }
                if sawDoubleStar {
                    throw .syntax("positional argument follows keyword argument unpacking", value.span)
                }
                if sawKeyword { throw .syntax("positional argument follows keyword argument", value.span) }
                arguments.append(Argument(kind: .positional, value: value))
            }
            if !take(.comma) { break }
        }
        guard take(.closeParenthesis) else {
            throw .syntax(
                "invalid syntax. Perhaps you forgot a comma?", open.union(span), note: "expected ',' or ')'")
        }
        return arguments
    }

    /// slices: slice | (slice | '*' bitwise_or) (',' …)* [',']
    private mutating func slices() throws(SyntaxFault) -> Expr {
        let first = at(.star) ? try starred() : try slice()
        guard at(.comma) else { return first }
        var items = [first]
        while take(.comma), !at(.closeBracket) {
            items.append(at(.star) ? try starred() : try slice())
        }
        return try make(.tuple(items), first.span.union(last), of: items)
    }

    /// slice: [expression] ':' [expression] [':' [expression]] | named_expression
    private mutating func slice() throws(SyntaxFault) -> Expr {
        let start = span
        var low: Expr?
        if !at(.colon) {
            let value = try namedExpression()
            guard at(.colon) else { return value }
            low = value
        }
        try expect(.colon)
        let atEnd = at(.closeBracket) || at(.comma) || at(.colon)
        let high = atEnd ? nil : try expression()
        var step: Expr?
        if take(.colon), !at(.closeBracket), !at(.comma) { step = try expression() }
        return try make(.slice(low, high, step), start.union(last), low, high, step)
    }

    /// atom: NAME | 'True' | 'False' | 'None' | '...' | NUMBER | STRING+ | tuple | group | list | dict | set
    ///     | comprehension | generator
    private mutating func atom() throws(SyntaxFault) -> Expr {
        let start = span
        switch kind {
        case .name:
            index += 1
            return try make(.name(text(start)), start)
        case .number:
            index += 1
            return try number(start)
        case .string: return try strings()
        case .keyword(.True), .keyword(.False):
            let value = at(.True)
            index += 1
            return try make(.boolean(value), start)
        case .keyword(.None):
            index += 1
            return try make(.none, start)
        case .op(.ellipsis):
            index += 1
            return try make(.ellipsis, start)
        case .op(.openParenthesis): return try parenthesized()
        case .op(.openBracket): return try listDisplay()
        case .op(.openBrace): return try braceDisplay()
        case .keyword(.lambda):
            throw unexpected()
        default: throw unexpected(nil)
        }
    }

    /// tuple: '(' [star_named (',' star_named)* [',']] ')'
    /// group: '(' (yield | named_expression) ')'
    /// generator: '(' named_expression comprehension_clauses ')'
    private mutating func parenthesized() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        if take(.closeParenthesis) { return try make(.tuple([]), start.union(last)) }
        try enter()
        defer { nesting -= 1 }
        if at(.yield) {
            let value = try yieldExpression()
            try expect(.closeParenthesis)
            return value
        }
        let first = try starNamed()
        if at(.for) || at(.async) {
            let value = try comprehension(.generator, first, nil, from: start)
            try expect(.closeParenthesis)
            return try make(value.kind, start.union(last), value)
        }
        if at(.comma) {
            var items = [first]
            while take(.comma), !at(.closeParenthesis) { items.append(try starNamed()) }
            try closing(.closeParenthesis)
            return try make(.tuple(items), start.union(last), of: items)
        }
        try closing(.closeParenthesis)
        if case .starred = first.kind { throw .syntax("cannot use starred expression here", first.span) }
        // The node keeps its own span: a group has no node.
        return try make(first.kind, start.union(last), first)
    }

    private mutating func closing(_ op: Operator) throws(SyntaxFault) {
        guard take(op) else {
            if startsExpression {
                throw .syntax(
                    "invalid syntax. Perhaps you forgot a comma?", span, note: "expected ',' or '\(op.rawValue)'")
            }
            throw unexpected("'\(op.rawValue)'")
        }
    }

    private mutating func starNamed() throws(SyntaxFault) -> Expr {
        at(.star) ? try starred() : try namedExpression()
    }

    /// list: '[' [star_named (',' star_named)* [',']] ']' | '[' named_expression comprehension_clauses ']'
    private mutating func listDisplay() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        try enter()
        defer { nesting -= 1 }
        var items: [Expr] = []
        while !at(.closeBracket) {
            let item = try starNamed()
            if items.isEmpty, at(.for) || at(.async) {
                let value = try comprehension(.list, item, nil, from: start)
                try expect(.closeBracket)
                return try make(value.kind, start.union(last), value)
            }
            items.append(item)
            if !take(.comma) { break }
        }
        try closing(.closeBracket)
        return try make(.list(items), start.union(last), of: items)
    }

    /// dict: '{' [pair (',' pair)* [',']] '}' | '{' pair comprehension_clauses '}'
    /// pair: expression ':' expression | '**' bitwise_or
    /// set: '{' star_named (',' star_named)* [','] '}' | '{' named_expression comprehension_clauses '}'
    private mutating func braceDisplay() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        try enter()
        defer { nesting -= 1 }
        if take(.closeBrace) { return try make(.dict([]), start.union(last)) }
        var pairs: [(key: Expr?, value: Expr)] = []
        var items: [Expr] = []
        while !at(.closeBrace) {
            if at(.starStar), items.isEmpty {
                index += 1
                pairs.append((nil, try binary(0)))
            } else {
                let item = try starNamed()
                if items.isEmpty, at(.colon) {
                    index += 1
                    let value = try expression()
                    if pairs.isEmpty, at(.for) || at(.async) {
                        return try closed(comprehension(.dict, item, value, from: start), from: start)
                    }
                    pairs.append((item, value))
                } else if !pairs.isEmpty {
                    throw .syntax("':' expected after dictionary key", item.span)
                } else {
                    if items.isEmpty, at(.for) || at(.async) {
                        return try closed(comprehension(.set, item, nil, from: start), from: start)
                    }
                    items.append(item)
                }
            }
            if !take(.comma) { break }
        }
        try closing(.closeBrace)
        let whole = start.union(last)
        if !items.isEmpty { return try make(.set(items), whole, of: items) }
        return try make(.dict(pairs), whole, of: pairs.flatMap { [$0.key, $0.value].compactMap { $0 } })
    }

    private mutating func closed(_ value: Expr, from start: Span) throws(SyntaxFault) -> Expr {
        try closing(.closeBrace)
        return try make(value.kind, start.union(last), value)
    }

    /// comprehension_clauses: ('for' star_targets 'in' disjunction ('if' disjunction)*)+
    private mutating func comprehension(
        _ kind: Comprehension.Kind, _ element: Expr, _ value: Expr?, from start: Span
    ) throws(SyntaxFault) -> Expr {
        if at(.async) { throw .unsupported("'async'", span) }
        if case .starred = element.kind {
            throw .syntax("iterable unpacking cannot be used in comprehension", element.span)
        }
        let number = scope()
        var clauses: [Comprehension.Clause] = []
        var children = [element]
        if let value { children.append(value) }
        while take(.for) {
            let target = try starTargets()
            try expect(.in)
            let iterable = try disjunction()
            var conditions: [Expr] = []
            while take(.if) { conditions.append(try conditionWithoutElse()) }
            clauses.append(Comprehension.Clause(target: target, iterable: iterable, conditions: conditions))
            children += [target, iterable] + conditions
        }
        let node = Comprehension(kind: kind, element: element, value: value, clauses: clauses, scope: number)
        return try make(.comprehension(node), start.union(last), of: children)
    }

    private mutating func conditionWithoutElse() throws(SyntaxFault) -> Expr {
        let value = try disjunction()
        guard at(.walrus), case .name(let name) = value.kind else { return value }
        index += 1
        let right = try disjunction()
        return try make(
            .walrus(Identifier(name: name, span: value.span), right), value.span.union(right.span), right)
    }

    // MARK: Literals

    /// NUMBER: decimal, 0x, 0o and 0b integers; floats
    private func number(_ span: Span) throws(SyntaxFault) -> Expr {
        let digits = bytes[span.start..<span.end].filter { $0 != UInt8(ascii: "_") }
        if digits.count > 2, digits[0] == UInt8(ascii: "0"), let radix = Scanner.radix(digits[1] | 0x20) {
            guard let value = IntegerLiteral.parse(digits[2...], radix: radix) else {
                throw IntegerLiteral.fault(digits[2...], radix: radix, span)
            }
            return try make(.int(value), span)
        }
        let isFloat = digits.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        if isFloat {
            return try make(.float(Decimal.double(parsing: digits[...]) ?? 0), span)
        }
        if digits.count > 1, digits[0] == UInt8(ascii: "0"), digits.contains(where: { $0 != UInt8(ascii: "0") }) {
            throw .syntax(
                "leading zeros in decimal integer literals are not permitted; "
                    + "use an 0o prefix for octal integers", span)
        }
        guard let value = IntegerLiteral.parse(digits[...], radix: 10) else {
            throw IntegerLiteral.fault(digits[...], radix: 10, span)
        }
        return try make(.int(value), span)
    }

    /// STRING+: neighbouring literals are one string
    private mutating func strings() throws(SyntaxFault) -> Expr {
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

    private func append(_ piece: FormatPiece, to pieces: inout [FormatPiece]) {
        if case .text(let more) = piece, case .text(let before)? = pieces.last {
            pieces[pieces.count - 1] = .text(before + more)
        } else {
            pieces.append(piece)
        }
    }

    /// Text and fields up to `end`; inside a specification, up to the brace that closes the field it belongs to.
    private mutating func formatPieces(
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

    /// field: star_expressions ['='] ['!' ('s' | 'r' | 'a')] [':' specification]
    private mutating func formatField(
        _ position: inout Int, end: Int, closing: UInt8?, isNested: Bool, isRaw: Bool = false, nesting: Int = 0
    ) throws(SyntaxFault) -> (field: FormatField, shown: [UInt8]?) {
        let start = position
        let stop = try expressionEnd(from: start, end: end, closing: closing)
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
    private func expressionEnd(from start: Int, end: Int, closing: UInt8?) throws(SyntaxFault) -> Int {
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

    /// The value of a string's content: escapes replaced, line ends as `\n`.
    private func unescaped(_ range: Range<Int>, isRaw: Bool) throws(SyntaxFault) -> [UInt8] {
        try StringLiteral.unescaped(bytes, range, isRaw: isRaw)
    }
}
