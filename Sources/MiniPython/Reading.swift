import Source

/// An expression on a page looked at closely: its value in full, whatever the page shows of it, and what it was made of.
public struct Reading: Sendable {
    /// The expression without its format.
    public let expression: String
    /// Python's `repr` of the value, before any format; nil for what Python shows by its place in memory.
    public let value: String?
    /// The name of the value's type, such as `float`.
    public let type: String
    /// What the expression looks at, in the order in which it stands there, each once.
    public let ingredients: [Ingredient]
}

extension Interpreter {
    /// Looks at what may stand inside the braces of a Python f-string. Nothing is changed. Among the ingredients are no
    /// modules and built-in functions, and nothing that only a part of the expression can see, such as the variable of a
    /// comprehension.
    ///
    /// - Returns: nil for an expression that cannot be evaluated.
    /// - Complexity: that of evaluating the expression and its parts.
    public func reading(of field: SourceSlice) -> Reading? {
        guard let parsed = try? Parser.field(field.bytes, machine.symbols).field else { return nil }
        return reading(of: parsed, in: field)
    }

    /// - Parameters:
    ///   - number: the expression's value, if it is known to be a number.
    ///   - shown: that number as Python shows it.
    func reading(
        of field: FormatField, in source: SourceSlice, isNumber number: PyValue? = nil, shown: String = ""
    ) -> Reading? {
        var search = IngredientSearch(interpreter: self, field: source)
        if let number { search.know(field.value, number, shown) }
        guard let (value, repr) = search.evaluated(field.value) else { return nil }
        search.look(at: field.value)
        for case .field(let part) in field.spec { search.look(at: part.value) }
        return Reading(
            expression: source.text(in: field.value.span), value: repr, type: machine.typeName(value),
            ingredients: search.found)
    }

    /// What an expression looks at, whether it can be evaluated as a whole or, like a call of `print`, cannot.
    public func ingredients(of expression: SourceSlice) -> [Ingredient] {
        guard let parsed = try? Parser.field(expression.bytes, machine.symbols).field else { return [] }
        var search = IngredientSearch(interpreter: self, field: expression)
        search.look(at: parsed.value)
        return search.found
    }

    /// The source that a recorded number's tag stands for.
    public func origin(tag: Int) -> Diagnostic.Location? { machine.origin(tag: tag) }
}
