import Testing

@testable import Serve

/// When changes are over, told in events and nanoseconds.
struct BurstTests {
    private func wait(_ events: (String, Burst.Event, UInt64)...) -> (paths: [String], wait: UInt64?) {
        var burst = Burst()
        for (path, event, time) in events { burst.note(path, event, at: time) }
        let last = events.last?.2 ?? 0
        return (burst.paths.sorted(), burst.deadline.map { $0 - last })
    }

    @Test func nothingWaitsForNothing() { #expect(Burst().deadline == nil) }

    @Test func aWholeFileIsTakenAtOnce() {
        #expect(wait(("a", .written, 1000), ("a", .written, 1001), ("a", .settled, 1002)).wait == Burst.moment)
    }

    @Test func anOpenFileIsWaitedFor() {
        #expect(wait(("a", .settled, 1000), ("b", .written, 1001)).wait == Burst.patience)
    }

    @Test func aFileThatComesBackIsWhole() {
        let saved = wait(("a", .gone, 1000), ("a", .created, 1001), ("a", .settled, 1002))
        #expect(saved.wait == Burst.moment)
        #expect(saved.paths == ["a"])
    }

    @Test func scratchIsNeverTold() {
        let saved = wait(("x", .created, 1), ("x", .settled, 2), ("a", .settled, 3), ("x", .gone, 4))
        #expect(saved.paths == ["a"])
        #expect(saved.wait == Burst.moment)
        #expect(wait(("x", .created, 1), ("x", .gone, 2)).wait == nil)
    }

    @Test func aStreamOfEventsEndsAWait() {
        var burst = Burst()
        for time in stride(from: UInt64(0), through: Burst.longest, by: 1_000_000) {
            burst.note("a", .written, at: time)
        }
        #expect(burst.deadline == Burst.longest)
        _ = burst.take()
        #expect(burst.isEmpty && burst.deadline == nil)
    }

    @Test func tooManyPathsAreEverything() {
        var burst = Burst()
        for number in 0...Burst.most { burst.note("\(number)", .settled, at: 1) }
        let (paths, isEverything) = burst.take()
        #expect(isEverything && paths.count == Burst.most)
    }
}
