import Markup
import Source

/// A deck as one HTML file to print on both sides and cut: a cover, then for each leaf of paper its fronts and its
/// mirrored backs. The file stands alone, without script or request; `SheetLayout` says where everything lies, and this
/// file only writes it down.
public struct PrintSheet: Sendable {
    public let html: HTML
    /// The cards whose text fits in no size of type, each at its place in the lesson.
    public let diagnostics: [Diagnostic]

    public init(_ deck: Deck, paper: Paper, imposition: Imposition = Imposition()) {
        let layout = SheetLayout(paper: paper, imposition: imposition)
        var writer = Writer(deck: deck, layout: layout)
        html = writer.document()
        diagnostics = writer.diagnostics.sorted(by: Diagnostic.inOrder)
    }
}

private struct Writer {
    let deck: Deck
    let layout: SheetLayout
    var diagnostics: [Diagnostic] = []

    private enum Side: String {
        case front, back
    }

    private var leaves: [[Imposition.Placed]] { layout.imposition.leaves(cardCount: deck.cards.count) }

    init(deck: Deck, layout: SheetLayout) {
        self.deck = deck
        self.layout = layout
    }

    mutating func document() -> HTML {
        var pages = cover()
        for (index, leaf) in leaves.enumerated() {
            pages += sheet(leaf, index, .front) + sheet(leaf, index, .back)
        }
        return """
            <!doctype html>
            <html lang="\(deck.language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(deck.title): cards to print on \(layout.paper.name)</title>
            <style>
            \(PrintStyle.css(for: layout))</style>
            </head>
            <body>
            <main>
            \(pages)</main>
            </body>
            </html>

            """
    }
}

// MARK: Cards

extension Writer {
    private mutating func sheet(_ leaf: [Imposition.Placed], _ index: Int, _ side: Side) -> HTML {
        let name = "Sheet \(index + 1) of \(leaves.count), \(side == .front ? "fronts" : "backs")"
        // Backs are read in the order in which they are laid out, which is not that of the deck.
        let placed =
            side == .front ? leaf : leaf.sorted { ($0.back.row, $0.back.column) < ($1.back.row, $1.back.column) }
        var cards: HTML = ""
        for card in placed {
            cards += self.card(deck.cards[card.number], at: side == .front ? card.front : card.back, side)
        }
        return """
            <section class="sheet \(side.rawValue)s">
            <h2>\(name)</h2>
            \(side == .front ? ticks : "")\(cards)</section>

            """
    }

    private mutating func card(_ card: Card, at place: Imposition.Place, _ side: Side) -> HTML {
        let text = side == .front ? card.front : card.back
        let box = PrintStyle.textBox(layout)
        var step = TextFit.step(for: text, width: box.width, height: box.height)
        if step == nil {
            step = TextFit.sizes.count - 1
            diagnostics.append(
                Diagnostic(
                    "card-too-long", "the \(side.rawValue) of card \"\(card.id)\" does not fit on \(layout.paper.name)",
                    at: card.location.file, card.location.span
                ).noting("shorten it, or make two cards of it; it was set in the smallest type"))
        }
        return """
            <article class="card r\(place.row) c\(place.column) s\(step ?? 0)" aria-label="\(card.id), \(side.rawValue)">
            <div class="text"><div>\(text)</div></div>
            <p class="corner"><span>\(card.id)</span> <span>\(card.lesson)</span></p>
            </article>

            """
    }

    /// Decoration for the cutter: nothing that is read.
    private var ticks: HTML {
        let path = layout.ticks.map { tick in
            let (x1, y1, x2, y2) = (
                millimetres(tick.x1), millimetres(tick.y1), millimetres(tick.x2), millimetres(tick.y2)
            )
            return "M\(x1) \(y1)L\(x2) \(y2)"
        }
        let paper = layout.paper
        return """
            <svg class="ticks" aria-hidden="true" viewBox="0 0 \(millimetres(paper.width)) \(millimetres(paper.height))">\
            <path d="\(path.joined())"/></svg>

            """
    }
}

// MARK: The cover

extension Writer {
    /// A leaf of its own, so that what follows begins on a front.
    private func cover() -> HTML {
        let paper = layout.paper
        let sheets = leaves.count == 1 ? "1 sheet" : "\(leaves.count) sheets"
        let lessons = deck.sections.map { lesson, cards -> HTML in
            """
            <li><span class="code">\(lesson.code)</span> \(lesson.title) <span class="count">\(cards.count)</span></li>

            """
        }
        return """
            <section class="sheet cover">
            <h1>\(deck.title)</h1>
            <p class="setting"><strong>Print on both sides, \(layout.imposition.flip.setting)</strong>, \
            on upright \(paper.name) paper, at 100 % (“actual size”).</p>
            <p>\(deck.count) on \(sheets) of paper, \(layout.imposition.cardsPerLeaf) on each, and this cover.</p>
            <ol>
            <li>Print this cover first and hold it against the light. The dot on its back must stand in the ring below; if it \
            does not, the printer turns the paper the other way or scales the page.</li>
            <li>Print the other pages with the same setting.</li>
            <li>Cut from tick to tick. The ticks stand on the fronts only; every back is cut with its front.</li>
            </ol>
            <h2>What is in it</h2>
            <ul class="lessons">
            \(lessons.joined())</ul>
            <svg class="ring" aria-hidden="true" viewBox="0 0 10 10"><circle cx="5" cy="5" r="3"/></svg>
            </section>
            <section class="sheet cover">
            <h2>Back of the cover</h2>
            <svg class="dot" aria-hidden="true" viewBox="0 0 10 10"><circle cx="5" cy="5" r="1.5"/></svg>
            </section>

            """
    }
}

/// Hundredths of a millimetre as millimetres: 6925 is 69.25.
func millimetres(_ length: Int) -> String {
    let whole = "\(length / 100)"
    let rest = length % 100
    if rest == 0 { return whole }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
