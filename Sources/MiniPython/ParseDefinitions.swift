import Source

/// Functions and classes, whose bodies are scopes of their own: a loop or a function around them ends at their head.
extension Parser {
    /// decorated: ('@' named_expression NEWLINE)+ (def | class)
    mutating func decorated() throws(SyntaxFault) -> Stmt {
        var decorators: [Expr] = []
        while take(.at) {
            decorators.append(try namedExpression())
            guard kind == .newline else { throw unexpected("the end of the line") }
            index += 1
        }
        if at(.def) { return try functionDefinition(decorators: decorators) }
        if at(.class) { return try classDefinition(decorators: decorators) }
        throw unexpected("'def' or 'class'")
    }

    /// def: 'def' NAME '(' [parameters] ')' ['->' expression] block
    mutating func functionDefinition(decorators: [Expr]) throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let name = try identifier()
        guard take(.openParenthesis) else { throw .syntax("expected '('", span) }
        var annotations: [Expr] = []
        let parameters = try parameters(until: .closeParenthesis, annotations: &annotations)
        try expect(.closeParenthesis)
        if take(.arrow) { annotations.append(try expression()) }
        let number = scope()
        let outerLoops = loops
        loops = 0
        functions += 1
        let body = try block(after: "function definition", at: start)
        functions -= 1
        loops = outerLoops
        let function = Function(
            name: name, parameters: parameters, body: body, scope: number, annotations: annotations)
        return Stmt(kind: .function(function, decorators: decorators), span: start.union(name.span))
    }

    /// parameters: parameter (',' parameter)* [','] with '/', '*', '*' NAME and '**' NAME in Python's order
    /// parameter: NAME [':' expression] ['=' expression]
    private mutating func parameters(
        until end: Operator, annotations: inout [Expr]
    ) throws(SyntaxFault) -> Function.Parameters {
        var result = Function.Parameters()
        var names: [Symbol] = []
        var onlyKeywords = false
        var sawDefault = false
        func declare(_ identifier: Identifier) throws(SyntaxFault) {
            if names.contains(identifier.name) {
                throw .syntax(
                    "duplicate argument '\(symbols[identifier.name])' in function definition", identifier.span)
            }
            names.append(identifier.name)
        }
        while !at(end) {
            if result.doubleStarred != nil { throw .syntax("arguments cannot follow var-keyword argument", span) }
            if take(.slash) {
                if onlyKeywords || result.positionalOnly > 0 { throw .syntax("/ must be ahead of *", last) }
                if result.positional.isEmpty { throw .syntax("at least one argument must precede /", last) }
                result.positionalOnly = result.positional.count
            } else if take(.star) {
                if onlyKeywords { throw .syntax("* argument may appear only once", last) }
                onlyKeywords = true
                if kind == .name {
                    let name = try identifier()
                    try declare(name)
                    result.starred = name
                    if end != .colon, take(.colon) { annotations.append(try expression()) }
                } else if !at(.comma) || tokens[index + 1].kind == .op(end) {
                    throw .syntax("named arguments must follow bare *", last)
                }
            } else if take(.starStar) {
                let name = try identifier()
                try declare(name)
                result.doubleStarred = name
                if end != .colon, take(.colon) { annotations.append(try expression()) }
            } else {
                let name = try identifier()
                try declare(name)
                if end != .colon, take(.colon) { annotations.append(try expression()) }
                let value = take(.equal) ? try expression() : nil
                let parameter = Function.Parameter(identifier: name, defaultValue: value)
                if onlyKeywords {
                    result.keywordOnly.append(parameter)
                } else {
                    if value == nil, sawDefault {
                        throw .syntax("non-default argument follows default argument", name.span)
                    }
                    sawDefault = sawDefault || value != nil
                    result.positional.append(parameter)
                }
            }
            if !take(.comma) { break }
        }
        return result
    }

    /// class: 'class' NAME ['(' [expression] ')'] block
    mutating func classDefinition(decorators: [Expr]) throws(SyntaxFault) -> Stmt {
        let start = span
        index += 1
        let name = try identifier()
        var base: Expr?
        if take(.openParenthesis) {
            if !at(.closeParenthesis) {
                if kind == .name, tokens[index + 1].kind == .op(.equal) {
                    throw .unsupported("keyword arguments of a class, such as a metaclass", span)
                }
                base = try expression()
                if take(.comma), !at(.closeParenthesis) {
                    throw .unsupported("a class with more than one base", span)
                }
            }
            try expect(.closeParenthesis)
        }
        let number = scope()
        let outerLoops = loops
        let outerFunctions = functions
        loops = 0
        functions = 0
        let body = try block(after: "class definition", at: start)
        loops = outerLoops
        functions = outerFunctions
        let definition = ClassDefinition(name: name, base: base, body: body, decorators: decorators, scope: number)
        return Stmt(kind: .classDefinition(definition), span: start.union(name.span))
    }

    /// lambda: 'lambda' [parameters] ':' expression
    mutating func lambda() throws(SyntaxFault) -> Expr {
        let start = span
        index += 1
        var annotations: [Expr] = []
        let parameters = try parameters(until: .colon, annotations: &annotations)
        try expect(.colon)
        let number = scope()
        functions += 1
        let value = try expression()
        functions -= 1
        let body = [Stmt(kind: .returning(value), span: value.span)]
        let function = Function(
            name: Identifier(name: .lambda, span: start), parameters: parameters, body: body, scope: number)
        return try make(.lambda(function), start.union(value.span), over: value.depth)
    }
}
