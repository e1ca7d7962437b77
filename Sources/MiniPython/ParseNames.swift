import Source

/// Statements that only bind or unbind names: `del`, `global`, `nonlocal` and the imports. Whether a module exists is not
/// known here; the program may never come there.
extension Parser {
    /// del: 'del' target (',' target)* [',']
    mutating func deleteStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        var targets: [Expr] = []
        repeat {
            if kind == .newline { break }
            let target = try expression()
            try checkDeletable(target)
            targets.append(target)
        } while take(.comma)
        if targets.isEmpty { throw unexpected("a name") }
        return Stmt(kind: .delete(targets), span: start.union(last))
    }

    /// global: 'global' NAME (',' NAME)*
    /// nonlocal: 'nonlocal' NAME (',' NAME)*
    mutating func scopeStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        let isGlobal = at(.global)
        index += 1
        var names: [Identifier] = []
        repeat { names.append(try identifier()) } while take(.comma)
        return Stmt(kind: isGlobal ? .global(names) : .nonlocal(names), span: start.union(last))
    }

    /// import: 'import' dotted_name ['as' NAME] (',' dotted_name ['as' NAME])*
    mutating func importStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        var modules: [(path: [Identifier], alias: Identifier?)] = []
        repeat {
            let path = try dottedName()
            modules.append((path, take(.as) ? try identifier() : nil))
        } while take(.comma)
        return Stmt(kind: .importModules(modules), span: start.union(last))
    }

    /// dotted_name: NAME ('.' NAME)*
    private mutating func dottedName() throws(SyntaxFault) -> [Identifier] {
        var path: [Identifier] = []
        repeat { path.append(try identifier()) } while take(.dot)
        return path
    }

    /// from: 'from' dotted_name 'import' NAME ['as' NAME] (',' NAME ['as' NAME])*, also in parentheses
    mutating func fromStatement() throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        if at(.dot) || at(.ellipsis) { throw .unsupported("relative imports", span) }
        let path = try dottedName()
        try expect(.import)
        if at(.star) { throw .unsupported("'import *'", span, note: "name what you import") }
        let isParenthesized = take(.openParenthesis)
        var names: [(name: Identifier, alias: Identifier?)] = []
        repeat {
            if isParenthesized, at(.closeParenthesis), !names.isEmpty { break }
            let name = try identifier()
            names.append((name, take(.as) ? try identifier() : nil))
        } while take(.comma)
        if isParenthesized { try expect(.closeParenthesis) }
        return Stmt(kind: .importFrom(path: path, names: names), span: start.union(last))
    }
}
