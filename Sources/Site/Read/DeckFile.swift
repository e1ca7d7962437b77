import Source

/// A deck of hashcards, which a fence ```` ```cards deck.md ```` takes in: its text in the form that `CardFence` reads, with
/// every byte still known by its place in the file. The front matter goes, mathematics between dollars becomes ours, and of
/// the brackets of a cloze those that hashcards takes for text are written as text. What hashcards and gradbook would read
/// differently is reported.
struct DeckFile {
    private(set) var slice: SourceSlice
    private(set) var diagnostics: [Diagnostic] = []

    private let file: SourceFile
    private var pieces: [(span: Span, text: [UInt8])] = []

    /// Across the lines of the file.
    private var isCloze = false
    private var codeBlock: CodeFence?
    private var isInFormula = false

    init(_ file: SourceFile) {
        self.file = file
        slice = SourceSlice(file: file, span: Span(0, 0))
        let first = endOfFrontMatter()
        for index in first..<max(first, file.lineStarts.count) {
            read(file.lineSpan(index))
            add(Span(file.lineSpan(index).end, file.lineSpan(index).end), "\n")
        }
        slice = SourceSlice(file: file, joining: pieces)
    }

    private mutating func add(_ span: Span, _ text: String) {
        if !text.isEmpty { pieces.append((span, Array(text.utf8))) }
    }

    private mutating func add(_ span: Span) {
        if !span.isEmpty { pieces.append((span, Array(file.bytes[span.start..<span.end]))) }
    }

    private mutating func report(_ message: String, _ span: Span, _ note: String) {
        diagnostics.append(Diagnostic("cards-file", message, at: file, span).noting(note))
    }

    /// The line behind the front matter, which is TOML between two lines `---` and holds nothing but a name.
    private mutating func endOfFrontMatter() -> Int {
        func isRule(_ line: Int) -> Bool {
            file.text(in: file.lineSpan(line)).split(whereSeparator: \.isWhitespace) == ["---"]
        }
        guard isRule(0) else { return 0 }
        if let end = file.lineStarts.indices.dropFirst().first(where: isRule) { return end + 1 }
        report("the front matter of this deck has no end", file.lineSpan(0), "close it with a line `---`")
        return file.lineStarts.count
    }

    private mutating func read(_ line: Span) {
        var line = line
        if line.end > line.start, file.bytes[line.end - 1] == UInt8(ascii: "\r") { line.end -= 1 }
        let text = file.bytes[line.start..<line.end]
        let marker = ["Q:", "A:", "C:"].first { text.starts(with: $0.utf8) }
        if let open = codeBlock {
            if marker != nil {
                report(
                    "hashcards begins a card here, within a code block", Span(line.start, line.start + 2),
                    "put a blank in front, so that it is text to both")
            }
            if open.isClosed(by: text) { codeBlock = nil }
            return isCloze ? readCloze(line, isCode: true) : add(line)
        }
        if let marker { isCloze = marker == "C:" }
        let start = line.start + (marker == nil ? 0 : 2)
        add(Span(line.start, start))
        codeBlock = CodeFence(opening: file.bytes[start..<line.end])
        let words = file.text(in: Span(start, line.end)).split(whereSeparator: \.isWhitespace)
        if words == ["$$"] {
            isInFormula.toggle()
            return add(Span(start, line.end), isInFormula ? "```math" : "```")
        }
        if isInFormula || codeBlock != nil {
            isCloze ? readCloze(Span(start, line.end), isCode: true) : add(Span(start, line.end))
        } else if isCloze {
            readCloze(Span(start, line.end), isCode: false)
        } else {
            readText(Span(start, line.end))
        }
    }

    // MARK: Code and mathematics in a line

    private func run(of byte: UInt8, at place: Int, before end: Int) -> Int {
        file.bytes[place..<end].prefix { $0 == byte }.count
    }

    /// A code span or formula that begins at a place: all of it, and what stands in it.
    private func opaque(at place: Int, in line: Span) -> (whole: Span, inner: Span, isMath: Bool)? {
        let byte = file.bytes[place]
        guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") else { return nil }
        if place > line.start, file.bytes[place - 1] == UInt8(ascii: "\\") { return nil }
        let isMath = byte == UInt8(ascii: "$")
        let width =
            isMath ? min(2, run(of: byte, at: place, before: line.end)) : run(of: byte, at: place, before: line.end)
        var close = place + width
        guard close < line.end, !isMath || width == 2 || !FenceText.isSpace(file.bytes[close]) else { return nil }
        while close < line.end {
            if isMath, file.bytes[close] == UInt8(ascii: "`"), let code = opaque(at: close, in: line) {
                close = code.whole.end
                continue
            }
            let found = run(of: byte, at: close, before: line.end)
            let ends = isMath && width == 2 ? found >= width : found == width
            if ends, !isMath || closesFormula(close, width, line) {
                return (Span(place, close + width), Span(place + width, close), isMath)
            }
            close += max(found, 1)
        }
        return nil
    }

    /// As on GitHub, so that prices stay text.
    private func closesFormula(_ close: Int, _ width: Int, _ line: Span) -> Bool {
        if width == 2 { return true }
        let isBlank = FenceText.isSpace(file.bytes[close - 1])
        let next = close + 1 < line.end ? file.bytes[close + 1] : UInt8(ascii: " ")
        return !isBlank && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
    }

    /// Code as it is; a formula between our dollars, unless a backtick in it would end it.
    private mutating func add(_ part: (whole: Span, inner: Span, isMath: Bool), inCloze: Bool) {
        let isOurs = part.isMath && !file.bytes[part.inner.start..<part.inner.end].contains(UInt8(ascii: "`"))
        add(
            Span(part.whole.start, part.inner.start),
            isOurs ? "$`" : file.text(in: Span(part.whole.start, part.inner.start)))
        if inCloze { readCloze(part.inner, isCode: true) } else { add(part.inner) }
        add(Span(part.inner.end, part.whole.end), isOurs ? "`$" : file.text(in: Span(part.inner.end, part.whole.end)))
    }

    private mutating func readText(_ line: Span) {
        var start = line.start
        var place = line.start
        while place < line.end {
            guard let part = opaque(at: place, in: line) else {
                place += 1
                continue
            }
            add(Span(start, place))
            add(part, inCloze: false)
            place = part.whole.end
            start = place
        }
        add(Span(start, line.end))
    }

    // MARK: Brackets of a cloze

    /// A bracket with a backslash is text to hashcards, one of an image too, and every other a deletion's, in code as well.
    private mutating func readCloze(_ line: Span, isCode: Bool) {
        let bytes = file.bytes
        var start = line.start
        var place = line.start
        var isInImage = false
        while place < line.end {
            if !isCode, let part = opaque(at: place, in: line) {
                add(Span(start, place))
                add(part, inCloze: true)
                place = part.whole.end
                start = place
                continue
            }
            let byte = bytes[place]
            let next = place + 1 < line.end ? bytes[place + 1] : 0
            if byte == UInt8(ascii: "\\"), next == UInt8(ascii: "[") || next == UInt8(ascii: "]") {
                // Behind a backslash of its own it is text to Markdown as well; in code and in a link it is bare.
                let isBare =
                    isCode || (place > start && bytes[place - 1] == UInt8(ascii: "\\"))
                    || isLink(bracket: place + 1, line)
                add(Span(start, isBare ? place : place + 1))
                add(Span(place + 1, place + 2))
                place += 2
                start = place
                continue
            }
            if byte == UInt8(ascii: "!"), next == UInt8(ascii: "["), !isCode {
                isInImage = true
                place += 2
                continue
            }
            if byte == UInt8(ascii: "["), isCode {
                report(
                    "hashcards takes this bracket for that of a deletion, in code and mathematics too",
                    Span(place, place + 1), "put a backslash in front of a bracket that is text")
            } else if byte == UInt8(ascii: "]"), isInImage {
                isInImage = false
            } else if byte == UInt8(ascii: "]"), next == UInt8(ascii: "(") || next == UInt8(ascii: "{"), !isCode {
                // No link, and no number of ours.
                add(Span(start, place + 1))
                add(Span(place + 1, place + 1), "\\")
                start = place + 1
            }
            place += 1
        }
        add(Span(start, line.end))
    }

    /// Whether a bracket with a backslash is one of `\[text\](address)`, which is a link once the backslashes are gone.
    private func isLink(bracket: Int, _ line: Span) -> Bool {
        let closes = file.bytes[bracket] == UInt8(ascii: "]")
        guard
            let close = closes
                ? bracket : file.bytes[(bracket + 1)..<line.end].firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        return close + 1 < line.end && file.bytes[close + 1] == UInt8(ascii: "(")
    }
}
