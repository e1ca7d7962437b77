import Testing

extension BrowserTests {
    /// Our own checks of every page, where axe-core has none or cannot decide.
    struct PageJudgeTests {
        /// Contrast, layout and the table beside each graph, on a phone, a tablet and a wide screen, light and dark, with
        /// everything unfolded.
        @Test(arguments: BuiltSite.Judged.allCases)
        func everyPageInEveryLook(of judged: BuiltSite.Judged) async throws {
            let site = try await judged.built()
            let browser = try await Browser.fresh()
            for page in site.pages {
                try await browser.open(site.file(page))
                expectNone(try await browser.judge("hygiene"), "\(page)")
                expectNone(try await browser.judge("figures"), "\(page)")
                for unfolded in [false, true] {
                    if unfolded {
                        try await browser.act("for (const e of document.querySelectorAll('details')) e.open = true")
                    }
                    for width in [320, 768, 1280] {
                        try await browser.showAll(width: width)
                        expectNone(try await browser.judge("layout"), "\(page), \(width) px, unfolded \(unfolded)")
                    }
                }
                for scheme in [Browser.Scheme.light, .dark] {
                    try await browser.emulate(scheme: scheme)
                    expectNone(try await browser.contrastComplaints(width: 1280), "\(page), \(scheme)")
                }
                // Paper is white, whatever the screen was.
                try await browser.emulate(scheme: .dark, media: "print")
                expectNone(try await browser.contrastComplaints(width: 720), "\(page), printed")
                try await browser.emulate(scheme: .dark, forcedColors: true)
                expectNone(try await browser.judge("forced"), "\(page), forced colours")
                try await browser.emulate()
            }
        }

        @Test(arguments: BuiltSite.Judged.allCases)
        func wholeWithoutScripts(of judged: BuiltSite.Judged) async throws {
            let site = try await judged.built()
            let browser = try await Browser.fresh(scripts: false)
            for page in site.pages {
                try await browser.open(site.file(page))
                expectNone(try await browser.judge("scriptless"), "\(page)")
                expectNone(try await browser.judge("hygiene"), "\(page)")
            }
        }

        /// The Tab key goes through a page from top to bottom, in the order in which it is read, and each stop can be
        /// seen.
        @Test(arguments: BuiltSite.Judged.allCases, [320, 1280])
        func theTabKeyWalksInReadingOrder(of judged: BuiltSite.Judged, width: Int) async throws {
            struct Stop: Decodable, Sendable {
                let index: Int
                let label: String
                let seen: Bool
                let marked: Bool
            }
            let site = try await judged.built()
            let browser = try await Browser.fresh(width: width)
            for page in site.pages {
                try await browser.open(site.file(page))
                let script = try browser.source(ofJudge: "obscured")
                var last = -1
                var stops = 0
                while true {
                    try await browser.press(.tab)
                    guard let stop: Stop = try await browser.run(script) else { break }
                    if stop.index <= last { break }
                    #expect(stop.seen, "\(page), \(width) px: the focus is covered on \(stop.label)")
                    #expect(stop.marked, "\(page), \(width) px: the focus does not show on \(stop.label)")
                    (last, stops) = (stop.index, stops + 1)
                }
                let all: Int = try await browser.run(
                    """
                    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                        .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.disabled).length
                    """)
                #expect(stops == all, "\(page), \(width) px: \(stops) stops of \(all)")
            }
        }
    }
}
