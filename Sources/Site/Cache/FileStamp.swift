import Glibc

/// By what a file or folder on the disk is seen to be the one of last time without looking into it: where it lies, its
/// size, and when it and its entry changed last, to the nanosecond. A stamp says nothing by itself: what changes twice
/// within one tick of the disk's clock keeps its stamp, which `DiskClock` is for.
struct FileStamp: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// Of the content, in nanoseconds; may lie anywhere, as archives bring their own times.
    let modified: Int
    /// Of the entry; only the system sets it.
    let changed: Int
    let mode: UInt32

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
        mode = status.st_mode
    }

    /// Of what stands at a path, without following a link there; nil when nothing does.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of an open file.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    var isFile: Bool { mode & S_IFMT == S_IFREG }
    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    var isLink: Bool { mode & S_IFMT == S_IFLNK }

    private static func nanoseconds(_ time: timespec) -> Int {
        // No clock of a disk goes beyond this; one that is damaged may say anything.
        time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
    }
}

extension FileStamp: Stored {
    func store(in writer: inout ByteWriter) {
        writer.number(device)
        writer.number(inode)
        size.store(in: &writer)
        writer.fixed(UInt64(bitPattern: Int64(modified)))
        writer.fixed(UInt64(bitPattern: Int64(changed)))
        writer.number(UInt64(mode))
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        device = try reader.number()
        inode = try reader.number()
        size = try Int(from: &reader)
        modified = Int(Int64(bitPattern: try reader.fixed()))
        changed = Int(Int64(bitPattern: try reader.fixed()))
        guard let mode = UInt32(exactly: try reader.number()) else { throw Unreadable() }
        self.mode = mode
    }
}

/// The time of the disk itself at a moment, as the stamp of a file that was made then says it. What was stamped before it
/// cannot be changed afterwards without another stamp, whatever other clocks say; what bears the same tick can.
struct DiskClock: Sendable {
    private let device: UInt64
    private let tick: Int

    /// - Parameter stamp: of a file that has just been made.
    init(_ stamp: FileStamp) {
        device = stamp.device
        tick = stamp.changed
    }

    /// Whether a stamp, taken after the moment, tells every later change.
    func settles(_ stamp: FileStamp) -> Bool {
        // Another disk may count in whole or even seconds, and so may this one when its time has no fraction.
        let isFine = stamp.device == device && tick % 1_000_000_000 != 0
        let limit = isFine ? tick : tick &- 2_000_000_000
        return stamp.changed < limit && stamp.modified < limit
    }
}
