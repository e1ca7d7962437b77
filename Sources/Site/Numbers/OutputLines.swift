import MiniPython
import Source

/// What a snippet printed, line by line, each with the statement that printed it and the place where the page has it: in
/// the `output` fence where that has the line, as it was printed or in its place, else at the statement.
struct OutputLines: Sequence {
    struct Line {
        let text: String
        /// The line of the snippet that printed it, without its indentation.
        let statement: String
        /// Where that stands; on a page that this one continues, perhaps.
        let printed: Diagnostic.Location
        /// Where the page has the line, as an offset in the file.
        let place: Int
    }

    let lines: [Line]

    init(_ snippet: Snippet, _ run: SnippetRun, claimedBy claim: OutputClaim?) {
        var texts = OutputComparison.lines(run.output)
        if texts.isEmpty, run.failure == nil {
            lines = []
            return
        }
        let whole = Diagnostic.Location(snippet.code.file, snippet.code.fileSpan(Span(0, snippet.code.bytes.count)))
        var origins: [Diagnostic.Location] = []
        var end = 0
        var piece = 0
        for text in texts {
            // What ends a line has printed it, as far as a line can tell.
            end += text.utf8.count + 1
            while piece + 1 < run.printed.count, run.printed[piece].end < end { piece += 1 }
            origins.append(piece < run.printed.count ? run.printed[piece].location : whole)
        }
        if let failure = run.failure {
            texts.append(failure.message)
            origins.append(failure.diagnostic.location)
        }
        // Of each text, the printed lines that have it, the first at the end.
        var indices: [String: [Int]] = [:]
        if claim != nil {
            for (index, text) in texts.enumerated().reversed() { indices[text, default: []].append(index) }
        }
        let fence = claim.map { Self.lines(of: $0.text) } ?? []
        var pairs = [Int?](repeating: nil, count: fence.count)
        var next = 0
        for (row, line) in fence.enumerated() {
            while let index = indices[line.text]?.last, index < next { indices[line.text]?.removeLast() }
            guard let index = indices[line.text]?.popLast() else { continue }
            pairs[row] = index
            next = index + 1
        }
        // A line that does not hold stands for what was printed behind the line above it, or in front of the line below.
        var claimed = [Int?](repeating: nil, count: texts.count)
        for case (let row, let index?) in pairs.enumerated() { claimed[index] = fence[row].place }
        func pair(_ row: Int, with index: Int?) {
            guard pairs[row] == nil, fence[row].text != "...", let index, texts.indices.contains(index),
                claimed[index] == nil
            else { return }
            pairs[row] = index
            claimed[index] = fence[row].place
        }
        for row in fence.indices { pair(row, with: row == 0 ? 0 : pairs[row - 1].map { $0 + 1 }) }
        for row in fence.indices.reversed() {
            pair(row, with: row + 1 == fence.count ? texts.count - 1 : pairs[row + 1].map { $0 - 1 })
        }
        lines = texts.enumerated().map { index, text in
            let origin = origins[index]
            let here = origin.file === whole.file ? origin : whole
            return Line(
                text: text, statement: origin.lineOfCode, printed: origin,
                place: claimed[index] ?? here.span.start)
        }
    }

    func makeIterator() -> IndexingIterator<[Line]> { lines.makeIterator() }

    private static func lines(of text: SourceSlice) -> [(text: String, place: Int)] {
        var found: [(text: String, place: Int)] = []
        var start = 0
        for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            found.append((String(decoding: line, as: UTF8.self), text.fileOffset(start)))
            start += line.count + 1
        }
        if found.last?.text == "" { found.removeLast() }
        return found
    }
}

extension Diagnostic.Location {
    /// The line that it begins in, without what a list or quotation puts in front of it.
    var lineOfCode: String {
        let line = file.bytes(in: file.lineSpan(file.lineIndex(at: span.start)))
        let code = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: ">") }
        return String(decoding: code, as: UTF8.self)
    }
}
