import Foundation
import Source
import TestSupport
import Testing

@testable import Site

struct DayTests {
    @Test func daysAreThoseOfTheCalendar() {
        let known = [
            ("1970-01-01", 0), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2026-11-28", 20_785), ("1969-12-31", -1),
            ("0000-03-01", -719_468), ("9999-12-31", 2_932_896),
        ]
        for (text, number) in known {
            #expect(Day(text)?.number == number)
            #expect(Day(seconds: number * 86_400).text == text)
            #expect(Day(seconds: number * 86_400 + 86_399).text == text)
        }
        for text in [
            "2026-02-29", "2026-13-01", "2026-1-01", "1900-02-29", "2026-00-10", "2026-01-00", "+026-01-01", "",
        ] {
            #expect(Day(text) == nil, "\(text)")
        }
    }
}

struct SHA256Tests {
    /// Those of FIPS 180-4 and the lengths around the ends of blocks, by CPython.
    @Test(.enabled(if: Oracle.hasMicrograd)) func digestsAreThoseOfCPython() throws {
        let lengths = Array(0...130) + [1000, 65_536]
        let program = """
            import hashlib, base64
            for n in \(lengths):
                d = hashlib.sha256(bytes(i * 7 % 251 for i in range(n))).digest()
                print(d.hex(), base64.b32encode(d[:10]).decode().lower())
            """
        let expected = try Oracle.python(["-c", program]).output.split(separator: "\n").map(String.init)
        for (length, line) in zip(lengths, expected) {
            let hash = SHA256((0..<length).map { UInt8($0 * 7 % 251) })
            #expect("\(hash.hexadecimal(bytes: 32)) \(hash.base32(bytes: 10))" == line)
        }
        #expect(expected.count == lengths.count)
    }
}

/// What ledgers say of a lesson that is edited and accepted again and again.
struct LedgerTests {
    final class Bench {
        let scratch = Scratch()

        init(_ lesson: String = Bench.lesson) {
            scratch.put("content/site.yml", "title: My Site\n")
            scratch.put("content/t/track.yml", "title: Track\n")
            scratch.put("content/t/01-a/lesson.md", lesson)
        }

        static let lesson = """
            ---
            title: A
            ---

            ```python
            x = 3
            ```

            ```cards
            Q: What is `x`? {#value}
            A: It is `=x`.

            C: The [sum] and the [product]. {#ops}
            ```

            """

        var pipeline: Pipeline { Pipeline(content: scratch.path + "/content", templates: templates) }
        var ledger: String { scratch.text("content/t/01-a/cards.lock") ?? "" }
        /// Its lines without the first, each without its content.
        var lines: [String] {
            ledger.split(separator: "\n").dropFirst(3).map { line in
                let words = line.split(separator: " ")
                return words.dropLast().joined(separator: " ") + (words.last == "-" ? " -" : "")
            }
        }

        func edit(_ old: String, _ new: String) {
            let text = scratch.text("content/t/01-a/lesson.md") ?? ""
            scratch.put("content/t/01-a/lesson.md", text.replacingOccurrences(of: old, with: new))
        }

        /// The ids of what is refused.
        @discardableResult func accept(_ day: String, minor: Bool = false, forced: Bool = false) throws -> [String] {
            let acceptance: Acceptance
            do throws(Pipeline.Failure) { acceptance = try pipeline.acceptance(isForced: true) } catch {
                return error.diagnostics.map(\.id)
            }
            var plan = acceptance.plan(for: acceptance.groups)
            var refused: [Diagnostic] = []
            let manner = LedgerUpdate.Manner(day: try #require(Day(day)), isMinor: minor, isForced: forced)
            plan.ledgers = acceptance.ledgers(after: plan, manner, refused: &refused)
            try plan.write()
            return refused.map(\.id)
        }

        var findings: [String] { pipeline.report("verify", ledgers: true).diagnostics.map(\.id) }
    }

    @Test func aCardIsWrittenDownOnceAndThenRevised() throws {
        let bench = Bench()
        #expect(bench.findings == [])
        try bench.accept("2026-01-31")
        #expect(
            bench.ledger.hasPrefix("# ") && bench.ledger.contains("\ndeck my-site/t/01-a\n"), "\(bench.ledger)")
        #expect(bench.lines == ["ops cloze:1,2 1 1 2026-01-31", "value basic 1 1 2026-01-31"])
        let first = bench.ledger
        try bench.accept("2026-02-01")
        #expect(bench.ledger == first)
        #expect(bench.findings == [])

        // A number that moves is another answer; an expression that does not move its number is none.
        bench.edit("`=x`", "`=x + 0`")
        #expect(bench.findings == [])
        bench.edit("x = 3", "x = 4")
        #expect(bench.findings == ["card-changed"])
        try bench.accept("2026-02-01")
        #expect(bench.lines == ["ops cloze:1,2 1 1 2026-01-31", "value basic 2 2 2026-02-01"])
        bench.edit("It is", "It is:")
        try bench.accept("2026-02-01", minor: true)
        #expect(bench.lines.last == "value basic 3 2 2026-02-01")

        // Back to front as well, and out of the lesson.
        bench.edit("Q: What", "QA: What")
        try bench.accept("2026-02-01", minor: true)
        #expect(bench.lines.last == "value reversed 4 2 2026-02-01")
        bench.edit("C: The [sum] and the [product]. {#ops}", "")
        #expect(bench.findings == ["card-vanished"])
        try bench.accept("2026-03-01")
        #expect(bench.lines.first == "ops cloze:1,2 2 2 2026-03-01 -")
        #expect(bench.findings == [])
        bench.edit("```cards", "```cards\nC: The [sum]{2}. {#ops}\n")
        #expect(bench.findings == ["card-changed"])
        try bench.accept("2026-03-01", minor: true)
        #expect(bench.lines.first == "ops cloze:2 3 3 2026-03-01")
    }

    @Test func whatIsModifiedRisesWithEveryRevision() throws {
        let bench = Bench()
        var modified: [Int] = []
        for (number, day) in ["2026-01-31", "2026-01-31", "2026-01-31", "2026-02-01", "2026-03-01"].enumerated() {
            bench.edit("x = \(number + 2)", "x = \(number + 3)")
            try bench.accept(day, minor: number == 2)
            var problems: [Diagnostic] = []
            let ledger = Ledger(SourceFile(path: "cards.lock", text: bench.ledger), &problems)
            modified.append(try #require(ledger.entry("value")).modified)
        }
        #expect(modified == modified.sorted() && Set(modified).count == modified.count)
        #expect(modified.first == 1_769_817_601)
    }

    @Test func whatIsRefusedWritesNothingOfItsLesson() throws {
        let bench = Bench()
        try bench.accept("2026-01-31")
        let before = bench.ledger
        bench.edit("{#value}", "{#number}")
        #expect(bench.findings == ["card-id-changed"])
        #expect(try bench.accept("2026-02-01") == ["card-id-changed"])
        bench.edit("{#number}", "{#value}")
        bench.edit("x = 3", "x = 4")
        #expect(try bench.accept("2026-01-30") == ["ledger-day"])
        #expect(bench.ledger == before)
        bench.edit("{#value}", "{#number}")
        #expect(try bench.accept("2026-02-01") == [])
        #expect(
            bench.lines == [
                "number basic 1 1 2026-02-01", "ops cloze:1,2 1 1 2026-01-31", "value basic 2 2 2026-02-01 -",
            ])
    }

    @Test func aRenamedLessonKeepsItsDeckAndGivesItsNameToNoOther() throws {
        let bench = Bench()
        try bench.accept("2026-01-31")
        try FileManager.default.moveItem(
            atPath: bench.scratch.path + "/content/t/01-a", toPath: bench.scratch.path + "/content/t/02-a")
        bench.scratch.put("content/t/01-a/lesson.md", Bench.lesson.replacingOccurrences(of: "{#", with: "{#new-"))
        try bench.accept("2026-02-01")
        #expect(bench.ledger.contains("\ndeck my-site/t/01-a-2\n"))
        #expect(bench.scratch.text("content/t/02-a/cards.lock")?.contains("\ndeck my-site/t/01-a\n") ?? false)
        #expect(bench.findings == [])
    }

    /// Claims are corrected first, and what cards then say is written down.
    @Test func claimsAndCardsAreWrittenTogether() throws {
        let bench = Bench(Bench.lesson.replacingOccurrences(of: "`=x`", with: "`=x => 5`"))
        try bench.accept("2026-01-31")
        #expect(bench.findings == [])
        #expect(bench.lines.count == 2)
    }

    @Test func twoBranchesMergeLineByLine() throws {
        var problems: [Diagnostic] = []
        let text = """
            deck s/t/01-a\r
            b basic 2 1 2026-01-31 0123456789abcdef0123456789abcdef\r

            # a remark
            a reversed 1 1 2026-01-31 -
            """
        let ledger = Ledger(SourceFile(path: "cards.lock", text: text), &problems)
        #expect(problems.map(\.message) == [])
        #expect(ledger.entries.map(\.id) == ["a", "b"])
        let again = Ledger(SourceFile(path: "cards.lock", text: ledger.text), &problems)
        #expect(again == ledger)
    }

    @Test(arguments: [
        "a basic 1 2 2026-01-31 -", "a basic 0 0 2026-01-31 -", "a basic 1 1 2026-02-30 -",
        "a basic 1 1 2026-01-31 xyz",
        "a cloze 1 1 2026-01-31 -", "a cloze: 1 1 2026-01-31 -", "a cloze:2,1 1 1 2026-01-31 -",
        "a  basic 1 1 2026-01-31 -",
        "a basic:1 1 1 2026-01-31 -", "a basic 01 1 2026-01-31 -", "a basic 1 1 2026-01-31 - ", "deck x", "a",
    ])
    func whatIsNoLine(line: String) {
        var problems: [Diagnostic] = []
        _ = Ledger(SourceFile(path: "cards.lock", text: "deck s\n\(line)\n"), &problems)
        #expect(problems.map(\.id) == ["ledger-syntax"])
    }

    @Test func missingIDsAreUniqueInTheTrack() throws {
        let bench = Bench(
            Bench.lesson.replacingOccurrences(of: "{#value}", with: "{#gradient-tells}")
                + "```cards\nQ: What does the gradient tell?\nA: One.\n\nQ: Which gradient tells?\nA: Two.\n```\n")
        bench.scratch.put(
            "content/t/02-b/lesson.md", "---\ntitle: B\n---\n\n```cards\nQ: Gradient tells?\nA: Three.\n```\n")
        bench.scratch.put(
            "content/t/02-b/cards.lock", "deck s/t/02-b\ngradient-tells-3 basic 1 1 2026-01-31 -\n")
        let repairs = bench.pipeline.missingIDs()
        #expect(
            repairs.map(\.fixIt.replacement) == [" {#gradient-tell}", " {#gradient-tells-2}", " {#gradient-tells-4}"])
        try Repair.plan(for: repairs).write()
        #expect(bench.pipeline.missingIDs().isEmpty)
        try bench.accept("2026-02-01")
        #expect(bench.findings == [])
    }
}
