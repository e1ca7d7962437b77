import Source

/// What can be assigned to, bound by a loop or deleted, and what CPython calls that which cannot.
extension Parser {
    /// star_targets: target (',' target)* [',']
    mutating func starTargets() throws(SyntaxFault) -> Expr {
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

    /// target: NAME | primary '.' NAME | primary '[' slices ']' | tuples and lists of targets, one starred
    func checkTarget(_ target: Expr, _ verb: String) throws(SyntaxFault) {
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

    func checkDeletable(_ target: Expr) throws(SyntaxFault) {
        switch target.kind {
        case .name, .attribute, .item: return
        case .tuple(let items), .list(let items):
            for item in items { try checkDeletable(item) }
        default: throw .syntax("cannot delete \(Self.describe(target))", target.span)
        }
    }

    /// What could be meant as a comparison.
    static func looksCompared(_ target: Expr) -> Bool {
        switch target.kind {
        case .int, .float, .string, .formatted, .call, .binary, .set, .dict: true
        case .unary(let op, _): op != .not
        default: false
        }
    }

    /// CPython's words for a kind of expression.
    static func describe(_ expression: Expr) -> String {
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
}
