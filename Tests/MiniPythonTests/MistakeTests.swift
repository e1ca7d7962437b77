import Foundation
import MiniPython
import Source
import Testing

/// What a learner's mistakes look like when they are printed: message, place, caret, advice and calls. `Spec/mistakes.txt`
/// holds programs, each followed by the whole text that is shown for it; the messages themselves have CPython for their
/// judge in `Spec`.
@Suite struct MistakeTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        let program: String
        let shown: String
        var testDescription: String { program }
    }

    static let all: [Mistake] = {
        let text = (try? String(contentsOfFile: Spec.folder + "/mistakes.txt", encoding: .utf8)) ?? ""
        return text.components(separatedBy: "=====\n").compactMap { part in
            let halves = part.components(separatedBy: "-----\n")
            return halves.count == 2 ? Mistake(program: halves[0], shown: halves[1]) : nil
        }
    }()

    @Test func thereAreMistakes() { #expect(Self.all.count > 50) }

    @Test(arguments: all) func isShown(_ mistake: Mistake) throws {
        let result = Interpreter().run(SourceFile(path: "lesson.py", text: mistake.program).slice)
        let failure = try #require(result.failure)
        #expect(DiagnosticPrinter().text(for: failure.diagnostic) == mistake.shown)
    }
}
