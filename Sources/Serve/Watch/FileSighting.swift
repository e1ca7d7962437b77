#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// What the disk says of a file without its being read: when one of these is another, the file may be another. Symbolic
/// links are not followed.
struct FileSighting: Equatable {
    let inode: UInt64
    let size: Int64
    let mode: UInt32
    let modified: Int64
    let changed: Int64

    var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }

    /// nil when there is nothing.
    init?(_ path: String) {
        var found = stat()
        guard lstat(path, &found) == 0 else { return nil }
        inode = UInt64(found.st_ino)
        size = Int64(found.st_size)
        mode = UInt32(found.st_mode)
        #if canImport(Darwin)
            let (modified, changed) = (found.st_mtimespec, found.st_ctimespec)
        #else
            let (modified, changed) = (found.st_mtim, found.st_ctim)
        #endif
        self.modified = Int64(modified.tv_sec) * 1_000_000_000 + Int64(modified.tv_nsec)
        self.changed = Int64(changed.tv_sec) * 1_000_000_000 + Int64(changed.tv_nsec)
    }

    /// Names in a folder, without those that no build looks at; empty when it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !PassingName.matches(name) { names.append(name) }
        }
        return names
    }

    /// Monotonic nanoseconds.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
