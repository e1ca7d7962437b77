import Markup
import Source

/// What is kept of a lesson when its pages are made and gone: what was found in it, what was counted, and its part of the
/// pages that speak of many lessons. A plain value that may cross threads and be kept in a file; its findings hold the lines
/// that messages show, not whole files.
struct LessonSummary: Sendable {
    /// `TRACK/NN-slug`.
    var path: String
    var findings: [Diagnostic]
    var tally: Tally
    /// In the order of the lesson.
    var externalLinks: [ExternalLink]
    /// Its part of other pages; nil when no page of it was made.
    var shown: Shown?

    struct Shown: Sendable {
        /// As the page of its track lists it.
        var entry: Page.LessonEntry
        /// Plain text.
        var title: String
        var summary: String?
        /// Its cards on the track's page of reviews; nil where it has none.
        var review: Page.LessonCards?
        /// The entries of its pages in the track's search index, as they stand there.
        var search: [String]
        /// Files below the content that go into the site with it, sorted.
        var attached: [String]
    }
}
