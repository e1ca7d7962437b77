import Markup

/// One page of the site, complete but for its template: every number computed, every link resolved, all text already
/// HTML where its name says so. What Weave gives to Render; it knows nothing of Markdown, engine or disk.
public struct Page: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case home, track, review, brief, lesson, practice, summary, references, cards
        /// The answers to a lesson's practice figures. It is reached from them and stands in no list: who meets it before
        /// the exercise has lost it.
        case key
        case notFound = "404"
    }

    /// A link as a template shows it. `href` is relative to the page it stands on.
    public struct Link: Sendable, Equatable {
        public var title: HTML
        public var href: String
        /// Whether it leads to the page it stands on.
        public var isCurrent: Bool

        public init(_ title: HTML, _ href: String, isCurrent: Bool = false) {
            self.title = title
            self.href = href
            self.isCurrent = isCurrent
        }
    }

    /// An entry of the table of contents.
    public struct Section: Sendable, Equatable {
        /// 2 or 3.
        public var level: Int
        public var id: String
        public var title: HTML
    }

    /// A part of a page that search leads to.
    public struct SearchSection: Sendable, Equatable {
        /// Empty for what stands above the first heading.
        public var id: String
        /// Plain text.
        public var title: String
        public var text: String
    }

    /// What the head of a lesson's pages says of the lesson.
    public struct LessonFacts: Sendable, Equatable {
        public var title: HTML
        public var summary: HTML?
        public var phase: HTML?
        public var difficulty: String?
        public var date: String?
        /// Whole minutes, for this page; nil where there is nothing to read.
        public var readingMinutes: Int?
        /// The same for a fast and a slow reader, 300 and 175 words a minute.
        public var readingRange: ClosedRange<Int>?
        public var practiceMinutes: Int?
        public var cardCount: Int
        public var objectives: [HTML]
        public var prerequisites: [HTML]
    }

    /// A lesson in a list of lessons.
    public struct LessonEntry: Sendable, Equatable {
        /// `TRACK/NN-slug`.
        public var path: String
        public var number: String
        public var title: HTML
        public var href: String
        public var summary: HTML?
        public var minutes: Int?
        public var practiceMinutes: Int?
        public var difficulty: String?
        public var cardCount: Int
        /// The lesson's pages, the first of which is `href`.
        public var pages: [Link] = []
    }

    /// A part of a track.
    public struct Phase: Sendable, Equatable {
        public var title: HTML
        public var summary: HTML?
        public var lessons: [LessonEntry]
    }

    /// A track in the list on the home page.
    public struct TrackEntry: Sendable, Equatable {
        public var title: HTML
        public var href: String
        public var summary: HTML?
        public var lessonCount: Int
        public var phases: [HTML]
    }

    public struct CardEntry: Sendable, Equatable {
        public var id: String
        public var front: HTML
        public var back: HTML
        /// The page and section the card stands in.
        public var source: Link
    }

    /// The cards of one lesson among those of its track.
    public struct LessonCards: Sendable, Equatable {
        /// The lesson's path, `TRACK/NN-slug`: with a card's id it names the card in a learner's progress.
        public var key: String
        public var title: HTML
        public var href: String
        public var cards: [CardEntry]
    }

    public var kind: Kind
    /// Below the output folder, `/` between parts, such as `track/01-a/lesson.html`.
    public var path: String
    public var language: String
    public var siteTitle: String
    /// Plain text, for the window's title.
    public var title: String
    public var heading: HTML
    /// Plain text, one or two sentences, for search engines; empty when there is none.
    public var description: String
    /// The absolute address of the page; nil when the site has no `base-url`.
    public var canonical: String?
    /// The absolute address of the site, without a slash at its end; nil when the site has no `base-url`.
    public var siteAddress: String?
    /// Whether the site has a feed.
    public var hasFeed = false
    /// What the page says of itself to machines, JSON-LD.
    public var jsonLD: HTML?
    /// The scripts that hold the search index, relative to the page, separated by spaces.
    public var searchIndexes = ""
    /// From this page's folder to the root of the site: empty, or `../` once or more.
    public var root: String
    public var breadcrumbs: [Link] = []
    /// The other pages of the same lesson, in their order, this one marked.
    public var family: [Link] = []
    public var previous: Link?
    public var next: Link?
    public var sections: [Section] = []
    public var facts: LessonFacts?
    /// What the lesson computes; nil where that is not told.
    public var account: LessonAccount?
    /// The lesson's title as plain text, and what this page of it is called; empty on pages of no lesson.
    public var lessonTitle = ""
    public var kindName: HTML = ""
    /// What search finds here.
    public var searchable: [SearchSection] = []
    /// Whether a practice figure stands in the text.
    public var hasPractice = false
    /// The text of the page.
    public var body: HTML = ""
    /// Whether there is a backward pass in the text that can be walked step by step.
    public var hasSteps = false
    public var phases: [Phase] = []
    public var tracks: [TrackEntry] = []
    public var cards: [CardEntry] = []
    /// Whether there are groups of cards in the text.
    public var hasCardGroups = false
    /// The page on which the cards of this page's track are reviewed; nil where there are none.
    public var review: Link?
    public var lessonCards: [LessonCards] = []
}
