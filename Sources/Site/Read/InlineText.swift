import Markup
import Source

/// A line of Markdown that stands outside a page's text: a title or objective in front matter, a caption. Code spans in
/// it may ask for numbers, and know their place in the file.
final class InlineText {
    let document: Document
    /// The computed spans, in order, each with its node.
    let spans: [(node: Document.Node, span: ComputedSpan)]
    let problems: [Diagnostic]

    init(_ text: FrontMatter.Text, in file: SourceFile) {
        document = Document(text: text.text)
        var spans: [(node: Document.Node, span: ComputedSpan)] = []
        var problems: [Diagnostic] = []
        var from = text.span.start
        for node in document.nodes() where document.kind(node) == .code {
            let literal = Array(document.literal(node).utf8)
            // YAML gives the text without its quotes and folds; the span itself stands in the file as it is.
            let place = Self.find(literal, in: file.bytes, from: from) ?? from
            let slice =
                Self.find(literal, in: file.bytes, from: from) == nil
                ? SourceSlice(file: file, joining: [(span: Span(place, place), text: literal)])
                : SourceSlice(file: file, span: Span(place, place + literal.count))
            from = place
            switch ComputedSpan.read(slice) {
            case nil: break
            case .failure(let problem): problems.append(problem)
            case .success(let span): spans.append((node, span))
            }
        }
        self.spans = spans
        self.problems = problems
    }

    private static func find(_ text: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard !text.isEmpty, from <= bytes.count - text.count else { return nil }
        return (from...(bytes.count - text.count)).first { start in
            bytes[start] == text[0] && bytes[start..<start + text.count].elementsEqual(text)
        }
    }
}
