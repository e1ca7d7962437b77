import Foundation
import Source
import TestSupport
import Testing

@testable import Site

struct FSRSTests {
    struct Sequence: Decodable {
        struct Row: Decodable {
            let days: Double
            let grade: Int
            let recall: Double?
            let stability: Double
            let difficulty: Double
            let interval: Int
            let shorter: Int
            let longer: Int

            enum CodingKeys: String, CodingKey {
                case days = "t"
                case grade = "g"
                case recall = "R"
                case stability = "S"
                case difficulty = "D"
                case interval = "I90"
                case shorter = "I95"
                case longer = "I85"
            }
        }
        let name: String
        let rows: [Row]
    }

    /// The vectors of py-fsrs 6.3.2 by which the pages' script is judged too, to their last digit.
    @Test func theScheduleIsThatOfTheVectors() throws {
        let file = repositoryRoot.appendingPathComponent("Tests/BrowserTests/Fixtures/fsrs6-vectors.json")
        let sequences = try JSONDecoder().decode([Sequence].self, from: Data(contentsOf: file))
        #expect(sequences.map(\.rows.count).reduce(0, +) == 30)
        for sequence in sequences {
            var memory: FSRS.Memory?
            for row in sequence.rows {
                let recalled = memory.map { FSRS.recall(row.days, $0.stability) }
                let next = FSRS.review(memory, row.days, row.grade)
                #expect(
                    abs(next.stability - row.stability) < 6e-9 && abs(next.difficulty - row.difficulty) < 6e-9,
                    "\(sequence.name)")
                #expect((recalled == nil) == (row.recall == nil) && abs((recalled ?? 0) - (row.recall ?? 0)) < 6e-9)
                #expect(FSRS.interval(next) == row.interval)
                #expect(FSRS.interval(next, wanted: 0.85) == row.longer)
                #expect(FSRS.interval(next, wanted: 0.95) == row.shorter)
                memory = next
            }
        }
    }

    /// Halves go up, and no interval is shorter than a day or longer than a century.
    @Test func intervals() {
        let intervals = [2.5, 3.5, 0.001, 1e9].map { FSRS.interval(.init(stability: $0, difficulty: 5)) }
        #expect(intervals == [3, 4, 1, 36_500])
    }
}

struct ProgressLogTests {
    static let file = """
        {
         "format": "gradbook-progress",
         "version": 1,
         "site": "S",
         "entries": [
          {
           "at": "2026-03-02T18:04:11.302Z",
           "card": "t/01-a/x",
           "day": "2026-03-02",
           "grade": 3,
           "kind": "review"
          },
          {
           "at": "2026-03-02T18:05:40.018Z",
           "day": "2026-03-02",
           "kind": "read",
           "page": "t/01-a/lesson"
          },
          {
           "at": "2026-03-02T18:06:00.000Z",
           "day": "2026-03-02",
           "kind": "else",
           "more": [
            1.5,
            null,
            true,
            {}
           ]
          }
         ]
        }
        """

    @Test func whatIsReadIsWrittenAgainByteForByte() throws {
        let log = try ProgressLog(Array(Self.file.utf8), site: "S")
        #expect(String(decoding: log.bytes, as: UTF8.self) == Self.file)
        #expect(log.reviews.map(\.card) == ["t/01-a/x"])
        #expect(log.reviews.map { ProgressLog.text($0.at) } == ["2026-03-02T18:04:11.302Z"])
        #expect(
            String(decoding: ProgressLog(site: "A \"b\"").bytes, as: UTF8.self)
                == "{\n \"format\": \"gradbook-progress\",\n \"version\": 1,\n \"site\": \"A \\\"b\\\"\",\n \"entries\": []\n}"
        )
    }

    @Test func whatIsWrongIsSaid() {
        func messages(_ text: String, site: String = "S") -> [String] {
            do throws(ProgressLog.Fault) {
                _ = try ProgressLog(Array(text.utf8), site: site)
                return []
            } catch { return error.messages }
        }
        for text in ["", "{", "[]", "{\"format\": \"x\"}", "{\"format\": \"gradbook-progress\"}"] {
            #expect(messages(text) == ["this is no file of progress"], "\(text)")
        }
        #expect(messages(Self.file, site: "T") == ["this file is of another site, “S”"])
        #expect(
            messages(Self.file.replacing("\"version\": 1", with: "\"version\": 2"))
                == ["this file was made by a later version of gradbook"])
        let damaged = Self.file.replacing("\"grade\": 3", with: "\"grade\": 5")
            .replacing("\"at\": \"2026-03-02T18:06:00.000Z\"", with: "\"at\": \"soon\"")
        #expect(messages(damaged) == ["entry 1 of 3 is damaged", "entry 3 of 3 is damaged"])
    }
}

struct QuizTests {
    private func card(_ lesson: String, _ id: String) -> Quiz.Card {
        let file = SourceFile(path: "lesson.md", text: "Q")
        return Quiz.Card(
            key: "t/\(lesson)/\(id)",
            card: Card(
                kind: .basic, id: id, lesson: lesson, front: "", back: "", frontText: "What is \(id)?",
                backText: "It is \(id).", location: .init(file, Span(0, 1))))
    }

    /// Asks with these lines, at noon of a day, and gives what was said and the log that was kept last.
    private func ask(
        _ cards: [Quiz.Card], _ lines: [String], log: ProgressLog = ProgressLog(site: "S"), day: String = "2026-03-02",
        newCards: Int? = nil, width: Int = 60
    ) throws -> (text: String, log: ProgressLog, summary: String) {
        var (text, kept, rest) = ("", log, lines[...])
        let today = try #require(Day(day))
        var quiz = Quiz(cards, log: log, width: width, newCards: newCards)
        try quiz.run(
            Quiz.World(
                say: { text += $0 }, line: { rest.popFirst() },
                now: { (today.number * 86_400_000 + 43_200_000, today) }, keep: { kept = $0 }))
        return (text, kept, quiz.summary)
    }

    @Test func aCardIsAskedAndGraded() throws {
        let (text, log, _) = try ask([card("01-a", "x")], ["", "9", "3"])
        #expect(
            text == """
                1 card. Enter shows an answer, q ends.

                1 of 1  01-a

                What is x?

                >\u{20}
                It is x.

                1 again   2 hard, 1 day   3 good, 2 days   4 easy, 8 days
                > A grade is 1, 2, 3 or 4; q ends.
                1 again   2 hard, 1 day   3 good, 2 days   4 easy, 8 days
                >\u{20}
                1 answer: 1 good.

                """)
        #expect(log.reviews == [.init(card: "t/01-a/x", grade: 3, day: Day("2026-03-02")!, at: 1_772_452_800_000)])
    }

    /// A missed card returns until it is known; the end of the input, and q, end cleanly and keep what there is.
    @Test func theEndOfTheInputIsTheEnd() throws {
        let cards = [card("01-a", "x"), card("01-a", "y"), card("02-b", "z")]
        #expect(try ask(cards, []).summary == "\nNothing was answered.\n")
        #expect(try ask(cards, ["", "q"]).log.reviews.isEmpty)
        let (_, log, summary) = try ask(cards, ["", "1", "", "easy", "", "3", "", "2", ""])
        #expect(summary == "\n4 answers: 1 again, 1 hard, 1 good, 1 easy.\n")
        #expect(log.reviews.first?.card == log.reviews.last?.card)
    }

    @Test func onANarrowTerminalEachGradeHasALine() throws {
        let (text, _, _) = try ask([card("01-a", "x")], [""], width: 30)
        #expect(text.contains("\n1 again\n2 hard, 1 day\n3 good, 2 days\n4 easy, 8 days\n> "))
    }

    @Test func lessonsAreMixed() throws {
        let cards = ["a.1", "a.2", "b", "c"].map { card("01-a", $0) } + ["d", "e", "f"].map { card("02-b", $0) }
        for day in ["2026-03-02", "2026-03-03", "2026-03-04"] {
            let mixed = try Quiz.mixed(cards, #require(Day(day)))
            #expect(Set(mixed.map(\.key)) == Set(cards.map(\.key)) && mixed.count == cards.count)
            #expect(
                zip(mixed, mixed.dropFirst()).count { $0.card.lesson == $1.card.lesson } <= 3, "\(mixed.map(\.key))")
        }
    }

    @Test func whatIsDueIsAsked() throws {
        let cards = [card("01-a", "x"), card("01-a", "y"), card("01-a", "z")]
        // Good for two days, and two new cards a day.
        let first = try ask(cards, ["", "3", "", "3", "", "3"], newCards: 2)
        #expect(first.log.reviews.count == 2)
        let same = try ask(cards, [], log: first.log, newCards: 2)
        #expect(same.text == "Nothing is left for today. The next comes back in 2 days.\n")
        let next = try ask(cards, ["", "3"], log: first.log, day: "2026-03-03", newCards: 2)
        #expect(next.text.hasPrefix("1 card.") && next.text.contains("3 good, 2 days"))
        let due = try ask(cards, ["", "3", "", "3"], log: first.log, day: "2026-03-04", newCards: 0)
        #expect(due.text.hasPrefix("2 cards.") && due.text.contains("3 good, 11 days"))
    }
}
