import Markup

/// What a page shows in the place of a code span or code block: a number that was computed, or a formula that was typeset.
struct Replacement {
    let html: HTML
    /// Where no markup can stand.
    let text: String
    /// Its dollars go too.
    var isFormula = false

    func put(in node: Document.Node, of document: Document) {
        if isFormula, let before = document.previous(node), document.kind(before) == .text,
            document.literal(before).hasSuffix("$")
        {
            document.setLiteral(before, String(document.literal(before).dropLast()))
        }
        if isFormula, let after = document.next(node), document.kind(after) == .text,
            document.literal(after).hasPrefix("$")
        {
            document.setLiteral(after, String(document.literal(after).dropFirst()))
        }
        // The description of an image holds text only.
        if document.isInImage(node) {
            document.replace(node, withText: text)
        } else {
            document.replace(node, with: html)
        }
    }
}
