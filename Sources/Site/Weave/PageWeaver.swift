import Markup
import Micrograd
import MiniPython
import Source

/// Puts what a page computed into its document, and turns the document into HTML. The document is changed in place, so
/// a page is woven once.
struct PageWeaver {
    let run: PageRun
    let lesson: Lesson
    let links: LinkMap
    let anchors: LineAnchors
    let formulas: Formulas
    /// The page's own place in the output.
    let path: String
    /// Gives an image of a card as a `data:` address, for a deck that is one file by itself; nil for a page of the site.
    var embedded: ((String) -> String?)?

    /// What became of a page.
    struct Woven {
        var body: HTML
        var sections: [Page.Section]
        var reading: ReadingTime
        /// The cards of the page, in order.
        var cards: [Card]
        /// The same, with their links as they lead from the lesson's page of cards and from the track's of reviews.
        var listedCards: [Card] = []
        var reviewedCards: [Card] = []
        /// Files below the content that the page shows or links to.
        var files: [String]
        /// What search finds on the page.
        var searchable: [Page.SearchSection]
        /// Whether it has a pass that can be walked step by step.
        var hasSteps = false
        /// The answers to its practice figures.
        var keys: [PracticeKey] = []
    }

    /// Values whose forward or backward table is on the page.
    private var tabled: Set<Tape.Node> {
        var roots: Set<Tape.Node> = []
        for (item, result) in zip(run.page.items, run.results) {
            guard case .figure(let source) = item.content, case .figure(let figure) = result,
                [.forward, .backward].contains(source.kind),
                let root = figure.graph.nodes.last
            else { continue }
            roots.insert(root.node)
        }
        return roots
    }

    private var document: Document { run.page.document }

    func weave() -> Woven {
        var woven = Woven(
            body: "", sections: [], reading: ReadingTime(), cards: [], files: [],
            searchable: SearchText(run, formulas).sections)
        weaveFormulas(&woven)
        // Before anything else is changed, so that the nodes need not be listed again: what is put in the place of others
        // is none of those that are looked for.
        let nodes = document.nodes()
        var hasNotes = false
        for node in nodes {
            switch document.kind(node) {
            case .text:
                let (words, text) = document.withLiteral(node) { (ReadingTime.words(in: $0), Self.keptTogether($0)) }
                woven.reading.words += words
                if let text { document.setLiteral(node, text) }
            case .tableRow: woven.reading.tableRows += 1
            case .footnoteDefinition: hasNotes = true
            default: break
            }
        }
        weaveLinks(&woven)
        weaveItems(&woven)
        if hasNotes { SideNote.weave(in: document) }
        weaveBlocks(nodes)
        weaveHeadings(&woven)
        woven.body = document.html()
        return woven
    }

    private func weaveItems(_ woven: inout Woven) {
        var number = 0
        /// The output fence directly below a snippet is the claim on it; what the snippet printed stands there already.
        for (item, result) in zip(run.page.items, run.results) {
            switch (item.content, result) {
            case (.snippet(let snippet), .snippet(let snippetRun)):
                weave(snippet, snippetRun, at: item.node, &woven)
            case (.output(let claim), _):
                guard let recorded = claim.recorded else {
                    document.remove(item.node)
                    continue
                }
                woven.reading.codeWords += ReadingTime.codeWords(in: recorded.output)
                document.replace(item.node, with: SnippetBlock.output(recorded.output, .recorded))
            case (_, .computed(let computed)):
                if document.isInImage(item.node) {
                    let text = ComputedNumber.text(computed)
                    woven.reading.words += ReadingTime.words(in: text)
                    document.replace(item.node, withText: text)
                } else {
                    // The heading stands in the table of contents too, inside a link.
                    let isPlain = isInHeading(item.node)
                    document.replace(
                        item.node, with: ComputedNumber.html(computed, isPlain ? nil : note(computed)))
                }
                woven.reading.words += 1
            case (.figure(let source), .figure(let figure)):
                number += 1
                document.replace(item.node, with: html(source, figure, id: "figure-\(number)", &woven))
            case (.cards(let fence), .cards(let values)):
                let cards = cards(fence, values, on: path, &woven.files)
                woven.cards += cards
                let listed = SitePaths.page(.cards, of: lesson.path)
                woven.listedCards += self.cards(fence, values, on: listed, &woven.files)
                let reviewed = SitePaths.review(ofLesson: lesson.path)
                woven.reviewedCards += self.cards(fence, values, on: reviewed, &woven.files)
                document.replace(item.node, with: CardsFigure.html(cards))
            case (.source(let excerpt), _):
                woven.reading.codeWords += ReadingTime.codeWords(in: excerpt.text)
                document.replace(item.node, with: SnippetBlock.source(excerpt))
            default: break
            }
        }
    }

    /// The cards of a fence as a page shows them.
    private func cards(
        _ fence: CardFence, _ values: [[Computed?]], on page: String, _ files: inout [String]
    ) -> [Card] {
        zip(fence.cards, values).flatMap { source, values in
            source.cards(
                lesson: lesson.name,
                values: values.map { number in
                    number.map { CardSource.Value($0, NumberNote($0, on: run.page, anchors: nil)) }
                }, formulas: formulas
            ) {
                weaveLinks(ofCard: $0, on: page, &files)
            }
        }
    }

    private func weave(_ snippet: Snippet, _ snippetRun: SnippetRun?, at node: Document.Node, _ woven: inout Woven) {
        guard !snippet.isHidden else {
            document.remove(node)
            return
        }
        let code = snippet.code.text
        woven.reading.codeWords += ReadingTime.codeWords(in: code)
        var html =
            snippet.isStatic
            ? SnippetBlock.unrun(code, reason: snippet.reason ?? "")
            : SnippetBlock.code(code, ids: anchors.ids(in: snippet.code), scan: snippetRun?.scan)
        if let snippetRun {
            let message = snippetRun.failure.map { $0.message + "\n" } ?? ""
            if snippetRun.failure != nil {
                html += SnippetBlock.output(snippetRun.output + message, .raised)
            } else if !snippetRun.output.isEmpty {
                html += SnippetBlock.output(snippetRun.output)
            }
            woven.reading.codeWords += ReadingTime.codeWords(in: snippetRun.output + message)
        }
        document.replace(node, with: html)
    }

    private func html(_ source: FigureSource, _ figure: FigureRun, id: String, _ woven: inout Woven) -> HTML {
        woven.reading.figures += 1
        let caption = figure.caption.map { InlineWeave($0, formulas: formulas, note: note).html }
        switch (source.kind, figure.content) {
        case (.forward, .graph(let graph)):
            woven.reading.tableRows += graph.nodes.count
            return Figure.forward(graph, caption: caption, id: id)
        case (.graph, .graph(let graph)):
            let isTabled = graph.nodes.last.map { tabled.contains($0.node) } ?? false
            // Run has refused graphs that are too large to draw.
            let html = try? Figure.graph(
                graph, pass: figure.pass, parameters: figure.parameters, foldedTable: isTabled, caption: caption, id: id
            )
            return html ?? ""
        case (.steps, .pass(let trace)):
            woven.hasSteps = true
            woven.reading.tableRows += trace.events.reduce(1) { $0 + $1.contributions.count }
            return (try? Figure.steps(trace, parameters: figure.parameters, caption: caption, id: id)) ?? ""
        case (_, .practice(let practice)):
            woven.reading.tableRows += practice.lines.count + 1
            let key = PracticeKey(practice, page: run.page.kind, figure: id)
            woven.keys.append(key)
            let page = SitePaths.link(from: path, to: SitePaths.page(.key, of: lesson.path))
            return Figure.practice(practice, caption: caption, id: id, key: "\(page)#\(key.id)")
        case (_, .pass(let trace)):
            woven.reading.tableRows += trace.events.reduce(1) { $0 + $1.contributions.count }
            return Figure.backward(trace, caption: caption, id: id)
        default: return ""
        }
    }

    private func note(_ number: Computed) -> NumberNote { NumberNote(number, on: run.page, anchors: anchors) }

    private func isInHeading(_ node: Document.Node) -> Bool {
        var ancestor = document.parent(node)
        while let current = ancestor {
            if document.kind(current) == .heading || document.kind(current) == .link { return true }
            ancestor = document.parent(current)
        }
        return false
    }

    /// Blocks that any author's Markdown may hold. None of those that are replaced with all that stands in them can hold
    /// another of these.
    private func weaveBlocks(_ nodes: [Document.Node]) {
        // What was replaced or taken out stands below nothing.
        for node in nodes where Self.isWoven(document.kind(node)) && document.parent(node) != nil {
            switch document.kind(node) {
            case .item: document.labelTask(node)
            case .codeBlock: document.replace(node, with: SnippetBlock.plain(document.literal(node)))
            case .table: document.replace(node, with: TableBlock.html(node, in: document))
            case .blockQuote: Callout.weave(node, in: document)
            default: break
            }
        }
    }

    private static func isWoven(_ kind: Document.Kind) -> Bool {
        switch kind {
        case .item, .codeBlock, .table, .blockQuote: true
        default: false
        }
    }

    private func weaveHeadings(_ woven: inout Woven) {
        for heading in run.page.headings {
            let title = document.inlineHTML(heading.node)
            if heading.level == 2 || heading.level == 3 {
                woven.sections.append(
                    Page.Section(level: heading.level, id: heading.id, title: Self.unlinked(title)))
            }
            document.replaceShell(
                heading.node, with: "<h\(heading.level) id=\"\(heading.id)\">", "</h\(heading.level)>")
        }
    }

    /// A heading as the table of contents shows it, itself a link: without the links and the markers of notes in it, whose
    /// ids would be there twice.
    private static func unlinked(_ title: HTML) -> HTML {
        // Most headings have no markup, and a regular expression is compiled anew each time.
        guard title.text.utf8.contains(UInt8(ascii: "<")) else { return title }
        return HTML(
            markup: title.text.replacing(#/<sup class="footnote-ref">.*?</sup>/#, with: "")
                .replacing(#/</?a\b[^>]*>/#, with: ""))
    }

    private func weaveLinks(_ woven: inout Woven) {
        for (node, link) in run.page.links { woven.files += follow(link, node, in: document, on: path) }
    }

    /// Makes a link lead where its page or file will be.
    /// - Returns: the file below the content that it leads to, if it leads to one.
    private func follow(
        _ link: LessonPage.Link, _ node: Document.Node, in document: Document, on here: String
    ) -> [String] {
        switch links.resolve(link, on: run.page, of: lesson) {
        case .page(let target, let anchor):
            let page = target == here && anchor != nil ? "" : SitePaths.link(from: here, to: target)
            document.setURL(node, page + (anchor.map { "#" + $0 } ?? ""))
        case .file(let file):
            document.setURL(node, SitePaths.link(from: here, to: file))
            return [file]
        case .external, .broken: break
        }
        return []
    }

    private static func keepDerivativesTogether(in document: Document) {
        for node in document.nodes() where document.kind(node) == .text {
            if let text = document.withLiteral(node, keptTogether) { document.setLiteral(node, text) }
        }
    }

    /// `∂L/∂a` is one thing: no line may end behind its slash.
    /// - Returns: nil for a text without such a thing.
    private static func keptTogether(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.holds(UInt8(ascii: "/")) else { return nil }
        var text = TextWriter()
        var start = 0
        for index in bytes.indices where bytes[index...].starts(with: "/∂".utf8) {
            text.write(bytes[start...index])
            text.write("\u{2060}")
            start = index + 1
        }
        if start == 0 { return nil }
        text.write(bytes[start...])
        return text.text
    }

    private func weaveLinks(ofCard document: Document, on page: String, _ files: inout [String]) {
        Self.keepDerivativesTogether(in: document)
        for node in document.nodes() where [.link, .image].contains(document.kind(node)) {
            let link = LessonPage.Link(
                url: document.url(node), span: Span(0, 0), isImage: document.kind(node) == .image)
            let followed = follow(link, node, in: document, on: page)
            if link.isImage, let file = followed.first, let data = embedded?(file) { document.setURL(node, data) }
            files += followed
        }
    }

    private func weaveFormulas(_ woven: inout Woven) {
        let inline = FormulaWeave.inline(in: document, formulas)
        let display = FormulaWeave.display(in: document, formulas)
        for (node, replacement) in inline { replacement.put(in: node, of: document) }
        for (node, replacement) in display { replacement.put(in: node, of: document) }
        woven.reading.inlineFormulas += inline.count
        woven.reading.displayFormulas += display.count
    }
}
