import Foundation
import TestSupport

/// A helper process that must not outlive the tests: `chromedriver` with its browser, or a server of files. It ends when
/// its standard input does, which is a pipe that the tests hold; so it goes with them, however they end, and its scratch
/// folder with it. It knows nothing of what the helper is for.
final class Keeper: Sendable {
    /// A folder that vanishes with the tests.
    let scratch: String
    private let log: String
    // Held, never written to: the helper reads the end of it when this process is gone.
    private let leash: Pipe

    /// Starts a program of bash, which must end when its standard input ends; `$1` is the scratch folder, the arguments
    /// follow.
    init(_ program: String, _ arguments: [String] = []) throws {
        // Not wherever temporary files go: Chromium puts a socket there, whose path must be short.
        scratch = "/tmp/gradbook-\(UUID().uuidString.prefix(13))"
        log = scratch + "/log"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: log))
        let process = Process()
        leash = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // An interrupt from the keyboard ends the tests, and by that the helper in its own order.
        process.arguments = ["-c", "trap '' INT HUP\n" + program + "\nrm -rf \"$1\"", "keeper", scratch] + arguments
        process.standardInput = leash
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    /// The number that follows some words in what the helper has said so far; waits up to half a minute for it.
    func number(after words: String) async throws -> Int {
        for _ in 0..<600 {
            let said = try String(contentsOfFile: log, encoding: .utf8)
            if let start = said.range(of: words)?.upperBound {
                let digits = said[start...].prefix { $0.isASCII && $0.isNumber }
                // A digit alone at the end may be the first of several.
                if digits.endIndex < said.endIndex, let number = Int(digits) { return number }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw BrowserError("a helper did not start: \((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
    }
}
