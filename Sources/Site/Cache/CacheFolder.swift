import Glibc

/// The folder `.gradbook` beside the content, and how files are put there and read. Any of it may be missing, damaged,
/// read-only or written by another process at the same time, and nothing of it is ever needed: what cannot be read is not
/// there, and what cannot be written is made again the next time.
struct CacheFolder: Sendable {
    let path: String

    /// A name that no other process, and no other call of this one, uses for a file that is not complete yet.
    private func asideName() -> String {
        var bytes: UInt64 = 0
        _ = withUnsafeMutableBytes(of: &bytes) { getentropy($0.baseAddress, 8) }
        return "\(path)/\(Self.asidePrefix)\(getpid())-\(String(bytes, radix: 36))"
    }

    static let asidePrefix = "aside-"

    /// Makes the folder, one that asks not to be committed.
    /// - Returns: false where there cannot be one.
    @discardableResult
    func make() -> Bool {
        if mkdir(path, 0o777) == 0 { write(Array("*\n".utf8), to: ".gitignore") }
        return FileStamp(path)?.isFolder ?? false
    }

    /// Puts a whole file at a path below the folder, in one step; who reads at that time has the old one or this one.
    /// - Returns: false where it cannot be done.
    @discardableResult
    func write(_ bytes: [UInt8], to relative: String) -> Bool {
        let aside = asideName()
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return false }
        var isWhole = Self.write(bytes, to: descriptor)
        isWhole = close(descriptor) == 0 && isWhole
        let place = "\(path)/\(relative)"
        if isWhole, rename(aside, place) == 0 { return true }
        // The folder it goes to is made when the first file goes there.
        if isWhole, let slash = relative.lastIndex(of: "/") {
            var folder = path
            for part in relative[..<slash].split(separator: "/") {
                folder += "/" + part
                mkdir(folder, 0o777)
            }
            if rename(aside, place) == 0 { return true }
        }
        unlink(aside)
        return false
    }

    /// The time of the disk that the folder lies on, now; nil where it cannot be asked.
    func clock() -> DiskClock? {
        let aside = asideName()
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return nil }
        defer {
            close(descriptor)
            unlink(aside)
        }
        return FileStamp(descriptor: descriptor).map(DiskClock.init)
    }

    /// The first bytes of a file, at least as many as are wanted unless it is shorter, and how long it is in all.
    func read(_ relative: String, first wanted: Int = .max) -> (bytes: [UInt8], length: Int)? {
        let descriptor = open("\(path)/\(relative)", O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let stamp = FileStamp(descriptor: descriptor), stamp.isFile else { return nil }
        guard let bytes = Self.read(min(wanted, stamp.size), from: descriptor) else { return nil }
        return (bytes, stamp.size)
    }

    /// Exactly so many bytes; nil where there are fewer.
    static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(descriptor, buffer.baseAddress! + filled, count - filled)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { break }
                filled += got
            }
            isWhole = filled == count
        }
        return isWhole ? bytes : nil
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}
