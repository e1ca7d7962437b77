import Markup
import Source

/// A page's text for search: what a reader sees, section by section, without markup. It is read off the document before
/// anything in it is replaced, and changes nothing.
struct SearchText {
    private(set) var sections: [Page.SearchSection] = []
    private let document: Document
    private var items: [Document.Node: (content: PageItem.Content, result: ItemResult)] = [:]
    private let formulas: Formulas
    private let typeset: [Document.Node: Replacement]
    private var text = TextWriter()

    init(_ run: PageRun, _ formulas: Formulas) {
        document = run.page.document
        self.formulas = formulas
        typeset = FormulaWeave.all(in: document, formulas)
        for (item, result) in zip(run.page.items, run.results) { items[item.node] = (item.content, result) }
        var headings: [Document.Node: LessonPage.Heading] = [:]
        for heading in run.page.headings where heading.level <= 3 { headings[heading.node] = heading }
        var id = ""
        var title = ""
        let nodes = document.nodes()
        var index = 0
        while index < nodes.count {
            let node = nodes[index]
            let kind = document.kind(node)
            guard kind == .heading, let heading = headings[node] else {
                read(node, kind)
                index += 1
                continue
            }
            close(id, title)
            id = heading.id
            // The texts of a heading are its section's title. What is below a node comes directly behind it.
            let end = index + document.nodes(below: node).count
            for part in nodes[index..<end] { read(part, document.kind(part)) }
            title = takeLine()
            index = end
        }
        close(id, title)
    }

    private mutating func close(_ id: String, _ title: String) {
        let line = takeLine()
        if !line.isEmpty || !id.isEmpty { sections.append(Page.SearchSection(id: id, title: title, text: line)) }
    }

    private mutating func takeLine() -> String {
        defer { text.removeAll() }
        return Words.line(text.bytes)
    }

    private mutating func read(_ node: Document.Node, _ kind: Document.Kind) {
        switch kind {
        case .text where document.mayHoldFormulas: text.write(FormulaWeave.text(of: node, in: document))
        case .text: document.write(node, to: &text)
        case .code, .codeBlock:
            // What is run or computed is one of these.
            if let item = items[node] {
                if kind == .codeBlock { text.write(literal: " ") }
                text.write(shown(item.content, item.result))
                if kind == .codeBlock { text.write(literal: " ") }
                return
            }
            if kind == .codeBlock { text.write(literal: " ") }
            if let formula = typeset[node] { text.write(formula.text) } else { document.write(node, to: &text) }
        case .softBreak, .lineBreak, .paragraph, .heading, .item, .tableCell: text.write(literal: " ")
        default: break
        }
    }

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
    static func line(_ text: String) -> String { Words.line(Array(text.utf8)) }
}
