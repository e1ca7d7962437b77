import Site
import Testing

@testable import GradbookCLI

/// What the line of progress says, by a clock of the test's own.
struct ProgressTextTests {
    /// The line after lessons were done at times.
    private func line(
        _ steps: [(time: Double, done: Int)], of total: Int, lesson: String? = nil, columns: Int = 79,
        pass: PassProgress.Pass = .lessons
    ) -> String {
        var text = ProgressText()
        var line = ""
        for step in steps {
            text.take(PassProgress(pass, step.done, of: total, lesson: lesson), at: step.time)
            line = text.line(at: step.time, columns: columns)
        }
        return line
    }

    @Test func countsAndLessonAndTimeLeft() {
        #expect(line([], of: 10) == "")
        #expect(line([(0, 0)], of: 0) == "")
        #expect(line([(0, 0)], of: 1000, lesson: "t/01-a") == "0 of 1,000 lessons: t/01-a")
        #expect(line([(0, 300)], of: 12_345, lesson: nil, pass: .survey) == "reading 300 of 12,345 lessons")
        // Nothing is said of the time before there is a pace.
        #expect(line([(0, 0), (0.9, 90)], of: 1000) == "90 of 1,000 lessons")
        #expect(line([(0, 0), (5, 1)], of: 1000) == "1 of 1,000 lessons")
        #expect(line([(0, 0), (1, 100)], of: 1000) == "100 of 1,000 lessons, about 9 s left")
        #expect(
            line([(0, 0), (2, 100)], of: 1000, lesson: "t/02-b")
                == "100 of 1,000 lessons, about 20 s left: t/02-b")
        #expect(line([(0, 0), (2, 1000)], of: 1000) == "1,000 of 1,000 lessons")
        #expect(line([(0, 0), (2, 990), (2.1, 1000)], of: 1000) == "1,000 of 1,000 lessons")
    }

    /// What came out of a cache in no time says nothing of the lessons that are made.
    @Test func theEstimateIsOfTheLastWhile() {
        var steps: [(Double, Int)] = [(0, 0), (0.1, 900)]
        for second in 1...30 { steps.append((Double(second), 900 + second)) }
        #expect(line(steps, of: 1000) == "930 of 1,000 lessons, about 2 min left")
        // Nothing is done any more: no promise is kept up.
        steps += (31...50).map { (Double($0), 930) }
        #expect(line(steps, of: 1000) == "930 of 1,000 lessons")
    }

    /// The estimate changes once a second.
    @Test func theEstimateCanBeRead() {
        #expect(line([(0, 0), (2, 100), (2.5, 900)], of: 1000) == "900 of 1,000 lessons, about 20 s left")
        #expect(line([(0, 0), (2, 100), (3.1, 900)], of: 1000) == "900 of 1,000 lessons, about 1 s left")
    }

    @Test(arguments: [
        (0.0, "about 1 s left"), (8.2, "about 9 s left"), (9.5, "about 10 s left"), (11, "about 15 s left"),
        (55, "about 55 s left"), (55.5, "about 1 min left"), (61, "about 2 min left"), (3599, "about 1 h 0 min left"),
        (7300, "about 2 h 2 min left"),
    ]) func durations(_ seconds: Double, _ text: String) {
        #expect(ProgressText.rounded(seconds) == text)
    }

    /// The line is never wider than the terminal, whatever that is.
    @Test func itFits() {
        let steps: [(Double, Int)] = [(0, 0), (2, 100)]
        let lesson = "build-nns-from-scratch/01-micrograd"
        #expect(
            line(steps, of: 1000, lesson: lesson, columns: 72)
                == "100 of 1,000 lessons, about 20 s left: build-nns-from-scratch/01-microg…")
        #expect(line(steps, of: 1000, lesson: lesson, columns: 44) == "100 of 1,000 lessons, about 20 s left")
        #expect(line(steps, of: 1000, lesson: lesson, columns: 33) == "100 of 1,000 lessons: build-nns-…")
        #expect(line(steps, of: 1000, lesson: lesson, columns: 20) == "100 of 1,000 lessons")
        #expect(line(steps, of: 1000, lesson: lesson, columns: 14) == "100 of 1,000")
        #expect(line(steps, of: 1000, lesson: lesson, columns: 9) == "")
        for columns in 0...100 {
            for done in [0, 7, 999] {
                #expect(line([(0, 0), (3, done)], of: 1000, lesson: lesson, columns: columns).count <= columns)
            }
        }
    }

    @Test func numbersInGroups() {
        let numbers = [0, 12, 999, 1000, 12_345, 1_234_567].map(ProgressText.grouped)
        #expect(numbers == ["0", "12", "999", "1,000", "12,345", "1,234,567"])
    }
}
