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

    /// The cards by lesson, without the lessons that have none. Lessons of two tracks may have one short name, so cards
    /// are told apart by their order, not by the name alone.
    public var sections: [(lesson: Lesson, cards: [Card])] {
        var sections: [(lesson: Lesson, cards: [Card])] = []
        var rest = lessons[...]
        for card in cards {
            if let last = sections.last, last.lesson.code == card.lesson {
                sections[sections.count - 1].cards.append(card)
                continue
            }
            let index = rest.firstIndex { $0.code == card.lesson }
            sections.append((index.map { rest[$0] } ?? Lesson(code: card.lesson, title: ""), [card]))
            if let index { rest = rest[(index + 1)...] }
        }
        return sections
    }

    /// The number of cards in words.
    var count: String { cards.count == 1 ? "1 card" : "\(cards.count) cards" }
}
