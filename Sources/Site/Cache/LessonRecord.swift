import Source

/// What the object of a lesson says beside its files: what was asked while it was made, beyond what is in the key, and its
/// summary. Who finds the object asks the same again; where an answer is another, the object is not the lesson's any more.
struct LessonRecord: Sendable {
    /// Paths of the disk with their answers.
    var facts: [WatchedPath]
    var site: [SiteAnswer]
    var summary: LessonSummary
    /// Its part of other pages.
    var shown: LessonSummary.Shown
}

extension LessonRecord: Stored {
    func store(in writer: inout ByteWriter) {
        facts.store(in: &writer)
        site.store(in: &writer)
        summary.store(in: &writer)
        shown.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            facts: try [WatchedPath](from: &reader), site: try [SiteAnswer](from: &reader),
            summary: try LessonSummary(from: &reader), shown: try LessonSummary.Shown(from: &reader))
    }

    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let record = try? LessonRecord(from: &reader), reader.isAtEnd else { return nil }
        self = record
    }
}
