import Source
import TestSupport
import Testing

@testable import Site

struct HashcardsTests {
    @Test func aDeckAsHashcardsReadsIt() throws {
        let bench = LedgerTests.Bench(
            #"""
            ---
            title: 'A "deck" [of cards]'
            ---

            ```python
            x = [1, -2]
            ```

            ````cards
            Q: What is `x[1]`? {#value}
            A: It is `=x[1]`.
             Q: as text

            ```text
             ---
            C: no card
            ```

            QA: Slope ![a [b] c](p.svg) {#slope}
            A: $`\frac{a}{b}`$

            ```math
            a
            ```

            C: The [sum]{2} of `x[0]`, \[literal\], [a link](lesson.md), $`x[1]`$ and ![alt](p.svg) is [`=x`]. {#ops}
            ````

            """#)
        bench.scratch.put("content/t/01-a/p.svg", "<svg/>")
        let deck = try bench.pipeline.notes(of: bench.pipeline.check(), lessons: [], goesByLedger: false)
        let files = bench.pipeline.hashcards(of: deck)
        #expect(files.map(\.name) == ["01-a.md", "01-a-files/p.svg"])
        #expect(
            String(decoding: files[0].bytes, as: UTF8.self) == #"""
                ---
                name = "A \"deck\" [of cards]"
                ---

                Q: What is `x[1]`?
                A: It is −2.
                 Q: as text

                ```text
                 ---
                 C: no card
                ```

                Q: Slope ![a [b] c](01-a-files/p.svg)
                A: $\frac{a}{b}$

                $$
                a
                $$

                Q: $\frac{a}{b}$

                $$
                a
                $$
                A: Slope ![a [b] c](01-a-files/p.svg)

                C: The [sum] of `x\[0\]`, \\[literal\\], \[a link\](lesson.md), $x\[1\]$ and ![alt](01-a-files/p.svg) is [\[1, -2\]].

                """#)
    }
}

/// Decks of hashcards that a page takes in.
struct DeckFileTests {
    /// A deck as `CardFence` reads it.
    private static func read(_ text: String) -> (text: String, findings: [String]) {
        let deck = DeckFile(SourceFile(path: "deck.md", text: text))
        let findings = deck.diagnostics.map { found in
            let place = found.location.file.position(at: found.location.span.start)
            return "\(place.line):\(place.column) \(found.message)"
        }
        return (deck.slice.text, findings)
    }

    @Test(arguments: [
        ("---\nname = \"A\"\n---\nQ: a\nA: b", "Q: a\nA: b\n"),
        (#"Q: $x$ costs $5, not $6, `$y$` $$z$$"#, #"Q: $`x`$ costs $5, not $6, `$y$` $`z`$"# + "\n"),
        ("Q: a\nA: b\n$$\nx[0]\n$$\n", "Q: a\nA: b\n```math\nx[0]\n```\n\n"),
        (#"C: [a] `x\[0\]` $y\[1\]$"#, #"C: [a] `x[0]` $`y[1]`$"# + "\n"),
        (#"C: \[b\] [a] \\[c\\] \[l\](m.md) ![i [j](k.svg)"#, #"C: \[b\] [a] \[c\] [l](m.md) ![i [j](k.svg)"# + "\n"),
        ("C: [a](b) [c]{2}", "C: [a]\\(b) [c]\\{2}\n"),
        ("C: [a]\n```\nx\\[0\\]\n```", "C: [a]\n```\nx[0]\n```\n"),
        ("Q: x\\[0\\] [a](b)\r\nA: b", "Q: x\\[0\\] [a](b)\nA: b\n"),
    ])
    func inOurForm(text: String, expected: String) {
        let read = Self.read(text)
        #expect(read.text == expected)
        #expect(read.findings == [])
    }

    @Test(arguments: [
        ("---\nQ: a\nA: b", "1:1 the front matter of this deck has no end"),
        ("Q: a\n```\nA: b\n```\n", "3:1 hashcards begins a card here, within a code block"),
        ("C: [a] `x[0]`", "1:10 hashcards takes this bracket for that of a deletion, in code and mathematics too"),
    ])
    func whatIsReadDifferently(text: String, finding: String) { #expect(Self.read(text).findings == [finding]) }

    /// A lesson's deck, written for hashcards and taken in again, says the same, and written again is the same file.
    @Test func whatIsWrittenIsReadAgain() throws {
        let source = #"""
            ---
            title: A
            ---

            ```python
            x = [1, -2]
            ```

            ````cards
            Q: What is `x[1]` *now*? {#value}
            A: It is `=x[1]`.
             Q: as text

            ```text
             C: no card
            ```

            QA: Slope {#slope}
            A: $`\frac{a}{b}`$

            ```math
            a[0]
            ```

            C: The [sum]{2} of `x[0]`, \[literal\], [a link](lesson.md), $`x[1]`$ is [`=x`], or [**two** {#ops}
            lines]{3} {x}.
            ````

            """#
        func texts(_ bench: LedgerTests.Bench) throws -> [[String]] {
            let deck = try bench.pipeline.deck(of: bench.pipeline.check(), lessons: [])
            return deck.cards.map { [$0.frontText, $0.backText] }
        }
        func written(_ bench: LedgerTests.Bench) throws -> String {
            let deck = try bench.pipeline.notes(of: bench.pipeline.check(), lessons: [], goesByLedger: false)
            return String(decoding: bench.pipeline.hashcards(of: deck)[0].bytes, as: UTF8.self)
        }
        func including(_ deck: String) -> LedgerTests.Bench {
            let bench = LedgerTests.Bench("---\ntitle: A\n---\n\n```cards deck.md\n```\n")
            bench.scratch.put("content/t/01-a/deck.md", deck)
            return bench
        }
        let original = LedgerTests.Bench(source)
        let first = try written(original)
        let second = including(first)
        let expected = try texts(original)
        #expect(expected.count == 6)
        let read = try texts(second)
        #expect(Set(read.map { $0[1] }) == Set(expected.map { $0[1] }))
        #expect(Set(read.map { $0[0] }) == Set(expected.map { $0[0] }))
        let again = try written(second)
        #expect(try written(including(again)) == again)
        #expect(try texts(including(again)) == read)
        #expect(second.findings == [])
        try second.accept("2026-01-31")
        #expect(second.lines.count == 4 && second.findings == [])
    }
}
