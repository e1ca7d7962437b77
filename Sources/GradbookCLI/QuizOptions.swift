import ArgumentParser
import Foundation
import Site

/// How cards are asked on a terminal, or by lines from anywhere else.
struct QuizOptions: ParsableArguments {
    @Flag(help: "Ask the cards: a question, Enter, the answer, a grade.")
    var quiz = false

    @Option(
        help: ArgumentHelp(
            "With --quiz: the file of a learner's progress to go by and to keep grades in; it is made if there is none.",
            valueName: "file"))
    var schedule: String?

    /// As many as a page of reviews takes.
    private static let newCards = 10

    func validate() throws {
        if schedule != nil, !quiz { throw ValidationError("--schedule is for --quiz.") }
    }

    func run(_ pipeline: Pipeline, _ checked: Pipeline.Checked, lessons: [String]) throws {
        let log = try log(site: checked.title)
        let cards = pipeline.quizCards(of: checked, lessons: lessons)
        let keeping = NSLock()
        let interrupted = Self.onInterrupt(keeping, says: schedule == nil ? "" : "What was graded is kept.\n")
        defer { interrupted.cancel() }
        var quiz = Quiz(cards, log: log, width: Terminal.width, newCards: schedule == nil ? nil : Self.newCards)
        let world = Quiz.World(
            say: Console.print, line: { readLine() }, now: Self.now,
            keep: { log in
                guard let schedule else { return }
                keeping.lock()
                defer { keeping.unlock() }
                try FileWriter.write(log.bytes, to: schedule)
            })
        do { try quiz.run(world) } catch let error as WriteError {
            Console.error("\n\(error)\n  note: what was graded before is kept\n")
            throw ExitCode(1)
        }
    }

    /// Ctrl-C ends the command between two grades, never in the middle of keeping one.
    private static func onInterrupt(_ keeping: NSLock, says text: String) -> DispatchSourceSignal {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            keeping.lock()
            Console.print("\n\(text)")
            Foundation.exit(130)
        }
        source.resume()
        return source
    }

    /// The log in the file, or an empty one, which is written at once: whoever cannot keep grades is told before the first.
    private func log(site: String) throws -> ProgressLog {
        guard let schedule else { return ProgressLog(site: site) }
        guard FileManager.default.fileExists(atPath: schedule) else {
            let log = ProgressLog(site: site)
            do throws(WriteError) { try FileWriter.write(log.bytes, to: schedule) } catch {
                Console.error("\(error)\n  note: name a file in a folder that is there\n")
                throw ExitCode(1)
            }
            return log
        }
        return try Self.log(in: schedule, site: site)
    }

    /// The log in a file that is there.
    static func log(in path: String, site: String) throws -> ProgressLog {
        let note = "  note: it is the file that the page Review of a site saves; nothing was changed\n"
        guard let data = FileManager.default.contents(atPath: path) else {
            Console.error("\(path): error: this file cannot be read\n\(note)")
            throw ExitCode(1)
        }
        do throws(ProgressLog.Fault) { return try ProgressLog([UInt8](data), site: site) } catch {
            Console.error(error.messages.map { "\(path): error: \($0)\n" }.joined() + note)
            throw ExitCode(1)
        }
    }

    private static func now() -> (milliseconds: Int, day: Day) {
        let date = Date()
        // A day ends at four in the morning, by the clock on the wall.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let parts = calendar.dateComponents([.year, .month, .day, .hour], from: date)
        func two(_ number: Int?) -> String { String(format: "%02d", number ?? 1) }
        let civil = Day(String(format: "%04d", parts.year ?? 1970) + "-\(two(parts.month))-\(two(parts.day))")
        let utc = Day(seconds: Int(date.timeIntervalSince1970))
        let day = (civil ?? utc).earlier(by: (parts.hour ?? 12) < 4 ? 1 : 0)
        return (Int((date.timeIntervalSince1970 * 1000).rounded(.down)), day)
    }
}
