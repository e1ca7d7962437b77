import Markup
import Source

/// A formula as its author wrote it: TeX, with its place in the file.
struct Formula {
    let tex: SourceSlice
    /// On a line of its own.
    let isDisplay: Bool

    /// What it looks like depends on this alone.
    struct Key: Hashable, Sendable {
        let tex: String
        let isDisplay: Bool

        init(_ tex: String, isDisplay: Bool) {
            // What a fence ends with is no part of the formula.
            self.tex = String(tex.reversed().drop(while: \.isWhitespace).reversed())
            self.isDisplay = isDisplay
        }
    }

    var key: Key { Key(tex.text, isDisplay: isDisplay) }
}

// MARK: Where formulas stand

extension Formula {
    /// Every formula that is written on a page, in no particular order.
    static func all(writtenOn page: LessonPage) -> [Formula] {
        let matter = page.matter
        var texts = [matter.title, matter.summary].compactMap { $0 } + matter.objectives + matter.prerequisites
        for case .figure(let figure) in page.items.map(\.content) { texts += [figure.caption].compactMap { $0 } }
        return page.formulas.map { $0.formula } + all(of: texts, in: page.file) + page.cards.flatMap(all(of:))
    }

    /// Those of the site's own texts.
    static func all(of track: Track) -> [Formula] { all(of: track.texts, in: track.file, computes: false) }

    private static func all(of texts: [FrontMatter.Text], in file: SourceFile, computes: Bool = true) -> [Formula] {
        // Without a dollar there is none, and the text need not be parsed.
        texts.filter { $0.text.utf8.contains(UInt8(ascii: "$")) }.flatMap {
            InlineText($0, in: file, computes: computes).formulas
        }
    }

    private static func all(of card: CardSource) -> [Formula] {
        card.yields.flatMap { [$0.front, $0.back] }.flatMap { side -> [Formula] in
            // A formula is a code span between dollars, or a fence.
            guard side.markdown.contains("$") || side.markdown.contains("math") else { return [] }
            let document = Document(text: side.markdown)
            let nodes = document.nodes()
            let spans = zip(nodes.filter { document.kind($0) == .code }, side.codeSpans)
                .filter { node, _ in document.isMath(node) }
                .map { node, index in
                    let slice = card.codeSpans[index].content
                    let isInTable = document.literal(node) != slice.text
                    return Formula(tex: isInTable ? slice.withoutEscapedBars : slice, isDisplay: false)
                }
            var cursor = card.span.start
            let fences = nodes.filter(document.isMathFence).map { node in
                Formula(
                    tex: card.fence.file.slice(of: document.fenceContent(node).text, from: &cursor, to: card.span.end),
                    isDisplay: true)
            }
            return spans + fences
        }
    }
}

extension SourceSlice {
    /// In a table `\|` stands for a bar.
    fileprivate var withoutEscapedBars: SourceSlice {
        var pieces: [(span: Span, text: [UInt8])] = []
        var start = 0
        for index in bytes.indices.dropLast()
        where bytes[index] == UInt8(ascii: "\\") && bytes[index + 1] == UInt8(ascii: "|") {
            pieces.append((fileSpan(Span(start, index)), Array(bytes[start..<index])))
            start = index + 1
        }
        pieces.append((fileSpan(Span(start, bytes.count)), Array(bytes[start...])))
        return SourceSlice(file: file, joining: pieces)
    }
}

extension SourceFile {
    /// A text of some lines in this file, each line where it stands next: what lists take from the left of them lies
    /// between.
    fileprivate func slice(of text: String, from cursor: inout Int, to end: Int) -> SourceSlice {
        var pieces: [(span: Span, text: [UInt8])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = Array(line.utf8)
            let limit = max(cursor, end - line.count)
            let start = (cursor...limit).first { bytes[$0...].starts(with: line) } ?? cursor
            cursor = min(start + line.count, bytes.count)
            pieces.append((Span(start, cursor), line + [UInt8(ascii: "\n")]))
        }
        return SourceSlice(file: self, joining: pieces)
    }
}
