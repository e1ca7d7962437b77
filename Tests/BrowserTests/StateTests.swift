import Testing

extension BrowserTests {
    /// What scripts open and change is judged like the page it is on: axe-core, contrast and layout, on a dark phone and
    /// a light wide screen.
    struct StateTests {
        struct State: Sendable, CustomTestStringConvertible {
            let name: String
            let page: String
            /// The body of an asynchronous function that brings the page there, as its reader would.
            let way: String

            var testDescription: String { name }
        }

        private static let lesson = "build-nns-from-scratch/01-micrograd/lesson.html"

        static let states = [
            State(
                name: "search with results", page: lesson,
                way: """
                    document.querySelector('.find').click();
                    await until(() => window.gradbookIndex && document.querySelector('dialog input'));
                    const input = document.querySelector('dialog input');
                    input.value = 'number';
                    input.dispatchEvent(new Event('input'));
                    await until(() => document.querySelectorAll('dialog li').length > 3);
                    """),
            State(
                name: "the second step with its reason", page: lesson,
                way: """
                    document.querySelectorAll('.stepper button')[1].click();
                    [...document.querySelectorAll('.steps .ask button')].find((b) => b.checkVisibility()).click();
                    """),
            State(
                name: "all steps", page: lesson,
                way: "document.querySelectorAll('.stepper button')[2].click();"),
            State(
                name: "a card turned, another graded", page: lesson,
                way: """
                    const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
                    for (const button of seen('.card-show')) button.click();
                    seen('.grades button')[0].click();
                    await until(() => seen('.cards-note').length > 0 || seen('.card-head').length > 1);
                    """),
            State(
                name: "a review with a card turned", page: "build-nns-from-scratch/review.html",
                way: """
                    document.querySelector('.new-cards').click();
                    document.querySelector('.card-show').click();
                    document.querySelector('.grades button:last-of-type').click();
                    document.querySelector('.card-show').click();
                    """),
        ]

        @Test(arguments: states)
        func isJudgedLikeThePage(state: State) async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: 320)
            try await browser.open(site.file(state.page))
            try await browser.go(state.way)
            for (width, scheme) in [(320, Browser.Scheme.dark), (1280, .light)] {
                let place = "\(state.name), \(width) px, \(scheme)"
                try await browser.resize(width: width, height: 800)
                try await browser.emulate(scheme: scheme)
                let axe = try await Axe.judge(browser)
                expectNone((axe.violations + axe.undecided).map(\.description), place)
                expectNone(try await browser.contrastComplaints(width: width), place)
                expectNone(try await browser.judge("layout"), place)
            }
            #expect(try await browser.consoleProblems() == [])
        }

        /// The note of a number comes with the focus, and never widens the page of a phone.
        @Test(arguments: BuiltSite.Judged.allCases)
        func theNotesOfNumbersStayInTheWindow(of judged: BuiltSite.Judged) async throws {
            let site = try await judged.built()
            let browser = try await Browser.fresh(width: 320)
            for page in site.pages {
                try await browser.open(site.file(page))
                let wide: [String] = try await browser.run(
                    """
                    return [...document.querySelectorAll('.why')].filter((e) => {
                        e.focus();
                        return document.documentElement.scrollWidth > innerWidth;
                    }).map((e) => e.textContent);
                    """)
                expectNone(wide, page)
            }
        }
    }

    /// A browser that refuses to store anything shows every page without a complaint.
    struct RefusedStorageTests {
        @Test func everyPage() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh()
            try await browser.beforeEachPage(
                """
                for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
                    Object.defineProperty(window, name, {get() { throw new DOMException("refused", "SecurityError"); }});
                }
                """)
            for page in site.pages {
                try await browser.open(site.file(page))
                #expect(
                    try await browser.run("try { return localStorage && '' } catch (e) { return e.message }")
                        == "refused")
                try await browser.act("scrollTo(0, document.documentElement.scrollHeight)")
                expectNone(try await browser.consoleProblems(), page)
            }
        }
    }

    /// From the first page into a lesson with the keyboard alone.
    struct KeyboardTests {
        /// Presses Tab until the focus is on what is meant; gives how often that was.
        private func tab(_ browser: Browser, to selector: String) async throws -> Int {
            for count in 1...200 {
                try await browser.press(.tab)
                if try await browser.run("return document.activeElement.matches(arguments[0])", [.string(selector)]) {
                    return count
                }
            }
            throw BrowserError("the Tab key never comes to \(selector)")
        }

        @Test func fromTheFirstPageIntoALesson() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh()
            try await browser.open(site.file("index.html"))
            _ = try await tab(browser, to: "main a[href='build-nns-from-scratch/index.html']")
            try await browser.press(.enter)
            try await browser.wait(until: "return location.pathname.endsWith('scratch/index.html')")
            _ = try await tab(browser, to: ".lessons h3 a")
            try await browser.press(.enter)
            try await browser.wait(until: "return location.pathname.endsWith('01-micrograd/brief.html')")
            _ = try await tab(browser, to: "nav a[href='lesson.html']")
            try await browser.press(.enter)
            try await browser.wait(until: "return location.pathname.endsWith('01-micrograd/lesson.html')")

            // The first stop of a page leads past its head, and what comes next is in the text.
            #expect(try await tab(browser, to: ".skip") == 1)
            #expect(try await browser.find(".skip").isDisplayed())
            try await browser.press(.enter)
            try await browser.press(.tab)
            #expect(try await browser.run("return document.activeElement.closest('main') !== null"))
        }
    }
}
