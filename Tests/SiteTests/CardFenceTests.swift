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

/// All that a diagnostic says: `id line:column «the place»: message; note`.
private func findings(_ text: String) -> [String] {
    fence(text).diagnostics.map { diagnostic in
        let file = diagnostic.location.file
        let place = file.position(at: diagnostic.location.span.start)
        return "\(diagnostic.id) \(place.line):\(place.column) «\(file.text(in: diagnostic.location.span))»: "
            + ([diagnostic.message] + diagnostic.notes.map(\.message) + diagnostic.fixIts.map(\.message))
            .joined(separator: "; ")
    }
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

    @Test func aReversedCardIsAskedFromBothSides() throws {
        let card = try card("QA: The slope of `=a` {#slope}\nA: `=b`, *always*")
        #expect(card.kind == .reversed)
        let question = CardSource.Side(markdown: "The slope of `=a`", codeSpans: [0])
        let answer = CardSource.Side(markdown: "`=b`, *always*", codeSpans: [1])
        #expect(
            card.yields == [
                .init(id: "slope", front: question, back: answer), .init(id: "slope.2", front: answer, back: question),
            ])
        #expect(card.parts == [[.text("The slope of "), .code(0)], [.code(1), .text(", *always*")]])
        #expect(
            findings("QA: {#a}\nA:\nQA: Two? {#b}").map { $0.prefix { $0 != ":" } } == [
                "card-question-empty 3", "card-answer-empty 4", "card-answer-missing 5",
            ])
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

    /// Numbers in braces: which deletions are asked for together, and under which number.
    @Test(arguments: [
        ("[a]{1} [b]{1}", ["1: ⁅…⁆ ⁅…⁆"]),
        ("[a]{2} [b]", ["1: ⸨a⸩ ⁅…⁆", "2: ⁅…⁆ ⸨b⸩"]),
        ("[a] [b]{1} [c] [d]{1}", ["1: ⸨a⸩ ⁅…⁆ ⸨c⸩ ⁅…⁆", "2: ⁅…⁆ ⸨b⸩ ⸨c⸩ ⸨d⸩", "3: ⸨a⸩ ⸨b⸩ ⁅…⁆ ⸨d⸩"]),
        ("[a]{7}[b]{9}", ["7: ⁅…⁆⸨b⸩", "9: ⸨a⸩⁅…⁆"]),
        (#"[a]\{2} {3}"#, [#"1: ⁅…⁆\{2} {3}"#]),
        ("[a]{2", ["1: ⁅…⁆{2"]),
    ])
    func groups(text: String, fronts: [String]) {
        let read = fence("C: \(text) {#x}")
        #expect(read.diagnostics.map(\.message) == [])
        #expect(read.cards.first?.yields.map { "\($0.id.dropFirst(2)): \($0.front.markdown)" } == fronts)
    }

    @Test func aClozePieceByPiece() throws {
        let card = try card("C: `x` is [`=b` and]{3} $`t`$. {#x}\n\nMore")
        #expect(
            card.parts == [
                [
                    .code(0), .text(" is "), .open(3), .code(1), .text(" and"), .close, .text(" $"), .code(2),
                    .text("$.\n\nMore"),
                ]
            ])
        #expect(card.codeSpans.map(\.written) == ["`x`", "`=b`", "`t`"])
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

/// Every fault at its place, in words that say what to do.
struct CardFenceFaultTests {
    @Test(arguments: faults)
    func fault(text: String, expected: [String]) {
        #expect(findings(text) == expected)
    }

    @Test func allFaultsOfAFenceInOneRun() {
        let read = fence("Q: One?\nA: 1\n\nC: [two {#b}\n\nQ: Three? {#c}\n\nQ: Four? {#d}\nA: 4")
        #expect(read.diagnostics.map(\.id) == ["card-id-missing", "card-bracket-unbalanced", "card-answer-missing"])
        #expect(read.cards.map(\.id) == ["d"])
    }

    @Test func idsAcrossFences() {
        let one = fence("Q: One? {#a}\nA: 1")
        let file = SourceFile(path: "practice.md", text: "Q: Two? {#a}\nA: 2\nQ: Three? {#b}\nA: 3\n")
        let two = CardFence(file.slice)
        #expect(
            CardSource.duplicateIDs(among: one.cards + two.cards).map(DiagnosticPrinter().text) == [
                """
                practice.md:1:11: error: the card id "a" is taken [card-id-duplicate]
                  1 | Q: Two? {#a}
                    |           ^
                  note: lesson.md:3:11: first used here
                  3 | Q: One? {#a}
                    |           ^
                  note: give this card an id of its own; ids are unique in a track

                """
            ])
        let twice = fence("Q: One? {#a}\nA: 1\nQ: Two? {#a}\nA: 2")
        #expect(twice.diagnostics.map(\.id) == ["card-id-duplicate"])
        #expect(CardSource.duplicateIDs(among: twice.cards).isEmpty)
    }

    static let faults: [(String, [String])] = [
        (
            "Q: One?\nA: 1",
            [
                "card-id-missing 3:1 «Q: One?»: this card has no id; an id stays when the text changes, and with it what a learner remembers; put one at the end of its first line, such as {#one}"
            ]
        ),
        (
            "Q: One? {#Mul_Local}\nA: 1",
            [
                "card-id-malformed 3:11 «Mul_Local»: \"Mul_Local\" cannot be a card's id; an id is made of lower-case letters, digits and hyphens; write {#mul-local}"
            ]
        ),
        (
            "Q: One? {#}\nA: 1",
            [
                "card-id-malformed 3:9 «{#}»: this card's id is empty; an id is made of lower-case letters, digits and hyphens, such as {#local-derivative}"
            ]
        ),
        (
            "Q: One? {#a}\nA: 1 {#b}",
            [
                "card-id-misplaced 4:6 «{#b}»: a second id in one card; a card has one id, at the end of its first line"
            ]
        ),
        (
            "Q: One?\nA: 1 {#b}",
            [
                "card-id-misplaced 4:6 «{#b}»: an id in the wrong line; a card has one id, at the end of its first line"
            ]
        ),
        (
            "Q: One? {#a}\nA: 1\nQ: Two? {#a}\nA: 2",
            [
                "card-id-duplicate 5:11 «a»: the card id \"a\" is taken; first used here; give this card an id of its own; ids are unique in a track"
            ]
        ),
        (
            "Q: One? {#a}",
            [
                "card-answer-missing 3:1 «Q:»: this question has no answer before the end of the fence; write `A:` and the answer at the start of a line below it"
            ]
        ),
        (
            "Q: One? {#a}\n---",
            [
                "card-answer-missing 3:1 «Q:»: this question has no answer before the line `---`; write `A:` and the answer at the start of a line below it"
            ]
        ),
        (
            "Q: {#a}\nA: 1",
            [
                "card-question-empty 3:1 «Q:»: this question is empty; write it behind the `Q:`"
            ]
        ),
        (
            "Q: One? {#a}\nA:",
            [
                "card-answer-empty 4:1 «A:»: this answer is empty; write it behind the `A:`"
            ]
        ),
        (
            "C: {#a}",
            [
                "card-cloze-empty 3:1 «C:»: this cloze is empty; write it behind the `C:`"
            ]
        ),
        (
            "A: 1",
            [
                "card-question-missing 3:1 «A:»: an answer without a question; begin the card with `Q: … {#id}`, or put a space in front of `A:` where it is text"
            ]
        ),
        (
            "C: [One] {#a}\nA: 1",
            [
                "card-question-missing 4:1 «A:»: an answer behind a cloze; a cloze answers itself: put what is to be recalled in [brackets], or write `Q:` for `C:`"
            ]
        ),
        (
            "Q: One? {#a}\nA: 1\nA: 2",
            [
                "card-question-missing 5:1 «A:»: a second answer to one question; begin the card with `Q: … {#id}`, or put a space in front of `A:` where it is text"
            ]
        ),
        (
            "Some text\nand more\nQ: One? {#a}\nA: 1",
            [
                "card-text-outside 3:1 «Some text»: this text belongs to no card; begin a card with `Q:` or `C:` at the start of a line, or move the text out of the fence"
            ]
        ),
        (
            "",
            [
                "cards-empty 3:1 «»: this `cards` fence holds no card; write `Q: … {#id}` and `A: …`, or `C: … [deletion] … {#id}`"
            ]
        ),
        (
            "C: nothing hidden {#a}",
            [
                "card-deletion-missing 3:4 «nothing hidden»: this cloze hides nothing; put what is to be recalled in [brackets]; those of a link, of code and of mathematics do not count"
            ]
        ),
        (
            "C: an [] empty one {#a}",
            [
                "card-deletion-empty 3:7 «[]»: this deletion is empty; write what is to be recalled in it"
            ]
        ),
        (
            "C: a [b [c] d] e {#a}",
            [
                "card-deletion-nested 3:9 «[c]»: a deletion in a deletion; a deletion holds no other; write `\\[` and `\\]` for brackets that are text"
            ]
        ),
        (
            "C: a [b [c] d](e.md) f {#a}",
            [
                "card-deletion-nested 3:9 «[c]»: this deletion stands in a link; put the whole of a link in the brackets, or write `\\[` and `\\]` for brackets that are text"
            ]
        ),
        (
            "C: a [b {#a}\n\nc] d",
            [
                "card-bracket-unbalanced 3:6 «[»: this `[` has no `]` in its paragraph; close the deletion in the paragraph that opens it, or write `\\[` or `\\]` for a bracket that is text",
                "card-bracket-unbalanced 5:2 «]»: this `]` has no `[` in its paragraph; close the deletion in the paragraph that opens it, or write `\\[` or `\\]` for a bracket that is text",
            ]
        ),
        (
            "C: a ⁅b⁆ [c] {#a}",
            [
                "card-character-reserved 3:6 «⁅»: the character ⁅ cannot stand in a card; gradbook marks deletions with it; use another bracket",
                "card-character-reserved 3:8 «⁆»: the character ⁆ cannot stand in a card; gradbook marks deletions with it; use another bracket",
            ]
        ),
        (
            "Q: One? {#a}\nA: ```text\n1",
            [
                "card-code-block-open 4:4 «```text»: this code block has no end; close it with a line of as many backticks or tildes"
            ]
        ),
        (
            "Q: One? {#a}\nA: 1\n\n    indented `code`",
            [
                "card-code-unclear 4:4 «1\n\n    indented `code`»: Markdown reads the backticks of this card differently from gradbook; use fenced code blocks for indented ones, and `\\`` for a backtick that is text"
            ]
        ),
        (
            "C: <b>[One]</b> {#a}",
            [
                "raw-html 3:4 «<b>[One]</b>»: raw HTML is not allowed; write Markdown, put `<` in a code span, or allow raw HTML with `raw-html: allow` in site.yml"
            ]
        ),
    ]
}
