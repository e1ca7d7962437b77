import Markup

/// Makes the pages of the site from woven lessons: each lesson's family, its cards, the tracks, the home page and the
/// page for addresses that lead nowhere.
struct SiteWeaver {
    let site: SiteSource
    /// In the order of the site's tracks and their lessons.
    let tracks: [(track: Track, lessons: [LessonWeave])]
    let formulas: Formulas
    /// Overrides the site's own address; nil keeps it.
    let baseURL: String?

    func pages() -> [Page] {
        var pages = [home(), notFound()]
        for (track, lessons) in tracks {
            pages.append(self.page(of: track, lessons))
            if lessons.contains(where: { !$0.cards.isEmpty }) { pages.append(reviewPage(of: track, lessons)) }
            let order = lessons.flatMap { lesson in lesson.paths.map { (path: $0.path, title: reading(lesson, $0)) } }
            for lesson in lessons {
                for woven in lesson.pages { pages.append(page(woven, of: lesson, in: track, order)) }
                if !lesson.cards.isEmpty { pages.append(cardsPage(of: lesson, in: track, order)) }
                if !lesson.keys.isEmpty { pages.append(keyPage(of: lesson, in: track)) }
            }
        }
        return pages
    }

    // MARK: What machines read

    /// The search index of each track.
    func searchIndexes(_ pages: [Page]) -> [OutputFile] {
        tracks.map { track, _ in
            SearchIndex.file(
                track: track.name, title: InlineWeave(track.title, formulas: formulas).text,
                pages: pages.filter { $0.path.hasPrefix(track.name + "/") })
        }
    }

    /// The feed of all lessons with a date; nil where there is none, or the site does not know its address.
    func feed() -> OutputFile? {
        guard let base else { return nil }
        let entries = tracks.flatMap(\.lessons).compactMap { lesson in
            lesson.lesson.leading(\.date).map { date in
                AtomFeed.Entry(
                    title: lesson.title.text, address: "\(base)/\(lesson.firstPath)", date: date.value,
                    summary: lesson.summary?.text)
            }
        }
        return AtomFeed.file(
            title: site.config.title, summary: site.config.summary, language: site.config.language, base: base, entries)
    }

    private var base: String? { baseURL ?? site.config.baseURL }

    private var hasFeed: Bool {
        base != nil && tracks.contains { $0.lessons.contains { $0.lesson.leading(\.date) != nil } }
    }

    private func absolute(_ path: String) -> String? { base.map { "\($0)/\(path)" } }

    private func resource(_ lesson: LessonWeave, in track: Track, _ facts: Page.LessonFacts, at path: String) -> HTML {
        // The lists stand where the page shows them, in the brief; once is enough.
        let isFirst = path == lesson.firstPath
        return LearningResource.lesson(
            .init(
                title: lesson.title.text, summary: lesson.summary?.text, language: site.config.language,
                address: absolute(path), track: InlineWeave(track.title, formulas: formulas).text,
                trackAddress: absolute(SitePaths.track(track.name)), minutes: facts.readingMinutes,
                difficulty: facts.difficulty, date: facts.date,
                objectives: isFirst ? lesson.objectives.map(\.text) : [],
                prerequisites: isFirst ? lesson.prerequisites.map(\.text) : []))
    }

    // MARK: Pages

    private func home() -> Page {
        var page = blank(.home, SitePaths.home, title: site.config.title)
        page.description = site.config.summary ?? ""
        page.tracks = tracks.map { track, lessons in
            Page.TrackEntry(
                title: InlineWeave(track.title, formulas: formulas).html, href: SitePaths.track(track.name),
                summary: track.summary.map { InlineWeave($0, formulas: formulas).html }, lessonCount: lessons.count,
                phases: track.phases.map { InlineWeave($0.title, formulas: formulas).html })
        }
        return page
    }

    /// A server shows it under any address, so where the site's own is known everything on it is absolute.
    private func notFound() -> Page {
        var page = blank(.notFound, SitePaths.notFound, title: "Page not found")
        if let base {
            page.root = base + "/"
            page.searchIndexes = ""
        }
        return page
    }

    private func page(of track: Track, _ lessons: [LessonWeave]) -> Page {
        let title = InlineWeave(track.title, formulas: formulas)
        let summary = track.summary.map { InlineWeave($0, formulas: formulas) }
        var page = blank(.track, SitePaths.track(track.name), title: title.text)
        page.heading = title.html
        page.description = summary?.text ?? ""
        page.breadcrumbs = [homeCrumb(on: page)]
        page.jsonLD = LearningResource.course(
            title: title.text, summary: summary?.text, language: site.config.language, address: page.canonical,
            lessons: lessons.map { ($0.title.text, absolute($0.firstPath)) })
        page.review = reviewLink(track, lessons, on: page)
        func entries(_ lessons: [LessonWeave]) -> [Page.LessonEntry] { lessons.map { entry($0, on: page) } }
        func phase(_ lesson: LessonWeave) -> Int? { lesson.lesson.leading(\.phase)?.value }
        page.phases = track.phases.enumerated().map { index, part in
            Page.Phase(
                title: InlineWeave(part.title, formulas: formulas).html,
                summary: part.summary.map { InlineWeave($0, formulas: formulas).html },
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
        page.hasSteps = woven.content.hasSteps
        page.hasCardGroups = !woven.content.cards.isEmpty
        page.hasPractice = !woven.content.keys.isEmpty
        place(&page, lesson, track, order)
        // The brief tells what lies ahead: the time of the lesson itself.
        let timed = kind == .brief ? lesson.page(.lesson) ?? woven : woven
        let facts = facts(lesson, track, timed)
        page.facts = facts
        page.searchable = woven.content.searchable
        if kind == .brief || kind == .lesson {
            page.jsonLD = resource(lesson, in: track, facts, at: page.path)
            page.account = lesson.account.isEmpty ? nil : lesson.account
        }
        if woven.page === lesson.pages.first?.page { describe(lesson, &page.searchable) }
        return page
    }

    /// What the head of the lesson says is found with its first page.
    private func describe(_ lesson: LessonWeave, _ sections: inout [Page.SearchSection]) {
        let texts = [lesson.summary].compactMap { $0 } + lesson.objectives + lesson.prerequisites
        let text = SearchText.line(texts.map(\.text).joined(separator: " "))
        guard !text.isEmpty else { return }
        if sections.first?.id.isEmpty ?? false {
            sections[0].text = text + " " + sections[0].text
        } else {
            sections.insert(.init(id: "", title: "", text: text), at: 0)
        }
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
        page.cards = entries(\.listedCards, of: lesson, on: page)
        return page
    }

    /// All cards of a track, lesson by lesson; what is due among them is for the reader's own script to say.
    private func reviewPage(of track: Track, _ lessons: [LessonWeave]) -> Page {
        let title = InlineWeave(track.title, formulas: formulas)
        var page = blank(.review, SitePaths.review(track.name), title: "Review: \(title.text)")
        page.heading = "Review: \(title.html)"
        page.review = reviewLink(track, lessons, on: page)
        page.breadcrumbs = [homeCrumb(on: page), crumb(title.html, SitePaths.track(track.name), on: page)]
        if let review = page.review { page.breadcrumbs.append(review) }
        page.lessonCards = lessons.filter { !$0.cards.isEmpty }.map { lesson in
            Page.LessonCards(
                key: lesson.lesson.path, title: lesson.title.html,
                href: SitePaths.link(from: page.path, to: lesson.firstPath),
                cards: entries(\.reviewedCards, of: lesson, on: page))
        }
        let count = page.lessonCards.reduce(0) { $0 + $1.cards.count }
        page.description = "What is due among the \(count) flashcards of \(title.text)"
        return page
    }

    private func reviewLink(_ track: Track, _ lessons: [LessonWeave], on page: Page) -> Page.Link? {
        lessons.contains { !$0.cards.isEmpty } ? crumb("Review", SitePaths.review(track.name), on: page) : nil
    }

    /// The cards of a lesson's pages, each with the place it stands at.
    private func entries(
        _ cards: KeyPath<PageWeaver.Woven, [Card]>, of lesson: LessonWeave, on page: Page
    ) -> [Page.CardEntry] {
        lesson.pages.flatMap { woven in
            let target = SitePaths.link(from: page.path, to: SitePaths.page(woven.page.kind, of: lesson.lesson.path))
            return woven.content[keyPath: cards].map { card in
                Page.CardEntry(
                    id: card.id, front: card.front, back: card.back,
                    source: Page.Link(woven.title.html, "\(target)#card-\(card.id)"))
            }
        }
    }

    private func keyPage(of lesson: LessonWeave, in track: Track) -> Page {
        var page = blank(.key, SitePaths.page(.key, of: lesson.lesson.path), title: "Key: \(lesson.title.text)")
        page.heading = "Key: \(lesson.title.html)"
        page.description = "The backward passes of the lesson \(lesson.title.text), worked out"
        place(&page, lesson, track, [])
        for key in lesson.keys {
            let exercise = SitePaths.link(from: page.path, to: SitePaths.page(key.page, of: lesson.lesson.path))
            let title: HTML = "\(Self.name(key.page)): <code>\(key.root)</code>"
            page.sections.append(Page.Section(level: 2, id: key.id, title: title))
            page.body += """
                <h2 id="\(key.id)">\(title)</h2>
                <p><a href="\(exercise)#\(key.figure)">Back to the exercise</a></p>
                \(key.html)
                """
        }
        return page
    }

    // MARK: Parts of pages

    private func blank(_ kind: Page.Kind, _ path: String, title: String) -> Page {
        // Of a track where the page is in one, of all of them elsewhere.
        let track = tracks.filter { path.hasPrefix($0.track.name + "/") }
        let indexes = (track.isEmpty ? tracks : track).map {
            SitePaths.link(from: path, to: SearchIndex.path(of: $0.track.name))
        }
        return Page(
            kind: kind, path: path, language: site.config.language, siteTitle: site.config.title, title: title,
            heading: HTML(escaping: title), description: "", canonical: kind == .notFound ? nil : absolute(path),
            siteAddress: base, hasFeed: hasFeed, searchIndexes: indexes.joined(separator: " "),
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
            crumb(InlineWeave(track.title, formulas: formulas).html, SitePaths.track(track.name), on: page),
            crumb(lesson.title.html, lesson.firstPath, on: page),
        ]
        page.lessonTitle = lesson.title.text
        page.kindName = Self.name(page.kind)
        if let lessons = tracks.first(where: { $0.track.name == track.name })?.lessons {
            page.review = reviewLink(track, lessons, on: page)
        }
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
            path: lesson.lesson.path, number: lesson.lesson.number, title: lesson.title.html,
            href: SitePaths.link(from: page.path, to: lesson.firstPath), summary: lesson.summary?.html,
            minutes: lesson.page(.lesson).map { $0.page.matter.readingMinutes ?? $0.content.reading.minutes },
            practiceMinutes: lesson.lesson.leading(\.practiceMinutes)?.value,
            difficulty: lesson.lesson.leading(\.difficulty)?.value, cardCount: lesson.cards.count,
            pages: lesson.paths.map { crumb(Self.name($0.kind), $0.path, on: page) })
    }

    private func facts(_ lesson: LessonWeave, _ track: Track, _ timed: LessonWeave.WovenPage?) -> Page.LessonFacts {
        let source = lesson.lesson
        let phase = source.leading(\.phase)?.value
        let override = timed?.page.matter.readingMinutes
        return Page.LessonFacts(
            title: lesson.title.html, summary: lesson.summary?.html,
            phase: phase.flatMap { number in
                track.phases.indices.contains(number - 1)
                    ? "\(number) · \(InlineWeave(track.phases[number - 1].title, formulas: formulas).html)" : nil
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
