import Foundation
import TestSupport
import Testing

/// The README is run: the files it shows are written, the commands it shows are typed, and what it says they print is
/// what they print.
struct ReadmeTests {
    /// A fenced block: the words behind the fence, and its lines.
    struct Block {
        let info: [String]
        let text: String
    }

    static func blocks() throws -> [Block] {
        let readme = try String(contentsOf: repositoryRoot.appendingPathComponent("README.md"), encoding: .utf8)
        var blocks: [Block] = []
        var open: (fence: Int, info: [String], lines: [String])?
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            let ticks = line.prefix { $0 == "`" }.count
            if let block = open {
                if ticks >= block.fence, ticks == line.count {
                    blocks.append(Block(info: block.info, text: block.lines.map { $0 + "\n" }.joined()))
                    open = nil
                } else {
                    open?.lines.append(String(line))
                }
            } else if ticks >= 3, !line.dropFirst(ticks).contains("`") {
                open = (ticks, line.dropFirst(ticks).split(separator: " ").map(String.init), [])
            }
        }
        return blocks
    }

    @Test func theCommandsPrintWhatItSays() throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        var commands = 0
        for block in try Self.blocks() {
            if block.info.count == 2 {
                let url = scratch.appendingPathComponent(block.info[1])
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(block.text.utf8).write(to: url)
            }
            guard block.info == ["console"] else { continue }
            var printed = ""
            var folder = scratch
            for line in block.text.split(separator: "\n") where line.hasPrefix("$ ") {
                commands += 1
                if line.hasPrefix("$ cd ") {
                    folder.append(path: String(line.dropFirst(5)))
                    printed += "\(line)\n"
                    continue
                }
                let outcome = try Oracle.run(
                    "/bin/sh", ["-c", "unset CI; \(line.dropFirst(2)) 2>&1"],
                    environment: ["PATH": "\(GradbookBinary.folder):/usr/local/bin:/usr/bin:/bin"], folder: folder.path
                )
                printed += "\(line)\n\(outcome.output)"
            }
            #expect(printed == block.text, "\(firstDifference(expected: block.text, actual: printed) ?? "")")
        }
        #expect(commands == 14)
    }

    @Test func itsFirstCommandsExist() throws {
        let first = try #require(Self.blocks().first)
        let names = first.text.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(names == ["scripts/site", "scripts/test"])
        for name in names {
            let path = repositoryRoot.appendingPathComponent(String(name)).path
            #expect(FileManager.default.isExecutableFile(atPath: path))
        }
    }

    /// The Swift example of the README is a region of the engine's tests, so it compiles and holds.
    @Test func theSwiftExampleIsTested() throws {
        let example = try #require(Self.blocks().first { $0.info == ["swift"] }).text
        let tests = try String(
            contentsOf: repositoryRoot.appendingPathComponent("Tests/MicrogradTests/ReadmeTests.swift"), encoding: .utf8
        )
        let lines = example.split(separator: "\n").filter { !$0.hasPrefix("import") && !$0.hasPrefix("print") }
        for line in lines { #expect(tests.contains(line), "\(line)") }
        #expect(example.contains("// -8.0 6.0 -4.0"))
    }
}
