/// What the pages of a lesson are made from beside what was asked of the disk, a digest each. Their order is part of the
/// form of the cache.
enum LessonContext: Int, CaseIterable, Sendable {
    /// The name of the content folder: messages name files by it.
    case content
    case siteFile, trackFile
    /// The address of the site, and whether numbers without an account are errors.
    case address, strictness
    case templates
    /// The neighbours in the track: where they are and which pages they have, and how they are called.
    case previous, previousTitle, next, nextTitle
    /// Whether the track has cards to review, and the site a feed.
    case review, feed
    /// What typesets its formulas and those in its neighbours' titles; the same for all lessons that have none.
    case formulas

    /// A change of it, in plain words.
    /// - Parameter lesson: the path of the lesson.
    func change(content: String, lesson: String) -> String {
        let track = lesson.prefix { $0 != "/" }
        return switch self {
        case .content: "the content folder has another name"
        case .siteFile: "\(content)/site.yml changed"
        case .trackFile: "\(content)/\(track)/track.yml changed"
        case .address: "the address of the site changed"
        case .strictness: "--strict changed"
        case .templates: "templates changed"
        case .previous: "the previous lesson of the track is another, or has other pages"
        case .previousTitle: "the title of the previous lesson changed"
        case .next: "the next lesson of the track is another, or has other pages"
        case .nextTitle: "the title of the next lesson changed"
        case .review: "the track now has, or has no longer, cards to review"
        case .feed: "the site now has, or has no longer, a feed"
        case .formulas: "KaTeX changed"
        }
    }
}
