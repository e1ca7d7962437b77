import Source

/// Assignments, and the expressions that stand alone: until its sign is seen, the one cannot be told from the other, and
/// what is parsed as an expression turns out to be a target.
extension Parser {
    /// assignment: (target '=')+ (star_expressions | yield) | target augmented (star_expressions | yield) | target
    ///     ':' expression ['=' (star_expressions | yield)]
    mutating func assignmentOrExpression() throws(SyntaxFault) -> Stmt {
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
            if kind == .newline, case .name(let name) = first.kind, let near = keyword(near: name) {
                throw .syntax("invalid syntax", first.span, note: "did you mean '\(near)'?")
            }
            let annotation = try expression()
            let value = take(.equal) ? try starExpressionsOrYield() : nil
            return Stmt(kind: .annotated(first, annotation, value), span: start.union(last))
        }
        if case .starred = first.kind { throw .syntax("can't use starred expression here", first.span) }
        if case .name(let name) = first.kind {
            // `print "x"` and a misspelt keyword look like this.
            if startsExpression || kind == .keyword(.import) {
                if name == .print, kind == .string || kind == .number || kind == .name {
                    throw .syntax(
                        "Missing parentheses in call to 'print'. Did you mean print(...)?", start.union(span))
                }
                // `form math import sqrt` is as near to `for`.
                let rest = tokens[index...].prefix { $0.kind != .newline && $0.kind != .end }
                let isImport = rest.contains { $0.kind == .keyword(.import) }
                let from = isImport ? Spelling.nearest(to: symbols[name], among: [Keyword.from.rawValue]) : nil
                if let near = from ?? keyword(near: name) {
                    throw .syntax("invalid syntax", span, note: "did you mean '\(near)'?")
                }
            }
        }
        return Stmt(kind: .expression(first), span: start.union(last))
    }

    private func keyword(near name: Symbol) -> String? {
        Spelling.nearest(to: symbols[name], among: Keyword.allCases.lazy.map { $0.rawValue })
    }

    /// augmented: '+=' | '-=' | '*=' | '/=' | '//=' | '%=' | '**=' | '@=' | '<<=' | '>>=' | '&=' | '|=' | '^='
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
}
