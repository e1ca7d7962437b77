import Glibc

/// The objects of the cache, each a file that bears its key as its name: `objects/XX/KEY`. An object is never changed, so
/// any number of processes may read and write at once, and folders of several machines are joined by copying them together.
/// What is not whole, or was made by another gradbook, is not there; it is written anew when it is made anew.
struct ObjectStore: Sendable {
    let folder: CacheFolder
    /// The digest of the program itself: another one may compute something else from the same lesson.
    let gradbook: Digest

    struct Object: Sendable {
        let key: Digest
        /// The values that were stored.
        let record: [UInt8]
        let entries: [KnownFile]
    }

    static func place(of key: Digest) -> String {
        let name = key.hex
        return "objects/\(name.prefix(2))/\(name.dropFirst(2))"
    }

    /// The record of an object, without its files.
    func record(_ key: Digest) -> Object? {
        let place = Self.place(of: key)
        // Most records fit.
        guard let first = folder.read(place, first: 1 << 15),
            let head = try? ObjectFile.Head(first.bytes, key: key, gradbook: gradbook), head.length == first.length
        else { return nil }
        var bytes = first.bytes
        let wanted = ObjectFile.headLength + head.recordLength + 16
        if bytes.count < wanted {
            guard let more = folder.read(place, first: wanted), more.length == first.length else { return nil }
            bytes = more.bytes
        }
        guard let file = try? ObjectFile(bytes, key: key, gradbook: gradbook) else { return nil }
        return Object(key: key, record: file.record, entries: file.entries)
    }

    /// An object with its files, all of them as they were stored.
    func object(_ key: Digest) -> (object: Object, files: [OutputFile])? {
        guard let (bytes, _) = folder.read(Self.place(of: key)),
            let file = try? ObjectFile(bytes, key: key, gradbook: gradbook),
            let files = try? file.files(in: bytes)
        else { return nil }
        return (Object(key: key, record: file.record, entries: file.entries), files)
    }

    @discardableResult
    func write(record: [UInt8], files: [OutputFile], as key: Digest) -> Bool {
        let bytes = ObjectFile.bytes(record: record, files: files, key: key, gradbook: gradbook)
        return folder.write(bytes, to: Self.place(of: key))
    }

    // MARK: What is not used any more

    /// Says that objects are in use, and once a day removes those that nobody has said so of for a month, with what
    /// processes left that were killed. Only this asks the time of day; no page depends on it.
    func prune(now: Int = time(nil), days: Int = 30, using keys: () -> Set<Digest>) {
        let day = 86_400
        let mark = folder.path + "/objects/pruned"
        if let stamp = FileStamp(mark), abs(now - stamp.modified / 1_000_000_000) < day { return }
        guard FileStamp(folder.path + "/objects")?.isFolder ?? false, folder.write([], to: "objects/pruned") else {
            return
        }
        for used in ["objects/pruned"] + keys().map(Self.place) {
            let times = [timespec(tv_sec: now, tv_nsec: 0), timespec(tv_sec: now, tv_nsec: 0)]
            utimensat(AT_FDCWD, "\(folder.path)/\(used)", times, AT_SYMLINK_NOFOLLOW)
        }
        func remove(below relative: String, olderThan age: Int, where isOurs: (String) -> Bool) {
            let place = "\(folder.path)/\(relative)"
            for name in (try? Disk.names(in: place)) ?? [] where isOurs(name) {
                guard let stamp = FileStamp("\(place)/\(name)"), stamp.isFile,
                    now - stamp.modified / 1_000_000_000 > age
                else { continue }
                unlink("\(place)/\(name)")
            }
        }
        remove(below: ".", olderThan: day) { $0.hasPrefix(CacheFolder.asidePrefix) }
        for name in (try? Disk.names(in: folder.path + "/objects")) ?? [] where name.utf8.count == 2 {
            remove(below: "objects/\(name)", olderThan: days * day) { $0.utf8.count == 30 }
        }
    }
}
