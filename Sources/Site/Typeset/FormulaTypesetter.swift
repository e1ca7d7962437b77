import Foundation
import Source
import TeX

/// Typesets the formulas of a site, each different one once, before anything is woven. KaTeX is loaded only when a formula
/// is new to the cache.
struct FormulaTypesetter {
    /// Where KaTeX's script may be.
    var scripts = KaTeX.scripts
    /// Where JavaScriptCore may be; nil for the usual places.
    var libraries: [String]?
    var cache: FormulaCache

    /// - Parameter keys: what is to be typeset; one may be there more than once.
    func typeset(_ keys: [Formula.Key]) -> Formulas {
        guard !keys.isEmpty else { return Formulas() }
        let script = scripts.lazy.compactMap(FileManager.default.contents).first.map { [UInt8]($0) }
        let identity = script.map(KaTeX.identity)
        var kept = cache.read(of: identity)
        var trees: [Formula.Key: FormulaTree] = [:]
        var mistakes: [Formula.Key: KaTeX.Mistake] = [:]
        var unset: Set<Formula.Key> = []
        var isNew = false
        var katex: KaTeX?
        for key in keys where trees[key] == nil && mistakes[key] == nil {
            guard key.tex.contains(where: { !$0.isWhitespace }) else {
                mistakes[key] = KaTeX.Mistake("there is nothing in it")
                continue
            }
            if let nodes = kept[key], let tree = try? FormulaTree(nodes) {
                trees[key] = tree
                continue
            }
            if katex == nil, unset.isEmpty { katex = script.flatMap { KaTeX(script: $0, libraries: libraries) } }
            guard let katex else {
                unset.insert(key)
                continue
            }
            do throws(KaTeX.Mistake) {
                let nodes = try katex.typeset(key.tex, isDisplay: key.isDisplay)
                trees[key] = try Self.tree(nodes)
                kept[key] = nodes
                isNew = true
            } catch {
                mistakes[key] = error
            }
        }
        if isNew, let identity {
            cache.write(kept, used: Set(keys), katex: identity)
        }
        return Formulas(
            trees, mistakes: mistakes, missing: unset.isEmpty ? nil : .init(isScript: script == nil, keys: unset))
    }

    private static func tree(_ nodes: [KaTeX.Node]) throws(KaTeX.Mistake) -> FormulaTree {
        // Of some commands, such as `\message`, a page would show nothing. The last text is the formula itself.
        let frame: Set<String?> = ["math", "semantics", "mrow", "annotation", ""]
        if nodes.allSatisfy({ frame.contains($0.first) }), nodes.count(where: { $0.first == "" }) <= 1 {
            throw KaTeX.Mistake("nothing of this formula is seen", help: "write what it is to show, or take it out")
        }
        do throws(FormulaTree.Unsupported) { return try FormulaTree(nodes) } catch {
            throw KaTeX.Mistake(error.message, help: "write it in another form, or say it in the text")
        }
    }

    // MARK: What is wrong

    static func missing(_ formula: Formula, isScript: Bool) -> Diagnostic {
        Diagnostic(
            "formula-typesetter",
            isScript
                ? "formulas are typeset by KaTeX, and it is not installed"
                : "formulas are typeset by KaTeX in JavaScriptCore, and JavaScriptCore is not installed",
            at: formula.tex.file, formula.tex.fileSpan(Span(0, formula.tex.bytes.count))
        ).noting(
            "run scripts/setup of gradbook, or install libjs-katex and libjavascriptcoregtk-4.1-0 as Debian calls them")
    }

    static func problem(_ mistake: KaTeX.Mistake, _ formula: Formula) -> Diagnostic {
        let whole = Span(0, formula.key.tex.utf8.count)
        var span = mistake.range.map { Span($0.lowerBound, $0.upperBound) } ?? whole
        // What is missing is missed behind the last letter.
        span = Span(min(span.start, whole.end), min(span.end, whole.end))
        let place = formula.tex.fileSpan(span)
        if let help = mistake.help {
            return Diagnostic("formula-refused", mistake.message, at: formula.tex.file, place).noting(help)
        }
        let found = Diagnostic(
            "formula-wrong", "the formula is no TeX: \(mistake.message)", at: formula.tex.file, place)
        let undefined = "Undefined control sequence: "
        guard mistake.message.hasPrefix(undefined) else {
            return found.noting("correct it here, or see https://katex.org/docs/supported for what KaTeX knows")
        }
        let name = String(mistake.message.dropFirst(undefined.count))
        return found.meaning(
            Spelling.nearest(to: name, among: FormulaWords.common),
            else: "see https://katex.org/docs/supported for what KaTeX knows")
    }
}

extension FormulaTypesetter {
    /// What the look of a formula depends on beside its text. Where KaTeX is missing, what was kept is all there is.
    var identity: Digest {
        let paths = scripts + [cache.path].compactMap { $0 }
        return paths.lazy.compactMap(FileManager.default.contents).first.map { Digest(of: [UInt8]($0)) }
            ?? Digest(high: 0, low: 0)
    }
}
