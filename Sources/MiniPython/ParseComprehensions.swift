import Source

/// Comprehensions and generator expressions, once the first `for` behind their element is seen. Each is a scope.
extension Parser {
    /// comprehension: '[' named_expression comprehension_clauses ']' | '{' named_expression comprehension_clauses
    ///     '}' | '{' expression ':' expression comprehension_clauses '}'
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
            while take(.if) { conditions.append(try disjunction()) }
            clauses.append(Comprehension.Clause(target: target, iterable: iterable, conditions: conditions))
            children += [target, iterable] + conditions
        }
        let node = Comprehension(kind: kind, element: element, value: value, clauses: clauses, scope: number)
        return try make(.comprehension(node), start.union(last), of: children)
    }
}
