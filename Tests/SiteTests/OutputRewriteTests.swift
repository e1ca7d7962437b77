import Source
import Testing

@testable import Site

/// What becomes of the lines of an `output` fence.
struct OutputRewriteTests {
    private func rewritten(_ claimed: [String], _ printed: [String]) -> [String] {
        var lines: [String] = []
        var rest = claimed[...]
        for step in OutputRewrite(claimed: claimed, printed: printed).steps {
            switch step {
            case .keep: lines.append(rest.removeFirst())
            case .replace(let line):
                rest.removeFirst()
                lines.append(line)
            case .remove: rest.removeFirst()
            case .insert(let line): lines.append(line)
            }
        }
        return lines + rest
    }

    static let cases: [(claimed: String, printed: String, expected: String)] = [
        ("a b c", "a x c", "a x c"), ("", "a b", "a b"), ("a b", "", ""), ("a", "a b", "a b"), ("a b", "b", "b"),
        ("... c", "a b d", "... d"), ("a ...", "b c d", "b ..."), ("a ... z", "a b c y", "a ... y"),
        ("a ... m ... z", "a b m c d y", "a ... m ... y"), ("a ... m ... z", "a b n c d z", "a ... b ... z"),
        ("...", "a b", "..."), ("... ...", "a", "... ..."), ("x ... y", "a", "a ..."), ("x ...", "", "..."),
        ("a b ...", "b c", "b ..."), ("x x x", "y y", "y y"),
    ]

    @Test(arguments: cases) func keepsWhatItCan(_ claimed: String, _ printed: String, _ expected: String) {
        func lines(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        let result = rewritten(lines(claimed), lines(printed))
        #expect(
            OutputComparison.difference(
                claimed: result.map { $0 + "\n" }.joined(), printed: lines(printed).map { $0 + "\n" }.joined()) == nil)
        #expect(result.joined(separator: " ") == expected)
    }

    /// Whatever was claimed, the rewritten fence holds, and one that holds is left as it is.
    @Test func holdsForRandomLines() {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3000 {
            let claimed = (0..<random(7)).map { _ in ["a", "b", "c", "...", ""][random(5)] }
            let printed = (0..<random(9)).map { _ in ["a", "b", "c", ""][random(4)] }
            let result = rewritten(claimed, printed)
            let text = (result.map { $0 + "\n" }.joined(), printed.map { $0 + "\n" }.joined())
            #expect(OutputComparison.difference(claimed: text.0, printed: text.1) == nil, "\(claimed) \(printed)")
            #expect(rewritten(result, printed) == result)
            #expect(result.count { $0 == "..." } == claimed.count { $0 == "..." })
        }
    }

    /// Too many lines for a table: what differs is replaced as a whole.
    @Test func isQuickForLongOutputs() {
        let claimed = ["first"] + (0..<5000).map { "\($0)" } + ["last"]
        let printed = ["first"] + (0..<5000).map { "\($0 + 1)" } + ["last"]
        #expect(rewritten(claimed, printed) == printed)
    }
}
