import Source

/// Atoms and displays: what is written in brackets, and single tokens. A bracket is a nesting that is counted.
extension Parser {
    /// atom: NAME | 'True' | 'False' | 'None' | '...' | NUMBER | STRING+ | tuple | group | list | dict | set |
    ///     comprehension | generator
    mutating func atom() throws(SyntaxFault) -> Expr {
        let start = span
        switch kind {
        case .name:
            index += 1
            return try make(.name(symbols.intern(bytes, start)), start)
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
    mutating func parenthesized() throws(SyntaxFault) -> Expr {
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
            return try make(value.kind, start.union(last), over: value.depth)
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
        return try make(first.kind, start.union(last), over: first.depth)
    }

    mutating func closing(_ op: Operator) throws(SyntaxFault) {
        guard take(op) else {
            if startsExpression {
                throw .syntax(
                    "invalid syntax. Perhaps you forgot a comma?", span, note: "expected ',' or '\(op.rawValue)'")
            }
            throw unexpected("'\(op.rawValue)'")
        }
    }

    /// star_named: '*' bitwise_or | named_expression
    private mutating func starNamed() throws(SyntaxFault) -> Expr {
        at(.star) ? try starred() : try namedExpression()
    }

    /// list: '[' [star_named (',' star_named)* [',']] ']'
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
                return try make(value.kind, start.union(last), over: value.depth)
            }
            items.append(item)
            if !take(.comma) { break }
        }
        try closing(.closeBracket)
        return try make(.list(items), start.union(last), of: items)
    }

    /// dict: '{' [pair (',' pair)* [',']] '}'
    /// pair: expression ':' expression | '**' bitwise_or
    /// set: '{' star_named (',' star_named)* [','] '}'
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
        return try make(
            .dict(pairs), whole, over: pairs.reduce(0) { max($0, $1.key?.depth ?? 0, $1.value.depth) })
    }

    private mutating func closed(_ value: Expr, from start: Span) throws(SyntaxFault) -> Expr {
        try closing(.closeBrace)
        return try make(value.kind, start.union(last), over: value.depth)
    }
}
