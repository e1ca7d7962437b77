import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// Every kind of trouble with a site, one file each in `Fixtures/broken`: the files of the site behind lines
/// `>>> path`, and behind `>>> expected` everything that `verify` prints. What a file does not give is taken from a
/// small sound site. Other lines that begin with `>>>` are orders:
///
///     >>> without PATH           takes a file away
///     >>> templates              puts the house's templates there
///     >>> link PATH TARGET       makes a symbolic link
///     >>> bytes PATH             what follows is hexadecimal
///     >>> katex missing          does as if it were not installed
///     >>> command ARGUMENTS…     what is expected is what this command prints instead
///
/// `docs/diagnostics.md` takes its examples from here.
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
        var files = Self.soundSite.mapValues { Data($0.utf8) }
        var links: [String: String] = [:]
        var command: [String]?
        var hasKaTeX = true
        var expected = ""
        for section in ("\n" + text).components(separatedBy: "\n>>> ").dropFirst() {
            let end = section.firstIndex(of: "\n") ?? section.endIndex
            let words = section[..<end].split(separator: " ").map(String.init)
            let content = String(section[end...].dropFirst())
            switch (words.first ?? "", words.count) {
            case ("expected", 1): expected = content
            case ("without", 2): files[words[1]] = nil
            case ("katex", 2): hasKaTeX = false
            case ("templates", 1): files.merge(try Self.templateFiles()) { $1 }
            case ("link", 3): links[words[1]] = words[2]
            case ("bytes", 2): files[words[1]] = Self.bytes(content)
            case ("command", 2...): command = Array(words.dropFirst())
            default: files[String(section[..<end])] = Data((content + "\n").utf8)
            }
        }
        let scratch = Scratch()
        for (path, content) in files { scratch.put(path, content) }
        for (path, target) in links {
            try FileManager.default.createSymbolicLink(
                atPath: "\(scratch.path)/\(path)", withDestinationPath: target)
        }
        let printed = try command.map { try Self.run($0, scratch) } ?? Self.verify(scratch, hasKaTeX: hasKaTeX)
        if printed == expected { return }
        if updatesGoldens {
            let kept = text.components(separatedBy: ">>> expected\n")[0]
            try Data("\(kept)>>> expected\n\(printed)".utf8).write(to: url)
        }
        Issue.record("\(firstDifference(expected: expected, actual: printed) ?? "")\n\(printed)")
    }

    private static func templateFiles() throws -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: templates)?.compactMap { $0 as? String } ?? []
        let files = names.map { ("templates/" + $0, FileManager.default.contents(atPath: "\(templates)/\($0)")) }
        return Dictionary(uniqueKeysWithValues: files).compactMapValues { $0 }
    }

    private static func bytes(_ hexadecimal: String) -> Data {
        let digits = Array(hexadecimal.utf8)
        return Data(
            stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
                UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
            })
    }

    static func verify(_ scratch: Scratch, hasKaTeX: Bool = true) -> String {
        var pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        if !hasKaTeX { pipeline.typesetter.scripts = [] }
        let report = pipeline.report("verify")
        let summary = (report.passed ? report.summary + "\n" : "")
            .replacingOccurrences(of: scratch.path + "/", with: "")
        let printed = shown(report.diagnostics, scratch) + summary
        // Commands that hold the whole site find the same as those that go lesson by lesson.
        do throws(Pipeline.Failure) {
            #expect(shown(try pipeline.check().warnings, scratch) + summary == printed)
        } catch {
            #expect(shown(error.diagnostics, scratch) == printed)
        }
        return printed
    }

    private static func run(_ command: [String], _ scratch: Scratch) throws -> String {
        let outcome = try Oracle.run(GradbookBinary.path, command, folder: scratch.path)
        return outcome.errors + outcome.output
    }

    private static func shown(_ diagnostics: [Diagnostic], _ scratch: Scratch) -> String {
        diagnostics.map(DiagnosticPrinter().text).joined().replacingOccurrences(of: scratch.path + "/", with: "")
    }
}
