import Markup
import Source

/// Markdown that would quietly become something else than its author meant: misspelt callouts, rows that lose cells, raw
/// HTML.
struct FormCheck {
    let document: Document
    let allowsRawHTML: Bool
    private(set) var diagnostics: [Diagnostic] = []

    init(document: Document, allowsRawHTML: Bool) {
        self.document = document
        self.allowsRawHTML = allowsRawHTML
    }

    private var file: SourceFile { document.file }

    /// Looks at one node. A comment is no part of the page and is taken out of the document.
    mutating func check(_ node: Document.Node) {
        switch document.kind(node) {
        case .blockQuote: checkCallout(node)
        case .tableRow: checkRow(node)
        case .htmlBlock, .htmlInline: checkRawHTML(node)
        default: break
        }
    }

    /// `[!NOTE]` and its like: one that is misspelt would quietly become a quotation.
    private mutating func checkCallout(_ quote: Document.Node) {
        guard let paragraph = document.firstChild(quote), document.kind(paragraph) == .paragraph,
            let first = document.firstChild(paragraph), document.kind(first) == .text
        else { return }
        let text = document.literal(first)
        guard text.hasPrefix("[!"), let close = text.firstIndex(of: "]") else { return }
        let word = String(text[text.index(text.startIndex, offsetBy: 2)..<close])
        let start = document.span(paragraph).start
        let span = Span(start, start + "[!\(word)]".utf8.count)
        let names = Callout.allCases.map(\.rawValue)
        guard names.contains(word.uppercased()) else {
            diagnostics.append(
                Diagnostic("callout-unknown", "there is no callout `[!\(word)]`", at: file, span)
                    .meaning(
                        Spelling.nearest(to: word.uppercased(), among: names).map { "[!\($0)]" },
                        else: "the callouts are \(names.joined(separator: ", "))"))
            return
        }
        if text.index(after: close) != text.endIndex {
            diagnostics.append(
                Diagnostic("callout-text", "a callout's first line is `[!\(word)]` alone", at: file, span)
                    .noting("put the text into the next line"))
        }
    }

    /// A row with more cells than the head loses them, and a `|` in a code span is a further cell.
    private mutating func checkRow(_ row: Document.Node) {
        let start = document.span(row).start
        let line = file.lineSpan(file.lineIndex(at: start))
        var bars = 0
        var offset = start
        var isLast = false
        while offset < line.end {
            switch file.bytes[offset] {
            case UInt8(ascii: "\\"): offset += 1
            case UInt8(ascii: "|"):
                if offset > start { bars += 1 }
                isLast = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: isLast = false
            }
            offset += 1
        }
        let cells = bars + (isLast ? 0 : 1)
        let columns = document.parent(row).map { document.alignments($0).count } ?? cells
        if cells > columns {
            diagnostics.append(
                Diagnostic(
                    "table-row", "this row has \(cells) cells, and the table \(columns) columns", at: file,
                    Span(start, line.end)
                ).noting("write `\\|` for a bar inside a cell, in code too"))
        }
    }

    private mutating func checkRawHTML(_ node: Document.Node) {
        let text = document.literal(node)
        if isComment(text) {
            document.remove(node)
        } else if !allowsRawHTML {
            let span = document.span(node)
            let line = file.lineSpan(file.lineIndex(at: span.start))
            diagnostics.append(
                Diagnostic(
                    "raw-html", "raw HTML is not allowed", at: file,
                    Span(span.start, max(span.start, min(span.end, line.end)))
                ).noting(
                    "write Markdown, put `<` in a code span, or allow raw HTML with `raw-html: allow` in site.yml"))
        }
    }

    private func isComment(_ html: String) -> Bool {
        let text = html.drop { $0.isWhitespace }
        guard text.hasPrefix("<!--"), let end = text.range(of: "-->") else { return false }
        return text[end.upperBound...].allSatisfy(\.isWhitespace)
    }
}
