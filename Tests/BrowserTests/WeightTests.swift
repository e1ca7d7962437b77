import Foundation
import Testing

extension BrowserTests {
    /// What a page costs the one who reads it over a bad line.
    struct WeightTests {
        /// A lesson in all, as it is loaded, weighs less than 150 KB uncompressed, and all scripts of the site together
        /// less than 30 KB.
        @Test func aLessonIsLight() async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            let browser = try await Browser.fresh()
            for page in site.pages where page.hasSuffix("/lesson.html") {
                try await browser.open(server.url(page))
                var sizes: [String: Int] = [:]
                // The icon is asked for by a window, not by a page without one.
                for url in try await browser.requests().map(\.url) + [server.url("assets/favicon.svg")] {
                    let path = try #require(URL(string: url)).path
                    sizes[path] = try Data(contentsOf: URL(fileURLWithPath: site.folder + path)).count
                }
                #expect(sizes.count > 3)
                #expect(sizes.values.reduce(0, +) < 150_000, "\(page): \(sizes)")
            }
            let scripts = try FileManager.default.contentsOfDirectory(atPath: site.folder + "/assets")
                .filter { $0.hasSuffix(".js") }
                .map { try Data(contentsOf: URL(fileURLWithPath: "\(site.folder)/assets/\($0)")).count }
            #expect(scripts.reduce(0, +) < 30_000)
        }

        /// Nothing but the style and the few bytes that choose the theme holds up the first paint.
        @Test func noScriptHoldsUpTheFirstPaint() async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            let browser = try await Browser.fresh()
            for page in site.pages {
                try await browser.open(server.url(page))
                let blocking: [String] = try await browser.run(
                    """
                    return performance.getEntriesByType("resource")
                        .filter((e) => e.renderBlockingStatus === "blocking").map((e) => e.name.replace(/.*\\//, "")).sort()
                    """)
                #expect(Set(blocking).isSubset(of: ["gradbook.css", "theme.js"]), "\(page): \(blocking)")
            }
        }
    }
}
