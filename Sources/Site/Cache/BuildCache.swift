import Source
import Synchronization

/// What builds of a content folder remember, asked lesson by lesson while a build goes on. It gives an outline or a made
/// lesson only when all that these rest on was looked at again and is the same, by stamp or byte for byte; in any doubt it
/// gives nothing, and the build does what it would do without it. Any number of threads may ask.
final class BuildCache: Sendable {
    let store: ObjectStore
    let disk: DiskAnswers
    private let content: ContentFolder
    private let name: String
    /// Of the last build; without lessons where there is none, or it was another gradbook's.
    let old: SiteState
    /// Why nothing of the last build holds, in plain words; nil where it may.
    let foreign: String?
    private let oldLessons: [String: Int]
    private let oldJoined: [String: Int]
    private let surveys = Mutex<[String: Survey]>([:])

    /// An outline with what it rests on.
    private final class Survey: Sendable {
        let paths: [WatchedPath]
        let facts: Digest
        let frame: Digest
        let outline: LessonOutline
        /// The lesson as it is remembered, when all of this is the same, stamps and all.
        let same: LessonState?

        init(paths: [WatchedPath], facts: Digest, frame: Digest, outline: LessonOutline, same: LessonState? = nil) {
            self.paths = paths
            self.facts = facts
            self.frame = frame
            self.outline = outline
            self.same = same
        }
    }

    /// - Returns: nil where nothing can be kept beside the content, or nobody can tell what this program is.
    init?(_ content: ContentFolder) {
        let folder = CacheFolder(path: content.beside(".gradbook"))
        guard folder.make() else { return nil }
        self.content = content
        name = "state-" + Digest(of: Array(content.path.utf8)).hex.prefix(8)
        let clock = folder.clock()
        disk = DiskAnswers(content: content, clock: clock)
        let head = folder.read(name).flatMap { try? SiteState.head(of: $0.bytes) }
        guard let gradbook = ProgramIdentity.digest() else { return nil }
        store = ObjectStore(folder: folder, gradbook: gradbook)
        let isOurs = head?.gradbook == gradbook
        let state = isOurs ? head.flatMap { try? SiteState($0) } : nil
        foreign = state != nil ? nil : head == nil || isOurs ? "never built" : "gradbook itself changed"
        old = state ?? SiteState(gradbook: gradbook)
        oldLessons = Dictionary(old.lessons.enumerated().map { ($1.path, $0) }) { first, _ in first }
        oldJoined = Dictionary(old.joined.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    func lesson(_ path: String) -> LessonState? { oldLessons[path].map { old.lessons[$0] } }

    func joined(_ name: String) -> JoinedState? { oldJoined[name].map { old.joined[$0] } }

    // MARK: The first pass

    /// The outline of a lesson, when the lesson is what it was.
    func outline(of place: LessonPlace, _ frame: FrameDigests) -> LessonOutline? {
        guard let known = lesson(place.path), known.frame == frame.tracks[place.track] else { return nil }
        guard let again = disk.again(known.surveyed) else { return nil }
        keep(
            Survey(
                paths: again.paths, facts: known.facts, frame: known.frame, outline: known.outline,
                same: again.isSame ? known : nil))
        return known.outline
    }

    /// Takes down the outline of a lesson that was read.
    /// - Parameter log: of what was asked for it.
    func surveyed(_ place: LessonPlace, _ frame: FrameDigests, _ outline: LessonOutline, _ log: InputLog) {
        let paths = disk.watched(log).paths
        keep(
            Survey(
                paths: paths, facts: Digest(of: paths.map(\.fact)), frame: frame.tracks[place.track],
                outline: outline))
    }

    private func keep(_ survey: Survey) { surveys.withLock { $0[survey.outline.path] = survey } }

    /// The digests of site.yml with the track.yml of each track, on which outlines rest.
    struct FrameDigests: Sendable {
        fileprivate let tracks: [Digest]
    }

    func digests(of frame: SiteFrame) -> FrameDigests {
        let site = Digest(of: frame.configFile.bytes)
        return FrameDigests(tracks: frame.tracks.map { Digest(of: [site, Digest(of: $0.file.bytes)]) })
    }

    // MARK: The second pass

    /// A lesson that need not be made, as it stands after this build.
    /// - Parameter context: all that its pages are made from beside what was asked of the disk.
    func made(_ index: Int, of site: SiteOutline, _ context: [Digest]) -> LessonState? {
        let path = site.lessons[index].path
        guard let survey = surveys.withLock({ $0[path] }) else { return nil }
        let known = lesson(path)
        let key = key(of: survey, path, context)
        func holds(_ answers: [SiteAnswer]) -> Bool { answers.allSatisfy { SiteAnswer($0.question, of: site) == $0 } }
        func state(_ made: LessonState.Made, _ reasons: [String]) -> LessonState {
            LessonState(
                path: path, surveyed: survey.paths, facts: survey.facts, frame: survey.frame, outline: survey.outline,
                made: made, reasons: reasons)
        }
        if let known, let made = known.made, made.key == key, holds(made.site), let again = disk.again(made.further) {
            if again.isSame, let same = survey.same { return same }
            var fresh = made
            fresh.further = again.paths
            return state(fresh, known.reasons)
        }
        guard let object = store.record(key), let record = LessonRecord(object.record), holds(record.site),
            let again = disk.again(record.facts)
        else { return nil }
        return state(
            LessonState.Made(
                key: key, context: context, further: again.paths, site: record.site, summary: record.summary,
                part: LessonState.Part(record.shown), files: object.entries), known?.reasons ?? [])
    }

    private func key(of survey: Survey, _ path: String, _ context: [Digest]) -> Digest {
        var writer = ByteWriter()
        store.gradbook.store(in: &writer)
        path.store(in: &writer)
        context.store(in: &writer)
        survey.facts.store(in: &writer)
        return Digest(of: writer.bytes)
    }

    /// Keeps what was made of a lesson, when it is right and the disk gave the same answers as for its outline.
    /// - Parameter log: of all that was asked for it.
    /// - Returns: the lesson as it stands after this build; nil when it was not surveyed.
    func keep(
        _ made: MadeLesson, at index: Int, of site: SiteOutline, _ inputs: SiteInputs, _ log: InputLog
    ) -> LessonState? {
        let context = inputs.context(of: index)
        let path = site.lessons[index].path
        guard let survey = surveys.withLock({ $0[path] }) else { return nil }
        let reasons = reasons(of: survey, at: index, site, inputs)
        func state(_ made: LessonState.Made?) -> LessonState {
            LessonState(
                path: path, surveyed: survey.paths, facts: survey.facts, frame: survey.frame, outline: survey.outline,
                made: made, reasons: reasons)
        }
        var summary = made.summary
        guard let shown = summary.shown, !summary.findings.contains(where: { $0.severity == .error }) else {
            return state(nil)
        }
        summary.shown = nil
        let asked = disk.watched(log)
        let surveyed = Dictionary(survey.paths.map { ($0.name, $0.answers) }) { first, _ in first }
        guard asked.paths.allSatisfy({ surveyed[$0.name]?.agrees(with: $0.answers) ?? true }) else { return state(nil) }
        let further = asked.paths.filter { !(surveyed[$0.name]?.covers($0.answers) ?? false) }
        let key = key(of: survey, path, context)
        let record = LessonRecord(
            facts: further.map(\.fact), site: asked.site, summary: summary, shown: shown)
        var writer = ByteWriter()
        record.store(in: &writer)
        store.write(record: writer.bytes, files: made.files, as: key)
        return state(
            LessonState.Made(
                key: key, context: context, further: further, site: asked.site, summary: summary,
                part: LessonState.Part(shown), files: made.files.map { KnownFile($0) }))
    }

    /// A lesson that was not made in this build.
    func unmade(_ path: String) -> LessonState? {
        guard let survey = surveys.withLock({ $0[path] }) else { return nil }
        if let same = survey.same { return same }
        let known = lesson(path)
        return LessonState(
            path: path, surveyed: survey.paths, facts: survey.facts, frame: survey.frame, outline: survey.outline,
            made: known?.made, reasons: known?.reasons ?? [])
    }

    /// The files of a made lesson; nil where the store has them no longer.
    func files(of made: LessonState.Made) -> [OutputFile]? { store.object(made.key)?.files }

    /// Its part of other pages; nil where the store has it no longer.
    func shown(of made: LessonState.Made) -> LessonSummary.Shown? {
        store.record(made.key).flatMap { LessonRecord($0.record)?.shown }
    }

    // MARK: Why

    /// Why a lesson has to be made that is not known, in plain words; never empty.
    private func reasons(of survey: Survey, at index: Int, _ site: SiteOutline, _ inputs: SiteInputs) -> [String] {
        let context = inputs.context(of: index)
        if let foreign { return [foreign] }
        let path = site.lessons[index].path
        guard let known = lesson(path) else { return ["never built"] }
        func shown(_ path: WatchedPath) -> String { path.isBeside ? path.path : content.shown(path.path) }
        func changes(_ old: [WatchedPath], _ new: [WatchedPath]) -> [String] {
            let before = Dictionary(old.map { ($0.name, $0.answers) }) { first, _ in first }
            // What changed itself is the better answer than that there are other files.
            return (new.filter { $0.answers.names == nil } + new.filter { $0.answers.names != nil }).compactMap {
                path in
                guard let answers = before[path.name], !answers.agrees(with: path.answers) else { return nil }
                return answers.change(to: path.answers, shown(path))
            }
        }
        // All that the outline rested on is asked again, as what is gone is not asked any more.
        var found = changes(known.surveyed, known.surveyed.map { disk.again($0) })
        guard let made = known.made else { return found.isEmpty ? ["the last build made nothing of it"] : found }
        found += changes(made.further, made.further.map { disk.again($0) }).filter { !found.contains($0) }
        for part in LessonContext.allCases
        where made.context.indices.contains(part.rawValue) && made.context[part.rawValue] != context[part.rawValue] {
            if part == .templates, !inputs.changedTemplates.ofLessons.isEmpty {
                found += inputs.changedTemplates.ofLessons.map { "\($0) changed" }
            } else {
                found.append(part.change(content: content.path, lesson: path))
            }
        }
        for answer in made.site where SiteAnswer(answer.question, of: site) != answer {
            found.append(answer.question.change)
        }
        return found.isEmpty ? ["the cache has lost what was made of it"] : found
    }

    /// Why a lesson would be made now; empty when it would not.
    func reasons(at index: Int, of site: SiteOutline, _ inputs: SiteInputs) -> [String] {
        guard let survey = surveys.withLock({ $0[site.lessons[index].path] }),
            made(index, of: site, inputs.context(of: index)) == nil
        else { return [] }
        return reasons(of: survey, at: index, site, inputs)
    }

    // MARK: The end

    /// Remembers the build for the next.
    func finish(
        _ lessons: [LessonState], joined: [JoinedState], attached: [WatchedPath], templates: [SiteState.TemplateDigest]
    ) {
        let isSame =
            foreign == nil && templates == old.templates && joined == old.joined && attached == old.attached
            && lessons.count == old.lessons.count && zip(lessons, old.lessons).allSatisfy { $0 === $1 }
        if !isSame {
            let state = SiteState(
                gradbook: store.gradbook, templates: templates, lessons: lessons, joined: joined,
                attached: attached)
            store.folder.write(state.bytes, to: name)
        }
        store.prune { Set(lessons.compactMap(\.made?.key)) }
    }
}
