import Markup
import Source

/// Reads the fences of a page, in order: what each says it is, in a closed set of words, and what it holds. A fence that
/// its author meant to be run and that would not be is refused.
struct FenceReader {
    let document: Document
    let file: SourceFile
    let reader: PageReader
    private(set) var items: [PageItem] = []
    private(set) var listings: [Listing] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The snippet an `output` fence would belong to: the block just above it.
    private var lastSnippet: (node: Document.Node, snippet: Snippet)?

    init(document: Document, reader: PageReader) {
        self.document = document
        self.reader = reader
        file = document.file
    }

    /// Languages whose fences mean something here.
    private static let languages =
        ["python", "output", "cards", "source", "math"] + FigureSource.Kind.allCases.map(\.rawValue)

    mutating func read(_ node: Document.Node) {
        let start = document.span(node).start
        let fence = Span(start, file.lineSpan(file.lineIndex(at: start)).end)
        guard document.fenceInfo(node) != nil else {
            // An indented block says nothing of itself.
            let nothing = SourceSlice(file: file, span: Span(start, start))
            listings.append(Listing(language: "", content: nothing, fence: fence, reasonText: nil))
            return
        }
        let info = FenceInfo(document.fenceInfoSlice(node))
        if !document.isClosed(node) {
            diagnostics.append(
                Diagnostic("fence-open", "this fence is not closed", at: file, fence)
                    .noting("end it with a line of as many backticks; all that follows is inside it"))
        }
        switch info.language {
        case "python" where !info.beginsWithSpace:
            let snippet = readSnippet(node, info, fence)
            add(node, start, .snippet(snippet))
            lastSnippet = (node, snippet)
        case "output" where !info.beginsWithSpace:
            guard let last = lastSnippet, document.previous(node) == last.node else {
                report(
                    "output-without-snippet", "an `output` fence must stand directly after a snippet", fence,
                    "put it below its `python` fence with nothing between them, or use a `text` fence for other text")
                return
            }
            readOutput(node, info, fence, of: last.snippet)
        case "cards" where !info.beginsWithSpace:
            let deck = info.words.first.flatMap { $0.text.hasSuffix(".md") ? $0 : nil }
            for word in info.words.dropFirst(deck == nil ? 0 : 1) {
                diagnostics.append(
                    Diagnostic("fence-word", "a `cards` fence takes no words but a deck", at: file, word.span)
                        .fixing("remove `\(word.text)`", with: ""))
            }
            if let word = deck {
                if document.fenceContent(node).bytes.contains(where: { !FenceText.isSpace($0) }) {
                    report(
                        "cards-file", "a `cards` fence that names a file holds no cards of its own", fence,
                        "put them into another fence, or remove `\(word.text)`")
                }
                guard let deck = reader.deck(word, in: file, &diagnostics) else { return }
                let cards = CardFence(deck, include: fence, allowsRawHTML: reader.allowsRawHTML)
                diagnostics += cards.diagnostics
                add(node, start, .cards(cards))
                return
            }
            add(
                node, start,
                .cards(CardFence(document.fenceContent(node), allowsRawHTML: reader.allowsRawHTML, &diagnostics)))
        case "source" where !info.beginsWithSpace:
            if let excerpt = reader.excerpt(info, in: file, fence, &diagnostics) { add(node, start, .source(excerpt)) }
        case let word where FigureSource.Kind(rawValue: word) != nil && !info.beginsWithSpace:
            guard let kind = FigureSource.Kind(rawValue: word) else { return }
            if info.rest.bytes.isEmpty {
                report(
                    "figure-empty", "a `\(word)` figure wants the Value it shows", info.languageSpan,
                    "write `\(word) L`, where L is a Value of the snippets above")
                return
            }
            var body = Settings(
                document.fenceContent(node), subject: "the figure",
                keys: ["caption"] + (kind.isDrawn ? ["parameters"] : []) + (kind == .practice ? ["blank"] : []))
            let caption = body.text("caption").map { FrontMatter.Text(text: $0.text, span: $0.span) }
            let parameters = body.texts("parameters").map { FrontMatter.Text(text: $0.text, span: $0.span) }
            let blanks = kind == .practice ? PracticeBlanks.read(&body, in: file, fence: fence) : nil
            diagnostics += body.diagnostics
            add(
                node, start,
                .figure(
                    FigureSource(
                        kind: kind, expression: info.rest, caption: caption, parameters: parameters, blanks: blanks,
                        fence: fence)))
        default:
            readOther(node, info, fence)
        }
    }

    /// A fence of any other language is shown as it is, unless it looks like one that its author meant to be run.
    private mutating func readOther(_ node: Document.Node, _ info: FenceInfo, _ fence: Span) {
        let word = info.language
        if Snippet.words.contains(word) {
            diagnostics.append(
                Diagnostic(
                    "fence-unknown", "`\(word)` is a word of a snippet and no language", at: file, info.languageSpan
                )
                .fixing(
                    "write ```python \(word), so that the fence is a snippet", with: "python \(word)",
                    at: Span(info.start, info.languageSpan.end)))
            return
        }
        guard let meant = Self.meant(by: word), info.beginsWithSpace || meant != word else {
            guard word == "math" else { return readListing(node, info, fence) }
            for word in info.words {
                diagnostics.append(
                    Diagnostic("fence-word", "a `math` fence takes no words", at: file, word.span)
                        .fixing("remove `\(word.text)`", with: ""))
            }
            return
        }
        let problem =
            info.beginsWithSpace && meant == word
            ? "a space stands between the fence and `\(word)`, so it is not run"
            : "`\(word)` is no language that gradbook runs"
        diagnostics.append(
            Diagnostic("fence-unknown", problem, at: file, info.languageSpan)
                .fixing(
                    "write ```\(meant), or `text` for a text that is only shown", with: meant,
                    at: Span(info.start, info.languageSpan.end)))
    }

    /// The language of ours that a word looks like: `Python`, `py`, `{python}`, `python,hide`, `ipython3`, `Output`.
    private static func meant(by word: String) -> String? {
        let letters = String(word.lowercased().filter { $0.isASCII && $0.isLetter })
        if letters.contains("python") || ["py", "pycon", "ipy"].contains(letters) { return "python" }
        return languages.contains(letters) ? letters : Spelling.nearest(to: word.lowercased(), among: languages)
    }

    /// Of the words behind another language only `static` and its reason are ours.
    private mutating func readListing(_ node: Document.Node, _ info: FenceInfo, _ fence: Span) {
        let isStatic = info.words.contains { $0.text == "static" && $0.valueText == nil }
        let reason = isStatic ? info.words.first { $0.text == "reason" }?.valueText : nil
        if isStatic, reason?.bytes.isEmpty ?? true {
            report(
                "static-reason", "a static fence must say why nothing checks it", fence, "write `static reason=\"…\"`")
        }
        listings.append(
            Listing(language: info.language, content: document.fenceContent(node), fence: fence, reasonText: reason))
    }

    private mutating func readSnippet(_ node: Document.Node, _ info: FenceInfo, _ fence: Span) -> Snippet {
        var snippet = Snippet(code: document.fenceContent(node), fence: fence)
        for word in info.words {
            switch (word.text, word.valueText) {
            case ("hide", nil): snippet.isHidden = true
            case ("raises", nil): snippet.raises = true
            case ("static", nil): snippet.isStatic = true
            case ("fresh", nil): snippet.isFresh = true
            case ("reason", let reason?): snippet.reasonText = reason
            default:
                let nearest = Spelling.nearest(to: word.text, among: Snippet.words + ["reason"])
                diagnostics.append(
                    Diagnostic("fence-word", "a `python` fence does not know `\(word.text)`", at: file, word.span)
                        .meaning(
                            nearest, else: "it knows \(Snippet.words.joined(separator: ", "))",
                            at: Span(word.span.start, word.span.start + word.text.utf8.count)))
            }
        }
        if snippet.isStatic, snippet.reason?.isEmpty ?? true {
            report(
                "static-reason", "a static snippet must say why it is not run", fence,
                "write `static reason=\"…\"`")
        }
        if snippet.isStatic, snippet.isHidden || snippet.raises || snippet.isFresh {
            report(
                "fence-word", "a static snippet is not run, so no other word goes with it", fence,
                "keep `static` or the other word")
        }
        return snippet
    }

    private mutating func readOutput(
        _ node: Document.Node, _ info: FenceInfo, _ fence: Span, of snippet: Snippet
    ) {
        var recorded: RecordedOutput?
        var isRecorded = false
        for word in info.words {
            if word.text == "recorded", let name = word.value {
                isRecorded = true
                recorded = reader.recorded(name, word.span, in: file, &diagnostics)
            } else {
                diagnostics.append(
                    Diagnostic("fence-word", "an `output` fence does not know `\(word.text)`", at: file, word.span)
                        .noting("it knows `recorded=FILE#KEY`"))
            }
        }
        if snippet.isStatic, !isRecorded {
            diagnostics.append(
                Diagnostic(
                    "output-unrecorded", "the output of a static snippet must name where it was recorded", at: file,
                    fence
                ).noting("write `output recorded=oracle/FILE.json#KEY`"))
            return
        }
        if !snippet.isStatic, isRecorded {
            diagnostics.append(
                Diagnostic(
                    "output-recorded", "the snippet above is run, so its output is not recorded", at: file, fence
                )
                .noting("remove `recorded=…`, or make the snippet `static`"))
            return
        }
        if isRecorded, recorded == nil { return }
        let claim = OutputClaim(text: document.fenceContent(node), fence: fence, recorded: recorded)
        add(node, document.span(node).start, .output(claim))
    }

    private mutating func add(_ node: Document.Node, _ offset: Int, _ content: PageItem.Content) {
        items.append(PageItem(node: node, offset: offset, content: content))
    }

    private mutating func report(_ id: String, _ message: String, _ span: Span, _ note: String) {
        diagnostics.append(Diagnostic(id, message, at: file, span).noting(note))
    }
}
