import Source

/// A report as JUnit XML, which most CI systems show as a list of tests: a suite for each page, and in it a test case for
/// each check that a page goes through. What is wrong elsewhere gets suites of its own. There is no time in it: a report
/// of the same lessons is the same bytes.
struct JUnitReport {
    let text: String

    private struct Case {
        let path: String
        let subject: Rule.Subject
        let findings: [Diagnostic]

        var failures: [Diagnostic] { findings.filter { $0.severity == .error } }
    }

    init(_ report: Report) {
        let findings = Dictionary(grouping: report.diagnostics) { $0.location.file.path }
        func cases(_ path: String, _ always: [Rule.Subject]) -> [Case] {
            let here = Dictionary(grouping: findings[path] ?? []) { Rule.of($0.id)?.subject ?? .site }
            return Rule.Subject.allCases.filter { always.contains($0) || here[$0] != nil }
                .map { Case(path: path, subject: $0, findings: here[$0] ?? []) }
        }
        let elsewhere = findings.keys.filter { !report.pages.contains($0) }.sorted()
        let suites =
            report.pages.map { ($0, cases($0, Rule.Subject.ofPages)) } + elsewhere.map { ($0, cases($0, [])) }
        let all = suites.flatMap(\.1)
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        xml += "<testsuites name=\"gradbook \(Self.escaped(report.command))\" \(Self.counts(all))>\n"
        for (path, cases) in suites {
            xml += "  <testsuite name=\"\(Self.escaped(path))\" \(Self.counts(cases)) skipped=\"0\">\n"
            xml += cases.map(Self.element).joined() + "  </testsuite>\n"
        }
        text = xml + "</testsuites>\n"
    }

    private static func counts(_ cases: [Case]) -> String {
        let failures = cases.count { !$0.failures.isEmpty }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\""
    }

    private static func element(_ test: Case) -> String {
        // Some readers take what stands behind the last point for the name of the class.
        let path = test.path.hasSuffix(".md") ? String(test.path.dropLast(3)) : test.path
        let head =
            "    <testcase classname=\"\(escaped(path))\" name=\"\(escaped(test.subject.title))\""
            + " file=\"\(escaped(test.path))\""
        guard !test.findings.isEmpty else { return head + "/>\n" }
        let printer = DiagnosticPrinter()
        var body = ""
        if let first = test.failures.first {
            let further = test.failures.count - 1
            let message = first.message + (further == 0 ? "" : " (and \(further) more)")
            let text = test.failures.map(printer.text).joined()
            body +=
                "      <failure message=\"\(escaped(message))\" type=\"\(escaped(first.id))\">\(escaped(text, inAttribute: false))</failure>\n"
        }
        let warnings = test.findings.filter { $0.severity == .warning }
        if !warnings.isEmpty {
            body +=
                "      <system-out>\(escaped(warnings.map(printer.text).joined(), inAttribute: false))</system-out>\n"
        }
        return "\(head)>\n\(body)    </testcase>\n"
    }

    /// Text between tags and in quoted attributes. XML has no way at all to write most control characters; they are shown
    /// as pictures.
    private static func escaped(_ text: String, inAttribute: Bool = true) -> String {
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar.value {
            case 0x26: out += "&amp;"
            case 0x3C: out += "&lt;"
            case 0x3E: out += "&gt;"
            case 0x22: out += "&quot;"
            // A reader makes a line ending of a carriage return, and spaces of either in an attribute.
            case 0x0A where !inAttribute: out += "\n"
            case 0x09, 0x0A, 0x0D: out += "&#\(scalar.value);"
            case 0x00..<0x20: out.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
            case 0xFFFE, 0xFFFF: out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
