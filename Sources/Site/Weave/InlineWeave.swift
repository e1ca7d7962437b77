import Markup

/// An inline text with its numbers in place.
struct InlineWeave {
    /// Without the paragraph around it.
    let html: HTML
    /// For places that hold no markup.
    let text: String

    /// The text's document is changed, so an inline text is woven once.
    /// - Parameter note: what is told of a number; nil for a text that may stand in a link, as a title does.
    init(_ run: InlineRun, note: ((Computed) -> NumberNote)? = nil) {
        let document = run.text.document
        var shown: [Document.Node: Computed] = [:]
        for ((node, _), computed) in zip(run.text.spans, run.results) { shown[node] = computed }
        text = Self.text(run)
        for (node, computed) in shown {
            if document.isInImage(node) {
                document.replace(node, withText: ComputedNumber.text(computed))
            } else {
                document.replace(node, with: ComputedNumber.html(computed, note?(computed)))
            }
        }
        html = Self.html(document)
    }

    /// Without markup, from a text that was not woven yet.
    static func text(_ run: InlineRun) -> String {
        let document = run.text.document
        var shown: [Document.Node: Computed] = [:]
        for ((node, _), computed) in zip(run.text.spans, run.results) { shown[node] = computed }
        var text = ""
        for node in document.nodes() {
            switch document.kind(node) {
            case .text: text += document.literal(node)
            case .code: text += shown[node].map(ComputedNumber.text) ?? document.literal(node)
            case .softBreak, .lineBreak: text += " "
            default: break
            }
        }
        return text
    }

    /// A text that computes nothing, such as a track's title.
    init(_ text: FrontMatter.Text) {
        let document = Document(text: text.text)
        self.text = document.plainText(document.root)
        html = Self.html(document)
    }

    private static func html(_ document: Document) -> HTML {
        guard let paragraph = document.firstChild(document.root) else { return "" }
        return document.kind(paragraph) == .paragraph ? document.inlineHTML(paragraph) : document.html()
    }
}
