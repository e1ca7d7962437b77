import Testing

@testable import Serve

/// What the preview changes of a page, and that it is nothing else.
struct LivePageTests {
    private func live(_ page: String) -> String {
        String(decoding: LivePage(Array(page.utf8), path: "t/a&b.html", version: "e.7").bytes, as: UTF8.self)
    }

    private let script =
        #"<script src="/-/preview.js" data-path="t/a&amp;b.html" data-version="e.7" defer></script>"#

    @Test func aPageOfOurs() {
        let page = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:">
            <title>It's</title>
            </head>
            <body><p>content="Content-Security-Policy" <meta></p></body>
            </html>

            """
        let expected =
            page
            .replacingOccurrences(of: "<head>", with: "<head>" + script)
            .replacingOccurrences(of: "'self' file:", with: "'self' file:; connect-src 'self'")
        #expect(live(page) == expected)
    }

    @Test(arguments: [
        ("<p>x</p>", "<p>x</p>|"), ("", "|"), ("<HEAD ><title>x</title>", "<HEAD >|<title>x</title>"),
        ("<header>x</header>", "<header>x</header>|"), ("<!-- <head> --><head><body>", "<!-- <head> --><head>|<body>"),
        ("<head", "<head|"), ("<meta content='", "<meta content='|"),
    ])
    func oddPages(page: String, expected: String) {
        #expect(live(page) == expected.replacingOccurrences(of: "|", with: script))
    }

    @Test(arguments: [
        ("default-src 'none'", "default-src 'none'; connect-src 'self'"),
        ("connect-src 'none'", "connect-src 'self'"),
        ("connect-src 'self'; img-src *", "connect-src 'self'; img-src *"),
        ("default-src *; Connect-Src https://a.example", "default-src *;Connect-Src https://a.example 'self'"),
        ("connect-src *", "connect-src *"), ("", " connect-src 'self'"),
    ])
    func policies(policy: String, expected: String) { #expect(LivePage.policy(policy) == expected) }
}
