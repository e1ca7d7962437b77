import Markup
import Source

/// Whether a text can show a number at all. Most texts cannot, and to trace the digits of a text is to parse it once more,
/// so it is asked first. It errs to one side only: what it lets through may turn out to hold none.
enum NumeralSearch {
    /// - Parameter isMarkdown: whether an entity may stand for a digit.
    static func mayShow(_ bytes: some Collection<UInt8>, isMarkdown: Bool) -> Bool {
        var hasOthers = false
        for byte in bytes {
            if byte &- 48 < 10 || isMarkdown && byte == UInt8(ascii: "&") { return true }
            if byte >= 0x80 { hasOthers = true }
        }
        guard hasOthers else { return false }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
            !scalar.isASCII && (TracedText.isPrivate(scalar) || scalar.isNumeral)
        }
    }

    static func mayShow(_ text: String, isMarkdown: Bool) -> Bool { mayShow(text.utf8, isMarkdown: isMarkdown) }

    /// The lines of a document, as it was read, that show no number in anything but code blocks and computed spans: whole
    /// blocks, which the others do not need to be understood.
    /// - Returns: nil when there is nothing else at all.
    static func linesWithout(_ document: Document) -> [Span]? {
        let file = document.file
        /// Blocks of which one cannot be told to end before the other begins.
        var groups: [(start: Int, shows: Bool)] = []
        var before: Document.Kind?
        for block in document.children(document.root) {
            let start = file.lineStarts[file.lineIndex(at: document.span(block).start)]
            let shows = mayShow(block, in: document)
            let kind = document.kind(block)
            // The head of a table may have been the last line of a paragraph.
            let isNew = start > groups.last?.start ?? -1 && !(kind == .table && before == .paragraph)
            if isNew {
                groups.append((start, shows))
            } else {
                groups[groups.count - 1].shows = groups[groups.count - 1].shows || shows
            }
            before = kind
        }
        guard groups.contains(where: \.shows) else { return nil }
        // A label that is defined somewhere may mean something anywhere.
        if zip(file.bytes, file.bytes.dropFirst()).contains(where: {
            $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: ":")
        }) {
            return []
        }
        var spans: [Span] = []
        for (index, group) in groups.enumerated() where !group.shows {
            let end = index + 1 < groups.count ? groups[index + 1].start : file.bytes.count
            if end < group.start { return [] }
            if spans.last?.end == group.start {
                spans[spans.count - 1].end = end
            } else {
                spans.append(Span(group.start, end))
            }
        }
        return spans
    }

    private static func mayShow(_ block: Document.Node, in document: Document) -> Bool {
        document.nodes(below: block).contains { node in
            switch document.kind(node) {
            case .text: document.withLiteral(node) { mayShow($0, isMarkdown: false) }
            case .code:
                document.withLiteral(node) { mayShow($0, isMarkdown: false) }
                    && (document.isMath(node) || !ComputedSpan.isOne(document.literal(node)))
            case .link, .image: mayShow(document.title(node), isMarkdown: false)
            // `7.` alone is the beginning of a list to Markdown, and a number to a reader.
            case .item: document.firstChild(node) == nil
            default: false
            }
        }
    }
}
