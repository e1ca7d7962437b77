import Markup

extension Callout {
    private var title: HTML {
        switch self {
        case .note: "Note"
        case .tip: "Tip"
        case .important: "Important"
        case .warning: "Warning"
        case .caution: "Caution"
        }
    }

    /// Turns a quotation into a callout when it is one.
    static func weave(_ quote: Document.Node, in document: Document) {
        guard let paragraph = document.firstChild(quote), document.kind(paragraph) == .paragraph,
            let first = document.firstChild(paragraph), document.kind(first) == .text
        else { return }
        let text = document.literal(first)
        guard text.hasPrefix("[!"), let close = text.firstIndex(of: "]"), text.index(after: close) == text.endIndex,
            let callout = Callout(rawValue: text[text.index(text.startIndex, offsetBy: 2)..<close].uppercased())
        else { return }
        if let lineBreak = document.next(first) {
            switch document.kind(lineBreak) {
            case .softBreak, .lineBreak: document.remove(lineBreak)
            default: return
            }
        }
        document.remove(first)
        if document.firstChild(paragraph) == nil { document.remove(paragraph) }
        document.replaceShell(
            quote,
            with:
                "<div class=\"callout \(callout.rawValue.lowercased())\" role=\"note\">\n<p class=\"callout-title\">\(callout.title)</p>",
            "</div>")
    }
}
