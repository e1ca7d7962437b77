import Markup

extension CardSource {
    /// What is shown in the place of a computed code span.
    public struct Value: Sendable, Equatable {
        public var html: HTML
        public var text: String

        public init(html: HTML, text: String) {
            self.html = html
            self.text = text
        }
    }

    /// The finished cards.
    ///
    /// - Parameters:
    ///   - lesson: the lesson's short name.
    ///   - values: one for each of `codeSpans`, in their order; nil shows the span as code.
    ///   - formulas: the typeset formulas of the site.
    ///   - finish: what else is to be done with each side's document, such as its links, before it becomes HTML.
    func cards(
        lesson: String, values: [Value?], formulas: Formulas = Formulas(), finish: (Document) -> Void = { _ in }
    ) -> [Card] {
        yields.map { yield in
            let front = woven(yield.front, values, formulas, finish)
            let back = woven(yield.back, values, formulas, finish)
            return Card(
                kind: kind, id: yield.id, lesson: lesson, front: front.html, back: back.html, frontText: front.text,
                backText: back.text, location: location)
        }
    }

    private func woven(
        _ side: Side, _ values: [Value?], _ formulas: Formulas, _ finish: (Document) -> Void
    ) -> Value {
        let document = Document(text: side.markdown)
        let nodes = document.nodes()
        let code = nodes.filter { document.kind($0) == .code }
        var shown: [Document.Node: Value] = [:]
        for (node, index) in zip(code, side.codeSpans) { shown[node] = values[index] }
        let replaced = shown.mapValues { Replacement(html: $0.html, text: $0.text) }
            .merging(FormulaWeave.all(in: document, formulas)) { number, _ in number }
        let text = PlainText.of(document, values: replaced.mapValues(\.text))
        for (node, replacement) in replaced { replacement.put(in: node, of: document) }
        for node in nodes where replaced[node] == nil {
            switch document.kind(node) {
            case .text where document.literal(node).contains(where: CardMarks.all.contains):
                document.replace(node, with: CardMarks.html(document.literal(node)))
            default: break
            }
        }
        finish(document)
        // A lone paragraph stands in a `<summary>`, which takes no block.
        let blocks = document.children(document.root)
        let html =
            blocks.count == 1 && document.kind(blocks[0]) == .paragraph
            ? document.inlineHTML(blocks[0]) : document.html()
        return Value(html: html, text: text)
    }
}
