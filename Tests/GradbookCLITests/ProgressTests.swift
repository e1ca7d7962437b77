import Foundation
import TestSupport
import Testing

/// The line that says how far a command has come: on a terminal, when it takes long, and nowhere else.
struct ProgressTests {
    /// What a terminal got, byte for byte, by Python's module for them.
    struct Screen: Decodable {
        let status: Int32
        let text: String
        let seconds: Double

        /// What was drawn, one after the other: each begins at the left and takes away what stands behind it.
        var lines: [Substring] {
            text.split(separator: "\r", omittingEmptySubsequences: false).dropFirst().compactMap { part in
                part.range(of: "\u{1B}[K").map { part[..<$0.lowerBound] }
            }
        }
    }

    /// Runs gradbook on a terminal of so many columns.
    private func screen(
        _ bench: CommandTests.Bench, _ arguments: String..., columns: Int = 80, kind: String = "xterm"
    ) throws -> Screen {
        let program = """
            import fcntl, json, os, pty, struct, sys, termios, time
            folder, columns, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
            start = time.monotonic()
            child, terminal = pty.fork()
            if child == 0:
                fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
                os.chdir(folder)
                os.environ["TERM"] = kind
                os.execv(sys.argv[4], sys.argv[4:])
            seen = b""
            while True:
                try:
                    data = os.read(terminal, 4096)
                except OSError:
                    break
                if not data:
                    break
                seen += data
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            print(json.dumps({"status": status, "text": seen.decode(), "seconds": time.monotonic() - start}))
            """
        let shown = try Oracle.python(
            ["-c", program, bench.path, String(columns), kind, GradbookBinary.path] + arguments)
        #expect(shown.status == 0, "\(shown.errors)")
        return try JSONDecoder().decode(Screen.self, from: Data(shown.output.utf8))
    }

    /// Lessons that take two seconds or more together.
    private func slowSite() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try bench.put("content/site.yml", "title: Site\nbudget: 100000000\n")
        #if DEBUG
            let steps = 500_000
        #else
            let steps = 5_000_000
        #endif
        for index in 10..<50 {
            try bench.put(
                "content/t/\(index)-l/lesson.md",
                "---\ntitle: L\n---\n\n```python\nn = 0\nfor i in range(\(steps)):\n    n += i\n```\n")
        }
        return bench
    }

    @Test func standsOnATerminalOnly() throws {
        let bench = try slowSite()
        for columns in [80, 36] {
            let screen = try screen(bench, "verify", columns: columns)
            #expect(screen.status == 0)
            let drawn = screen.lines.filter { $0.contains(" of 41 lessons") }
            #expect(drawn.count > 3, "\(screen.text)")
            #expect(screen.lines.allSatisfy { $0.count < columns }, "\(screen.lines)")
            #expect(zip(drawn, drawn.dropFirst()).allSatisfy { $0 != $1 }, "the same is not drawn twice")
            // It is taken away before anything else is said, and nothing of it stays.
            #expect(screen.text.contains("\r\u{1B}[Kt/01-a: "), "\(screen.text)")
            #expect(!screen.text.components(separatedBy: "\r\u{1B}[Kt/01-a: ")[1].contains("\u{1B}"))
            if columns == 80 {
                #expect(drawn.contains { $0.contains(": t/") && !$0.contains("…") })
                #expect(drawn.contains { $0.contains(", about ") && $0.contains(" s left") }, "\(drawn)")
            }
        }
        let dumb = try screen(bench, "build", kind: "dumb")
        #expect(dumb.status == 0)
        #expect(!dumb.text.contains(" of 41 lessons") && !dumb.text.contains("\u{1B}"), "\(dumb.text)")
        let report = try screen(bench, "verify", "--format", "json")
        #expect(!report.text.contains(" of 41 lessons"))
        let piped = try bench.gradbook("verify")
        #expect(piped.status == 0 && piped.errors == "", "\(piped.errors)")
    }

    /// What is done at once says nothing.
    @Test func aShortCommandHasNone() throws {
        let screen = try screen(try CommandTests.Bench(), "build")
        #expect(screen.status == 0)
        // On a machine that has much else to do it may take longer.
        #expect(!screen.text.contains("\u{1B}") || screen.seconds > 0.5, "\(screen.text)")
    }
}
