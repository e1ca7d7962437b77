import Markup

/// Finds the formulas of a document and says what is shown in their places.
enum FormulaWeave {
    /// The formulas in lines of text.
    static func inline(in document: Document, _ formulas: Formulas) -> [Document.Node: Replacement] {
        guard document.mayHoldFormulas else { return [:] }
        let nodes = document.nodes().filter(document.isMath)
        return Dictionary(uniqueKeysWithValues: nodes.map { ($0, formulas.inline(document.literal($0))) })
    }

    /// The formulas on lines of their own.
    static func display(in document: Document, _ formulas: Formulas) -> [Document.Node: Replacement] {
        guard document.mayHoldFormulas else { return [:] }
        let nodes = document.nodes().filter(document.isMathFence)
        return Dictionary(uniqueKeysWithValues: nodes.map { ($0, formulas.display(document.fenceContent($0).text)) })
    }

    static func all(in document: Document, _ formulas: Formulas) -> [Document.Node: Replacement] {
        inline(in: document, formulas).merging(display(in: document, formulas)) { first, _ in first }
    }

    /// The text of a text node without the dollars of the formulas beside it.
    static func text(of node: Document.Node, in document: Document) -> String {
        guard document.mayHoldFormulas else { return document.literal(node) }
        var text = Substring(document.literal(node))
        if let next = document.next(node), document.isMath(next) { text = text.dropLast() }
        if let previous = document.previous(node), document.isMath(previous) { text = text.dropFirst() }
        return String(text)
    }
}
