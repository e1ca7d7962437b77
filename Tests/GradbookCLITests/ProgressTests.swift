import Foundation
import TestSupport
import Testing

/// The line that says how far `verify` has come: on a terminal, when it takes long, and nowhere else.
struct ProgressTests {
    @Test func standsOnATerminalOnly() throws {
        let bench = try CommandTests.Bench()
        try bench.put("content/site.yml", "title: Site\n")
        // Lessons that take long enough together.
        #if DEBUG
            let steps = 60_000
        #else
            let steps = 1_500_000
        #endif
        for index in 10..<40 {
            try bench.put(
                "content/t/\(index)-l/lesson.md",
                "---\ntitle: L\n---\n\n```python\nn = 0\nfor i in range(\(steps)):\n    n += i\n```\n")
        }
        // What a terminal gets, byte for byte, by Python's module for them.
        let program = """
            import os, pty, sys
            os.chdir(sys.argv[2])
            seen = b""
            def read(fd):
                global seen
                data = os.read(fd, 4096)
                seen += data
                return b"."
            status = os.waitstatus_to_exitcode(pty.spawn([sys.argv[1], "verify", *sys.argv[3:]], read))
            sys.stdout.write("\\n" + repr((status, seen)) + "\\n")
            """
        let shown = try Oracle.python(["-c", program, GradbookBinary.path, bench.path])
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(shown.output.contains("(0, "))
        #expect(shown.output.contains(" of 31 lessons"), "\(shown.output)")
        // It is taken away before anything else is said.
        #expect(shown.output.contains(#"\r\x1b[Kt/01-a: "#), "\(shown.output)")
        let report = try Oracle.python(["-c", program, GradbookBinary.path, bench.path, "--format", "json"])
        #expect(!report.output.contains(" of 31 lessons"))
        let piped = try bench.gradbook("verify")
        #expect(piped.status == 0 && piped.errors == "", "\(piped.errors)")
    }
}
