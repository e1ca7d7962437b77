import Foundation
import TestSupport
import Testing

/// Decks by the command: where they go, and what is left when something is wrong.
struct DeckCommandTests {
    @Test func decksForOtherProgramsGoWhereTheOutputSays() throws {
        let bench = try CommandTests.Bench()
        for format in ["anki", "tsv", "hashcards"] {
            let outcome = try bench.gradbook("cards", "--format", format)
            #expect(outcome.status == 64 && outcome.errors.contains("wants --output"), "\(format)")
        }
        // Anki's decks go by the ledger.
        let refused = try bench.gradbook("cards", "--format", "anki", "--output", "deck.apkg")
        #expect(refused.status == 1 && refused.errors.contains("[ledger-missing]"))
        #expect(try !bench.names().contains("deck.apkg"))
        try bench.put(
            "content/t/01-a/cards.lock",
            "deck site/t/01-a\ntwo basic 1 1 2026-01-31 \(String(repeating: "0", count: 32))\n")
        let outdated = try bench.gradbook("cards", "--format", "tsv", "--output", "text")
        #expect(outdated.status == 1 && outdated.errors.contains("[card-changed]"))
        #expect(try !bench.names().contains("text"))

        let recall = try bench.gradbook("cards", "recall", "content/t/01-a/cards.lock")
        #expect(recall.status == 1)
        #expect(recall.output.hasPrefix("site/t/01-a: 1 of 1 card to recall\n\n  two  changed, now:\n"))
        let none = try bench.gradbook("cards", "recall", "nowhere.lock")
        #expect(none.status == 64)

        let hashcards = try bench.gradbook("cards", "--format", "hashcards", "--output", "a/b/")
        #expect(hashcards.status == 0 && hashcards.output == "", "\(hashcards.errors)")
        #expect(
            try bench.text("a/b/01-a.md") == "---\nname = \"A\"\n---\n\nQ: What is one and one?\nA: It is 2.\n")
        try bench.put("taken", "mine")
        let taken = try bench.gradbook("cards", "--format", "hashcards", "--output", "taken")
        #expect(taken.status == 1)
        #expect(try bench.text("taken") == "mine")
        let missing = try bench.gradbook("cards", "--output", "nowhere/deck.txt")
        #expect(missing.status == 1 && missing.errors.contains("note: name a file or a folder that can be written"))
    }
}

extension CommandTests.Bench {
    fileprivate func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }
}
