import Foundation
import Source

/// A page as the last commit has it, so that `accept` can tell what its author has written since. It asks git, and knows
/// nothing of claims.
enum Committed {
    /// There is no commit to compare with: no git, no repository, or one without commits.
    case nowhere
    /// The last commit does not have the file.
    case absent
    /// There is a repository, but git cannot read it: it is another user's, damaged, or there is no git.
    case unknown
    /// What the last commit has, as it would be checked out.
    case text(SourceFile)

    /// The last commit's text of a file on the disk.
    static func file(_ path: String) -> Committed {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        guard run(["-C", folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}"]) != nil else {
            // A repository without commits has a branch all the same.
            let isReadable = run(["-C", folder, "symbolic-ref", "--quiet", "HEAD"]) != nil
            return isReadable || !isInRepository(url) ? .nowhere : .unknown
        }
        func content(_ name: String) -> [UInt8]? { run(["-C", folder, "cat-file", "--filters", "HEAD:\(name)"]) }
        guard
            let bytes = content("./\(url.lastPathComponent)")
                ?? formerName(of: url.lastPathComponent, in: folder).flatMap(content)
        else { return .absent }
        return .text(SourceFile(path: path, bytes: ByteOrderMark.without(bytes)))
    }

    /// Whether a folder above a file says that it is one.
    private static func isInRepository(_ file: URL) -> Bool {
        var folder = file.standardizedFileURL.deletingLastPathComponent()
        while true {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) { return true }
            if folder.path == "/" { return false }
            folder.deleteLastPathComponent()
        }
    }

    /// The path that a file had in the last commit, from the top of the repository, when git knows that it was renamed.
    private static func formerName(of name: String, in folder: String) -> String? {
        let diff = ["diff", "-z", "--name-status", "--find-renames", "--diff-filter=R", "HEAD"]
        guard let prefix = run(["-C", folder, "rev-parse", "--show-prefix"]), let renames = run(["-C", folder] + diff)
        else { return nil }
        let path = prefix.prefix { $0 != UInt8(ascii: "\n") } + Array(name.utf8)
        // Status, old name and new name, each ended by a zero.
        let words = renames.split(separator: 0, omittingEmptySubsequences: false)
        for index in stride(from: 2, to: words.count, by: 3) where words[index].elementsEqual(path) {
            return String(decoding: words[index - 1], as: UTF8.self)
        }
        return nil
    }

    /// What git prints; nil when it is not there or fails.
    private static func run(_ arguments: [String]) -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        // The repository is the one that the file is in, whichever a hook is run by.
        process.environment = ProcessInfo.processInfo.environment.filter {
            !["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"].contains($0.key)
        }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? [UInt8](data) : nil
    }
}

/// The mark that some editors put in front of a text; no part of it.
enum ByteOrderMark {
    static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func without(_ text: [UInt8]) -> [UInt8] { text.starts(with: bytes) ? Array(text.dropFirst(3)) : text }
}
