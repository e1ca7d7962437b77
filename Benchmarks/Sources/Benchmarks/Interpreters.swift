import Foundation
import MiniPython
import Source

/// The snippet language beside CPython: the same programs, in turns, from their text to what they print. Where the two
/// print different characters there is no time.
struct Interpreters {
    /// What became of a program.
    struct Run {
        let output: String
        let seconds: Double
    }

    let rounds: Int

    /// Prints times, ratios and memory.
    /// - Parameter name: runs the programs whose name contains it.
    /// - Returns: false where the two disagree.
    func report(_ name: String?) -> Bool {
        print("\nSnippet language  beside \(version()); ms a program, text to output")
        var agree = true
        for program in PythonProgram.all where name.map(program.name.contains) ?? true {
            agree = report(program) && agree
        }
        if name == nil {
            reportSnippet()
            reportMemory()
        }
        return agree
    }

    private func report(_ program: PythonProgram) -> Bool {
        let title = "  " + program.title.padding(toLength: 36, withPad: " ", startingAt: 0)
        var times: (cpython: [Double], ours: [Double]) = ([], [])
        for _ in 0..<min(rounds, program.rounds) {
            guard let expected = cpython(program) else {
                print(title + (program.usesPackage ? "the PyPI package micrograd is missing" : "CPython is missing"))
                return true
            }
            let (run, failure) = snippet(program)
            if let failure {
                print(title + failure)
                return true
            }
            guard run.output == expected.output else {
                print(title + "prints other characters than CPython")
                return false
            }
            times.cpython.append(expected.seconds * 1000)
            times.ours.append(run.seconds * 1000)
        }
        let ratio = median(times.ours) / median(times.cpython)
        let shown = ratio < 0.1 ? String(format: "1/%.0f", 1 / ratio) : String(format: "%.2f×", ratio)
        let aim = program.aim < 0.1 ? String(format: "1/%.0f", 1 / program.aim) : String(format: "%.1f×", program.aim)
        print(
            title
                + String(format: "CPython %9.1f   ours %9.1f", median(times.cpython), median(times.ours))
                + "  \(shown.padding(toLength: 8, withPad: " ", startingAt: 0)) aim \(aim)")
        return true
    }

    // MARK: Either of them

    private func cpython(_ program: PythonProgram) -> Run? {
        var words = [Peer.python, "\(Peer.scripts)/run_program.py", program.path]
        if program.withoutCollector { words.append("--no-collector") }
        guard let output = Peer.output(words) else { return nil }
        let parts = output.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let seconds = Double(parts[0]) else { return nil }
        return Run(output: String(parts[2]), seconds: seconds)
    }

    private func snippet(_ program: PythonProgram) -> (Run, failure: String?) {
        let text = (try? String(contentsOfFile: program.path, encoding: .utf8)) ?? ""
        let source = SourceFile(path: program.path, text: text).slice
        var result: SnippetRun?
        let seconds = seconds { result = Interpreter(budget: .ample).run(source) }
        return (Run(output: result?.output ?? "", seconds: seconds), result?.failure?.message)
    }

    private func version() -> String {
        Peer.output([Peer.python, "--version"])?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "no Python"
    }

    // MARK: A snippet

    /// As most snippets of a lesson are: few lines, and over before anything is warm.
    private func reportSnippet() {
        let text = """
            from micrograd.engine import Value
            a, b = Value(2.0), Value(-3.0)
            L = (a * b + 10.0).tanh()
            L.backward()
            print(L, a.grad, b.grad)

            """
        let source = SourceFile(path: "snippet.py", text: text).slice
        let count = 2000
        var printed = 0
        let times = (0..<rounds).map { _ in
            seconds { for _ in 0..<count { printed += Interpreter().run(source).output.utf8.count } } / Double(count)
        }
        guard printed > 0 else { return print("  the five-line snippet printed nothing") }
        print(
            String(
                format: "  a snippet of five lines, interpreter set-up included: %.4f ms   aim 0.05",
                median(times) * 1000
            ))
    }

    // MARK: Memory

    private func reportMemory() {
        let program = PythonProgram.moons
        let words = [Peer.python, "\(Peer.scripts)/run_program.py", program.path]
        guard let lines = Peer.output(words)?.split(separator: "\n"), lines.count > 1, let cpython = Double(lines[1]),
            let ours = Memory.peak("SnippetFootprint", program.path)
        else { return print("  the memory of \(program.title) could not be measured") }
        print(
            String(
                format: "  peak memory of %@, MB: CPython %.1f   ours %.1f  %.2f×   aim 2.0×", program.title,
                cpython / 1e6, ours, ours / (cpython / 1e6)))
    }
}

extension Budget {
    /// More than any of the programs needs.
    static var ample: Budget {
        var budget = Budget()
        budget.steps = 10_000_000_000
        budget.heap = 100_000_000
        budget.tape = 50_000_000
        return budget
    }
}
