import Source

/// What was made of a lesson: its files, and what is kept of it when they are gone.
struct MadeLesson: Sendable {
    /// In the order of its pages; empty when the lesson has errors, or no pages are wanted.
    var files: [OutputFile]
    var summary: LessonSummary
}

/// The second pass: Run → Verify → Weave → Render, for one lesson of a site that was surveyed. Everything between, documents
/// and values and drawings, lives and dies on the thread that makes the lesson.
struct LessonMaker: Sendable {
    let checker: LessonChecker
    /// Both nil where lessons are only checked.
    let weaver: SiteWeaver?
    let library: TemplateLibrary?

    /// - Parameters:
    ///   - index: the lesson's, in the site.
    ///   - log: takes down what is asked of the site and the disk.
    func make(_ read: ReadLesson, at index: Int, log: InputLog? = nil, _ clock: inout StageClock) -> MadeLesson {
        let checked = checker.check(read, log: log, &clock)
        let tally = checked.tally
        var made = MadeLesson(
            files: [],
            summary: LessonSummary(
                path: read.lesson.path, findings: checked.findings.map(\.excerpted), tally: tally,
                externalLinks: checked.externalLinks.map(\.excerpted)))
        guard let weaver, let library, !checked.findings.contains(where: { $0.severity == .error }) else { return made }
        clock.enter(.weave)
        // Before the documents are changed.
        let numbers = NumbersFile.file(LessonNumbers(checked.run))
        let woven = LessonWeave(
            checked.run, account: LessonAccount(tally), links: LinkMap(checker.site, log: log),
            formulas: checker.formulas)
        let lesson = LessonPages(woven, at: index, weaver)
        let pages = lesson.pages()
        made.summary.shown = lesson.shown(pages)
        clock.enter(.render)
        made.files = pages.map(library.render) + [numbers]
        return made
    }
}

/// The third pass: the files that are made of many lessons' summaries.
struct SiteJoiner: Sendable {
    let weaver: SiteWeaver
    let library: TemplateLibrary

    /// The pages of a track and what search finds in it, as soon as its last lesson is done.
    /// - Parameter lessons: those of the track, in order.
    func finish(track index: Int, _ lessons: [LessonSummary.Shown]) -> [OutputFile] {
        let track = weaver.tracks[index]
        var files = [library.render(weaver.page(ofTrack: index, lessons))]
        if weaver.site.trackHasCards[index] {
            files.append(library.render(weaver.reviewPage(ofTrack: index, lessons.compactMap(\.review))))
        }
        files.append(
            SearchIndex.file(track: track.name, title: track.title.text, entries: lessons.flatMap(\.search)))
        return files
    }

    /// The pages of the whole site, what the templates bring along, and what machines read.
    func finish(_ dated: DatedLessons) -> [OutputFile] {
        [weaver.home(), weaver.notFound()].map(library.render) + library.assets
            + [weaver.sitemap(), weaver.feed(dated)].compactMap { $0 }
    }
}
