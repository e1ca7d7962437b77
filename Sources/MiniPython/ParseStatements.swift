import Source

/// Statements: a line of simple ones, a compound one, and the block that hangs below a colon. A block knows what it is
/// the block of for the message alone.
extension Parser {
    /// statement: compound_statement | simple_statement (';' simple_statement)* [';'] NEWLINE
    mutating func statement(into body: inout [Stmt]) throws(SyntaxFault) {
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

    /// simple_statement: assignment | star_expressions | 'pass' | 'break' | 'continue' | return | raise | assert |
    ///     del | global | nonlocal | import | from
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
        case .keyword(.return): return try returnStatement()
        case .keyword(.raise): return try raiseStatement()
        case .keyword(.assert): return try assertStatement()
        case .keyword(.del): return try deleteStatement()
        case .keyword(.global), .keyword(.nonlocal): return try scopeStatement()
        case .keyword(.import): return try importStatement()
        case .keyword(.from): return try fromStatement()
        default: return try assignmentOrExpression()
        }
    }

    /// return: 'return' [star_expressions]
    private mutating func returnStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        if functions == 0 { throw .syntax("'return' outside function", start) }
        index += 1
        let value = startsExpression ? try starExpressions() : nil
        return Stmt(kind: .returning(value), span: start.union(last))
    }

    /// raise: 'raise' [expression ['from' expression]]
    private mutating func raiseStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let value = startsExpression ? try expression() : nil
        let cause = value != nil && take(.from) ? try expression() : nil
        return Stmt(kind: .raise(value, cause: cause), span: start.union(last))
    }

    /// assert: 'assert' expression [',' expression]
    private mutating func assertStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let test = try expression()
        let message = take(.comma) ? try expression() : nil
        return Stmt(kind: .assert(test, message), span: start.union(last))
    }

    var startsExpression: Bool {
        switch kind {
        case .newline, .end, .op(.semicolon), .op(.closeParenthesis), .op(.closeBracket), .op(.closeBrace),
            .op(.comma), .op(.equal), .op(.colon), .keyword(.from):
            false
        default: true
        }
    }

    /// block: ':' simple_statement (';' simple_statement)* [';'] NEWLINE | ':' NEWLINE INDENT statement+ DEDENT
    /// - Parameter start: the keyword of what the block belongs to.
    mutating func block(after what: String, at start: Span) throws(SyntaxFault) -> [Stmt] {
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
            throw .indentation("expected an indented block after \(what)", span).naming(.on(start.start))
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
}
