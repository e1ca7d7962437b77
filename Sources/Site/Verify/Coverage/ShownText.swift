import Markup
import Source

/// A text as a reader sees it, without its markup, and where each of its digits stands in the file. Nothing inline divides
/// it: `1**2**3` is one number to a reader. Things that are no text of the author's (a computed number, code, a formula,
/// an image) leave a hole; code, formulas and descriptions of images are shown texts of their own.
struct ShownText {
    /// Where a reader meets it, as far as that decides what a number in it may be.
    enum Place {
        /// Running text: paragraphs, lists, headings, footnotes, the question of a card.
        case prose
        /// A heading or title, in which capital letters begin words that are no names.
        case heading
        case tableCell, caption, imageDescription, cardAnswer
        case code
        case formula
        /// A fence that is only shown.
        case listing
    }

    typealias Letter = TracedText.Letter

    /// What stands for a thing that is no text.
    static let hole: Unicode.Scalar = "\u{FFFC}"

    let place: Place
    private(set) var letters: [Letter]
    let scalars: [Unicode.Scalar]
    /// For code: the place it stands in; otherwise the place itself.
    let surrounding: Place
    /// Whether results stand here and nothing else: a part of a table, a caption, an answer.
    var isStrictPlace: Bool { [.tableCell, .caption, .imageDescription, .cardAnswer].contains(surrounding) }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    init(_ place: Place, _ letters: [Letter], in surrounding: Place? = nil) {
        self.place = place
        // What has no shape of its own parts no number: zero-width blanks, soft hyphens; none of them is ASCII.
        self.letters = letters.filter { $0.scalar.isASCII || $0.scalar.properties.generalCategory != .format }
        scalars = self.letters.map(\.scalar)
        self.surrounding = surrounding ?? place
    }

    /// A text that stands in the file as it is.
    init(_ place: Place, _ slice: SourceSlice) {
        var letters: [Letter] = []
        var offset = 0
        for scalar in slice.text.unicodeScalars {
            let width = UTF8.width(scalar)
            letters.append(Letter(scalar: scalar, span: slice.fileSpan(Span(offset, offset + width))))
            offset += width
        }
        self.init(place, letters)
    }
}

// MARK: The texts of a document

extension ShownText {
    /// Everything a Markdown text shows.
    /// - Parameters:
    ///   - outer: the place of the whole text, such as a caption; a table cell in it is still a table cell.
    ///   - hasCodeBlocks: whether code blocks are looked at; those of a page are known by what they are.
    static func texts(
        of traced: TracedText, in outer: Place = .prose, hasCodeBlocks: Bool = true
    ) -> [ShownText] {
        let document = Document(text: traced.text)
        var texts: [ShownText] = []
        for block in document.nodes() {
            let place: Place
            switch document.kind(block) {
            case .heading: place = outer == .prose ? .heading : outer
            case .paragraph: place = outer
            case .tableCell: place = .tableCell
            case .codeBlock where hasCodeBlocks:
                let isFormula = document.isMathFence(block)
                var letters = traced.letters(document.literal(block), isCode: true)
                while letters.last?.scalar == "\n" { letters.removeLast() }
                texts.append(ShownText(isFormula ? .formula : .code, letters, in: outer))
                continue
            case .item where document.firstChild(block) == nil:
                // `7.` alone is the beginning of a list to Markdown, and a number to a reader.
                let line = document.file.lineIndex(at: document.span(block).start)
                texts.append(marker(of: traced, inLine: line, outer))
                continue
            default: continue
            }
            let line = document.file.lineIndex(at: document.span(block).start)
            var reader = BlockReader(traced: traced, document: document, place: place)
            for node in document.nodes(below: block) where node != block { reader.read(node) }
            texts += reader.texts.map { $0.placed(in: traced, from: traced.fileOffset(ofLine: line)) }
        }
        return texts
    }

    /// The last digits of a line that holds nothing behind them.
    private static func marker(of traced: TracedText, inLine line: Int, _ place: Place) -> ShownText {
        let lines = traced.slice.text.split(separator: "\n", omittingEmptySubsequences: false)
        let text = line < lines.count ? lines[line] : ""
        let digits = text.reversed().drop { !$0.isNumber }.prefix(while: \.isNumber)
        let letters = digits.reversed().flatMap(\.unicodeScalars).map { Letter(scalar: $0, span: nil) }
        let start = traced.fileOffset(ofLine: line)
        return ShownText(place, letters).placed(in: traced, from: start)
    }

    /// Digits without a place were left alone because Markdown's own grammar may need them. They are looked for between
    /// those that have one.
    private func placed(in traced: TracedText, from start: Int) -> ShownText {
        guard letters.contains(where: { $0.span == nil && $0.scalar.isNumeral }) else { return self }
        let bytes = traced.slice.file.bytes
        var copy = self
        var cursor = start
        for index in letters.indices {
            if let span = letters[index].span {
                cursor = max(cursor, span.end)
            } else if letters[index].scalar.isNumeral {
                let limit = letters[index...].lazy.compactMap(\.span).first?.start ?? bytes.count
                let span = Self.place(of: letters[index].scalar, in: bytes[cursor..<max(cursor, limit)])
                copy.letters[index].span = span
                cursor = span.end
            }
        }
        return copy
    }

    /// The first place of a digit, or of an entity when the digit itself is not there.
    private static func place(of scalar: Unicode.Scalar, in bytes: ArraySlice<UInt8>) -> Span {
        let digits = Array(String(scalar).utf8)
        for start in bytes.indices where bytes[start...].starts(with: digits) {
            return Span(start, start + digits.count)
        }
        if let start = bytes.firstIndex(of: UInt8(ascii: "&")),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ";"))
        {
            return Span(start, end + 1)
        }
        return Span(bytes.startIndex, bytes.startIndex)
    }

    /// Gathers the texts of one paragraph, heading or cell.
    private struct BlockReader {
        let traced: TracedText
        let document: Document
        let place: Place
        private var letters: [Letter] = []
        private var others: [ShownText] = []
        /// The text of the image that is being read.
        private var image: (node: Document.Node, letters: [Letter])?

        init(traced: TracedText, document: Document, place: Place) {
            self.traced = traced
            self.document = document
            self.place = place
        }

        var texts: [ShownText] {
            [ShownText(place, letters)] + others
                + (image.map { [ShownText(.imageDescription, $0.letters)] } ?? [])
        }

        mutating func read(_ node: Document.Node) {
            if let open = image, !isBelow(node, open.node) {
                others.append(ShownText(.imageDescription, open.letters))
                image = nil
            }
            let here = image == nil ? place : .imageDescription
            switch document.kind(node) {
            case .text:
                if isAddress(node) { appendHole() } else { append(traced.letters(document.literal(node))) }
            case .softBreak, .lineBreak: append([Letter(scalar: " ", span: nil)])
            case .code:
                let letters = traced.letters(document.literal(node), isCode: true)
                let text = ShownText(document.isMath(node) ? .formula : .code, letters, in: here)
                // A computed number accounts for itself.
                if text.place == .formula || !ComputedSpan.isOne(text.text) { others.append(text) }
                appendHole()
            case .link, .image:
                let title = traced.letters(document.title(node))
                let isImage = document.kind(node) == .image
                if !title.isEmpty { others.append(ShownText(isImage ? .caption : place, title)) }
                if isImage, image == nil {
                    appendHole()
                    image = (node, [])
                }
            case .footnoteReference: appendHole()
            default: break
            }
        }

        private mutating func append(_ more: [Letter]) {
            if image == nil { letters += more } else { image?.letters += more }
        }

        private mutating func appendHole() { append([Letter(scalar: ShownText.hole, span: nil)]) }

        private func isBelow(_ node: Document.Node, _ above: Document.Node) -> Bool {
            var current = document.parent(node)
            while let node = current {
                if node == above { return true }
                current = document.parent(node)
            }
            return false
        }

        /// The text of a link that shows its own address.
        private func isAddress(_ node: Document.Node) -> Bool {
            guard let link = document.parent(node), document.kind(link) == .link else { return false }
            let text = document.literal(node)
            let url = document.url(link)
            return url == text || url == "mailto:" + text || url == "http://" + text
        }
    }
}
