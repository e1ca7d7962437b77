import Foundation
import MiniPython
import Source
import Testing

/// The language, by example: every file in `Spec/` is a program that says on its lines what it prints (`# expect: …`)
/// and where and how it fails (`# error: …`). Where there is a `python3`, CPython is asked the same, so that no
/// expectation is our own invention.
@Suite struct SpecTests {
    @Test(arguments: Spec.all) func minipython(_ spec: Spec) throws {
        let text = try String(contentsOfFile: spec.path, encoding: .utf8)
        let result = Interpreter().run(SourceFile(path: spec.name, text: text).slice)
        let expected = Expectation(text)
        #expect(result.output == expected.output, "\(spec.name): output")
        #expect(result.failure?.message == expected.error, "\(spec.name): error")
        if let failure = result.failure {
            let location = failure.diagnostic.location
            #expect(location.file.position(at: location.span.start).line == expected.line, "\(spec.name): line")
        }
    }

    @Test func cpython() throws {
        let specs = Spec.all
        guard let answers = try Oracle.ask(specs.map { $0.path }) else { return }
        try #require(answers.count == specs.count)
        for (spec, answer) in zip(specs, answers) {
            let expected = Expectation(try String(contentsOfFile: spec.path, encoding: .utf8))
            // What this subset refuses, CPython does: then only what was printed before can be compared.
            if expected.isRefusal {
                #expect(answer.output.hasPrefix(expected.output), "\(spec.name): output before the refusal")
                continue
            }
            #expect(answer.output == expected.output, "\(spec.name): output")
            if let error = expected.error, error.hasPrefix("SyntaxError") || error.hasPrefix("IndentationError") {
                // Where a text ceases to be Python is partly a matter of taste; that it does is not.
                #expect(
                    answer.error.hasPrefix("SyntaxError") || answer.error.hasPrefix("IndentationError"),
                    "\(spec.name): CPython accepts it")
            } else {
                #expect(answer.error == expected.error ?? "", "\(spec.name): error")
                if expected.error != nil { #expect(answer.line == expected.line, "\(spec.name): line") }
            }
        }
    }

    @Test func thereAreSpecs() {
        #expect(Spec.all.count >= 5)
    }
}

/// One file of the suite.
struct Spec: CustomTestStringConvertible, Sendable {
    let path: String
    let name: String
    var testDescription: String { name }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Spec").path

    static let all: [Spec] = {
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".py") && $0.contains("/") }.sorted().map {
            Spec(path: folder + "/" + $0, name: $0)
        }
    }()
}

/// What a program says of itself.
struct Expectation {
    var output = ""
    var error: String?
    /// Where the error is expected.
    var line: Int?

    var isRefusal: Bool {
        guard let error else { return false }
        return error.hasPrefix("not supported here:") || error.hasPrefix("the program ")
            || error.hasPrefix("calls and ")
    }

    init(_ text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let range = line.range(of: "# expect: ") {
                output += line[range.upperBound...] + "\n"
            } else if line.hasSuffix("# expect:") {
                output += "\n"
            } else if let range = line.range(of: "# error: ") {
                error = String(line[range.upperBound...])
                self.line = index + 1
            }
        }
    }
}

/// CPython, when it is there.
enum Oracle {
    struct Answer {
        let output: String
        let error: String
        let line: Int?
    }

    /// Nothing when there is no `python3` or it lacks the package.
    static func ask(_ paths: [String]) throws -> [Answer]? {
        try run("oracle.py", paths).map { parts in
            stride(from: 0, to: parts.count - 2, by: 3).map {
                Answer(output: parts[$0], error: parts[$0 + 1], line: Int(parts[$0 + 2]))
            }
        }
    }

    /// What a script of the suite's folder writes, cut at the zero bytes.
    static func run(_ script: String, _ arguments: [String] = []) throws -> [String]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Spec.folder + "/" + script] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return data.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
}
