import Foundation
import TestSupport
import Testing

@testable import Site

/// What the cache keeps is what was put there, or nothing: whatever becomes of the bytes, and whoever writes at the time.
struct ObjectStoreTests {
    private let key = Digest(of: Array("a lesson".utf8))
    private let gradbook = Digest(of: Array("this gradbook".utf8))
    private let record = Array("some values".utf8)
    private let files = [
        OutputFile(path: "t/01-a/lesson.html", bytes: Array("<p>6.0</p>\n".utf8)),
        OutputFile(path: "t/01-a/empty.txt", bytes: []),
        OutputFile(path: "t/01-a/numbers.json", bytes: Array("[6.0]".utf8)),
    ]

    private func store(in scratch: Scratch) -> ObjectStore {
        let folder = CacheFolder(path: scratch.path + "/cache")
        folder.make()
        return ObjectStore(folder: folder, gradbook: gradbook)
    }

    @Test func givesBackWhatItWasGiven() throws {
        let scratch = Scratch()
        let store = store(in: scratch)
        #expect(store.object(key) == nil && store.record(key) == nil)
        #expect(store.write(record: record, files: files, as: key))
        let found = try #require(store.object(key))
        #expect(found.object.record == record && found.files == files)
        let alone = try #require(store.record(key))
        #expect(alone.record == record && alone.entries.map(\.path) == files.map(\.path))
        #expect(alone.entries.map(\.digest) == files.map { Digest(of: $0.bytes) })
        #expect(try String(contentsOfFile: scratch.path + "/cache/.gitignore", encoding: .utf8) == "*\n")
        // Nothing but the object, at its own place.
        let name = key.hex
        #expect(name.count == 32)
        let all = try Disk.entries(below: scratch.path + "/cache")
        #expect(all == [".gitignore", "objects/\(name.prefix(2))/\(name.dropFirst(2))"])
    }

    @Test func aLongRecordIsReadByItself() throws {
        let scratch = Scratch()
        let store = store(in: scratch)
        let long = [UInt8](repeating: 7, count: 100_000)
        store.write(record: long, files: files, as: key)
        #expect(store.record(key)?.record == long)
        #expect(store.object(key)?.files == files)
    }

    @Test func anotherKeyAndAnotherGradbookFindNothing() throws {
        let scratch = Scratch()
        let store = store(in: scratch)
        store.write(record: record, files: files, as: key)
        let other = ObjectStore(folder: store.folder, gradbook: Digest(of: [1]))
        #expect(other.record(key) == nil && other.object(key) == nil)
        // A copy under another name is not what that name says.
        let wrong = Digest(of: [2])
        let bytes = try #require(store.folder.read(ObjectStore.place(of: key))?.bytes)
        store.folder.write(bytes, to: ObjectStore.place(of: wrong))
        #expect(store.record(wrong) == nil && store.object(wrong) == nil)
    }

    @Test func anotherFormFindsNothing() throws {
        var bytes = ObjectFile.bytes(record: record, files: files, key: key, gradbook: gradbook)
        bytes[ObjectFile.mark.count] = UInt8(ObjectFile.format + 1)
        // With a checksum that is right.
        let head = ObjectFile.headLength - 16
        var sum = ByteWriter()
        Digest(of: bytes[..<head]).store(in: &sum)
        bytes.replaceSubrange(head..<head + 16, with: sum.bytes)
        #expect(throws: Unreadable.self) { try ObjectFile(bytes, key: key, gradbook: gradbook) }
    }

    /// Every byte changed, in each of its bits, and every length but the right one.
    @Test func everyDamageIsSeen() throws {
        let whole = ObjectFile.bytes(record: record, files: files, key: key, gradbook: gradbook)
        func isWhole(_ bytes: [UInt8]) -> Bool {
            guard let file = try? ObjectFile(bytes, key: key, gradbook: gradbook) else { return false }
            return (try? file.files(in: bytes)) == files
        }
        #expect(isWhole(whole))
        for place in whole.indices {
            for bit in 0..<8 {
                var bytes = whole
                bytes[place] ^= 1 << bit
                #expect(!isWhole(bytes), "byte \(place), bit \(bit)")
            }
        }
        for length in whole.indices { #expect(!isWhole(Array(whole[..<length])), "\(length) bytes") }
        #expect(!isWhole(whole + [0]))
    }

    /// On the disk, where the record is read first and by itself; then the object is written anew and is whole again.
    @Test func damageOnTheDiskIsMended() throws {
        let scratch = Scratch()
        let store = store(in: scratch)
        store.write(record: record, files: files, as: key)
        let path = store.folder.path + "/" + ObjectStore.place(of: key)
        let whole = try #require(store.folder.read(ObjectStore.place(of: key))?.bytes)
        var generator = SeededGenerator(seed: 5)
        for round in 0..<300 {
            var bytes = whole
            switch round % 3 {
            case 0:
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(
                    in: 1...255, using: &generator)
            case 1: bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
            default:
                bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
                    .random(in: 0...255, using: &generator)
                }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect(store.object(key) == nil)
            // A record that is whole may be read although a file behind it is not.
            if let found = store.record(key) { #expect(found.record == record) }
            #expect(store.write(record: record, files: files, as: key))
            #expect(store.object(key)?.files == files)
        }
        // A folder in the place of an object, and one in the place of all, are no objects.
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(store.object(key) == nil && !store.write(record: record, files: files, as: key))
        try FileManager.default.removeItem(atPath: store.folder.path)
        try Data().write(to: URL(fileURLWithPath: store.folder.path))
        #expect(store.object(key) == nil && !store.write(record: record, files: files, as: key))
        #expect(!store.folder.make() && store.folder.clock() == nil)
    }

    /// Many write the same and other objects, while many read: each reader has a whole one or none.
    @Test func manyAtOnce() async throws {
        let scratch = Scratch()
        let store = store(in: scratch)
        let keys = (0..<5).map { Digest(of: [$0]) }
        let (record, files) = (record, files)
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<100).count { round in
                        let key = keys[(task + round) % keys.count]
                        if task % 2 == 0 { return !store.write(record: record, files: files, as: key) }
                        guard let found = store.object(key) else { return false }
                        return found.files != files || found.object.record != record
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
        let left = try Disk.names(in: store.folder.path)
        #expect(left == [".gitignore", "objects"])
    }

    @Test func whatNobodyUsesForAMonthGoes() throws {
        let scratch = Scratch()
        let store = store(in: scratch)
        let other = Digest(of: [1])
        for key in [key, other] { store.write(record: record, files: files, as: key) }
        store.folder.write([], to: "aside-1-left")
        let day = 86_400
        let now = Int(Date().timeIntervalSince1970)
        store.prune(now: now + 20 * day) { [key] }
        #expect(store.object(key) != nil && store.object(other) != nil)
        #expect(FileStamp(store.folder.path + "/aside-1-left") == nil)
        // Within a day nobody looks again.
        store.prune(now: now + 20 * day + 3600) { [] }
        #expect(store.object(other) != nil)
        store.prune(now: now + 31 * day) { [] }
        #expect(store.object(key) != nil && store.object(other) == nil)
        store.prune(now: now + 61 * day) { [] }
        #expect(store.object(key) == nil)
    }
}
