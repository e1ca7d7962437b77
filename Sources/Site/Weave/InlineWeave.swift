import Markup

/// An inline text with its numbers and formulas in place.
struct InlineWeave: Sendable {
    /// Without the paragraph around it.
    let html: HTML
    /// For places that hold no markup.
    let text: String

    /// The text's document is changed, so an inline text is woven once.
    /// - Parameter note: what is told of a number; nil for a text that may stand in a link, as a title does.
    init(_ run: InlineRun, formulas: Formulas, note: ((Computed) -> NumberNote)? = nil) {
        if run.text.isPlain {
            self.init(plain: run.text.text)
        } else {
            self.init(run.text.document, Self.shown(run, note), formulas)
        }
    }

    /// A text that computes nothing, such as a track's title.
    init(_ text: FrontMatter.Text, formulas: Formulas) {
        if PlainLine.isOne(text.text) {
            self.init(plain: text.text)
        } else {
            self.init(Document(text: text.text), [:], formulas)
        }
    }

    private init(plain text: String) {
        html = HTML(markup: text)
        self.text = text
    }

    /// A text whose numbers were computed before.
    init(_ outline: InlineOutline, formulas: Formulas) {
        if PlainLine.isOne(outline.text) {
            self.init(plain: outline.text)
            return
        }
        let document = Document(text: outline.text)
        var numbers: [Document.Node: Replacement] = [:]
        if !outline.numbers.isEmpty {
            let spans = document.nodes().filter { document.kind($0) == .code }
            for (node, number) in zip(spans, outline.numbers) {
                numbers[node] = number.map { Replacement(html: $0.html, text: $0.text) }
            }
        }
        self.init(document, numbers, formulas)
    }

    /// Without markup, from a text that was not woven yet.
    static func text(_ run: InlineRun, formulas: Formulas) -> String {
        if run.text.isPlain { return run.text.text }
        let document = run.text.document
        return text(document, shown(run).merging(FormulaWeave.inline(in: document, formulas)) { number, _ in number })
    }

    private init(_ document: Document, _ numbers: [Document.Node: Replacement], _ formulas: Formulas) {
        let shown = numbers.merging(FormulaWeave.inline(in: document, formulas)) { number, _ in number }
        text = Self.text(document, shown)
        for (node, replacement) in shown { replacement.put(in: node, of: document) }
        html = Self.html(document)
    }

    private static func shown(
        _ run: InlineRun, _ note: ((Computed) -> NumberNote)? = nil
    ) -> [Document.Node: Replacement] {
        var shown: [Document.Node: Replacement] = [:]
        for ((node, _), computed) in zip(run.text.spans, run.results) {
            shown[node] = computed.map {
                Replacement(html: ComputedNumber.html($0, note?($0)), text: ComputedNumber.text($0))
            }
        }
        return shown
    }

    private static func text(_ document: Document, _ shown: [Document.Node: Replacement]) -> String {
        var text = ""
        for node in document.nodes() {
            switch document.kind(node) {
            case .text: text += FormulaWeave.text(of: node, in: document)
            case .code: text += shown[node]?.text ?? document.literal(node)
            case .softBreak, .lineBreak: text += " "
            default: break
            }
        }
        return text
    }

    private static func html(_ document: Document) -> HTML {
        guard let paragraph = document.firstChild(document.root) else { return "" }
        return document.kind(paragraph) == .paragraph ? document.inlineHTML(paragraph) : document.html()
    }
}
