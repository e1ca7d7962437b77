import FlyingSocks
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// What listens on this machine's own addresses, 127.0.0.1 and, where there is one, ::1, under one port. Nothing beyond the
/// machine can reach it.
final class Loopback: Sendable {
    let port: UInt16
    /// Whether `localhost` leads here, by whichever address a browser takes for it.
    let hasName: Bool
    private let sockets: [Socket]
    private let handler: SiteHandler

    private init(port: UInt16, hasName: Bool, _ sockets: [Socket], _ handler: SiteHandler) {
        (self.port, self.hasName, self.sockets, self.handler) = (port, hasName, sockets, handler)
    }

    /// A port that another program has.
    struct PortInUse: Error { let port: UInt16 }

    /// - Parameter port: 0 for any that is free.
    /// - Throws: `PortInUse`, or whatever keeps a socket from listening.
    static func listen(port: UInt16, handler: SiteHandler) throws -> Loopback {
        let first = try listening(on: .inet(ip4: "127.0.0.1", port: port), port)
        guard case .ip4(_, let port) = try first.sockname() else { throw SocketError.unsupportedAddress }
        do {
            let second = try listening(on: .inet6(ip6: "::1", port: port), port)
            return Loopback(port: port, hasName: true, [first, second], handler)
        } catch is PortInUse {
            // Another program answers there.
            return Loopback(port: port, hasName: false, [first], handler)
        } catch {
            // A machine without IPv6: there `localhost` is 127.0.0.1.
            return Loopback(port: port, hasName: true, [first], handler)
        }
    }

    private static func listening(on address: some SocketAddress, _ port: UInt16) throws -> Socket {
        let socket = try Socket(domain: Int32(address.family), type: .stream)
        do {
            try socket.setValue(true, for: .localAddressReuse)
            // What is accepted has it too: an event does not wait for the answer to the one before.
            try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
            try socket.bind(to: address)
            try socket.listen()
            return socket
        } catch SocketError.failed(_, let code, _) where code == EADDRINUSE {
            try? socket.close()
            throw PortInUse(port: port)
        } catch {
            try? socket.close()
            throw error
        }
    }

    /// Runs until it fails or the task is cancelled, and ends all connections then.
    func run() async {
        let pool = SocketPool.make()
        defer { for socket in sockets { try? socket.close() } }
        guard (try? await pool.prepare()) != nil else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await pool.run() }
            for socket in sockets { group.addTask { await self.accept(on: socket, pool) } }
            await group.next()
            group.cancelAll()
        }
    }

    private func accept(on socket: Socket, _ pool: some AsyncSocketPool) async {
        guard let listening = try? AsyncSocket(socket: socket, pool: pool) else { return }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    let socket = try await listening.accept()
                    let connection = Connection(socket: socket, handler: handler)
                    group.addTask { await connection.run() }
                } catch is CancellationError {
                    break
                } catch {
                    // Too many files are open, say; that passes.
                    guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { break }
                }
            }
            group.cancelAll()
        }
    }
}
