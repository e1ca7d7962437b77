import Foundation

/// A server of the files of one folder on the loopback, as any host of static pages is one. Each has a port of its own,
/// so what a page stored under one server is not there under the next.
final class StaticServer: Sendable {
    let port: Int
    private let keeper: Keeper

    init(folder: String) async throws {
        keeper = try Keeper(
            """
            python3 -u -c '
            import functools, http.server, sys, threading
            handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print("port", server.server_port, flush=True)
            sys.stdin.read()' "$2"
            """, [folder])
        port = try await keeper.number(after: "port ")
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }
}
