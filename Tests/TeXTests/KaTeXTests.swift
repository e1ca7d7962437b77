import Foundation
import TestSupport
import Testing

@testable import TeX

/// What KaTeX makes of formulas, and what it says of wrong ones, at which bytes.
struct KaTeXTests {
    private func katex() throws -> KaTeX {
        let path = try #require(KaTeX.scripts.first { FileManager.default.fileExists(atPath: $0) })
        let script = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        return try #require(KaTeX(script: script))
    }

    @Test func aFormulaIsATree() throws {
        let nodes = try katex().typeset("\\frac{\\partial L}{2}", isDisplay: false)
        #expect(
            nodes == [
                ["math", "1", "xmlns", "http://www.w3.org/1998/Math/MathML"], ["semantics", "2"], ["mrow", "1"],
                ["mfrac", "2"], ["mrow", "2"], ["mi", "1", "mathvariant", "normal"], ["", "∂"], ["mi", "1"], ["", "L"],
                ["mn", "1"], ["", "2"], ["annotation", "1", "encoding", "application/x-tex"],
                ["", "\\frac{\\partial L}{2}"],
            ])
    }

    @Test(arguments: [
        ("\\fracc{1}{2}", "Undefined control sequence: \\fracc", 0..<6),
        ("a + \\frac{1}{2", "Unexpected end of input in a macro argument, expected '}'", 14..<14),
        ("x^", "Expected group after '^'", 1..<2),
        ("x^2^3", "Double superscript", 3..<4),
        ("∂ + é \\nix", "Undefined control sequence: \\nix", 9..<13),
        ("a & b", "Expected 'EOF', got '&'", 2..<3),
        ("\\left( x", "Expected '\\right', got 'EOF'", 8..<8),
        ("\\begin{foo}", "No such environment: foo", 6..<11),
        ("a + 😀", "Unrecognized Unicode character \"😀\"", 4..<8),
    ])
    func aMistakeHasAPlace(_ tex: String, _ message: String, _ range: Range<Int>) throws {
        do {
            let tree = try katex().typeset(tex, isDisplay: true)
            Issue.record("\(tree)")
        } catch let mistake as KaTeX.Mistake {
            #expect(mistake == KaTeX.Mistake(message, range))
        }
    }

    /// Whatever is written into a formula, an answer comes, and it comes soon.
    @Test func bombsDoNotGoOff() throws {
        let katex = try katex()
        let bombs = [
            String(repeating: "{", count: 2_400) + String(repeating: "}", count: 2_400),
            String(repeating: "\\sqrt{", count: 700) + String(repeating: "}", count: 700),
            String(repeating: "x^{", count: 1_200) + String(repeating: "}", count: 1_200),
            String(repeating: "\\frac1", count: 800), String(repeating: "x", count: 6_000),
            "\\def\\a{\\a\\a}\\a", "\\edef\\a{xx}" + String(repeating: "\\edef\\a{\\a\\a}", count: 40) + "\\a",
        ]
        for bomb in bombs {
            let start = ContinuousClock.now
            _ = try? katex.typeset(bomb, isDisplay: true)
            #expect(ContinuousClock.now - start < .seconds(5), "\(bomb.prefix(20))")
        }
        // And the engine is as good as before.
        #expect(try katex.typeset("x", isDisplay: false).count == 7)
    }

    @Test(arguments: [
        ("x + \\def\\a{b}\\a", 4..<8, "a formula defines no commands"),
        ("\\href{javascript:x}{y}", 0..<5, "a formula holds no links, pictures or HTML"),
        ("ä\\text{a \\color{red}b}", 10..<16, "a formula has the colours of its page, by day and by night"),
        ("\\\\boxed", 0..<0, ""), ("\\boxed{x}", 0..<6, "browsers draw no frames and strokes in formulas"),
        ("a % b\nc", 0..<0, ""), ("a % b", 2..<5, "a formula cannot end in a comment"), ("\\%", 0..<0, ""),
        ("\\@ifnextchar", 0..<12, "this is a command of KaTeX's own"), ("\\definition", 0..<0, ""), ("\\", 0..<0, ""),
    ])
    func whatAPageDoesNotTakeIsRefused(_ tex: String, _ range: Range<Int>, _ reason: String) {
        let refused = RefusedCommand.first(in: tex)
        #expect(refused?.range == (range.isEmpty ? nil : range) && refused?.reason ?? "" == reason)
    }

    @Test func nothingThereIsNoCrash() {
        #expect(KaTeX(script: Array("nonsense(".utf8)) == nil)
        #expect(KaTeX(script: Array("var katex = {}".utf8)) == nil)
        #expect(KaTeX(script: [], libraries: ["libnothing-of-this-name.so"]) == nil)
    }
}
