import Foundation
import MiniPython
import Source
import TestSupport
import Testing

/// Programs and texts that nobody wrote: `scripts/fuzz-minipython` makes them and asks CPython, here they are run many
/// in one process. How many is `GRADBOOK_FUZZ`; `scripts/fuzz` sets it for the long run.
///
/// What runs now lies in `.build/fuzz/`, so that an input that takes the process along is still there afterwards.
@Suite(.serialized, .enabled(if: TestSupport.Oracle.hasMicrograd)) struct FuzzTests {
    private struct Program: Decodable {
        let number: Int
        let program: String
        let output: String
        let error: String
        let line: String
        /// Why CPython is no judge of this one, where it is none.
        let unjudged: String
    }

    private struct Text: Decodable {
        let number: Int
        /// Bytes as the letters of the same numbers.
        let text: String
    }

    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["GRADBOOK_FUZZ"].flatMap { Int($0) } ?? 2_000
    private static let seed = environment["GRADBOOK_FUZZ_SEED"] ?? "1"
    private static let chunk = 1_000

    /// What gradbook accepts prints what CPython prints and fails where and as it does. A program of which CPython says
    /// nothing that can be compared must still come to an end.
    @Test func programsRunAsUnderCPython() throws {
        var refusals = 0
        var compared = 0
        var unjudged: [String: Int] = [:]
        try Self.each("--answers", keep: true) { (item: Program) in
            let source = SourceFile(path: "program.py", text: item.program)
            let result = Interpreter().run(source.slice)
            if !item.unjudged.isEmpty {
                unjudged[item.unjudged, default: 0] += 1
                return
            }
            compared += 1
            let name = "program \(item.number) of seed \(Self.seed)"
            switch result.failure?.kind {
            case .unsupported, .budget:
                refusals += 1
                #expect(item.output.hasPrefix(result.output), "\(name): output before \(result.failure?.message ?? "")")
            default:
                let location = result.failure?.diagnostic.location
                let line = location.map { "\($0.file.position(at: $0.span.start).line)" } ?? ""
                #expect(result.output == item.output, "\(name): output")
                #expect(
                    (result.failure?.message ?? "").replacing("__main__.", with: "") == item.error, "\(name): error")
                #expect(line == item.line, "\(name): line")
            }
        }
        let reasons = unjudged.sorted { $0.key < $1.key }.map { "\($0.value) not judged: \($0.key)" }
        print((["\(compared) programs compared, \(refusals) refused"] + reasons).joined(separator: "; "))
        #expect(compared > Self.count * 95 / 100, "\(reasons)")
        #expect(refusals < compared * 15 / 100, "\(refusals) of \(compared) programs are refused")
    }

    /// Whatever the text, the end is a result or a message.
    @Test func textsEndInAMessage() throws {
        var budget = Budget()
        budget.steps = 5_000
        budget.heap = 5_000
        budget.output = 2_000
        try Self.each("--texts") { (item: Text) in
            let bytes = item.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            let result = Interpreter(budget: budget).run(SourceFile(path: "text.py", bytes: bytes).slice)
            if let failure = result.failure { #expect(!DiagnosticPrinter().text(for: failure.diagnostic).isEmpty) }
        }
    }

    /// Asks the script for one chunk after the other, and keeps the case at hand where a crash leaves it.
    private static func each<Case: Decodable>(
        _ kind: String, keep: Bool = false, _ body: (Case) throws -> Void
    ) throws {
        let folder = repositoryRoot.appendingPathComponent(".build/fuzz")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let current = folder.appendingPathComponent("current.json")
        for first in stride(from: 0, to: count, by: chunk) {
            let answers = try TestSupport.Oracle.python(
                [
                    repositoryRoot.path + "/scripts/fuzz-minipython", kind, "--seed", seed, "--first", "\(first)",
                    "--count", "\(min(chunk, count - first))",
                ] + (keep ? ["--keep", folder.path] : []))
            try #require(answers.status == 0, "\(answers.errors)")
            for line in answers.output.split(separator: "\n") {
                try Data(line.utf8).write(to: current)
                try body(try JSONDecoder().decode(Case.self, from: Data(line.utf8)))
            }
        }
        try FileManager.default.removeItem(at: current)
    }
}
