import Foundation
import Testing

extension BrowserTests {
    /// Pictures of every page, for eyes to judge: `scripts/screenshots [DIR]`. No test, and it runs only when a folder is
    /// named for it.
    struct Screenshots {
        static let folder = ProcessInfo.processInfo.environment["GRADBOOK_SCREENSHOTS"]

        @Test(.enabled(if: folder != nil, "no folder is named for the pictures"))
        func everyPage() async throws {
            let folder = try #require(Self.folder)
            let browser = try await Browser.fresh()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for judged in BuiltSite.Judged.allCases {
                let site = try await judged.built()
                for page in site.pages {
                    let name = "\(judged)-" + page.dropLast(".html".count).replacing("/", with: "-")
                    try await browser.open(site.file(page))
                    for width in [320, 768, 1280] {
                        try await browser.resize(width: width, height: 800)
                        for scheme in [Browser.Scheme.light, .dark] {
                            try await browser.emulate(scheme: scheme)
                            let picture = try await browser.screenshot()
                            try picture.write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(width)-\(scheme).png"))
                        }
                    }
                    try await browser.pdf().write(to: URL(fileURLWithPath: "\(folder)/\(name).pdf"))
                }
            }
        }
    }
}
