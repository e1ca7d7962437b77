import Source

/// What is remembered of a content folder from one build to the next, `.gradbook/state-…`. It is of this machine and a matter
/// of speed only: without it files are looked into, lessons are read for their outlines, and what was made of them is found
/// in the store.
struct SiteState: Sendable {
    /// The digest of the program that wrote it.
    var gradbook: Digest
    var templates: [TemplateDigest] = []
    var lessons: [LessonState] = []
    /// The pages of each track, and of the site, whose name is empty.
    var joined: [JoinedState] = []
    /// Files that go into the site as they are.
    var attached: [WatchedPath] = []

    struct TemplateDigest: Sendable, Equatable {
        /// Below the folder of the templates.
        let path: String
        let digest: Digest
    }
}

/// Pages that are made of many lessons, with what they were made from.
struct JoinedState: Sendable, Equatable {
    var name: String
    var inputs: [JoinedInput]
    var files: [KnownFile]
    /// Why they were made when they were made last.
    var reasons: [String]
}

/// One of the things that such pages are made from.
struct JoinedInput: Sendable, Equatable {
    enum Kind: Int, Sendable {
        case siteFile, trackFile, address, templates, review, feed, formulas
        /// Of one lesson: what lists say of it, its cards, what search finds in it.
        case entry, cards, search
        /// Which pages there are.
        case pages
    }

    let kind: Kind
    /// The path of the lesson or the name of the track; empty for others.
    var subject = ""
    let digest: Digest
}

// MARK: As bytes

extension SiteState {
    private static let mark = Array("gradbook state\n".utf8)
    /// Grows when the form of the head does; all else is told by the digest of gradbook.
    private static let format: UInt64 = 2

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.reserve(1 << 16)
        writer.raw(Self.mark)
        writer.fixed(Self.format)
        gradbook.store(in: &writer)
        templates.store(in: &writer)
        lessons.store(in: &writer)
        joined.store(in: &writer)
        attached.store(in: &writer)
        Digest(of: writer.bytes).store(in: &writer)
        return writer.bytes
    }

    /// What the head says, which any gradbook of this form reads.
    struct Head {
        let gradbook: Digest
        fileprivate let reader: ByteReader
    }

    static func head(of bytes: [UInt8]) throws(Unreadable) -> Head {
        let end = bytes.count - 16
        guard end > mark.count else { throw Unreadable() }
        var sum = ByteReader(bytes, in: end..<bytes.count)
        guard try Digest(from: &sum) == Digest(of: bytes[..<end]) else { throw Unreadable() }
        var reader = ByteReader(bytes, in: 0..<end)
        guard try reader.raw(mark.count) == mark, try reader.fixed() == format else { throw Unreadable() }
        let gradbook = try Digest(from: &reader)
        return Head(gradbook: gradbook, reader: reader)
    }

    init(_ head: Head) throws(Unreadable) {
        var reader = head.reader
        gradbook = head.gradbook
        templates = try [TemplateDigest](from: &reader)
        lessons = try [LessonState](from: &reader)
        joined = try [JoinedState](from: &reader)
        attached = try [WatchedPath](from: &reader)
        try reader.finish()
    }
}

extension SiteState.TemplateDigest: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        digest.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(path: try String(from: &reader), digest: try Digest(from: &reader))
    }
}

extension JoinedInput.Kind: Stored {}

extension JoinedInput: Stored {
    func store(in writer: inout ByteWriter) {
        kind.store(in: &writer)
        subject.store(in: &writer)
        digest.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            kind: try Kind(from: &reader), subject: try String(from: &reader), digest: try Digest(from: &reader))
    }
}

extension JoinedState: Stored {
    func store(in writer: inout ByteWriter) {
        name.store(in: &writer)
        inputs.store(in: &writer)
        files.store(in: &writer)
        reasons.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            name: try String(from: &reader), inputs: try [JoinedInput](from: &reader),
            files: try [KnownFile](from: &reader), reasons: try [String](from: &reader))
    }
}
