import Testing

@testable import Serve

/// Which requests are refused, and in which words.
struct RequestGuardTests {
    private func answer(_ target: String, _ host: String? = "localhost", method: String = "GET") -> String {
        do throws(RequestGuard.Refusal) {
            return try RequestGuard.path(method: method, target: target, host: host)
        } catch { return "\(error.status): \(error.text)" }
    }

    @Test(arguments: [
        "localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:8000",
    ])
    func ourNames(host: String) { #expect(RequestGuard.isOurs(host)) }

    @Test(arguments: [
        "", ":", ":8000", "evil.example", "localhost.evil.example", "evil.example:8000", "127.0.0.1.evil.example",
        "localhost:", "localhost:x", "localhost:80000000", "localhost:8000:8000", "user@localhost", "127.0.0.2",
        "0.0.0.0",
        "::1", "[::1", "[::1]x", "[::2]:8000", "127.1", "2130706433", "localhost ", "127.0.0.1\u{0}",
    ])
    func foreignNames(host: String) {
        #expect(!RequestGuard.isOurs(host))
        #expect(
            answer("/", host)
                == "421: This is a preview for its author: it answers to localhost, 127.0.0.1 and [::1], and to no other name."
        )
    }

    @Test func aHostIsNamed() { #expect(answer("/", nil) == "400: A request must name its host.") }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "get", ""])
    func nothingIsWritten(method: String) {
        #expect(answer("/", method: method) == "405: A preview is only read: GET and HEAD are all it knows.")
    }

    @Test(arguments: [
        ("/", ""), ("/index.html", "index.html"), ("/t/", "t/"), ("/t/01-a/lesson.html?x=%00#y", "t/01-a/lesson.html"),
        ("/a%20b.png", "a b.png"), ("/%E2%88%82.png", "∂.png"), ("/t/...", "t/..."), ("/.hidden", ".hidden"),
    ])
    func paths(target: String, path: String) { #expect(answer(target) == path) }

    @Test(arguments: [
        "", "index.html", "*", "http://localhost/", "//", "//evil.example/", "/t//x", "/..", "/../etc/passwd",
        "/t/../x",
        "/t/..", "/.", "/./x", "/%2e%2e/etc/passwd", "/%2E./x", "/.%2e/x", "/t%2Fx", "/..%2f..%2fetc%2fpasswd",
        "/t%5Cx", #"/t\x"#, #"/..\..\x"#, "/%00", "/x%00.html", "/%0a", "/%7f", "/%", "/%2", "/%zz", "/%ff",
        "/%c0%ae%c0%ae/x", "/%252e%252e/%2e%2e/x",
    ])
    func addressesThatNameNothingPlainly(target: String) {
        #expect(answer(target) == "400: This is no address of a page.")
    }

    /// An escape is resolved once: what comes of it is a name like any other.
    @Test func escapesOfEscapes() { #expect(answer("/%252e%252e/x") == "%2e%2e/x") }
}
