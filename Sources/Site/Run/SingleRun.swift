import Foundation
import MiniPython
import Source

/// One file run by itself, outside any site: a Python file as one snippet, or the snippets of a Markdown page in order.
public struct SingleRun {
    /// What was printed, up to a failure.
    public let output: String
    /// The failure that ended it; nil when there was none.
    public let problem: Diagnostic?

    /// - Parameter steps: how many steps it may take; nil for what the page says, or the default.
    public static func run(_ path: String, steps: Int?) throws(Pipeline.Failure) -> SingleRun {
        guard let data = FileManager.default.contents(atPath: path) else {
            let file = SourceFile(path: path, bytes: [])
            throw Pipeline.Failure([
                Diagnostic("file-missing", "there is no such file, or it cannot be read", at: file, Span(0, 0))
                    .noting("name a Python file or a Markdown page")
            ])
        }
        let file = SourceFile(path: path, bytes: [UInt8](data))
        var allowed = PageBudget()
        allowed.steps = steps
        guard path.hasSuffix(".md") else {
            let interpreter = Interpreter(budget: Budget(allowed))
            let run = interpreter.run(file.slice)
            return SingleRun(output: run.output, problem: run.failure?.diagnostic)
        }
        var diagnostics: [Diagnostic] = []
        let folder = ContentFolder(path: URL(fileURLWithPath: path).deletingLastPathComponent().relativePath)
        let reader = PageReader(folder: folder, lessonPath: ".", allowsRawHTML: true)
        let page = LessonPage(kind: .lesson, file: file, reader: reader, diagnostics: &diagnostics)
        let interpreter = Interpreter(budget: Budget(allowed.completed(by: page.matter.budget)))
        var output = ""
        for case .snippet(let snippet) in page.items.map(\.content) where !snippet.isStatic {
            if snippet.isFresh { interpreter.reset() }
            let run = interpreter.run(snippet.code)
            output += run.output
            guard let failure = run.failure else { continue }
            guard snippet.raises, failure.kind == .raised else {
                return SingleRun(output: output, problem: failure.diagnostic)
            }
            output += failure.message + "\n"
        }
        return SingleRun(output: output, problem: nil)
    }
}
