import ArgumentParser
import Site

/// How findings are written down, for the commands that have any. A machine's format goes to standard output, whole and
/// alone; what people read goes to standard error, where it does not get between results.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How to write findings: text, github, junit, sarif or json.", valueName: "format"))
    var format = Report.Format.text

    @Option(
        help: ArgumentHelp(
            "The address of gradbook's docs/diagnostics.md, to which a SARIF log shall lead its readers.",
            valueName: "url"))
    var documentation: String?

    /// Writes a report down. One with errors ends the command with status 1.
    /// - Parameter result: what the command has to say for people when nothing is wrong.
    func write(_ report: Report, result: @autoclosure () -> String) throws {
        var report = report
        report.documentation = documentation
        if format == .text {
            Console.error(report.text(as: .text))
            if report.passed { Console.print(result()) }
        } else {
            Console.print(report.text(as: format))
        }
        if !report.passed { throw ExitCode(1) }
    }
}

extension Report.Format: ExpressibleByArgument {}
