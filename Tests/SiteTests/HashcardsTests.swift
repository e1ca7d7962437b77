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
