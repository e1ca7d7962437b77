import Source

/// Expressions from the loosest down to comparisons. Chains of `and`, `or` and comparisons are one node each, so that
/// they are evaluated once and from the left.
extension Parser {
    mutating func starExpressionsOrYield() throws(SyntaxFault) -> Expr {
        at(.yield) ? try yieldExpression() : try starExpressions()
    }

    /// yield: 'yield' [star_expressions]
    mutating func yieldExpression() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        if at(.from) { throw .unsupported("'yield from'", start.union(span), note: "loop and yield") }
        if functions == 0 { throw .syntax("'yield' outside function", start) }
        let value = startsExpression ? try starExpressions() : nil
        return try make(.yield(value), start.union(last), over: value?.depth ?? 0)
    }

    /// star_expressions: star_expression (',' star_expression)* [',']
    mutating func starExpressions() throws(SyntaxFault) -> Expr {
        let first = try starExpression()
        guard at(.comma) else { return first }
        var items = [first]
        while take(.comma), startsExpression {
            items.append(try starExpression())
        }
        return try make(.tuple(items), first.span.union(last), of: items)
    }

    /// star_expression: '*' bitwise_or | expression
    mutating func starExpression() throws(SyntaxFault) -> Expr {
        at(.star) ? try starred() : try expression()
    }

    mutating func starred() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        let value = try binary(0)
        return try make(.starred(value), start.union(value.span), over: value.depth)
    }

    /// named_expression: NAME ':=' expression | expression
    mutating func namedExpression() throws(SyntaxFault) -> Expr {
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
            .walrus(Identifier(name: name, span: value.span), right), value.span.union(right.span),
            over: right.depth)
    }

    /// expression: disjunction ['if' disjunction 'else' expression] | lambda
    mutating func expression() throws(SyntaxFault) -> Expr {
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
            .conditional(test: test, then: value, otherwise: otherwise), value.span.union(otherwise.span),
            over: max(test.depth, value.depth, otherwise.depth))
    }

    /// disjunction: conjunction ('or' conjunction)*
    mutating func disjunction() throws(SyntaxFault) -> Expr {
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
        return try make(.unary(.not, operand), start.union(operand.span), over: operand.depth)
    }

    /// comparison: bitwise_or (compare_op bitwise_or)*
    mutating func comparison() throws(SyntaxFault) -> Expr {
        let first = try binary(0)
        var rest: [(op: CompareOperator, right: Expr)] = []
        var depth = first.depth
        while let op = compareOperator() {
            let right = try binary(0)
            depth = max(depth, right.depth)
            rest.append((op, right))
        }
        if rest.isEmpty { return first }
        return try make(.compare(first, rest), first.span.union(last), over: depth)
    }

    /// compare_op: '<' | '<=' | '==' | '!=' | '>' | '>=' | 'in' | 'not' 'in' | 'is' | 'is' 'not'
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
}
