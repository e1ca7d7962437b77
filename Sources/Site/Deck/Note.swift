import Markup
import MiniPython
import Source

/// A card as its author wrote it, with its numbers computed and every piece of it known for what it is: what the ledger
/// keeps and what decks for other programs are made of. One note makes all the cards of a cloze. It holds no HTML, so
/// that nothing changes in it when pages come to look different.
public struct Note: Sendable {
    enum Part: Sendable, Equatable {
        /// Markdown.
        case text(String)
        /// A code span with its backticks.
        case code(String)
        /// TeX.
        case math(String)
        /// A computed number as it is shown.
        case value(String)
        /// The beginning and the end of a deletion; the number is that of its card.
        case open(Int)
        case close
    }

    public let kind: CardSource.Kind
    /// Unique in its track.
    public let id: String
    /// The numbers of its cards: 1, for a reversed card 1 and 2, for a cloze those of its deletions.
    public let numbers: [Int]
    /// The path of its lesson, `TRACK/NN-slug`.
    public let lesson: String
    /// Question and answer; a cloze has one text.
    let sides: [[Part]]
    /// The files of its images, by their addresses.
    let images: [String: SourceFile]
    /// Where its links lead, by their addresses: on the site, below its address; nil for those of the whole world.
    let pages: [String: String]
    /// Of its id, where its author wrote it.
    public let location: Diagnostic.Location

    /// The ids of its cards, as pages, paper and terminals show them.
    public var cardIDs: [String] { Self.cardIDs(kind, id, numbers) }

    static func cardIDs(_ kind: CardSource.Kind, _ id: String, _ numbers: [Int]) -> [String] {
        numbers.map { kind != .cloze && $0 == 1 ? id : "\(id).\($0)" }
    }
}

// MARK: Of a lesson

extension Note {
    /// The notes of a lesson in its order. A card one of whose numbers could not be computed is left out.
    static func all(of run: LessonRun, links: LinkMap, folder: ContentFolder) -> [Note] {
        run.pages.flatMap { page in
            zip(page.page.items, page.results).flatMap { item, result -> [Note] in
                guard case .cards(let fence) = item.content, case .cards(let values) = result else { return [] }
                return zip(fence.cards, values).compactMap { card, values in
                    Note(
                        card, values, isDeck: fence.include != nil, on: page.page, of: run.lesson, links: links,
                        folder: folder)
                }
            }
        }
    }

    private init?(
        _ card: CardSource, _ values: [Computed?], isDeck: Bool, on page: LessonPage, of lesson: Lesson, links: LinkMap,
        folder: ContentFolder
    ) {
        for (span, value) in zip(card.codeSpans, values) where value == nil && !span.isMath && !isDeck {
            if ComputedSpan.read(span.content) != nil { return nil }
        }
        kind = card.kind
        id = card.id
        self.lesson = lesson.path
        location = .init(card.fence.file, card.idSpan)
        sides = card.parts.map { Self.parts($0, card.codeSpans, values) }
        switch card.kind {
        case .basic: numbers = [1]
        case .reversed: numbers = [1, 2]
        case .cloze:
            let groups = sides[0].compactMap { part -> Int? in if case .open(let group) = part { group } else { nil } }
            numbers = Set(groups).sorted()
        }
        var images: [String: SourceFile] = [:]
        var pages: [String: String] = [:]
        for side in card.yields.flatMap({ [$0.front, $0.back] }) {
            let document = Document(text: side.markdown)
            for node in document.nodes() where [.link, .image].contains(document.kind(node)) {
                let link = LessonPage.Link(
                    url: document.url(node), span: card.idSpan, isImage: document.kind(node) == .image)
                switch links.resolve(link, on: page, of: lesson) {
                case .file(let path) where link.isImage: images[link.url] = folder.read(path)
                case .file(let path): pages[link.url] = path
                case .page(let path, let anchor): pages[link.url] = path + (anchor.map { "#" + $0 } ?? "")
                case .external, .broken: break
                }
            }
        }
        self.images = images
        self.pages = pages
    }

    private static func parts(
        _ written: [CardSource.Part], _ spans: [CardSource.CodeSpan], _ values: [Computed?]
    ) -> [Part] {
        var parts: [Part] = []
        var endsMath = false
        for part in written {
            switch part {
            case .text(let text):
                parts.append(.text(endsMath ? String(text.dropFirst()) : text))
                endsMath = false
            case .code(let index) where spans[index].isMath:
                // The dollars around it are no text.
                if case .text(let text)? = parts.last { parts[parts.count - 1] = .text(String(text.dropLast())) }
                parts.append(.math(spans[index].text))
                endsMath = true
            case .code(let index):
                parts.append(values[index].map { .value(ComputedNumber.text($0)) } ?? .code(spans[index].written))
            case .open(let group): parts.append(.open(group))
            case .close: parts.append(.close)
            }
        }
        return parts.filter { $0 != .text("") }
    }
}

// MARK: What it says

extension Note {
    /// A digest of everything that a learner sees of it: its texts, its numbers, its pictures. It changes when one of
    /// these does, and with nothing else: neither with an expression whose value stays, nor with the look of pages.
    var content: String {
        var bytes = Array(kind.rawValue.utf8)
        // Bytes that Markdown cannot hold part the pieces.
        for side in sides {
            bytes.append(0x1E)
            for part in side {
                switch part {
                case .text(let text), .code(let text): bytes += Array(text.utf8)
                case .math(let tex): bytes += Array("$`\(tex)`$".utf8)
                case .value(let text): bytes += [0x11] + Array(text.utf8) + [0x12]
                case .open(let group): bytes += [0x13] + Array(String(group).utf8) + [0x14]
                case .close: bytes.append(0x15)
                }
            }
        }
        for (address, file) in images.sorted(by: { $0.key < $1.key }) {
            bytes += [0x1D] + Array(address.utf8) + [0x1F] + SHA256(file.bytes).digest
        }
        return SHA256(bytes).hexadecimal(bytes: 16)
    }
}
