import MiniPython
import Source
import Testing

/// What Python has and this subset has not is refused by name, never with an error that CPython would not raise: a
/// lesson that shows the error would tell a falsehood. CPython says which names it has and what it makes of each
/// program; here the same comes out, or a refusal.
@Suite struct AbsentTests {
    @Test func isRefusedByName() throws {
        guard let parts = try Oracle.run("absent.py") else { return }
        #expect(parts.count > 3 * 10_000)
        for index in stride(from: 0, to: parts.count - 2, by: 3) {
            let (program, output, error) = (parts[index], parts[index + 1], parts[index + 2])
            let result = Interpreter().run(SourceFile(path: "program.py", text: program).slice)
            if result.failure?.kind == .unsupported, output.hasPrefix(result.output) { continue }
            let message = result.failure?.message.replacing("__main__.", with: "") ?? ""
            if result.output == output, message == error { continue }
            if result.failure?.kind == .syntax, error.hasPrefix("SyntaxError") { continue }
            Issue.record("\(program)\nCPython: \(output)\(error)\nhere: \(result.output)\(message)")
        }
    }
}
