import Markup

/// Makes the pages of one woven lesson: its family, its cards, the answers to its exercises; and its part of the pages that
/// speak of many lessons. Of the others it knows what the outline of the site tells.
struct LessonPages {
    private let weaver: SiteWeaver
    private let lesson: LessonWeave
    /// The lesson's index in the site, and its track's.
    private let index: Int
    private let track: Int

    init(_ lesson: LessonWeave, at index: Int, _ weaver: SiteWeaver) {
        self.weaver = weaver
        self.lesson = lesson
        self.index = index
        track = weaver.site.track(of: index)
    }

    private var site: SiteOutline { weaver.site }
    private var head: SiteWeaver.Head { weaver.tracks[track] }

    func pages() -> [Page] {
        let around = neighbours()
        var pages = lesson.pages.map { page($0, around) }
        if !lesson.cards.isEmpty { pages.append(cardsPage(around)) }
        if !lesson.keys.isEmpty { pages.append(keyPage()) }
        return pages
    }

    /// - Parameter pages: those of the lesson.
    func shown(_ pages: [Page]) -> LessonSummary.Shown {
        LessonSummary.Shown(
            entry: entry(), title: lesson.title.text, summary: lesson.summary?.text, review: review(),
            search: pages.compactMap(SearchIndex.entry), attached: Set(lesson.pages.flatMap(\.content.files)).sorted())
    }

    // MARK: Beside the pages

    private func entry() -> Page.LessonEntry {
        let page = SitePaths.track(head.name)
        func link(_ title: HTML, _ path: String) -> Page.Link {
            Page.Link(title, SitePaths.link(from: page, to: path))
        }
        return Page.LessonEntry(
            path: lesson.lesson.path, number: lesson.lesson.number, title: lesson.title.html,
            href: SitePaths.link(from: page, to: lesson.firstPath), summary: lesson.summary?.html,
            minutes: lesson.page(.lesson).map { $0.page.matter.readingMinutes ?? $0.content.reading.minutes },
            practiceMinutes: lesson.lesson.leading(\.practiceMinutes)?.value,
            difficulty: lesson.lesson.leading(\.difficulty)?.value, cardCount: lesson.cards.count,
            pages: lesson.paths.map { link(SiteWeaver.name($0.kind), $0.path) })
    }

    private func review() -> Page.LessonCards? {
        guard !lesson.cards.isEmpty else { return nil }
        let page = SitePaths.review(head.name)
        return Page.LessonCards(
            key: lesson.lesson.path, title: lesson.title.html,
            href: SitePaths.link(from: page, to: lesson.firstPath), cards: entries(\.reviewedCards, on: page))
    }

    /// What a reader is offered before the first page of the lesson and behind the last.
    private func neighbours() -> (previous: (path: String, title: HTML)?, next: (path: String, title: HTML)?) {
        func reading(_ index: Int, _ kind: Page.Kind) -> (path: String, title: HTML) {
            let outline = site.lessons[index]
            let title = InlineWeave(outline.title, formulas: weaver.formulas).html
            return (SitePaths.page(kind, of: outline.path), Self.reading(title, kind))
        }
        let (previous, next) = site.neighbours(of: index)
        return (
            previous.flatMap { index in site.lessons[index].readingOrder.last.map { reading(index, $0) } },
            next.flatMap { index in site.lessons[index].readingOrder.first.map { reading(index, $0) } }
        )
    }

    private static func reading(_ title: HTML, _ kind: Page.Kind) -> HTML {
        kind == .lesson ? title : "\(SiteWeaver.name(kind)): \(title)"
    }

    // MARK: Pages

    private typealias Neighbours = (previous: (path: String, title: HTML)?, next: (path: String, title: HTML)?)

    private func page(_ woven: LessonWeave.WovenPage, _ around: Neighbours) -> Page {
        let kind = woven.page.kind
        var page = blank(kind, title: woven.title.text)
        page.heading = woven.title.html
        page.description = (woven.summary ?? lesson.summary)?.text ?? ""
        page.sections = woven.content.sections
        page.body = woven.content.body
        page.hasSteps = woven.content.hasSteps
        page.hasCardGroups = !woven.content.cards.isEmpty
        page.hasPractice = !woven.content.keys.isEmpty
        place(&page, around)
        // The brief tells what lies ahead: the time of the lesson itself.
        let timed = kind == .brief ? lesson.page(.lesson) ?? woven : woven
        let facts = facts(timed)
        page.facts = facts
        page.searchable = woven.content.searchable
        if kind == .brief || kind == .lesson {
            page.jsonLD = resource(facts, at: page.path)
            page.account = lesson.account.isEmpty ? nil : lesson.account
        }
        if woven.page === lesson.pages.first?.page { describe(&page.searchable) }
        return page
    }

    /// What the head of the lesson says is found with its first page.
    private func describe(_ sections: inout [Page.SearchSection]) {
        let texts = [lesson.summary].compactMap { $0 } + lesson.objectives + lesson.prerequisites
        let text = SearchText.line(texts.map(\.text).joined(separator: " "))
        guard !text.isEmpty else { return }
        if sections.first?.id.isEmpty ?? false {
            sections[0].text = text + " " + sections[0].text
        } else {
            sections.insert(.init(id: "", title: "", text: text), at: 0)
        }
    }

    private func cardsPage(_ around: Neighbours) -> Page {
        var page = blank(.cards, title: "Cards: \(lesson.title.text)")
        page.heading = "Cards: \(lesson.title.html)"
        page.description = "\(lesson.cards.count) flashcards of the lesson \(lesson.title.text)"
        place(&page, around)
        page.facts = facts(nil)
        page.body = """
            <p class="card-print">To print this deck: <code>gradbook cards \(lesson.lesson.path) --format html --output \
            cards.html</code></p>
            """
        page.cards = entries(\.listedCards, on: page.path)
        return page
    }

    /// The cards of the lesson's pages, each with the place it stands at.
    private func entries(_ cards: KeyPath<PageWeaver.Woven, [Card]>, on page: String) -> [Page.CardEntry] {
        lesson.pages.flatMap { woven in
            let target = SitePaths.link(from: page, to: SitePaths.page(woven.page.kind, of: lesson.lesson.path))
            return woven.content[keyPath: cards].map { card in
                Page.CardEntry(
                    id: card.id, front: card.front, back: card.back,
                    source: Page.Link(woven.title.html, "\(target)#card-\(card.id)"))
            }
        }
    }

    private func keyPage() -> Page {
        var page = blank(.key, title: "Key: \(lesson.title.text)")
        page.heading = "Key: \(lesson.title.html)"
        page.description = "The backward passes of the lesson \(lesson.title.text), worked out"
        place(&page, nil)
        for key in lesson.keys {
            let exercise = SitePaths.link(from: page.path, to: SitePaths.page(key.page, of: lesson.lesson.path))
            let title: HTML = "\(SiteWeaver.name(key.page)): <code>\(key.root)</code>"
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

    private func blank(_ kind: Page.Kind, title: String) -> Page {
        weaver.blank(kind, SitePaths.page(kind, of: lesson.lesson.path), title: title, track: track)
    }

    /// Where a page stands among the others.
    /// - Parameter around: nil for a page that is in no list.
    private func place(_ page: inout Page, _ around: Neighbours?) {
        page.breadcrumbs = [
            weaver.homeCrumb(on: page),
            weaver.crumb(head.title.html, SitePaths.track(head.name), on: page),
            weaver.crumb(lesson.title.html, lesson.firstPath, on: page),
        ]
        page.lessonTitle = lesson.title.text
        page.kindName = SiteWeaver.name(page.kind)
        page.review = weaver.reviewLink(track: track, on: page)
        let family = lesson.paths
        page.family = family.map { weaver.crumb(SiteWeaver.name($0.kind), $0.path, on: page) }
        guard let around, let index = family.firstIndex(where: { $0.path == page.path }) else { return }
        func reading(_ index: Int) -> (path: String, title: HTML) {
            let title = family[index].kind == .lesson ? family[index].title : lesson.title.html
            return (family[index].path, Self.reading(title, family[index].kind))
        }
        let previous = index > 0 ? reading(index - 1) : around.previous
        let next = index + 1 < family.count ? reading(index + 1) : around.next
        page.previous = previous.map { weaver.crumb($0.title, $0.path, on: page) }
        page.next = next.map { weaver.crumb($0.title, $0.path, on: page) }
    }

    private func resource(_ facts: Page.LessonFacts, at path: String) -> HTML {
        // The lists stand where the page shows them, in the brief; once is enough.
        let isFirst = path == lesson.firstPath
        return LearningResource.lesson(
            .init(
                title: lesson.title.text, summary: lesson.summary?.text, language: site.config.language,
                address: weaver.absolute(path), track: head.title.text,
                trackAddress: weaver.absolute(SitePaths.track(head.name)), minutes: facts.readingMinutes,
                difficulty: facts.difficulty, date: facts.date,
                objectives: isFirst ? lesson.objectives.map(\.text) : [],
                prerequisites: isFirst ? lesson.prerequisites.map(\.text) : []))
    }

    private func facts(_ timed: LessonWeave.WovenPage?) -> Page.LessonFacts {
        let source = lesson.lesson
        let phase = source.leading(\.phase)?.value
        let override = timed?.page.matter.readingMinutes
        return Page.LessonFacts(
            title: lesson.title.html, summary: lesson.summary?.html,
            phase: phase.flatMap { number in
                head.phases.indices.contains(number - 1) ? "\(number) · \(head.phases[number - 1].title)" : nil
            },
            difficulty: source.leading(\.difficulty)?.value, date: source.leading(\.date)?.value,
            readingMinutes: override ?? timed?.content.reading.minutes,
            readingRange: override == nil
                ? timed.map(\.content.reading.range).flatMap { $0.count > 1 ? $0 : nil } : nil,
            practiceMinutes: source.leading(\.practiceMinutes)?.value, cardCount: lesson.cards.count,
            objectives: lesson.objectives.map(\.html), prerequisites: lesson.prerequisites.map(\.html))
    }
}
