import Markup
import Source
import Testing

@testable import Site

/// The cards of a fence, with values in the place of its computed spans, in their order.
private func cards(_ text: String, lesson: String = "01-a", values: [String] = []) throws -> [Card] {
    let fence = CardFence(SourceFile(path: "lesson.md", text: text).slice)
    try #require(fence.diagnostics.map(DiagnosticPrinter().text) == [])
    var values = values[...]
    return fence.cards.flatMap { card in
        card.cards(
            lesson: lesson,
            values: card.codeSpans.map { span in
                guard span.text.hasPrefix("="), !span.isMath, let value = values.popFirst() else { return nil }
                return .init(html: "<data>\(value)</data>", text: value)
            })
    }
}

struct DeckWeaveTests {
    @Test func aValueStandsOnEverySideThatShowsIt() throws {
        let cards = try cards(
            "C: `=a.grad` is [`=b.data`] times [*the* `=d.grad`]. {#x}", values: ["6.0", "-3.0", "-2.0"])
        #expect(cards.map(\.id) == ["x.1", "x.2"])
        let blank = "<span class=\"blank\" role=\"img\" aria-label=\"blank\">[…]</span>"
        #expect(
            cards.map(\.front.text) == [
                "<data>6.0</data> is \(blank) times <em>the</em> <data>-2.0</data>.",
                "<data>6.0</data> is <data>-3.0</data> times \(blank).",
            ])
        #expect(
            cards.map(\.back.text) == [
                "<data>6.0</data> is <mark><data>-3.0</data></mark> times <em>the</em> <data>-2.0</data>.",
                "<data>6.0</data> is <data>-3.0</data> times <mark><em>the</em> <data>-2.0</data></mark>.",
            ])
        #expect(cards.map(\.frontText) == ["6.0 is […] times the -2.0.", "6.0 is -3.0 times […]."])
        #expect(cards.map(\.backText) == ["6.0 is [-3.0] times the -2.0.", "6.0 is -3.0 times [the -2.0]."])
    }

    @Test func severalBlocksKeepTheirElements() throws {
        let card = try cards("Q: One & `<two>`? {#x}\nA: Three\n\n- `=a`\n- five", values: ["4"])[0]
        #expect(card.front == "One &amp; <code>&lt;two&gt;</code>?")
        #expect(card.back == "<p>Three</p>\n<ul>\n<li><data>4</data></li>\n<li>five</li>\n</ul>\n")
    }

    @Test func aSideIsFinishedByItsCaller() throws {
        let card = try #require(CardFence(SourceFile(path: "a.md", text: "Q: [b](c.md) {#x}\nA: d").slice).cards.first)
        let woven = card.cards(lesson: "01-a", values: []) { document in
            for node in document.nodes() where document.kind(node) == .link { document.setURL(node, "c.html") }
        }
        #expect(woven.map(\.front) == ["<a href=\"c.html\">b</a>"])
    }

    @Test func plainTextKeepsTheShapeOfTheText() throws {
        let back = """
            A *paragraph*
            of two lines\\
            and a third.

            - one
              1. two
              2. three

              and more

            > four

            ```
            a = 1

              b
            ```

            | op | value |
            |---|---|
            | `a * b` | product |
            """
        let card = try cards("Q: One? {#x}\nA: \(back)")[0]
        #expect(
            card.backText == """
                A paragraph of two lines
                and a third.

                - one
                  1. two
                  2. three
                  and more

                > four

                a = 1

                  b

                op      value
                a * b   product
                """)
    }
}

struct DeckTextTests {
    @Test func theDeckOnATerminal() throws {
        let cards = try cards(
            """
            Q: In a product of two factors, what is the local derivative in one? {#mul-local}
            A: The value of the other:

            - here it is `=b.data`

            C: Gradients [add]. {#add}
            """, values: ["-3.0"])
        let deck = Deck(title: "Micrograd", lessons: [.init(code: "01-a", title: "One")], cards: cards)
        #expect(
            deck.text(width: 40) == """
                Micrograd
                2 cards

                 1  In a product of two factors, what is
                    the local derivative in one?
                 →  The value of the other:

                    - here it is -3.0
                    {#mul-local}

                 2  Gradients […].
                 →  Gradients [add].
                    {#add.1}

                """)
    }

    @Test func lessonsOfTwoTracksMayHaveOneName() throws {
        let deck = Deck(
            title: "All",
            lessons: [
                .init(code: "01-a", title: "One"), .init(code: "02-b", title: "None"),
                .init(code: "03-c", title: "Three"), .init(code: "01-a", title: "Another one"),
            ],
            cards: try cards("Q: One? {#x}\nA: 1") + cards("Q: Three? {#y}\nA: 3", lesson: "03-c")
                + cards("Q: One? {#x}\nA: 1"))
        #expect(deck.sections.map(\.lesson.title) == ["One", "Three", "Another one"])
        #expect(deck.sections.map(\.cards.count) == [1, 1, 1])
        #expect(deck.text().contains("\n01-a  Another one\n\n 3  One?\n"))
    }

    @Test func aWordMayBeWiderThanTheTerminal() throws {
        let deck = Deck(
            title: "A", lessons: [.init(code: "01-a", title: "One")],
            cards: try cards("Q: aaaaaaaaaaaaaaaaaaaa bb cc {#x}\nA: 1"))
        #expect(deck.text(width: 12).contains(" 1  aaaaaaaaaaaaaaaaaaaa\n    bb cc\n →  1\n"))
    }
}

struct DeckWrapTests {
    /// A wide character takes two columns, one that stands on another none.
    @Test(arguments: [
        ("aa bb", 5, ["aa bb"]), ("aa bb", 4, ["aa", "bb"]), ("  aa bb", 6, ["  aa", "  bb"]),
        ("aa   bb", 5, ["aa", "bb"]),
        ("漢字 漢字", 9, ["漢字 漢字"]), ("漢字 漢字", 8, ["漢字", "漢字"]), ("e\u{301}e\u{301} bb", 5, ["e\u{301}e\u{301} bb"]),
        ("aaaa bb", 2, ["aaaa", "bb"]), ("", 5, [""]), ("aa ", 2, ["aa"]),
    ])
    func lines(text: String, width: Int, lines: [String]) { #expect(Deck.wrap(text, width: width) == lines) }
}

struct DeckFigureTests {
    @Test func aCardOpensOnItsAnswer() throws {
        #expect(
            CardsFigure.html(try cards("Q: One? {#x}\nA: 1 & 2\nC: [Two] {#y}")).text == """
                <div class="cards" role="group" aria-label="Cards">
                <details class="card" id="card-x"><summary>One?</summary>
                <div class="answer">1 &amp; 2</div></details>
                <details class="card" id="card-y.1"><summary><span class="blank" role="img" aria-label="blank">[…]</span></summary>
                <div class="answer"><mark>Two</mark></div></details>
                </div>

                """)
    }
}
