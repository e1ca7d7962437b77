import Source
import Synchronization

/// The passes over a site that remembers the last build: what rests on the same inputs is not made again. What comes out is
/// the same as without; `verify` does not go this way.
struct CachedPasses {
    let pipeline: Pipeline
    let command: String
    let workers: Workers
    let cache: BuildCache
    private let ahead = LessonsAhead()

    init(pipeline: Pipeline, command: String, workers: Workers, cache: BuildCache) {
        self.pipeline = pipeline
        self.command = command
        self.workers = workers
        self.cache = cache
    }

    /// What became of a lesson.
    private struct Lesson: Sendable {
        var summary: LessonSummary
        /// As it is remembered; nil where the next build must make it.
        var state: LessonState?
        var times = StageTimes()
        var files = 0
        var isMade = false
    }

    func run(into sink: KeepingSink) -> Report {
        var clock = StageClock(.survey)
        var found = Findings()
        guard let surveyed = survey(&found) else { return Report(command, found.all, Tally([], []), pages: []) }
        let (site, drafts) = surveyed
        let isStrict = pipeline.strict || site.config.strict
        let templates = TemplateDigests(TemplateSource(pipeline.templates))
        let inputs = SiteInputs(site, pipeline, isStrict: isStrict, templates, since: cache.old.templates)
        let wanted = site.lessons.indices.filter { pipeline.shard?.contains(lesson: $0) ?? true }
        let known = known(wanted, of: site, inputs)
        let toMake = wanted.filter { known[$0] == nil }
        clock.enter(.typeset)
        let formulas = pipeline.typesetter.typeset(site.formulaKeys(toMake: toMake))
        found.add(SitePasses.ownFindings(site, formulas, isStrict: isStrict))
        clock.enter(.join)
        let workshop = Workshop(pipeline, site, formulas: formulas, isStrict: isStrict)
        var templateErrors: [Diagnostic] = []
        if templates.digests == nil || templates.digests != cache.old.templates,
            case .failure(let errors) = workshop.open()
        {
            templateErrors = errors.diagnostics
        }
        pipeline.timings?.add(clock.stop())

        let joins = Joins(self, site, inputs, workshop, sink, known)
        make(wanted, known, inputs, workshop, sink, site) { index, lesson in
            found.add(lesson.summary.findings)
            joins.add(lesson, at: index)
            // Pages of many lessons belong to the build that has them all.
            if !found.hasErrors, templateErrors.isEmpty, pipeline.shard == nil { joins.closeTrack(behind: index) }
        }
        found.sayOnce("formula-typesetter")
        if !found.hasErrors { found.add(templateErrors) }
        var clockOfJoin = StageClock(.join)
        if !found.hasErrors {
            if pipeline.shard == nil { joins.closeSite() }
            joins.attach()
        }
        pipeline.timings?.add(clockOfJoin.stop())
        let isWhole = !found.hasErrors && pipeline.shard == nil
        let others = site.lessons.indices.filter { !(pipeline.shard?.contains(lesson: $0) ?? true) }
        cache.finish(
            joins.states + (others.map { site.lessons[$0].path } + drafts).compactMap(cache.unmade),
            joined: isWhole ? joins.joined : cache.old.joined,
            attached: isWhole ? joins.attachedFiles : cache.old.attached,
            templates: isWhole ? templates.digests ?? [] : cache.old.templates)
        var report = Report(
            command, found.all, joins.tally, pages: wanted.flatMap { site.lessons[$0].pages.map(\.file) })
        report.externalLinks = joins.externalLinks
        return report
    }

    // MARK: Why

    /// Why a part of the site would be made now, and why it was when it was made last. Nothing is made, and nothing kept.
    func why(_ subject: Why.Subject) -> Result<Why, Pipeline.Failure> {
        var found = Findings()
        guard let (site, _) = survey(&found) else { return .failure(Pipeline.Failure(found.all)) }
        let isStrict = pipeline.strict || site.config.strict
        let inputs = SiteInputs(
            site, pipeline, isStrict: isStrict, TemplateDigests(TemplateSource(pipeline.templates)),
            since: cache.old.templates)
        func joined(_ name: String, _ fresh: [JoinedInput], _ templates: [String]) -> Why {
            guard let old = cache.joined(name) else {
                return Why(subject: subject, now: [cache.foreign ?? "never built"], last: [])
            }
            let now =
                old.inputs == fresh
                ? []
                : JoinedInput.changes(from: old.inputs, to: fresh, content: site.folder.path, templates: templates)
            return Why(subject: subject, now: now, last: old.reasons)
        }
        switch subject {
        case .lesson(let path):
            guard let index = site.lesson(path) else {
                return .success(Why(subject: subject, now: ["it is a draft, or has errors in its form"], last: []))
            }
            return .success(
                Why(
                    subject: subject, now: cache.reasons(at: index, of: site, inputs),
                    last: cache.lesson(path)?.reasons ?? []))
        case .track(let name):
            guard let track = site.track(named: name) else {
                return .success(Why(subject: subject, now: ["never built"], last: []))
            }
            let lessons = known(Array(site.tracks[track]), of: site, inputs)
            if let index = site.tracks[track].first(where: { lessons[$0] == nil }) {
                return .success(
                    Why(
                        subject: subject, now: ["the lesson \(site.lessons[index].path) would be built again"],
                        last: cache.joined(name)?.reasons ?? []))
            }
            let parts = site.tracks[track].map { lessons[$0]?.made?.part }
            return .success(joined(name, inputs.inputs(ofTrack: track, parts), inputs.changedTemplates.ofTracks))
        case .site:
            let lessons = known(Array(site.lessons.indices), of: site, inputs)
            var dated = DatedLessons()
            for index in site.lessons.indices {
                let part = lessons[index]?.made?.part
                dated.add(index, of: site, title: part?.title ?? "", summary: part?.summary)
            }
            return .success(joined("", inputs.inputs(ofSite: dated), inputs.changedTemplates.ofSite))
        }
    }

    // MARK: The passes

    /// - Returns: the site, and the paths of lessons that are not part of it.
    private func survey(_ found: inout Findings) -> (SiteOutline, drafts: [String])? {
        var diagnostics: [Diagnostic] = []
        guard let frame = SiteFrame.read(pipeline.content, &diagnostics) else {
            found.add(diagnostics)
            return nil
        }
        found.add(diagnostics)
        let survey = LessonSurvey(frame)
        let files = cache.digests(of: frame)
        var surveyed = workers.map(frame.lessons.count) { cache.outline(of: frame.lessons[$0], files) }
        let rest = surveyed.indices.filter { surveyed[$0] == nil }
        workers.each(rest.count) { place -> (LessonOutline?, [Diagnostic]) in
            let place = frame.lessons[rest[place]]
            let log = InputLog()
            let surveyed = survey.survey(place, log: log)
            if let outline = surveyed.outline { cache.surveyed(place, files, outline, log) }
            if let lesson = surveyed.lesson { ahead.keep(lesson) }
            return (surveyed.outline, surveyed.findings)
        } _: { place, result in
            pipeline.progress?(PassProgress(.survey, rest[place] + 1, of: frame.lessons.count))
            surveyed[rest[place]] = result.0
            found.add(result.1)
        }
        var outlines: [LessonOutline] = []
        var drafts: [String] = []
        for outline in surveyed {
            guard let outline else { continue }
            // A draft may be as broken as it likes until it is asked for.
            if pipeline.drafts || !outline.isDraft { outlines.append(outline) } else { drafts.append(outline.path) }
        }
        let site = SiteOutline(frame, outlines)
        found.add(site.findings(ledgers: false))
        return (site, drafts)
    }

    /// The lessons that need not be made, each at its index in the site.
    private func known(_ wanted: [Int], of site: SiteOutline, _ inputs: SiteInputs) -> [LessonState?] {
        var known = [LessonState?](repeating: nil, count: site.lessons.count)
        let states = workers.map(wanted.count) { cache.made(wanted[$0], of: site, inputs.context(of: wanted[$0])) }
        for (index, state) in zip(wanted, states) { known[index] = state }
        return known
    }

    private func make(
        _ wanted: [Int], _ known: [LessonState?], _ inputs: SiteInputs, _ workshop: Workshop, _ sink: KeepingSink,
        _ site: SiteOutline, _ take: (Int, Lesson) -> Void
    ) {
        let isThere = workers.chunks(wanted.count) { places in
            let made = places.map { known[wanted[$0]]?.made }
            return zip(made, sink.keep(made.map { $0?.files ?? [] })).map { $0 != nil && $1 }
        }
        let rest = wanted.indices.filter { !isThere[$0] }
        var next = 0
        func takeKnown(before end: Int) {
            while next < end {
                let index = wanted[next]
                if let state = known[index], let made = state.made {
                    pipeline.note?(LessonNote(made.summary, .kept, files: made.files.count, 0))
                    take(index, Lesson(summary: made.summary, state: state))
                }
                next += 1
            }
        }
        func progress(_ done: Int) {
            let waited = done < rest.count ? site.lessons[wanted[rest[done]]].path : nil
            let through = done < rest.count ? rest[done] : wanted.count
            pipeline.progress?(PassProgress(.lessons, through, of: wanted.count, lesson: waited))
        }
        progress(0)
        workers.each(rest.count) { place -> Lesson in
            let index = wanted[rest[place]]
            if let state = known[index], let made = state.made, let files = cache.files(of: made) {
                for file in files { sink.take(file) }
                return Lesson(summary: made.summary, state: state, files: files.count)
            }
            let (made, state, times) = self.made(index, known[index] != nil, inputs, workshop, site)
            var clock = StageClock(.write)
            for file in made.files { sink.take(file) }
            var all = clock.stop()
            all += times
            return Lesson(summary: made.summary, state: state, times: all, files: made.files.count, isMade: true)
        } _: { place, lesson in
            takeKnown(before: rest[place])
            next = rest[place] + 1
            pipeline.timings?.add(lesson: lesson.summary.path, lesson.times)
            pipeline.note?(
                LessonNote(
                    lesson.summary, lesson.isMade ? lesson.files > 0 ? .made : .checked : .kept, files: lesson.files,
                    lesson.times.total, because: lesson.isMade ? lesson.state?.reasons ?? [] : []))
            take(wanted[rest[place]], lesson)
            progress(place + 1)
        }
        takeKnown(before: wanted.count)
    }

    /// Makes a lesson and keeps it.
    /// - Parameter isLate: whether nobody knew before that it has to be made.
    fileprivate func made(
        _ index: Int, _ isLate: Bool, _ inputs: SiteInputs, _ workshop: Workshop, _ site: SiteOutline
    ) -> (MadeLesson, LessonState?, StageTimes) {
        let path = site.lessons[index].path
        var clock = StageClock(.read)
        let log = InputLog()
        let read: ReadLesson
        switch ahead.take(path).map(SecondReading.lesson)
            ?? LessonReader(site.frame, log: log).read(index, of: site)
        {
        case .lesson(let lesson): read = lesson
        case .gone(let made): return (made, cache.unmade(path), clock.stop())
        }
        guard case .success(let tools) = isLate ? workshop.open(for: index) : workshop.open() else {
            // What is wrong with the templates is said by whoever opened them first.
            let checked = workshop.checks(for: index, isLate: isLate).make(read, at: index, log: log, &clock)
            return (checked, cache.unmade(path), clock.stop())
        }
        let made = tools.maker.make(read, at: index, log: log, &clock)
        clock.enter(.write)
        let state = cache.keep(made, at: index, of: site, inputs, log)
        return (made, state, clock.stop())
    }

    /// The third pass: what is made of many lessons, in the order of the site.
    private final class Joins {
        private let passes: CachedPasses
        private let site: SiteOutline
        private let inputs: SiteInputs
        private let workshop: Workshop
        private let sink: KeepingSink
        private let known: [LessonState?]
        /// Of the lessons of one track: their part of its pages, where it is at hand, and what tells whether it changed.
        private var track: [(index: Int, shown: LessonSummary.Shown?, made: LessonState.Made?)] = []
        private(set) var states: [LessonState] = []
        private(set) var joined: [JoinedState] = []
        private(set) var tally = Tally([], [])
        private(set) var externalLinks: [ExternalLink] = []
        private(set) var attachedFiles: [WatchedPath] = []
        private var attached: Set<String> = []
        private var dated = DatedLessons()

        init(
            _ passes: CachedPasses, _ site: SiteOutline, _ inputs: SiteInputs, _ workshop: Workshop,
            _ sink: KeepingSink, _ known: [LessonState?]
        ) {
            self.passes = passes
            self.site = site
            self.inputs = inputs
            self.workshop = workshop
            self.sink = sink
            self.known = known
        }

        func add(_ lesson: Lesson, at index: Int) {
            tally += lesson.summary.tally
            externalLinks += lesson.summary.externalLinks
            if let state = lesson.state { states.append(state) }
            track.append((index, lesson.summary.shown, lesson.state?.made))
            let part = lesson.summary.shown.map(LessonState.Part.init) ?? lesson.state?.made?.part
            guard let part else { return }
            attached.formUnion(part.attached)
            dated.add(index, of: site, title: part.title, summary: part.summary)
        }

        func closeTrack(behind index: Int) {
            let number = site.track(of: index)
            guard index + 1 == site.tracks[number].upperBound else { return }
            close(track: number)
            track = []
        }

        private func close(track number: Int) {
            let parts = track.map { lesson in
                lesson.shown.map(LessonState.Part.init) ?? lesson.made?.part
            }
            let name = site.frame.tracks[number].name
            join(name, inputs.inputs(ofTrack: number, parts)) { [self] in
                let lessons = track.compactMap { lesson in
                    lesson.shown ?? lesson.made.flatMap(passes.cache.shown)
                        ?? passes.made(lesson.index, true, inputs, workshop, site).0.summary.shown
                }
                return $0.joiner.finish(track: number, lessons)
            }
        }

        func closeSite() {
            for (number, lessons) in site.tracks.enumerated() where lessons.isEmpty { close(track: number) }
            join("", inputs.inputs(ofSite: dated)) { [self] in $0.joiner.finish(dated) }
        }

        /// Pages that are made of many lessons, unless they are there.
        private func join(
            _ name: String, _ inputs: [JoinedInput], _ make: (Workshop.Tools) -> [OutputFile]
        ) {
            let cache = passes.cache
            let old = cache.joined(name)
            if let old, old.inputs == inputs, sink.keep(old.files) { return joined.append(old) }
            guard case .success(let tools) = workshop.open() else { return }
            let files = make(tools)
            for file in files { sink.take(file) }
            let changed = self.inputs.changedTemplates
            let reasons = old.map { old in
                old.inputs == inputs
                    ? old.reasons
                    : JoinedInput.changes(
                        from: old.inputs, to: inputs, content: site.folder.path,
                        templates: name.isEmpty ? changed.ofSite : changed.ofTracks)
            }
            joined.append(
                JoinedState(
                    name: name, inputs: inputs,
                    files: files.map { KnownFile($0) },
                    reasons: reasons ?? [cache.foreign ?? "never built"]))
        }

        /// Files that pages show or link to.
        func attach() {
            let old = Dictionary(passes.cache.old.attached.map { ($0.path, $0) }) { first, _ in first }
            for path in attached.sorted() {
                let file = passes.cache.disk.digest(ofFile: path, known: old[path])
                guard let digest = file.answers.bytes, digest != WatchedPath.Answers.nothing else { continue }
                attachedFiles.append(file)
                if sink.keep([KnownFile(path: path, length: file.stamp?.size ?? 0, digest: digest)]) { continue }
                if let bytes = site.folder.read(path)?.bytes { sink.take(OutputFile(path: path, bytes: bytes)) }
            }
        }
    }
}
