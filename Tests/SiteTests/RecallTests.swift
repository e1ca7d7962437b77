import Source
import Testing

@testable import Site

/// Which cards of an old deck are named, and no other.
struct RecallTests {
    private static func recall(_ bench: LedgerTests.Bench, _ ledger: String) throws -> Recall {
        try bench.pipeline.recall([SourceFile(path: "old.lock", text: ledger)], of: bench.pipeline.check())
    }

    @Test func exactlyTheCardsThatDoNotHold() throws {
        let bench = LedgerTests.Bench()
        try bench.accept("2026-01-31")
        let old = bench.ledger
        #expect(try Self.recall(bench, old).isEmpty)
        #expect(try Self.recall(bench, old).text == "my-site/t/01-a: all of 3 cards hold\n")

        bench.edit("The [sum] and", "The [sum], and")
        try bench.accept("2026-02-01", minor: true)
        #expect(try Self.recall(bench, old).isEmpty)

        bench.edit("x = 3", "x = 4")
        // Before it is accepted, and after.
        let text = """
            my-site/t/01-a: 1 of 3 cards to recall

              value  changed, now:
                What is x?
                → It is 4.

            """
        #expect(try Self.recall(bench, old).text == text)
        try bench.accept("2026-02-02")
        #expect(try Self.recall(bench, old).text == text)
        let later = bench.ledger
        #expect(try Self.recall(bench, later).isEmpty)

        bench.edit(
            "The [sum], and the [product]. {#ops}", "The sum, and the [product]{2}. {#ops}\n\nQ: One? {#one}\nA: One")
        bench.edit("Q: What is `x`? {#value}\nA: It is `=x`.\n", "")
        try bench.accept("2026-02-03", minor: true)
        #expect(
            try Self.recall(bench, later).text == """
                my-site/t/01-a: 2 of 3 cards to recall

                  ops.1  gone

                  value  gone

                  new since: one

                """)
        #expect(
            try Self.recall(bench, "deck my-site/t/09-x\na basic 1 1 2026-01-31 0123456789abcdef0123456789abcdef\n")
                .text
                    == """
                    my-site/t/09-x: 1 of 1 card to recall
                      there is no such lesson any more

                      a  gone

                    """)
    }
}
