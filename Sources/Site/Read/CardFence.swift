import Markup
import Source

/// The content of a `cards` fence, cut into cards:
///
///     Q: What does a local derivative depend on? {#local}
///     A: On its own operation and nothing else.
///
///     QA: The local derivative of a sum {#sum}
///     A: One
///
///     C: Gradients [add] where a value is [used twice]. {#gradients-add}
///
/// What `QA:` begins is asked from both sides. The markers count at the beginning of a line; one space in front makes them text. A side goes on over any
/// number of lines, blank ones too, up to the next marker or a line `---`. Code blocks are opaque. The grammar is that
/// of hashcards with an id added. Every trouble is reported, each at its place, and the other cards are still read.
public struct CardFence: Sendable {
    public private(set) var cards: [CardSource] = []
    public private(set) var diagnostics: [Diagnostic] = []

    /// Of a deck of hashcards, the fence on the page that takes it in. Its cards have no ids but those that their texts
    /// give, and it computes nothing.
    let include: Span?

    private let allowsRawHTML: Bool
    private var text: FenceText
    /// The card being read.
    private var draft: Draft?

    /// Its spans are those of the fence's own text.
    private struct Draft {
        let kind: CardSource.Kind
        let marker: Span
        var sides: [Span]
        var id: ID?
        var idIsReported = false
        var codeBlocks: [Span] = []
        /// An answer without a question: kept so that its text is not reported line by line.
        var isStray = false
    }

    private struct ID {
        let span: Span
        let name: String
        /// From the white space in front of the braces to the end of the line: all that is no text of the card.
        let whole: Span
    }

    private enum Marker: String, CaseIterable {
        case question = "Q:"
        case bothWays = "QA:"
        case answer = "A:"
        case cloze = "C:"

        /// The kind of card it begins; an answer begins none.
        var kind: CardSource.Kind? {
            switch self {
            case .question: .basic
            case .bothWays: .reversed
            case .answer: nil
            case .cloze: .cloze
            }
        }

        var length: Int { rawValue.utf8.count }
    }

    /// - Complexity: O(bytes × cards of the largest cloze), but for the backticks of one paragraph.
    public init(_ fence: SourceSlice, allowsRawHTML: Bool = false) {
        text = FenceText(fence)
        include = nil
        self.allowsRawHTML = allowsRawHTML
        readLines()
        if cards.isEmpty, diagnostics.isEmpty {
            report(
                "cards-empty", "this `cards` fence holds no card", Span(0, 0),
                "write `Q: … {#id}` and `A: …`, or `C: … [deletion] … {#id}`")
        }
        diagnostics.sort(by: Diagnostic.inOrder)
    }

    /// The cards of a deck of hashcards.
    /// - Parameter include: the fence that takes it in.
    init(_ deck: DeckFile, include: Span, allowsRawHTML: Bool) {
        text = FenceText(deck.slice)
        self.include = include
        self.allowsRawHTML = allowsRawHTML
        diagnostics = deck.diagnostics
        readLines()
        if cards.isEmpty, diagnostics.isEmpty {
            report(
                "cards-empty", "this deck holds no card", Span(0, 0), "write `Q: …` and `A: …`, or `C: … [deletion] …`")
        }
        diagnostics.sort(by: Diagnostic.inOrder)
    }

    public init(_ fence: SourceSlice, allowsRawHTML: Bool = false, _ diagnostics: inout [Diagnostic]) {
        self.init(fence, allowsRawHTML: allowsRawHTML)
        diagnostics += self.diagnostics
    }

    /// In which its cards stand.
    var file: SourceFile { text.slice.file }

    private mutating func report(_ id: String, _ message: String, _ span: Span, _ note: String) {
        diagnostics.append(Diagnostic(id, message, at: text.slice.file, text.slice.fileSpan(span)).noting(note))
    }
}

// MARK: Lines

extension CardFence {
    private mutating func readLines() {
        var codeBlock: (line: Span, fence: CodeFence)?
        var isReported = false
        for line in text.lines {
            if let open = codeBlock {
                extend(to: line)
                if open.fence.isClosed(by: text.bytes[line.start..<line.end]) {
                    draft?.codeBlocks.append(open.line.union(line))
                    codeBlock = nil
                }
            } else if let marker = markers.first(where: { text.starts(line, with: $0.rawValue) }) {
                begin(marker, line)
                codeBlock = opening(Span(line.start + marker.length, line.end))
                isReported = false
            } else if text.text(text.trimmed(line)) == "---" {
                finish(before: "the line `---`")
                isReported = false
            } else if draft != nil {
                extend(to: line)
                codeBlock = opening(line)
            } else if !text.isBlank(line), !isReported {
                // One finding for a run of such lines is enough.
                isReported = true
                report(
                    "card-text-outside", "this text belongs to no card", text.trimmed(line),
                    "begin a card with `Q:` or `C:` at the start of a line, or move the text out of the fence")
            }
        }
        if let open = codeBlock {
            report(
                "card-code-block-open", "this code block has no end", text.trimmed(open.line),
                "close it with a line of as many backticks or tildes")
            draft?.codeBlocks.append(Span(open.line.start, text.bytes.count))
        }
        finish(before: "the end of the fence")
    }

    /// hashcards knows no card that is asked both ways.
    private var markers: [Marker] { include == nil ? Marker.allCases : [.question, .answer, .cloze] }

    private func opening(_ line: Span) -> (line: Span, fence: CodeFence)? {
        CodeFence(opening: text.bytes[line.start..<line.end]).map { (line, $0) }
    }

    private mutating func begin(_ marker: Marker, _ line: Span) {
        let mark = Span(line.start, line.start + marker.length)
        let rest = Span(mark.end, line.end)
        guard let kind = marker.kind else {
            guard let kind = draft?.kind, kind != .cloze, draft?.sides.count == 1 else {
                return reportAnswer(mark, rest)
            }
            draft?.sides.append(rest)
            return
        }
        finish(before: "the next card")
        var draft = Draft(kind: kind, marker: mark, sides: [rest])
        if let id = id(atEndOf: rest) {
            draft.id = id
            draft.idIsReported = !isWellFormed(id)
            text.blank(id.whole)
        }
        self.draft = draft
    }

    private mutating func extend(to line: Span) {
        guard let side = draft?.sides.indices.last else { return }
        draft?.sides[side].end = line.end
    }

    private mutating func reportAnswer(_ mark: Span, _ rest: Span) {
        let message =
            switch draft?.kind {
            case .cloze: "an answer behind a cloze"
            case .basic, .reversed: "a second answer to one question"
            case nil: "an answer without a question"
            }
        report(
            "card-question-missing", message, mark,
            draft?.kind == .cloze
                ? "a cloze answers itself: put what is to be recalled in [brackets], or write `Q:` for `C:`"
                : "begin the card with `Q: … {#id}`, or put a space in front of `A:` where it is text")
        if draft == nil {
            draft = Draft(kind: .basic, marker: mark, sides: [rest], isStray: true)
        } else {
            extend(to: rest)
        }
    }
}

// MARK: Ids

extension CardFence {
    /// `{#…}` at the end of a line.
    private func id(atEndOf line: Span) -> ID? {
        guard include == nil else { return nil }
        let content = text.trimmed(line)
        guard !content.isEmpty, text.bytes[content.end - 1] == UInt8(ascii: "}") else { return nil }
        var start = content.end - 1
        while start > content.start, text.bytes[start] != UInt8(ascii: "{") { start -= 1 }
        guard text.starts(Span(start, content.end), with: "{#") else { return nil }
        let name = Span(start + 2, content.end - 1)
        let whole = Span(text.trimmed(Span(content.start, start)).end, line.end)
        return ID(span: name, name: text.text(name), whole: whole)
    }

    /// Reports an id that is none.
    private mutating func isWellFormed(_ id: ID) -> Bool {
        let name = id.name
        if !name.isEmpty, name.unicodeScalars.allSatisfy(Self.mayStandInID) { return true }
        let better = String(
            String.UnicodeScalarView(name.lowercased().unicodeScalars.map { Self.mayStandInID($0) ? $0 : "-" }))
        let rule = "an id is made of lower-case letters, digits and hyphens"
        if name.isEmpty {
            report(
                "card-id-malformed", "this card's id is empty", Span(id.span.start - 2, id.span.end + 1),
                "\(rule), such as {#local-derivative}")
        } else {
            diagnostics.append(
                Diagnostic(
                    "card-id-malformed", "\"\(name)\" cannot be a card's id", at: text.slice.file,
                    text.slice.fileSpan(id.span)
                ).noting(rule).fixing("write {#\(better)}", with: better))
        }
        return false
    }

    private static func mayStandInID(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-": true
        default: false
        }
    }

    /// Ids that stand anywhere but at the end of the card's first line; those in code are text.
    private mutating func reportMisplacedIDs(_ draft: inout Draft) {
        for side in draft.sides {
            for line in text.lines where line.start < side.end && line.end > side.start {
                let part = Span(max(line.start, side.start), min(line.end, side.end))
                guard !draft.codeBlocks.contains(where: { $0.start < part.end && part.start < $0.end }),
                    let found = id(atEndOf: part)
                else { continue }
                report(
                    "card-id-misplaced", draft.id == nil ? "an id in the wrong line" : "a second id in one card",
                    text.trimmed(found.whole), "a card has one id, at the end of its first line")
                draft.idIsReported = true
            }
        }
    }

    private mutating func reportMissingID(_ draft: Draft) {
        guard include == nil, draft.id == nil, !draft.idIsReported, let side = draft.sides.first else { return }
        let line = text.lines.first { $0.start == draft.marker.start } ?? side
        let span = text.slice.fileSpan(text.trimmed(line))
        let id = " {#\(suggestedID(side))}"
        diagnostics.append(
            Diagnostic("card-id-missing", "this card has no id", at: text.slice.file, span)
                .noting("an id stays when the text changes, and with it what a learner remembers")
                .fixing(
                    "put one at the end of its first line, such as\(id)", with: id, at: Span(span.end, span.end)))
    }

    /// The id of a card of hashcards, which is known by its text.
    private func idOfDeck(_ kind: CardSource.Kind, _ sides: [Span]) -> String {
        "h" + SHA256(([kind.rawValue] + sides.map(text.text)).joined(separator: "\u{1E}")).base32(bytes: 10)
    }

    /// The first telling words of a card in the form of an id.
    private func suggestedID(_ side: Span) -> String {
        let words = text.text(side).lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let common: Set<Substring> = ["what", "which", "does", "when", "this", "that", "with", "from", "where"]
        let telling = words.filter { $0.count > 3 && !common.contains($0) }
        let chosen = (telling.isEmpty ? words : telling).prefix(2)
        return chosen.isEmpty ? "some-name" : chosen.joined(separator: "-")
    }
}

// MARK: A card is complete

extension CardFence {
    private mutating func finish(before what: String) {
        guard var draft else { return }
        self.draft = nil
        if draft.isStray { return }
        let findings = diagnostics.count
        reportMisplacedIDs(&draft)
        reportMissingID(draft)
        reportEmptySides(draft, before: what)

        let sides = draft.sides.map(text.trimmed)
        if include != nil {
            draft.id = ID(span: draft.marker, name: idOfDeck(draft.kind, sides), whole: Span(0, 0))
            // hashcards takes the second of two cards that say the same for the first.
            if cards.contains(where: { $0.id == draft.id?.name }) { return }
        }
        let texts = sides.map {
            CardText(text, side: $0, omitted: draft.id?.whole ?? Span(0, 0), codeBlocks: draft.codeBlocks)
        }
        let cloze = draft.kind == .cloze && !sides[0].isEmpty ? ClozeText(texts[0]) : nil
        diagnostics += texts.flatMap(\.diagnostics) + (cloze?.diagnostics ?? [])

        guard diagnostics.count == findings, let id = draft.id, !draft.idIsReported else { return }
        let card = CardSource(
            kind: draft.kind, id: id.name, idSpan: text.slice.fileSpan(id.span), fence: text.slice,
            span: text.slice.fileSpan(sides.reduce(draft.marker) { $0.union($1) }),
            sideSpans: sides.map(text.slice.fileSpan), sides: sides.map { text.slice[$0] },
            idText: include == nil
                ? text.slice.fileSpan(Span(id.span.start - 2, id.span.end + 1)) : Span(0, 0),
            deletions: (cloze?.deletions ?? []).map { text.slice.fileSpan($0.span) },
            groupTexts: (cloze?.deletions ?? []).compactMap(\.groupText).map(text.slice.fileSpan),
            codeSpans: texts.flatMap(\.codeSpans), parts: cloze.map { [$0.parts] } ?? CardText.parts(texts),
            yields: cloze?.yields(id: id.name) ?? CardSource.Yield.all(of: draft.kind, id: id.name, texts))
        if let earlier = cards.first(where: { $0.id == card.id }) { diagnostics.append(card.duplicate(of: earlier)) }
        if checkMarkdown(of: card) { cards.append(card) }
    }

    /// Holds what was found here against what cmark finds, so that a value can never be put into the wrong code span.
    private mutating func checkMarkdown(of card: CardSource) -> Bool {
        let findings = diagnostics.count
        // The second card of a reversed one has the sides of the first.
        let yields = card.kind == .reversed ? Array(card.yields.prefix(1)) : card.yields
        for (index, side) in yields.flatMap({ [$0.front, $0.back] }).enumerated()
        where diagnostics.count == findings {
            let span = card.sideSpans[min(index, card.sideSpans.count - 1)]
            let document = Document(text: side.markdown)
            let nodes = document.nodes()
            let code = nodes.filter { document.kind($0) == .code }.map { document.literal($0) }
            // In a table `\\|` stands for a bar.
            let expected = side.codeSpans.map { card.codeSpans[$0].text }
            if code != expected, code != expected.map({ $0.replacing("\\|", with: "|") }) {
                diagnostics.append(
                    Diagnostic(
                        "card-code-unclear", "Markdown reads the backticks of this card differently from gradbook",
                        at: card.fence.file, span
                    ).noting("use fenced code blocks for indented ones, and `\\`` for a backtick that is text"))
            }
            let figure = nodes.lazy.filter { document.kind($0) == .codeBlock }.compactMap { document.fenceInfo($0) }
                .compactMap { $0.split(separator: " ").first.map(String.init) }.first(where: Self.isComputed)
            if let figure {
                diagnostics.append(
                    Diagnostic(
                        "card-figure", "a `\(figure)` fence is not computed in a card", at: card.fence.file, span
                    )
                    .noting("put it on the page, and let the card ask for one of its numbers"))
            }
            if card.kind == .cloze, Self.tearsDeletions(document, count: card.deletions.count) {
                diagnostics.append(
                    Diagnostic(
                        "card-deletion-torn", "Markdown tears a deletion of this card apart", at: card.fence.file, span
                    )
                    .noting("let each deletion begin and end in one cell, item or paragraph, and in no address"))
            }
            let isBlind = nodes.contains {
                document.kind($0) == .image && document.plainText($0).allSatisfy(\.isWhitespace)
            }
            if isBlind {
                diagnostics.append(
                    Diagnostic("image-alt", "an image of this card has no description", at: card.fence.file, span)
                        .noting("write what it shows between the brackets, for those who do not see it"))
            }
            let html = nodes.filter { [.htmlBlock, .htmlInline].contains(document.kind($0)) }.map {
                document.literal($0)
            }
            if !allowsRawHTML, html.contains(where: { !$0.isHTMLComment }) {
                diagnostics.append(
                    Diagnostic("raw-html", "raw HTML is not allowed", at: card.fence.file, span).noting(
                        "write Markdown, put `<` in a code span, or allow raw HTML with `raw-html: allow` in site.yml"))
            }
        }
        return diagnostics.count == findings
    }

    private static func isComputed(_ language: String) -> Bool {
        FigureSource.Kind(rawValue: language) != nil
            || ["output", "cards", "source", "steps", "practice"].contains(language)
    }

    /// Whether a mark of a deletion is not found in the text of the block where its other one is.
    private static func tearsDeletions(_ document: Document, count: Int) -> Bool {
        let addresses = document.nodes().filter { [.link, .image].contains(document.kind($0)) }.map(document.url)
        if addresses.contains(where: { $0.contains(where: CardMarks.all.contains) }) { return true }
        var found = 0
        for block in document.nodes() where [.paragraph, .heading, .tableCell].contains(document.kind(block)) {
            var isOpen = false
            for node in document.nodes(below: block) where document.kind(node) == .text {
                for character in document.literal(node) where CardMarks.all.contains(character) {
                    let opens = character == CardMarks.asked.open || character == CardMarks.shown.open
                    if opens == isOpen { return true }
                    isOpen = opens
                    found += opens ? 1 : 0
                }
            }
            if isOpen { return true }
        }
        return found != count
    }

    private mutating func reportEmptySides(_ draft: Draft, before what: String) {
        let names =
            draft.kind == .cloze
            ? [("card-cloze-empty", "cloze", "C:")]
            : [
                ("card-question-empty", "question", draft.kind == .reversed ? "QA:" : "Q:"),
                ("card-answer-empty", "answer", "A:"),
            ]
        for (side, (id, name, marker)) in zip(draft.sides, names) where text.isBlank(side) {
            report(
                id, "this \(name) is empty", Span(side.start - marker.utf8.count, side.start),
                "write it behind the `\(marker)`")
        }
        if draft.sides.count < names.count {
            report(
                "card-answer-missing", "this question has no answer before \(what)", draft.marker,
                "write `A:` and the answer at the start of a line below it")
        }
    }
}

extension String {
    fileprivate var isHTMLComment: Bool {
        let text = drop(while: \.isWhitespace)
        guard text.hasPrefix("<!--"), let end = text.firstRange(of: "-->") else { return false }
        return text[end.upperBound...].allSatisfy(\.isWhitespace)
    }
}

extension CardSource.Yield {
    /// The one card of a question and its answer, or the two of a reversed one.
    fileprivate static func all(of kind: CardSource.Kind, id: String, _ texts: [CardText]) -> [Self] {
        let questions = texts[0].codeSpans.count
        let front = CardSource.Side(markdown: texts[0].markdown, codeSpans: Array(0..<questions))
        let back = CardSource.Side(
            markdown: texts[1].markdown, codeSpans: (questions..<questions + texts[1].codeSpans.count).map(\.self))
        let forward = Self(id: id, front: front, back: back)
        return kind == .reversed ? [forward, Self(id: "\(id).2", front: back, back: front)] : [forward]
    }
}
