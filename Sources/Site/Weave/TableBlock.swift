import Markup
import Source

/// An author's table, with header scopes, in a box that scrolls by itself when it is wide. A column that is set to the
/// right holds numbers.
enum TableBlock {
    static func html(_ table: Document.Node, in document: Document) -> HTML {
        let kinds = document.alignments(table).map { alignment -> StaticString in
            switch alignment {
            case .right: " class=\"num\""
            case .centre: " class=\"centre\""
            case .left, .none: ""
            }
        }
        func write(_ row: Document.Node, to out: inout TextWriter, _ open: StaticString, _ close: StaticString) {
            out.write(literal: "<tr>")
            for (index, cell) in document.children(row).enumerated() {
                out.write(literal: open)
                if index < kinds.count { out.write(literal: kinds[index]) }
                out.write(literal: ">")
                document.writeInline(cell, to: &out)
                out.write(literal: close)
            }
            out.write(literal: "</tr>\n")
        }
        var head = TextWriter()
        var body = TextWriter()
        for row in document.children(table) {
            switch document.kind(row) {
            case .tableHeader: write(row, to: &head, "<th scope=\"col\"", "</th>")
            case .tableRow: write(row, to: &body, "<td", "</td>")
            default: break
            }
        }
        var out = TextWriter(reserving: head.bytes.count + body.bytes.count + 140)
        out.write(
            literal: "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n<thead>\n")
        out.write(head.bytes)
        out.write(literal: "</thead>\n")
        if !body.bytes.isEmpty {
            out.write(literal: "<tbody>\n")
            out.write(body.bytes)
            out.write(literal: "</tbody>\n")
        }
        out.write(literal: "</table>\n</div>\n")
        return HTML(markup: out.text)
    }
}
