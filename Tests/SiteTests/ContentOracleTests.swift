import Foundation
import MiniPython
import Source
import TestSupport
import Testing

@testable import Site

/// The promise of the site: every executed snippet of `content/`, and every computed number between the snippets, gives
/// under CPython with the PyPI package micrograd the very characters that it gives here.
@Suite(.enabled(if: Oracle.hasMicrograd, "CPython with micrograd is not installed: run scripts/setup --tests"))
struct ContentOracleTests {
    struct Item: Encodable {
        let kind: String
        let code: String
        var raises = false
        var fresh = false
    }

    static func lessons() -> [Lesson] {
        var diagnostics: [Diagnostic] = []
        let content = repositoryRoot.appendingPathComponent("content").path
        return SiteSource.read(content, drafts: true, &diagnostics)?.lessons ?? []
    }

    /// Every page of every lesson, as `TRACK/NN-slug/KIND`.
    static let pages = lessons().flatMap { lesson in lesson.pages.map { "\(lesson.path)/\($0.kind.rawValue)" } }

    @Test func thereAreLessons() { #expect(Self.pages.count >= 5) }

    @Test(arguments: pages) func cpythonAgrees(_ name: String) throws {
        let path = name.split(separator: "/").dropLast().joined(separator: "/")
        let lesson = try #require(Self.lessons().first { $0.path == path })
        let run = Runner(budget: PageBudget()).run(lesson)
        let page = try #require(run.pages.first { "\(path)/\($0.page.kind.rawValue)" == name })
        var items: [Item] = []
        var ours: [String?] = []
        for earlier in lesson.predecessors(of: page.page) ?? [] {
            for case .snippet(let snippet) in earlier.items.map(\.content) where !snippet.isStatic {
                items.append(
                    Item(kind: "snippet", code: snippet.code.text, raises: snippet.raises, fresh: snippet.isFresh))
                ours.append(nil)
            }
        }
        for (item, result) in zip(page.page.items, page.results) {
            switch (item.content, result) {
            case (.snippet(let snippet), .snippet(let run?)):
                items.append(
                    Item(kind: "snippet", code: snippet.code.text, raises: snippet.raises, fresh: snippet.isFresh))
                ours.append(run.output + (run.failure.map { $0.message + "\n" } ?? ""))
            case (_, .computed(let computed)):
                items.append(Item(kind: "field", code: computed.span.field.text))
                ours.append(computed.evaluation.text)
            case (_, .cards(let cards)):
                for computed in cards.flatMap({ $0 }).compactMap({ $0 }) {
                    items.append(Item(kind: "field", code: computed.span.field.text))
                    ours.append(computed.evaluation.text)
                }
            default: break
            }
        }
        let judged = try Oracle.python(
            [fixtures.appendingPathComponent("cpython.py").path],
            input: String(decoding: try JSONEncoder().encode(items), as: UTF8.self),
            path: [repositoryRoot.appendingPathComponent("scripts").path])
        #expect(judged.status == 0, "\(judged.errors)")
        let theirs = try JSONDecoder().decode([String].self, from: Data(judged.output.utf8))
        #expect(theirs.count == ours.count)
        for (index, (our, their)) in zip(ours, theirs).enumerated() {
            guard let our else { continue }
            #expect(our == their, "\(items[index].code)")
        }
    }
}
