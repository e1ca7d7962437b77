/// The proof, in text, that each back lies behind its front: the sheets as they are printed, the side of the backs as it is
/// seen from the front once the paper is turned, and the millimetres of both. It computes the turning of the paper from
/// lengths, not from the imposition's own rule, and says so where a back lies elsewhere.
public struct PrintProof: Sendable {
    public let text: String
    /// Whether every back lies behind its front, but for the printer's offset.
    public let holds: Bool

    public init(_ deck: Deck, _ settings: PrintSettings) {
        let layout = SheetLayout(paper: settings.paper, imposition: settings.imposition)
        let imposition = settings.imposition
        let (leaves, paper) = (imposition.leaves(cardCount: deck.cards.count), settings.paper)
        var lines = [
            "\(paper.name), \(millimetres(paper.width)) by \(millimetres(paper.height)) mm, "
                + "\(imposition.columns) by \(imposition.rows) places of \(millimetres(layout.cardWidth)) by "
                + "\(millimetres(layout.cardHeight)) mm, \(imposition.flip.setting)"
        ]
        if settings.offset != .none {
            lines.append("The backs are moved by \(settings.offset.text) mm for the printer, not counted here.")
        }
        let turned =
            switch imposition.flip {
            case .long: "x is \(millimetres(paper.width)) less x"
            case .short: "y is \(millimetres(paper.height)) less y, and what stood on its head stands upright"
            case .fold: "x is \(millimetres(paper.width)) less x, for the right half is folded behind the left"
            }
        lines.append("Seen from the front, \(turned).")
        var behind = 0
        for (index, leaf) in leaves.enumerated() {
            lines += ["", "Sheet \(index + 1) of \(leaves.count)"]
            var grids = [Grid(imposition), Grid(imposition), Grid(imposition)]
            for card in leaf {
                grids[0].put(card.number, at: card.front)
                grids[1].put(card.number, at: card.back)
                let seen = layout.seenFromFront(layout.frame(of: card.back))
                for place in grids[2].places where layout.frame(of: place) == seen {
                    grids[2].put(card.number, at: place)
                }
            }
            let turns = imposition.turnsBacks ? "backs, on their head" : "backs"
            lines += Grid.sideBySide(zip(["fronts", turns, "backs behind"], grids).map { $0 })
            lines.append("")
            let width = leaf.map { deck.cards[$0.number].id.count }.max() ?? 0
            for card in leaf {
                let front = layout.frame(of: card.front)
                let back = layout.frame(of: card.back)
                let seen = layout.seenFromFront(back)
                if seen == front { behind += 1 }
                let id = deck.cards[card.number].id
                lines.append(
                    "  \(card.number + 1)".padded(to: 6) + id.padded(to: width)
                        + "  front \(card.front.text) at \(front.text)  back \(card.back.text) at \(back.text)"
                        + "  behind at \(seen.text)" + (seen == front ? "" : "  NOT BEHIND ITS FRONT"))
            }
        }
        holds = behind == deck.cards.count
        lines += ["", "\(behind) of \(deck.cards.count) backs lie behind their fronts."]
        text = lines.joined(separator: "\n") + "\n"
    }

    /// The numbers of cards, as they stand on a side.
    private struct Grid {
        let columns: Int
        let rows: Int
        var numbers: [Imposition.Place: Int] = [:]

        init(_ imposition: Imposition) { (columns, rows) = (imposition.columns, imposition.rows) }

        var places: [Imposition.Place] {
            (0..<rows).flatMap { row in (0..<columns).map { Imposition.Place(row: row, column: $0) } }
        }

        mutating func put(_ number: Int, at place: Imposition.Place) { numbers[place] = number + 1 }

        private var lines: [String] {
            (0..<rows).map { row in
                (0..<columns).map { column in
                    let number = numbers[.init(row: row, column: column)].map(String.init) ?? "·"
                    return String(repeating: " ", count: max(0, 4 - number.count)) + number
                }.joined()
            }
        }

        static func sideBySide(_ grids: [(name: String, grid: Grid)]) -> [String] {
            let width = 24
            let head = "  " + grids.map { $0.name.padded(to: width) }.joined()
            let rows = grids.map(\.grid.lines)
            let body = (rows.first ?? []).indices.map { row in rows.map { $0[row].padded(to: width) }.joined() }
            return ([head] + body).map(\.trimmedAtEnd)
        }
    }
}

extension Imposition.Place {
    fileprivate var text: String { "(\(row), \(column))" }
}

extension Frame {
    fileprivate var text: String { "\(millimetres(x)), \(millimetres(y))" }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
