import Source

/// A report as JSON, for scripts. The form has a number, and `docs/reports.md` describes it; members are added without a
/// change of the number, and none is taken away or changes its meaning.
struct JSONReport {
    static let version = 1

    let text: String

    init(_ report: Report) {
        let tally = report.tally
        let object = JSON.object([
            ("format", .string("gradbook-report")),
            ("version", .integer(Self.version)),
            ("tool", .object([("name", .string("gradbook")), ("version", .string(Report.toolVersion))])),
            ("command", .string(report.command)),
            ("result", .string(report.passed ? "passed" : "failed")),
            (
                "counts",
                .object([
                    ("errors", .integer(report.errors)), ("warnings", .integer(report.warnings)),
                    ("lessons", .integer(tally.lessons)), ("pages", .integer(report.pages.count)),
                    ("snippets", .integer(tally.snippets)), ("outputs", .integer(tally.outputs)),
                    ("claims", .integer(tally.claims)), ("computed", .integer(tally.computed)),
                    ("quoted", .integer(tally.quoted)), ("plain", .integer(tally.plain)),
                    ("unaccounted", .integer(tally.unaccounted)), ("figures", .integer(tally.figures)),
                    ("passes", .integer(tally.passes)), ("audited", .integer(tally.audited)),
                ])
            ),
            ("pages", .array(report.pages.map(JSON.string))),
            (
                "externalLinks",
                .array(
                    report.externalLinks.map {
                        .object([("url", .string($0.url)), ("location", Self.location($0.location))])
                    })
            ),
            ("diagnostics", .array(report.diagnostics.map(Self.diagnostic))),
        ])
        text = object.text(depth: 3) + "\n"
    }

    private static func diagnostic(_ diagnostic: Diagnostic) -> JSON {
        .object([
            ("id", .string(diagnostic.id)),
            ("severity", .string(diagnostic.severity == .error ? "error" : "warning")),
            ("message", .string(diagnostic.message)),
            ("location", location(diagnostic.location)),
            (
                "notes",
                .array(
                    diagnostic.notes.map { note in
                        .object([("message", .string(note.message)), ("location", note.location.map(location))])
                    })
            ),
            (
                "fixIts",
                .array(
                    diagnostic.fixIts.map { fixIt in
                        .object([
                            ("message", .string(fixIt.message)), ("location", location(fixIt.location)),
                            ("replacement", .string(fixIt.replacement)),
                        ])
                    })
            ),
        ])
    }

    /// Lines and columns from 1, columns in Unicode code points; offsets in bytes. The end is the place behind the last
    /// character.
    private static func location(_ location: Diagnostic.Location) -> JSON {
        let file = location.file
        guard !file.bytes.isEmpty else { return .object([("file", .string(file.path))]) }
        let start = file.position(at: location.span.start)
        let end = file.position(at: max(location.span.start, location.span.end))
        return .object([
            ("file", .string(file.path)),
            ("line", .integer(start.line)), ("column", .integer(start.column)),
            ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
            ("offset", .integer(location.span.start)),
            ("endOffset", .integer(max(location.span.start, location.span.end))),
        ])
    }
}
