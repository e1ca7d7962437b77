import Source

/// A report as a SARIF 2.1.0 log, which code scanning services and editors read. Columns count Unicode code points, as
/// they do everywhere in gradbook, and the log says so.
struct SARIFLog {
    let text: String

    init(_ report: Report) {
        let ids = Set(report.diagnostics.map(\.id)).sorted()
        let log = JSON.object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            (
                "runs",
                .array([
                    .object([
                        (
                            "tool",
                            .object([
                                (
                                    "driver",
                                    .object([
                                        ("name", .string("gradbook")),
                                        ("version", .string(Report.toolVersion)),
                                        ("semanticVersion", .string(Report.toolVersion)),
                                        ("rules", .array(ids.map { Self.rule($0, report.documentation) })),
                                    ])
                                )
                            ])
                        ),
                        ("columnKind", .string("unicodeCodePoints")),
                        (
                            "results",
                            .array(
                                report.diagnostics.map { Self.result($0, rule: ids.firstIndex(of: $0.id) ?? 0) })
                        ),
                    ])
                ])
            ),
        ])
        text = log.text(depth: 12) + "\n"
    }

    private static func message(_ text: String) -> JSON { .object([("text", .string(text))]) }

    private static func rule(_ id: String, _ documentation: String?) -> JSON {
        let rule = Rule.of(id)
        return .object([
            ("id", .string(id)),
            ("shortDescription", rule.map { message($0.summary) }),
            ("help", rule.map { message($0.advice) }),
            ("helpUri", documentation.map { .string("\($0)#\(id)") }),
        ])
    }

    private static func result(_ diagnostic: Diagnostic, rule: Int) -> JSON {
        let related = diagnostic.notes.compactMap { note in
            note.location.map { location in
                JSON.object([("physicalLocation", place(location)), ("message", message(note.message))])
            }
        }
        return .object([
            ("ruleId", .string(diagnostic.id)),
            ("ruleIndex", .integer(rule)),
            ("level", .string(diagnostic.severity == .error ? "error" : "warning")),
            ("message", message(diagnostic.messageWithAdvice)),
            ("locations", .array([.object([("physicalLocation", place(diagnostic.location))])])),
            ("relatedLocations", related.isEmpty ? nil : .array(related)),
            ("fixes", diagnostic.fixIts.isEmpty ? nil : .array(diagnostic.fixIts.map(fix))),
        ])
    }

    private static func fix(_ fixIt: Diagnostic.FixIt) -> JSON {
        let replacement = JSON.object([
            ("deletedRegion", region(fixIt.location, withText: false)),
            ("insertedContent", message(fixIt.replacement)),
        ])
        let change = JSON.object([
            ("artifactLocation", artifact(fixIt.location.file)), ("replacements", .array([replacement])),
        ])
        return .object([("description", message(fixIt.message)), ("artifactChanges", .array([change]))])
    }

    private static func place(_ location: Diagnostic.Location) -> JSON {
        .object([
            ("artifactLocation", artifact(location.file)),
            // What is missing, or no text, has no lines.
            ("region", location.file.bytes.isEmpty ? nil : region(location, withText: true)),
        ])
    }

    private static func region(_ location: Diagnostic.Location, withText: Bool) -> JSON {
        let start = location.file.position(at: location.span.start)
        let end = location.file.position(at: max(location.span.start, location.span.end))
        let text = location.file.text(in: location.span)
        return .object([
            ("startLine", .integer(start.line)), ("startColumn", .integer(start.column)),
            ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
            ("snippet", withText && !text.isEmpty ? message(text) : nil),
        ])
    }

    private static func artifact(_ file: SourceFile) -> JSON {
        .object([("uri", .string(URIPath(file.path).text))])
    }
}

/// A path as a URI reference: relative as it is, absolute with the scheme `file`.
struct URIPath {
    let text: String

    init(_ path: String) {
        var out = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                out += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        text = out
    }
}
