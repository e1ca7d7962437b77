import Glibc

/// The few calls to the operating system that writing a site needs, each of which says which path it failed on. They
/// never follow a symbolic link below the output folder.
enum Disk {
    enum Kind: Equatable {
        case file, folder, link, other
    }

    // MARK: Asking

    /// What stands at a path, without following a link there; nil when nothing does.
    static func kind(_ path: String) -> Kind? {
        status(path).map { status in
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        }
    }

    static func mode(_ path: String) -> mode_t? { status(path).map { $0.st_mode & 0o7777 } }

    /// Whether this process may make and remove files in a folder.
    static func mayWrite(in folder: String) -> Bool { faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    /// The path with every link in it followed; nil when it leads nowhere.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The names in a folder, in order.
    static func names(in folder: String) throws(WriteError) -> [String] {
        try list(folder).map(\.name).sorted()
    }

    /// What is in a folder, in no order. Most file systems tell the kind with the name; the others are asked.
    private static func list(_ folder: String) throws(WriteError) -> [(name: String, kind: Kind?)] {
        guard let stream = opendir(folder) else { throw failure("cannot be listed", folder) }
        defer { closedir(stream) }
        var entries: [(name: String, kind: Kind?)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let kind: Kind? =
                switch Int(entry.pointee.d_type) {
                case Int(DT_REG): .file
                case Int(DT_DIR): .folder
                case Int(DT_LNK): .link
                case Int(DT_UNKNOWN): Disk.kind(folder + "/" + name)
                default: .other
                }
            entries.append((name, kind))
        }
        return entries
    }

    /// Everything below a folder but the folders, sorted, with `/` between the parts.
    static func entries(below folder: String) throws(WriteError) -> [String] {
        var entries: [String] = []
        var folders = [""]
        while let prefix = folders.popLast() {
            for (name, kind) in try list(folder + "/" + prefix) {
                switch kind {
                case .folder?: folders.append(prefix + name + "/")
                case .some: entries.append(prefix + name)
                case nil: continue
                }
            }
        }
        return entries.sorted()
    }

    /// Whether there is a file that holds exactly these bytes.
    static func file(_ path: String, holds bytes: [UInt8]) -> Bool {
        // Never waits, if something else than a file stands there.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count
        else { return false }
        return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            var offset = 0
            while offset < bytes.count {
                let got = retrying { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
                guard got > 0, offset + got <= bytes.count else { return false }
                let isSame = bytes.withUnsafeBytes { memcmp($0.baseAddress! + offset, buffer.baseAddress!, got) == 0 }
                guard isSame else { return false }
                offset += got
            }
            return true
        }
    }

    static func read(_ path: String) throws(WriteError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be read", path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        let size = 1 << 16
        var isAtEnd = false
        var problem: WriteError?
        while !isAtEnd, problem == nil {
            let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let got = retrying { Glibc.read(descriptor, buffer.baseAddress, size) }
                if got < 0 { problem = failure("cannot be read", path) }
                count = max(got, 0)
            }
            isAtEnd = chunk.isEmpty
            bytes += chunk
        }
        if let problem { throw problem }
        return bytes
    }

    // MARK: Making

    static func makeFolder(_ path: String) throws(WriteError) {
        guard mkdir(path, 0o777) == 0 || (errno == EEXIST && kind(path) == .folder) else {
            throw failure("the folder cannot be made", path)
        }
    }

    /// With the folders above it. Links on the way are followed: they stand outside the site.
    /// - Returns: those that were not there, each above the next.
    @discardableResult
    static func makeFolders(_ path: String) throws(WriteError) -> [String] {
        var missing: [String] = []
        var current = path
        while resolved(current) == nil, let slash = current.lastIndex(of: "/") {
            missing.append(current)
            current = slash == current.startIndex ? "/" : String(current[..<slash])
        }
        missing.reverse()
        for folder in missing { try makeFolder(folder) }
        return missing
    }

    /// Makes a file that must not exist yet.
    static func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot be written", path) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                retrying { Glibc.write(descriptor, buffer.baseAddress! + written, bytes.count - written) }
            }
            guard count > 0 else {
                let problem = failure("cannot be written", path)
                close(descriptor)
                throw problem
            }
            written += count
        }
        guard close(descriptor) == 0 else { throw failure("cannot be written", path) }
    }

    /// Gives a file a second name; false where the file system will not.
    static func link(_ old: String, _ new: String) -> Bool { Glibc.link(old, new) == 0 }

    /// Gives a file the time stamps of another.
    static func copyTimes(from old: String, to new: String) {
        guard let status = status(old) else { return }
        let times = [status.st_atim, status.st_mtim]
        utimensat(AT_FDCWD, new, times, AT_SYMLINK_NOFOLLOW)
    }

    static func setMode(_ mode: mode_t, of path: String) { chmod(path, mode) }

    /// Waits until a file or folder is on the disk itself.
    static func synchronize(_ path: String) throws(WriteError) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be written", path) }
        defer { close(descriptor) }
        // Some file systems cannot do it for folders; that is no reason not to have a site.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw failure("cannot be written", path)
        }
    }

    /// Waits until everything on the file system that holds a folder is on the disk itself: one wait, however many files
    /// were written.
    static func synchronizeFileSystem(of path: String) throws(WriteError) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be written", path) }
        defer { close(descriptor) }
        // Not declared for Swift, as it is an extension of Linux's.
        typealias SyncFS = @convention(c) (Int32) -> Int32
        guard let symbol = dlsym(nil, "syncfs") else { return sync() }
        let syncfs = unsafeBitCast(symbol, to: SyncFS.self)
        guard syncfs(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOSYS else {
            throw failure("cannot be written", path)
        }
    }

    // MARK: Moving and removing

    static func rename(_ old: String, to new: String) throws(WriteError) {
        guard Glibc.rename(old, new) == 0 else { throw failure("cannot be moved into place", new) }
    }

    /// Exchanges two folders in one step; false where kernel, library or file system cannot.
    static func exchange(_ a: String, _ b: String) throws(WriteError) -> Bool {
        // Not declared for Swift, as it is an extension of glibc's.
        typealias RenameAt2 = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
        guard let symbol = dlsym(nil, "renameat2") else { return false }
        let exchangeFlag: UInt32 = 2
        let renameat2 = unsafeBitCast(symbol, to: RenameAt2.self)
        if renameat2(AT_FDCWD, a, AT_FDCWD, b, exchangeFlag) == 0 { return true }
        guard [ENOSYS, EINVAL, ENOTSUP, EPERM].contains(errno) else { throw failure("cannot be moved into place", b) }
        return false
    }

    /// Removes a file, a link, or a folder with all that is in it; nothing when there is nothing.
    static func remove(_ path: String) throws(WriteError) {
        guard let kind = kind(path) else { return }
        guard kind == .folder else {
            guard unlink(path) == 0 || errno == ENOENT else { throw failure("cannot be removed", path) }
            return
        }
        var folders = [path]
        var index = 0
        while index < folders.count {
            let folder = folders[index]
            index += 1
            for (name, kind) in try list(folder) {
                let below = folder + "/" + name
                if kind == .folder {
                    folders.append(below)
                } else if unlink(below) != 0, errno != ENOENT {
                    throw failure("cannot be removed", below)
                }
            }
        }
        for folder in folders.reversed() {
            guard rmdir(folder) == 0 || errno == ENOENT else { throw failure("cannot be removed", folder) }
        }
    }

    /// While it is held no other build works in a folder. The lock is on the folder itself, so that it leaves no file
    /// behind and ends with the process, however that ends.
    struct FolderLock {
        private let descriptor: Int32

        init(_ folder: String) throws(WriteError) {
            descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure("cannot be opened", folder) }
            // Network file systems may refuse to lock a folder; two builds at once are rarer than such disks.
            guard retrying({ Int(flock(descriptor, LOCK_EX)) }) == 0 || [EBADF, ENOLCK, ENOTSUP].contains(errno) else {
                let problem = failure("cannot be locked", folder)
                close(descriptor)
                throw problem
            }
        }

        /// Once.
        func release() { close(descriptor) }
    }

    private static func retrying(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    /// An error of the call that has just failed.
    private static func failure(_ message: String, _ path: String) -> WriteError {
        WriteError(path, "\(message): \(String(cString: strerror(errno)))")
    }
}
