import Testing

extension BrowserTests {
    /// Formulas are drawn by the browser itself, with scripts and without, on every width; no TeX is seen.
    struct FormulaTests {
        @Test(arguments: [320, 1280], [true, false])
        func formulasAreDrawn(width: Int, scripts: Bool) async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: width, scripts: scripts)
            for page in ["lesson", "summary"] {
                try await browser.open(site.file("build-nns-from-scratch/01-micrograd/\(page).html"))
                let boxes: [[Double]] = try await browser.run(
                    """
                    return [...document.querySelectorAll("math")].map(m => m.getBoundingClientRect())
                      .map(b => [b.width, b.height])
                    """)
                #expect(boxes.count > 1, "\(page)")
                // A fraction is higher than a letter: the browser knows MathML.
                #expect(boxes.allSatisfy { $0[0] > 8 && $0[1] > 8 } && boxes.contains { $0[1] > 30 }, "\(page)")
                let text: String = try await browser.run("return document.querySelector('article').innerText")
                #expect(!text.contains("\\frac") && !text.contains("\\partial"), "\(page)")
                // What is wider than the page scrolls in its own box, and the keyboard reaches it.
                #expect(try await browser.run("return document.documentElement.scrollWidth <= innerWidth") == true)
                #expect(
                    try await browser.run(
                        "return [...document.querySelectorAll('math[display]')].every(m => m.parentNode.tabIndex === 0)"
                    )
                        == true)
            }
        }
    }
}
