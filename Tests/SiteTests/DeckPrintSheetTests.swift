import Markup
import Source
import Testing

@testable import Site

private func deck(_ texts: [(front: HTML, back: HTML)]) -> Deck {
    let file = SourceFile(path: "lesson.md", text: "Q: One? {#card-1}\n")
    let cards = texts.enumerated().map { index, text in
        Card(
            kind: .basic, id: "card-\(index + 1)", lesson: "01-a", front: text.front, back: text.back, frontText: "",
            backText: "", location: .init(file, Span(0, 8)))
    }
    return Deck(title: "A & B", language: "de", lessons: [.init(code: "01-a", title: "One")], cards: cards)
}

/// The pieces of a text between two markers.
private func pieces(of text: String, between open: String, and close: String) -> [String] {
    text.split(separator: open, omittingEmptySubsequences: false).dropFirst().map { piece in
        String(piece.split(separator: close, maxSplits: 1, omittingEmptySubsequences: false)[0])
    }
}

struct DeckPrintSheetTests {
    /// A page of backs is turned and moved as a whole, so that it reads as a page: places are those of the long edge.
    @Test func theShortEdgeTurnsThePageOfBacks() {
        let settings = PrintSettings(
            imposition: Imposition(.threeByThree, flip: .short), offset: .init(x: 50, y: -1_00), hasTestSheet: true)
        let html = PrintSheet(deck(Array(repeating: ("Front?", "Back."), count: 4)), settings).html.text
        #expect(html.contains("inset: 0; transform: rotate(180deg) translate(0.5mm, -1mm); }"))
        let sides = pieces(of: html, between: "<section class=\"sheet ", and: "</section>")
        #expect(
            sides.map { String($0.prefix { $0 != "\"" }) } == ["test", "test", "cover", "cover", "fronts", "backs"])
        #expect(sides.map { $0.contains("class=\"face\"") } == [false, true, false, true, false, true])
        #expect(
            pieces(of: sides[4], between: "<article class=\"card ", and: " s0") == ["r0 c0", "r0 c1", "r0 c2", "r1 c0"])
        #expect(
            pieces(of: sides[5], between: "<article class=\"card ", and: " s0") == ["r0 c0", "r0 c1", "r0 c2", "r1 c2"])
        #expect(pieces(of: sides[0], between: "<text ", and: "</text>").map { $0.suffix(1) } == (1...9).map { "\($0)" })
        #expect(sides[1].contains("<code>--back-offset 0.5,-1</code>"))
    }

    @Test func aFoldedSheetHoldsBothSides() {
        let settings = PrintSettings(imposition: Imposition(.twoByFive, flip: .fold), hasTestSheet: true)
        let html = PrintSheet(deck(Array(repeating: ("Front?", "Back."), count: 6)), settings).html.text
        let sides = pieces(of: html, between: "<section class=\"sheet ", and: "</section>")
        #expect(sides.map { String($0.prefix { $0 != "\"" }) } == ["test", "cover", "fronts", "fronts"])
        let corners = pieces(of: sides[2], between: "<article class=\"card ", and: " s0")
        #expect(corners == (0..<5).map { "r\($0) c0" } + (0..<5).map { "r\($0) c1" })
        #expect(html.contains("Print on one side only") && !html.contains("transform:"))
    }

    @Test func offsets() {
        #expect(PrintSettings.Offset("0.5,-1") == .init(x: 50, y: -1_00))
        #expect(PrintSettings.Offset("-.5,1") == nil)
        #expect(PrintSettings.Offset("5,-5.00")?.text == "5,-5")
        for text in ["", "1", "1,", "1,2,3", "a,b", "5.01,0", "0,-6", "0.123,0", "1 ,2", "99999999999999999999,0"] {
            #expect(PrintSettings.Offset(text) == nil, "\(text)")
        }
    }

    /// Ten cards are two leaves: a cover, and fronts and backs in turn.
    @Test(arguments: Paper.allCases)
    func pages(paper: Paper) {
        let sheet = PrintSheet(deck(Array(repeating: ("Front?", "Back."), count: 10)), PrintSettings(paper: paper))
        #expect(sheet.diagnostics.isEmpty)
        let html = sheet.html.text
        #expect(
            pieces(of: html, between: "<section class=\"", and: "\"") == [
                "sheet cover", "sheet cover", "sheet fronts", "sheet backs", "sheet fronts", "sheet backs",
            ])
        let sides = pieces(of: html, between: "<section class=\"sheet ", and: "</section>")
        let ids = sides.map { pieces(of: $0, between: "<article class=\"card ", and: " s0\" aria-label=\"card-") }
        #expect(
            ids[2] == ["r0 c0", "r0 c1", "r1 c0", "r1 c1", "r2 c0", "r2 c1", "r3 c0", "r3 c1"])
        let corners = sides.map { pieces(of: $0, between: "<p class=\"corner\"><span>card-", and: "<") }
        #expect(corners[2] == ["1", "2", "3", "4", "5", "6", "7", "8"])
        #expect(corners[3] == ["2", "1", "4", "3", "6", "5", "8", "7"])
        #expect(corners[4] == ["9", "10"])
        #expect(corners[5] == ["10", "9"])
        #expect(sides.map { $0.contains("class=\"ticks\"") } == [false, false, true, false, true, false])
    }

    @Test func theFileStandsAlone() {
        let html = PrintSheet(deck([("Front?", "Back.")]), PrintSettings(paper: .letter)).html.text
        #expect(html.hasPrefix("<!doctype html>\n<html lang=\"de\">\n"))
        #expect(html.contains("<title>A &amp; B: cards to print on Letter</title>"))
        #expect(html.contains("@page { size: 215.9mm 279.4mm; margin: 0; }"))
        #expect(html.contains("flip on the long edge"))
        for word in ["<script", "<link", "src=", "url(", "http", "@import"] { #expect(!html.contains(word)) }
    }

    @Test func textTakesTheLargestTypeItFitsIn() {
        func step(_ words: Int) -> Int? {
            let layout = SheetLayout(paper: .a4)
            let box = PrintStyle.textBox(layout)
            let text = HTML(escaping: Array(repeating: "gradient", count: words).joined(separator: " "))
            return TextFit.step(for: text, width: box.width, height: box.height)
        }
        // Eight lines of four words, nine of four, eleven of five.
        #expect([10, 32, 33, 36, 37, 55, 56].map(step) == [0, 0, 1, 1, 2, 2, nil])
    }

    @Test func aCardThatFitsInNoTypeIsNamed() {
        let long = HTML(markup: "<p>" + String(repeating: "gradient ", count: 80) + "</p>")
        let sheet = PrintSheet(deck([("Front?", long)]), PrintSettings())
        #expect(
            sheet.diagnostics.map(DiagnosticPrinter().text) == [
                """
                lesson.md:1:1: error: the back of card "card-1" does not fit, with 2 by 4 cards on A4 [card-too-long]
                  1 | Q: One? {#card-1}
                    | ^~~~~~~~
                  note: shorten it, make two cards of it, or print fewer on a sheet; no type is smaller

                """
            ])
    }

    /// Heights in ems: lines of 1.35, half an em below each block.
    @Test(arguments: [
        ("One line", 1.85),
        ("<p>One</p>\n<p>Two</p>\n", 3.7),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n", 3.7),
        ("One<br>two", 3.2),
        ("<pre><code>a = 1\n\nb = 2\n</code></pre>\n", 4.55),
        ("<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>", 4.55),
        ("<p title=\"a > b\">a &lt; b</p>", 1.85),
        // The TeX of a formula takes no room; a fraction takes more than a line, and two in a line no more than one.
        (
            "<math><semantics><mi>x</mi><annotation>a long one, longer than the line</annotation></semantics></math>",
            1.85
        ),
        ("<math><mfrac><mi>x</mi><mi>y</mi></mfrac></math>", 2.75),
        ("<math><mfrac><mi>x</mi><mi>y</mi></mfrac><mo>=</mo><mfrac><mi>x</mi><mi>y</mi></mfrac></math>", 2.75),
        ("a <math><mfrac><mi>x</mi><mi>y</mi></mfrac></math> and more than a line", 4.1),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", 2.047),
        ("<math><mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr></mtable></math>", 3.75),
        // A line cannot be broken in a formula.
        ("<math><mi>aaaaaaaaaaaaaaaaaaaaaaaaa</mi></math>", .infinity),
        ("<math><mfrac><mi>aaaaaaaaaa</mi><mi>aaaaaaaaaa</mi></mfrac></math>", 2.75),
        ("", 0.0),
    ])
    func heights(html: String, height: Double) {
        let measured = TextFit(width: 10).height(of: HTML(markup: html))
        #expect(measured == height || abs(measured - height) < 0.001, "\(measured)")
    }
}
