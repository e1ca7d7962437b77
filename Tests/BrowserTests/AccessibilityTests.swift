import Testing

extension BrowserTests {
    /// No page has anything that axe-core objects to, on a phone and a wide screen, light and dark, with scripts and
    /// without.
    struct AccessibilityTests {
        @Test(arguments: BuiltSite.Judged.allCases, [true, false])
        func axeFindsNothing(of judged: BuiltSite.Judged, scripts: Bool) async throws {
            let site = try await judged.built()
            let browser = try await Browser.fresh(scripts: scripts)
            for page in site.pages {
                if !scripts { try await browser.allowScripts(false) }
                try await browser.open(site.file(page))
                // axe-core itself needs what the page had to do without.
                try await browser.allowScripts(true)
                for width in [320, 1280] {
                    for scheme in [Browser.Scheme.light, .dark]
                    where judged.isSeen(width: width, scheme: scheme, scripts: scripts) {
                        try await browser.resize(width: width, height: 800)
                        try await browser.emulate(scheme: scheme)
                        let axe = try await Axe.judge(browser)
                        let place = "\(page), \(width) px, \(scheme), scripts \(scripts ? "on" : "off")"
                        expectNone(axe.violations.map(\.description), place)
                        expectNone(axe.undecided.map(\.description), "undecided, " + place)
                    }
                }
            }
        }
    }
}
