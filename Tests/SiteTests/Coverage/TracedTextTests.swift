import Markup
import Source
import TestSupport
import Testing

@testable import Site

/// The private characters in the place of digits must not change what Markdown makes of a text, and must come out where
/// they went in. cmark itself is the judge, on random texts made of everything in Markdown that digits may touch.
struct TracedTextTests {
    static let pieces = [
        "12", "3.5", "-7", " ", " ", " ", "\n", "\n", "\n\n", "a", "word", "*", "**", "_", "~~", "`", "``",
        "`= x1 => 4`", "[", "]",
        "](u8)", "](u8 \"t9\")", "[11]", "[^11]", "\n\n[11]: https://a1.org/2\n\n", "\n\n[^11]: note 6\n\n", "\n- ",
        "\n1. ", "\n23) ",
        "\n> ", "\n    4", "\n```python\n5\n```\n", "\n| 1 | b |\n|---|---|\n| 2 | `3\\|4` |\n", "## 6\n", "&#53;",
        "&#x35;", "&frac12;",
        "&amp;", "&", "&#5", "\\ ", "\\1", "<b>", "<h1>", "</h1>", "<!-- 7 -->", "<a href=\"8\">", "<",
        " https://a9.org/8 ", " www.a9.org/8 ",
        " me1@a2.org ", "<https://a3.org/4>", "![5", "½", "²", "٣", "\u{F0000}", "\u{10FFFD}", "∂L/∂x1", "1984. ",
        "$`x^2`$", "\t", "[x] ",
        "===\n", "---\n", "1,234", "é9", ":--", "\r\n",
    ]

    static func text(_ seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed)
        return (0..<Int.random(in: 1...30, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    @Test func markdownReadsTheSame() {
        for seed in 0..<1500 as Range<UInt64> {
            let text = Self.text(seed)
            let file = SourceFile(path: "", text: text)
            let document = Document(file: file)
            let nodes = document.nodes()
            let code = nodes.filter { [.codeBlock, .htmlBlock].contains(document.kind($0)) }
                .map { ShownText.lines(of: $0, in: document) }
            let tags = Set(nodes.filter { document.kind($0) == .htmlInline }.map(document.literal))
            let traced = TracedText(file.slice, untouched: code, tags: tags)
            let again = Document(text: traced.text)
            let others = again.nodes()
            #expect(nodes.map(document.kind) == others.map(again.kind), "SHAPE \(seed): \(text.debugDescription)")
            guard nodes.map(document.kind) == others.map(again.kind) else { continue }
            for (node, other) in zip(nodes, others)
            where ![.codeBlock, .htmlBlock, .htmlInline].contains(document.kind(node)) {
                let letters = traced.letters(again.literal(other), isCode: document.kind(node) == .code)
                let shown = String(String.UnicodeScalarView(letters.map(\.scalar)))
                #expect(shown == document.literal(node), "seed \(seed): \(text.debugDescription)")
                for letter in letters {
                    guard let span = letter.span else { continue }
                    let source = file.text(in: span)
                    #expect(
                        source == String(letter.scalar) || source.hasPrefix("&"),
                        "seed \(seed): \(text.debugDescription)")
                }
            }
        }
    }

    /// Every digit that is shown has a place, and reads there as it is shown.
    @Test func everyShownDigitHasAPlace() {
        for seed in 1500..<3000 as Range<UInt64> {
            let text = Self.text(seed)
            let page = AccountedPage("---\ntitle: A\n---\n" + text, allowsRawHTML: true)
            for shown in ShownText.texts(of: page.run.page) {
                var last = 0
                for letter in shown.letters where letter.scalar.isNumeral {
                    guard let span = letter.span else {
                        Issue.record("seed \(seed): no place for \(letter.scalar) in \(text.debugDescription)")
                        continue
                    }
                    let source = page.file.text(in: span)
                    #expect(
                        source == String(letter.scalar) || source.hasPrefix("&"),
                        "seed \(seed): \(text.debugDescription)")
                    #expect(span.start >= last, "seed \(seed): \(text.debugDescription)")
                    last = span.start
                }
            }
        }
    }

    /// What is left out shows no number, and the rest shows the same numbers in the same places without it.
    @Test func whatIsLeftOutHoldsNoNumber() {
        var random = SeededGenerator(seed: 9)
        for seed in 3000..<6000 as Range<UInt64> {
            // Blocks without a digit between those of the others.
            let plain = [
                "\n\nwords\n", "\n\n- a\n- b\n\n", "\n# head\n", "\n\n> quoted\n\n", "\n\nx | y\n--|--\na | `b`\n\n",
            ]
            let text = (0..<4).map { Self.text(seed * 4 + $0) + (plain.randomElement(using: &random) ?? "") }.joined()
            let page = AccountedPage("---\ntitle: A\n---\n" + text, allowsRawHTML: true)
            let all = Self.numbers(ShownText.texts(of: page.run.page, all: true), in: page.file)
            let some = Self.numbers(ShownText.texts(of: page.run.page, all: false), in: page.file)
            #expect(all == some, "seed \(seed): \(text.debugDescription)")
        }
    }

    private static func numbers(_ texts: [ShownText], in file: SourceFile) -> [String] {
        texts.flatMap { text in
            text.numerals.map { numeral in
                let span = text.span(numeral.range, in: file)
                return
                    "\(text.place) \(text.surrounding) \(text.string(numeral.range)) at \(span.start) to \(span.end) of \(text.text)"
            }
        }
    }
}
