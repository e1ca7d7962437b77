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

    /// A repair: text that takes the place of a span. What it repairs is known, whether the author means it is not: a
    /// person, an editor or `accept` decides.
    public struct FixIt: Sendable {
        /// What it does, and on what condition it is right: "did you mean `title`?", "if the engine is right, write 2.0".
        public let message: String
        /// What it replaces; empty where something is put in.
        public let location: Location
        /// Empty where something is taken out.
        public let replacement: String

        public init(_ message: String, replacing location: Location, with replacement: String) {
            self.message = message
            self.location = location
            self.replacement = replacement
        }
    }

    /// A stable name for the kind of trouble, in kebab case, such as `claim-differs`.
    public let id: String
    public let severity: Severity
    public let message: String
    public let location: Location
    public var notes: [Note]
    /// Alternatives, the likeliest first; each is whole by itself.
    public var fixIts: [FixIt]

    public init(
        _ id: String, _ message: String, at file: SourceFile, _ span: Span, severity: Severity = .error,
        notes: [Note] = [], fixIts: [FixIt] = []
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        location = Location(file, span)
        self.notes = notes
        self.fixIts = fixIts
    }

    /// With a remark without a place of its own added at the end.
    public func noting(_ note: String) -> Diagnostic {
        var copy = self
        copy.notes.append(Note(note))
        return copy
    }

    /// With a repair in the same file: of what the finding points at, or of another span.
    public func fixing(_ message: String, with replacement: String, at span: Span? = nil) -> Diagnostic {
        var copy = self
        let place = Location(location.file, span ?? location.span)
        copy.fixIts.append(FixIt(message, replacing: place, with: replacement))
        return copy
    }

    /// The same, holding of its files only the lines that are shown, so that a finding outlives what it was found in.
    public var excerpted: Diagnostic {
        func excerpt(_ place: Location) -> Location { Location(place.file.excerpt(of: place.span), place.span) }
        let location = excerpt(location)
        return Diagnostic(
            id, message, at: location.file, location.span, severity: severity,
            notes: notes.map { Note($0.message, at: $0.location.map(excerpt)) },
            fixIts: fixIts.map { FixIt($0.message, replacing: excerpt($0.location), with: $0.replacement) })
    }

    /// With the nearest valid word offered in the place of what the finding points at; with a remark where none is near.
    public func meaning(_ nearest: String?, else note: @autoclosure () -> String, at span: Span? = nil) -> Diagnostic {
        guard let nearest else { return noting(note()) }
        return fixing("did you mean `\(nearest)`?", with: nearest, at: span)
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
