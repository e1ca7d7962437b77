import MiniPython
import Source

extension Explanation.Fact {
    /// What is known of the ingredients of an expression: which lines gave them, the latest first.
    static func list(_ ingredients: [Ingredient]) -> [Explanation.Fact] { ingredients.flatMap(list) }

    private static func list(_ ingredient: Ingredient) -> [Explanation.Fact] {
        let subject = subject(ingredient)
        var lines: Set<String> = []
        func fact(_ deed: String, _ location: Diagnostic.Location?) -> [Explanation.Fact] {
            guard let location else { return [] }
            // Made and assigned in one line is one thing to know.
            let line = "\(location.file.path):\(location.file.lineIndex(at: location.span.start))"
            guard lines.insert(line).inserted else { return [] }
            return [Explanation.Fact(subject: subject, deed: deed, location: location)]
        }
        guard let number = ingredient.number else {
            return fact(ingredient.type == "function" ? "defined in" : bound(ingredient), ingredient.bound)
        }
        var facts: [Explanation.Fact] = []
        if number.quantity != .data {
            facts += fact("left by the pass in", number.pass) + fact("set by hand in", number.gradSet)
        }
        if number.quantity != .grad { facts += fact("set by hand in", number.dataSet) }
        return facts + fact("made in", number.made) + fact(bound(ingredient), ingredient.bound)
    }

    /// What `f(x).data` is, no line has assigned: the line of `f` makes it.
    private static func bound(_ ingredient: Ingredient) -> String {
        let isCall = ingredient.text.first { "([.".contains($0) } == "("
        return isCall ? "made by" : "assigned in"
    }

    private static func subject(_ ingredient: Ingredient) -> String {
        guard let value = ingredient.value else { return ingredient.text }
        return "\(ingredient.text) = \(value.count > 48 ? value.prefix(47) + "…" : value)"
    }
}
