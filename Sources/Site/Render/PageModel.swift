import Markup

/// What templates can say about a page: the vocabulary of `templates/`, name by name. `README.md` points authors of
/// templates here.
enum PageModel {
    static let page = Model<Page>(
        .text("language") { $0.language },
        .text("site-title") { $0.siteTitle },
        .text("title") { $0.title },
        .html("heading") { $0.heading },
        .optionalText("description") { $0.description },
        .optionalText("canonical") { $0.canonical },
        .optionalText("site-address") { $0.siteAddress },
        .flag("has-feed") { $0.hasFeed },
        .optionalHTML("json-ld") { $0.jsonLD },
        .text("key") { SitePaths.key($0.path) },
        .optionalText("search-indexes") { $0.searchIndexes },
        .text("root") { $0.root },
        .text("kind") { $0.kind.rawValue },
        .list("breadcrumbs", link) { $0.breadcrumbs },
        .optionalHTML("body") { $0.body },
        .flag("has-steps") { $0.hasSteps },
        .list("sections", section) { Heading.tree($0.sections) },
        .list("family", link) { $0.family }.only(
            on: .brief, .lesson, .practice, .summary, .references, .cards, .key),
        .flag("has-practice") { $0.hasPractice },
        .record("previous", link) { $0.previous },
        .record("next", link) { $0.next },
        .flag("has-neighbours") { $0.previous != nil || $0.next != nil },
        .record("facts", facts) { $0.facts }.only(on: .brief, .lesson, .practice, .summary, .references, .cards),
        .record("account", account) { $0.account }.only(on: .brief, .lesson),
        .list("tracks", track) { $0.tracks }.only(on: .home),
        .list("phases", phase) { $0.phases }.only(on: .track),
        .list("cards", card) { $0.cards }.only(on: .cards),
        .flag("has-card-groups") { $0.hasCardGroups },
        .record("review", link) { $0.review },
        .list("lesson-cards", lessonCards) { $0.lessonCards }.only(on: .review))

    private static let link = Model<Page.Link>(
        .html("title") { $0.title },
        .text("href") { $0.href },
        .flag("is-current") { $0.isCurrent })

    private static let facts = Model<Page.LessonFacts>(
        .html("lesson-title") { $0.title },
        .optionalHTML("lesson-summary") { $0.summary },
        .optionalHTML("phase") { $0.phase },
        .optionalText("difficulty") { $0.difficulty },
        .optionalText("date") { $0.date },
        .number("reading-minutes") { $0.readingMinutes },
        .number("reading-from") { $0.readingRange?.lowerBound },
        .number("reading-to") { $0.readingRange?.upperBound },
        .number("practice-minutes") { $0.practiceMinutes },
        .count("card-count") { $0.cardCount },
        .htmlList("objectives") { $0.objectives },
        .htmlList("prerequisites") { $0.prerequisites })

    private static let account = Model<LessonAccount>(
        .count("snippets") { $0.snippets },
        .count("figures") { $0.figures },
        .count("numbers") { $0.numbers },
        .count("computed") { $0.computed },
        .count("claimed") { $0.claimed },
        .count("outputs") { $0.outputs },
        .count("quoted") { $0.quoted },
        .count("passes") { $0.passes },
        .count("audited") { $0.audited })

    private static let lesson = Model<Page.LessonEntry>(
        .text("path") { $0.path },
        .text("number") { $0.number },
        .html("title") { $0.title },
        .text("href") { $0.href },
        .optionalHTML("summary") { $0.summary },
        .number("minutes") { $0.minutes },
        .number("practice-minutes") { $0.practiceMinutes },
        .optionalText("difficulty") { $0.difficulty },
        .count("card-count") { $0.cardCount },
        .list("pages", link) { $0.pages })

    /// Without a title where a track is not divided into phases.
    private static let phase = Model<Page.Phase>(
        .optionalHTML("title") { $0.title },
        .optionalHTML("summary") { $0.summary },
        .list("lessons", lesson) { $0.lessons })

    private static let track = Model<Page.TrackEntry>(
        .html("title") { $0.title },
        .text("href") { $0.href },
        .optionalHTML("summary") { $0.summary },
        .number("lesson-count") { $0.lessonCount },
        .htmlList("phases") { $0.phases })

    private static let card = Model<Page.CardEntry>(
        .text("id") { $0.id },
        .html("front") { $0.front },
        .html("back") { $0.back },
        .record("source", link) { $0.source })

    private static let lessonCards = Model<Page.LessonCards>(
        .text("key") { $0.key },
        .html("title") { $0.title },
        .text("href") { $0.href },
        .list("cards", card) { $0.cards })

    private static let section = Model<Heading>(
        .text("id") { $0.id },
        .html("title") { $0.title },
        .list("subsections", subsection) { $0.subsections })

    private static let subsection = Model<Page.Section>(
        .text("id") { $0.id },
        .html("title") { $0.title })

    /// A heading of the second level with those of the third below it. Templates cannot nest a flat list.
    private struct Heading {
        var id: String
        var title: HTML
        var subsections: [Page.Section] = []

        /// A third-level heading before any second-level one stands on its own.
        static func tree(_ sections: [Page.Section]) -> [Heading] {
            var tree: [Heading] = []
            for section in sections {
                if section.level > 2, !tree.isEmpty {
                    tree[tree.count - 1].subsections.append(section)
                } else {
                    tree.append(Heading(id: section.id, title: section.title))
                }
            }
            return tree
        }
    }
}
