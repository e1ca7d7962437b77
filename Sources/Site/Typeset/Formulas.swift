import Markup
import Source
import TeX

/// The typeset formulas of a site, for whoever puts them into a text, and what is wrong with the others. Nothing of it
/// changes, so many may read it at once.
struct Formulas: Sendable {
    /// What KaTeX was not there to typeset.
    struct Missing: Sendable {
        /// Whether the script is missing, and not the engine that runs it.
        let isScript: Bool
        let keys: Set<Formula.Key>
    }

    private let trees: [Formula.Key: FormulaTree]
    private let mistakes: [Formula.Key: KaTeX.Mistake]
    private let missing: Missing?

    init(
        _ trees: [Formula.Key: FormulaTree] = [:], mistakes: [Formula.Key: KaTeX.Mistake] = [:],
        missing: Missing? = nil
    ) {
        self.trees = trees
        self.mistakes = mistakes
        self.missing = missing
    }

    /// Whether every formula is right.
    var areAllRight: Bool { mistakes.isEmpty && missing == nil }

    /// What is wrong with some formulas, at their places. Where KaTeX is missing that is all that is said, and at the
    /// first of them.
    func problems(of formulas: [Formula]) -> [Diagnostic] {
        if areAllRight { return [] }
        let ordered = formulas.sorted {
            ($0.tex.file.path, $0.tex.fileOffset(0)) < ($1.tex.file.path, $1.tex.fileOffset(0))
        }
        if let missing {
            return ordered.first { missing.keys.contains($0.key) }
                .map { [FormulaTypesetter.missing($0, isScript: missing.isScript)] } ?? []
        }
        // A formula of a card may be found on both of its sides.
        var told: Set<Place> = []
        return ordered.compactMap { formula in
            guard let mistake = mistakes[formula.key] else { return nil }
            let problem = FormulaTypesetter.problem(mistake, formula)
            let span = problem.location.span
            return told.insert(Place(path: formula.tex.file.path, start: span.start, end: span.end)).inserted
                ? problem : nil
        }
    }

    private struct Place: Hashable {
        let path: String
        let start: Int
        let end: Int
    }

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
