import Source

/// A path that something was asked about while a lesson was worked on, with the answers as digests and the stamp by which
/// it is known that they still hold. What stands there is looked into again only when the stamp says nothing.
struct WatchedPath: Sendable, Equatable {
    /// Below the folder that holds the content, and not below the content.
    let isBeside: Bool
    let path: String
    /// nil where there was nothing.
    var stamp: FileStamp?
    /// Whether a later change must give another stamp.
    var isSettled: Bool
    var answers: Answers

    /// One for each question that was asked; nil for those that were not.
    struct Answers: Sendable, Equatable {
        var kind: Digest?
        var names: Digest?
        var bytes: Digest?

        /// For what is not there, or is no file, or cannot be read.
        static let nothing = Digest(high: 0, low: 0)

        static func digest(ofKind kind: ContentFolder.Kind?) -> Digest {
            switch kind {
            case nil: nothing
            case .folder: Digest(high: 0, low: 1)
            case .file: Digest(high: 0, low: 2)
            case .symbolicLink: Digest(high: 0, low: 3)
            case .other: Digest(high: 0, low: 4)
            }
        }

        static func digest(ofNames names: [String]) -> Digest { Digest(of: names) }

        static func digest(ofFile file: SourceFile?) -> Digest { file.map { Digest(of: $0.bytes) } ?? nothing }
    }
}

extension WatchedPath.Answers: Stored {
    func store(in writer: inout ByteWriter) {
        kind.store(in: &writer)
        names.store(in: &writer)
        bytes.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            kind: try Digest?(from: &reader), names: try Digest?(from: &reader), bytes: try Digest?(from: &reader))
    }
}

extension WatchedPath: Stored {
    func store(in writer: inout ByteWriter) {
        isBeside.store(in: &writer)
        path.store(in: &writer)
        stamp.store(in: &writer)
        isSettled.store(in: &writer)
        answers.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            isBeside: try Bool(from: &reader), path: try String(from: &reader), stamp: try FileStamp?(from: &reader),
            isSettled: try Bool(from: &reader), answers: try Answers(from: &reader))
    }

    /// What it says of the disk, without how that was seen: as it goes into keys and objects.
    var fact: WatchedPath {
        WatchedPath(isBeside: isBeside, path: path, stamp: nil, isSettled: false, answers: answers)
    }
}

extension WatchedPath {
    /// Tells it from all others.
    var name: String { isBeside ? "/" + path : path }

    /// Whether it would be an entry of another, which is a folder.
    func isDirectly(in folder: WatchedPath) -> Bool {
        let (own, above) = (path.utf8, folder.path.utf8)
        guard isBeside == folder.isBeside, let slash = own.lastIndex(of: UInt8(ascii: "/")) else { return false }
        return own[..<slash].elementsEqual(above)
    }
}

extension WatchedPath.Answers {
    /// Whether the questions that both were asked have the same answers.
    func agrees(with other: Self) -> Bool {
        func agree(_ one: Digest?, _ two: Digest?) -> Bool { one == nil || two == nil || one == two }
        return agree(kind, other.kind) && agree(names, other.names) && agree(bytes, other.bytes)
    }

    /// Whether all questions of another were asked here too.
    func covers(_ other: Self) -> Bool {
        (other.kind == nil || kind != nil) && (other.names == nil || names != nil)
            && (other.bytes == nil || bytes != nil)
    }

    /// A change of the answers, in plain words.
    func change(to new: Self, _ path: String) -> String {
        if bytes == Self.nothing, let bytes = new.bytes, bytes != Self.nothing { return "\(path) is new" }
        if new.bytes == Self.nothing, bytes != new.bytes { return "\(path) is gone" }
        if bytes != new.bytes { return "\(path) changed" }
        if kind == Self.nothing, new.kind != kind { return "\(path) is new" }
        if new.kind == Self.nothing, new.kind != kind { return "\(path) is gone" }
        if names != new.names { return "there are other files in \(path)" }
        return "\(path) is something else"
    }
}
