import Markup

/// A side of a card as a terminal shows it: paragraphs apart by an empty line, items of a list under each other, the
/// rows of a table with their cells apart, code as it stands, deletions in brackets.
enum PlainText {
    /// - Parameter values: what is shown in the place of a code span.
    static func of(_ document: Document, values: [Document.Node: String]) -> String {
        var text = ""
        var seen: Set<Document.Node> = []
        var wasTight = true
        for node in document.nodes() {
            let content: String
            switch document.kind(node) {
            case .paragraph, .heading, .tableRow, .tableHeader: content = inline(node, document, values)
            case .codeBlock: content = String(document.literal(node).trimmingSuffix(while: \.isNewline))
            case .thematicBreak: content = "---"
            default: continue
            }
            let (first, rest, isTight) = indents(of: node, document, &seen)
            if !text.isEmpty { text += isTight && wasTight ? "\n" : "\n\n" }
            wasTight = isTight
            for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { text += "\n" }
                text += (index == 0 ? first : rest) + line
            }
        }
        return text
    }

    /// What stands in front of the first line of a block and of its others, and whether it follows the block before it
    /// without an empty line, as items and rows do.
    private static func indents(
        of node: Document.Node, _ document: Document, _ seen: inout Set<Document.Node>
    ) -> (first: String, rest: String, isTight: Bool) {
        var first = ""
        var rest = ""
        var isTight = [.tableRow, .tableHeader].contains(document.kind(node))
        var ancestor = document.parent(node)
        while let current = ancestor {
            switch document.kind(current) {
            case .item:
                first = (seen.insert(current).inserted ? "- " : "  ") + first
                rest = "  " + rest
                isTight = true
            case .blockQuote:
                first = "> " + first
                rest = "> " + rest
            default: break
            }
            ancestor = document.parent(current)
        }
        return (first, rest, isTight)
    }

    private static func inline(
        _ block: Document.Node, _ document: Document, _ values: [Document.Node: String]
    ) -> String {
        var text = ""
        for node in document.nodes(below: block) {
            switch document.kind(node) {
            case .text: text += CardMarks.plain(document.literal(node))
            case .code: text += values[node] ?? document.literal(node)
            case .softBreak: text += " "
            case .lineBreak: text += "\n"
            case .tableCell where !text.isEmpty: text += "   "
            default: break
            }
        }
        return text
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
