import Foundation
import TestSupport
import Testing

/// `gradbook serve` as a program: its address, its end, and that it leaves no trace.
struct ServeCommandTests {
    private func run(_ program: String) throws -> Oracle.Outcome {
        let folder = FileManager.default.temporaryDirectory.path + "/gradbook-serve-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/content/t/01-a", withIntermediateDirectories: true)
        try Data("title: Small\n".utf8).write(to: URL(fileURLWithPath: folder + "/content/site.yml"))
        try Data("title: A track\n".utf8).write(to: URL(fileURLWithPath: folder + "/content/t/track.yml"))
        try Data("---\ntitle: A\n---\n\nA text.\n".utf8)
            .write(to: URL(fileURLWithPath: folder + "/content/t/01-a/lesson.md"))
        return try Oracle.run(
            "/bin/bash", ["-c", program, "bash", GradbookBinary.path], folder: folder)
    }

    private static let start = """
        "$1" serve --port 0 >said 2>complained & child=$!
        for i in $(seq 200); do grep -q ' ms$' said && break; sleep 0.05; done

        """

    @Test(arguments: ["INT", "TERM", "HUP"])
    func aSignalEndsIt(signal: String) throws {
        let outcome = try run(
            Self.start + """
                kill -\(signal) $child; wait $child; echo "status $?"
                sed -E 's/:[0-9]+/:PORT/; s/[0-9]+ ms/N ms/' said; cat complained; ls -A
                """)
        #expect(
            outcome.output == """
                status 0
                http://localhost:PORT/  (Ctrl-C ends it)
                the site: 1 page in N ms
                complained
                content
                said

                """)
        #expect(outcome.errors == "")
    }

    @Test func aPortThatIsTaken() throws {
        let outcome = try run(
            Self.start + """
                port=$(sed -nE 's/.*:([0-9]+)\\/.*/\\1/p' said)
                "$1" serve --port $port; echo "status $?"; kill $child; wait $child
                """)
        #expect(outcome.output == "status 1\n")
        #expect(
            outcome.errors.hasSuffix(
                "is in use, perhaps by another preview. End that one, give another port, or 0 for any.\n"))
    }

    @Test func wrongUsage() throws {
        let outcome = try run(#""$1" serve --port 70000; echo "status $?""#)
        #expect(outcome.output == "status 64\n")
    }
}
