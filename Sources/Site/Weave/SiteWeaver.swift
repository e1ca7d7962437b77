import Markup

/// Makes the pages of a site that do not belong to one lesson, and what all pages have around them: the home page, the page
/// for addresses that lead nowhere, those of the tracks. It holds what pages ask of the whole site and of their track,
/// worked out once, and never changes, so all threads share it.
struct SiteWeaver: Sendable {
    let site: SiteOutline
    let formulas: Formulas
    /// The address of the site; nil where it does not know it.
    let base: String?
    /// What the pages of each track show of it.
    let tracks: [Head]

    /// A track's own texts.
    struct Head: Sendable {
        let name: String
        let title: InlineWeave
        let summary: InlineWeave?
        let phases: [(title: HTML, summary: HTML?)]
    }

    /// - Parameter baseURL: overrides the site's own address; nil keeps it.
    init(_ site: SiteOutline, formulas: Formulas, baseURL: String?) {
        self.site = site
        self.formulas = formulas
        base = baseURL ?? site.config.baseURL
        tracks = site.frame.tracks.map { track in
            Head(
                name: track.name, title: InlineWeave(track.title, formulas: formulas),
                summary: track.summary.map { InlineWeave($0, formulas: formulas) },
                phases: track.phases.map { phase in
                    (
                        title: InlineWeave(phase.title, formulas: formulas).html,
                        summary: phase.summary.map { InlineWeave($0, formulas: formulas).html }
                    )
                })
        }
    }

    // MARK: Pages

    func home() -> Page {
        var page = blank(.home, SitePaths.home, title: site.config.title, indexes: tracks[...])
        page.description = site.config.summary ?? ""
        page.tracks = zip(tracks, site.tracks).map { track, lessons in
            Page.TrackEntry(
                title: track.title.html, href: SitePaths.track(track.name), summary: track.summary?.html,
                lessonCount: lessons.count, phases: track.phases.map(\.title))
        }
        return page
    }

    /// A server shows it under any address, so where the site's own is known everything on it is absolute.
    func notFound() -> Page {
        var page = blank(.notFound, SitePaths.notFound, title: "Page not found", indexes: tracks[...])
        if let base {
            page.root = base + "/"
            page.searchIndexes = ""
        }
        return page
    }

    /// - Parameter lessons: those of the track, in order.
    func page(ofTrack index: Int, _ lessons: [LessonSummary.Shown]) -> Page {
        let track = tracks[index]
        var page = blank(.track, SitePaths.track(track.name), title: track.title.text, track: index)
        page.heading = track.title.html
        page.description = track.summary?.text ?? ""
        page.breadcrumbs = [homeCrumb(on: page)]
        let outlines = site.lessons[site.tracks[index]]
        page.jsonLD = LearningResource.course(
            title: track.title.text, summary: track.summary?.text, language: site.config.language,
            address: page.canonical,
            lessons: zip(lessons, outlines).map { ($0.title, absolute($1.firstPath)) })
        page.review = reviewLink(track: index, on: page)
        var phases: [[Page.LessonEntry]] = track.phases.map { _ in [] }
        var rest: [Page.LessonEntry] = []
        for (lesson, outline) in zip(lessons, outlines) {
            if let phase = outline.phase {
                // One that the track does not have was reported.
                if phases.indices.contains(phase - 1) { phases[phase - 1].append(lesson.entry) }
            } else {
                rest.append(lesson.entry)
            }
        }
        page.phases = zip(track.phases, phases).map { Page.Phase(title: $0.title, summary: $0.summary, lessons: $1) }
        if !rest.isEmpty { page.phases.append(Page.Phase(title: "Lessons", summary: nil, lessons: rest)) }
        return page
    }

    /// All cards of a track, lesson by lesson; what is due among them is for the reader's own script to say.
    func reviewPage(ofTrack index: Int, _ lessons: [Page.LessonCards]) -> Page {
        let track = tracks[index]
        var page = blank(.review, SitePaths.review(track.name), title: "Review: \(track.title.text)", track: index)
        page.heading = "Review: \(track.title.html)"
        page.review = reviewLink(track: index, on: page)
        page.breadcrumbs = [homeCrumb(on: page), crumb(track.title.html, SitePaths.track(track.name), on: page)]
        if let review = page.review { page.breadcrumbs.append(review) }
        page.lessonCards = lessons
        let count = lessons.reduce(0) { $0 + $1.cards.count }
        page.description = "What is due among the \(count) flashcards of \(track.title.text)"
        return page
    }

    // MARK: What machines read

    /// Whether the site has a feed.
    var hasFeed: Bool { base != nil && site.hasDates }

    /// The feed of all lessons with a date; nil where there is none, or the site does not know its address.
    func feed(_ lessons: DatedLessons) -> OutputFile? {
        guard let base else { return nil }
        let entries = lessons.all.compactMap { lesson in
            site.lessons[lesson.index].date.map { date in
                AtomFeed.Entry(
                    title: lesson.title, address: "\(base)/\(site.lessons[lesson.index].firstPath)", date: date,
                    summary: lesson.summary)
            }
        }
        return AtomFeed.file(
            title: site.config.title, summary: site.config.summary, language: site.config.language, base: base, entries)
    }

    /// The addresses of all pages; nil where the site does not know its own.
    func sitemap() -> OutputFile? {
        guard let base else { return nil }
        var pages: [(path: String, date: String?)] = [(SitePaths.home, nil)]
        for (index, track) in tracks.enumerated() {
            pages.append((SitePaths.track(track.name), nil))
            if site.trackHasCards[index] { pages.append((SitePaths.review(track.name), nil)) }
            for lesson in site.lessons[site.tracks[index]] {
                pages += lesson.readingOrder.map { (SitePaths.page($0, of: lesson.path), lesson.date) }
            }
        }
        return Sitemap.file(pages, base: base)
    }

    func absolute(_ path: String) -> String? { base.map { "\($0)/\(path)" } }

    // MARK: Parts of pages

    /// A page of a track.
    func blank(_ kind: Page.Kind, _ path: String, title: String, track: Int) -> Page {
        blank(kind, path, title: title, indexes: tracks[track...track])
    }

    private func blank(_ kind: Page.Kind, _ path: String, title: String, indexes: ArraySlice<Head>) -> Page {
        let indexes = indexes.map { SitePaths.link(from: path, to: SearchIndex.path(of: $0.name)) }
        return Page(
            kind: kind, path: path, language: site.config.language, siteTitle: site.config.title, title: title,
            heading: HTML(escaping: title), description: "", canonical: kind == .notFound ? nil : absolute(path),
            siteAddress: base, hasFeed: hasFeed, searchIndexes: indexes.joined(separator: " "),
            root: SitePaths.root(from: path))
    }

    /// The trail begins with the site's own name.
    func homeCrumb(on page: Page) -> Page.Link {
        crumb(HTML(escaping: site.config.title), SitePaths.home, on: page)
    }

    func crumb(_ title: HTML, _ path: String, on page: Page) -> Page.Link {
        Page.Link(title, SitePaths.link(from: page.path, to: path), isCurrent: path == page.path)
    }

    func reviewLink(track: Int, on page: Page) -> Page.Link? {
        site.trackHasCards[track] ? crumb("Review", SitePaths.review(tracks[track].name), on: page) : nil
    }

    static func name(_ kind: Page.Kind) -> HTML {
        switch kind {
        case .home: "Home"
        case .track: "Track"
        case .review: "Review"
        case .brief: "Brief"
        case .lesson: "Lesson"
        case .practice: "Practice"
        case .summary: "Summary"
        case .references: "References"
        case .cards: "Cards"
        case .key: "Key"
        case .notFound: "Not found"
        }
    }
}
