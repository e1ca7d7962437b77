import Markup

/// The typeset formulas of a site, for whoever puts them into a text. Nothing of it changes, so many may read it at once.
struct Formulas {
    private let trees: [Formula.Key: FormulaTree]

    init(_ trees: [Formula.Key: FormulaTree] = [:]) { self.trees = trees }

    /// A formula in a line of text.
    func inline(_ tex: String) -> Replacement {
        let key = Formula.Key(tex, isDisplay: false)
        // A wrong formula keeps a site from being built.
        guard let tree = trees[key] else {
            return Replacement(html: "<code>\(key.tex)</code>", text: key.tex, isFormula: true)
        }
        return Replacement(
            html: tree.html(tex: key.tex, isDisplay: false), text: FormulaText(tree).text, isFormula: true)
    }

    /// A formula on a line of its own, in a box that scrolls by itself and that the keyboard reaches.
    func display(_ tex: String) -> Replacement {
        let key = Formula.Key(tex, isDisplay: true)
        guard let tree = trees[key] else { return Replacement(html: SnippetBlock.plain(key.tex), text: key.tex) }
        return Replacement(
            html: """
                <div class="scroll formula" tabindex="0" role="group" aria-label="Formula">\
                \(tree.html(tex: key.tex, isDisplay: true))</div>

                """, text: FormulaText(tree).text)
    }
}
