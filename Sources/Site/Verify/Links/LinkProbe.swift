import Foundation
import Source

/// Asks other sites whether their pages are there, by the program curl: it knows proxies, certificates and redirections,
/// and gradbook itself stays a program that never uses the network.
public struct LinkProbe: Sendable {
    /// How long an address may take, in seconds.
    public var timeLimit: Int

    public init(timeLimit: Int = 15) { self.timeLimit = timeLimit }

    /// What an address answered.
    private enum Answer {
        case status(Int)
        /// Nothing came; why, in curl's words.
        case failed(String)
    }

    /// A finding for every link whose address does not answer that it is there. Each address is asked once.
    public func check(_ links: [ExternalLink]) -> [Diagnostic] {
        var addresses: [String] = []
        var seen: Set<String> = []
        for address in links.compactMap(\.address) where seen.insert(address).inserted { addresses.append(address) }
        guard !addresses.isEmpty else { return [] }
        do {
            var answers = try ask(addresses, forHeadOnly: true)
            // Some servers know only whole pages.
            let refused = addresses.filter { address in
                if case .status(200..<400) = answers[address] { false } else { true }
            }
            if !refused.isEmpty { answers.merge(try ask(refused, forHeadOnly: false)) { $1 } }
            return links.compactMap { link in
                link.address.flatMap { finding(link, answers[$0] ?? .failed("curl said nothing about it")) }
            }
        } catch {
            let note =
                switch error {
                case .missing: "install curl, as by `apt-get install curl`, or verify without `--external`"
                case .unusable(let message): "curl says: \(message)"
                }
            return links.prefix(1).map { link in
                Diagnostic(
                    "link-unchecked", "links to other sites cannot be checked without a working curl",
                    at: link.location.file, link.location.span
                ).noting(note)
            }
        }
    }

    private func finding(_ link: ExternalLink, _ answer: Answer) -> Diagnostic? {
        func found(_ message: String, _ note: String) -> Diagnostic {
            Diagnostic("link-dead", message, at: link.location.file, link.location.span).noting(note)
        }
        switch answer {
        case .status(200..<400): return nil
        case .status(let status):
            let note =
                switch status {
                case 404, 410: "name the address that the page has now, or remove the link"
                case 401, 403, 429: "it may answer readers and not programs: see in a browser whether it is there"
                default: "try again later, or see in a browser whether it is there"
                }
            return found("`\(link.url)` answers \(status)", note)
        case .failed(let reason):
            return found(
                "`\(link.url)` cannot be reached: \(reason)",
                "see whether the address is right, and this machine online")
        }
    }

    // MARK: curl

    private enum Trouble: Error {
        case missing
        case unusable(String)
    }

    private func ask(_ addresses: [String], forHeadOnly isHead: Bool) throws(Trouble) -> [String: Answer] {
        // On standard input: an address is never a word of a command line.
        var config = """
            silent
            location
            max-redirs = 10
            max-time = \(timeLimit)
            proto = "=http,https"
            proto-redir = "=http,https"
            globoff
            parallel
            parallel-max = 8
            user-agent = "gradbook (checks links)"
            write-out = "%{urlnum} %{http_code} %{errormsg}\\n"
            \(isHead ? "head" : "range = 0-1023")

            """
        for address in addresses {
            let quoted = address.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(
                of: "\"", with: "\\\"")
            config += "url = \"\(quoted)\"\noutput = \"/dev/null\"\n"
        }
        let output = try run(config)
        var answers: [String: Answer] = [:]
        for line in output.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count >= 2, let index = Int(parts[0]), let status = Int(parts[1]),
                addresses.indices.contains(index)
            else { continue }
            answers[addresses[index]] =
                status > 0 ? .status(status) : .failed(Self.reason(parts.dropFirst(2).first ?? ""))
        }
        return answers
    }

    /// curl's words without the time that it took, which is another each time: `… after 12 ms: …`.
    private static func reason(_ message: String) -> String {
        guard let start = message.range(of: " after "),
            let end = message.range(of: " ms", range: start.upperBound..<message.endIndex)
        else { return message.isEmpty ? "no answer" : message }
        return String(message[..<start.lowerBound] + message[end.upperBound...])
    }

    private func run(_ config: String) throws(Trouble) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--disable", "--config", "-"]
        // A file and no pipe: a program that is not there, or ends early, reads nothing, and writing to it would end us.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let (output, errors) = (Pipe(), Pipe())
        do {
            try Data(config.utf8).write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
            process.standardOutput = output
            process.standardError = errors
            try process.run()
        } catch {
            throw .missing
        }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus == 127 { throw .missing }
        // 2 is a curl too old for what is asked of it; other numbers are about single addresses, which have their lines.
        if text.isEmpty {
            throw .unusable(complaint.split(separator: "\n").first.map(String.init) ?? "nothing")
        }
        return text
    }
}
