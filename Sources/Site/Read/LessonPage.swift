import Markup
import Source

/// One Markdown page of a lesson, parsed: its front matter, its document, and in order everything on it that is run or
/// computed. Reading never runs anything; what is wrong with the form of the page is found here.
final class LessonPage {
    struct Heading {
        let node: Document.Node
        let level: Int
        let id: String
    }

    /// A link or image.
    struct Link {
        let url: String
        let span: Span
        let isImage: Bool
    }

    /// The page family of a lesson, in its order.
    static let kinds: [Page.Kind] = [.brief, .lesson, .practice, .summary, .references]

    let kind: Page.Kind
    let file: SourceFile
    let matter: FrontMatter
    let document: Document
    private(set) var items: [PageItem] = []
    private(set) var headings: [Heading] = []
    private(set) var links: [(node: Document.Node, link: Link)] = []
    /// Code spans between dollars, which hold TeX.
    private(set) var mathSpans: [Document.Node] = []

    /// Everything a link to this page may name behind `#`.
    var anchors: Set<String> {
        Set(headings.map(\.id)).union(cards.flatMap(\.yields).map { "card-\($0.id)" })
    }

    var cards: [CardSource] {
        items.flatMap { item -> [CardSource] in
            if case .cards(let fence) = item.content { fence.cards } else { [] }
        }
    }

    init(kind: Page.Kind, file: SourceFile, reader: PageReader, diagnostics: inout [Diagnostic]) {
        self.kind = kind
        self.file = file
        matter = FrontMatter.read(file, &diagnostics)
        document = Document(file: file, fromLine: matter.endLine)
        var slugs = HeadingSlugs()
        // The snippet an `output` fence would belong to: the block just above it.
        var lastSnippet: (node: Document.Node, snippet: Snippet)?
        for node in document.nodes() {
            switch document.kind(node) {
            case .heading:
                headings.append(
                    Heading(
                        node: node, level: document.headingLevel(node), id: slugs.slug(for: headingText(node))))
            case .link, .image:
                let isImage = document.kind(node) == .image
                links.append((node, Link(url: document.url(node), span: linkSpan(node), isImage: isImage)))
            case .code:
                if isMath(node) { mathSpans.append(node) } else { readSpan(node, &diagnostics) }
            case .codeBlock where document.fenceInfo(node) != nil:
                readFence(node, &lastSnippet, reader, &diagnostics)
            case .htmlBlock, .htmlInline:
                readRawHTML(node, reader, &diagnostics)
            default: break
            }
        }
        items.sort { $0.offset < $1.offset }
    }

    /// Links and images in the texts of cards, each at its card.
    var cardLinks: [Link] {
        cards.flatMap { card -> [Link] in
            var found: [Link] = []
            for side in card.yields.flatMap({ [$0.front, $0.back] }) {
                let document = Document(text: side.markdown)
                for node in document.nodes() where [.link, .image].contains(document.kind(node)) {
                    let url = document.url(node)
                    if found.contains(where: { $0.url == url }) { continue }
                    found.append(Link(url: url, span: card.idSpan, isImage: document.kind(node) == .image))
                }
            }
            return found
        }
    }

    /// The text that a heading's id is made of: a computed number gives its expression, as on GitHub.
    private func headingText(_ node: Document.Node) -> String { document.plainText(node) }

    /// cmark places a link at its line; the address itself, when it stands in that line, is the better place.
    private func linkSpan(_ node: Document.Node) -> Span {
        let span = document.span(node)
        let line = file.lineSpan(file.lineIndex(at: span.start))
        let url = Array(document.url(node).utf8)
        guard !url.isEmpty, line.end - line.start >= url.count else { return span }
        for start in max(line.start, min(span.start, line.end - url.count))...(line.end - url.count)
        where file.bytes[start] == url[0] && Array(file.bytes[start..<start + url.count]) == url {
            return Span(start, start + url.count)
        }
        return Span(span.start, min(span.end, line.end))
    }

    private func isMath(_ node: Document.Node) -> Bool {
        guard let before = document.previous(node), let after = document.next(node),
            document.kind(before) == .text, document.kind(after) == .text
        else { return false }
        return document.literal(before).hasSuffix("$") && document.literal(after).hasPrefix("$")
    }

    private func readSpan(_ node: Document.Node, _ diagnostics: inout [Diagnostic]) {
        let content = document.codeSpanSlice(node)
        switch ComputedSpan.read(content) {
        case nil: break
        case .failure(let problem): diagnostics.append(problem)
        case .success(let span): add(node, content.fileOffset(0), .computed(span))
        }
    }

    private func readRawHTML(_ node: Document.Node, _ reader: PageReader, _ diagnostics: inout [Diagnostic]) {
        let text = document.literal(node)
        if isComment(text) {
            document.remove(node)
        } else if !reader.allowsRawHTML {
            let span = document.span(node)
            let line = file.lineSpan(file.lineIndex(at: span.start))
            diagnostics.append(
                Diagnostic(
                    "raw-html", "raw HTML is not allowed", at: file,
                    Span(span.start, max(span.start, min(span.end, line.end)))
                ).noting(
                    "write Markdown, put `<` in a code span, or allow raw HTML with `raw-html: allow` in site.yml"))
        }
    }

    private func isComment(_ html: String) -> Bool {
        let text = html.drop { $0.isWhitespace }
        guard text.hasPrefix("<!--"), let end = text.range(of: "-->") else { return false }
        return text[end.upperBound...].allSatisfy(\.isWhitespace)
    }

    private func add(_ node: Document.Node, _ offset: Int, _ content: PageItem.Content) {
        items.append(PageItem(node: node, offset: offset, content: content))
    }
}

// MARK: Fences

extension LessonPage {
    /// Languages whose fences mean something here.
    private static let languages =
        ["python", "output", "cards", "source", "math"] + FigureSource.Kind.allCases.map(\.rawValue)

    /// Figures that belong to the language and are not drawn yet.
    private static let unsupportedFigures = ["steps", "practice"]

    private func readFence(
        _ node: Document.Node, _ lastSnippet: inout (node: Document.Node, snippet: Snippet)?, _ reader: PageReader,
        _ diagnostics: inout [Diagnostic]
    ) {
        let info = FenceInfo(document.fenceInfoSlice(node))
        let start = document.span(node).start
        let fence = Span(start, file.lineSpan(file.lineIndex(at: start)).end)
        func report(_ id: String, _ message: String, _ span: Span, _ note: String) {
            diagnostics.append(Diagnostic(id, message, at: file, span).noting(note))
        }
        switch info.language {
        case "python" where !info.beginsWithSpace:
            let snippet = readSnippet(node, info, fence, &diagnostics)
            add(node, start, .snippet(snippet))
            lastSnippet = (node, snippet)
        case "output" where !info.beginsWithSpace:
            guard let last = lastSnippet, document.previous(node) == last.node else {
                report(
                    "output-without-snippet", "an `output` fence must stand directly after a snippet", fence,
                    "put it below its `python` fence with nothing between them, or use a `text` fence for other text")
                return
            }
            readOutput(node, info, fence, of: last.snippet, reader, &diagnostics)
        case "cards" where !info.beginsWithSpace:
            for word in info.words {
                report("fence-word", "a `cards` fence takes no words", word.span, "remove `\(word.text)`")
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
            var body = Settings(document.fenceContent(node), subject: "the figure", keys: ["caption"])
            let caption = body.text("caption").map { FrontMatter.Text(text: $0.text, span: $0.span) }
            diagnostics += body.diagnostics
            add(node, start, .figure(FigureSource(kind: kind, expression: info.rest, caption: caption, fence: fence)))
        case let word where Self.unsupportedFigures.contains(word):
            report(
                "figure-unsupported", "`\(word)` figures are not supported by this version", info.languageSpan,
                "use `forward`, `backward` or `graph`")
        default:
            readOtherFence(info, fence, &diagnostics)
        }
    }

    /// A fence of any other language is shown as it is, unless it looks like one that its author meant to be run.
    private func readOtherFence(_ info: FenceInfo, _ fence: Span, _ diagnostics: inout [Diagnostic]) {
        let word = info.language
        let lower = word.lowercased()
        let meant =
            lower == "py" || lower == "python3"
            ? "python" : Self.languages.contains(lower) ? lower : Spelling.nearest(to: lower, among: Self.languages)
        guard let meant, info.beginsWithSpace || meant != word else { return }
        let problem =
            info.beginsWithSpace && meant == word
            ? "a space stands between the fence and `\(word)`, so it is not run"
            : "`\(word)` is no language that gradbook runs"
        diagnostics.append(
            Diagnostic("fence-unknown", problem, at: file, info.languageSpan)
                .noting("write ```\(meant), or `text` for a text that is only shown"))
    }

    private func readSnippet(
        _ node: Document.Node, _ info: FenceInfo, _ fence: Span, _ diagnostics: inout [Diagnostic]
    ) -> Snippet {
        var snippet = Snippet(code: document.fenceContent(node), fence: fence)
        func report(_ id: String, _ message: String, _ span: Span, _ note: String) {
            diagnostics.append(Diagnostic(id, message, at: file, span).noting(note))
        }
        for word in info.words {
            switch (word.text, word.value) {
            case ("hide", nil): snippet.isHidden = true
            case ("raises", nil): snippet.raises = true
            case ("static", nil): snippet.isStatic = true
            case ("fresh", nil): snippet.isFresh = true
            case ("reason", let reason?): snippet.reason = reason
            default:
                let nearest = Spelling.nearest(to: word.text, among: Snippet.words + ["reason"])
                report(
                    "fence-word", "a `python` fence does not know `\(word.text)`", word.span,
                    nearest.map { "did you mean `\($0)`?" } ?? "it knows \(Snippet.words.joined(separator: ", "))")
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

    private func readOutput(
        _ node: Document.Node, _ info: FenceInfo, _ fence: Span, of snippet: Snippet, _ reader: PageReader,
        _ diagnostics: inout [Diagnostic]
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
}
