import Testing

extension BrowserTests {
    /// Every page opens, from disk and from a server, with scripts on and off, without a word of complaint, and asks for
    /// nothing that is not the site's own.
    struct OpeningTests {
        @Test(arguments: BuiltSite.Judged.allCases, [true, false])
        func fromDisk(of judged: BuiltSite.Judged, scripts: Bool) async throws {
            let site = try await judged.built()
            let browser = try await Browser.fresh(scripts: scripts)
            for page in site.pages {
                try await expectQuiet(browser, opening: site.file(page), within: site.file(""))
            }
        }

        @Test(arguments: BuiltSite.Judged.allCases, [true, false])
        func fromAServer(of judged: BuiltSite.Judged, scripts: Bool) async throws {
            let site = try await judged.built()
            let server = try await site.serve()
            let browser = try await Browser.fresh(scripts: scripts)
            for page in site.pages {
                try await expectQuiet(browser, opening: server.url(page), within: server.url(""))
            }
        }

        func expectQuiet(_ browser: Browser, opening url: String, within root: String) async throws {
            try await browser.open(url)
            #expect(try await browser.title() != "", "\(url)")
            #expect(try await browser.consoleProblems() == [], "\(url)")
            // The icon comes when it likes: late, among the requests of the next page, or not at all when that is opened.
            let requests = try await browser.requests().filter { request in
                request.url != root + "assets/favicon.svg"
                    || ![nil, "net::ERR_ABORTED"].contains(request.failure)
            }
            #expect(requests.first?.url == url)
            let wrong = requests.filter {
                $0.failure != nil || !$0.url.hasPrefix(root) && !$0.url.hasPrefix("data:")
            }
            #expect(wrong.map(\.description) == [], "\(url)")
        }
    }
}
