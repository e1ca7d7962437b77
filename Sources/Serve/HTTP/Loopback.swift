import FlyingFox
import FlyingSocks
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// The servers of one handler on this machine's own addresses, 127.0.0.1 and, where there is one, ::1, under one port.
/// Nothing beyond the machine can reach them.
final class Loopback: Sendable {
    let port: UInt16
    /// Whether `localhost` leads here, by whichever address a browser takes for it.
    let hasName: Bool
    private let servers: [(server: HTTPServer, task: Task<Void, any Error>)]

    private init(
        port: UInt16, hasName: Bool, _ servers: [(server: HTTPServer, task: Task<Void, any Error>)]
    ) {
        (self.port, self.hasName, self.servers) = (port, hasName, servers)
    }

    /// A port that another program has.
    struct PortInUse: Error { let port: UInt16 }

    /// - Parameter port: 0 for any that is free.
    /// - Throws: `PortInUse`, or whatever keeps a server from listening.
    static func listen(port: UInt16, handler: some HTTPHandler) async throws -> Loopback {
        let first = try await start(.inet(ip4: "127.0.0.1", port: port), port, handler)
        guard case .ip4(_, let port)? = await first.server.listeningAddress else { throw SocketError.disconnected }
        do {
            let second = try await start(.inet6(ip6: "::1", port: port), port, handler)
            return Loopback(port: port, hasName: true, [first, second])
        } catch is PortInUse {
            // Another program answers there.
            return Loopback(port: port, hasName: false, [first])
        } catch {
            // A machine without IPv6: there `localhost` is 127.0.0.1.
            return Loopback(port: port, hasName: true, [first])
        }
    }

    /// Ends all connections.
    func stop() async {
        for (server, task) in servers {
            task.cancel()
            _ = await task.result
            await server.stop()
        }
    }

    /// Runs until a server fails or the task is cancelled.
    func run() async {
        await withTaskCancellationHandler {
            for (_, task) in servers { _ = await task.result }
        } onCancel: {
            for (_, task) in servers { task.cancel() }
        }
    }

    private static func start(
        _ address: some SocketAddress, _ port: UInt16, _ handler: some HTTPHandler
    ) async throws -> (server: HTTPServer, task: Task<Void, any Error>) {
        let server = HTTPServer(
            address: address, timeout: 600, pool: QuickSockets(pool: HTTPServer.defaultPool()), logger: .disabled,
            handler: handler)
        let listening = Task { try await server.waitUntilListening() }
        let task = Task {
            defer { listening.cancel() }
            try await server.run()
        }
        do { try await listening.value } catch {
            task.cancel()
            // Why it does not listen.
            do { try await task.value } catch SocketError.failed(_, let code, _) where code == EADDRINUSE {
                throw PortInUse(port: port)
            }
            throw error
        }
        return (server, task)
    }
}
