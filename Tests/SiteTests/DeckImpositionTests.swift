import Testing

@testable import Site

struct DeckImpositionTests {
    /// The front of a leaf, turned about its long edge: what stands at x on one side is seen at the width less x on the
    /// other, at the same height.
    @Test(arguments: Paper.allCases)
    func everyBackLiesBehindItsFront(paper: Paper) {
        for (columns, rows) in [(2, 4), (3, 3), (2, 5), (1, 1)] {
            let layout = SheetLayout(paper: paper, imposition: Imposition(columns: columns, rows: rows))
            for count in 0...3 * columns * rows {
                var seen: [Int] = []
                for leaf in layout.imposition.leaves(cardCount: count) {
                    for card in leaf {
                        seen.append(card.number)
                        let front = layout.frame(of: card.front)
                        var turned = layout.frame(of: card.back)
                        turned.x = paper.width - turned.x - turned.width
                        #expect(turned == front)
                    }
                    #expect(Set(leaf.map(\.front)).count == leaf.count)
                }
                #expect(seen == Array(0..<count))
            }
        }
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
