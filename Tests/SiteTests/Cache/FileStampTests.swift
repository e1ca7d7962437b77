import Foundation
import Testing

@testable import Site

/// A stamp is trusted only where every later change must give another.
struct FileStampTests {
    private func stamp(device: UInt64 = 1, modified: Int, changed: Int) throws -> FileStamp {
        var writer = ByteWriter()
        writer.number(device)
        writer.number(7)
        10.store(in: &writer)
        writer.fixed(UInt64(modified))
        writer.fixed(UInt64(changed))
        writer.number(UInt64(S_IFREG))
        var reader = ByteReader(writer.bytes)
        return try FileStamp(from: &reader)
    }

    @Test func whatBearsTheTickOfTheClockIsNotSettled() throws {
        let second = 1_000_000_000
        let now = 1_000 * second + 5
        let clock = DiskClock(try stamp(modified: now, changed: now))
        #expect(clock.settles(try stamp(modified: now - 1, changed: now - 1)))
        #expect(!clock.settles(try stamp(modified: now, changed: now)))
        #expect(!clock.settles(try stamp(modified: now - second, changed: now)))
        // From an archive with a clock that went wrong.
        #expect(!clock.settles(try stamp(modified: now + second, changed: now - 1)))
        // Another disk may count by two seconds.
        #expect(!clock.settles(try stamp(device: 2, modified: now - second, changed: now - second)))
        #expect(clock.settles(try stamp(device: 2, modified: now - 3 * second, changed: now - 3 * second)))
        // So may this one.
        let coarse = DiskClock(try stamp(modified: 1_000 * second, changed: 1_000 * second))
        #expect(!coarse.settles(try stamp(modified: 999 * second, changed: 999 * second)))
        #expect(coarse.settles(try stamp(modified: 997 * second, changed: 997 * second)))
    }

    /// The same size, written as fast as the disk's clock is slow: whenever the clock settles a stamp, a later write shows.
    @Test func everyWriteBehindASettledStampShows() throws {
        let scratch = Scratch()
        let folder = CacheFolder(path: scratch.path + "/cache")
        folder.make()
        let path = scratch.path + "/file"
        try Data("0000".utf8).write(to: URL(fileURLWithPath: path))
        var settled = 0
        for round in 1...2_000 {
            let clock = try #require(folder.clock())
            let before = try #require(FileStamp(path))
            let isSettled = clock.settles(before)
            let file = try #require(FileHandle(forWritingAtPath: path))
            file.write(Data(String(1_000 + round).utf8))
            try file.close()
            let after = try #require(FileStamp(path))
            if isSettled {
                settled += 1
                #expect(after != before)
            }
            if round % 100 == 0 { usleep(12_000) }
        }
        #expect(settled >= 5)
    }
}
