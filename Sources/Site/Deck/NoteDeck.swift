import Source

/// The notes of one lesson or of many with what decks for other programs say around them: what `gradbook cards` writes for
/// Anki and hashcards. It knows nothing of pages.
public struct NoteDeck: Sendable {
    public struct Lesson: Sendable {
        /// `TRACK/NN-slug`.
        public let path: String
        /// Plain text.
        public let title: String
        public let track: String
        /// Nil where the lesson has none; only what needs no ledger can be made of it then.
        public let ledger: Ledger?
        public let notes: [Note]

        var name: String { String(path.split(separator: "/").last ?? "") }
        /// The digits of its folder.
        var number: String { String(name.prefix { $0.isNumber }) }
    }

    /// Of the site, plain text.
    public let title: String
    /// Where the site is; nil when nobody said so.
    public let address: String?
    /// Those that have cards.
    public let lessons: [Lesson]

    var notes: [Note] { lessons.flatMap(\.notes) }
}
