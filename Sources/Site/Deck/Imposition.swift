/// Which card stands where on a sheet that is printed on both sides, cut and dealt, or printed on one side and folded: so
/// that the back of each card lies behind its front. It knows places and numbers of cards, no lengths and no texts.
///
/// The mirror is taken over the full grid, empty places included: the cards of a last row that is not full stand on the
/// left of the front and on the right of the back.
public struct Imposition: Sendable, Hashable {
    /// How upright paper is turned between its two sides.
    public enum Flip: String, Sendable, CaseIterable {
        /// About the long edge, as the pages of a book turn.
        case long
        /// About the short edge, as those of a note pad turn. The page of the backs is then that of the long edge on its
        /// head, so that a card that is cut out turns as the pages of a book again.
        case short
        /// Printed on one side and folded about the line down its middle.
        case fold

        /// As printers' settings call it.
        public var setting: String {
            switch self {
            case .long: "flip on the long edge"
            case .short: "flip on the short edge"
            case .fold: "one side only"
            }
        }
    }

    /// Columns by rows.
    public enum Grid: String, Sendable, CaseIterable {
        case twoByFour = "2x4"
        case threeByThree = "3x3"
        case twoByFive = "2x5"

        public var columns: Int { self == .threeByThree ? 3 : 2 }
        public var rows: Int {
            switch self {
            case .twoByFour: 4
            case .threeByThree: 3
            case .twoByFive: 5
            }
        }
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

    public init(_ grid: Grid, flip: Flip = .long) { self.init(columns: grid.columns, rows: grid.rows, flip: flip) }

    /// The columns that hold fronts. A folded sheet has its fronts on the left; of three columns the middle one, which the
    /// fold goes through, stays empty.
    public var frontColumns: Int { flip == .fold ? columns / 2 : columns }

    public var cardsPerLeaf: Int { frontColumns * rows }

    /// The places of a full leaf's fronts, row by row.
    public var fronts: [Place] {
        (0..<rows).flatMap { row in (0..<frontColumns).map { Place(row: row, column: $0) } }
    }

    /// Where the back of a card goes whose front is at the place.
    public func back(of front: Place) -> Place {
        switch flip {
        case .long, .fold: Place(row: front.row, column: columns - 1 - front.column)
        case .short: Place(row: rows - 1 - front.row, column: front.column)
        }
    }

    /// Whether the page of the backs stands on its head, as a whole.
    public var turnsBacks: Bool { flip == .short }

    /// A place of the page of backs as one sees it who reads that page.
    public func asRead(_ back: Place) -> Place {
        turnsBacks ? Place(row: rows - 1 - back.row, column: columns - 1 - back.column) : back
    }

    /// The leaves of paper that a deck takes, each with its cards, row by row.
    public func leaves(cardCount: Int) -> [[Placed]] {
        let fronts = fronts
        return stride(from: 0, to: cardCount, by: cardsPerLeaf).map { first in
            (first..<min(first + cardsPerLeaf, cardCount)).map { number in
                let front = fronts[number - first]
                return Placed(number: number, front: front, back: back(of: front))
            }
        }
    }
}
