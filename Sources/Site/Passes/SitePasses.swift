import Source
import Synchronization

/// The passes over a site: every lesson is surveyed for its outline, then made and handed on, then tracks and site are joined
/// from what was kept. However large the site, no more is in memory than outlines, summaries, the texts of a track or two
/// for their search index, and some lessons under way. The result is the same on one core and on many.
struct SitePasses {
    let pipeline: Pipeline
    let command: String
    /// The lessons to make; nil for all.
    let paths: [String]?
    /// Whether the cards must be those of the ledgers.
    let ledgers: Bool
    let workers: Workers

    /// - Parameter sink: where files go; nil where lessons are only checked. Some files may have gone there even when the
    ///   report has errors.
    func run(into sink: FileSink?) -> Report {
        var clock = StageClock(.survey)
        var found = Findings()
        let ahead = LessonsAhead()
        guard let site = survey(&found, ahead) else { return Report(command, found.all, Tally([], []), pages: []) }
        clock.enter(.typeset)
        let chosen = paths.map(Set.init)
        let wanted = site.lessons.indices.filter {
            pipeline.shard?.contains(lesson: $0) ?? true && chosen?.contains(site.lessons[$0].path) ?? true
        }
        let formulas = pipeline.typesetter.typeset(
            wanted.flatMap { site.lessons[$0].formulas } + site.frame.tracks.flatMap(Formula.all(of:)).map(\.key))
        let isStrict = pipeline.strict || site.config.strict
        found.add(Self.ownFindings(site, formulas, isStrict: isStrict))
        clock.enter(.join)
        var library: TemplateLibrary?
        var templateErrors: [Diagnostic] = []
        if sink != nil {
            do throws(TemplateErrors) { library = try TemplateLibrary(TemplateSource(pipeline.templates)) } catch {
                templateErrors = error.diagnostics
            }
        }
        let weaver = library.map { _ in SiteWeaver(site, formulas: formulas, baseURL: pipeline.baseURL) }
        let maker = LessonMaker(
            checker: LessonChecker(
                site: site, formulas: formulas, isStrict: isStrict, ledgers: ledgers, mutant: pipeline.mutant),
            weaver: weaver, library: library)
        // Pages of many lessons belong to the build that has them all.
        let joiner =
            pipeline.shard == nil
            ? weaver.flatMap { weaver in library.map { SiteJoiner(weaver: weaver, library: $0) } } : nil
        pipeline.timings?.add(clock.stop())

        var kept = Kept(site)
        make(wanted, maker, ahead, sink, failed: found.hasErrors) { index, summary in
            found.add(summary.findings)
            kept.add(summary, at: index)
            guard let joiner, let sink, !found.hasErrors else { return }
            kept.closeTrack(behind: index, joiner, sink, pipeline.timings)
        }
        found.sayOnce("formula-typesetter")
        if let chosen { found.keep(below: Set(chosen.map { site.folder.shown($0) })) }
        if !found.hasErrors {
            found.add(templateErrors)
            if let sink {
                var clock = StageClock(.join)
                if let joiner {
                    kept.closeEmptyTracks(joiner, sink)
                    for file in joiner.finish(kept.dated) { sink.take(file) }
                }
                attach(kept.attached.sorted(), site.folder, sink)
                pipeline.timings?.add(clock.stop())
            }
        }
        var report = Report(
            command, found.all, kept.tally, pages: wanted.flatMap { site.lessons[$0].pages.map(\.file) })
        report.externalLinks = kept.externalLinks
        return report
    }

    // MARK: The passes

    private func survey(_ found: inout Findings, _ ahead: LessonsAhead) -> SiteOutline? {
        var diagnostics: [Diagnostic] = []
        guard let frame = SiteFrame.read(pipeline.content, &diagnostics) else {
            found.add(diagnostics)
            return nil
        }
        found.add(diagnostics)
        let survey = LessonSurvey(frame)
        var outlines: [LessonOutline] = []
        workers.each(frame.lessons.count) { index -> (LessonOutline?, [Diagnostic]) in
            let surveyed = survey.survey(frame.lessons[index])
            if let lesson = surveyed.lesson { ahead.keep(lesson) }
            return (surveyed.outline, surveyed.findings)
        } _: { index, surveyed in
            pipeline.progress?(PassProgress(.survey, index + 1, of: frame.lessons.count))
            found.add(surveyed.1)
            // A draft may be as broken as it likes until it is asked for.
            if let outline = surveyed.0, pipeline.drafts || !outline.isDraft { outlines.append(outline) }
        }
        let site = SiteOutline(frame, outlines)
        found.add(site.findings(ledgers: ledgers))
        return site
    }

    /// What is wrong with the texts of the site and its tracks.
    static func ownFindings(_ site: SiteOutline, _ formulas: Formulas, isStrict: Bool) -> [Diagnostic] {
        site.frame.ownTexts.flatMap { NumberCoverage($0.texts, in: $0.file).findings }
            .filter { isStrict || $0.severity == .warning }
            + site.frame.tracks.flatMap { formulas.problems(of: Formula.all(of: $0)) }
    }

    private func make(
        _ wanted: [Int], _ maker: LessonMaker, _ ahead: LessonsAhead, _ sink: FileSink?, failed: Bool,
        _ take: (Int, LessonSummary) -> Void
    ) {
        let site = maker.checker.site
        let reader = LessonReader(site.frame)
        // Once there is an error no page will be seen, and only findings are of use.
        let checks = LessonMaker(checker: maker.checker, weaver: nil, library: nil)
        let hasFailed = Flag(failed)
        func progress(_ done: Int) {
            let waited = done < wanted.count ? site.lessons[wanted[done]].path : nil
            pipeline.progress?(PassProgress(.lessons, done, of: wanted.count, lesson: waited))
        }
        progress(0)
        workers.each(wanted.count) { place -> (summary: LessonSummary, times: StageTimes, files: Int) in
            let index = wanted[place]
            var clock = StageClock(.read)
            let read: ReadLesson
            switch ahead.take(site.lessons[index].path).map(SecondReading.lesson) ?? reader.read(index, of: site) {
            case .lesson(let lesson): read = lesson
            case .gone(let made): return (made.summary, clock.stop(), 0)
            }
            let maker = hasFailed.isSet ? checks : maker
            let made = maker.make(read, at: index, &clock)
            if made.summary.findings.contains(where: { $0.severity == .error }) { hasFailed.set() }
            clock.enter(.write)
            for file in made.files { sink?.take(file) }
            return (made.summary, clock.stop(), made.files.count)
        } _: { place, made in
            pipeline.timings?.add(lesson: made.summary.path, made.times)
            // What verify makes is compared, and what stands beside an error is dropped.
            let isMade = command == "build" && made.files > 0
            pipeline.note?(
                LessonNote(made.summary, isMade ? .made : .checked, files: made.files, made.times.total))
            take(wanted[place], made.summary)
            progress(place + 1)
        }
    }

    /// Files that pages show or link to.
    private func attach(_ paths: [String], _ folder: ContentFolder, _ sink: FileSink) {
        workers.each(paths.count) { index in
            if let file = folder.read(paths[index]) { sink.take(OutputFile(path: paths[index], bytes: file.bytes)) }
        } _: { _, _ in
        }
    }

    private final class Flag: Sendable {
        private let value: Mutex<Bool>

        init(_ isSet: Bool) { value = Mutex(isSet) }
        var isSet: Bool { value.withLock { $0 } }
        func set() { value.withLock { $0 = true } }
    }
}

// MARK: What is kept

/// Everything that was found so far.
struct Findings {
    private(set) var all: [Diagnostic] = []
    private(set) var hasErrors = false

    mutating func add(_ more: [Diagnostic]) {
        if more.isEmpty { return }
        all += more
        hasErrors = hasErrors || more.contains { $0.severity == .error }
    }

    /// Of what every lesson says for itself and is one thing, keeps what comes first.
    mutating func sayOnce(_ id: String) {
        guard let first = all.filter({ $0.id == id }).min(by: Diagnostic.inOrder) else { return }
        all.removeAll { $0.id == id }
        all.append(first)
    }

    /// Drops what was found elsewhere than below some folders.
    mutating func keep(below folders: Set<String>) {
        all.removeAll { found in
            let path = found.location.file.path
            return !path.indices.contains { path[$0] == "/" && folders.contains(String(path[..<$0])) }
        }
        hasErrors = all.contains { $0.severity == .error }
    }
}

/// The summaries as they come in, in the order of the site: of a track the lists until it is written, of the rest sums.
private struct Kept {
    private let site: SiteOutline
    /// Of the lessons of one track.
    private var track: [LessonSummary.Shown] = []
    private(set) var tally = Tally([], [])
    private(set) var externalLinks: [ExternalLink] = []
    private(set) var attached: Set<String> = []
    private(set) var dated = DatedLessons()

    init(_ site: SiteOutline) { self.site = site }

    mutating func add(_ summary: LessonSummary, at index: Int) {
        tally += summary.tally
        externalLinks += summary.externalLinks
        guard let shown = summary.shown else { return }
        attached.formUnion(shown.attached)
        dated.add(index, of: site, title: shown.title, summary: shown.summary)
        track.append(shown)
    }

    /// Writes a track when a lesson is its last.
    mutating func closeTrack(behind index: Int, _ joiner: SiteJoiner, _ sink: FileSink, _ timings: Timings?) {
        let number = site.track(of: index)
        guard index + 1 == site.tracks[number].upperBound else { return }
        var clock = StageClock(.join)
        for file in joiner.finish(track: number, track) { sink.take(file) }
        track = []
        timings?.add(clock.stop())
    }

    func closeEmptyTracks(_ joiner: SiteJoiner, _ sink: FileSink) {
        for (number, lessons) in site.tracks.enumerated() where lessons.isEmpty {
            for file in joiner.finish(track: number, []) { sink.take(file) }
        }
    }
}
