import Foundation
import Testing

extension BrowserTests {
    /// A backward pass is walked step by step: with buttons or keys, forth and back, the graph keeping up, the reason asked
    /// for before it is told; without script and on paper it is complete.
    struct StepperTests {
        private static let page = "build-nns-from-scratch/01-micrograd/lesson.html"
        private static let next = ".stepper button:nth-of-type(2)"

        private func lesson(width: Int = 1280, scripts: Bool = true) async throws -> Browser {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: width, scripts: scripts)
            try await browser.open(site.file(Self.page))
            return browser
        }

        /// The numbers of the steps that are shown, from 1.
        private func shown(_ browser: Browser) async throws -> [Int] {
            try await browser.run(
                """
                return [...document.querySelectorAll('.steps li')].map((li, i) => li.offsetHeight ? i + 1 : 0).filter(i => i)
                """)
        }

        /// The gradients on the cards, by name.
        private func gradients(_ browser: Browser) async throws -> [String: String] {
            try await browser.run(
                """
                return Object.fromEntries([...document.querySelectorAll('.steps .n > g')].map(card =>
                  [card.querySelector('text:not([class])').textContent, card.querySelector('.g').textContent]))
                """)
        }

        /// The names on marked cards, and how many uses are marked and bear a number that is seen.
        private func marks(_ browser: Browser) async throws -> [String] {
            try await browser.run(
                """
                const all = s => [...document.querySelectorAll('.steps ' + s)];
                const seen = all('.u text').filter(t => getComputedStyle(t).visibility === 'visible').length;
                return [...all('.n .now').map(g => g.querySelector('text:not([class])').textContent),
                  `${all('.u .now').length} uses`, `${seen} numbers`];
                """)
        }

        @Test func buttonsWalkThroughTheSteps() async throws {
            let browser = try await lesson()
            #expect(try await shown(browser) == [1])
            #expect(try await browser.text(".stepper output") == "Step 1 of 3: L = d * f")
            #expect(try await marks(browser) == ["L", "2 uses", "2 numbers"])
            let first = [
                "a": "∂ 0.0", "b": "∂ 0.0", "c": "∂ 0.0", "e": "∂ 0.0", "d": "∂ −2.0", "f": "∂ 4.0", "L": "∂ 1.0",
            ]
            #expect(try await gradients(browser) == first)

            try await browser.click(Self.next)
            #expect(try await shown(browser) == [2])
            #expect(try await browser.run("return document.querySelectorAll('.steps li')[1].value") == 2)
            #expect(try await marks(browser) == ["d", "2 uses", "4 numbers"])
            try await browser.click(Self.next)
            #expect(try await shown(browser) == [3])
            #expect(try await browser.text(".stepper output") == "Step 3 of 3: e = a * b")
            #expect(try await marks(browser) == ["e", "2 uses", "6 numbers"])
            #expect(try await gradients(browser)["a"] == "∂ 6.0")
            #expect(try await browser.find(Self.next).attribute("aria-disabled") == "true")
            // At the end there is no next, and the focus is not lost.
            try await browser.click(Self.next)
            #expect(try await shown(browser) == [3])
            #expect(try await browser.focused().text() == "Next")

            try await browser.click(".stepper button:first-of-type")
            try await browser.click(".stepper button:first-of-type")
            #expect(try await shown(browser) == [1])
            #expect(try await gradients(browser) == first)
            #expect(try await browser.find(".stepper button").attribute("aria-disabled") == "true")
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func allStepsAreShownAtOnceWithTheirReasons() async throws {
            let browser = try await lesson()
            let all = ".stepper button:nth-of-type(3)"
            try await browser.click(Self.next)
            try await browser.click(all)
            #expect(try await shown(browser) == [1, 2, 3])
            #expect(try await browser.find(all).attribute("aria-pressed") == "true")
            #expect(try await browser.text(".stepper output") == "All 3 steps")
            #expect(try await marks(browser) == ["0 uses", "6 numbers"])
            for reason in try await browser.findAll(".because") { #expect(try await reason.isDisplayed()) }
            try await browser.click(all)
            #expect(try await shown(browser) == [2])
            #expect(try await browser.find(all).attribute("aria-pressed") == "false")
        }

        @Test func theReasonIsAskedForFirst() async throws {
            let browser = try await lesson()
            let why = ".steps li:first-child .ask button"
            #expect(try await browser.find(".steps .because").isDisplayed() == false)
            #expect(try await browser.text(".steps li:first-child .ask").contains("which local derivatives"))
            #expect(try await browser.find(why).attribute("aria-expanded") == "false")
            try await browser.click(why)
            #expect(try await browser.find(why).attribute("aria-expanded") == "true")
            #expect(try await browser.text(".steps .because").contains("∂L/∂d = f = −2.0"))
            try await browser.click(why)
            #expect(try await browser.find(".steps .because").isDisplayed() == false)
            // Another step asks anew.
            try await browser.click(why)
            try await browser.click(Self.next)
            try await browser.click(".stepper button:first-of-type")
            #expect(try await browser.find(".steps .because").isDisplayed() == false)
        }

        @Test func keysWorkOnlyInside() async throws {
            let browser = try await lesson()
            try await browser.press(.right, .end)
            #expect(try await shown(browser) == [1])
            // Beside the stepper, in the box of its graph, they scroll.
            try await browser.act("document.querySelector('.steps .scroll').focus()")
            try await browser.press(.right)
            #expect(try await shown(browser) == [1])

            try await browser.act("document.querySelector('\(Self.next)').focus()")
            try await browser.press(.right)
            #expect(try await shown(browser) == [2])
            try await browser.press(.end)
            #expect(try await shown(browser) == [3])
            try await browser.press(.left)
            #expect(try await shown(browser) == [2])
            try await browser.press(.home, .left)
            #expect(try await shown(browser) == [1])
            #expect(try await browser.focused().text() == "Next")
            try await browser.press(.enter)
            #expect(try await shown(browser) == [2])

            // Inside a step the focus goes along.
            try await browser.act("document.querySelector('.steps li:nth-child(2) button').focus()")
            try await browser.press(.space)
            #expect(try await browser.find(".steps li:nth-child(2) .because").isDisplayed())
            try await browser.press(.right)
            #expect(try await shown(browser) == [3])
            #expect(
                try await browser.run(
                    "return document.activeElement.closest('li') === document.querySelectorAll('.steps li')[2]"))
            #expect(try await browser.focused().text() == "Why?")
        }

        @Test func whatChangesIsSaidOnce() async throws {
            let browser = try await lesson()
            #expect(try await browser.find(".stepper output").role() == "status")
            #expect(try await browser.find(".stepper").role() == "group")
            #expect(try await browser.find(".stepper").accessibleName() == "Backward pass")
            try await browser.act(
                """
                window.said = [];
                new MutationObserver(() => said.push(document.querySelector('.stepper output').textContent))
                  .observe(document.querySelector('.stepper output'), {childList: true, subtree: true, characterData: true});
                """)
            try await browser.click(Self.next)
            #expect(try await browser.run("return said") == ["Step 2 of 3: d = e + c"])
        }

        /// On a phone the graph is wider than its box: the card whose turn it is comes into sight by itself.
        @Test func theStepIsInSightOnAPhone() async throws {
            let browser = try await lesson(width: 320)
            for _ in 0..<3 {
                let isSeen: Bool = try await browser.run(
                    """
                    const box = document.querySelector('.steps .scroll').getBoundingClientRect();
                    const card = document.querySelector('.n .now').getBoundingClientRect();
                    return card.left >= box.left && card.right <= box.right;
                    """)
                #expect(isSeen)
                try await browser.click(Self.next)
            }
            #expect(try await browser.run("return document.documentElement.scrollWidth <= 320"))
            #expect(
                try await browser.run(
                    """
                    return [...document.querySelectorAll('.steps button')].every(b => !b.offsetHeight ||
                      b.offsetHeight >= 24 && b.offsetWidth >= 24)
                    """))
        }

        @Test func withoutScriptItIsComplete() async throws {
            let browser = try await lesson(scripts: false)
            #expect(try await shown(browser) == [1, 2, 3])
            for button in try await browser.findAll(".steps button") { #expect(try await !button.isDisplayed()) }
            #expect(try await marks(browser) == ["0 uses", "6 numbers"])
            #expect(try await gradients(browser)["b"] == "∂ −4.0")
            for reason in try await browser.findAll(".because") { #expect(try await reason.isDisplayed()) }
        }

        /// Printed in the middle of a walk, all of it is there, and the walk goes on.
        @Test func onPaperItIsComplete() async throws {
            let browser = try await lesson()
            try await browser.act(
                """
                addEventListener('beforeprint', () => {
                  window.printed = [...document.querySelectorAll('.steps .g')].map(t => t.textContent);
                });
                """)
            _ = try await browser.pdf()
            #expect(
                try await browser.run("return printed")
                    == ["∂ 6.0", "∂ −4.0", "∂ −2.0", "∂ 4.0", "∂ −2.0", "∂ −2.0", "∂ 1.0"])
            #expect(try await shown(browser) == [1])
            #expect(try await gradients(browser)["a"] == "∂ 0.0")
            try await browser.emulate(media: "print")
            try await browser.act("dispatchEvent(new Event('beforeprint'))")
            #expect(try await shown(browser) == [1, 2, 3])
            for reason in try await browser.findAll(".because") { #expect(try await reason.isDisplayed()) }
            for button in try await browser.findAll(".steps button") { #expect(try await !button.isDisplayed()) }
        }
    }
}
