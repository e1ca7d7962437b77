import Foundation
import TestSupport
import Testing

@testable import Site

/// The ids of diagnostics: those that the sources use, the table of rules and `docs/diagnostics.md` are the same ones, and
/// the complete text of each is shown by a test. The page is written here, by `UPDATE_GOLDENS=1`, from the table and from
/// what the cases in `Fixtures/broken` print.
struct DiagnosticsPageTests {
    @Test func everyIDHasARule() throws {
        let known = Set(Rule.all.map(\.id))
        #expect(known.count == Rule.all.count, "an id stands twice in the table")
        var used: Set<String> = []
        var asDiagnostic: Set<String> = []
        for (path, text) in try Self.sources() where !path.hasSuffix("Report/Rules.swift") {
            let literals = Self.literals(in: text)
            used.formUnion(literals.map(\.text))
            if text.contains("Diagnostic") {
                asDiagnostic.formUnion(literals.filter(\.beginsArguments).map(\.text))
            }
        }
        let missing = asDiagnostic.subtracting(known).subtracting(Self.otherWords).sorted()
        #expect(missing == [], "these ids want a line in Sources/Site/Report/Rules.swift and a case in Fixtures/broken")
        #expect(known.subtracting(used).sorted() == [], "nothing in the sources uses these ids")
    }

    @Test func everyRuleIsShownByATest() throws {
        let examples = try Self.examples()
        #expect(Rule.all.map(\.id).filter { examples[$0] == nil } == [], "these ids want a case in Fixtures/broken")
        let known = Set(Rule.all.map(\.id))
        #expect(examples.keys.filter { !known.contains($0) }.sorted() == [])
    }

    @Test func thePageHasThemAll() throws {
        let url = repositoryRoot.appendingPathComponent("docs/diagnostics.md")
        let expected = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        let page = try Self.page()
        if page == expected { return }
        if updatesGoldens { try Data(page.utf8).write(to: url) }
        Issue.record("\(firstDifference(expected: expected, actual: page) ?? "")")
    }

    // MARK: The page

    static func page() throws -> String {
        let examples = try examples()
        var page = """
            # Diagnostics

            Every message of gradbook ends with its id, such as `[claim-differs]`. Here is each of them: what it means, what to
            do, and one as it is printed. An id keeps its meaning; an error fails the command, a warning does not. A line
            `help:` is a repair, and where `gradbook` can make it for you, the machine formats of [reports.md](reports.md) carry
            it as text and place.


            """
        for subject in Rule.Subject.allCases {
            let rules = Rule.all.filter { $0.subject == subject }.sorted { $0.id < $1.id }
            page += "- [\(subject.title)](#\(anchor(subject.title))): "
            page += rules.map { "[`\($0.id)`](#\($0.id))" }.joined(separator: ", ") + "\n"
        }
        for subject in Rule.Subject.allCases {
            page += "\n## \(subject.title)\n"
            for rule in Rule.all.filter({ $0.subject == subject }).sorted(by: { $0.id < $1.id }) {
                page += "\n### \(rule.id)\n\n\(rule.summary) \(rule.advice)\n"
                page += "\n````text\n\(examples[rule.id] ?? "")````\n"
            }
        }
        return page
    }

    private static func anchor(_ title: String) -> String {
        title.lowercased().replacingOccurrences(of: ",", with: "").replacingOccurrences(of: " ", with: "-")
    }

    /// For each id the first message that a case prints, from the case of that name where there is one.
    private static func examples() throws -> [String: String] {
        var examples: [String: String] = [:]
        var isOwn: Set<String> = []
        for name in BrokenLessonTests.cases {
            let url = BrokenLessonTests.folder.appendingPathComponent(name + ".txt")
            let text = try String(contentsOf: url, encoding: .utf8)
            for message in messages(text.components(separatedBy: ">>> expected\n").last ?? "") {
                let id = message.id
                if examples[id] != nil, name != id || isOwn.contains(id) { continue }
                if name == id { isOwn.insert(id) }
                examples[id] = message.text
            }
        }
        // What no case can bring about stands in a test of its own: what needs a commit, or a reader who is not root.
        for name in ["SiteTests", "GradbookCLITests"] {
            let folder = repositoryRoot.appendingPathComponent("Tests/\(name)")
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            where file.hasSuffix(".swift") {
                let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
                for message in messages(unindented(text)) where examples[message.id] == nil {
                    if !message.text.contains("\\(") { examples[message.id] = message.text }
                }
            }
        }
        return examples
    }

    /// The source of a test with what it says is printed brought to the margin.
    private static func unindented(_ source: String) -> String {
        var margin: Int?
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }.count
            if line.hasSuffix("]"), [": error: ", ": warning: "].contains(where: { line.contains($0) }) {
                margin = indent
            } else if let open = margin, indent < open + 2 {
                margin = nil
            }
            return margin.map { line.dropFirst($0) } ?? "-"
        }
        return lines.joined(separator: "\n")
    }

    /// What was printed, cut into messages.
    private static func messages(_ printed: String) -> [(id: String, text: String)] {
        var found: [(id: String, text: String)] = []
        for line in printed.split(separator: "\n", omittingEmptySubsequences: false) {
            let isHead = [": error: ", ": warning: "].contains { line.contains($0) } && !line.hasPrefix(" ")
            if isHead, line.hasSuffix("]"), let open = line.lastIndex(of: "[") {
                found.append((String(line[line.index(after: open)...].dropLast()), line + "\n"))
            } else if line.hasPrefix("  "), !found.isEmpty {
                found[found.count - 1].text += line + "\n"
            }
        }
        return found
    }

    // MARK: The sources

    /// Words in the form of an id that begin arguments in a file about diagnostics and are none.
    private static let otherWords = Set(FrontMatter.keys + SiteConfig.keys)

    private static func sources() throws -> [(path: String, text: String)] {
        let folder = repositoryRoot.appendingPathComponent("Sources")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            (path, try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
        }
    }

    /// String literals of the form `kebab-case`, and whether they could be the first of some arguments.
    private static func literals(in text: String) -> [(text: String, beginsArguments: Bool)] {
        var found: [(text: String, beginsArguments: Bool)] = []
        for line in text.split(separator: "\n") {
            let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
            for index in stride(from: 1, to: pieces.count - 1, by: 2) {
                let literal = pieces[index]
                guard literal.contains("-"), !literal.hasPrefix("-"), !literal.hasSuffix("-"),
                    literal.utf8.allSatisfy({
                        $0 == UInt8(ascii: "-") || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                    })
                else { continue }
                let before = pieces[index - 1]
                let opens = before.hasSuffix("(") || before.allSatisfy(\.isWhitespace)
                found.append((String(literal), opens && pieces[index + 1].hasPrefix(",")))
            }
        }
        return found
    }
}
