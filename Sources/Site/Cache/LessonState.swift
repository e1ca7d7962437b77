import Source

/// What is remembered of a lesson from one build to the next: its outline with all that this rests on, and of what was made of
/// it the key, what was asked, and what became of it. The files themselves are in the object of that key.
final class LessonState: Sendable {
    let path: String
    /// What the outline rests on: paths with their answers, the digest of these answers, and that of site.yml and track.yml.
    let surveyed: [WatchedPath]
    let facts: Digest
    let frame: Digest
    let outline: LessonOutline
    /// nil when nothing was made of it, or it had errors.
    let made: Made?
    /// Why it was made when it was made last.
    let reasons: [String]

    init(
        path: String, surveyed: [WatchedPath], facts: Digest, frame: Digest, outline: LessonOutline, made: Made?,
        reasons: [String]
    ) {
        self.path = path
        self.surveyed = surveyed
        self.facts = facts
        self.frame = frame
        self.outline = outline
        self.made = made
        self.reasons = reasons
    }

    struct Made: Sendable {
        var key: Digest
        /// What the key is made of beside the paths of the survey.
        var context: [Digest]
        /// Asked on the disk while it was made, and not before.
        var further: [WatchedPath]
        var site: [SiteAnswer]
        /// Without its part of other pages.
        var summary: LessonSummary
        var part: Part
        var files: [KnownFile]
    }

    /// Its part of other pages, as far as it tells whether these change.
    struct Part: Sendable, Equatable {
        var entry: Digest
        var cards: Digest
        var search: Digest
        var title: String
        var summary: String?
        var attached: [String]

        init(_ shown: LessonSummary.Shown) {
            var writer = ByteWriter()
            shown.entry.store(in: &writer)
            shown.title.store(in: &writer)
            shown.summary.store(in: &writer)
            entry = Digest(of: writer.bytes)
            cards = Digest(of: shown.review)
            search = Digest(of: shown.search)
            title = shown.title
            summary = shown.summary
            attached = shown.attached
        }
    }
}

extension LessonState.Part: Stored {
    func store(in writer: inout ByteWriter) {
        entry.store(in: &writer)
        cards.store(in: &writer)
        search.store(in: &writer)
        title.store(in: &writer)
        summary.store(in: &writer)
        attached.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        entry = try Digest(from: &reader)
        cards = try Digest(from: &reader)
        search = try Digest(from: &reader)
        title = try String(from: &reader)
        summary = try String?(from: &reader)
        attached = try [String](from: &reader)
    }
}

extension LessonState.Made: Stored {
    func store(in writer: inout ByteWriter) {
        key.store(in: &writer)
        context.store(in: &writer)
        further.store(in: &writer)
        site.store(in: &writer)
        summary.store(in: &writer)
        part.store(in: &writer)
        files.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            key: try Digest(from: &reader), context: try [Digest](from: &reader),
            further: try [WatchedPath](from: &reader), site: try [SiteAnswer](from: &reader),
            summary: try LessonSummary(from: &reader), part: try LessonState.Part(from: &reader),
            files: try [KnownFile](from: &reader))
    }
}

extension LessonState: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        surveyed.store(in: &writer)
        facts.store(in: &writer)
        frame.store(in: &writer)
        outline.store(in: &writer)
        made.store(in: &writer)
        reasons.store(in: &writer)
    }

    convenience init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            path: try String(from: &reader), surveyed: try [WatchedPath](from: &reader),
            facts: try Digest(from: &reader), frame: try Digest(from: &reader),
            outline: try LessonOutline(from: &reader), made: try Made?(from: &reader),
            reasons: try [String](from: &reader))
    }
}
