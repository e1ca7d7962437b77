import Markup
import Source

/// What the rest of a site needs to know of a lesson before any is made: which pages it has and what can be linked to, how
/// it is called, which cards and formulas are in it. Of ten thousand lessons all outlines are in memory at once and hardly
/// anything else, so an outline holds no document, no text of a page and nothing of the language; it is a plain value that
/// may cross threads and be kept in a file.
struct LessonOutline: Sendable, Equatable {
    struct PageOutline: Sendable, Equatable {
        var kind: Page.Kind
        /// The file, as messages name it.
        var file: String
        /// Everything a link to the page may name behind `#`, sorted.
        var anchors: [String]
    }

    /// A card's id where it stands.
    struct CardPlace: Sendable, Equatable {
        var id: String
        /// The file, as messages name it; a deck of its own has another than the page.
        var file: String
        /// Where the fence begins in the file: ids twice in one fence are its reader's to report.
        var fence: Int
        var span: Span
    }

    /// `TRACK/NN-slug`.
    var path: String
    /// The digits of the folder's name.
    var number: String
    var isDraft: Bool
    /// In the order of the family.
    var pages: [PageOutline]
    /// Of the main page, which is the lesson's.
    var title: InlineOutline
    /// The number of the phase in the track, from 1.
    var phase: Int?
    /// `YYYY-MM-DD`.
    var date: String?
    /// Whether the lesson has a page of cards, and one of answers.
    var hasCards: Bool
    var hasKeys: Bool
    var cards: [CardPlace]
    /// Each different one once.
    var formulas: [Formula.Key]
    /// Files below the content that it links to or shows, as they are named there; each is there.
    var linkedFiles: [String]
    /// The deck that the lesson's ledger names; empty where it names none, nil where there is no ledger.
    var ledgerDeck: String?
}

extension LessonOutline {
    var name: String { String(path.split(separator: "/").last ?? "") }

    func page(_ kind: Page.Kind) -> PageOutline? { pages.first { $0.kind == kind } }

    /// The pages that a reader is led through, in order, the cards last.
    var readingOrder: [Page.Kind] { pages.map(\.kind) + (hasCards ? [.cards] : []) }

    /// Where a reader begins.
    var firstPath: String { SitePaths.page(pages.first?.kind ?? .lesson, of: path) }
}

extension LessonOutline.PageOutline {
    func has(anchor: String) -> Bool {
        var (low, high) = (0, anchors.count)
        while low < high {
            let middle = (low + high) / 2
            if anchors[middle] < anchor { low = middle + 1 } else { high = middle }
        }
        return low < anchors.count && anchors[low] == anchor
    }
}
