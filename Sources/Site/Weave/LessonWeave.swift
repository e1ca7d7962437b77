import Markup

/// A lesson with all its pages woven: what the pages of the site, the lists of lessons and the decks are made of.
struct LessonWeave {
    struct WovenPage {
        let page: LessonPage
        let title: InlineWeave
        let summary: InlineWeave?
        let content: PageWeaver.Woven
    }

    let lesson: Lesson
    let pages: [WovenPage]
    let title: InlineWeave
    let summary: InlineWeave?
    let objectives: [InlineWeave]
    let prerequisites: [InlineWeave]
    let account: LessonAccount

    /// - Parameter embedded: see `PageWeaver`.
    init(
        _ run: LessonRun, account: LessonAccount, links: LinkMap, formulas: Formulas,
        embedded: ((String) -> String?)? = nil
    ) {
        lesson = run.lesson
        self.account = account
        let anchors = LineAnchors(run)
        var matters:
            [(title: InlineWeave, summary: InlineWeave?, objectives: [InlineWeave], prerequisites: [InlineWeave])] = []
        var pages: [WovenPage] = []
        for pageRun in run.pages {
            let matter = pageRun.matter
            let title =
                matter.title.map { InlineWeave($0, formulas: formulas) }
                ?? InlineWeave(FrontMatter.Text(text: run.lesson.name, span: .init(0, 0)), formulas: formulas)
            let summary = matter.summary.map { InlineWeave($0, formulas: formulas) }
            matters.append(
                (
                    title, summary, matter.objectives.map { InlineWeave($0, formulas: formulas) },
                    matter.prerequisites.map { InlineWeave($0, formulas: formulas) }
                ))
            let weaver = PageWeaver(
                run: pageRun, lesson: run.lesson, links: links, anchors: anchors, formulas: formulas,
                path: SitePaths.page(pageRun.page.kind, of: run.lesson.path), embedded: embedded)
            pages.append(
                WovenPage(page: pageRun.page, title: title, summary: summary, content: weaver.weave()))
        }
        self.pages = pages
        // The lesson's own title is that of its main page; the rest may stand anywhere, the brief first.
        let main = pages.firstIndex { $0.page.kind == .lesson } ?? 0
        title = pages[main].title
        summary = matters.compactMap(\.summary).first
        objectives = matters.map(\.objectives).first { !$0.isEmpty } ?? []
        prerequisites = matters.map(\.prerequisites).first { !$0.isEmpty } ?? []
    }

    var keys: [PracticeKey] { pages.flatMap(\.content.keys) }

    var cards: [Card] { pages.flatMap(\.content.cards) }

    func page(_ kind: Page.Kind) -> WovenPage? { pages.first { $0.page.kind == kind } }

    /// Where a reader begins.
    var firstPath: String { SitePaths.page(pages.first?.page.kind ?? .lesson, of: lesson.path) }

    /// The paths of the lesson's pages in reading order, the cards last.
    var paths: [(kind: Page.Kind, path: String, title: HTML)] {
        var all = pages.map {
            (kind: $0.page.kind, path: SitePaths.page($0.page.kind, of: lesson.path), title: $0.title.html)
        }
        if !cards.isEmpty {
            all.append((kind: .cards, path: SitePaths.page(.cards, of: lesson.path), title: "Cards"))
        }
        return all
    }
}
