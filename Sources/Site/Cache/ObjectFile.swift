/// A thing of the cache as a file: what it is known by, a record of a few values, and the files that go into the site. The
/// head and the record are sealed by one checksum, each file by its own, so that the record can be read without the files.
/// It knows nothing of what the values mean.
///
///     gradbook object\n · format · gradbook · key · length of the record · length of all files · checksum of these
///     record: the values, then path, length and digest of each file · checksum
///     the files, one behind the other
struct ObjectFile: Sendable {
    /// Grows when the form of the file does; what values stand in the record is told by the digest of gradbook.
    static let format: UInt64 = 1

    static let mark = Array("gradbook object\n".utf8)

    /// The head with its checksum.
    static let headLength = mark.count + 8 + 16 + 16 + 8 + 8 + 16

    /// The values as they were stored.
    let record: [UInt8]
    let entries: [KnownFile]
    /// Where the files begin in the bytes of the object.
    let start: Int

    // MARK: Writing

    static func bytes(record: [UInt8], files: [OutputFile], key: Digest, gradbook: Digest) -> [UInt8] {
        var sealed = ByteWriter()
        sealed.block(record)
        files.map { KnownFile(path: $0.path, length: $0.bytes.count, digest: Digest(of: $0.bytes)) }.store(in: &sealed)
        var writer = ByteWriter()
        let length = files.reduce(0) { $0 + $1.bytes.count }
        writer.reserve(headLength + sealed.bytes.count + 16 + length)
        writer.raw(mark)
        writer.fixed(format)
        gradbook.store(in: &writer)
        key.store(in: &writer)
        writer.fixed(UInt64(sealed.bytes.count))
        writer.fixed(UInt64(length))
        Digest(of: writer.bytes).store(in: &writer)
        writer.raw(sealed.bytes)
        Digest(of: sealed.bytes).store(in: &writer)
        for file in files { writer.raw(file.bytes) }
        return writer.bytes
    }

    // MARK: Reading

    /// How long the record and the whole object are, as the head says.
    struct Head {
        let recordLength: Int
        let length: Int

        /// - Parameter bytes: those of the head at least.
        init(_ bytes: [UInt8], key: Digest, gradbook: Digest) throws(Unreadable) {
            var reader = ByteReader(bytes)
            guard try reader.raw(mark.count) == mark, try reader.fixed() == format,
                try Digest(from: &reader) == gradbook, try Digest(from: &reader) == key
            else { throw Unreadable() }
            let recordLength = try reader.fixed()
            let filesLength = try reader.fixed()
            let sum = Digest(of: bytes[..<reader.position])
            guard try Digest(from: &reader) == sum, recordLength < 1 << 40, filesLength < 1 << 40 else {
                throw Unreadable()
            }
            self.recordLength = Int(recordLength)
            length = headLength + Int(recordLength) + 16 + Int(filesLength)
        }
    }

    /// - Parameter bytes: the object, up to the end of its record at least.
    init(_ bytes: [UInt8], key: Digest, gradbook: Digest) throws(Unreadable) {
        let head = try Head(bytes, key: key, gradbook: gradbook)
        let end = Self.headLength + head.recordLength
        var sum = ByteReader(bytes, in: end..<end + 16)
        guard try Digest(from: &sum) == Digest(of: bytes[Self.headLength..<end]) else { throw Unreadable() }
        var reader = ByteReader(bytes, in: Self.headLength..<end)
        record = try reader.block()
        entries = try [KnownFile](from: &reader)
        try reader.finish()
        start = end + 16
        var length = start
        for entry in entries {
            guard entry.length >= 0, entry.length <= head.length - length else { throw Unreadable() }
            length += entry.length
        }
        guard length == head.length else { throw Unreadable() }
    }

    /// The files, each as its digest says.
    /// - Parameter bytes: the whole object.
    func files(in bytes: [UInt8]) throws(Unreadable) -> [OutputFile] {
        var place = start
        var files: [OutputFile] = []
        for entry in entries {
            guard entry.length <= bytes.count - place else { throw Unreadable() }
            let slice = bytes[place..<place + entry.length]
            guard Digest(of: slice) == entry.digest else { throw Unreadable() }
            files.append(OutputFile(path: entry.path, bytes: Array(slice)))
            place += entry.length
        }
        guard place == bytes.count else { throw Unreadable() }
        return files
    }
}

extension KnownFile: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        length.store(in: &writer)
        digest.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        path = try String(from: &reader)
        length = try Int(from: &reader)
        digest = try Digest(from: &reader)
    }
}
