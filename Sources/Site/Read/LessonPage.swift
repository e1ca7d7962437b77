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
        // The snippet an `output` fence would belong to: the block just above it.
        var lastSnippet: (node: Document.Node, snippet: Snippet)?
        for node in document.nodes() {
            switch document.kind(node) {
            case .blockQuote: readCallout(node, &diagnostics)
            case .tableRow: readRow(node, &diagnostics)
            case .link, .image:
                let isImage = document.kind(node) == .image
                if isImage, document.plainText(node).allSatisfy(\.isWhitespace) {
                    diagnostics.append(
                        Diagnostic("image-alt", "the image has no description", at: file, linkSpan(node))
                            .noting("write what it shows between the brackets, for those who do not see it"))
                }
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
        readHeadings(&diagnostics)
        FootnoteCheck(document, file).report(&diagnostics)
    }

    /// Headings get their ids last: what the page itself puts ids on comes first.
    private func readHeadings(_ diagnostics: inout [Diagnostic]) {
        var slugs = HeadingSlugs(taken: ownIDs)
        for node in document.nodes() where document.kind(node) == .heading {
            let level = document.headingLevel(node)
            if level == 1, matter.title != nil {
                let span = document.span(node)
                diagnostics.append(
                    Diagnostic("heading-title", "the page has its title in the front matter", at: file, span)
                        .noting("begin a section with `##`"))
            }
            // A computed number gives its expression to the id, as on GitHub.
            headings.append(
                Heading(node: node, level: level, id: slugs.slug(for: document.plainText(node))))
        }
    }

    /// Ids of figures, cards, footnotes and the page's frame.
    private var ownIDs: Set<String> {
        var ids: Set<String> = ["main"]
        var figures = 0
        for item in items {
            if case .figure = item.content {
                figures += 1
                ids.formUnion(["", "-title", "-desc"].map { "figure-\(figures)\($0)" })
            }
        }
        ids.formUnion(cards.flatMap(\.yields).map { "card-\($0.id)" })
        for node in document.nodes() where document.kind(node) == .footnoteDefinition {
            let name = FootnoteCheck.label(of: node, in: document)
            ids.formUnion(["fn-\(name)", "fnref-\(name)"])
        }
        return ids
    }

    /// `[!NOTE]` and its like: one that is misspelt would quietly become a quotation.
    private func readCallout(_ quote: Document.Node, _ diagnostics: inout [Diagnostic]) {
        guard let paragraph = document.firstChild(quote), document.kind(paragraph) == .paragraph,
            let first = document.firstChild(paragraph), document.kind(first) == .text
        else { return }
        let text = document.literal(first)
        guard text.hasPrefix("[!"), let close = text.firstIndex(of: "]") else { return }
        let word = String(text[text.index(text.startIndex, offsetBy: 2)..<close])
        let start = document.span(paragraph).start
        let span = Span(start, start + "[!\(word)]".utf8.count)
        let names = Callout.allCases.map(\.rawValue)
        guard names.contains(word.uppercased()) else {
            diagnostics.append(
                Diagnostic("callout-unknown", "there is no callout `[!\(word)]`", at: file, span).noting(
                    Spelling.nearest(to: word.uppercased(), among: names).map { "did you mean `[!\($0)]`?" }
                        ?? "the callouts are \(names.joined(separator: ", "))"))
            return
        }
        if text.index(after: close) != text.endIndex {
            diagnostics.append(
                Diagnostic("callout-text", "a callout's first line is `[!\(word)]` alone", at: file, span)
                    .noting("put the text into the next line"))
        }
    }

    /// A row with more cells than the head loses them, and a `|` in a code span is a further cell.
    private func readRow(_ row: Document.Node, _ diagnostics: inout [Diagnostic]) {
        let line = file.lineSpan(file.lineIndex(at: document.span(row).start))
        var bars = 0
        var offset = document.span(row).start
        var isLast = false
        while offset < line.end {
            switch file.bytes[offset] {
            case UInt8(ascii: "\\"): offset += 1
            case UInt8(ascii: "|"):
                if offset > document.span(row).start { bars += 1 }
                isLast = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: isLast = false
            }
            offset += 1
        }
        let cells = bars + (isLast ? 0 : 1)
        let columns = document.parent(row).map { document.alignments($0).count } ?? cells
        if cells > columns {
            diagnostics.append(
                Diagnostic(
                    "table-row", "this row has \(cells) cells, and the table \(columns) columns", at: file,
                    Span(document.span(row).start, line.end)
                ).noting("write `\\|` for a bar inside a cell, in code too"))
        }
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

    /// cmark places a link at its line; the address itself, from there to the end of the block, is the better place.
    private func linkSpan(_ node: Document.Node) -> Span {
        let span = document.span(node)
        let line = file.lineSpan(file.lineIndex(at: span.start))
        let url = Array(document.url(node).utf8)
        let end = max(document.endOfBlock(node), line.end)
        let first = max(line.start, min(span.start, end))
        if !url.isEmpty, end - first >= url.count {
            for start in first...(end - url.count) where file.bytes[start] == url[0] {
                if file.bytes[start..<start + url.count].elementsEqual(url) { return Span(start, start + url.count) }
            }
        }
        return Span(span.start, max(span.start, min(span.end, line.end)))
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
        if !document.isClosed(node) {
            diagnostics.append(
                Diagnostic("fence-open", "this fence is not closed", at: file, fence)
                    .noting("end it with a line of as many backticks; all that follows is inside it"))
        }
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
