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

    /// Whether a document, as it was read, shows a number in anything but its code blocks and computed spans.
    static func mayShow(_ document: Document) -> Bool {
        document.nodes().contains { node in
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
