import Foundation
import TestSupport
import Testing

@testable import Site

/// A site is built after each of many random edits by builds that remember the last one, and anew by one that remembers
/// nothing: both say the same, and the same files stand on the disk, byte for byte. `scripts/fuzz-edits` is the long run.
struct EditFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["GRADBOOK_EDIT_FUZZ"].flatMap { Int($0) } ?? 25
    private static let seed = environment["GRADBOOK_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    private static let first = environment["GRADBOOK_FUZZ_FIRST"].flatMap { Int($0) } ?? 0

    @Test func whatIsRememberedChangesNothing() throws {
        var steps = (passed: 0, failed: 0)
        for number in Self.first..<Self.first + Self.count {
            var site = RandomSite(seed: Self.seed &* 1_000_003 &+ UInt64(number))
            var standing: [String: Data]?
            var wrong: Set<String> = []
            for step in 0..<8 {
                if Int.random(in: 0..<10, using: &site.random) < 7 { site.mend(wrong) }
                if step > 0 { for _ in 0...Int.random(in: 0...2, using: &site.random) { site.edit() } }
                let name = "sequence \(number) of seed \(Self.seed), step \(step): \(site.log.suffix(6))"
                // By hand the built site may have become another's, which a build does not touch.
                if let before = standing, before[".gradbook"] != nil {
                    standing = Self.tree(site.scratch.path + "/public")
                }
                let built = Self.build(site)
                let clean = Self.clean(site)
                wrong = clean.wrong
                #expect(built.text == clean.text, "\(name)")
                #expect(built.tally == clean.tally, "\(name)")
                if Self.environment["GRADBOOK_FUZZ_TELL"] != nil {
                    print(name, clean.files != nil, clean.errors.prefix(3))
                }
                let tree = Self.tree(site.scratch.path + "/public")
                if let files = clean.files {
                    steps.passed += 1
                    let differing = Set(tree.keys).union(files.keys).filter { tree[$0] != files[$0] }.sorted()
                    #expect(differing == [], "\(name)")
                    #expect(built.isWritten, "\(name)")
                    standing = files
                } else {
                    steps.failed += 1
                    #expect(tree == standing ?? [:], "\(name)")
                    #expect(!built.isWritten, "\(name)")
                }
                if built.text != clean.text || (clean.files != nil && tree != clean.files) { return }
            }
        }
        #expect(steps.passed > steps.failed / 4 && steps.failed > 0)
    }

    private static func pipeline(_ site: RandomSite) -> Pipeline {
        var pipeline = Pipeline(
            content: site.scratch.path + "/content", templates: site.scratch.path + "/templates", baseURL: site.baseURL,
            drafts: site.drafts, strict: site.strict)
        pipeline.cores = 2
        return pipeline
    }

    private static func build(_ site: RandomSite) -> (text: String, tally: String, isWritten: Bool) {
        var pipeline = pipeline(site)
        pipeline.isCached = true
        let sink = SiteWriter(output: site.scratch.path + "/public", remembersBeside: pipeline.content).staged()
        var report = pipeline.report("build", into: sink)
        var isWritten = false
        if report.passed {
            do throws(WriteError) {
                _ = try sink.finish()
                isWritten = true
            } catch { report = report.adding([error.diagnostic]) }
        } else {
            sink.abandon()
        }
        return (report.text(as: .json) + report.externalLinks.map(\.text).joined(), report.summary, isWritten)
    }

    private static func clean(_ site: RandomSite) -> (
        text: String, tally: String, files: [String: Data]?, errors: [String], wrong: Set<String>
    ) {
        let sink = MemorySink()
        let report = pipeline(site).report("build", into: sink)
        let files = report.passed ? (sink.files + [SiteWriter.marker]).map { ($0.path, Data($0.bytes)) } : nil
        return (
            report.text(as: .json) + report.externalLinks.map(\.text).joined(), report.summary,
            files.map { Dictionary(uniqueKeysWithValues: $0) },
            report.diagnostics.filter { $0.severity == .error }.map { "\($0.id) \($0.message)" },
            Set(report.diagnostics.filter { $0.severity == .error }.map(\.location.file.path))
        )
    }

    /// Every file below a folder; of what is no file its kind.
    private static func tree(_ folder: String) -> [String: Data] {
        var found: [String: Data] = [:]
        for path in (try? Disk.entries(below: folder)) ?? [] {
            found[path] =
                Disk.kind(folder + "/" + path) == .file
                ? FileManager.default.contents(atPath: folder + "/" + path) ?? Data() : Data("no file".utf8)
        }
        return found
    }
}
