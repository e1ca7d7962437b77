import Markup

/// A page's text for search: what a reader sees, section by section, without markup. It is read off the document before
/// anything in it is replaced, and changes nothing.
struct SearchText {
    private(set) var sections: [Page.SearchSection] = []
    private let document: Document
    private var items: [Document.Node: (content: PageItem.Content, result: ItemResult)] = [:]
    private let formulas: Formulas
    private let typeset: [Document.Node: Replacement]
    private var text = ""

    init(_ run: PageRun, _ formulas: Formulas) {
        document = run.page.document
        self.formulas = formulas
        typeset = FormulaWeave.all(in: document, formulas)
        for (item, result) in zip(run.page.items, run.results) { items[item.node] = (item.content, result) }
        var headings: [Document.Node: LessonPage.Heading] = [:]
        for heading in run.page.headings where heading.level <= 3 { headings[heading.node] = heading }
        var id = ""
        var title = ""
        /// The texts of a heading are its section's title.
        var inHeading: Set<Document.Node> = []
        for node in document.nodes() {
            if let heading = headings[node] {
                close(id, title)
                id = heading.id
                for part in document.nodes(below: node) { read(part) }
                title = Self.line(text)
                text = ""
                inHeading = Set(document.nodes(below: node))
            } else if !inHeading.contains(node) {
                read(node)
            }
        }
        close(id, title)
    }

    private mutating func close(_ id: String, _ title: String) {
        let line = Self.line(text)
        if !line.isEmpty || !id.isEmpty { sections.append(Page.SearchSection(id: id, title: title, text: line)) }
        text = ""
    }

    private mutating func read(_ node: Document.Node) {
        if let item = items[node] {
            text += isInline(node) ? shown(item.content, item.result) : " " + shown(item.content, item.result) + " "
            return
        }
        switch document.kind(node) {
        case .text: text += FormulaWeave.text(of: node, in: document)
        case .code: text += typeset[node]?.text ?? document.literal(node)
        case .codeBlock: text += " " + (typeset[node]?.text ?? document.literal(node))
        case .softBreak, .lineBreak: text += " "
        case .paragraph, .heading, .item, .tableCell: text += " "
        default: break
        }
    }

    private func isInline(_ node: Document.Node) -> Bool { document.kind(node) == .code }

    private func shown(_ content: PageItem.Content, _ result: ItemResult) -> String {
        switch (content, result) {
        case (.snippet(let snippet), _) where snippet.isHidden: ""
        case (.snippet(let snippet), .snippet(let run?)):
            [snippet.code.text, run.output, run.failure?.message ?? ""].joined(separator: "\n")
        case (.snippet(let snippet), _): snippet.code.text
        // What a snippet that ran printed stands behind it already.
        case (.output(let claim), _): claim.recorded?.output ?? ""
        case (_, .computed(let computed)): ComputedNumber.text(computed)
        case (.figure, .figure(let figure)): figure.caption.map { InlineWeave.text($0, formulas: formulas) } ?? ""
        case (.cards(let fence), .cards(let values)):
            zip(fence.cards, values).flatMap { source, values in
                source.cards(
                    lesson: "", values: values.map { $0.map { .init(html: "", text: ComputedNumber.text($0)) } },
                    formulas: formulas
                ).map { $0.kind == .cloze ? $0.backText : $0.frontText + "\n" + $0.backText }
            }.joined(separator: "\n")
        case (.source(let excerpt), _): excerpt.path + "\n" + excerpt.text
        default: ""
        }
    }

    /// In one line.
    static func line(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
