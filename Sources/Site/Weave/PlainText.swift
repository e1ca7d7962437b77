import Markup

/// A side of a card as a terminal shows it: paragraphs apart by an empty line, items of a list under each other, the
/// columns of a table in line, code as it stands, deletions in brackets.
struct PlainText {
    private let document: Document
    private let values: [Document.Node: String]
    private var text = ""
    /// Items whose mark has been written.
    private var marked: Set<Document.Node> = []
    /// Whether the block before was an item of a list, which the next one follows without an empty line.
    private var wasItem = true

    /// - Parameter values: what is shown in the place of a code span or a code block.
    static func of(_ document: Document, values: [Document.Node: String]) -> String {
        var writer = PlainText(document: document, values: values)
        for node in document.nodes() { writer.write(node) }
        return writer.text
    }

    private init(document: Document, values: [Document.Node: String]) {
        self.document = document
        self.values = values
    }

    private mutating func write(_ node: Document.Node) {
        let lines: [String]
        switch document.kind(node) {
        case .paragraph, .heading: lines = inline(node).lines
        case .table: lines = table(node)
        case .codeBlock:
            lines =
                values[node].map { [$0] } ?? document.literal(node).lines.reversed().drop(while: \.isEmpty).reversed()
        case .thematicBreak: lines = ["---"]
        default: return
        }
        let (first, rest, isItem) = indents(of: node)
        if !text.isEmpty { text += isItem && wasItem ? "\n" : "\n\n" }
        wasItem = isItem
        text += lines.enumerated().map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n")
    }

    /// What lists and quotations put in front of the first line of a block and of its others.
    private mutating func indents(of node: Document.Node) -> (first: String, rest: String, isItem: Bool) {
        var first = ""
        var rest = ""
        var isItem = false
        var ancestor = document.parent(node)
        while let current = ancestor {
            switch document.kind(current) {
            case .item:
                let mark = mark(of: current)
                let indent = String(repeating: " ", count: mark.count)
                first = (marked.insert(current).inserted ? mark : indent) + first
                rest = indent + rest
                isItem = true
            case .blockQuote:
                first = "> " + first
                rest = "> " + rest
            default: break
            }
            ancestor = document.parent(current)
        }
        return (first, rest, isItem)
    }

    private func mark(of item: Document.Node) -> String {
        guard let list = document.parent(item), let first = document.firstNumber(list) else { return "- " }
        let index = document.children(list).firstIndex(of: item) ?? 0
        return "\(first + index). "
    }

    private func table(_ table: Document.Node) -> [String] {
        let rows = document.children(table).map { document.children($0).map(inline) }
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (cell, width) in zip(row, widths) {
                line += cell + String(repeating: " ", count: width - cell.count + 3)
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func inline(_ block: Document.Node) -> String {
        var text = ""
        for node in document.nodes(below: block) {
            switch document.kind(node) {
            case .text: text += CardMarks.plain(FormulaWeave.text(of: node, in: document))
            case .code: text += values[node] ?? document.literal(node)
            case .softBreak: text += " "
            case .lineBreak: text += "\n"
            default: break
            }
        }
        return text
    }
}

extension String {
    fileprivate var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
