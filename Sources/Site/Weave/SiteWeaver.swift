import Markup

/// Makes the pages of the site from woven lessons: each lesson's family, its cards, the tracks, the home page and the
/// page for addresses that lead nowhere.
struct SiteWeaver {
    let site: SiteSource
    /// In the order of the site's tracks and their lessons.
    let tracks: [(track: Track, lessons: [LessonWeave])]
    /// Overrides the site's own address; nil keeps it.
    let baseURL: String?

    func pages() -> [Page] {
        var pages = [home(), notFound()]
        for (track, lessons) in tracks {
            pages.append(self.page(of: track, lessons))
            let order = lessons.flatMap { lesson in lesson.paths.map { (path: $0.path, title: reading(lesson, $0)) } }
            for lesson in lessons {
                for woven in lesson.pages { pages.append(page(woven, of: lesson, in: track, order)) }
                if !lesson.cards.isEmpty { pages.append(cardsPage(of: lesson, in: track, order)) }
            }
        }
        return pages
    }

    // MARK: Pages

    private func home() -> Page {
        var page = blank(.home, SitePaths.home, title: site.config.title)
        page.description = site.config.summary ?? ""
        page.tracks = tracks.map { track, lessons in
            Page.TrackEntry(
                title: InlineWeave(track.title).html, href: SitePaths.track(track.name),
                summary: track.summary.map { InlineWeave($0).html }, lessonCount: lessons.count,
                phases: track.phases.map { InlineWeave($0.title).html })
        }
        return page
    }

    /// A server shows it under any address, so where the site's own is known everything on it is absolute.
    private func notFound() -> Page {
        var page = blank(.notFound, SitePaths.notFound, title: "Page not found")
        if let base = baseURL ?? site.config.baseURL { page.root = base + "/" }
        return page
    }

    private func page(of track: Track, _ lessons: [LessonWeave]) -> Page {
        let title = InlineWeave(track.title)
        let summary = track.summary.map { InlineWeave($0) }
        var page = blank(.track, SitePaths.track(track.name), title: title.text)
        page.heading = title.html
        page.description = summary?.text ?? ""
        page.breadcrumbs = [homeCrumb(on: page)]
        func entries(_ lessons: [LessonWeave]) -> [Page.LessonEntry] { lessons.map { entry($0, on: page) } }
        func phase(_ lesson: LessonWeave) -> Int? { lesson.lesson.leading(\.phase)?.value }
        page.phases = track.phases.enumerated().map { index, part in
            Page.Phase(
                title: InlineWeave(part.title).html, summary: part.summary.map { InlineWeave($0).html },
                lessons: entries(lessons.filter { phase($0) == index + 1 }))
        }
        let rest = lessons.filter { phase($0) == nil }
        if !rest.isEmpty { page.phases.append(Page.Phase(title: "Lessons", summary: nil, lessons: entries(rest))) }
        return page
    }

    private func page(
        _ woven: LessonWeave.WovenPage, of lesson: LessonWeave, in track: Track,
        _ order: [(path: String, title: HTML)]
    ) -> Page {
        let kind = woven.page.kind
        var page = blank(kind, SitePaths.page(kind, of: lesson.lesson.path), title: woven.title.text)
        page.heading = woven.title.html
        page.description = (woven.summary ?? lesson.summary)?.text ?? ""
        page.sections = woven.content.sections
        page.body = woven.content.body
        place(&page, lesson, track, order)
        // The brief tells what lies ahead: the time of the lesson itself.
        let timed = kind == .brief ? lesson.page(.lesson) ?? woven : woven
        page.facts = facts(lesson, track, timed)
        return page
    }

    private func cardsPage(of lesson: LessonWeave, in track: Track, _ order: [(path: String, title: HTML)]) -> Page {
        var page = blank(
            .cards, SitePaths.page(.cards, of: lesson.lesson.path), title: "Cards: \(lesson.title.text)")
        page.heading = "Cards: \(lesson.title.html)"
        page.description = "\(lesson.cards.count) flashcards of the lesson \(lesson.title.text)"
        place(&page, lesson, track, order)
        page.facts = facts(lesson, track, nil)
        page.body = """
            <p class="card-print">To print this deck: <code>gradbook cards \(lesson.lesson.path) --format html --output \
            cards.html</code></p>
            """
        for woven in lesson.pages {
            let target = SitePaths.link(from: page.path, to: SitePaths.page(woven.page.kind, of: lesson.lesson.path))
            page.cards += woven.content.cards.map { card in
                Page.CardEntry(
                    id: card.id, front: card.front, back: card.back,
                    source: Page.Link(woven.title.html, "\(target)#card-\(card.id)"))
            }
        }
        return page
    }

    // MARK: Parts of pages

    private func blank(_ kind: Page.Kind, _ path: String, title: String) -> Page {
        let base = baseURL ?? site.config.baseURL
        return Page(
            kind: kind, path: path, language: site.config.language, siteTitle: site.config.title, title: title,
            heading: HTML(escaping: title), description: "", canonical: base.map { "\($0)/\(path)" },
            root: SitePaths.root(from: path))
    }

    /// The trail begins with the site's own name.
    private func homeCrumb(on page: Page) -> Page.Link {
        crumb(HTML(escaping: site.config.title), SitePaths.home, on: page)
    }

    private func crumb(_ title: HTML, _ path: String, on page: Page) -> Page.Link {
        Page.Link(title, SitePaths.link(from: page.path, to: path), isCurrent: path == page.path)
    }

    /// Where a page of a lesson stands among the others.
    private func place(
        _ page: inout Page, _ lesson: LessonWeave, _ track: Track, _ order: [(path: String, title: HTML)]
    ) {
        page.breadcrumbs = [
            homeCrumb(on: page),
            crumb(InlineWeave(track.title).html, SitePaths.track(track.name), on: page),
            crumb(lesson.title.html, lesson.firstPath, on: page),
        ]
        page.family = lesson.paths.map { crumb(Self.name($0.kind), $0.path, on: page) }
        guard let index = order.firstIndex(where: { $0.path == page.path }) else { return }
        if index > 0 { page.previous = crumb(order[index - 1].title, order[index - 1].path, on: page) }
        if index + 1 < order.count { page.next = crumb(order[index + 1].title, order[index + 1].path, on: page) }
    }

    private func reading(_ lesson: LessonWeave, _ page: (kind: Page.Kind, path: String, title: HTML)) -> HTML {
        page.kind == .lesson ? page.title : "\(Self.name(page.kind)): \(lesson.title.html)"
    }

    private func entry(_ lesson: LessonWeave, on page: Page) -> Page.LessonEntry {
        Page.LessonEntry(
            number: lesson.lesson.number, title: lesson.title.html,
            href: SitePaths.link(from: page.path, to: lesson.firstPath), summary: lesson.summary?.html,
            minutes: lesson.page(.lesson).map { $0.page.matter.readingMinutes ?? $0.content.reading.minutes },
            cardCount: lesson.cards.count)
    }

    private func facts(_ lesson: LessonWeave, _ track: Track, _ timed: LessonWeave.WovenPage?) -> Page.LessonFacts {
        let source = lesson.lesson
        let phase = source.leading(\.phase)?.value
        let override = timed?.page.matter.readingMinutes
        return Page.LessonFacts(
            title: lesson.title.html, summary: lesson.summary?.html,
            phase: phase.flatMap { number in
                track.phases.indices.contains(number - 1)
                    ? "\(number) · \(InlineWeave(track.phases[number - 1].title).html)" : nil
            },
            difficulty: source.leading(\.difficulty)?.value, date: source.leading(\.date)?.value,
            readingMinutes: override ?? timed?.content.reading.minutes,
            readingRange: override == nil
                ? timed.map(\.content.reading.range).flatMap { $0.count > 1 ? $0 : nil } : nil,
            practiceMinutes: source.leading(\.practiceMinutes)?.value, cardCount: lesson.cards.count,
            objectives: lesson.objectives.map(\.html), prerequisites: lesson.prerequisites.map(\.html))
    }

    private static func name(_ kind: Page.Kind) -> HTML {
        switch kind {
        case .home: "Home"
        case .track: "Track"
        case .brief: "Brief"
        case .lesson: "Lesson"
        case .practice: "Practice"
        case .summary: "Summary"
        case .references: "References"
        case .cards: "Cards"
        case .notFound: "Not found"
        }
    }
}
