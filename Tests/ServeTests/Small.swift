import Foundation
import TestSupport

@testable import Serve
@testable import Site

/// A small site in a scratch folder, which goes with it, and what is done to it by its author.
final class Small: Sendable {
    let folder: String
    let content: String
    let templates: String

    /// A track with some lessons, each of which computes one number.
    init(lessons: Int = 2) throws {
        folder = FileManager.default.temporaryDirectory.path + "/gradbook-serve-\(UUID().uuidString.prefix(8))"
        (content, templates) = (folder + "/content", folder + "/templates")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: repositoryRoot.path + "/templates", toPath: templates)
        try write("content/site.yml", "title: Small\n")
        try write("content/t/track.yml", "title: A track\n")
        for number in 1...lessons { try writeLesson(number, value: number) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var pipeline: Pipeline { Pipeline(content: content, templates: templates) }

    static func lesson(_ number: Int, value: Int) -> String {
        """
        ---
        title: Lesson \(number)
        ---

        ```python
        n = \(value)
        print("n is", n)
        ```

        The number is `=n`.

        """
    }

    func writeLesson(_ number: Int, value: Int) throws {
        try write("content/t/0\(number)-a/lesson.md", Self.lesson(number, value: value))
    }

    func path(_ path: String) -> String { folder + "/" + path }

    /// Writes a file in place, as a shell does.
    func write(_ path: String, _ text: String) throws {
        let place = self.path(path)
        let parent = (place as NSString).deletingLastPathComponent
        if !FileManager.default.fileExists(atPath: parent) {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: place))
    }

    /// Writes beside the file and renames, as careful editors do.
    func replace(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self.path(path)), options: .atomic)
    }

    func move(_ from: String, _ to: String) throws {
        try FileManager.default.moveItem(atPath: path(from), toPath: path(to))
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: self.path(path)) }
}

/// What a preview says, line by line, from any thread.
final class Notes: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []

    func add(_ text: String) { lock.withLock { texts.append(text) } }

    var all: [String] { lock.withLock { texts } }
}

/// Waits until something holds, at most some seconds.
func eventually(_ seconds: Double = 10, _ holds: () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await holds() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return try await holds()
}
