import Markup
import Source

/// Everything that a page shows and that is its author's: the texts of the front matter, of the Markdown, of captions,
/// cards and reasons. What a page does not name here cannot hide a number on it.
extension ShownText {
    ///
    /// - Parameter all: whether texts are wanted that show no number.
    static func texts(of page: LessonPage, all: Bool = true) -> [ShownText] {
        let matter = page.matter
        var texts: [ShownText] = []
        func add(_ text: FrontMatter.Text?, in place: Place) {
            guard let text, all || NumeralSearch.mayShow(text.text, isMarkdown: true) else { return }
            texts += Self.texts(of: TracedText(text.slice(in: page.file)), in: place)
        }
        add(matter.title, in: .heading)
        add(matter.summary, in: .prose)
        for text in matter.objectives { add(text, in: .prose) }
        for text in matter.prerequisites { add(text, in: .prose) }
        if let left = all ? [] : NumeralSearch.linesWithout(page.document) {
            texts += Self.texts(of: body(of: page, without: left), hasCodeBlocks: false)
        }
        texts += rawHTML(of: page)
        for item in page.items {
            switch item.content {
            case .snippet(let snippet):
                if let reason = snippet.reasonText { texts.append(ShownText(.prose, reason)) }
            case .figure(let figure):
                add(figure.caption, in: .caption)
            case .cards(let fence) where fence.include == nil:
                for card in fence.cards { texts += Self.texts(of: card, all: all) }
            case .output, .computed, .source, .cards: break
            }
        }
        for (_, formula) in page.formulas where formula.isDisplay {
            if all || NumeralSearch.mayShow(formula.tex.bytes, isMarkdown: false) {
                texts.append(ShownText(.formula, formula.tex))
            }
        }
        return texts
    }

    /// The Markdown of a page without its code blocks, which are looked at by what they are.
    /// - Parameter left: whole lines of the file that are of no interest.
    private static func body(of page: LessonPage, without left: [Span]) -> TracedText {
        let file = page.file
        let document = page.document
        let start =
            page.matter.endLine < file.lineStarts.count ? file.lineStarts[page.matter.endLine] : file.bytes.count
        var untouched: [Span] = []
        var tags: Set<String> = []
        for node in document.nodes() {
            switch document.kind(node) {
            case .codeBlock, .htmlBlock:
                let lines = lines(of: node, in: document)
                untouched.append(Span(lines.start - start, lines.end - start))
            case .htmlInline: tags.insert(document.literal(node))
            default: break
            }
        }
        return TracedText(
            SourceSlice(file: file, span: Span(start, file.bytes.count)), untouched: untouched,
            left: left.map { Span(max(0, $0.start - start), max(0, $0.end - start)) }, tags: tags)
    }

    /// The whole lines of a code or HTML block; cmark does not say where one ends that a line of its own closes.
    static func lines(of node: Document.Node, in document: Document) -> Span {
        let file = document.file
        let first = file.lineIndex(at: document.span(node).start)
        let count = document.literal(node).utf8.count { $0 == UInt8(ascii: "\n") }
        func line(_ index: Int) -> Int { min(index, file.lineStarts.count - 1) }
        if document.fenceInfo(node) != nil {
            // Of a fence that a list or a quotation ends, cmark gives the line behind it as its last.
            let last = line(first + count + (document.isClosed(node) ? 1 : 0))
            return Span(file.lineStarts[first], file.lineSpan(last).end)
        }
        let last = line(first + max(0, count - 1))
        return Span(file.lineStarts[first], max(document.span(node).end, file.lineSpan(last).end))
    }

    /// Blocks of raw HTML, where a site allows them, without their tags.
    private static func rawHTML(of page: LessonPage) -> [ShownText] {
        let document = page.document
        var texts: [ShownText] = []
        for node in document.nodes() where document.kind(node) == .htmlBlock {
            let text = ShownText(.prose, SourceSlice(file: page.file, span: lines(of: node, in: document)))
            var isTag = false
            let letters = text.letters.map { letter -> Letter in
                defer { if letter.scalar == ">" { isTag = false } }
                if letter.scalar == "<" { isTag = true }
                return isTag ? Letter(scalar: hole, span: nil) : letter
            }
            texts.append(ShownText(.prose, letters))
        }
        return texts
    }

    /// The sides of a card. In a cloze the deletions are the answers.
    static func texts(of card: CardSource, all: Bool = true) -> [ShownText] {
        var texts: [ShownText] = []
        for (index, side) in card.sides.enumerated() where all || NumeralSearch.mayShow(side.bytes, isMarkdown: true) {
            // Each side of a reversed card answers the other.
            let isAnswer = card.kind == .reversed || (card.kind == .basic && index == 1)
            let traced = TracedText(side, hidden: [card.idText] + card.groupTexts)
            for text in Self.texts(of: traced, in: isAnswer ? .cardAnswer : .prose) {
                texts += text.divided(at: card.deletions)
            }
        }
        return texts
    }

    /// The text without the parts that stand in given spans, and these parts, as answers.
    private func divided(at answers: [Span]) -> [ShownText] {
        guard !answers.isEmpty, place == .prose || surrounding == .prose else { return [self] }
        func answer(_ letter: Letter) -> Int? {
            letter.span.flatMap { span in answers.firstIndex { $0.start <= span.start && span.end <= $0.end } }
        }
        guard place == .prose else {
            // A code span or a formula stands in one place.
            return [letters.contains { answer($0) != nil } ? ShownText(place, letters, in: .cardAnswer) : self]
        }
        var texts: [ShownText] = []
        var outside = letters
        for index in answers.indices {
            let inside = letters.indices.filter { answer(letters[$0]) == index }
            guard let first = inside.first, let last = inside.last else { continue }
            texts.append(ShownText(.cardAnswer, Array(letters[first...last])))
            for letter in first...last { outside[letter] = Letter(scalar: Self.hole, span: nil) }
        }
        return [ShownText(.prose, outside)] + texts
    }
}
