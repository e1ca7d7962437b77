import Markup
import Source

/// A card that can be printed, exported or learnt: every number in it is computed, its texts are complete.
public struct Card: Sendable {
    public var kind: CardSource.Kind
    /// Unique in its track; a cloze's cards end in `.1`, `.2` ….
    public var id: String
    /// The short name of its lesson, such as `01-micrograd`; printed in a corner of the card.
    public var lesson: String
    public var front: HTML
    public var back: HTML
    public var frontText: String
    public var backText: String
    /// Where its author wrote it.
    public var location: Diagnostic.Location

    public init(
        kind: CardSource.Kind, id: String, lesson: String, front: HTML, back: HTML, frontText: String,
        backText: String, location: Diagnostic.Location
    ) {
        self.kind = kind
        self.id = id
        self.lesson = lesson
        self.front = front
        self.back = back
        self.frontText = frontText
        self.backText = backText
        self.location = location
    }
}
