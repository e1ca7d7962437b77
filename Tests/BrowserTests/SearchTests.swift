import Testing

extension BrowserTests {
    /// Search over the headings and text of the site, from disk and from a server, by keyboard alone.
    struct SearchTests {
        private let lesson = "build-nns-from-scratch/01-micrograd/lesson.html"

        /// Opens search and asks; gives the titles that are found, once the answer is told.
        private func ask(_ browser: Browser, _ question: String) async throws -> [String] {
            try await browser.act(
                """
                const input = document.querySelector("dialog input");
                document.querySelector("dialog p").textContent = "";
                input.value = arguments[0];
                input.dispatchEvent(new Event("input"));
                """, [.string(question)])
            try await browser.wait(until: "return document.querySelector('dialog p').textContent !== ''")
            return try await browser.run("return [...document.querySelectorAll('dialog b')].map((b) => b.textContent)")
        }

        private func open(_ browser: Browser) async throws {
            try await browser.click(".find")
            try await browser.wait(until: "return window.gradbookIndex !== undefined")
        }

        @Test(arguments: [true, false])
        func findsWhatIsAskedFor(served: Bool) async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh()
            let server = try await site.serve()
            try await browser.open(served ? server.url(lesson) : site.file(lesson))
            // The index comes when search is first opened.
            #expect(try await browser.requests().contains { $0.url.hasSuffix("search-index.js") } == false)
            try await open(browser)
            #expect(try await browser.requests().contains { $0.url.hasSuffix("search-index.js") })

            // A heading comes before text, whole words before others, and several words are all wanted.
            #expect(try await ask(browser, "numbers that remember").first == "Numbers that remember")
            #expect(try await ask(browser, "tanh flattens courier") == [])
            #expect(try await browser.text("dialog p") == "Nothing found")
            // The beginning of a word is enough, its middle is not.
            #expect(try await ask(browser, "multiplic").isEmpty == false)
            #expect(try await ask(browser, "ultiplication") == [])
            // Neither case nor accents matter, and a sign is found by what a keyboard has for it.
            let partial = try await ask(browser, "∂L/∂a")
            #expect(partial.isEmpty == false)
            #expect(try await ask(browser, "DL/dà") == partial)
            // Identifiers of the code, and names behind a dot or an underscore.
            #expect(try await ask(browser, "made_from").contains("Build the engine yourself"))
            #expect(try await ask(browser, "made_from") == ask(browser, "MADE_FROM"))
            #expect(try await ask(browser, "__init__").contains("Build the engine yourself"))
            // Text that means something to a pattern or to HTML is text.
            for text in ["(", "[a", "\\", "<b>", "*", ".", "?", "a|b", "^"] { _ = try await ask(browser, text) }
            #expect(try await browser.count("dialog ol b > :not(mark)") == 0)

            // Hits are marked, in the title and in the text.
            _ = try await ask(browser, "numbers remember")
            let marks: [String] = try await browser.run(
                "return [...document.querySelector('dialog li').querySelectorAll('mark')].map((m) => m.textContent)")
            #expect(marks.starts(with: ["Numbers", "remember"]))
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func isDoneByKeyboardAlone() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh()
            try await browser.open(site.file(lesson))
            try await browser.act("document.querySelector('.find').focus()")
            try await browser.press(.enter)
            try await browser.wait(until: "return window.gradbookIndex !== undefined")
            #expect(try await browser.focused().accessibleName() == "Search")
            try await browser.type("numbers")
            try await browser.wait(until: "return /found/.test(document.querySelector('dialog p').textContent)")
            // Down to the second result, up again to the first and to the box; Escape closes and gives the focus back.
            try await browser.press(.down, .down, .up)
            #expect(try await browser.count("dialog li") > 2)
            #expect(try await browser.run("return document.activeElement === document.querySelector('dialog li a')"))
            try await browser.press(.up)
            #expect(try await browser.focused().role() == "searchbox")
            try await browser.press(.escape)
            #expect(try await browser.run("return document.querySelector('dialog').open") == false)
            #expect(try await browser.run("return document.activeElement.className") == "find")
            // Again, with the question still there, and to the first result.
            try await browser.press(.enter)
            try await browser.press(.enter)
            try await browser.wait(until: "return location.href === document.querySelector('dialog li a').href")
            #expect(try await browser.run("return document.querySelector('dialog').open") == false)
        }

        @Test func theFirstPageSearchesEveryTrack() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: 320)
            try await browser.open(site.file("index.html"))
            try await open(browser)
            #expect(try await ask(browser, "numbers that remember").first == "Numbers that remember")
            // It is as wide as a phone, and leads to the page.
            #expect(try await browser.run("return document.documentElement.scrollWidth <= 320"))
            try await browser.click("dialog li a")
            try await browser.wait(until: "return location.pathname.endsWith('01-micrograd/lesson.html')")
        }

        @Test func withoutScriptThereIsNoSearch() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(scripts: false)
            try await browser.open(site.file(lesson))
            for button in try await browser.findAll(".tools button") {
                #expect(try await button.isDisplayed() == false)
            }
        }
    }
}
