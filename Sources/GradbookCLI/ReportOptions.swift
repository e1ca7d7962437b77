import ArgumentParser
import Foundation
import Site

/// How findings are written down, and what is said of the work beside them, for the commands that have any. A machine's
/// format goes to standard output, whole and alone; what people read goes to standard error, where it does not get between
/// results.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How to write findings: text, github, junit, sarif or json.", valueName: "format"))
    var format = Report.Format.text

    @Option(
        help: ArgumentHelp(
            "The address of gradbook's docs/diagnostics.md, to which a SARIF log shall lead its readers.",
            valueName: "url"))
    var documentation: String?

    @Flag(name: .shortAndLong, help: "Say what is wrong, and nothing else: no warnings, no results, no progress.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say of each lesson what became of it, and why.")
    var verbose = false

    @Flag(help: "Say where the time went, by stage, and which lessons took longest.")
    var timings = false

    func validate() throws {
        if quiet, verbose || timings {
            throw ValidationError("--quiet says nothing of the work: it goes without --verbose and --timings.")
        }
    }

    /// Has a pipeline tell what is wanted of its work.
    func watch(_ pipeline: inout Pipeline) -> Watch {
        let watch = Watch(self)
        let line = watch.line
        pipeline.progress = { line.report($0) }
        if verbose { pipeline.note = { line.write($0.text) } }
        pipeline.timings = watch.timings
        return watch
    }

    /// Writes a report down. One with errors ends the command with status 1.
    /// - Parameter result: what the command has to say for people when nothing is wrong.
    func write(_ report: Report, result: @autoclosure () -> String) throws {
        var report = report
        report.documentation = documentation
        if format != .text {
            Console.print(report.text(as: format))
        } else if quiet {
            Console.error(report.errorsAlone.text(as: .text))
        } else {
            Console.error(report.text(as: .text))
            if report.passed { Console.print(result()) }
        }
        if !report.passed { throw ExitCode(1) }
    }

    /// What is said of the work while it goes on, and when it is done.
    struct Watch {
        let line: ProgressLine
        let timings: Timings?
        private let start = DispatchTime.now().uptimeNanoseconds

        fileprivate init(_ options: ReportOptions) {
            line = ProgressLine(isWanted: options.format == .text && !options.quiet)
            timings = options.timings ? Timings() : nil
        }

        /// Does work of a stage that the pipeline knows nothing of.
        func during<Result, Failure>(
            _ stage: Stage, _ work: () throws(Failure) -> Result
        ) throws(Failure) -> Result {
            guard let timings else { return try work() }
            return try timings.during(stage, work)
        }

        /// Called once, when the work is done and before anything else is said.
        func end() {
            line.end()
            guard let timings else { return }
            let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
            Console.error(TimingsText.text(times: timings.times, lessons: timings.lessons, seconds: seconds))
        }
    }
}

extension Report.Format: ExpressibleByArgument {}
