import Source

/// What a command found, for people or for machines: the findings, what was checked, and how it is written down. It
/// knows nothing of where it is written to.
public struct Report: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        /// For people, on a terminal.
        case text
        /// Annotations of GitHub Actions.
        case github
        /// JUnit XML, a test case for each check of each page.
        case junit
        /// SARIF 2.1.0.
        case sarif
        /// The findings as `docs/reports.md` describes them.
        case json
    }

    /// gradbook's own version.
    public static let toolVersion = "0.1.0"

    /// What the command is called, such as `verify`.
    public let command: String
    /// In order.
    public let diagnostics: [Diagnostic]
    /// What was checked, as far as the site could be read.
    let tally: Tally
    /// The pages that were checked, by the paths their findings name, in the order of the site.
    let pages: [String]
    /// The address of `docs/diagnostics.md`, where the reader's gradbook comes from; nil where nobody said.
    public var documentation: String?
    /// Links to other sites, in the order of the site.
    public internal(set) var externalLinks: [ExternalLink] = []

    init(_ command: String, _ diagnostics: [Diagnostic], _ tally: Tally, pages: [String]) {
        self.command = command
        self.diagnostics = diagnostics.sorted(by: Diagnostic.inOrder)
        self.tally = tally
        self.pages = pages
    }

    public var errors: Int { diagnostics.count { $0.severity == .error } }
    public var warnings: Int { diagnostics.count { $0.severity == .warning } }
    public var passed: Bool { errors == 0 }

    /// The same with more findings.
    public func adding(_ further: [Diagnostic]) -> Report {
        var report = Report(command, diagnostics + further, tally, pages: pages)
        report.documentation = documentation
        report.externalLinks = externalLinks
        return report
    }

    /// The same without warnings.
    public var errorsAlone: Report {
        var report = Report(command, diagnostics.filter { $0.severity == .error }, tally, pages: pages)
        report.documentation = documentation
        report.externalLinks = externalLinks
        return report
    }

    /// `2 errors, 1 warning`; empty when there is nothing.
    public var count: String {
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        return counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    /// What was checked, in a line for each thing worth one.
    public var summary: String { tally.text }

    /// The whole report in a machine's format; for people, the findings and their number.
    public func text(as format: Format) -> String {
        switch format {
        case .text: diagnostics.map(DiagnosticPrinter().text).joined() + (diagnostics.isEmpty ? "" : count + "\n")
        case .github: GitHubAnnotations(self).text
        case .junit: JUnitReport(self).text
        case .sarif: SARIFLog(self).text
        case .json: JSONReport(self).text
        }
    }
}
