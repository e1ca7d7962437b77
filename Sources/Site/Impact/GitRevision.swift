import Foundation

/// A revision of the Git repository around the working folder, of which files are read without checking it out. It calls
/// `git` itself, with arguments and without a shell, and writes nothing.
struct GitRevision {
    struct Failure: Error {
        let message: String
    }

    /// The commit's own name.
    private let commit: String

    /// - Parameter name: whatever Git takes for a commit: a branch, a tag, `HEAD~3`.
    init(_ name: String) throws(Failure) {
        let found = try Self.git([
            "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}",
        ])
        let commit = String(decoding: found.output, as: UTF8.self).filter { !$0.isNewline }
        guard found.status == 0, !commit.isEmpty else {
            throw Failure(message: found.message ?? "Git knows no such commit")
        }
        self.commit = commit
    }

    /// The files below a folder, by their paths in it, in order.
    func files(
        below folder: String, where isWanted: (String) -> Bool
    ) throws(Failure) -> [(path: String, bytes: [UInt8])] {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let listing = try Self.git(["ls-tree", "-r", "-z", commit, "--", prefix])
        guard listing.status == 0 else { throw Failure(message: listing.message ?? "Git cannot list `\(folder)`") }
        var wanted: [(path: String, blob: String)] = []
        for entry in listing.output.split(separator: 0) {
            // `100644 blob 8a1f…<tab>public/a.html`
            let parts = entry.split(separator: UInt8(ascii: "\t"), maxSplits: 1).map {
                String(decoding: $0, as: UTF8.self)
            }
            let head = parts[0].split(separator: " ")
            guard parts.count == 2, head.count == 3, head[1] == "blob", parts[1].hasPrefix(prefix) else { continue }
            let path = String(parts[1].dropFirst(prefix.count))
            if isWanted(path) { wanted.append((path, String(head[2]))) }
        }
        if wanted.isEmpty { return [] }
        let contents = try Self.git(["cat-file", "--batch"], input: wanted.map { $0.blob + "\n" }.joined())
        var rest = contents.output[...]
        var files: [(path: String, bytes: [UInt8])] = []
        for file in wanted {
            // `8a1f… blob 1234`, the bytes, and a line's end.
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
                let size = Int(String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last ?? ""),
                rest.distance(from: end, to: rest.endIndex) > size + 1
            else { throw Failure(message: contents.message ?? "Git does not give `\(file.path)`") }
            let start = end + 1
            files.append((file.path, Array(rest[start..<start + size])))
            rest = rest[(start + size + 1)...]
        }
        return files.sorted { $0.path < $1.path }
    }

    private struct Outcome {
        let status: Int32
        let output: [UInt8]
        /// The first line of what it says is wrong.
        let message: String?
    }

    private static func git(_ arguments: [String], input: String = "") throws(Failure) -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        let (input, inPipe, outPipe, errPipe) = (Data(input.utf8), Pipe(), Pipe(), Pipe())
        process.standardInput = inPipe
        process.standardOutput = outPipe
        process.standardError = errPipe
        do { try process.run() } catch { throw Failure(message: "git cannot be started") }
        // Written beside, since Git answers while it is still being asked and each pipe holds little.
        let writing = inPipe.fileHandleForWriting
        let writer = Thread {
            try? writing.write(contentsOf: input)
            try? writing.close()
        }
        writer.start()
        let output = [UInt8](outPipe.fileHandleForReading.readDataToEndOfFile())
        let errors = String(decoding: errPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let message = errors.split(separator: "\n").first.map(String.init)
        return Outcome(status: process.terminationStatus, output: output, message: message)
    }
}
