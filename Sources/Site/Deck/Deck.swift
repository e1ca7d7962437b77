/// The cards of one lesson or of many, in the order of the lessons: what `gradbook cards` prints, on a terminal or on
/// paper, and exports. It knows nothing of pages.
public struct Deck: Sendable {
    public struct Lesson: Sendable, Equatable {
        /// As in `Card.lesson`.
        public var code: String
        public var title: String

        public init(code: String, title: String) {
            self.code = code
            self.title = title
        }
    }

    /// Plain text.
    public var title: String
    /// A language tag such as `en`.
    public var language: String
    public var lessons: [Lesson]
    public var cards: [Card]

    public init(title: String, language: String = "en", lessons: [Lesson], cards: [Card]) {
        self.title = title
        self.language = language
        self.lessons = lessons
        self.cards = cards
    }

    public func cards(of lesson: Lesson) -> [Card] { cards.filter { $0.lesson == lesson.code } }

    /// The number of cards in words.
    var count: String { cards.count == 1 ? "1 card" : "\(cards.count) cards" }
}
