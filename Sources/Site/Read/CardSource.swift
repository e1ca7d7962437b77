import Source

/// One card as its author wrote it, or one cloze with all the cards it yields. Its texts are still Markdown, and the
/// numbers in them are still code spans: Weave evaluates each span once, where it stands in the source, and puts the
/// value into every side that shows it.
public struct CardSource: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// `Q:` and `A:`, one card.
        case basic
        /// `QA:` and `A:`, a card from each side.
        case reversed
        /// `C:`, one card for each `[deletion]`, or for all that share a number as `[these]{1}` `[two]{1}` do.
        case cloze
    }

    /// A code span of the card, in whichever side it stands.
    public struct CodeSpan: Sendable {
        /// Its content with its place in the file, as CommonMark reads it: a line ending is a space, and one space is
        /// taken off both ends when both have one.
        public let content: SourceSlice
        /// The file's bytes from the first backtick to the last.
        public let span: Span
        /// Between dollars it is mathematics and never computed.
        public let isMath: Bool
        /// As it is written, with its backticks.
        let written: String

        public var text: String { content.text }
    }

    /// What one side of a card shows, as Markdown. `CardMarks` says what its brackets mean.
    public struct Side: Sendable, Equatable {
        public let markdown: String
        /// For each code span of `markdown`, in order of occurrence, its index in the card's `codeSpans`.
        public let codeSpans: [Int]
    }

    /// A card as a learner meets it.
    public struct Yield: Sendable, Equatable {
        /// The card's own id for a question, `ID.2` for the same asked backwards, `ID.1`, `ID.2` … for the deletions of
        /// a cloze by their numbers.
        public let id: String
        public let front: Side
        public let back: Side
    }

    /// A piece of a side as its author wrote it.
    enum Part: Sendable, Equatable {
        case text(String)
        /// A code span, by its index in the card's `codeSpans`.
        case code(Int)
        /// The beginning of a deletion, with its number.
        case open(Int)
        /// The end of a deletion.
        case close
    }

    public let kind: Kind
    /// Lower-case letters, digits and hyphens; never changes, whatever happens to the text.
    public let id: String
    /// The id's place in the file, without its braces.
    public let idSpan: Span
    /// The fence the card stands in.
    public let fence: SourceSlice
    /// The whole card in the file.
    public let span: Span
    /// In the file, question and answer; a cloze has one text.
    public let sideSpans: [Span]
    /// The texts of the sides, with the id still in them.
    let sides: [SourceSlice]
    /// The id with its braces, in the file.
    let idText: Span
    /// In the file, the `[deletions]` of a cloze.
    let deletions: [Span]
    /// In the file, the numbers in braces behind deletions.
    let groupTexts: [Span]
    /// All code spans, in the order in which they stand in the file.
    public let codeSpans: [CodeSpan]
    /// The sides piece by piece, without the id; a cloze has one.
    let parts: [[Part]]
    /// Never empty.
    public let yields: [Yield]

    public var location: Diagnostic.Location { .init(fence.file, span) }
}

extension CardSource {
    /// A finding for every card whose id an earlier one has. Ids twice in one fence are left out: its parser has
    /// reported them.
    public static func duplicateIDs(among cards: [CardSource]) -> [Diagnostic] {
        var first: [String: CardSource] = [:]
        var found: [Diagnostic] = []
        for card in cards {
            guard let earlier = first[card.id] else {
                first[card.id] = card
                continue
            }
            if earlier.isInFence(of: card) { continue }
            found.append(card.duplicate(of: earlier))
        }
        return found
    }

    func duplicate(of earlier: CardSource) -> Diagnostic {
        Self.duplicate(id, at: .init(fence.file, idSpan), of: .init(earlier.fence.file, earlier.idSpan))
    }

    static func duplicate(_ id: String, at place: Diagnostic.Location, of earlier: Diagnostic.Location) -> Diagnostic {
        var diagnostic = Diagnostic(
            "card-id-duplicate", "the card id \"\(id)\" is taken", at: place.file, place.span)
        diagnostic.notes.append(.init("first used here", at: earlier))
        return diagnostic.noting("give this card an id of its own; ids are unique in a track")
    }

    private func isInFence(of other: CardSource) -> Bool {
        fence.file.path == other.fence.file.path && fence.fileOffset(0) == other.fence.fileOffset(0)
    }
}
