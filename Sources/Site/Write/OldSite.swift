/// What stands in the folder of a site before a build. No symbolic link in it is followed: what it leads to is not the
/// site's.
struct OldSite {
    let path: String
    /// The stamps of folders below by their paths, each asked for once; nil for what is no folder. The site's own is the empty
    /// path.
    private(set) var stamps: [String: FileStamp?]

    init(_ path: String) {
        self.path = path
        stamps = ["": Self.stamp(path)]
    }

    private static func stamp(_ path: String) -> FileStamp? { FileStamp(path).flatMap { $0.isFolder ? $0 : nil } }

    /// Whether a folder below, with all above it, is one.
    mutating func hasFolder(_ folder: String) -> Bool {
        if let known = stamps[folder] { return known != nil }
        let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/"))
        let isReached = hasFolder(slash.map { String(folder[..<$0]) } ?? "")
        let stamp = isReached ? Self.stamp(path + "/" + folder) : nil
        stamps[folder] = .some(stamp)
        return stamp != nil
    }

    /// Everything below that is no folder and not among these, sorted.
    func leftOver(_ taken: Set<String>, known: KnownTree = KnownTree()) throws(WriteError) -> [String] {
        guard stamps[""] ?? nil != nil else { return [] }
        return try known.walk(path, asked: stamps).files.subtracting(taken).sorted()
    }

    /// Whether all folders of a tree are what they were, and their stamps can be believed.
    mutating func isSettled(_ tree: KnownTree) -> Bool {
        tree.folders.allSatisfy { $0.isSettled && hasFolder($0.path) && stamps[$0.path] == $0.stamp }
    }
}
