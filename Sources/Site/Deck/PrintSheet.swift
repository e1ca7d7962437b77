import Markup
import Source

/// A deck as one HTML file to print on both sides and cut, or to print on one side, fold and cut: a cover, then for each
/// leaf of paper its fronts and its mirrored backs. The file stands alone, without script or request; `SheetLayout` says
/// where everything lies, and this file only writes it down.
public struct PrintSheet: Sendable {
    public let html: HTML
    /// The cards whose text fits in no size of type, each at its place in the lesson.
    public let diagnostics: [Diagnostic]

    public init(_ deck: Deck, _ settings: PrintSettings) {
        var writer = Writer(deck: deck, settings: settings)
        html = writer.document()
        diagnostics = writer.diagnostics.sorted(by: Diagnostic.inOrder)
    }
}

private struct Writer {
    let deck: Deck
    let settings: PrintSettings
    let layout: SheetLayout
    var diagnostics: [Diagnostic] = []

    private enum Side: String {
        case front, back
    }

    private var imposition: Imposition { settings.imposition }
    private var isFolded: Bool { imposition.flip == .fold }
    private var leaves: [[Imposition.Placed]] { imposition.leaves(cardCount: deck.cards.count) }

    init(deck: Deck, settings: PrintSettings) {
        self.deck = deck
        self.settings = settings
        layout = SheetLayout(paper: settings.paper, imposition: settings.imposition)
    }

    mutating func document() -> HTML {
        var pages: HTML = settings.hasTestSheet ? testSheet() : ""
        pages += cover()
        for (index, leaf) in leaves.enumerated() { pages += sheets(leaf, index) }
        return """
            <!doctype html>
            <html lang="\(deck.language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(deck.title): cards to print on \(layout.paper.name)</title>
            <style>
            \(PrintStyle.css(for: settings))</style>
            </head>
            <body>
            <main>
            \(pages)</main>
            </body>
            </html>

            """
    }

    /// A page of backs: what is in it is written as one reads it, and moved and turned as a whole.
    private func backs(_ name: String, _ content: HTML) -> HTML {
        """
        <section class="sheet \(name)">
        <div class="face">
        \(content)</div>
        </section>

        """
    }
}

// MARK: Cards

extension Writer {
    private mutating func sheets(_ leaf: [Imposition.Placed], _ index: Int) -> HTML {
        let name = "Sheet \(index + 1) of \(leaves.count)"
        var fronts: HTML = ""
        for card in leaf { fronts += self.card(deck.cards[card.number], at: card.front, .front) }
        // Backs are read in the order in which they are laid out, which is not that of the deck.
        let read = leaf.map { (number: $0.number, place: imposition.asRead($0.back)) }
            .sorted { ($0.place.row, $0.place.column) < ($1.place.row, $1.place.column) }
        var backs: HTML = ""
        for card in read { backs += self.card(deck.cards[card.number], at: card.place, .back) }
        if isFolded {
            return """
                <section class="sheet fronts">
                <h2>\(name), fronts and backs</h2>
                \(ticks)\(fronts)\(backs)</section>

                """
        }
        return """
            <section class="sheet fronts">
            <h2>\(name), fronts</h2>
            \(ticks)\(fronts)</section>
            \(self.backs("backs", "<h2>\(name), backs</h2>\n\(backs)"))
            """
    }

    private mutating func card(_ card: Card, at place: Imposition.Place, _ side: Side) -> HTML {
        let text = side == .front ? card.front : card.back
        let box = PrintStyle.textBox(layout)
        var step = TextFit.step(for: text, width: box.width, height: box.height)
        if step == nil {
            step = TextFit.sizes.count - 1
            let cards = "\(imposition.columns) by \(imposition.rows) cards on \(layout.paper.name)"
            diagnostics.append(
                Diagnostic(
                    "card-too-long", "the \(side.rawValue) of card \"\(card.id)\" does not fit, with \(cards)",
                    at: card.location.file, card.location.span
                ).noting("shorten it, make two cards of it, or print fewer on a sheet; no type is smaller"))
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
        let fold: HTML =
            layout.foldMarks.isEmpty ? "" : "<path class=\"fold\" d=\"\(path(layout.foldMarks))\"/>"
        return drawing("ticks", "<path d=\"\(path(layout.ticks))\"/>\(fold)")
    }

    private func path(_ ticks: [SheetLayout.Tick]) -> String {
        ticks.map { tick in
            "M\(millimetres(tick.x1)) \(millimetres(tick.y1))L\(millimetres(tick.x2)) \(millimetres(tick.y2))"
        }.joined()
    }

    /// A drawing over the whole paper, in millimetres.
    private func drawing(_ name: String, _ content: HTML) -> HTML {
        """
        <svg class="\(name)" aria-hidden="true" \
        viewBox="0 0 \(millimetres(layout.paper.width)) \(millimetres(layout.paper.height))">\(content)</svg>

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
        let sides: HTML =
            isFolded
            ? "<strong>Print on one side only</strong>"
            : "<strong>Print on both sides, \(imposition.flip.setting)</strong>"
        let moved: HTML =
            settings.offset == .none
            ? "" : " The backs are moved by \(settings.offset.text) mm, to the right and down."
        return """
            <section class="sheet cover">
            <h1>\(deck.title)</h1>
            <p class="setting">\(sides), \
            on upright \(paper.name) paper, at 100 % (“actual size”).</p>
            <p>\(deck.count) on \(sheets) of paper, \(imposition.cardsPerLeaf) on each, and this cover.\(moved)</p>
            <ol>
            \(steps)</ol>
            <h2>What is in it</h2>
            <ul class="lessons">
            \(lessons.joined())</ul>
            \(isFolded ? "" : dot("ring", radius: "3"))</section>
            \(isFolded ? "" : backs("cover", "<h2>Back of the cover</h2>\n\(dot("dot", radius: "1.5"))"))
            """
    }

    private var steps: HTML {
        if isFolded {
            return """
                <li>Fold each sheet along its middle, where the dashed marks stand, with the printed sides out, and glue it \
                together.</li>
                <li>Cut from tick to tick, through both layers. The ticks stand beside the fronts only.</li>

                """
        }
        return """
            <li>Print this cover first and hold it against the light. The dot on its back must stand in the ring below; if it \
            does not, the printer turns the paper the other way or scales the page.</li>
            <li>Print the other pages with the same setting.</li>
            <li>Cut from tick to tick. The ticks stand on the fronts only; every back is cut with its front.</li>

            """
    }

    private func dot(_ name: String, radius: String) -> HTML {
        """
        <svg class="\(name)" aria-hidden="true" viewBox="0 0 10 10"><circle cx="5" cy="5" r="\(radius)"/></svg>

        """
    }
}

// MARK: The test sheet

extension Writer {
    /// A cross in each place, numbered, with a rule of millimetres on the backs: held against the light, it shows how far
    /// off the printer is.
    private func testSheet() -> HTML {
        let fronts = imposition.fronts
        let crosses = fronts.enumerated().map { cross($1, number: $0 + 1, hasRule: false) }.joined()
        let rules = fronts.enumerated().map { index, front in
            cross(imposition.asRead(imposition.back(of: front)), number: index + 1, hasRule: true)
        }.joined()
        if isFolded {
            let how: HTML = """
                Fold along the dashed marks with the printed sides out and hold it against the light: each cross is to stand \
                behind the cross of its number. A step of the rules is a millimetre.
                """
            return """
                <section class="sheet test">
                <h2>Test sheet</h2>
                \(ticks)\(drawing("crosses", crosses + rules))\(note(at: fronts[0], how))</section>

                """
        }
        let front: HTML = """
            Print this sheet on both sides, \(imposition.flip.setting), at 100 %. Then turn it over and hold it against the \
            light.
            """
        let back: HTML = """
            Each cross of the front is to shine through where that of its number stands here. Read on the rules how far it is \
            to the right and down, in millimetres, left and up being negative, and add that to \
            <code>--back-offset \(settings.offset.text)</code>.
            """
        let below = imposition.asRead(imposition.back(of: fronts[0]))
        return """
            <section class="sheet test">
            <h2>Test sheet, front</h2>
            \(ticks)\(drawing("crosses", crosses))\(note(at: fronts[0], front))</section>
            \(backs("test", "<h2>Test sheet, back</h2>\n\(drawing("crosses", rules))\(note(at: below, back))"))
            """
    }

    private func cross(_ place: Imposition.Place, number: Int, hasRule: Bool) -> HTML {
        let frame = layout.frame(of: place)
        let (x, y) = (frame.x + frame.width / 2, frame.y + frame.height / 2)
        var path = "M\(millimetres(x - 8_00)) \(millimetres(y))h16M\(millimetres(x)) \(millimetres(y - 8_00))v16"
        if hasRule {
            for step in -6...6 where step != 0 {
                let half = step.isMultiple(of: 5) ? 1_60 : 0_80
                path += "M\(millimetres(x + step * 100)) \(millimetres(y - half))v\(millimetres(2 * half))"
                path += "M\(millimetres(x - half)) \(millimetres(y + step * 100))h\(millimetres(2 * half))"
            }
        }
        let ring: HTML =
            hasRule ? "" : "<circle cx=\"\(millimetres(x))\" cy=\"\(millimetres(y))\" r=\"2\"/>"
        return """
            <path d="\(path)"/>\(ring)\
            <text x="\(millimetres(x - 6_00))" y="\(millimetres(y - 3_00))">\(number)</text>
            """
    }

    private func note(at place: Imposition.Place, _ text: HTML) -> HTML {
        """
        <div class="card r\(place.row) c\(place.column)"><p class="note">\(text)</p></div>

        """
    }
}

/// Hundredths of a millimetre as millimetres: 6925 is 69.25.
func millimetres(_ length: Int) -> String {
    if length < 0 { return "-" + millimetres(-length) }
    let whole = "\(length / 100)"
    let rest = length % 100
    if rest == 0 { return whole }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
