import Markup
import Source

/// The first pass: reads a lesson and keeps its outline. Nothing is run for it, unless the lesson's title computes a number:
/// then other pages show that number, and the page that the title stands on has to run.
struct LessonSurvey: Sendable {
    let site: SiteFrame

    init(_ site: SiteFrame) { self.site = site }

    /// - Parameter log: takes down what the outline depends on.
    /// - Returns: the lesson, and its outline; nil for a folder that is no lesson, which is among the findings then. What is
    ///   wrong with a lesson that there is, is found again when it is made.
    func survey(
        _ place: LessonPlace, log: InputLog? = nil
    ) -> (lesson: ReadLesson?, outline: LessonOutline?, findings: [Diagnostic]) {
        var findings: [Diagnostic] = []
        guard let lesson = LessonReader(site, log: log).read(place, &findings) else {
            return (nil, nil, findings.map(\.excerpted))
        }
        return (ReadLesson(lesson: lesson, findings: findings), outline(of: lesson, log: log), [])
    }

    func outline(of lesson: Lesson, log: InputLog? = nil) -> LessonOutline {
        let folder = site.folder.logged(by: log)
        return LessonOutline(
            path: lesson.path, number: lesson.number, isDraft: lesson.isDraft,
            pages: lesson.pages.map {
                .init(kind: $0.kind, file: $0.file.path, anchors: $0.anchors.sorted())
            }, title: title(of: lesson), phase: lesson.leading(\.phase)?.value, date: lesson.leading(\.date)?.value,
            hasCards: lesson.cards.contains { !$0.yields.isEmpty },
            hasKeys: lesson.pages.contains { page in
                page.items.contains {
                    if case .figure(let figure) = $0.content { figure.kind == .practice } else { false }
                }
            },
            cards: lesson.cards.map {
                .init(id: $0.id, file: $0.fence.file.path, fence: $0.fence.fileOffset(0), span: $0.idSpan)
            }, formulas: formulas(of: lesson), linkedFiles: linkedFiles(of: lesson, folder),
            ledgerDeck: folder.read("\(lesson.path)/\(Ledger.fileName)").map { file in
                var problems: [Diagnostic] = []
                return Ledger(file, &problems).deck
            })
    }

    private func title(of lesson: Lesson) -> InlineOutline {
        guard let page = lesson.page(.lesson) ?? lesson.pages.first, let title = page.matter.title else {
            return InlineOutline(text: lesson.name)
        }
        // Most titles compute nothing, and are not even parsed.
        guard title.text.contains("`"), !InlineText(title, in: page.file).spans.isEmpty else {
            return InlineOutline(text: title.text)
        }
        guard let run = Runner(budget: site.config.budget, audits: false).run(page, of: lesson).matter.title else {
            return InlineOutline(text: title.text)
        }
        var computed: [Document.Node: InlineOutline.Number] = [:]
        for ((node, _), result) in zip(run.text.spans, run.results) {
            computed[node] = result.map { .init(html: ComputedNumber.html($0), text: ComputedNumber.text($0)) }
        }
        let document = run.text.document
        return InlineOutline(
            text: title.text, numbers: document.nodes().filter { document.kind($0) == .code }.map { computed[$0] })
    }

    private func formulas(of lesson: Lesson) -> [Formula.Key] {
        var seen: Set<Formula.Key> = []
        return lesson.pages.flatMap(Formula.all(writtenOn:)).map(\.key).filter { seen.insert($0).inserted }
    }

    private func linkedFiles(of lesson: Lesson, _ folder: ContentFolder) -> [String] {
        var seen: Set<String> = []
        return lesson.pages.flatMap { page in
            (page.links.map(\.link) + page.cardLinks).compactMap { link in
                guard let path = LinkMap.filePath(link, on: page, of: lesson), !seen.contains(path) else { return nil }
                seen.insert(path)
                return folder.isFile(path) ? path : nil
            }
        }
    }
}

/// A lesson as it was read, on its way to whoever makes it.
///
/// It is handed from one thread to another and never used by two at once, as its documents want; it holds nothing of the
/// language, whose objects stay on one thread.
final class ReadLesson: @unchecked Sendable {
    let lesson: Lesson
    /// What is wrong with its form.
    let findings: [Diagnostic]

    init(lesson: Lesson, findings: [Diagnostic]) {
        self.lesson = lesson
        self.findings = findings
    }
}
