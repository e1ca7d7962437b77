import Foundation
import Testing

extension BrowserTests {
    /// The practice figure as a reader has it: answers in every form, each slip by its name, hints, versions, keys of the
    /// keyboard, and what is there without script.
    struct PracticeTests {
        private static let lesson = "build-nns-from-scratch/01-micrograd/lesson.html"
        private static let practice = "build-nns-from-scratch/01-micrograd/practice.html"

        /// The practice page from disk; its figure asks for the gradients of s, p, w, u and v of `M = (u + v) * (v * w)`.
        private func open(_ page: String = practice, width: Int = 1280, scripts: Bool = true) async throws -> Browser {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: width, scripts: scripts)
            try await browser.open(site.file(page))
            return browser
        }

        /// Types answers into the blanks, one after the other, and has them checked.
        private func answer(_ browser: Browser, _ answers: String...) async throws {
            for (input, text) in zip(try await browser.findAll(".practice .blank input"), answers) {
                try await input.clear()
                if !text.isEmpty { try await input.type(text) }
            }
            try await browser.click(".practice .bar button")
        }

        private func texts(_ browser: Browser, _ selector: String) async throws -> [String] {
            try await browser.run(
                """
                return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility())
                    .map((e) => e.textContent.trim())
                """, [.string(selector)])
        }

        private func marks(_ browser: Browser) async throws -> [String] {
            try await texts(browser, ".practice .blank span")
        }

        private func said(_ browser: Browser) async throws -> [String] { try await texts(browser, ".practice .said") }

        private func status(_ browser: Browser) async throws -> String {
            try await texts(browser, ".practice [role=status]").joined()
        }

        @Test func everyFormOfANumberIsRead() async throws {
            let browser = try await open()
            for forms in [
                ["-12", "−2", "6", "-12", "-20"], ["−12.0", "-2.0", "6,0", "-1.2e1", "-20.00"],
                ["24/-2", "8/−4", "12 / 2", "-3*4", "−8 − 12"], ["1 × -12", " -2 ", "+6.", "–12", "-8 + -12"],
            ] {
                try await answer(browser, forms[0], forms[1], forms[2], forms[3], forms[4])
                let marks = try await marks(browser)
                #expect(marks == Array(repeating: "right", count: 5), "\(forms)")
                #expect(try await status(browser) == "5 of 5 right")
                #expect(try await said(browser) == [])
            }
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func whatCannotBeReadIsSaidAndNotMarkedWrong() async throws {
            let browser = try await open()
            try await answer(browser, "twelve", "1,234", "6/0", "--12", "-20 -")
            #expect(try await marks(browser) == Array(repeating: "not read", count: 5))
            let plain = "I cannot read that. Write a number, such as −4, 0.5 or 8/−2."
            #expect(
                try await said(browser) == [
                    plain, "That can be read in two ways: write a point.", plain, plain, plain,
                ])
            #expect(
                try await status(browser) == "0 of 5 right, 5 not read. Look at ∂M/∂s first; a hint is below.")
        }

        /// One slip after the other, typed in for real.
        @Test func eachSlipIsNamed() async throws {
            let browser = try await open()
            func slip(_ answers: [String], at place: Int, _ words: String) async throws {
                try await answer(browser, answers[0], answers[1], answers[2], answers[3], answers[4])
                #expect(try await said(browser) == [words], "\(answers)")
                var marks = Array(repeating: "right", count: 5)
                marks[place] = "not yet"
                #expect(try await self.marks(browser) == marks, "\(answers)")
            }
            try await slip(
                ["-12", "-2", "-8", "-12", "-20"], at: 2,
                "That takes w itself as the factor; the local derivative in p = v * w is the other one, v.")
            try await slip(
                ["-12", "-2", "-3", "-12", "-20"], at: 2,
                "That is the local derivative alone; it is still to be multiplied by the upstream gradient ∂M/∂p.")
            try await slip(
                ["-12", "-2", "-6", "-12", "-20"], at: 2,
                "The size is right and the sign is not: count the minus signs.")
            try await slip(
                ["-12", "-2", "6", "-12", "-12"], at: 4,
                "That is only what comes by way of s = u + v; what comes by way of p = v * w is to be added.")
            try await slip(
                ["-12", "-2", "4", "-12", "-20"], at: 2,
                "That is the value of w from the forward pass, and not its gradient.")
            // One number, two slips.
            try await slip(
                ["-12", "-2", "6", "1", "-20"], at: 3,
                "That is the local derivative alone; it is still to be multiplied by the upstream gradient ∂M/∂s. Or: "
                    + "That is the value of u from the forward pass, and not its gradient.")
            try await answer(browser, "-12", "-2", "7", "-12", "-20")
            #expect(try await said(browser) == [])
            #expect(try await status(browser) == "4 of 5 right. Look at ∂M/∂w first; a hint is below.")
        }

        @Test func whatFollowsFromAWrongNumberIsCredited() async throws {
            let browser = try await open()
            // p has the wrong sign; w and v are right with it.
            try await answer(browser, "-12", "2", "-6", "-12", "-4")
            #expect(try await marks(browser) == ["right", "not yet", "follows", "right", "follows"])
            let follows = "Follows from your ∂M/∂p: this step is right, and counts."
            #expect(
                try await said(browser) == [
                    "The size is right and the sign is not: count the minus signs.", follows, follows,
                ])
            #expect(
                try await status(browser) == "2 of 5 right, 2 follows. Look at ∂M/∂p first; a hint is below.")
            // A slip on top of it: w with its own factor, 4 × 2.
            try await answer(browser, "-12", "2", "8", "-12", "-4")
            #expect(
                try await said(browser)[1]
                    == "That takes w itself as the factor; the local derivative in p = v * w is the other one, v.")
        }

        @Test func oneHintIsOfferedForTheEarliestInThreeTiers() async throws {
            let browser = try await open()
            #expect(try await texts(browser, ".practice .hints details") == [])
            try await answer(browser, "-12", "", "7", "", "-20")
            #expect(try await marks(browser) == ["right", "empty", "not yet", "empty", "right"])
            #expect(try await status(browser) == "2 of 5 right, 2 empty. Look at ∂M/∂p first; a hint is below.")
            #expect(try await texts(browser, ".practice .hints summary") == ["A hint for ∂M/∂p"])
            func unfold(_ number: Int) async throws {
                let summaries = try await browser.findAll(".practice .hints > :not([hidden]) summary")
                try await summaries[number].click()
            }
            try await unfold(0)
            #expect(
                try await texts(browser, ".practice .hints p") == [
                    "p goes into M = s * p, a multiplication. What is the local derivative there, and which gradient "
                        + "arrives at M?"
                ])
            try await unfold(1)
            #expect(try await texts(browser, ".practice .hints p").last == "∂M/∂p = s × ∂M/∂M")
            try await unfold(2)
            #expect(try await texts(browser, ".practice .hints p").last == "= −2.0 × 1.0")
            try await browser.click(".practice .to-key a")
            #expect(try await browser.url().hasSuffix("/key.html#practice-figure-1"))
            #expect(try await browser.text("main").contains("Backward pass of M, worked."))
        }

        @Test func nothingIsJudgedUnasked() async throws {
            let browser = try await open()
            #expect(try await status(browser) == "Enter checks. −4, 0.5, 1/3 and 8/−2 are all read.")
            let inputs = try await browser.findAll(".practice .blank input")
            #expect(inputs.count == 5)
            try await inputs[0].type("1")
            #expect(try await marks(browser) == Array(repeating: "", count: 5))
            try await browser.press(.enter)
            #expect(try await marks(browser)[0] == "not yet")
            #expect(try await inputs[0].attribute("aria-invalid") == "true")
            // What is changed is not judged any more.
            try await inputs[0].type("2")
            #expect(try await marks(browser)[0] == "")
            #expect(try await status(browser) == "")
            #expect(try await inputs[0].accessibleName() == "s gradient")
            // No answer stands in the page's text.
            let text = try await browser.text(".practice tbody")
            for number in ["−20", "−12.0 × ", "6.0"] { #expect(!text.contains(number), "\(number)") }
            try await browser.findAll(".practice .bar button")[1].click()
            #expect(try await browser.run("return document.querySelector('.practice input').value") == "")
            #expect(try await marks(browser) == Array(repeating: "", count: 5))
        }

        @Test func theVersionsLeadFromTwoBlanksToAll() async throws {
            let browser = try await open(Self.lesson)
            func blanks() async throws -> Int { try await browser.count(".practice .blank input") }
            #expect(try await blanks() == 2)
            #expect(
                try await texts(browser, ".practice .bar button") == [
                    "Check", "Clear", "2 blanks", "4 blanks", "All blank",
                ])
            try await answer(browser, "-10", "-15")
            #expect(try await status(browser) == "2 of 2 right. Go on: 4 blanks.")
            try await browser.click(".practice .bar .next")
            #expect(try await blanks() == 4)
            #expect(try await browser.focused().accessibleName() == "u gradient")
            try await answer(browser, "-5", "-5", "-10", "-15")
            #expect(try await status(browser) == "4 of 4 right. Go on: All blank.")
            try await browser.click(".practice .bar .next")
            #expect(try await blanks() == 6)
            #expect(try await texts(browser, ".practice .work") == [])
            try await answer(browser, "-5", "2", "-5", "-5", "-10", "-15")
            #expect(try await status(browser) == "6 of 6 right")
            #expect(try await texts(browser, ".practice .work").count == 6)
            // Back to two: what was given is given again.
            try await browser.findAll(".practice .bar button")[2].click()
            #expect(try await blanks() == 2)
            #expect(
                try await texts(browser, ".practice tbody td:last-child").prefix(5) == [
                    "1.0", "−5.0", "2.0", "−5.0", "−5.0",
                ])
            #expect(
                try await browser.run("return document.querySelectorAll('.practice [aria-pressed=true]').length") == 1)
        }

        @Test func theKeyboardIsEnough() async throws {
            let browser = try await open()
            try await browser.act("document.querySelector('.practice .scroll').focus()")
            for answer in ["-12", "-2", "6", "-12", "-20"] {
                try await browser.press(.tab)
                try await browser.type(answer)
            }
            try await browser.press(.tab)
            #expect(try await browser.focused().text() == "Check")
            try await browser.press(.space)
            #expect(try await status(browser) == "5 of 5 right")
            try await browser.press(.tab)
            #expect(try await browser.focused().text() == "Clear")
            try await browser.press(.enter)
            #expect(try await browser.focused().accessibleName() == "s gradient")
            try await browser.press(.enter)
            #expect(try await status(browser).hasPrefix("0 of 5 right, 5 empty"))
        }

        @Test func whatWasWorkedIsNoted() async throws {
            let browser = try await open()
            try await browser.click(".practice .bar button")
            let count = "return gradbook.progress.entries().filter((e) => e.kind == 'practice').length"
            #expect(try await browser.run(count) == 0)
            try await answer(browser, "-12", "2", "-6", "", "-20")
            struct Entry: Decodable, Equatable {
                let page: String
                let figure: String
                let right: Int
                let follows: Int
                let cells: Int
            }
            let entry: Entry = try await browser.run(
                "return gradbook.progress.entries().filter((e) => e.kind == 'practice')[0]")
            let page: String = try await browser.run("return gradbook.progress.page")
            #expect(entry == Entry(page: page, figure: "figure-1", right: 2, follows: 1, cells: 5))
            // Where nothing can be kept, the exercise is the same.
            try await browser.act("delete window.gradbook")
            try await answer(browser, "-12", "-2", "6", "-12", "-20")
            #expect(try await status(browser) == "5 of 5 right")
        }

        @Test func withoutScriptThereAreBlanksHintsAndTheKey() async throws {
            let browser = try await open(Self.lesson, width: 320, scripts: false)
            #expect(try await browser.count(".practice input") == 0)
            #expect(try await browser.find(".practice .bar").isDisplayed() == false)
            #expect(try await browser.count(".practice td.blank") == 2)
            #expect(try await texts(browser, ".practice .hints summary") == ["A hint for ∂P/∂k", "A hint for ∂P/∂m"])
            try await browser.findAll(".practice .hints > :not([hidden]) summary")[0].click()
            #expect(try await texts(browser, ".practice .hints p").count == 1)
            #expect(
                try await browser.run(
                    "const b = document.querySelector('.practice .scroll'); return b.scrollWidth <= b.clientWidth")
                    == true)
            try await browser.click(".practice .to-key a")
            #expect(try await browser.url().hasSuffix("/key.html#lesson-figure-3"))
        }

        @Test func onPaperThereIsRoomForAPencil() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: 700, media: "print")
            try await browser.open(site.file(Self.practice))
            let heights: [Double] = try await browser.run(
                "return [...document.querySelectorAll('.practice tbody tr')].map((r) => r.getBoundingClientRect().height)"
            )
            // 9 mm at 96 dots an inch.
            #expect(heights.count == 6 && heights.allSatisfy { $0 >= 34 })
            for hidden in [".practice .bar", ".practice .hints"] {
                #expect(try await browser.find(hidden).isDisplayed() == false)
            }
        }
    }
}
