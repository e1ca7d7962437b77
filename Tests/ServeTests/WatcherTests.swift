import Foundation
import Testing

@testable import Serve
@testable import Site

/// Both ways to notice changes, held to the same.
struct WatcherTests {
    enum Way: CaseIterable {
        case inotify, polling

        func start(_ places: LiveSite.Places, _ mailbox: Mailbox) throws -> any FileWatcher {
            switch self {
            case .inotify: try InotifyWatcher(places, mailbox) { _ in }
            case .polling: PollingWatcher(places, mailbox, interval: 0.03)
            }
        }
    }

    /// What is reported of what is done, until it holds what is wanted; nothing is ever reported of what was not done.
    private func reported(
        _ way: Way, _ site: Small, files: Set<String> = [], wanted: Set<String>, _ act: () async throws -> Void
    ) async throws -> LiveSite.Changes {
        let mailbox = Mailbox()
        let places = LiveSite.Places(folders: [site.content, site.templates], files: Set(files.map(site.path)))
        let watcher = try way.start(places, mailbox)
        defer { watcher.stop() }
        try await act()
        var all = LiveSite.Changes()
        _ = await eventually(5) {
            all.formUnion(mailbox.take())
            return all.isEverything
                || wanted.isSubset(of: all.paths.map { String($0.dropFirst(site.folder.count + 1)) })
        }
        return all
    }

    private func names(_ changes: LiveSite.Changes, _ site: Small) -> [String] {
        changes.paths.map { String($0.dropFirst(site.folder.count + 1)) }.sorted()
    }

    @Test(arguments: Way.allCases)
    func aFileWrittenInPlace(way: Way) async throws {
        let site = try Small()
        let changes = try await reported(way, site, wanted: ["content/t/01-a/lesson.md"]) {
            try site.writeLesson(1, value: 7)
        }
        #expect(names(changes, site) == ["content/t/01-a/lesson.md"])
    }

    @Test(arguments: Way.allCases)
    func aFileWrittenBesideAndRenamed(way: Way) async throws {
        let site = try Small()
        let changes = try await reported(way, site, wanted: ["content/t/01-a/lesson.md"]) {
            try site.replace("content/t/01-a/lesson.md", "x")
        }
        #expect(names(changes, site) == ["content/t/01-a/lesson.md"])
    }

    @Test(arguments: Way.allCases)
    func whatEditorsLeaveBesideAFile(way: Way) async throws {
        let site = try Small()
        let changes = try await reported(way, site, wanted: ["templates/lesson.mustache"]) {
            for name in [".lesson.md.swp", "lesson.md~", "#lesson.md#", ".#lesson.md", "4913"] {
                try site.write("content/t/01-a/" + name, "x")
            }
            try site.write("templates/lesson.mustache", "x")
        }
        #expect(names(changes, site) == ["templates/lesson.mustache"])
    }

    @Test(arguments: Way.allCases)
    func newFoldersWithWhatIsInThem(way: Way) async throws {
        let site = try Small()
        let changes = try await reported(
            way, site, wanted: ["content/u/01-b/deep/lesson.md", "content/u/01-b/deep/er/x.md"]
        ) {
            try site.write("content/u/01-b/deep/lesson.md", "x")
            try await Task.sleep(for: .milliseconds(60))
            try site.write("content/u/01-b/deep/er/x.md", "x")
        }
        #expect(Set(names(changes, site)).isSuperset(of: ["content/u/01-b/deep/lesson.md"]))
    }

    @Test(arguments: Way.allCases)
    func aRenamedFolderIsFollowed(way: Way) async throws {
        let site = try Small()
        let changes = try await reported(way, site, wanted: ["content/t/03-b/new.md"]) {
            try site.move("content/t/01-a", "content/t/03-b")
            try await Task.sleep(for: .milliseconds(100))
            try site.write("content/t/03-b/new.md", "x")
        }
        let found = names(changes, site)
        #expect(found.contains { $0.hasPrefix("content/t/01-a") })
        #expect(found.contains("content/t/03-b/lesson.md"))
        #expect(found.contains("content/t/03-b/new.md"))
        #expect(!found.contains("content/t/01-a/new.md"))
    }

    @Test(arguments: Way.allCases)
    func theContentGoesAndComesBack(way: Way) async throws {
        let site = try Small()
        let changes = try await reported(way, site, wanted: ["content/t/01-a/lesson.md", "content/t/09-z/lesson.md"]) {
            try site.remove("content")
            try await Task.sleep(for: .milliseconds(200))
            try site.write("content/t/09-z/lesson.md", "x")
        }
        #expect(names(changes, site).contains("content/t/09-z/lesson.md"))
    }

    @Test(arguments: Way.allCases)
    func theContentIsExchangedForAnother(way: Way) async throws {
        let site = try Small()
        try site.write("other/t/05-n/lesson.md", "x")
        let changes = try await reported(way, site, wanted: ["content/t/05-n/more.md"]) {
            try site.move("content", "old")
            try site.move("other", "content")
            try await Task.sleep(for: .milliseconds(400))
            try site.write("content/t/05-n/more.md", "x")
            try site.write("old/t/01-a/lesson.md", "not of the site any more")
        }
        #expect(names(changes, site).contains("content/t/05-n/lesson.md"))
        #expect(!names(changes, site).contains { $0.hasPrefix("old") })
    }

    /// Only the file that an excerpt names counts of its folder, before it is there and after.
    @Test(arguments: Way.allCases)
    func filesOfExcerpts(way: Way) async throws {
        let site = try Small()
        try site.write("code/op.swift", "x")
        let changes = try await reported(
            way, site, files: ["code/op.swift", "code/later.swift"], wanted: ["code/op.swift", "code/later.swift"]
        ) {
            try site.write("code/other.swift", "x")
            try site.write("code/op.swift", "y")
            try site.write("code/later.swift", "z")
        }
        #expect(names(changes, site) == ["code/later.swift", "code/op.swift"])
    }

    /// A file that is written bit by bit is told as whole when it is closed, and before only now and then.
    @Test func aFileWrittenBitByBit() async throws {
        let site = try Small()
        let mailbox = Mailbox()
        let watcher = try InotifyWatcher(.init(folders: [site.content]), mailbox) { _ in }
        defer { watcher.stop() }
        let file = try #require(fopen(site.path("content/t/01-a/lesson.md"), "w"))
        var early: UInt64 = 0
        let start = FileSighting.now()
        for _ in 0..<20 {
            fputs("bit by bit\n", file)
            fflush(file)
            try await Task.sleep(for: .milliseconds(5))
            if !mailbox.take().isEmpty { early += 1 }
        }
        let time = FileSighting.now() - start
        fclose(file)
        #expect(await eventually(2) { !mailbox.take().isEmpty })
        #expect(early <= time / Burst.patience)
    }

    /// More events than the kernel keeps: nothing is known any more, so everything may be another.
    @Test func aFloodThatTheKernelLosesCountOf() async throws {
        let site = try Small()
        let mailbox = Mailbox()
        let limit = try #require(
            Int(
                String(
                    decoding: Data(contentsOf: URL(fileURLWithPath: "/proc/sys/fs/inotify/max_queued_events")),
                    as: UTF8.self
                )
                .trimmingCharacters(in: .whitespacesAndNewlines)))
        guard limit <= 50_000 else { return }
        let watcher = try InotifyWatcher(.init(folders: [site.content]), mailbox) { _ in }
        defer { watcher.stop() }
        // The thread cannot read while it is held up: the lock is that of `watch`.
        watcher.whileHeld {
            let file = open(site.path("content/t/01-a/flood.txt"), O_CREAT | O_WRONLY, 0o600)
            let other = open(site.path("content/t/02-a/flood.txt"), O_CREAT | O_WRONLY, 0o600)
            // In turns, because equal events in a row are one.
            for _ in 0...(limit / 2) {
                _ = write(file, "x", 1)
                _ = write(other, "x", 1)
            }
            close(file)
            close(other)
        }
        var all = LiveSite.Changes()
        #expect(
            await eventually(5) {
                all.formUnion(mailbox.take())
                return all.isEverything
            })
        // And it goes on.
        _ = mailbox.take()
        try site.writeLesson(2, value: 5)
        #expect(await eventually(5) { mailbox.take().paths.contains(site.path("content/t/02-a/lesson.md")) })
    }
}
