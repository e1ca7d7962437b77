import FlyingFox
import Foundation
import Site

/// Answers requests: with the files of the site in memory, with the preview's own script, and with the stream of events.
/// No file of the disk is ever opened for a request, so there is no path that could lead out of the site.
struct SiteHandler: HTTPHandler {
    let workshop: Workshop
    let channel: Channel

    /// How long a page waits for the first build before it says that there is one.
    private static let patience = Duration.milliseconds(400)

    func handleRequest(_ request: HTTPRequest) async -> HTTPResponse {
        let path: String
        do throws(RequestGuard.Refusal) {
            path = try RequestGuard.path(
                method: request.method.rawValue, target: request.target.path(), host: request.headers[.host])
        } catch { return answer(error, to: request) }
        switch path {
        case LivePage.eventsPath:
            let since = request.query.first { $0.name == "since" }?.value
            return events(await channel.listener(at: since), request)
        case LivePage.scriptPath:
            return answer(200, PackageResources.preview_js, ContentType.of(path), to: request)
        default:
            guard await workshop.isReady(within: isForPeople(request) ? Self.patience : nil) else {
                return building(request)
            }
            return await file(path, request)
        }
    }

    private func isForPeople(_ request: HTTPRequest) -> Bool {
        request.headers[HTTPHeader("Accept")]?.contains("text/html") ?? false
    }

    private func file(_ path: String, _ request: HTTPRequest) async -> HTTPResponse {
        // Before the file: so what is sent is never older than the version it bears.
        let version = await channel.name
        let isFolder = path.isEmpty || path.hasSuffix("/")
        let wanted = isFolder ? path + "index.html" : path
        if let bytes = await workshop.file(wanted) { return page(200, bytes, wanted, version, request) }
        if !isFolder, await workshop.file(path + "/index.html") != nil {
            var moved = answer(
                302, Array("It is \(path)/\n".utf8), "text/plain; charset=utf-8", to: request)
            moved.headers[.location] = "/" + Self.encoded(path) + "/"
            return moved
        }
        if let bytes = await workshop.file("404.html") { return page(404, bytes, "404.html", version, request) }
        // Nothing could be built yet: the script on this page shows why, and opens the page when it is there.
        let text = isForPeople(request) ? Self.empty("Nothing is built yet", "The lessons have errors.") : []
        return page(text.isEmpty ? 404 : 503, text, wanted + (text.isEmpty ? "" : ".html"), version, request)
    }

    private func page(
        _ status: Int, _ bytes: [UInt8], _ path: String, _ version: String, _ request: HTTPRequest
    ) -> HTTPResponse {
        guard path.hasSuffix(".html") else { return answer(status, bytes, ContentType.of(path), to: request) }
        let live = LivePage(bytes, path: path, version: version).bytes
        return answer(status, live, ContentType.of("index.html"), to: request)
    }

    private func building(_ request: HTTPRequest) -> HTTPResponse {
        let page = Self.empty("Building …", "The site is being built for the first time; it will be here when it is.")
        // A version of no server: whatever comes first is news.
        let live = LivePage(page, path: "404.html", version: "0.0").bytes
        var response = answer(503, live, ContentType.of("index.html"), to: request)
        response.headers[HTTPHeader("Retry-After")] = "1"
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

    private func events(_ listener: Channel.Listener, _ request: HTTPRequest) -> HTTPResponse {
        guard request.method == .GET else { return answer(200, [], "text/event-stream", to: request) }
        return HTTPResponse(
            statusCode: .ok, headers: Self.headers("text/event-stream"),
            body: HTTPBodySequence(from: EventStream(channel: channel, listener: listener)))
    }

    private func answer(_ refusal: RequestGuard.Refusal, to request: HTTPRequest) -> HTTPResponse {
        var response = answer(
            refusal.status, Array((refusal.text + "\n").utf8), "text/plain; charset=utf-8", to: request)
        if refusal.status == 405 { response.headers[HTTPHeader("Allow")] = "GET, HEAD" }
        return response
    }

    private func answer(_ status: Int, _ bytes: [UInt8], _ type: String, to request: HTTPRequest) -> HTTPResponse {
        var headers = Self.headers(type)
        headers[.contentLength] = String(bytes.count)
        let body = request.method == .HEAD ? Data() : Data(bytes)
        return HTTPResponse(
            statusCode: HTTPStatusCode(status, phrase: Self.phrases[status] ?? ""), headers: headers,
            // In one piece.
            body: HTTPBodySequence(data: body, suggestedBufferSize: max(body.count, 1)))
    }

    private static let phrases = [
        200: "OK", 302: "Found", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
        421: "Misdirected Request", 503: "Service Unavailable",
    ]

    /// Nothing is stored, guessed at, or read by pages of other sites.
    private static func headers(_ type: String) -> HTTPHeaders {
        [
            .contentType: type, HTTPHeader("Cache-Control"): "no-store",
            HTTPHeader("X-Content-Type-Options"): "nosniff",
            HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
        ]
    }

    private static func encoded(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }
}
