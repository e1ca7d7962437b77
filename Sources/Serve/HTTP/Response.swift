/// An answer to a request.
struct Response {
    enum Body {
        case bytes([UInt8])
        /// Events, until one of both ends.
        case events(Channel.Listener)
    }

    let status: Int
    let type: String
    var body: Body
    /// More lines of the head, by name.
    var fields: [String: String] = [:]

    private static let phrases = [
        200: "OK", 302: "Found", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
        421: "Misdirected Request", 503: "Service Unavailable",
    ]

    /// Nothing is stored, guessed at, or read by pages of other sites.
    func head(keepsAlive: Bool) -> [UInt8] {
        var all = fields
        all["Cache-Control"] = "no-store"
        all["Content-Type"] = type
        all["Cross-Origin-Resource-Policy"] = "same-origin"
        all["X-Content-Type-Options"] = "nosniff"
        if case .bytes(let bytes) = body { all["Content-Length"] = String(bytes.count) }
        if !keepsAlive { all["Connection"] = "close" }
        let lines = all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
        return Array("HTTP/1.1 \(status) \(Self.phrases[status] ?? "")\r\n\(lines.joined())\r\n".utf8)
    }
}
