import Markup
import Source

/// A formula as its author wrote it: TeX, with its place in the file.
struct Formula {
    let tex: SourceSlice
    /// On a line of its own.
    let isDisplay: Bool

    /// What it looks like depends on this alone.
    struct Key: Hashable {
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
    /// Every formula of the pages of some lessons and of the site's tracks, in no particular order.
    static func all(of runs: [LessonRun], _ tracks: [Track]) -> [Formula] {
        runs.flatMap(\.pages).flatMap(all(of:))
            + tracks.flatMap { track in
                track.texts.flatMap { InlineText($0, in: track.file, computes: false).formulas }
            }
    }

    private static func all(of run: PageRun) -> [Formula] {
        var found = run.page.formulas.map { $0.formula } + run.matter.all.flatMap(\.text.formulas)
        for result in run.results {
            if case .figure(let figure) = result { found += figure.caption?.text.formulas ?? [] }
        }
        return found + run.page.cards.flatMap(all(of:))
    }

    private static func all(of card: CardSource) -> [Formula] {
        card.yields.flatMap { [$0.front, $0.back] }.flatMap { side -> [Formula] in
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

extension Document {
    /// A fence of the language `math`.
    func isMathFence(_ node: Node) -> Bool {
        fenceInfo(node)?.split(separator: " ", omittingEmptySubsequences: false).first == "math"
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
