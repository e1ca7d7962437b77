import Foundation
import TestSupport
import Testing

/// The deck asked by lines.
struct QuizCommandTests {
    @Test func gradesAreKept() throws {
        let bench = try CommandTests.Bench()
        func quiz(_ input: String, _ arguments: String...) throws -> Oracle.Outcome {
            try Oracle.run(GradbookBinary.path, ["cards", "--quiz"] + arguments, input: input, folder: bench.path)
        }
        let alone = try quiz("\n3\n")
        #expect(alone.status == 0 && alone.output.contains("\nWhat is one and one?\n\n> \nIt is 2.\n"))
        #expect(alone.output.hasSuffix("\n1 answer: 1 good.\n") && alone.errors == "")
        let ended = try quiz("", "--schedule", "a.json")
        #expect(ended.status == 0 && ended.output.hasSuffix("Nothing was answered.\n"))
        #expect(try bench.text("a.json").contains("\"entries\": []"))
        let graded = try quiz("\neasy\n", "--schedule", "a.json")
        #expect(graded.status == 0)
        #expect(try bench.text("a.json").contains("\"card\": \"t/01-a/two\""))
        let again = try quiz("", "--schedule", "a.json")
        #expect(again.output == "Nothing is left for today. The next comes back in 8 days.\n")
    }

    @Test func whatIsWrongIsSaidAndNothingIsChanged() throws {
        let bench = try CommandTests.Bench()
        let file = "{\"format\": \"gradbook-progress\", \"version\": 1, \"site\": \"Other\", \"entries\": []}"
        try bench.put("a.json", file)
        let other = try bench.gradbook("cards", "--quiz", "--schedule", "a.json")
        #expect(other.status == 1)
        #expect(
            other.errors == """
                a.json: error: this file is of another site, “Other”
                  note: it is the file that the page Review of a site saves; nothing was changed

                """)
        #expect(try bench.text("a.json") == file)
        let nowhere = try bench.gradbook("cards", "--quiz", "--schedule", "nowhere/a.json")
        #expect(nowhere.status == 1 && nowhere.errors.contains("name a file in a folder that is there"))
        #expect(try bench.gradbook("cards", "--schedule", "a.json").status == 64)
        #expect(try bench.gradbook("cards", "--progress", "a.json").status == 64)
        let package = try bench.gradbook(
            "cards", "--format", "anki", "--output", "a.apkg", "--progress", "a.json")
        #expect(package.status == 1 && package.errors == other.errors)
        let missing = try bench.gradbook(
            "cards", "--format", "anki", "--output", "a.apkg", "--progress", "nowhere.json")
        #expect(missing.status == 1 && missing.errors.hasPrefix("nowhere.json: error: this file cannot be read\n"))
        #expect(try bench.gradbook("cards", "--quiz", "--format", "html").status == 64)
    }
}
