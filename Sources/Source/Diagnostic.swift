/// Something wrong, or doubtful, at a place: the one error type of gradbook. Errors are values; a stage returns or
/// throws them and only `DiagnosticPrinter` turns them into text.
public struct Diagnostic: Error, Sendable {
    public enum Severity: Sendable, Hashable {
        case error
        case warning
    }

    /// A further remark: what to do, or where the other half of the trouble stands.
    public struct Note: Sendable {
        public let message: String
        public let location: Location?

        public init(_ message: String, at location: Location? = nil) {
            self.message = message
            self.location = location
        }
    }

    /// A span in a file.
    public struct Location: Sendable {
        public let file: SourceFile
        public let span: Span

        public init(_ file: SourceFile, _ span: Span) {
            self.file = file
            self.span = span
        }
    }

    /// A stable name for the kind of trouble, in kebab case, such as `claim-differs`.
    public let id: String
    public let severity: Severity
    public let message: String
    public let location: Location
    public var notes: [Note]

    public init(
        _ id: String, _ message: String, at file: SourceFile, _ span: Span, severity: Severity = .error,
        notes: [Note] = []
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        location = Location(file, span)
        self.notes = notes
    }

    /// With a remark without a place of its own added at the end.
    public func noting(_ note: String) -> Diagnostic {
        var copy = self
        copy.notes.append(Note(note))
        return copy
    }
}

extension Diagnostic {
    /// The order in which a run lists its findings: by path, then place, then id. Total, so that output never depends
    /// on the order in which lessons were worked on.
    public static func inOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        if a.location.file.path != b.location.file.path { return a.location.file.path < b.location.file.path }
        if a.location.span.start != b.location.span.start { return a.location.span.start < b.location.span.start }
        if a.location.span.end != b.location.span.end { return a.location.span.end < b.location.span.end }
        if a.id != b.id { return a.id < b.id }
        return a.message < b.message
    }
}
