import Foundation

/// One exchange of HTTP with a server on this machine, on a connection of its own. `chromedriver` needs no more, and
/// URLSession of Debian's Swift stumbles over the headers it sends.
struct Loopback {
    let status: Int
    let body: Data

    static func exchange(port: Int, method: String, path: String, body: Data) async throws -> Loopback {
        // Reading waits as long as a page loads: not on a thread that other tests share.
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try Loopback(port: port, method: method, path: path, body: body) })
            }
        }
    }

    private init(port: Int, method: String, path: String, body: Data) throws {
        let socket = try Loopback.connect(to: port)
        defer { close(socket) }
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            Connection: close\r
            \r

            """
        try Loopback.write(Array(head.utf8) + body, to: socket)

        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var end: (status: Int, length: Int)?
        while end.map({ received.count < $0.length }) ?? true {
            let count = recv(socket, &chunk, chunk.count, 0)
            guard count > 0 else { throw BrowserError("\(method) \(path): the driver hung up or said nothing") }
            received += chunk[..<count]
            if end == nil { end = Loopback.read(head: received) }
        }
        guard let end, let start = Loopback.endOfHead(received) else { throw BrowserError("no answer") }
        (status, self.body) = (end.status, Data(received[start..<end.length]))
    }

    private static func connect(to port: Int) throws -> Int32 {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // A page that never finishes loading is an error, not a test that never ends.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(handle)
            throw BrowserError("nothing listens on port \(port)")
        }
        return handle
    }

    private static func write(_ bytes: [UInt8], to socket: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw BrowserError("the driver hung up") }
            rest = rest.dropFirst(count)
        }
    }

    /// The status, and the length of head and body together, once the head is complete.
    private static func read(head received: [UInt8]) -> (status: Int, length: Int)? {
        guard let start = endOfHead(received) else { return nil }
        let lines = String(decoding: received[..<start], as: UTF8.self).split(separator: "\r\n")
        guard let first = lines.first, let status = Int(first.split(separator: " ")[1]) else { return nil }
        var length = 0
        for line in lines where line.lowercased().hasPrefix("content-length:") {
            length = Int(line.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) ?? 0
        }
        return (status, start + length)
    }

    private static func endOfHead(_ received: [UInt8]) -> Int? {
        received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
    }
}
