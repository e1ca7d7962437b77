import Markup
import Source

/// Whether a text can show a number at all. Most texts cannot, and to trace the digits of a text is to parse it once more,
/// so it is asked first. It errs to one side only: what it lets through may turn out to hold none.
enum NumeralSearch {
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - isMarkdown: whether an entity may stand for a digit.
    static func mayShow(_ bytes: UnsafeBufferPointer<UInt8>, isMarkdown: Bool) -> Bool {
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count, !mayShow(bytes.word(at: index), isMarkdown: isMarkdown) {
                index += 8
                continue
            }
            let byte = bytes[index]
            if byte < 0x80 {
                if byte &- 48 < 10 || isMarkdown && byte == UInt8(ascii: "&") { return true }
                index += 1
                continue
            }
            let end = min(index + (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4), bytes.count)
            let scalar = String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first
            if let scalar, TracedText.isPrivate(scalar) || scalar.isNumeral { return true }
            index = end
        }
        return false
    }

    /// Of eight bytes.
    private static func mayShow(_ word: UInt64, isMarkdown: Bool) -> Bool {
        // A digit differs from the first in the last four bits, by less than ten.
        word & 0x8080_8080_8080_8080 != 0 || (word ^ 0x3030_3030_3030_3030).holdsLess(than: 10)
            || isMarkdown && word.holds(UInt8(ascii: "&"))
    }

    static func mayShow(_ bytes: [UInt8], isMarkdown: Bool) -> Bool {
        bytes.withUnsafeBufferPointer { mayShow($0, isMarkdown: isMarkdown) }
    }

    static func mayShow(_ text: String, isMarkdown: Bool) -> Bool {
        var text = text
        return text.withUTF8 { mayShow($0, isMarkdown: isMarkdown) }
    }

    /// The lines of a document, as it was read, that show no number in anything but code blocks and computed spans: whole
    /// blocks, which the others do not need to be understood.
    /// - Returns: nil when there is nothing else at all.
    static func linesWithout(_ document: Document) -> [Span]? {
        document.file.bytes.withUnsafeBufferPointer { linesWithout(document, $0) }
    }

    private static func linesWithout(_ document: Document, _ bytes: UnsafeBufferPointer<UInt8>) -> [Span]? {
        let file = document.file
        /// Blocks of which one cannot be told to end before the other begins.
        var groups: [(start: Int, blocks: Range<Int>, shows: Bool)] = []
        var before: Document.Kind?
        let blocks = document.children(document.root)
        for (index, block) in blocks.enumerated() {
            let start = file.lineStarts[file.lineIndex(at: document.span(block).start)]
            let kind = document.kind(block)
            // The head of a table may have been the last line of a paragraph.
            let isNew = start > groups.last?.start ?? -1 && !(kind == .table && before == .paragraph)
            if isNew {
                groups.append((start, index..<index + 1, false))
            } else {
                groups[groups.count - 1].blocks = groups[groups.count - 1].blocks.lowerBound..<index + 1
            }
            before = kind
        }
        // A label that is defined somewhere may mean something anywhere.
        let hasLabels = mayDefineLabels(file, bytes)
        // To Markdown a line may end with a carriage return alone, and then its lines are not those of the file.
        let hasOtherLineEnds = hasLoneReturn(bytes)
        for (index, group) in groups.enumerated() {
            let end = index + 1 < groups.count ? groups[index + 1].start : bytes.count
            // What a block shows stands in its lines, where no label is defined elsewhere.
            let lines = UnsafeBufferPointer(rebasing: bytes[group.start..<max(group.start, end)])
            let mayHold = hasLabels || hasOtherLineEnds || mayShow(lines, isMarkdown: true)
            groups[index].shows = blocks[group.blocks].contains {
                mayHold ? mayShow($0, in: document) : holdsEmptyItem($0, in: document)
            }
        }
        guard groups.contains(where: \.shows) else { return nil }
        if hasLabels || hasOtherLineEnds { return [] }
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

    /// Whether a line begins like the definition of a label, `[1]: https://…`, behind what lists and quotations take from it.
    private static func mayDefineLabels(_ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for start in file.lineStarts {
            var index = start
            while index < bytes.count, isLinePrefix(bytes[index]) || isTaskBox(bytes, at: index) {
                index += bytes[index] == UInt8(ascii: "[") ? 3 : 1
            }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { continue }
            // A label has less than a thousand bytes, and no bracket that is not escaped.
            let end = max(index + 1, min(index + 1002, bytes.count - 1))
            for index in index + 1..<end where bytes[index] == UInt8(ascii: "]") {
                if bytes[index + 1] == UInt8(ascii: ":") { return true }
                if bytes[index - 1] != UInt8(ascii: "\\") { break }
            }
        }
        return false
    }

    /// `[ ]` or `[x]`, which is taken from the item of a list of tasks before its text is looked at.
    private static func isTaskBox(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "["), bytes[index + 2] == UInt8(ascii: "]"),
            index + 3 == bytes.count || bytes[index + 3] != UInt8(ascii: ":")
        else { return false }
        return [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "x"), UInt8(ascii: "X")].contains(bytes[index + 1])
    }

    private static func hasLoneReturn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.holds(UInt8(ascii: "\r")) else { return false }
        return bytes.indices.contains {
            bytes[$0] == UInt8(ascii: "\r") && ($0 + 1 == bytes.count || bytes[$0 + 1] != UInt8(ascii: "\n"))
        }
    }

    /// Blanks, `>`, bullets and numbers.
    private static func isLinePrefix(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "*"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// `7.` alone is the beginning of a list to Markdown, and a number to a reader.
    private static func holdsEmptyItem(_ block: Document.Node, in document: Document) -> Bool {
        guard document.kind(block) == .list || document.kind(block) == .blockQuote else { return false }
        var left = [block]
        while let block = left.popLast() {
            switch document.kind(block) {
            case .item where document.firstChild(block) == nil: return true
            case .item, .list, .blockQuote: left += document.children(block)
            default: break
            }
        }
        return false
    }

    private static func mayShow(_ block: Document.Node, in document: Document) -> Bool {
        if document.kind(block) == .codeBlock { return false }
        return document.nodes(below: block).contains { node in
            switch document.kind(node) {
            case .text: document.withLiteral(node) { mayShow($0, isMarkdown: false) }
            case .code:
                document.withLiteral(node) { mayShow($0, isMarkdown: false) }
                    && (document.isMath(node) || !ComputedSpan.isOne(document.literal(node)))
            case .link, .image: mayShow(document.title(node), isMarkdown: false)
            case .item: document.firstChild(node) == nil
            default: false
            }
        }
    }
}
