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
    /// Code that is neither run nor compared.
    private(set) var listings: [Listing] = []
    private(set) var headings: [Heading] = []
    private(set) var links: [(node: Document.Node, link: Link)] = []
    /// Code spans between dollars and `math` fences, which hold TeX.
    private(set) var formulas: [(node: Document.Node, formula: Formula)] = []

    /// Everything a link to this page may name behind `#`.
    var anchors: Set<String> {
        Set(headings.map(\.id)).union(cards.flatMap(\.yields).map { "card-\($0.id)" })
    }

    var snippets: [Snippet] {
        items.compactMap { item in
            if case .snippet(let snippet) = item.content { snippet } else { nil }
        }
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
        var fences = FenceReader(document: document, reader: reader)
        var form = FormCheck(document: document, allowsRawHTML: reader.allowsRawHTML)
        var headings: [Document.Node] = []
        var notes: [Document.Node] = []
        for node in document.nodes() {
            switch document.kind(node) {
            case .text, .softBreak, .paragraph, .tableCell: break
            case .heading: headings.append(node)
            case .footnoteDefinition: notes.append(node)
            case .link, .image: readLink(node, &diagnostics)
            case .code where document.isMath(node):
                formulas.append((node, Formula(tex: document.codeSpanSlice(node), isDisplay: false)))
            case .code: readSpan(node, &diagnostics)
            case .codeBlock:
                fences.read(node)
                if document.isMathFence(node) {
                    formulas.append((node, Formula(tex: document.fenceContent(node), isDisplay: true)))
                }
            default: form.check(node)
            }
        }
        items += fences.items
        listings = fences.listings
        diagnostics += fences.diagnostics + form.diagnostics
        items.sort { $0.offset < $1.offset }
        checkGroups(&diagnostics)
        readHeadings(headings, ownIDs(notes), &diagnostics)
        FootnoteCheck(document, file).report(&diagnostics)
    }

    /// A group is asked at one go, between two passages: with more than a few cards it is a test in the way, and a card by
    /// itself has nothing to be told from. Decks of their own come as they are, and a page's only card has no other group.
    private func checkGroups(_ diagnostics: inout [Diagnostic]) {
        let all = cards.flatMap(\.yields).count
        for item in items {
            guard case .cards(let fence) = item.content, fence.include == nil, !fence.cards.isEmpty else { continue }
            let count = fence.cards.flatMap(\.yields).count
            guard count > 5 || (count == 1 && all > 1) else { continue }
            let span = document.span(item.node)
            diagnostics.append(
                Diagnostic(
                    "cards-group", count == 1 ? "this is a group of one card" : "this is a group of \(count) cards",
                    at: file, Span(span.start, file.lineSpan(file.lineIndex(at: span.start)).end), severity: .warning
                ).noting(
                    count == 1
                        ? "put it with others, or write a second one here: groups of two to five are asked well"
                        : "divide it, each part behind the passage it belongs to: groups of two to five are asked well")
            )
        }
    }

    /// Headings get their ids last: what the page itself puts ids on comes first.
    private func readHeadings(
        _ nodes: [Document.Node], _ ownIDs: Set<String>, _ diagnostics: inout [Diagnostic]
    ) {
        var slugs = HeadingSlugs(taken: ownIDs)
        var seen: [String: Span] = [:]
        for node in nodes {
            let level = document.headingLevel(node)
            if level == 1, matter.title != nil {
                let span = document.span(node)
                diagnostics.append(
                    Diagnostic("heading-title", "the page has its title in the front matter", at: file, span)
                        .noting("begin a section with `##`"))
            }
            // A computed number gives its expression to the id, as on GitHub.
            let text = document.plainText(node)
            let id = slugs.slug(for: text)
            if let first = seen[text] {
                var found = Diagnostic(
                    "heading-duplicate", "a heading with these words stands above, so this one is `#\(id)`", at: file,
                    document.span(node), severity: .warning)
                found.notes.append(.init("the first one", at: .init(file, first)))
                diagnostics.append(found.noting("give it words of its own; `#\(id)` changes when others are added"))
            } else {
                seen[text] = document.span(node)
            }
            headings.append(Heading(node: node, level: level, id: id))
        }
    }

    /// Ids of figures, cards, footnotes and the page's frame.
    private func ownIDs(_ notes: [Document.Node]) -> Set<String> {
        var ids: Set<String> = ["main"]
        var figures = 0
        for item in items {
            if case .figure = item.content {
                figures += 1
                ids.formUnion(["", "-title", "-desc"].map { "figure-\(figures)\($0)" })
            }
        }
        ids.formUnion(cards.flatMap(\.yields).map { "card-\($0.id)" })
        for node in notes {
            let name = FootnoteCheck.label(of: node, in: document)
            ids.formUnion(["fn-\(name)", "fnref-\(name)"])
        }
        return ids
    }

    /// Decks that the page takes in, by their paths.
    var decks: [String] {
        items.compactMap { item in
            guard case .cards(let fence) = item.content, fence.include != nil else { return nil }
            return fence.file.path
        }
    }

    /// Links and images in the texts of cards, each at its card.
    private(set) lazy var cardLinks: [Link] = {
        let cards = items.flatMap { item -> [(card: CardSource, place: Span)] in
            guard case .cards(let fence) = item.content else { return [] }
            // A deck of its own is reported where the page takes it in.
            return fence.cards.map { ($0, fence.include ?? $0.idSpan) }
        }
        return cards.flatMap { card, place -> [Link] in
            var found: [Link] = []
            for side in card.yields.flatMap({ [$0.front, $0.back] }) {
                let document = Document(text: side.markdown)
                for node in document.nodes() where [.link, .image].contains(document.kind(node)) {
                    let url = document.url(node)
                    if found.contains(where: { $0.url == url }) { continue }
                    found.append(Link(url: url, span: place, isImage: document.kind(node) == .image))
                }
            }
            return found
        }
    }()

    private func readLink(_ node: Document.Node, _ diagnostics: inout [Diagnostic]) {
        let link = Link(
            url: document.url(node), span: linkSpan(node), isImage: document.kind(node) == .image)
        if link.isImage, document.plainText(node).allSatisfy(\.isWhitespace) {
            diagnostics.append(
                Diagnostic("image-alt", "the image has no description", at: file, link.span)
                    .noting("write what it shows between the brackets, for those who do not see it"))
        }
        links.append((node, link))
    }

    /// cmark places a link at its line; the address itself, from there to the end of the block, is the better place. It
    /// stands behind the text of the link, which may be the same.
    private func linkSpan(_ node: Document.Node) -> Span {
        let span = document.span(node)
        let line = file.lineSpan(file.lineIndex(at: span.start))
        let url = Array(document.url(node).utf8)
        let end = max(document.endOfBlock(node), line.end)
        let first = behindText(of: max(line.start, min(span.start, end)), before: end)
        if !url.isEmpty, end - first >= url.count {
            for start in first...(end - url.count) where file.bytes[start] == url[0] {
                if file.bytes[start..<start + url.count].elementsEqual(url) { return Span(start, start + url.count) }
            }
        }
        return Span(span.start, max(span.start, min(span.end, line.end)))
    }

    /// Behind the `](` that ends the text of a link; the beginning when it has none, as an address by itself.
    private func behindText(of start: Int, before end: Int) -> Int {
        var depth = 0
        var index = start
        if index < end, file.bytes[index] == UInt8(ascii: "!") { index += 1 }
        guard index < end, file.bytes[index] == UInt8(ascii: "[") else { return start }
        while index < end {
            switch file.bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { break }
        }
        return index < end && file.bytes[index] == UInt8(ascii: "(") ? index + 1 : start
    }

    private func readSpan(_ node: Document.Node, _ diagnostics: inout [Diagnostic]) {
        let content = document.codeSpanSlice(node)
        switch ComputedSpan.read(content) {
        case nil: break
        case .failure(let problem): diagnostics.append(problem)
        case .success(let span):
            items.append(PageItem(node: node, offset: content.fileOffset(0), content: .computed(span)))
        }
    }
}
