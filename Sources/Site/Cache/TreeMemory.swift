import Glibc

/// What stood in the folder of a site at the end of a build, folder by folder, so that the next build need neither list nor
/// read what bears the same stamps.
struct KnownTree: Sendable {
    struct File: Sendable {
        let name: String
        var stamp: FileStamp
        var isSettled: Bool
        var digest: Digest
    }

    struct Folder: Sendable {
        /// Below the site; empty for the site's own.
        let path: String
        var stamp: FileStamp
        var isSettled: Bool
        var files: [File]
    }

    var folders: [Folder] = []

    var fileCount: Int { folders.reduce(0) { $0 + $1.files.count } }

    /// Everything below a place on the disk: the folders, and all else. Folders that are what they were are not listed again.
    /// - Parameter asked: stamps of folders that are known already.
    func walk(
        _ root: String, asked: [String: FileStamp?] = [:]
    ) throws(WriteError) -> (folders: Set<String>, files: Set<String>) {
        var known: [String: Int] = [:]
        var children: [String: [String]] = [:]
        for (index, folder) in folders.enumerated() {
            known[folder.path] = index
            guard !folder.path.isEmpty else { continue }
            let slash = folder.path.utf8.lastIndex(of: UInt8(ascii: "/"))
            let above = slash.map { String(folder.path[..<$0]) } ?? ""
            children[above, default: []].append(folder.path)
        }
        var found: (folders: Set<String>, files: Set<String>) = ([], [])
        var queue = [""]
        while let path = queue.popLast() {
            let place = path.isEmpty ? root : root + "/" + path
            let prefix = path.isEmpty ? "" : path + "/"
            let index = known[path]
            guard let stamp = index.flatMap({ _ in asked[path] ?? nil }) ?? FileStamp(place) else { continue }
            guard stamp.isFolder else {
                found.files.insert(path)
                continue
            }
            found.folders.insert(path)
            if let index, folders[index].isSettled, folders[index].stamp == stamp {
                for file in folders[index].files { found.files.insert(prefix + file.name) }
                queue += children[path] ?? []
                continue
            }
            for name in try Disk.names(in: place) {
                if Disk.kind(place + "/" + name) == .folder {
                    queue.append(prefix + name)
                } else {
                    found.files.insert(prefix + name)
                }
            }
        }
        return found
    }
}

/// What builds remember of one output folder, beside the content: what stood in it, and the site before, which lies aside as
/// a folder of its own. Most of the files of the two are the same by two names; the next build changes the one that lies
/// aside into the new site, where it differs, and lets the two change places.
struct TreeMemory: Sendable {
    let cache: CacheFolder
    private let name: String

    init(_ cache: CacheFolder, site: String) {
        self.cache = cache
        name = Digest(of: Array(site.utf8)).hex.prefix(16).description
    }

    /// Where the site before lies, if there is one.
    var spare: String { "\(cache.path)/spare-\(name)" }

    struct State: Sendable {
        var site = KnownTree()
        /// Without stamps of files: they are those of the site, or of no use.
        var spare = KnownTree()
    }

    private static let mark = Array("gradbook tree 1\n".utf8)

    func read() -> State {
        guard let bytes = cache.read("tree-\(name)")?.bytes, let state = try? Self.state(bytes) else { return State() }
        return state
    }

    private static func state(_ bytes: [UInt8]) throws(Unreadable) -> State {
        let end = bytes.count - 16
        guard end > mark.count else { throw Unreadable() }
        var sum = ByteReader(bytes, in: end..<bytes.count)
        guard try Digest(from: &sum) == Digest(of: bytes[..<end]) else { throw Unreadable() }
        var reader = ByteReader(bytes, in: 0..<end)
        guard try reader.raw(mark.count) == mark else { throw Unreadable() }
        let state = State(site: try KnownTree(from: &reader), spare: try KnownTree(from: &reader))
        try reader.finish()
        return state
    }

    func write(_ state: State) {
        var writer = ByteWriter()
        writer.raw(Self.mark)
        state.site.store(in: &writer)
        state.spare.store(in: &writer)
        Digest(of: writer.bytes).store(in: &writer)
        cache.write(writer.bytes, to: "tree-\(name)")
        forgetOthers()
    }

    /// Removes what was remembered of folders that nobody has built into for a month.
    private func forgetOthers(now: Int = time(nil)) {
        for other in (try? Disk.names(in: cache.path)) ?? [] {
            guard other.hasPrefix("tree-") || other.hasPrefix("spare-"), !other.hasSuffix("-" + name),
                let stamp = FileStamp("\(cache.path)/\(other)"), now - stamp.modified / 1_000_000_000 > 30 * 86_400
            else { continue }
            try? Disk.remove("\(cache.path)/\(other)")
        }
    }
}

extension KnownTree.File: Stored {
    func store(in writer: inout ByteWriter) {
        name.store(in: &writer)
        stamp.store(in: &writer)
        isSettled.store(in: &writer)
        digest.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            name: try String(from: &reader), stamp: try FileStamp(from: &reader), isSettled: try Bool(from: &reader),
            digest: try Digest(from: &reader))
    }
}

extension KnownTree.Folder: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        stamp.store(in: &writer)
        isSettled.store(in: &writer)
        files.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            path: try String(from: &reader), stamp: try FileStamp(from: &reader), isSettled: try Bool(from: &reader),
            files: try [KnownTree.File](from: &reader))
    }
}

extension KnownTree: Stored {
    func store(in writer: inout ByteWriter) { folders.store(in: &writer) }

    init(from reader: inout ByteReader) throws(Unreadable) { self.init(folders: try [Folder](from: &reader)) }
}
