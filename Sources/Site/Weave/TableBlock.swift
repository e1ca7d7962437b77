import Markup

/// An author's table, with header scopes, in a box that scrolls by itself when it is wide. A column that is set to the
/// right holds numbers.
enum TableBlock {
    static func html(_ table: Document.Node, in document: Document) -> HTML {
        let alignments = document.alignments(table)
        func row(_ node: Document.Node, isHead: Bool) -> HTML {
            let cells = document.children(node).enumerated().map { index, cell -> HTML in
                let content = document.inlineHTML(cell)
                let kind: HTML =
                    switch index < alignments.count ? alignments[index] : .none {
                    case .right: " class=\"num\""
                    case .centre: " class=\"centre\""
                    case .left, .none: ""
                    }
                return isHead ? "<th scope=\"col\"\(kind)>\(content)</th>" : "<td\(kind)>\(content)</td>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let rows = document.children(table)
        let head = rows.filter { document.kind($0) == .tableHeader }.map { row($0, isHead: true) }.joined()
        let body = rows.filter { document.kind($0) == .tableRow }.map { row($0, isHead: false) }.joined()
        let rest: HTML = body.isEmpty ? "" : "<tbody>\n\(body)</tbody>\n"
        return """
            <div class="scroll" tabindex="0" role="group" aria-label="Table">
            <table>
            <thead>
            \(head)</thead>
            \(rest)</table>
            </div>

            """
    }
}
