/// Which card stands where on a sheet that is printed on both sides, cut and dealt: so that the back of each card lies
/// behind its front. It knows places and numbers of cards, no lengths and no texts.
///
/// The mirror is taken over the full grid, empty places included: the cards of a last row that is not full stand on the
/// left of the front and on the right of the back.
public struct Imposition: Sendable, Hashable {
    /// How the printer turns upright paper between its two sides.
    public enum Flip: String, Sendable, CaseIterable {
        /// About the long edge, as the pages of a book turn.
        case long

        /// As printers' settings call it.
        public var setting: String { "flip on the long edge" }
    }

    /// A place of the grid, from 0.
    public struct Place: Sendable, Hashable {
        public var row: Int
        public var column: Int

        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// A card on a leaf: its number in the deck, from 0, and where its two sides stand.
    public struct Placed: Sendable, Hashable {
        public var number: Int
        public var front: Place
        public var back: Place
    }

    public let columns: Int
    public let rows: Int
    public let flip: Flip

    public init(columns: Int = 2, rows: Int = 4, flip: Flip = .long) {
        self.columns = columns
        self.rows = rows
        self.flip = flip
    }

    public var cardsPerLeaf: Int { columns * rows }

    /// Where the back of a card goes whose front is at the place.
    public func back(of front: Place) -> Place {
        switch flip {
        case .long: Place(row: front.row, column: columns - 1 - front.column)
        }
    }

    /// The leaves of paper that a deck takes, each with its cards, row by row.
    public func leaves(cardCount: Int) -> [[Placed]] {
        stride(from: 0, to: cardCount, by: cardsPerLeaf).map { first in
            (first..<min(first + cardsPerLeaf, cardCount)).map { number in
                let front = Place(row: (number - first) / columns, column: (number - first) % columns)
                return Placed(number: number, front: front, back: back(of: front))
            }
        }
    }
}
