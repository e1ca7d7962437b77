import Foundation
import FoundationXML
import Markup
import TeX
import TestSupport
import Testing

@testable import Site

/// Formulas: what a page shows of them, in markup and in plain text, and that the cache never changes it.
struct FormulaTests {
    private static func katex() throws -> KaTeX {
        let path = try #require(KaTeX.scripts.first { FileManager.default.fileExists(atPath: $0) })
        let script = try #require(FileManager.default.contents(atPath: path))
        return try #require(KaTeX(script: [UInt8](script)))
    }

    private static func tree(_ tex: String, isDisplay: Bool = false) throws -> FormulaTree {
        try FormulaTree(katex().typeset(tex, isDisplay: isDisplay))
    }

    // MARK: Markup

    @Test func aFormulaIsMathMLWithItsTeX() throws {
        #expect(
            try Self.tree("1 - t^2 < \\text{'a'}").html(tex: "1 - t^2 < \\text{'a'}", isDisplay: false).text
                == "<math><semantics><mrow><mn>1</mn><mo>−</mo><msup><mi>t</mi><mn>2</mn></msup><mo>&lt;</mo>"
                + "<mtext>’a’</mtext></mrow><annotation encoding=\"application/x-tex\">1 - t^2 &lt; \\text{&#39;a&#39;}"
                + "</annotation></semantics></math>")
    }

    @Test(arguments: [
        ("\\tanh n", "<mi>tanh</mi><mo>\u{2061}</mo></mrow><mspace width=\"0.167em\"></mspace><mi>n</mi>"),
        ("\\tanh(n)", "<mi>tanh</mi><mo>\u{2061}</mo></mrow><mo stretchy=\"false\">(</mo>"),
        ("x \\tanh n", "<mi>x</mi><mspace width=\"0.167em\"></mspace><mrow><mi>tanh</mi>"),
        ("\\tanh^2 n", "<mn>2</mn></msup><mspace width=\"0.167em\"></mspace><mi>n</mi>"),
        (
            "\\operatorname{relu} x",
            "<mi>relu</mi><mo>\u{2061}</mo></mrow><mspace width=\"0.167em\"></mspace><mi>x</mi>"
        ),
        ("a + \\tanh n", "<mo>+</mo><mrow><mi>tanh</mi>"),
    ])
    func aFunctionStandsApart(_ tex: String, _ part: String) throws {
        let html = try Self.tree(tex).html(tex: tex, isDisplay: false).text
        #expect(html.contains(part), "\(html)")
    }

    /// Elements and attributes that every browser draws; and a page of them is well-formed.
    @Test(arguments: [
        "\\frac{\\partial L}{\\partial a} = \\frac{\\partial L}{\\partial e} \\cdot \\frac{\\partial e}{\\partial a}",
        "\\tanh' x = 1 - \\tanh^2 x", "\\sum_{i=1}^{n} w_i x_i + b", "\\sqrt[3]{x} + \\sqrt{y}",
        "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
        "\\begin{cases} x & x > 0 \\\\ 0 & \\text{else} \\end{cases}",
        "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "\\mathbf{W} \\in \\mathbb{R}^{n \\times m}",
        "\\underbrace{a + b}_{\\text{sum}} \\overline{x} \\hat{y} \\vec{v} \\widehat{abc}", "\\binom{n}{k}",
        "\\left\\lVert \\frac{x}{y} \\right\\rVert_2", "\\operatorname{relu}(x) = \\max(0, x)",
        "\\textbf{bold} \\mathtt{x}",
        "\\lim_{h \\to 0} \\frac{f(x + h) - f(x)}{h}", "\\Big( x \\Big)", "\\phantom{x} a \\! b \\; c \\quad d",
        "\\int_0^1 x \\, dx", "\\displaystyle \\sum_i", "\\overset{!}{=} \\underset{x}{\\arg\\max}", "\\text{größer}",
        "a \\bmod b \\pmod{n}", "\\xrightarrow{f} \\not= \\mathcal{L} \\mathfrak{g} \\mathscr{B}",
        "\\boldsymbol{\\theta}",
        "\\begin{smallmatrix} a & b \\end{smallmatrix}", "\\raisebox{2pt}{x} \\mathrel{R} \\stackrel{a}{b}",
    ])
    func onlyWhatEveryBrowserDraws(_ tex: String) throws {
        for isDisplay in [false, true] {
            let html = try Self.tree(tex, isDisplay: isDisplay).html(tex: tex, isDisplay: isDisplay)
            let document = try XMLDocument(xmlString: html.text)
            let allowed: Set = [
                "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup",
                "msubsup",
                "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mpadded", "mphantom", "mstyle", "semantics",
                "annotation",
            ]
            for element in try document.nodes(forXPath: "//*") {
                #expect(allowed.contains(element.name ?? ""), "\(tex)")
            }
            for variant in try document.nodes(forXPath: "//@mathvariant | //@style") {
                #expect(variant.stringValue == "normal", "\(tex)")
            }
        }
    }

    @Test func theElementsAreThoseOfTheFacts() {
        #expect(!FormulaTree.elements.contains("menclose") && !FormulaTree.elements.contains("script"))
    }

    @Test func lettersOfAStyle() {
        #expect(MathLetters.styled("Ax0θ∂", as: "bold") == "𝐀𝐱𝟎𝛉𝛛")
        #expect(MathLetters.styled("RNa2", as: "double-struck") == "ℝℕ𝕒𝟚")
        #expect(MathLetters.styled("LB", as: "script") == "ℒℬ")
        #expect(MathLetters.styled("hx", as: "italic") == "ℎ𝑥")
        #expect(MathLetters.styled("a+ß", as: "monospace") == "𝚊+ß")
        #expect(MathLetters.styled("a", as: "nothing-known") == "a")
    }

    /// Two runs at one time read and write one cache, and neither is disturbed.
    @Test func runsAtOneTime() async throws {
        let scratch = Self.site()
        let pages = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 { group.addTask { try Self.build(scratch) } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(pages.count == 1)
    }

    /// A tree that KaTeX did not make, such as one from a file that somebody wrote, makes no markup of its own.
    @Test func foreignTreesAreRefused() {
        let trees: [[KaTeX.Node]] = [
            [], [["math", "1"]], [["script", "0"]],
            [["math", "1"], ["semantics", "1"], ["script", "1"], ["", "x"]],
            [["math", "1"], ["semantics", "1"], ["mi", "1", "onclick", "x()"], ["", "x"]],
            [["math", "1"], ["semantics", "1"], ["mspace", "0", "width", "1em\" onload=\"x()"]],
            [["math", "-1"]], [["math", "1", "xmlns"]], [["mi", "0"], ["mi", "0"]],
            [["math", "1"]] + Array(repeating: ["mrow", "1"], count: 10_000) + [["", "x"]],
        ]
        for tree in trees {
            #expect(throws: FormulaTree.Unsupported.self) { try FormulaTree(tree) }
        }
    }

    // MARK: Text

    @Test(arguments: [
        ("\\frac{\\partial L}{\\partial a}", "∂L/∂a"), ("1 - t^2", "1 − t²"), ("-x + y", "−x + y"),
        ("\\frac{a + b}{2x}", "(a + b)/(2x)"), ("\\frac{1}{2} x", "(1/2)x"), ("x_i^2", "xᵢ²"), ("x_{max}", "xₘₐₓ"),
        ("e^{-x^2}", "e^(−x²)"), ("\\sqrt{x + 1}", "√(x + 1)"), ("\\sqrt[3]{x}", "³√x"), ("\\tanh x", "tanh x"),
        ("\\tanh(x)", "tanh(x)"), ("\\sum_{i=1}^{n} w_i x_i", "∑ᵢ₌₁ⁿ wᵢxᵢ"), ("\\hat{y}", "ŷ"), ("x'", "x′"),
        ("a \\cdot b = c", "a ⋅ b = c"), ("\\binom{n}{k}", "(n over k)"), ("f(x, y)", "f(x, y)"),
        ("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}", "a = b; c = d"),
        ("\\underbrace{a + b}_{\\text{sum}}", "(a + b)ₛᵤₘ"), ("\\mathbf{x} \\in \\mathbb{R}^n", "𝐱 ∈ ℝⁿ"),
        ("\\frac{\\partial L}{\\partial e} \\cdot \\frac{\\partial e}{\\partial a}", "∂L/∂e ⋅ ∂e/∂a"),
    ])
    func aFormulaAsALine(_ tex: String, _ line: String) throws {
        #expect(try FormulaText(Self.tree(tex)).text == line)
    }

    // MARK: The cache

    private static let page = "---\ntitle: A\n---\n\nIt is $`x^2`$, and $`x^2`$ again.\n\n```math\ny^2\n```\n"

    private static func site() -> Scratch {
        let scratch = Scratch()
        scratch.put("content/site.yml", "title: Site\n")
        scratch.put("content/t/track.yml", "title: T\n")
        scratch.put("content/t/01-a/lesson.md", page)
        return scratch
    }

    private static func build(
        _ scratch: Scratch, change: (inout FormulaTypesetter) -> Void = { _ in }
    ) throws -> String {
        var pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        change(&pipeline.typesetter)
        let files = try pipeline.files()
        return String(decoding: try #require(files.first { $0.path == "t/01-a/lesson.html" }).bytes, as: UTF8.self)
    }

    @Test func aSiteIsTheSameWithTheCacheAndWithout() throws {
        let scratch = Self.site()
        let first = try Self.build(scratch)
        #expect(first.contains("<math><semantics><msup>") && first.contains("<math display=\"block\">"))
        #expect(scratch.text(".gradbook/.gitignore") == "*\n")
        let kept = try #require(scratch.text(".gradbook/formulas"))
        // Nothing is new, so no JavaScript is asked for; nor is any when KaTeX is gone.
        #expect(try Self.build(scratch) { $0.libraries = ["libnone.so"] } == first)
        #expect(try Self.build(scratch) { $0.scripts = [] } == first)
        #expect(scratch.text(".gradbook/formulas") == kept)
        // Without a place for the cache.
        let bare = Self.site()
        bare.put(".gradbook", "a file in its place")
        #expect(try Self.build(bare) == first)
        #expect(bare.text(".gradbook") == "a file in its place")
    }

    /// Whatever happened to the file, what it says is either right or not believed.
    @Test func aDamagedCacheIsMadeAnew() throws {
        let scratch = Self.site()
        let first = try Self.build(scratch)
        let kept = try #require(scratch.text(".gradbook/formulas"))
        let damaged = [
            "", "x", String(kept.dropLast(40)), kept + " ", kept.replacingOccurrences(of: "msup", with: "msub"),
            kept.replacingOccurrences(of: "formulas 1", with: "formulas 2"),
        ]
        for text in damaged {
            scratch.put(".gradbook/formulas", text)
            #expect(try Self.build(scratch) == first)
            #expect(scratch.text(".gradbook/formulas") == kept)
        }
        // And it is not believed when there is nothing to make it anew with.
        scratch.put(".gradbook/formulas", damaged[4])
        #expect(throws: Pipeline.Failure.self) { try Self.build(scratch) { $0.scripts = [] } }
    }

    @Test func aCacheOfAnotherKaTeXIsNotRead() throws {
        let scratch = Self.site()
        let first = try Self.build(scratch)
        let script = try #require(KaTeX.scripts.lazy.compactMap(FileManager.default.contents).first)
        scratch.put("katex.js", script + Data("\n// changed".utf8))
        let kept = scratch.text(".gradbook/formulas")
        #expect(try Self.build(scratch) { $0.scripts = [scratch.path + "/katex.js"] } == first)
        #expect(scratch.text(".gradbook/formulas") != kept)
        // With no JavaScriptCore the old trees are of no use to the new script.
        #expect(throws: Pipeline.Failure.self) {
            try Self.build(scratch) { $0.libraries = ["libnone.so"] }
        }
    }

    // MARK: Everywhere

    @Test func formulasStandWhereTextStands() throws {
        let scratch = Self.site()
        scratch.put(
            "content/t/track.yml",
            "title: 'Track $`\\alpha`$'\nsummary: 'With $`\\beta`$'\nphases:\n  - title: 'P $`\\gamma`$'\n")
        scratch.put(
            "content/t/01-a/lesson.md",
            """
            ---
            title: "Slope $`\\\\frac{a}{b}`$"
            ---

            ## Head $`x_1`$

            A [link $`y`$](#head-x_1), a $ by itself, and $`a`$$`b`$.

            | $`\\|x\\|`$ |
            |---|
            | $`z`$ |

            ![Picture of $`\\sqrt{x}`$](a.svg)

            ````cards
            Q: What is $`\\frac{a}{b}`$? {#q}
            A: This:

            ```math
            c^2
            ```
            ````

            """)
        scratch.put("content/t/01-a/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")
        let page = try Self.build(scratch)
        #expect(page.contains("<title>Slope a/b · Site</title>") && page.contains("<h1>Slope <math>"))
        #expect(page.contains("alt=\"Picture of √x\""))
        #expect(page.contains("<summary>What is <math>") && page.contains("<th scope=\"col\"><math>"))
        #expect(page.contains("a $ by itself"))
        // No dollar is left of the others, and no TeX but in the annotations.
        let text = page.components(separatedBy: "<annotation").map {
            $0.components(separatedBy: "</annotation>").last ?? ""
        }
        .joined()
        #expect(text.components(separatedBy: "$").count == 2 && !text.contains("\\frac"))
        let checked = try Pipeline(content: scratch.path + "/content", templates: templates).check()
        let deck = Pipeline(content: scratch.path + "/content", templates: templates).deck(of: checked, lessons: [])
        #expect(deck.cards[0].frontText == "What is a/b?" && deck.cards[0].backText == "This:\n\nc²")
    }
}
