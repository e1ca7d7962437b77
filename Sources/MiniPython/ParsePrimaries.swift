import Source

/// Primaries: an atom and what is written directly behind it, attributes, calls and subscripts.
extension Parser {
    /// primary: atom ('.' NAME | '(' [arguments] ')' | '[' slices ']')*
    mutating func primary() throws(SyntaxFault) -> Expr {
        var value = try atom()
        while true {
            if take(.dot) {
                let name = try identifier()
                value = try make(.attribute(value, name), value.span.union(name.span), over: value.depth)
            } else if at(.openParenthesis) {
                let arguments = try arguments()
                value = try make(
                    .call(value, arguments), value.span.union(last),
                    over: arguments.reduce(value.depth) { max($0, $1.value.depth) })
            } else if take(.openBracket) {
                let key = try slices()
                try expect(.closeBracket)
                value = try make(.item(value, key), value.span.union(last), over: max(value.depth, key.depth))
            } else {
                return value
            }
        }
    }

    /// arguments: argument (',' argument)* [',']
    /// argument: NAME '=' expression | '*' expression | '**' expression | named_expression [comprehension_clauses]
    mutating func arguments() throws(SyntaxFault) -> [Argument] {
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
                        throw .syntax("keyword argument repeated: \(symbols[name.name])", name.span)
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
            guard startsExpression, let before = arguments.last else { throw unexpected("',' or ')'") }
            throw .syntax(
                "invalid syntax. Perhaps you forgot a comma?", before.value.span.union(span),
                note: "expected ',' or ')'")
        }
        return arguments
    }

    /// slices: slice [','] | (slice | '*' bitwise_or) (',' (slice | '*' bitwise_or))* [',']
    private mutating func slices() throws(SyntaxFault) -> Expr {
        let first = at(.star) ? try starred() : try slice()
        guard at(.comma) else {
            if case .starred = first.kind { return try make(.tuple([first]), first.span, over: first.depth) }
            return first
        }
        var items = [first]
        while take(.comma), !at(.closeBracket) {
            items.append(at(.star) ? try starred() : try slice())
        }
        return try make(.tuple(items), first.span.union(last), of: items)
    }

    /// slice: [expression] ':' [expression] [':' [expression]] | named_expression
    mutating func slice() throws(SyntaxFault) -> Expr {
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
        return try make(
            .slice(low, high, step), start.union(last),
            over: max(low?.depth ?? 0, high?.depth ?? 0, step?.depth ?? 0))
    }
}
