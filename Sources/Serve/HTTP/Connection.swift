import FlyingSocks
import Foundation

/// A connection of a browser: requests are read from it one after the other and answered. It knows no more of HTTP than heads
/// and where they end.
struct Connection: Sendable {
    let socket: AsyncSocket
    let handler: SiteHandler

    func run() async {
        // Whatever goes wrong ends it.
        try? await answerRequests()
        try? socket.close()
    }

    private func answerRequests() async throws {
        var bytes: [UInt8] = []
        while let head = try await head(&bytes) {
            guard let request = Request(head) else {
                return try await send(handler.malformed, isHead: false, keepsAlive: false)
            }
            let keepsAlive = request.keepsAlive && !request.hasBody
            let response = await handler.answer(request)
            if case .events(let listener) = response.body, request.method != "HEAD" {
                return try await stream(response, listener)
            }
            try await send(response, isHead: request.method == "HEAD", keepsAlive: keepsAlive)
            if !keepsAlive { return }
        }
    }

    /// The head of the next request; nil when there is none any more. One that is too long is none of a request: it was not
    /// read to its end, so nothing that follows can be told from it.
    private func head(_ bytes: inout [UInt8]) async throws -> [UInt8]? {
        var seen = 0
        while true {
            for index in seen..<bytes.count where bytes[index] == UInt8(ascii: "\n") {
                let before = index > 0 && bytes[index - 1] == UInt8(ascii: "\r") ? index - 1 : index
                guard before > 0, bytes[before - 1] == UInt8(ascii: "\n") else { continue }
                defer { bytes.removeFirst(index + 1) }
                return Array(bytes[..<before])
            }
            seen = bytes.count
            guard bytes.count <= Request.longest else { return [] }
            do { bytes += try await socket.read(atMost: 4096) } catch SocketError.disconnected {
                return nil
            }
        }
    }

    /// In one piece, so that no part of it waits for another to arrive.
    private func send(_ response: Response, isHead: Bool, keepsAlive: Bool) async throws {
        var bytes = response.head(keepsAlive: keepsAlive)
        if !isHead, case .bytes(let body) = response.body { bytes += body }
        try await socket.write(Data(bytes))
    }

    /// Events until the browser closes, which is noticed at once, or the server ends.
    private func stream(_ response: Response, _ first: Channel.Listener) async throws {
        try await socket.write(Data(response.head(keepsAlive: false)))
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // A browser says nothing more; that it closed is the end of what it says.
                while let more = try? await socket.read(atMost: 4096), !more.isEmpty {}
            }
            group.addTask {
                var listener = first
                while let bytes = await handler.channel.next(&listener) {
                    guard (try? await socket.write(Data(bytes))) != nil else { return }
                }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
