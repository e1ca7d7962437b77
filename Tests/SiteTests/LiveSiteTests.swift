import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// The site in memory is, after whatever was done to the files, what a build makes of them: the same files to the byte, and
/// the same findings. What is done is drawn from a seed.
struct LiveSiteTests {
    private let scratch = Scratch()

    private var pipeline: Pipeline {
        Pipeline(content: scratch.path + "/content", templates: scratch.path + "/templates")
    }

    private func begin() throws {
        try FileManager.default.copyItem(
            atPath: repositoryRoot.path + "/templates", toPath: scratch.path + "/templates")
        scratch.put("content/site.yml", "title: Small\n")
        for image in Self.images { scratch.put("content/" + image, "<svg xmlns='http://www.w3.org/2000/svg'/>") }
        scratch.put("code/part.py", "# snippet.one\nx = 1\n# snippet.end\n")
        for track in ["s", "t"] {
            scratch.put(
                "content/\(track)/track.yml", "title: Track \(track)\nphases:\n  - title: One\n  - title: Two\n")
        }
    }

    // MARK: Lessons

    private static let names = (1...5).map { "0\($0)-a" }
    private static let images = ["s/01-a/one.svg", "t/02-a/two.svg"]

    /// A lesson that may link to another, show a picture or an excerpt, have cards or a date, and be wrong.
    private static func lesson(_ path: String, _ random: inout SeededGenerator) -> String {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let number = Int.random(in: 1...4, using: &random)
        var text = "---\ntitle: \"Lesson \(chance(30) ? "`=n`" : "\(number)")\"\n"
        if chance(30) { text += "phase: \(Int.random(in: 1...2, using: &random))\n" }
        if chance(20) { text += "date: 2024-05-0\(number)\n" }
        if chance(10) { text += "draft: true\n" }
        text += "---\n\n```python\nn = \(number)\nprint(n)\n```\n\n## Part \(number)\n\nIt is `=n`.\n\n"
        if chance(4) { text += "Wrong is `=n => 7`.\n\n" }
        if chance(50) {
            let (track, name) = (
                ["s", "t"].randomElement(using: &random) ?? "s", names.randomElement(using: &random) ?? ""
            )
            let anchor = chance(15) ? "#part-\(Int.random(in: 1...4, using: &random))" : ""
            text += "See [there](../../\(track)/\(name)/lesson.md\(anchor)).\n\n"
        }
        if chance(30) { text += "![A picture](../../\(images.randomElement(using: &random) ?? ""))\n\n" }
        if chance(20) { text += "```source code/part.py#one\n```\n\n" }
        if chance(30) {
            text += "```cards\nQ: What is n? {#q-\(path.suffix(6).replacing("/", with: "-"))}\nA: `=n`\n\n"
            text += "Q: Really? {#r-\(path.suffix(6).replacing("/", with: "-"))}\nA: Yes.\n```\n"
        }
        return text
    }

    /// Does something to the files, and gives the paths that a watcher would tell.
    private func edit(_ random: inout SeededGenerator) -> Set<String> {
        func any<Item>(_ items: [Item]) -> Item { items[Int.random(in: 0..<items.count, using: &random)] }
        let track = any(["s", "t"])
        let lesson = "content/\(track)/\(any(Self.names))"
        func at(_ path: String) -> String { scratch.path + "/" + path }
        func put(_ path: String, _ text: String) -> Set<String> {
            let parent = (path as NSString).deletingLastPathComponent
            let isNew = !FileManager.default.fileExists(atPath: at(parent))
            scratch.put(path, text)
            return isNew ? [at(parent), at(path)] : [at(path)]
        }
        switch Int.random(in: 0..<20, using: &random) {
        case 0:
            try? FileManager.default.removeItem(atPath: at(lesson))
            return [at(lesson)]
        case 1:
            let other = "content/\(any(["s", "t"]))/\(any(Self.names))"
            try? FileManager.default.moveItem(atPath: at(lesson), toPath: at(other))
            return [at(lesson), at(other)]
        case 2:
            return put(
                "content/\(track)/track.yml",
                "title: Track \(any([1, 2, 3]))\nphases:\n  - title: One\n  - title: Two\n")
        case 3:
            return put(
                "content/site.yml", "title: Small\n" + any(["", "base-url: https://a.example\n", "strict: true\n"]))
        case 4:
            let image = "content/" + any(Self.images)
            if FileManager.default.fileExists(atPath: at(image)) {
                try? FileManager.default.removeItem(atPath: at(image))
                return [at(image)]
            }
            return put(image, "<svg xmlns='http://www.w3.org/2000/svg'/>")
        case 5:
            return put(
                "code/part.py", "# snippet.\(any(["one", "one", "two"]))\nx = \(any([1, 2, 3]))\n# snippet.end\n")
        case 6: return put("templates/assets/gradbook.css", "body { margin: \(any([1, 2, 3]))px }\n")
        case 7:
            let template = scratch.text("templates/lesson.mustache") ?? ""
            return put(
                "templates/lesson.mustache", template.replacing("</body>", with: "<!-- \(any([1, 2])) --></body>"))
        case 8: return put(lesson + "/summary.md", "---\ntitle: Summary\n---\n\nShort, as [said](lesson.md).\n")
        case 9:
            try? FileManager.default.removeItem(atPath: at(lesson + "/summary.md"))
            return [at(lesson + "/summary.md")]
        case 10: return put(lesson + "/notes.txt", "Nothing.\n")
        default: return put(lesson + "/lesson.md", Self.lesson(lesson, &random))
        }
    }

    private static func texts(_ findings: [Diagnostic]) -> [String] { findings.map(DiagnosticPrinter().text) }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func itIsWhatABuildMakes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try begin()
        let live = LiveSite(pipeline)
        for track in ["s", "t"] {
            for name in Self.names {
                let lesson = "content/\(track)/\(name)"
                scratch.put(lesson + "/lesson.md", Self.lesson(lesson, &random))
            }
        }
        _ = live.update(.init(isEverything: true))
        var wholeBuilds = 0
        var wrong: Set<String> = []
        for step in 0..<60 {
            var paths: Set<String> = []
            for file in wrong.sorted() where file.hasSuffix(".md") && FileManager.default.fileExists(atPath: file) {
                try Data("---\ntitle: Mended\n---\n\nA text.\n".utf8).write(to: URL(fileURLWithPath: file))
                paths.insert(file)
            }
            if wrong.isEmpty { for _ in 0..<Int.random(in: 1...3, using: &random) { paths.formUnion(edit(&random)) } }
            let update = live.update(.init(paths: paths))
            let built = MemorySink()
            let report = pipeline.report("serve", into: built)
            let place = "seed \(seed), step \(step), after \(paths.map { $0.dropFirst(scratch.path.count) }.sorted())"
            let (found, wanted) = (Self.texts(update.diagnostics), Self.texts(report.diagnostics))
            #expect(found.filter { !wanted.contains($0) } == [], "\(place)")
            #expect(wanted.filter { !found.contains($0) } == [], "\(place)")
            // Half of the time what is wrong is mended next.
            wrong =
                Bool.random(using: &random)
                ? Set(report.diagnostics.filter { $0.severity == .error }.map(\.location.file.path)) : []
            guard report.passed else { continue }
            wholeBuilds += 1
            for file in built.files where file.path != SitePaths.notFound {
                #expect(live.file(file.path) == file.bytes, "\(file.path), \(place)")
            }
            for page in ["s", "t"].flatMap({ track in Self.names.map { "\(track)/\($0)/lesson.html" } })
            where !built.files.contains(where: { $0.path == page }) {
                #expect(live.file(page) == nil, "\(page), \(place)")
            }
        }
        #expect(wholeBuilds > 5, "\(Self.texts(live.update(.init()).errors))")
    }

    /// A page that was told unchanged is the page that was there before.
    @Test func onlyWhatChangedIsTold() throws {
        try begin()
        scratch.put("content/s/01-a/lesson.md", "---\ntitle: A\n---\n\nA text.\n")
        scratch.put("content/s/02-a/lesson.md", "---\ntitle: B\n---\n\nA text.\n")
        let live = LiveSite(pipeline)
        _ = live.update(.init(isEverything: true))
        let path = scratch.path + "/content/s/01-a/lesson.md"
        scratch.put("content/s/01-a/lesson.md", "---\ntitle: A\n---\n\nAnother text.\n")
        let update = live.update(.init(paths: [path]))
        #expect(update.pages == 1)
        #expect(update.changed == ["s/01-a/lesson.html", "s/index.html", "s/review.html"])
        // The same again, and a file that nobody asks for.
        let again = live.update(.init(paths: [path, scratch.path + "/content/s/01-a/lesson.md~"]))
        #expect(again.pages == 0 && again.changed == [])
        // Everything, after which nothing is another.
        let all = live.update(.init(isEverything: true))
        #expect(all.pages == 0 && all.changed == [])
        // A title is shown by the neighbour.
        scratch.put("content/s/01-a/lesson.md", "---\ntitle: C\n---\n\nAnother text.\n")
        #expect(live.update(.init(paths: [path])).changed.contains("s/02-a/lesson.html"))
    }
}
