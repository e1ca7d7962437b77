import Foundation
import MiniPython
import Source
import Testing

/// The package micrograd itself, as it is installed: its `engine.py` and its `nn.py` run unmodified, and the programs
/// behind them print what they print under CPython.
@Suite struct PackageTests {
    @Test func runsUnmodified() throws {
        guard let parts = try Oracle.run("package.py") else {
            #expect(ProcessInfo.processInfo.environment["GRADBOOK_ORACLES"] != "required", "no package micrograd")
            return
        }
        try #require(parts.count == 2 * 3 + 1)
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            let result = Interpreter().run(SourceFile(path: "program.py", text: parts[index]).slice)
            #expect(result.failure?.message == nil)
            #expect(result.output == parts[index + 1])
        }
    }
}
