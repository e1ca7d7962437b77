import Testing

extension BrowserTests {
    /// The browser does what the other tests rely on.
    struct HarnessTests {
        @Test func theWindowIsAsWideAsAPhone() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: 320, scheme: .dark, scripts: false)
            try await browser.open(site.file("index.html"))
            #expect(try await browser.run("return innerWidth") == 320)
            #expect(try await browser.run("return document.documentElement.clientWidth") == 320)
            #expect(try await browser.run("return matchMedia('(prefers-color-scheme: dark)').matches") == true)
        }

        @Test func nothingStoredIsThereForTheNextTest() async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            for url in [site.file("index.html"), server.url("index.html")] {
                let browser = try await Browser.fresh()
                try await browser.open(url)
                try await browser.act("localStorage.setItem('a', '1')")
                try await browser.reload()
                #expect(try await browser.run("return localStorage.getItem('a')") as String? == "1", "\(url)")
                let again = try await Browser.fresh()
                try await again.open(url)
                #expect(try await again.run("return localStorage.getItem('a')") as String? == nil, "\(url)")
            }
        }

        @Test func complaintsAndFailedRequestsAreHeard() async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            let browser = try await Browser.fresh()
            try await browser.open(server.url("nowhere.html"))
            #expect(try await browser.requests().first?.failure == "status 404")
            try await browser.open(server.url("index.html"))
            try await browser.act(
                "const i = new Image(); i.src = 'https://example.org/a.png'; document.body.append(i)")
            try await browser.wait(until: "return document.images[document.images.length - 1].complete")
            #expect(try await browser.consoleProblems().contains { $0.contains("example.org") })
        }
    }
}
