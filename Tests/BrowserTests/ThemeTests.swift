import Testing

extension BrowserTests {
    /// The theme: the system's, until the reader chooses another; before the first paint, and on every page.
    struct ThemeTests {
        private let lesson = "build-nns-from-scratch/01-micrograd/lesson.html"
        private let paper = "return getComputedStyle(document.body).backgroundColor"
        private let light = "rgb(251, 248, 240)"
        private let dark = "rgb(29, 38, 36)"

        @Test func aChoiceIsRememberedAndGivenUp() async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            let browser = try await Browser.fresh(scheme: .light)
            try await browser.open(server.url(lesson))
            #expect(try await browser.run(paper) == light)
            let button = try await browser.find(".theme")
            #expect(try await button.role() == "button")
            #expect(try await button.accessibleName() == "Dark")
            #expect(try await button.attribute("aria-pressed") == "false")
            try await button.click()
            #expect(try await browser.run(paper) == dark)
            #expect(try await button.attribute("aria-pressed") == "true")

            // On other pages, after a reload, and whatever the system says.
            try await browser.open(server.url("index.html"))
            #expect(try await browser.run(paper) == dark)
            try await browser.reload()
            #expect(try await browser.run(paper) == dark)
            // The choice stands before anything is shown: the script is not deferred.
            #expect(try await browser.run("return document.querySelector('script[src$=\"theme.js\"]').defer") == false)

            // Back to what the system has is no choice any more, so the page follows the system again.
            try await browser.click(".theme")
            #expect(try await browser.run(paper) == light)
            #expect(try await browser.run("return 'theme' in document.documentElement.dataset") == false)
            try await browser.emulate(scheme: .dark)
            try await browser.wait(until: "return document.querySelector('.theme').ariaPressed === 'true'")
            #expect(try await browser.run(paper) == dark)
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func paperIsLight() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(scheme: .dark)
            try await browser.open(site.file(lesson))
            try await browser.emulate(scheme: .dark, media: "print")
            #expect(try await browser.run(paper) == "rgb(255, 255, 255)")
        }

        /// Where nothing can be stored, a choice holds for the page.
        @Test func storageThatFailsHarmsNothing() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(scheme: .light)
            try await browser.beforeEachPage(
                "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('full') }")
            try await browser.open(site.file(lesson))
            try await browser.click(".theme")
            #expect(try await browser.run(paper) == dark)
            try await browser.click(".theme")
            #expect(try await browser.run(paper) == light)
            #expect(try await browser.consoleProblems() == [])
        }
    }
}
