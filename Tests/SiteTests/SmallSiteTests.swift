import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// A small site that has one of everything, built and compared with `expected/` file by file: a file that is missing,
/// one that nothing expects, and one that differs all fail.
struct SmallSiteTests {
    static let folder = fixtures.appendingPathComponent("small-site")
    /// The product's own style sheet and pictures would only repeat themselves here.
    static func isCompared(_ file: OutputFile) -> Bool { !file.path.hasPrefix("assets/") }

    static func build() throws -> [OutputFile] {
        let pipeline = Pipeline(content: folder.appendingPathComponent("content").path, templates: templates)
        do throws(Pipeline.Failure) {
            return try pipeline.files()
        } catch {
            throw Failed(message: error.diagnostics.map(DiagnosticPrinter().text).joined())
        }
    }

    struct Failed: Error, CustomStringConvertible {
        let message: String
        var description: String { message }
    }

    @Test func everyFileIsAsExpected() throws {
        let expected = Self.folder.appendingPathComponent("expected")
        let built = try Self.build().filter(Self.isCompared)
        if updatesGoldens {
            try? FileManager.default.removeItem(at: expected)
            for file in built {
                let url = expected.appendingPathComponent(file.path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: url)
            }
            Issue.record("the expected files were written anew: look at the difference and run again")
        }
        var unused = Set(
            FileManager.default.enumerator(atPath: expected.path)?.compactMap { $0 as? String } ?? []
        ).filter { path in
            FileManager.default.contents(atPath: expected.appendingPathComponent(path).path) != nil
        }
        for file in built {
            unused.remove(file.path)
            let url = expected.appendingPathComponent(file.path)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else {
                Issue.record("\(file.path) is built and not expected")
                continue
            }
            if let difference = firstDifference(
                expected: text, actual: String(decoding: file.bytes, as: UTF8.self))
            {
                Issue.record("\(file.path): \(difference)")
            }
        }
        #expect(unused.sorted() == [], "expected and not built")
    }

    @Test func twoBuildsAreEqualByteForByte() throws {
        let first = try Self.build()
        let second = try Self.build()
        for (a, b) in zip(first, second) where a != b {
            let difference = firstDifference(
                expected: String(decoding: a.bytes, as: UTF8.self), actual: String(decoding: b.bytes, as: UTF8.self))
            Issue.record("\(a.path), \(b.path): \(difference ?? "")")
        }
        #expect(first.count == second.count)
        #expect(Set(first.map(\.path)).count == first.count)
    }

    /// Every link and image of the built site leads to a file of the site, and every `#…` to an id there.
    @Test func everyLinkLeadsSomewhere() throws {
        let files = try Self.build()
        try expectSoundLinks(in: files)
    }
}

/// Follows every `href` and `src` of the pages, as a browser would from a disk.
func expectSoundLinks(in files: [OutputFile]) throws {
    let paths = Set(files.map(\.path))
    var ids: [String: Set<String>] = [:]
    for file in files where file.path.hasSuffix(".html") {
        let text = String(decoding: file.bytes, as: UTF8.self)
        ids[file.path] = Set(attributes("id", in: text))
        #expect(attributes("id", in: text).count == ids[file.path]?.count, "an id stands twice in \(file.path)")
    }
    for file in files where file.path.hasSuffix(".html") {
        let text = String(decoding: file.bytes, as: UTF8.self)
        for link in attributes("href", in: text) + attributes("src", in: text) {
            if link.hasPrefix("https://") || link.hasPrefix("http://") || link.hasPrefix("mailto:") { continue }
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let base = URL(fileURLWithPath: "/" + file.path)
            let target =
                parts[0].isEmpty
                ? file.path
                : String(URL(fileURLWithPath: String(parts[0]), relativeTo: base).standardizedFileURL.path.dropFirst())
            #expect(paths.contains(target), "\(file.path) links to \(link)")
            if parts.count > 1, !parts[1].isEmpty {
                let id = String(parts[1]).removingPercentEncoding ?? ""
                #expect(ids[target]?.contains(id) ?? false, "\(file.path) links to \(link)")
            }
        }
    }
}

private func attributes(_ name: String, in html: String) -> [String] {
    html.components(separatedBy: " \(name)=\"").dropFirst().map { piece in
        String(piece.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&")
    }
}
