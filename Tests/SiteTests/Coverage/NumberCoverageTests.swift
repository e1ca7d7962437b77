import Markup
import Source
import Testing

@testable import Site

/// A page made of a text, and the account of its numbers.
struct AccountedPage {
    let file: SourceFile
    let run: PageRun
    let coverage: NumberCoverage
    let problems: [Diagnostic]

    init(_ text: String, allowsRawHTML: Bool = false) {
        let file = SourceFile(path: "lesson.md", text: text)
        var problems: [Diagnostic] = []
        let reader = PageReader(
            folder: ContentFolder(path: "/nowhere"), lessonPath: "t/01-a", allowsRawHTML: allowsRawHTML)
        let page = LessonPage(kind: .lesson, file: file, reader: reader, diagnostics: &problems)
        run = Runner(budget: PageBudget()).run(Lesson(path: "t/01-a", number: "01", pages: [page])).pages[0]
        coverage = NumberCoverage(run)
        self.problems = problems + run.problems
        self.file = file
    }

    /// A page with a snippet, some lines behind it, and further lines of front matter.
    init(body: String, matter: String = "", snippet: String = AccountedPage.snippet, allowsRawHTML: Bool = false) {
        self.init(
            "---\ntitle: A\n\(matter)---\n\n```python\n\(snippet)```\n\n\(body)\n", allowsRawHTML: allowsRawHTML)
    }

    static let snippet = "x1 = 2.5\nx2 = 48\nrate = 0.01\nw = [10, 20.5]\n"

    /// `plain 20`, one a number, as it stands in the file.
    var roles: [String] { coverage.entries.map { "\($0.role) \(file.text(in: $0.span))" } }
    var unaccounted: [String] {
        coverage.entries.filter { $0.role == .unaccounted }.map { file.text(in: $0.span) }
    }
}

struct NumberCoverageTests {
    // MARK: Running text

    static let plain: [String] = [
        "Three of 20 and 1 of 0.", "The 3rd, 1st, 2nd and 20th.", "In 1964 and (1986), then 2018.", "since 1676",
        "On 2026-01-31 and on 31.1.2026.", "On 31 January, January 31st, the 31st of May and 30 Sep 2020.",
        "The 1990s.", "Phase 2 is another, and Figure 21 too.", "With Python 3.11 and Debian 12, and GPT-4 or UTF-8.",
        "Python 3.11 is enough.",
        "Release 6.3.1 or v2.", "A name: x1, w_12, conv2d, float64, x₁, x², h(x)².", "∂o/∂x1 in text",
        "From 1943–1944 on.", "Pages 3–5, or 3-5.", "top-5", "a 2D plot", "*1*, **2** and ~~3~~", "(7)", "\"9\"",
        "3 × 4", "٣ and ５ and Ⅳ and ①", "1. one\n2. two\n10. ten", "- [x] 4\n- [ ] 5", "> [!NOTE]\n> 6", "> 7",
        "a[^1]\n\n[^1]: 8", "[5](https://example.org/999 \"7\")", "<https://example.org/999>",
        "https://example.org/999",
        "www.example.org/999", "[a][99]\n\n[99]: https://example.org/777", "<!-- 999 -->", "a <!-- 999 --> b",
        "## 3 things\n\n### Step 30",
    ]

    @Test(arguments: plain) func isPlain(_ text: String) {
        let page = AccountedPage(body: text)
        #expect(page.problems.map(\.message) == [])
        #expect(page.unaccounted == [])
        #expect(page.coverage.findings.map(\.message) == [])
    }

    /// Each text with the numbers in it that need an account.
    static let results: [(String, [String])] = [
        ("21 and 100", ["21", "100"]), ("-3 and −3 and +3 and ±3", ["-3", "−3", "+3", "±3"]),
        ("2.5, .5 and 0.0", ["2.5", ".5", "0.0"]),
        ("1,000 and 1_000 and 1\u{202F}000", ["1,000", "1_000", "1\u{202F}000"]),
        ("1e3 and 1.5E-8", ["1e3", "1.5E-8"]),
        ("3,5 minutes", ["3,5"]), ("1/2 and 8/-2", ["1/2", "8/-2"]), ("10^6, 2**8 and 10⁶", ["10^6", "2**8", "10⁶"]),
        ("½ and ⁵", ["½", "⁵"]), ("5 % and 5%", ["5 %", "5%"]), ("20k and 5ms", ["20k", "5ms"]), ("21st", ["21st"]),
        ("in 2000 steps", ["2000"]), ("9999", ["9999"]), ("Take 300 steps. Then 400.", ["300", "400"]),
        ("1**2**3", ["1**2**3"]), ("2*5*5", ["2*5*5"]), ("the `=x1`0", ["0"]), ("a = 3", ["3"]), ("3 = a", ["3"]),
        ("It is 3.", ["3"]),
        ("it is (3)", ["3"]), ("the gradient 3", ["3"]), ("Gradient: 3", ["3"]), ("gradients 3", ["3"]), ("≈ 3", ["3"]),
        ("the year is 1964", ["1964"]), ("`=x1` = 3", ["3"]), ("x3 and x1", ["3"]), ("x₃", ["₃"]), ("10 000", ["000"]),
        ("1 020", ["020"]), ("3\u{200B}6, 3&shy;7", ["3\u{200B}6", "3&shy;7"]),
        ("*3*6 and [3](b.md)7", ["3*6", "3](b.md)7"]), ("3<!-- -->8", ["3<!-- -->8"]),
        ("loss0.25, v1.5 and GPT-3.5", ["0.25"]), ("the Loss 36 and MSE 0.25", ["36", "0.25"]), ("30.", ["30"]),
        ("- 31)", ["31"]),
        ("`3.5`", ["3.5"]), ("`2`", ["2"]), ("`0.0`", ["0.0"]), ("`x3`", ["3"]), ("`x1 = 2.6`", ["2.6"]),
        ("&#53;.5", ["&#53;.5"]), ("&frac12;", ["&frac12;"]), ("25&#48;", ["25&#48;"]),
        ("| a | b |\n|---|---|\n| 1 | x1 |\n| Phase 2 | `x1` |", ["1", "1", "2"]),
        ("| 1 |\n|---|\n| `a\\|3` |", ["1", "3"]),
        ("![1 box](a.png)", ["1"]), ("![a `3` b](a.png \"4\")", ["3", "4"]),
        ("[25](https://example.org \"30\")", ["25", "30"]), ("[see 25][99]\n\n[99]: https://example.org", ["25"]),
        ("[25]\n\n[25]: https://example.org", ["25"]), ("a[^25]\n\n[^25]: 30", ["30"]),
        ("text\n2984. more 22. x", ["2984", "22"]),
        ("- a\n  - 30 b\n\n    31", ["30", "31"]), ("> - 33\n>   34", ["33", "34"]), ("a\\\n35", ["35"]),
        ("a 36\nb 37", ["36", "37"]),
        ("~~38~~ [x **39**](b.md#5)", ["38", "39"]), ("## 40", ["40"]), ("Training For 300 Steps\n---", ["300"]),
        ("```text\nloss 0.25\n```", ["0.25"]), ("~~~\n7\n~~~", []), ("a\n\n    7.5", []),
        ("```text\nx1 and 7\n```", ["7"]), ("```graph x1\ncaption: Step 2\n```", ["2"]),
        ("GPT–4 and L-6.5", ["6.5"]),
        // Every width of a minus and a plus is a sign, and one behind the word for a result too.
        (
            "\u{2011}3, \u{2012}3, \u{2015}3, \u{FE63}3, \u{FF0D}3, \u{FF0B}3, \u{2213}3",
            ["\u{2011}3", "\u{2012}3", "\u{2015}3", "\u{FE63}3", "\u{FF0D}3", "\u{FF0B}3", "\u{2213}3"]
        ),
        ("the Slope-12, Gradient-3 and Loss-3", ["-12", "-3", "-3"]),
        ("Step 0.01, Layer 7.5 and Section 3.2", ["0.01", "7.5"]),
        ("The grad 3 is only 4, is not 5", ["3", "4", "5"]),
        ("It is exactly 3, is therefore about **3**, equals 3", ["3", "3", "3"]),
        ("1·5, 6\u{2219}5, 7\u{66B}5, 5\u{2215}7", ["1·5", "6\u{2219}5", "7\u{66B}5", "5\u{2215}7"]),
        ("0x1F, 0b11 and 0o7", ["0x1F", "0b11", "0o7"]),
        ("5\u{FF05}, 5\u{66A}", ["5\u{FF05}", "5\u{66A}"]),
    ]

    @Test(arguments: results) func needsAnAccount(_ text: String, _ numbers: [String]) {
        let page = AccountedPage(body: text)
        #expect(page.unaccounted == numbers)
    }

    // MARK: Quotations, lists, formulas, cards, front matter

    /// What is looked through in a hurry must not be less than what is shown.
    @Test(arguments: [
        // A label that is defined behind the box of a task.
        "The [gain] is known.\n\n- [ ] [gain]:\n  https://example.org\n  \"it is 0.731\"",
        "The [gain] is known.\n\n> 1. [x]  [gain]: https://example.org \"it is 0.731\"",
        // To Markdown these lines end.
        "[a] is a link.\n\nx\r\r[a]: https://example.org \"gain 0.731\"",
        "\r\r\rone\n\nThe gain is 0.731.\n\nc", "one \r two\n\nThe gain is 0.731.",
        // Lists and quotations that end a fence.
        "- a\n\n  ```text\n  b\n\n```python\nprint(2)\n```\n\nThe gain is 0.731.",
        "> ```text\n> b\n\nThe gain is 0.731.", "- ```text\n  b\n\n  ```\n\nThe gain is 0.731.",
        "- ```text\n  b\n```python\nprint(2)\n```\nThe gain is 0.731, `a[1]: b`.",
    ])
    func nothingIsOverlooked(_ text: String) {
        #expect(AccountedPage(body: text).unaccounted.contains("0.731"))
    }

    /// `[33]` is the name of a link, and no number that a reader sees.
    @Test func aLabelBehindABoxIsOne() {
        #expect(AccountedPage(body: "- [ ] [33]: https://e.org\n  text\n\n[x][33] and 5 apples").unaccounted == [])
    }

    /// To Swift the two are the same text; to Python one is a letter longer.
    @Test func whatIsComputedOnceIsTheSameToTheByte() {
        let page = AccountedPage(body: "`=len(\"\u{E9}\")` and `=len(\"e\u{301}\")` and `=len(\"\u{E9}\")`")
        let shown = page.run.results.compactMap { result -> String? in
            if case .computed(let number) = result { number.evaluation.text } else { nil }
        }
        #expect(shown == ["1", "2", "1"])
    }

    @Test func codeIsQuotedWholeAndToTheCharacter() {
        let page = AccountedPage(
            body: "`x1 = 2.5`, `2.5`, `[10, 20.5]`, `10, 20`, `0.5`, `x2`, `x2 =  48`, `` x2 = 48 ``, `range(3)`, `48`."
        )
        #expect(
            page.roles == [
                "quoted 1", "quoted 2.5", "quoted 2.5", "quoted 10", "quoted 20.5", "unaccounted 10", "unaccounted 20",
                "unaccounted 0.5", "quoted 2", "plain 2", "unaccounted 48", "quoted 2", "quoted 48", "unaccounted 3",
                "quoted 48",
            ])
    }

    /// A hidden or static snippet is a snippet of the page; an output and the snippets of another page are none.
    @Test func onlySnippetsAreQuoted() {
        let body = """
            ```python hide
            y = 77
            ```

            ```python static reason="it takes 30 hours"
            z = 88
            ```

            ```python
            print(11 * 9)
            ```
            ```output
            99
            ```

            `77`, `88`, `99`
            """
        #expect(
            AccountedPage(body: body).roles == ["unaccounted 30", "quoted 77", "quoted 88", "unaccounted 99"])
    }

    @Test func theListedIsPlainInRunningText() {
        let page = AccountedPage(
            body: "48 and 480, 48.5; 3.14 is it; pi is 48; `range(30)`; GPT 300.\n\n| 48 |\n|---|\n\n![48](a.png)\n",
            matter: "plain:\n  - \"48\"\n  - 3.14 is it\n  - range(30)\n  - gone 5\n")
        #expect(page.unaccounted == ["480", "48.5", "48", "48", "48"])
        #expect(
            page.coverage.findings.filter { $0.severity == .warning }.map(\.message) == [
                "`gone 5` stands nowhere on this page"
            ])
    }

    @Test(
        arguments: [
            ("x^2 + y_1 - e^{2x} + a_{i+10}", []), ("1 - t^2", []), ("2x", []), ("\\frac{1}{2} x", []),
            ("\\frac12 x", []),
            ("x^10", ["0"]), ("3x", ["3"]), ("x = 1", ["1"]), ("1 = x", ["1"]), ("x = 1 \\quad y", ["1"]),
            ("x = 1 \\cdot y", []),
            ("2.5", []), ("x = -2.5", ["-2.5"]), ("y - 2.5", []), ("y \\cdot (-4.0)", []), ("y = -4", []),
            ("y = 4", ["4"]),
            ("7.5 + 1", ["7.5", "1"]), ("a \\hspace{3em} b \\\\[4pt] c", []), ("\\text{for } n > 5", ["5"]),
            ("x^\\top 3", ["3"]),
            ("x^{\\text{3}}", []), ("٣ x", ["٣"]),
            ("x = +2", ["2"]), ("x = (2)", ["2"]), ("x = {2}", ["2"]), ("x \\rightarrow 2", ["2"]),
            ("x \\sim 1", ["1"]),
            ("\\max(x, 1)", []), ("(1 - t)^2", []), ("x = \\frac{1}{2} y", []), ("f(2) = y", []), ("x + 2 = y", []),
        ] as [(String, [String])])
    func aFormulaRepeatsWhatThePageKnows(_ formula: String, _ unknown: [String]) {
        let page = AccountedPage(body: "`=x1 => 2.5`, `=-4.0`; $`\(formula)`$.")
        #expect(page.unaccounted == unknown)
        let block = AccountedPage(body: "`=x1 => 2.5`, `=-4.0`\n\n```math\n\(formula)\n```")
        #expect(block.unaccounted == unknown)
    }

    @Test func cardsAreAccountedSideBySide() {
        let body = """
            > ```cards
            > Q: Of 3 rates, 0.01 and `rate = 0.01` and `=rate`? {#rate-77}
            > A: 4 or `=x2 => 48` or `x2` or x2.
            >
            > C: Of 5 values [6 and `7`] is 8, $`x^2`$ [`x1` 9] 10. {#cloze-66}
            > ```
            """
        #expect(
            AccountedPage(body: body).roles == [
                "plain 3", "unaccounted 0.01", "quoted 0.01", "computed rate", "unaccounted 4", "claimed 48",
                "quoted 2",
                "unaccounted 2", "plain 5", "unaccounted 6", "unaccounted 7", "unaccounted 8", "plain 2", "quoted 1",
                "unaccounted 9", "plain 10",
            ])
    }

    @Test func frontMatterIsAccounted() {
        let matter = """
            summary: >-
              Of 3 things, 25
              and 26 or `=x2`.
            objectives:
              - "say \\"27\\" and \\u0032\\u0038 **29**"
              - 'it''s 31'
              - 32
            prerequisites: ["33"]
            date: 2026-01-31
            practice-minutes: 90

            """
        #expect(
            AccountedPage(body: "", matter: matter).roles == [
                "plain 3", "unaccounted 25", "unaccounted 26", "computed x2", "unaccounted 27",
                "unaccounted \\u0032\\",
                "unaccounted 29", "unaccounted 31", "unaccounted 32", "unaccounted 33",
            ])
    }

    @Test func rawHTMLHidesNothing() {
        let body =
            "a <b title=\"55\">30</b> 31 <!-- 99 -->\n\n<h1>32</h1>\n<!-- 66 -->\n\n<div data-x2=\"5\">\n33\n</div>\n"
        #expect(AccountedPage(body: body, allowsRawHTML: true).unaccounted == ["30", "31", "32", "33"])
    }

    @Test func codeInACardIsCode() {
        let body = """
            ````cards
            Q: What does it print? {#print}

            ```python
            x2 = 48
            ```

            ```math
            y = 7.5
            ```
            A: Less.

                0.25
            ````
            """
        #expect(AccountedPage(body: body).roles == ["quoted 2", "quoted 48", "unaccounted 7.5", "unaccounted 0.25"])
    }

    @Test func aReasonExcusesAFence() {
        let page = AccountedPage(
            body: "```json static reason=\"a reply as it came, of 40 lines\"\n{\"loss\": 0.25}\n```")
        #expect(page.unaccounted == ["40"])
        #expect(page.coverage.excused.count == 1)
    }
}
