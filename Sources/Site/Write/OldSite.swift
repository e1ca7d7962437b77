/// What stands in the folder of a site before a build. No symbolic link in it is followed: what it leads to is not the
/// site's.
struct OldSite {
    let path: String
    private let exists: Bool
    /// Whether folders below are there and folders.
    private var folders: [String: Bool] = [:]

    init(_ path: String) {
        self.path = path
        exists = Disk.kind(path) == .folder
    }

    /// Whether a folder below, with all above it, is one. The site's own is the empty path.
    mutating func hasFolder(_ folder: String) -> Bool {
        if folder.isEmpty { return exists }
        if let known = folders[folder] { return known }
        let slash = folder.lastIndex(of: "/")
        let isThere = hasFolder(slash.map { String(folder[..<$0]) } ?? "") && Disk.kind(path + "/" + folder) == .folder
        folders[folder] = isThere
        return isThere
    }

    /// Everything below that is no folder and not among these, sorted.
    func leftOver(_ taken: Set<String>, known: KnownTree = KnownTree()) throws(WriteError) -> [String] {
        guard exists else { return [] }
        return try known.walk(path).files.subtracting(taken).sorted()
    }
}
