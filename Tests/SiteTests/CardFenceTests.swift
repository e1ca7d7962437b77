import Source
import Testing

@testable import Site

/// A fence that stands in a file from its third line on.
private func fence(_ text: String) -> CardFence {
    let file = SourceFile(path: "lesson.md", text: "# A\n```cards\n\(text)\n```\n")
    let start = "# A\n```cards\n".utf8.count
    return CardFence(SourceSlice(file: file, span: Span(start, start + text.utf8.count)))
}

/// The first card of a fence without faults.
private func card(_ text: String) throws -> CardSource {
    let read = fence(text)
    #expect(read.diagnostics.map(DiagnosticPrinter().text) == [])
    return try #require(read.cards.first)
}

/// The whole of what a run would print.
private func findings(_ text: String) -> String {
    fence(text).diagnostics.map(DiagnosticPrinter().text).joined()
}

struct CardFenceTests {
    @Test func questionsAnswersAndClozes() throws {
        let read = fence(
            """
            Q: What is `=a.grad`? {#first}

            And why?
            A: `=b.data => -3.0`, for

            - `b` is the *other* factor

            C: Gradients [add] where a value is [used twice]. {#second-2}
            """)
        #expect(read.diagnostics.map(DiagnosticPrinter().text) == [])
        try #require(read.cards.map(\.id) == ["first", "second-2"])
        #expect(read.cards.map(\.kind) == [.basic, .cloze])
        let card = read.cards[0]
        #expect(card.codeSpans.map(\.text) == ["=a.grad", "=b.data => -3.0", "b"])
        #expect(
            card.yields == [
                .init(
                    id: "first", front: .init(markdown: "What is `=a.grad`?\n\nAnd why?", codeSpans: [0]),
                    back: .init(
                        markdown: "`=b.data => -3.0`, for\n\n- `b` is the *other* factor", codeSpans: [1, 2]))
            ])
        #expect(
            read.cards[1].yields.map(\.front.markdown) == [
                "Gradients ⁅…⁆ where a value is ⸨used twice⸩.", "Gradients ⸨add⸩ where a value is ⁅…⁆.",
            ])
        #expect(
            read.cards[1].yields.map(\.back.markdown) == [
                "Gradients ⁅add⁆ where a value is ⸨used twice⸩.", "Gradients ⸨add⸩ where a value is ⁅used twice⁆.",
            ])
        #expect(read.cards[1].yields.map(\.id) == ["second-2.1", "second-2.2"])
    }

    @Test func placesAreThoseOfTheFile() throws {
        let card = try card("Q: What is `=a.grad`? {#first}\nA: Six.")
        let file = card.fence.file
        #expect(file.text(in: card.idSpan) == "first")
        #expect(file.text(in: card.span) == "Q: What is `=a.grad`? {#first}\nA: Six.")
        #expect(card.sideSpans.map(file.text(in:)) == ["What is `=a.grad`?", "Six."])
        #expect(file.text(in: card.codeSpans[0].span) == "`=a.grad`")
        #expect(card.codeSpans[0].content.fileSpan(Span(1, 7)) == Span(26, 32))
        #expect(file.text(in: Span(26, 32)) == "a.grad")
    }

    @Test func aFenceInAQuotationLosesItsMarksButNotItsPlaces() throws {
        let file = SourceFile(path: "lesson.md", text: "> ```cards\n> Q: {#x} \n> `=a\n>   .b`\n> A: d\n> ```\n")
        let pieces = [Span(13, 21), Span(24, 27), Span(30, 35), Span(38, 42)]
        let read = CardFence(SourceSlice(file: file, pieces: pieces))
        #expect(read.diagnostics.map(DiagnosticPrinter().text) == [])
        let card = try #require(read.cards.first)
        #expect(card.codeSpans[0].text == "=a .b")
        #expect(file.text(in: card.codeSpans[0].span) == "`=a\n>   .b`")
        #expect(card.yields[0].front.markdown == "`=a\n  .b`")
        let place = card.codeSpans[0].content.fileSpan(Span(3, 5))
        #expect(file.text(in: place) == ".b")
    }

    @Test func markersCountOnlyAtTheStartOfALineOutsideCodeBlocks() throws {
        let read = fence(
            """
            Q: What does this print? {#x}
            ```python
            A: int = 1
            C: float = 2  # {#y}
            ```
             Q: this is text
            A: ```text
            ---
            ```
            ---
            C: [One]. {#z}
            """)
        #expect(read.diagnostics.map(DiagnosticPrinter().text) == [])
        try #require(read.cards.map(\.id) == ["x", "z"])
        #expect(
            read.cards[0].yields[0].front.markdown
                == "What does this print?\n```python\nA: int = 1\nC: float = 2  # {#y}\n```\n Q: this is text")
        #expect(read.cards[0].yields[0].back.markdown == "```text\n---\n```")
    }

    @Test func theIdTakesTheSpaceBeforeIt() throws {
        try #expect(card("Q: {#a}\n\nOne?\nA: Two").yields[0].front.markdown == "One?")
        try #expect(card("Q: One  {#a}  \nand two?\nA: Two").yields[0].front.markdown == "One\nand two?")
        try #expect(card("Q: What is `{#b}`? {#a}\r\nA: Two\r\n").yields[0].front.markdown == "What is `{#b}`?")
    }
}

/// What is a deletion and what is not.
struct CardFenceClozeTests {
    @Test(arguments: [
        (#"[a] `x[0]` b"#, "⁅…⁆ `x[0]` b"),
        (#"[a] $x[0]$ b"#, "⁅…⁆ $x[0]$ b"),
        (#"[a] $$x[0]$$ b"#, "⁅…⁆ $$x[0]$$ b"),
        (#"[a] $`x[0]`$ b"#, "⁅…⁆ $`x[0]`$ b"),
        (#"costs $5 [a] not $6"#, "costs $5 ⁅…⁆ not $6"),
        (#"\[b\] [a]"#, #"\[b\] ⁅…⁆"#),
        (#"[text](page.md) [a]"#, "[text](page.md) ⁅…⁆"),
        (#"[text](page.md "title") [a]"#, #"[text](page.md "title") ⁅…⁆"#),
        (#"![alt](image.svg) [a]"#, "![alt](image.svg) ⁅…⁆"),
        (#"[chain rule](of a composition)"#, "⁅…⁆(of a composition)"),
        (#"[see [text](page.md)] b"#, "⁅…⁆ b"),
        (#"\\[a]"#, #"\\⁅…⁆"#),
        (#"`a` \` [b] \` c"#, #"`a` \` ⁅…⁆ \` c"#),
        ("[a]\n```\nx[0]\n```", "⁅…⁆\n```\nx[0]\n```"),
        ("[a `]` b]", "⁅…⁆"),
        ("[a\nb] c", "⁅…⁆ c"),
    ])
    func deletions(text: String, front: String) {
        let lines = text.split(separator: "\n", maxSplits: 1)
        let read = fence("C: \(lines[0]) {#x}" + (lines.count > 1 ? "\n\(lines[1])" : ""))
        #expect(read.diagnostics.map(\.message) == [])
        #expect(read.cards.first?.yields.map(\.front.markdown) == [front])
    }

    @Test func codeSpansOfASideAreThoseThatAreShown() throws {
        let card = try card("C: `a` is [`=b.data`] and [`c`][`d`] {#x}")
        #expect(card.codeSpans.map(\.text) == ["a", "=b.data", "c", "d"])
        #expect(card.yields.map(\.front.codeSpans) == [[0, 2, 3], [0, 1, 3], [0, 1, 2]])
        #expect(card.yields.map(\.back.codeSpans) == [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]])
        // Nothing an author puts in brackets can turn into a list, or run into its neighbour, when they go.
        #expect(card.yields[0].back.markdown == "`a` is ⁅`=b.data`⁆ and ⸨`c`⸩⸨`d`⸩")
    }

    @Test func mathematicsIsMarkedAsSuch() throws {
        let card = try card("C: $`x`$ is [`=b`] {#x}")
        #expect(card.codeSpans.map(\.isMath) == [true, false])
    }
}
