import Source

/// Compound statements without a scope of their own: branches, loops and `try`. What Python has and this subset lacks is
/// refused here by its keyword, before anything of it is parsed.
extension Parser {
    /// compound_statement: if | while | for | def | class | try | decorated
    mutating func compoundStatement() throws(SyntaxFault) -> Stmt? {
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
            if symbols.intern(bytes, span) == .match, isMatchStatement {
                throw .unsupported("the 'match' statement", span)
            }
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

    /// if: 'if' named_expression block ('elif' named_expression block)* ['else' block]
    private mutating func ifStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        var branches: [(test: Expr, body: [Stmt])] = []
        var word = Keyword.if
        while take(word) {
            let keyword = last
            let test = try namedExpression()
            branches.append((test, try block(after: "'\(word.rawValue)' statement", at: keyword)))
            word = .elif
        }
        let otherwise = take(.else) ? try block(after: "'else' statement", at: last) : []
        return Stmt(kind: .conditional(branches, otherwise: otherwise), span: start)
    }

    /// while: 'while' named_expression block ['else' block]
    private mutating func whileStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let test = try namedExpression()
        let body = try loopBody(after: "'while' statement", at: start)
        let otherwise = take(.else) ? try block(after: "'else' statement", at: last) : []
        return Stmt(kind: .whileLoop(test, body, otherwise: otherwise), span: start)
    }

    private mutating func loopBody(after what: String, at start: Span) throws(SyntaxFault) -> [Stmt] {
        loops += 1
        // CPython's compiler has a block stack of this height.
        if loops > 20 { throw .syntax("too many statically nested blocks", span) }
        let body = try block(after: what, at: start)
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
        let body = try loopBody(after: "'for' statement", at: start)
        let otherwise = take(.else) ? try block(after: "'else' statement", at: last) : []
        return Stmt(
            kind: .forLoop(target: target, iterable: iterable, body, otherwise: otherwise), span: start)
    }

    /// try: 'try' block (except+ ['else' block] ['finally' block] | 'finally' block)
    private mutating func tryStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let body = try block(after: "'try' statement", at: start)
        var handlers: [TryBlock.Handler] = []
        while at(.except) {
            if let previous = handlers.last, previous.type == nil {
                throw .syntax("default 'except:' must be last", previous.span)
            }
            handlers.append(try exceptClause())
        }
        let otherwise = !handlers.isEmpty && take(.else) ? try block(after: "'else' statement", at: last) : []
        let finally = take(.finally) ? try block(after: "'finally' statement", at: last) : []
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
        let body = try block(after: "'except' statement", at: start)
        return TryBlock.Handler(type: type, name: name, body: body, span: start)
    }
}
