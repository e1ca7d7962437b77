import ArgumentParser
import Foundation
import Site
import Source

/// Where messages go: findings to standard error, results to standard output.
enum Console {
    static func report(_ diagnostics: [Diagnostic]) {
        let printer = DiagnosticPrinter()
        error(diagnostics.map(printer.text).joined())
    }

    /// Runs a step of the pipeline; its findings are printed and end the command with status 1.
    static func reporting<Result>(_ step: () throws(Pipeline.Failure) -> Result) throws -> Result {
        do {
            return try step()
        } catch {
            fail(error.diagnostics)
            throw ExitCode(1)
        }
    }

    /// Says what is wrong and how many errors there are.
    static func fail(_ diagnostics: [Diagnostic]) {
        report(diagnostics)
        let errors = diagnostics.count { $0.severity == .error }
        Self.error("\(errors) error\(errors == 1 ? "" : "s")\n")
    }

    static func error(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    static func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
