/// Which requests are answered at all, judged by their bytes before anything is looked up: only those of a browser on this
/// machine that asked for it by a name of this machine, so that no page of another site can read the preview by having its
/// own name lead here; only reading; and only addresses that name one thing plainly. It knows no file.
struct RequestGuard {
    /// A request that is not answered: a status and a line that says why.
    struct Refusal: Error, Equatable {
        let status: Int
        let text: String
    }

    /// - Returns: the path that is asked for, without `/` at its beginning; empty or with `/` at its end for a folder.
    static func path(method: String, target: String, host: String?) throws(Refusal) -> String {
        guard let host else { throw Refusal(status: 400, text: "A request must name its host.") }
        guard isOurs(host) else {
            throw Refusal(
                status: 421,
                text:
                    "This is a preview for its author: it answers to localhost, 127.0.0.1 and [::1], and to no other name."
            )
        }
        guard method == "GET" || method == "HEAD" else {
            throw Refusal(status: 405, text: "A preview is only read: GET and HEAD are all it knows.")
        }
        return try path(of: target)
    }

    /// Whether a `Host` names this machine. The port is that of the browser's address, which a tunnel may have changed.
    static func isOurs(_ host: String) -> Bool {
        var name = Substring(host.lowercased())
        if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]") {
            let port = name[name.index(after: colon)...]
            guard !port.isEmpty, port.utf8.count <= 5, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return false
            }
            name = name[..<colon]
        }
        return name == "localhost" || name == "127.0.0.1" || name == "[::1]"
    }

    private static func path(of target: String) throws(Refusal) -> String {
        let malformed = Refusal(status: 400, text: "This is no address of a page.")
        var rest = target.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "/") else { throw malformed }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                throw malformed
            }
            let decoded = high << 4 | low
            // A slash in disguise would be a part of a name here and a border between names elsewhere.
            guard decoded != UInt8(ascii: "/") else { throw malformed }
            bytes.append(decoded)
        }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }),
            let path = String(validating: bytes, as: UTF8.self)
        else { throw malformed }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains("."), !parts.contains(".."), !parts.dropLast().contains("") else { throw malformed }
        return path
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
