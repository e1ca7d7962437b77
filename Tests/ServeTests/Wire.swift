import Foundation

/// One connection to a port of this machine, byte by byte, so that what a server answers is seen as it is. It waits on
/// threads of its own: those of tests are few, and the server's too.
final class Wire: @unchecked Sendable {
    struct Failure: Error { let message: String }

    let file: Int32
    private(set) var received: [UInt8] = []

    init(port: UInt16) throws {
        file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
        }
        guard status == 0 else {
            close(file)
            throw Failure(message: String(cString: strerror(errno)))
        }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(file) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads once what is there, waiting for something; false at the end.
    @discardableResult
    func read() async -> Bool { await Self.aside { self.readOnce() } }

    private static func aside<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: body()) }
        }
    }

    private func readOnce() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(file, &buffer, buffer.count, 0)
        if count > 0 { received += buffer[..<count] }
        return count > 0
    }

    var text: String { String(decoding: received, as: UTF8.self) }

    func forget() { received = [] }

    /// Reads until the server closes.
    func all() async -> String {
        while await read() {}
        return text
    }

    /// Reads until a text is there, and the event that it is part of; false when the stream ends before, or nothing comes
    /// for long.
    func reads(_ wanted: String) async -> Bool {
        while !text.contains(wanted) || !text.hasSuffix("\n\n") {
            guard await read() else { return false }
        }
        return true
    }

    /// A whole answer to one request, which ends the connection.
    static func get(
        _ target: String, port: UInt16, host: String? = "localhost", method: String = "GET", _ more: String = ""
    ) async throws -> String {
        let wire = try Wire(port: port)
        let host = host.map { "Host: \($0)\r\n" } ?? ""
        wire.send("\(method) \(target) HTTP/1.1\r\n\(host)Connection: close\r\n\(more)\r\n")
        return await wire.all()
    }

    /// The body of an answer that may be no text.
    static func bytes(_ target: String, port: UInt16) async throws -> [UInt8] {
        let wire = try Wire(port: port)
        wire.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        _ = await wire.all()
        let end = wire.received.indices.first { wire.received[$0...].starts(with: [13, 10, 13, 10]) } ?? 0
        return Array(wire.received.dropFirst(end + 4))
    }
}

extension String {
    /// What stands behind the head of an answer.
    var body: String { range(of: "\r\n\r\n").map { String(self[$0.upperBound...]) } ?? "" }

    var status: Int { Int(split(separator: " ").dropFirst().first ?? "") ?? 0 }
}
