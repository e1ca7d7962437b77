import Source

/// Arithmetic, by precedence climbing: the six left-associative levels differ in their operators alone.
extension Parser {
    /// bitwise_or: bitwise_xor ('|' bitwise_xor)*
    /// bitwise_xor: bitwise_and ('^' bitwise_and)*
    /// bitwise_and: shift ('&' shift)*
    /// shift: sum (('<<' | '>>') sum)*
    /// sum: term (('+' | '-') term)*
    /// term: factor (('*' | '/' | '//' | '%' | '@') factor)*
    ///
    /// One function for the six left-associative levels: a level is a number, a higher one binds tighter.
    mutating func binary(_ level: Int) throws(SyntaxFault) -> Expr {
        var left = try factor()
        while case .op(let token) = kind, let (op, itsLevel) = Self.binaryOperator(token), itsLevel >= level {
            index += 1
            let right = try binary(itsLevel + 1)
            left = try make(
                .binary(op, left, right), left.span.union(right.span), over: max(left.depth, right.depth))
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
        return try make(.unary(op, operand), start.union(operand.span), over: operand.depth)
    }

    /// power: primary ['**' factor]
    private mutating func power() throws(SyntaxFault) -> Expr {
        if at(.await) { throw .unsupported("'await'", span) }
        let base = try primary()
        guard take(.starStar) else { return base }
        try enter()
        let exponent = try factor()
        nesting -= 1
        return try make(
            .binary(.pow, base, exponent), base.span.union(exponent.span), over: max(base.depth, exponent.depth))
    }
}
