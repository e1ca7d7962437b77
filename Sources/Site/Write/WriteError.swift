import Source

/// Why a site could not be written or compared. It is about a place on disk, not in a source file, so it has a path
/// and no span.
public struct WriteError: Error, Sendable, Equatable, CustomStringConvertible {
    public let path: String
    public let message: String
    /// What to do about it.
    public let note: String?

    public init(_ path: String, _ message: String, note: String? = nil) {
        self.path = path
        self.message = message
        self.note = note
    }

    public var diagnostic: Diagnostic {
        let found = Diagnostic("site-unwritten", message, at: SourceFile(path: path, bytes: []), Span(0, 0))
        return note.map(found.noting) ?? found
    }

    /// In the form of all other messages: `public: error: …`.
    public var description: String {
        let note = note.map { "\n  note: " + $0 } ?? ""
        return "\(path): error: \(message)\(note)"
    }
}
