import Foundation
import Source

/// A page as the last commit has it, so that `accept` can tell what its author has written since. It asks git, and knows
/// nothing of claims.
enum Committed {
    /// There is no commit to compare with: no git, no repository, or one without commits.
    case nowhere
    /// The last commit does not have the file.
    case absent
    /// What the last commit has, as it would be checked out.
    case text(SourceFile)

    /// The last commit's text of a file on the disk.
    static func file(_ path: String) -> Committed {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        guard run(["-C", folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}"]) != nil else { return .nowhere }
        guard let bytes = run(["-C", folder, "cat-file", "--filters", "HEAD:./\(url.lastPathComponent)"]) else {
            return .absent
        }
        return .text(SourceFile(path: path, bytes: ByteOrderMark.without(bytes)))
    }

    /// What git prints; nil when it is not there or fails.
    private static func run(_ arguments: [String]) -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
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
