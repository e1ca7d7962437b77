import Source
import Testing

@testable import Site

struct DeckImpositionTests {
    /// For every paper, grid and way to turn it: the sheet is turned, point by point, and each corner of a back must lie on
    /// a corner of its front, as a card that turns as a book's page shows it.
    @Test(arguments: Paper.allCases, Imposition.Flip.allCases)
    func everyBackLiesBehindItsFront(paper: Paper, flip: Imposition.Flip) {
        for grid in Imposition.Grid.allCases {
            let imposition = Imposition(grid, flip: flip)
            let layout = SheetLayout(paper: paper, imposition: imposition)
            for count in 0...3 * imposition.cardsPerLeaf {
                var seen: [Int] = []
                for leaf in layout.imposition.leaves(cardCount: count) {
                    for card in leaf {
                        seen.append(card.number)
                        // Where the left end of the first line stands on each side.
                        let front = layout.frame(of: card.front)
                        let read = layout.frame(of: imposition.asRead(card.back))
                        var (x, y) = (read.x, read.y)
                        if imposition.turnsBacks { (x, y) = (paper.width - x, paper.height - y) }
                        switch flip {
                        case .long, .fold: x = paper.width - x
                        case .short: y = paper.height - y
                        }
                        // Its left is the front's right, its head the front's head.
                        #expect((x, y) == (front.x + front.width, front.y))
                        #expect(layout.seenFromFront(layout.frame(of: card.back)) == front)
                    }
                    #expect(
                        Set(leaf.map(\.front) + (flip == .fold ? leaf.map(\.back) : [])).count
                            == leaf.count * (flip == .fold ? 2 : 1))
                }
                #expect(seen == Array(0..<count))
            }
        }
    }

    @Test(arguments: Paper.allCases, Imposition.Flip.allCases)
    func theProofHolds(paper: Paper, flip: Imposition.Flip) throws {
        let file = SourceFile(path: "lesson.md", text: "Q: One? {#card-1}\n")
        for grid in Imposition.Grid.allCases {
            for count in [0, 1, 5, 23] {
                let cards = (0..<count).map { number in
                    Card(
                        kind: .basic, id: "card-\(number)", lesson: "01-a", front: "", back: "", frontText: "",
                        backText: "", location: .init(file, Span(0, 8)))
                }
                let deck = Deck(title: "A", lessons: [], cards: cards)
                let settings = PrintSettings(paper: paper, imposition: Imposition(grid, flip: flip))
                let proof = PrintProof(deck, settings)
                #expect(proof.holds)
                #expect(proof.text.hasSuffix("\n\(count) of \(count) backs lie behind their fronts.\n"))
            }
        }
        let proof = PrintProof(
            Deck(
                title: "A", lessons: [],
                cards: (0..<5).map { number in
                    Card(
                        kind: .basic, id: "card-\(number)", lesson: "01-a", front: "", back: "", frontText: "",
                        backText: "", location: .init(file, Span(0, 8)))
                }), PrintSettings(imposition: Imposition(.threeByThree)))
        #expect(
            proof.text.hasPrefix(
                """
                A4, 210 by 297 mm, 3 by 3 places of 63.32 by 92.32 mm, flip on the long edge
                Seen from the front, x is 210 less x.

                Sheet 1 of 1
                  fronts                  backs                   backs behind
                   1   2   3               3   2   1               1   2   3
                   4   5   ·               ·   5   4               4   5   ·
                   ·   ·   ·               ·   ·   ·               ·   ·   ·

                  1   card-0  front (0, 0) at 10.02, 10.02  back (0, 2) at 136.66, 10.02  behind at 10.02, 10.02

                """))
    }

    @Test func aPartialRowStandsLeftOnTheFrontAndRightOnTheBack() {
        let leaf = Imposition(columns: 3, rows: 3).leaves(cardCount: 5)[0]
        #expect(leaf.map(\.front.row) == [0, 0, 0, 1, 1])
        #expect(leaf.map(\.front.column) == [0, 1, 2, 0, 1])
        #expect(leaf.map(\.back.row) == [0, 0, 0, 1, 1])
        #expect(leaf.map(\.back.column) == [2, 1, 0, 2, 1])
    }

    @Test func sizesOfTheCards() {
        let a4 = SheetLayout(paper: .a4)
        #expect((a4.cardWidth, a4.cardHeight) == (95_00, 69_25))
        let letter = SheetLayout(paper: .letter)
        #expect((letter.cardWidth, letter.cardHeight) == (97_95, 64_85))
    }

    /// A folded sheet has ticks beside its fronts and marks where it is folded.
    @Test(arguments: Paper.allCases)
    func ticksOfAFoldedSheet(paper: Paper) {
        let layout = SheetLayout(paper: paper, imposition: Imposition(.twoByFour, flip: .fold))
        #expect(layout.ticks.count == 2 + 5)
        #expect(layout.ticks.allSatisfy { max($0.x1, $0.x2) < paper.width / 2 })
        #expect(layout.foldMarks.map(\.x1) == [paper.width / 2, paper.width / 2])
        #expect(layout.foldMarks.map(\.y1) == [2_00, paper.height - 7_00])
        #expect(SheetLayout(paper: paper).foldMarks.isEmpty)
    }

    /// Five millimetres long, three off the cards, at both ends of every cut, on the paper.
    @Test(arguments: Paper.allCases)
    func ticks(paper: Paper) {
        let layout = SheetLayout(paper: paper)
        let ticks = layout.ticks
        #expect(ticks.count == 2 * (3 + 5))
        for tick in ticks {
            #expect(tick.x2 - tick.x1 + tick.y2 - tick.y1 == 5_00)
            #expect(tick.x1 >= 0 && tick.y1 >= 0 && tick.x2 <= paper.width && tick.y2 <= paper.height)
        }
        let right = paper.width - 10_00
        let bottom = paper.height - 10_00
        #expect(Set(ticks.filter { $0.x1 == $0.x2 }.map(\.y2)) == [7_00, bottom + 8_00])
        #expect(Set(ticks.filter { $0.y1 == $0.y2 }.map(\.x2)) == [7_00, right + 8_00])
        #expect(Set(ticks.filter { $0.x1 == $0.x2 }.map(\.x1)) == [10_00, paper.width / 2, right])
    }
}
