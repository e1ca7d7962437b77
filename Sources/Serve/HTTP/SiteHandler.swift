import Foundation
import Site

/// Answers requests: with the files of the site in memory, with the preview's own script, and with the stream of events.
/// No file of the disk is ever opened for a request, so there is no path that could lead out of the site.
struct SiteHandler: Sendable {
    let site: SiteQueue
    let channel: Channel

    /// How long a page waits for the first build before it says that there is one.
    private static let patience = Duration.milliseconds(400)

    func answer(_ request: Request) async -> Response {
        let path: String
        do throws(RequestGuard.Refusal) {
            path = try RequestGuard.path(method: request.method, target: request.target, host: request["host"])
        } catch { return refusal(error) }
        switch path {
        case LivePage.eventsPath:
            let listener = await channel.listener(at: request.query("since"))
            return Response(status: 200, type: "text/event-stream", body: .events(listener))
        case LivePage.scriptPath:
            return Response(status: 200, type: ContentType.of(path), body: .bytes(PackageResources.preview_js))
        default:
            guard await site.isReady(within: isForPeople(request) ? Self.patience : nil) else { return building() }
            return await file(path, request)
        }
    }

    private func isForPeople(_ request: Request) -> Bool {
        request["accept"]?.contains("text/html") ?? false
    }

    private func file(_ path: String, _ request: Request) async -> Response {
        // Before the file: so what is sent is never older than the version it bears.
        let version = await channel.name
        let isFolder = path.isEmpty || path.hasSuffix("/")
        let wanted = isFolder ? path + "index.html" : path
        if let bytes = await site.file(wanted) { return page(200, bytes, wanted, version) }
        if !isFolder, await site.file(path + "/index.html") != nil {
            var moved = plain(302, "It is \(path)/")
            moved.fields["Location"] = "/" + Self.encoded(path) + "/"
            return moved
        }
        if let bytes = await site.file("404.html") { return page(404, bytes, "404.html", version) }
        // Nothing could be built yet: the script on this page shows why, and opens the page when it is there.
        let text = isForPeople(request) ? Self.empty("Nothing is built yet", "The lessons have errors.") : []
        return page(text.isEmpty ? 404 : 503, text, wanted + (text.isEmpty ? "" : ".html"), version)
    }

    private func page(_ status: Int, _ bytes: [UInt8], _ path: String, _ version: String) -> Response {
        guard path.hasSuffix(".html") else {
            return Response(status: status, type: ContentType.of(path), body: .bytes(bytes))
        }
        let live = LivePage(bytes, path: path, version: version).bytes
        return Response(status: status, type: ContentType.of(path), body: .bytes(live))
    }

    private func building() -> Response {
        let text = Self.empty("Building …", "The site is being built for the first time; it will be here when it is.")
        // A version of no server: whatever comes first is news.
        var response = page(503, text, "404.html", "0.0")
        response.fields["Retry-After"] = "1"
        return response
    }

    private static func empty(_ title: String, _ text: String) -> [UInt8] {
        Array(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            <p>\(text)</p>
            </main>
            </body>
            </html>

            """.utf8)
    }

    /// To what is no request at all.
    var malformed: Response { plain(400, "This is no request.") }

    private func refusal(_ refusal: RequestGuard.Refusal) -> Response {
        var response = plain(refusal.status, refusal.text)
        if refusal.status == 405 { response.fields["Allow"] = "GET, HEAD" }
        return response
    }

    private func plain(_ status: Int, _ text: String) -> Response {
        Response(status: status, type: "text/plain; charset=utf-8", body: .bytes(Array((text + "\n").utf8)))
    }

    private static func encoded(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }
}
