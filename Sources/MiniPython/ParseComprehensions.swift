import Source

/// Comprehensions and generator expressions, once the first `for` behind their element is seen. Each is a scope.
extension Parser {
    /// comprehension_clauses: ('for' star_targets 'in' disjunction ('if' disjunction)*)+
    mutating func comprehension(
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
}
