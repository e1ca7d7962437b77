import MiniPython
import Source

extension Explanation.Fact {
    /// What is known of the ingredients of an expression: which lines gave them, the latest first.
    static func list(_ ingredients: [Ingredient]) -> [Explanation.Fact] {
        var facts: [Explanation.Fact] = []
        for ingredient in ingredients { add(ingredient, to: &facts) }
        return facts
    }

    /// The line that says most of the ingredients of an expression, which is that of the first fact.
    static func firstPlace(_ ingredients: [Ingredient]) -> Diagnostic.Location? {
        var first: Diagnostic.Location?
        for ingredient in ingredients where first == nil {
            eachPlace(of: ingredient) { _, location in first = first ?? location }
        }
        return first
    }

    private static func add(_ ingredient: Ingredient, to facts: inout [Explanation.Fact]) {
        let start = facts.count
        var subject: String?
        eachPlace(of: ingredient) { deed, location in
            // Made and assigned in one line is one thing to know.
            let line = location.file.lineIndex(at: location.span.start)
            let isKnown = facts[start...].contains {
                ($0.location.file === location.file || $0.location.file.path == location.file.path)
                    && $0.location.file.lineIndex(at: $0.location.span.start) == line
            }
            if isKnown { return }
            let name = subject ?? Self.subject(ingredient)
            subject = name
            facts.append(Explanation.Fact(subject: name, deed: deed, location: location))
        }
    }

    /// What the program did to an ingredient, and where, the latest first.
    private static func eachPlace(of ingredient: Ingredient, _ body: (String, Diagnostic.Location) -> Void) {
        func add(_ deed: String, _ location: Diagnostic.Location?) {
            if let location { body(deed, location) }
        }
        if let number = ingredient.number {
            if number.quantity != .data {
                add("left by the pass in", number.pass)
                add("set by hand in", number.gradSet)
            }
            if number.quantity != .grad { add("set by hand in", number.dataSet) }
            add("made in", number.made)
            add(bound(ingredient), ingredient.bound)
        } else {
            add(ingredient.type == "function" ? "defined in" : bound(ingredient), ingredient.bound)
        }
    }

    /// What `f(x).data` is, no line has assigned: the line of `f` makes it.
    private static func bound(_ ingredient: Ingredient) -> String {
        let mark = ingredient.text.utf8.first {
            $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ".")
        }
        return mark == UInt8(ascii: "(") ? "made by" : "assigned in"
    }

    private static func subject(_ ingredient: Ingredient) -> String {
        guard let value = ingredient.value else { return ingredient.text }
        let isLong = value.utf8.count > 48 && value.count > 48
        return "\(ingredient.text) = \(isLong ? value.prefix(47) + "…" : value)"
    }
}
