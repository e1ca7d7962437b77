/// The folder in which a new site is put together, out of sight. It is made for this build and begins empty, or it is the site
/// before the old one, which builds with a memory keep: then most of it is right already, as the same files by other names.
struct Staging {
    let path: String
    /// What is in it. The empty path is its own.
    private(set) var folders: Set<String>
    private(set) var files: Set<String>

    /// An empty one.
    init(empty path: String) throws(WriteError) {
        try Disk.remove(path)
        try Disk.makeFolder(path)
        self.path = path
        folders = [""]
        files = []
    }

    /// The site before the old one.
    init(spare path: String, known: KnownTree) throws(WriteError) {
        self.path = path
        (folders, files) = try known.walk(path)
    }

    /// Makes a folder, with those above it.
    mutating func makeFolder(_ folder: String) throws(WriteError) {
        if folders.contains(folder) { return }
        if let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) { try makeFolder(String(folder[..<slash])) }
        if files.remove(folder) != nil { try Disk.remove(path + "/" + folder) }
        try Disk.makeFolder(path + "/" + folder)
        folders.insert(folder)
    }

    /// Makes a place free for a file, in a folder that is there.
    /// - Returns: whether a file of the earlier site stood there, which nobody may write into: the old site has it too.
    mutating func clear(_ file: String) throws(WriteError) -> Bool {
        if folders.contains(file) {
            try Disk.remove(path + "/" + file)
            folders = folders.filter { $0 != file && !$0.hasPrefix(file + "/") }
            files = files.filter { !$0.hasPrefix(file + "/") }
        }
        return files.contains(file)
    }

    /// Puts a file of the old site in its place, unless it is there.
    /// - Parameter stamp: of the file in the old site, where it is known.
    /// - Returns: whether it was not there.
    mutating func link(_ file: String, from site: String, stamp: FileStamp?) throws(WriteError) -> Bool {
        let (old, new) = (site + "/" + file, path + "/" + file)
        if files.contains(file), let there = FileStamp(new), let same = stamp ?? FileStamp(old),
            there.inode == same.inode, there.device == same.device
        {
            return false
        }
        if let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) { try makeFolder(String(file[..<slash])) }
        if try clear(file) { try Disk.remove(new) }
        if !Disk.link(old, new) {
            try Disk.write(try Disk.read(old), to: new)
            Disk.copyTimes(from: old, to: new)
        }
        files.insert(file)
        return true
    }

    /// Removes what is not in the new site.
    mutating func keepOnly(_ taken: TakenPaths) throws(WriteError) {
        for file in files.subtracting(taken.files) { try Disk.remove(path + "/" + file) }
        let extra = folders.subtracting(taken.folders).subtracting([""])
        // The lowest first.
        for folder in extra.sorted(by: { $0.utf8.count > $1.utf8.count }) { try Disk.remove(path + "/" + folder) }
    }
}
