import Foundation
import Source
import Synchronization
import Testing

@testable import Site

/// A site is the same however many lessons are worked on at once, and what is found is found in the same order.
struct SitePassesTests {
    let sound = Self.site()
    let broken = Self.site(broken: true)

    /// Two tracks; titles that compute, cards, links forwards and backwards, pictures, formulas, drafts.
    static func site(broken: Bool = false) -> Scratch {
        let scratch = Scratch()
        scratch.put("content/site.yml", "title: Many\nbase-url: https://example.org\ntracks: [b]\n")
        scratch.put("content/a/track.yml", "title: First\nphases:\n  - title: One\n  - title: Two\n")
        scratch.put("content/b/track.yml", "title: Second\nsummary: Of `code`.\n")
        scratch.put("content/empty/track.yml", "title: Nothing yet\n")
        for track in ["a", "b"] {
            for number in 1...40 {
                let name = String(format: "%02d-lesson", number)
                let next = String(format: "%02d-lesson", number % 10 == 6 ? number + 2 : number % 40 + 1)
                let folder = "content/\(track)/\(name)"
                scratch.put(
                    "\(folder)/lesson.md",
                    """
                    ---
                    title: "Lesson \(number), `=n * 2`"
                    \(track == "a" && number % 2 == 0 ? "phase: 2\n" : "")\(number % 3 == 0 ? "date: 2026-01-0\(number % 9 + 1)\n" : "")\
                    \(number % 10 == 7 ? "draft: true\n" : "")---

                    ```python
                    n = \(number)
                    print(n)
                    ```

                    ## A part

                    The double is `=n * 2 => \(broken && number % 4 == 1 ? 1 : number * 2)`; see [the next](../\(next)/lesson.md#a-part)
                    and [a file](../\(name)/data.txt).\(broken && number % 5 == 0 ? " And [nothing](nowhere.md)." : "")

                    \(number % 4 == 0 ? "```cards\nQ: What is it? {#q-\(track)-\(number)}\nA: `=n`\n```\n" : "")
                    """)
                scratch.put("\(folder)/data.txt", "\(number)\n")
                if number % 6 == 0 {
                    scratch.put("\(folder)/summary.md", "---\ntitle: Sum\ncontinues: lesson\n---\n\nIt was `=n`.\n")
                }
            }
        }
        return scratch
    }

    static func pipeline(_ scratch: Scratch, cores: Int) -> Pipeline {
        var pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        pipeline.cores = cores
        return pipeline
    }

    @Test func oneCoreAndManyBuildTheSameSite() throws {
        let one = try Self.pipeline(sound, cores: 1).files()
        #expect(one.count > 200)
        for cores in [2, 7] {
            let many = try Self.pipeline(sound, cores: cores).files()
            #expect(many.map(\.path) == one.map(\.path))
            for (a, b) in zip(one, many) where a != b { Issue.record("\(a.path) differs on \(cores) cores") }
        }
        try expectSoundLinks(in: one)
    }

    /// What other lessons are asked for comes from their outlines.
    @Test func aPageKnowsItsNeighbours() throws {
        let files = try Self.pipeline(sound, cores: 3).files()
        func text(_ path: String) throws -> String {
            String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
        }
        // 7 is a draft, and 4 and 8 end with their cards.
        let page = try text("a/05-lesson/lesson.html")
        #expect(page.contains("href=\"../04-lesson/cards.html\""))
        #expect(try text("a/06-lesson/summary.html").contains("href=\"../08-lesson/lesson.html\""))
        #expect(page.contains("Cards: Lesson 4, <data class=\"computed\" value=\"8\" title=\"n * 2\">8</data>"))
        #expect(try text("empty/index.html").contains("Nothing yet"))
        #expect(files.contains { $0.path == "empty/search-index.js" })
        #expect(try text("a/review.html").components(separatedBy: "id=\"card-").count > 5)
        #expect(files.count { $0.path.hasSuffix("data.txt") } == 72)
    }

    @Test func oneCoreAndManyFindTheSameInTheSameOrder() {
        let reports = [1, 2, 7].map { Self.pipeline(broken, cores: $0).report("build", into: MemorySink()) }
        #expect(reports[0].errors > 30)
        for format in Report.Format.allCases {
            #expect(reports[1].text(as: format) == reports[0].text(as: format))
            #expect(reports[2].text(as: format) == reports[0].text(as: format))
        }
        #expect(reports[0].summary == reports[2].summary)
    }

    @Test func onlyTheLessonsThatAreNamedAreMade() {
        let report = Self.pipeline(broken, cores: 2).report("verify", only: ["a/05-lesson", "b/10-lesson"])
        #expect(report.diagnostics.map(\.id) == ["claim-differs", "link-missing", "link-missing"])
        #expect(report.pages.count == 2)
    }

    /// Findings hold the lines that they show, and no more of their files.
    @Test func whatIsKeptOfALessonIsSmall() {
        let report = Self.pipeline(broken, cores: 2).report("build", into: MemorySink())
        #expect(report.errors > 30)
        for found in report.diagnostics where !found.location.file.bytes.isEmpty {
            #expect(found.location.file.bytes.count < 200)
        }
    }

    @Test func timesAreTakenDownInOrder() throws {
        var pipeline = Self.pipeline(sound, cores: 3)
        let timings = Timings()
        pipeline.timings = timings
        _ = try pipeline.files()
        #expect(timings.lessons.count == 72)
        #expect(timings.lessons.first?.path == "b/01-lesson" && timings.lessons.last?.path == "a/40-lesson")
        #expect(timings.times[.run] > 0 && timings.times[.survey] > 0 && timings.times[.join] > 0)
    }

    @Test func workIsHandedOverInOrderAndNotFarAhead() {
        let workers = Workers(count: 4)
        final class Counter: Sendable {
            let state = Mutex((begun: 0, taken: 0, most: 0))
        }
        let counter = Counter()
        var order: [Int] = []
        workers.each(2_000) { index -> Int in
            counter.state.withLock { state in
                state.begun += 1
                state.most = max(state.most, state.begun - state.taken)
            }
            if index == 0 { usleep(20_000) }
            return index * 2
        } _: { index, result in
            #expect(result == index * 2)
            order.append(index)
            counter.state.withLock { $0.taken += 1 }
        }
        #expect(order == Array(0..<2_000))
        #expect(counter.state.withLock { $0.most } <= 4 * 64 + 4)
        // The same threads, with less to do than there are, and more.
        for total in 0..<300 {
            #expect(workers.map(total) { $0 + total } == Array(total..<2 * total))
            order = []
            workers.each(total % 7) {
                $0
            } _: { _, result in
                order.append(result)
            }
            #expect(order == Array(0..<total % 7))
        }
        workers.each(0) {
            $0
        } _: { _, _ in
            Issue.record("there is nothing to do")
        }
    }
}
