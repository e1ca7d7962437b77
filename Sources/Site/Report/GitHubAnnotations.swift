import Source

/// Findings as workflow commands of GitHub Actions, a line each, which it shows beside the lines they are about.
///
/// Columns are those of the file's characters, from 1. GitHub takes an end column only for what stands on one line, and
/// counts it as the last character's own.
struct GitHubAnnotations {
    let text: String

    init(_ report: Report) {
        let lines = report.diagnostics.map(Self.command)
        let last = report.diagnostics.isEmpty ? report.summary : report.count
        text = (lines + [last]).joined(separator: "\n") + "\n"
    }

    private static func command(_ diagnostic: Diagnostic) -> String {
        let file = diagnostic.location.file
        var properties = [("file", file.path)]
        if !file.bytes.isEmpty {
            let span = diagnostic.location.span
            let start = file.position(at: span.start)
            let end = file.position(at: max(span.start, span.end - 1))
            properties.append(("line", String(start.line)))
            if end.line == start.line {
                properties += [("col", String(start.column)), ("endLine", String(end.line))]
                properties.append(("endColumn", String(end.column)))
            } else {
                properties.append(("endLine", String(end.line)))
            }
        }
        properties.append(("title", diagnostic.id))
        let shown = properties.map { "\($0)=\(escaped($1, inProperty: true))" }.joined(separator: ",")
        let level = diagnostic.severity == .error ? "error" : "warning"
        return "::\(level) \(shown)::\(escaped(diagnostic.messageWithAdvice, inProperty: false))"
    }

    /// A line ending would end the command, and what follows it could begin another.
    private static func escaped(_ text: String, inProperty: Bool) -> String {
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "%": out += "%25"
            case "\r": out += "%0D"
            case "\n": out += "%0A"
            case ":" where inProperty: out += "%3A"
            case "," where inProperty: out += "%2C"
            default: out += scalar.visible
            }
        }
    }
}

extension Diagnostic {
    /// The message with notes and repairs below it, for a reader that has no lines to show.
    var messageWithAdvice: String {
        let notes = notes.map { note in
            guard let location = note.location else { return "note: \(note.message)" }
            let place = location.file.position(at: location.span.start)
            return "note: \(location.file.path):\(place.line):\(place.column): \(note.message)"
        }
        return ([message] + notes + fixIts.map { "help: \($0.message)" }).joined(separator: "\n")
    }
}
