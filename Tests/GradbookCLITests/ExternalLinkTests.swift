import Foundation
import TestSupport
import Testing

/// Links to other sites: listed without asking anybody, and asked for with `--external`. The only other site here is a
/// server of the test's own.
struct ExternalLinkTests {
    /// A server on a port of its own that answers as its paths say, and writes down what it was asked.
    private final class Server {
        let port: String
        private let process = Process()
        private let input = Pipe()
        private let log: URL

        init() throws {
            let folder = FileManager.default.temporaryDirectory
            log = folder.appendingPathComponent("gradbook-server-\(UUID().uuidString)")
            let program = """
                import os, sys, http.server, threading, time
                class Handler(http.server.BaseHTTPRequestHandler):
                    def answer(self):
                        with open(sys.argv[1], "a") as log: print(self.command, self.path, file=log)
                        if self.path == "/slow": time.sleep(30)
                        status = int(self.path[1:4]) if self.path[1:4].isdigit() else 200
                        if self.path == "/no-head" and self.command == "HEAD": status = 405
                        self.send_response(status)
                        if self.path == "/302": self.send_header("Location", "/page")
                        if self.path == "/307": self.send_header("Location", "/404")
                        self.end_headers()
                        if self.command == "GET": self.wfile.write(b"text")
                    do_GET = do_HEAD = answer
                    def log_message(self, *_): pass
                # It ends with the test, whatever becomes of that: its input is closed then.
                threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
                server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
                print(server.server_port, flush=True)
                server.serve_forever()
                """
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["python3", "-c", program, log.path]
            let output = Pipe()
            process.standardInput = input
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            var line = Data()
            while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([0x0A]), !byte.isEmpty {
                line += byte
            }
            port = String(decoding: line, as: UTF8.self)
        }

        deinit {
            try? input.fileHandleForWriting.close()
            process.terminate()
            try? FileManager.default.removeItem(at: log)
        }

        var requests: [String] {
            ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init).sorted()
        }
    }

    private func bench(_ text: String) throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try bench.put("content/site.yml", "title: Site\n")
        try bench.put("content/t/01-a/lesson.md", "---\ntitle: A\n---\n\n" + text)
        return bench
    }

    @Test func areListedWithoutAskingAnybody() throws {
        let server = try Server()
        let bench = try bench(
            "[a](http://127.0.0.1:\(server.port)/404) and <mailto:a@example.org>\n\n```cards\nQ: [b](https://example.org/b)? {#b}\nA: B.\n```\n"
        )
        let outcome = try bench.gradbook("verify", "--links")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output.hasPrefix(
                """
                content/t/01-a/lesson.md:5:5: http://127.0.0.1:\(server.port)/404
                content/t/01-a/lesson.md:5:38: mailto:a@example.org
                content/t/01-a/lesson.md:8:34: https://example.org/b
                t/01-a: numbers: 
                """))
        #expect(server.requests == [])
    }

    @Test func areAskedOnceEachAndByWholePagesWhereHeadsAreRefused() throws {
        let server = try Server()
        let site = "http://127.0.0.1:\(server.port)"
        let bench = try bench(
            """
            [a](\(site)/page#one) [b](\(site)/page#two) [c](\(site)/no-head) [d](\(site)/302) [e](\(site)/404)
            [f](\(site)/403) [g](\(site)/503) [h](\(site)/307) [i](\(site)/page?q=%22a%5Cb%22) [j](mailto:a@example.org)

            """)
        let outcome = try bench.gradbook("verify", "--external")
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        let heads = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(
            heads == [
                "content/t/01-a/lesson.md:5:147: error: `\(site)/404` answers 404 [link-dead]",
                "content/t/01-a/lesson.md:6:5: error: `\(site)/403` answers 403 [link-dead]",
                "content/t/01-a/lesson.md:6:37: error: `\(site)/503` answers 503 [link-dead]",
                "content/t/01-a/lesson.md:6:69: error: `\(site)/307` answers 404 [link-dead]",
                "4 errors",
            ])
        #expect(outcome.errors.contains("  note: name the address that the page has now, or remove the link\n"))
        #expect(
            outcome.errors.contains(
                "  note: it may answer readers and not programs: see in a browser whether it is there\n"))
        #expect(outcome.errors.contains("  note: try again later, or see in a browser whether it is there\n"))
        let requests = server.requests
        #expect(requests.filter { $0 == "HEAD /page" }.count == 2, "once itself, once at the end of a redirection")
        #expect(requests.contains("GET /no-head") && !requests.contains("GET /page"))
        #expect(requests.contains("HEAD /page?q=%22a%5Cb%22"))
        let json = try bench.gradbook("verify", "--external", "--format", "json")
        #expect(json.status == 1)
        #expect(json.output.contains("\"id\": \"link-dead\""))
    }

    @Test func withoutCurlItSaysSo() throws {
        let bench = try bench("[a](http://127.0.0.1:1/)\n")
        let outcome = try Oracle.run(
            GradbookBinary.path, ["verify", "--external"], environment: ["PATH": "/nowhere"], folder: bench.path)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors == """
                content/t/01-a/lesson.md:5:5: error: links to other sites cannot be checked without a working curl [link-unchecked]
                  5 | [a](http://127.0.0.1:1/)
                    |     ^~~~~~~~~~~~~~~~~~~
                  note: install curl, as by `apt-get install curl`, or verify without `--external`
                1 error

                """)
    }
}
