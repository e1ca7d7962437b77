/// The lessons that have a date, in the order of the site, with what the feed says of them.
struct DatedLessons: Sendable {
    struct Lesson: Sendable {
        /// In the site.
        let index: Int
        /// Plain text.
        let title: String
        let summary: String?
    }

    private(set) var all: [Lesson] = []

    /// Lessons are added in their order; those without a date are left out.
    mutating func add(_ index: Int, of site: SiteOutline, title: String, summary: String?) {
        if site.lessons[index].date != nil { all.append(Lesson(index: index, title: title, summary: summary)) }
    }
}
