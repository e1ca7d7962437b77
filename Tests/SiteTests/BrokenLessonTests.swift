import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// Every kind of trouble with a site, one file each in `Fixtures/broken`: the files of the site behind lines
/// `>>> path`, and behind `>>> expected` everything that `verify` prints. What a file does not give is taken from a
/// small sound site; `>>> without path` takes it away.
struct BrokenLessonTests {
    static let folder = fixtures.appendingPathComponent("broken")

    static let cases: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()

    static let soundSite = [
        "content/site.yml": "title: Site\n",
        "content/t/track.yml": "title: Track\nphases:\n  - title: One\n",
        "content/t/01-a/lesson.md": "---\ntitle: A\n---\n",
    ]

    @Test(arguments: cases) func saysWhatIsWrong(_ name: String) throws {
        let url = Self.folder.appendingPathComponent(name + ".txt")
        let text = try String(contentsOf: url, encoding: .utf8)
        var files = Self.soundSite
        var expected = ""
        for section in text.components(separatedBy: "\n>>> ") {
            let head = section.hasPrefix(">>> ") ? String(section.dropFirst(4)) : section
            if head.hasPrefix("without ") {
                files[String(head.dropFirst("without ".count))] = nil
                continue
            }
            guard let end = head.firstIndex(of: "\n") else { continue }
            let path = String(head[..<end])
            let content = String(head[head.index(after: end)...])
            if path == "expected" {
                expected = content
            } else {
                files[path] = content + "\n"
            }
        }
        let scratch = Scratch()
        for (path, content) in files { scratch.put(path, content) }
        let printed = Self.verify(scratch)
        if printed == expected { return }
        if updatesGoldens {
            let kept = text.components(separatedBy: ">>> expected\n")[0]
            try Data("\(kept)>>> expected\n\(printed)".utf8).write(to: url)
        }
        Issue.record("\(firstDifference(expected: expected, actual: printed) ?? "")\n\(printed)")
    }

    static func verify(_ scratch: Scratch) -> String {
        func printed(_ diagnostics: [Diagnostic]) -> String {
            diagnostics.map(DiagnosticPrinter().text).joined()
                .replacingOccurrences(of: scratch.path + "/", with: "")
        }
        do throws(Pipeline.Failure) {
            let checked = try Pipeline(content: scratch.path + "/content", templates: templates).check()
            return printed(checked.warnings) + checked.summary + "\n"
        } catch {
            return printed(error.diagnostics)
        }
    }

    /// Ids of diagnostics in the sources of Read, Run and Verify; each must have a case of its own name, or one whose
    /// name begins with it.
    @Test func everyDiagnosticHasACase() throws {
        var missing: [String] = []
        for stage in ["Read", "Run", "Verify"] {
            let sources = repositoryRoot.appendingPathComponent("Sources/Site/\(stage)")
            for name in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
                let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
                for id in Self.ids(in: text) where !Self.cases.contains(where: { $0.hasPrefix(id) }) {
                    missing.append(id)
                }
            }
        }
        // The first two are about a file named on the command line and about the built site, and are tested with the
        // command; those of files that are no text are tested in `ContentFolderTests`, and the faults inside a card in
        // `CardFenceTests`.
        let elsewhere = [
            "audit-failed", "file-missing", "public-outdated", "file-unreadable", "not-utf8", "symbolic-link",
        ]
        missing.removeAll { elsewhere.contains($0) || $0.hasPrefix("card") }
        #expect(Set(missing).sorted() == [])
    }

    /// String literals of the form `kebab-case` that begin an argument list or a line.
    private static func ids(in text: String) -> Set<String> {
        var found: Set<String> = []
        for line in text.split(separator: "\n") {
            let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
            for index in stride(from: 1, to: pieces.count, by: 2) {
                let before = pieces[index - 1]
                let literal = pieces[index]
                guard before.hasSuffix("(") || before.allSatisfy(\.isWhitespace), literal.contains("-"),
                    literal.allSatisfy({ $0 == "-" || ($0.isLetter && $0.isLowercase) }), !literal.hasPrefix("-")
                else { continue }
                let call = before.dropLast()
                if ["Diagnostic", "report", "broken", "missing", "fail", "diagnostic"].contains(where: call.hasSuffix)
                    || before.allSatisfy(\.isWhitespace)
                {
                    found.insert(String(literal))
                }
            }
        }
        return found.subtracting(Settings.knownKeys)
    }
}

extension Settings {
    /// Keys of front matter and `site.yml`, which look like ids of diagnostics.
    fileprivate static var knownKeys: Set<String> { Set(FrontMatter.keys + SiteConfig.keys) }
}
