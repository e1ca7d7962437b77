import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// A lesson with what Anki could misread.
private let lesson = #"""
    ---
    title: A & B
    ---

    ```python
    x = -3.5
    ```

    ````cards
    Q: #What is `x`? "[sound:a.mp3]" and \\(x\\) {#value}
    A: It is `=x`, as $`\frac{a}{\frac{b}{c}}`$ < 1.

    - ![a {{picture}}](p.svg)

    ```math
    a < b
    ```

    QA: Slope {#slope}
    A: Rise over	run

    C: The [sum $`\frac{a}{\frac{b}{c}}`$ a::b]{3} and `x[0]` {{c9::no}} the [product `{{y}}` }]{1} of `=x` [three]{3}. {#ops}

    C: $`x`$$`y`$ is [*`=x`*]. {#beside}
    ````

    """#

/// What Anki's library said of a step of `judge-anki.py`.
private struct Step: Decodable {
    struct Card: Decodable {
        let ord: Int
        let deck: String
        let type: Int
        let reps: Int
        let ivl: Int
        let due: Int
        let lapses: Int
        let memory: [Double]?
        let log: [[Int]]
        let question: String
        let answer: String
    }

    struct Note: Decodable {
        let type: String
        let fields: [String: String]
        let tags: [String]
        let cards: [Card]
    }

    let new: Int?
    let updated: Int?
    let duplicate: Int?
    let conflicting: Int?
    let notes: [Note]?

    /// The note whose card id, or text, begins so.
    func note(_ start: String) -> Note? {
        notes?.first { note in note.fields["Card ID"] == start || note.fields.values.contains { $0.hasPrefix(start) } }
    }
}

struct AnkiTests {
    /// A learner's progress goes along: what is due when, the memory and the log; without the tick they are new cards.
    @Test(.enabled(if: Oracle.hasAnki))
    func progressIsTakenOver() throws {
        let bench = try Self.bench()
        let today = Day(seconds: Int(Date().timeIntervalSince1970))
        var log = ProgressLog(site: "S")
        for (ago, id, grade) in [(13, "value", 3), (11, "value", 3), (4, "ops.3", 1), (4, "ops.3", 3), (2, "gone", 3)] {
            let day = today.earlier(by: ago)
            log.add(card: "t/01-a/\(id)", grade: grade, at: day.number * 86_400_000 + 43_200_000, day: day)
        }
        let path = "\(bench.scratch.path)/known.apkg"
        let bytes = try bench.pipeline.ankiPackage(of: Self.notes(bench), progress: log)
        #expect(try bytes == bench.pipeline.ankiPackage(of: Self.notes(bench), progress: log))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let steps = try Self.judge(bench, "+" + path, "print")
        let known = try #require(steps.last?.note("value")?.cards.first)
        #expect(known.type == 2 && known.reps == 2 && known.ivl == 11 && known.lapses == 0)
        // Of the day before or after, as the time zone has it.
        #expect(abs(known.due) <= 1)
        let memory = try #require(known.memory)
        #expect(abs(memory[0] - 10.9643) < 1e-4 && abs(memory[1] - 2.111) < 1e-3)
        #expect(known.log == [[3, 2, 0, 0], [3, 11, 2, 1]])
        let cloze = try #require(steps.last?.note("ops")?.cards)
        #expect(cloze.map(\.reps) == [0, 2])
        #expect(cloze.last?.log == [[1, -600, 0, 0], [3, 1, -600, 0]])
        let fresh = try Self.judge(bench, path, "print")
        #expect(fresh.last?.notes?.flatMap(\.cards).allSatisfy { $0.type == 0 && $0.reps == 0 } == true)
    }

    private static func bench() throws -> LedgerTests.Bench {
        let bench = LedgerTests.Bench(lesson)
        bench.scratch.put("content/t/01-a/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        try bench.accept("2026-01-31")
        return bench
    }

    private static func notes(_ bench: LedgerTests.Bench, goesByLedger: Bool = true) throws -> NoteDeck {
        try bench.pipeline.notes(of: bench.pipeline.check(), lessons: [], goesByLedger: goesByLedger)
    }

    private static func package(_ bench: LedgerTests.Bench, _ name: String) throws -> String {
        let path = "\(bench.scratch.path)/\(name).apkg"
        try Data(bench.pipeline.ankiPackage(of: notes(bench))).write(to: URL(fileURLWithPath: path))
        return path
    }

    private static func judge(_ bench: LedgerTests.Bench, _ steps: String...) throws -> [Step] {
        let program = fixtures.appendingPathComponent("judge-anki.py").path
        let collection = "\(bench.scratch.path)/collection-\(UUID().uuidString).anki2"
        let outcome = try Oracle.python([program, collection] + steps)
        guard outcome.status == 0 else {
            Issue.record("\(outcome.errors)")
            return []
        }
        return try JSONDecoder().decode([Step].self, from: Data(outcome.output.utf8))
    }

    @Test func fieldsHoldNothingThatAnkiWouldMisread() throws {
        let deck = AnkiDeck(try Self.notes(Self.bench()))
        let fields = Dictionary(uniqueKeysWithValues: deck.cards.map { ($0.note.id, $0.fields) })
        #expect(
            fields["value"] == [
                #"#What is <code>x</code>? &quot;[<!-- -->sound:a.mp3]&quot; and \<!-- -->(x\)"#,
                #"""
                <p>It is −3.5, as \(\frac{a}{\frac{b}{c}}\) &lt; 1.</p>
                <ul>
                <li><img src="\#(deck.media[0].name)" alt="a {{picture}}" /></li>
                </ul>
                <p>\[a &lt; b\]</p>
                """#,
            ])
        #expect(
            fields["ops"] == [
                #"The {{c3::sum \(\frac{a}{\frac{b}{c} }\) a:<!-- -->:b}} and <code>x[0]</code> {<!-- -->{c9::no}} the "#
                    + #"{{c1::product <code>{<!-- -->{y}<!-- -->}<!-- --></code> }<!-- -->}} of −3.5 {{c3::three}}."#
            ])
        #expect(fields["beside"] == [#"\(x\)\(y\) is {{c1::<em>−3.5</em>}}."#])
        #expect(deck.cards.map(\.modified) == [Int](repeating: 1_769_817_601, count: 4))
        #expect(Set(deck.cards.map(\.guid)).count == 4)
        #expect(deck.cards.allSatisfy { $0.guid.count == 16 && $0.deck == "My Site::Track::01 A & B" })
    }

    @Test func theSameLessonGivesTheSameBytes() throws {
        let bench = try Self.bench()
        let first = try bench.pipeline.ankiPackage(of: Self.notes(bench))
        #expect(try first == bench.pipeline.ankiPackage(of: Self.notes(bench)))
        // Whatever folder it stands in.
        #expect(try first == bench.pipeline.ankiPackage(of: Self.notes(Self.bench())))
    }

    @Test func withoutItsLedgerNothingIsMade() throws {
        let bench = try Self.bench()
        bench.edit("x = -3.5", "x = 4.0")
        do throws(Pipeline.Failure) {
            _ = try bench.pipeline.notes(of: bench.pipeline.check(), lessons: [], goesByLedger: true)
            Issue.record("a deck was made")
        } catch {
            #expect(error.diagnostics.map(\.id) == ["card-changed", "card-changed", "card-changed"])
        }
        #expect(try Self.notes(bench, goesByLedger: false).lessons.count == 1)
    }

    @Test(.enabled(if: Oracle.hasAnki)) func ankiImportsThePackageAndTheUpdate() throws {
        let bench = try Self.bench()
        let first = try Self.package(bench, "first")
        bench.edit("x = -3.5", "x = 4.0")
        bench.edit("[three]{3}", "[three]{3} or [four]{4}")
        bench.edit("Q: #What", "QA: #What")
        try bench.accept("2026-02-01")
        let second = try Self.package(bench, "second")
        let steps = try Self.judge(bench, first, "print", "review", first, second, "print")
        try #require(steps.count == 5)

        #expect(steps[0].new == 4 && steps[0].conflicting == 0)
        let value = try #require(steps[1].note("value"))
        #expect(value.type == "gradbook question" && value.tags == ["gradbook::t::01-a"])
        #expect(value.fields["Front"]?.hasPrefix("#What is <code>x</code>?") ?? false)
        #expect(value.cards.map(\.ord) == [0] && value.cards[0].deck == "My Site::Track::01 A & B")
        #expect(steps[1].note("slope")?.cards.map(\.ord) == [0, 1])
        let ops = try #require(steps[1].note("ops"))
        #expect(ops.type == "gradbook cloze" && ops.cards.map(\.ord) == [0, 2])
        #expect(ops.cards[1].question.contains("[...]</span> and <code>x[0]</code> {<!-- -->{c9::no}} the"))
        #expect(
            ops.cards[1].answer.contains(#"<span class="cloze" data-ordinal="3">sum \(\frac{a}{\frac{b}{c} }\) a:"#))

        // The same package again changes nothing; the later one updates texts and leaves the schedule alone.
        #expect(steps[2].new == 0 && steps[2].updated == 0 && steps[2].duplicate == 4)
        #expect(steps[3].new == 0 && steps[3].updated == 3 && steps[3].conflicting == 0)
        let after = try #require(steps[4].note("value"))
        #expect(after.fields["Back"]?.hasPrefix("<p>It is 4.0,") ?? false)
        #expect(after.cards.map(\.ord) == [0, 1] && after.cards[0].reps == 1 && after.cards[0].type == 2)
        #expect(steps[4].note("ops")?.cards.map(\.ord) == [0, 2, 3])
        #expect(steps[4].note("ops")?.cards.map(\.reps) == [1, 1, 0])
    }

    @Test(.enabled(if: Oracle.hasAnki)) func ankiImportsTheTextFilesAndTheUpdate() throws {
        let bench = try Self.bench()
        func texts() throws -> [String: String] {
            let files = try bench.pipeline.ankiText(of: Self.notes(bench))
            let folder = "\(bench.scratch.path)/text-\(UUID().uuidString)"
            try FileWriter.write(files, into: folder)
            return Dictionary(uniqueKeysWithValues: files.map { ($0.name, "\(folder)/\($0.name)") })
        }
        let first = try texts()
        #expect(first.keys.sorted() == ["basic.tsv", "cloze.tsv", "reversed.tsv"])
        let names = first.keys.sorted()
        bench.edit("x = -3.5", "x = 4.0")
        try bench.accept("2026-02-01")
        let second = try texts()
        let steps = try Self.judge(
            bench, first[names[0]] ?? "", first[names[1]] ?? "", first[names[2]] ?? "", "print", "review",
            second[names[0]] ?? "", second[names[1]] ?? "", "print")
        try #require(steps.count == 7)
        #expect(steps[0].new == 1 && steps[1].new == 2 && steps[2].new == 1)
        let value = try #require(steps[3].note("#What"))
        #expect(value.type == "Basic" && value.cards.map(\.deck) == ["My Site::Track::01 A & B"])
        #expect(value.fields["Back"]?.contains("<img src=\"data:image/svg+xml;base64,") ?? false)
        #expect(steps[3].note("Slope")?.cards.count == 2)
        #expect(steps[3].note("The {{c3")?.cards.map(\.ord) == [0, 2])
        #expect(steps[4].updated == 1 && steps[5].updated == 2)
        let after = try #require(steps[6].note("#What"))
        #expect(after.fields["Back"]?.hasPrefix("<p>It is 4.0,") ?? false)
        #expect(after.cards.map(\.reps) == [1])
    }
}

/// The two formats by which a package is made, judged by CPython's own readers of them.
struct AnkiFormatTests {
    @Test(.enabled(if: Oracle.hasMicrograd), arguments: [0, 1, 40, 700, 5000])
    func sqliteReadsWhatIsWritten(count: Int) throws {
        let rows = (0..<count).map { index -> [SQLiteFile.Value] in
            let numbers = [0, 1, -1, 127, 128, -129, 32_768, 1 << 23, -(1 << 31), 1 << 40, 1 << 55, Int.min / 2]
            return [
                .integer(1_420_070_400_000 + index * 1024), .integer(numbers[index % numbers.count]),
                .text(String(repeating: "é", count: index % 300)),
                .text(index == 7 ? String(repeating: "x", count: 60_000) : ""),
            ]
        }
        let file = try SQLiteFile([
            .init(
                name: "a", sql: "CREATE TABLE a (id integer primary key, n integer, t text, u text)", hasID: true,
                rows: rows),
            .init(
                name: "b", sql: "CREATE TABLE b (n integer, t text)", hasID: false,
                rows: [[.integer(5), .text("five")]]),
        ])
        let scratch = Scratch()
        scratch.put("a.db", Data(file.bytes))
        let program = """
            import sqlite3, sys
            c = sqlite3.connect(sys.argv[1])
            n = \(count)
            numbers = [0, 1, -1, 127, 128, -129, 32768, 1 << 23, -(1 << 31), 1 << 40, 1 << 55, -(1 << 62)]
            assert c.execute("pragma integrity_check").fetchall() == [("ok",)]
            rows = [(1420070400000 + i * 1024, numbers[i % 12], "\\u00e9" * (i % 300), "x" * 60000 if i == 7 else "")
                    for i in range(n)]
            assert c.execute("select * from a order by id").fetchall() == rows
            assert c.execute("select * from b").fetchall() == [(5, "five")]
            c.execute("insert into b values (6, 'six')"); c.commit()
            assert c.execute("pragma integrity_check").fetchall() == [("ok",)]
            """
        let outcome = try Oracle.python(["-c", program, scratch.path + "/a.db"])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func aRowThatIsTooLargeIsRefused() {
        #expect(throws: SQLiteFile.RowTooLarge.self) {
            try SQLiteFile([
                .init(
                    name: "a", sql: "CREATE TABLE a (t text)", hasID: false,
                    rows: [[.text(String(repeating: "x", count: 70_000))]])
            ])
        }
    }

    @Test(.enabled(if: Oracle.hasMicrograd)) func zipProgramsReadWhatIsWritten() throws {
        let scratch = Scratch()
        scratch.put(
            "a.zip", Data(ZipFile([("collection", Array("abc".utf8)), ("é", []), ("0", Array(0...255))]).bytes))
        let program = """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            assert z.namelist() == ["collection", "\\u00e9", "0"]
            assert [z.read(n) for n in z.namelist()] == [b"abc", b"", bytes(range(256))]
            assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            """
        let outcome = try Oracle.python(["-c", program, scratch.path + "/a.zip"])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
