import Foundation
import Source

/// The site in memory, kept up to date while its author writes: it takes what changed on the disk and says which pages are
/// others now. Lessons that changed are made at once, because their author waits; pages that only show something of them are
/// made when somebody asks for them. A lesson with errors keeps the last pages that were good, so that there is always
/// something to look at. It writes nothing to the site on the disk, and knows nothing of servers or browsers.
///
/// One thread at a time may use it; it takes others to help.
public final class LiveSite {
    /// What changed on the disk, by the paths that messages name.
    public struct Changes: Sendable, Equatable {
        /// Files, and folders that came, went or were renamed with all that is in them.
        public var paths: Set<String>
        /// Whether anything at all may be another than before.
        public var isEverything: Bool

        public init(paths: Set<String> = [], isEverything: Bool = false) {
            (self.paths, self.isEverything) = (paths, isEverything)
        }

        public var isEmpty: Bool { paths.isEmpty && !isEverything }

        public mutating func formUnion(_ other: Changes) {
            paths.formUnion(other.paths)
            isEverything = isEverything || other.isEverything
        }
    }

    /// What became of the site.
    public struct Update: Sendable {
        /// Paths in the site of files that may be others than before, or are gone; `*` for all of them.
        public internal(set) var changed: Set<String> = []
        /// What is wrong and what is doubtful, in order.
        public internal(set) var diagnostics: [Diagnostic] = []
        /// How many pages were made anew.
        public internal(set) var pages = 0

        public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
    }

    /// Where the files lie that the site is made from.
    public struct Places: Sendable, Equatable {
        /// With all that is in them.
        public var folders: [String]
        public var files: Set<String> = []

        public init(folders: [String], files: Set<String> = []) { (self.folders, self.files) = (folders, files) }
    }

    private let pipeline: Pipeline
    /// Made for each work and gone behind it: between two changes their memory is the system's.
    private var workers: Workers { pipeline.cores.map { Workers(count: $0) } ?? Workers() }
    public private(set) var places: Places

    // What was read.
    private var frame: SiteFrame?
    private var frameFindings: [Diagnostic] = []
    /// Whether the content is not there now, or cannot be understood at all; then everything stays as it was.
    private var isLost = false
    private var templates: [String: [UInt8]] = [:]
    private var library: TemplateLibrary?
    private var templateFindings: [Diagnostic] = []
    private var lessons: [String: LiveLesson] = [:]
    /// Lessons that asked for something outside of their own folder, by its path on the disk.
    private var askers: [String: Set<String>] = [:]

    // What follows from it.
    private var site: SiteOutline?
    private var siteFindings: [Diagnostic] = []
    private var formulaKeys: Set<Formula.Key> = []
    private var formulas = Formulas()
    private var maker: LessonMaker?

    // What was made.
    private var pages = LivePages()
    /// By track, and "" for the site's own.
    private var joined: [String: [String: [UInt8]]] = [:]
    private var attached: Set<String>?

    /// - Parameter pipeline: says where the lessons are; nothing is read before the first update.
    public init(_ pipeline: Pipeline) {
        self.pipeline = pipeline
        places = Places(folders: [pipeline.content] + (pipeline.templates.map { [$0] } ?? []))
    }

    // MARK: Bringing it up to date

    /// Makes anew what the changes touch.
    public func update(_ changes: Changes) -> Update {
        var update = Update()
        if changes.isEverything || changes.paths.contains(where: isTemplate) { readTemplates(&update) }
        // What was missed while there was nothing to go on with may be anything.
        let changes = isLost ? Changes(isEverything: true) : changes
        var dirty = readFrame(changes)
        if frame != nil, !isLost {
            dirty.formUnion(lessonsTouched(by: changes))
            // With the documents, where few are to be made next.
            var read: [String: ReadLesson] = [:]
            let changed = survey(dirty, &read)
            if let site = adopt(changed, &update, &dirty) {
                make(dirty, of: site, &read, &update)
            }
        }
        update.diagnostics = findings()
        return update
    }

    private func isTemplate(_ path: String) -> Bool {
        guard let folder = pipeline.templates else { return false }
        return path == folder || path.hasPrefix(folder + "/")
    }

    /// A path below the content; nil for one that is not there.
    private func below(_ path: String) -> String? {
        if path == pipeline.content { return "" }
        return path.hasPrefix(pipeline.content + "/") ? String(path.dropFirst(pipeline.content.utf8.count + 1)) : nil
    }

    private static func lesson(_ path: String) -> String? {
        let parts = path.split(separator: "/", maxSplits: 2)
        return parts.count == 3 ? "\(parts[0])/\(parts[1])" : nil
    }

    // MARK: Templates

    private func readTemplates(_ update: inout Update) {
        let source = TemplateSource(pipeline.templates)
        let now = (source.files ?? []).reduce(into: [:]) { $0[$1.path] = $1.bytes ?? [] }
        guard now != templates || library == nil else { return }
        let others = Set(now.keys).union(templates.keys).filter { now[$0] != templates[$0] }
        do throws(TemplateErrors) {
            let old = library
            let new = try TemplateLibrary(source)
            (library, templates, templateFindings) = (new, now, [])
            joined[""] = nil
            if old != nil, others.allSatisfy({ $0.hasPrefix("assets/") }) {
                // Pages are as they were.
                update.changed.formUnion(others)
            } else {
                for path in lessons.keys { lessons[path]?.isStale = true }
                joined = [:]
                update.changed.insert("*")
            }
            remake()
        } catch {
            // Those that were right go on.
            templateFindings = error.diagnostics
        }
    }

    // MARK: The frame

    /// Reads configuration, tracks and the list of lessons when they may be others.
    /// - Returns: the lessons that have to be looked at for that.
    private func readFrame(_ changes: Changes) -> Set<String> {
        let isTouched =
            changes.isEverything || frame == nil
            || changes.paths.contains { path in
                guard let path = below(path) else { return false }
                return Self.lesson(path).map { lessons[$0] == nil } ?? true
            }
        guard isTouched else { return [] }
        var found: [Diagnostic] = []
        let read = SiteFrame.read(pipeline.content, &found)
        frameFindings = found
        isLost = read == nil
        guard let new = read else { return [] }
        let old = frame
        frame = new
        var dirty: Set<String> = []
        let known = Set(new.lessons.map(\.path))
        for path in lessons.keys where !known.contains(path) {
            lessons[path] = nil
            pages[path] = nil
            site = nil
        }
        for path in known where lessons[path] == nil { dirty.insert(path) }
        guard let old else { return known }
        let isOther =
            old.configFile.bytes != new.configFile.bytes || old.tracks.map(\.name) != new.tracks.map(\.name)
            || old.tracks.map(\.file.bytes) != new.tracks.map(\.file.bytes)
        if isOther || old.lessons != new.lessons { site = nil }
        if isOther {
            // Every lesson may be read by other rules, and shows something of it.
            for path in known {
                lessons[path]?.surveyInputs = [:]
                lessons[path]?.isStale = true
            }
            return known
        }
        return dirty
    }

    /// The lessons that lie at changed paths, or asked for one of them.
    private func lessonsTouched(by changes: Changes) -> Set<String> {
        if changes.isEverything { return Set(lessons.keys) }
        var dirty: Set<String> = []
        for path in changes.paths {
            dirty.formUnion(askers[path] ?? [])
            // A name in a folder that was listed.
            if let slash = path.lastIndex(of: "/") { dirty.formUnion(askers[String(path[..<slash])] ?? []) }
            for (asked, lessons) in askers where asked.hasPrefix(path + "/") { dirty.formUnion(lessons) }
            guard let path = below(path) else { continue }
            if let lesson = Self.lesson(path) {
                if lessons[lesson] != nil { dirty.insert(lesson) }
            } else {
                dirty.formUnion(lessons.keys.filter { path.isEmpty || $0 == path || $0.hasPrefix(path + "/") })
            }
        }
        return dirty
    }

    // MARK: Survey

    /// More lessons than this are read again when they are made, so that not all are in memory.
    private static let few = 32

    /// Reads lessons and keeps their outlines.
    /// - Returns: those that are others than when they were last looked at.
    private func survey(_ dirty: Set<String>, _ read: inout [String: ReadLesson]) -> Set<String> {
        guard let frame else { return [] }
        struct Surveyed: Sendable {
            let lesson: ReadLesson?
            let outline: LessonOutline?
            let findings: [Diagnostic]
            let inputs: LiveLesson.Inputs
        }
        let wanted = frame.lessons.filter { dirty.contains($0.path) }
        let keeps = wanted.count <= Self.few
        let survey = LessonSurvey(frame)
        var changed: Set<String> = []
        workers.each(wanted.count) { index -> Surveyed in
            let log = InputLog()
            let (lesson, outline, findings) = survey.survey(wanted[index], log: log)
            return Surveyed(lesson: keeps ? lesson : nil, outline: outline, findings: findings, inputs: log.digests)
        } _: { index, surveyed in
            pipeline.progress?(PassProgress(.survey, index + 1, of: wanted.count))
            let path = wanted[index].path
            var lesson = lessons[path] ?? LiveLesson()
            let isOther = surveyed.inputs != lesson.surveyInputs || surveyed.inputs.isEmpty || !stillHold(lesson.inputs)
            if isOther {
                changed.insert(path)
                if surveyed.outline != lesson.outline { site = nil }
                lesson.outline = surveyed.outline
                lesson.surveyFindings = surveyed.findings
                lesson.surveyInputs = surveyed.inputs
                lessons[path] = lesson
                read[path] = surveyed.lesson
            }
        }
        return changed
    }

    /// Whether the disk answers questions as it did.
    private func stillHold(_ inputs: LiveLesson.Inputs) -> Bool {
        // One that takes nothing for granted that was so before.
        let folder = ContentFolder(path: pipeline.content)
        return inputs.allSatisfy { question, answer in
            switch question {
            case .kind(let path): InputLog.Answer.kind(folder.kind(path)).digest == answer
            case .names(let path): InputLog.Answer.names(folder.names(in: path)).digest == answer
            case .file(let path): InputLog.Answer.file(folder.read(path)).digest == answer
            case .beside(let path): InputLog.Answer.file(folder.readBeside(path)).digest == answer
            case .target, .linkedElsewhere: true
            }
        }
    }

    /// Puts together what follows from all outlines, when one of them is another.
    /// - Parameters:
    ///   - changed: lessons that are to be made; joined by those that other outlines concern.
    /// - Returns: nil when there is nothing to make.
    private func adopt(_ changed: Set<String>, _ update: inout Update, _ dirty: inout Set<String>) -> SiteOutline? {
        guard let frame else { return nil }
        dirty = changed
        if site == nil {
            let outlines = frame.lessons.compactMap { lessons[$0.path]?.outline }.filter {
                pipeline.drafts || !$0.isDraft
            }
            let new = SiteOutline(frame, outlines)
            site = new
            typeset(new)
            siteFindings =
                new.findings(ledgers: false)
                + SitePasses.ownFindings(new, formulas, isStrict: pipeline.strict || frame.config.strict)
            remake()
            settle(new, &update, &dirty)
            joined = [:]
        } else if let site,
            changed.contains(where: { path in
                lessons[path]?.outline.map { !formulaKeys.isSuperset(of: $0.formulas) } ?? false
            })
        {
            typeset(site)
            remake()
        }
        return site
    }

    private func typeset(_ site: SiteOutline) {
        let keys = Set(site.lessons.flatMap(\.formulas) + site.frame.tracks.flatMap(Formula.all(of:)).map(\.key))
        // One that is no longer used does no harm.
        if formulaKeys.isSuperset(of: keys) { return }
        // In an order of their own, so that the file that keeps them is the same every time.
        formulas = pipeline.typesetter.typeset(
            keys.sorted { ($0.tex, $0.isDisplay ? 1 : 0) < ($1.tex, $1.isDisplay ? 1 : 0) })
        formulaKeys = keys
    }

    private func remake() {
        guard let site else { return }
        let weaver = SiteWeaver(site, formulas: formulas, baseURL: pipeline.baseURL)
        maker = LessonMaker(
            checker: LessonChecker(
                site: site, formulas: formulas, isStrict: pipeline.strict || site.config.strict, ledgers: false,
                mutant: pipeline.mutant), weaver: library.map { _ in weaver }, library: library)
    }

    /// Finds the lessons that another site concerns: those whose links lead elsewhere have to be made, those with other
    /// neighbours when somebody looks.
    private func settle(_ site: SiteOutline, _ update: inout Update, _ dirty: inout Set<String>) {
        let hasFeed = (pipeline.baseURL ?? site.config.baseURL) != nil && site.hasDates
        func neighbour(_ index: Int?) -> LiveLesson.Surroundings.Neighbour? {
            index.map { site.lessons[$0] }.map { .init(path: $0.path, title: $0.title, order: $0.readingOrder) }
        }
        for (index, outline) in site.lessons.enumerated() {
            guard var lesson = lessons[outline.path] else { continue }
            let (previous, next) = site.neighbours(of: index)
            let now = LiveLesson.Surroundings(
                previous: neighbour(previous), next: neighbour(next),
                trackHasCards: site.trackHasCards[site.track(of: index)], hasFeed: hasFeed)
            if lesson.surroundings != now {
                if lesson.surroundings != nil { update.changed.formUnion(paths(of: outline)) }
                lesson.surroundings = now
                lesson.isStale = true
                lessons[outline.path] = lesson
            }
            let isConcerned = lesson.inputs.contains { question, answer in
                switch question {
                case .target(let path, let anchor):
                    let page = site.page(path, anchor: anchor)
                    return InputLog.Answer.target(path: page?.output, hasAnchor: page?.hasAnchor ?? false).digest
                        != answer
                case .linkedElsewhere(let file):
                    return InputLog.Answer.linkedElsewhere(site.isLinkedElsewhere(file)).digest != answer
                default: return false
                }
            }
            // What is wrong may have been meant for what there is now.
            if isConcerned || lesson.hasErrors { dirty.insert(outline.path) }
        }
        update.changed.insert(SitePaths.home)
        for track in site.frame.tracks { update.changed.insert(SitePaths.track(track.name)) }
    }

    // MARK: Making lessons

    private func make(
        _ wanted: Set<String>, of site: SiteOutline, _ read: inout [String: ReadLesson], _ update: inout Update
    ) {
        guard let maker else { return }
        let indices = wanted.compactMap { site.lesson($0) }.sorted()
        let documents = read
        workers.each(indices.count) { place in
            Self.made(indices[place], of: site, documents[site.lessons[indices[place]].path], maker)
        } _: { place, made in
            let next = place + 1 < indices.count ? site.lessons[indices[place + 1]].path : nil
            pipeline.progress?(PassProgress(.lessons, place + 1, of: indices.count, lesson: next))
            take(made, of: site.lessons[indices[place]], at: indices[place], &update)
        }
        for path in wanted where site.lesson(path) == nil {
            // A draft now, or no lesson any more.
            if pages[path] != nil { update.changed.formUnion(paths(of: lessons[path]?.outline)) }
            lessons[path]?.findings = []
            lessons[path]?.inputs = [:]
            pages[path] = nil
        }
    }

    private typealias Made = (lesson: MadeLesson, inputs: LiveLesson.Inputs)

    private static func made(
        _ index: Int, of site: SiteOutline, _ read: ReadLesson?, _ maker: LessonMaker
    ) -> Made {
        let log = InputLog()
        var clock = StageClock(.read)
        switch read.map(SecondReading.lesson) ?? LessonReader(site.frame, log: log).read(index, of: site) {
        case .lesson(let lesson): return (maker.make(lesson, at: index, log: log, &clock), log.digests)
        case .gone(let made): return (made, log.digests)
        }
    }

    private func take(_ made: Made, of outline: LessonOutline, at index: Int, _ update: inout Update) {
        guard var lesson = lessons[outline.path], let site else { return }
        let path = outline.path
        for question in lesson.inputs.keys { ask(question, path, isOver: true) }
        lesson.findings = made.lesson.summary.findings
        lesson.inputs = made.inputs
        for question in lesson.inputs.keys { ask(question, path) }
        for question in lesson.surveyInputs.keys { ask(question, path) }
        if let shown = made.lesson.summary.shown {
            lesson.shown = shown
            attached = nil
            lesson.isStale = false
            let files = Dictionary(made.lesson.files.map { ($0.path, $0.bytes) }) { first, _ in first }
            let old = pages[path] ?? [:]
            for name in Set(files.keys).union(old.keys) where files[name] != old[name] {
                update.changed.insert(name)
                if name.hasSuffix(".html"), files[name] != nil { update.pages += 1 }
            }
            pages[path] = files
            let track = site.frame.tracks[site.track(of: index)].name
            joined[track] = nil
            joined[""] = nil
            update.changed.formUnion([SitePaths.track(track), SitePaths.review(track)])
        }
        lessons[path] = lesson
    }

    /// Remembers who asked for what lies elsewhere.
    private func ask(_ question: InputLog.Question, _ lesson: String, isOver: Bool = false) {
        let path: String
        switch question {
        case .kind(let asked), .names(let asked), .file(let asked):
            if asked == lesson || asked.hasPrefix(lesson + "/") { return }
            path = asked.isEmpty ? pipeline.content : "\(pipeline.content)/\(asked)"
        case .beside(let asked):
            path = place(beside: asked)
            if isOver { places.files.remove(path) } else if below(path) == nil { places.files.insert(path) }
        case .target, .linkedElsewhere: return
        }
        if isOver {
            askers[path]?.remove(lesson)
            if askers[path]?.isEmpty ?? false { askers[path] = nil }
        } else {
            askers[path, default: []].insert(lesson)
            if case .beside = question, below(path) == nil { places.files.insert(path) }
        }
    }

    /// A file of an excerpt, as it is watched: from here where the content is.
    private func place(beside path: String) -> String {
        guard let slash = pipeline.content.lastIndex(of: "/") else { return path }
        return "\(pipeline.content[..<slash])/\(path)"
    }

    /// Every page of a lesson.
    private func paths(of outline: LessonOutline?) -> [String] {
        guard let outline else { return [] }
        return (outline.readingOrder + (outline.hasKeys ? [.key] : [])).map { SitePaths.page($0, of: outline.path) }
    }

    // MARK: What was found

    private func findings() -> [Diagnostic] {
        var found = Findings()
        found.add(frameFindings)
        guard frame != nil, !isLost else { return found.all.sorted(by: Diagnostic.inOrder) }
        found.add(siteFindings)
        for place in frame?.lessons ?? [] {
            guard let lesson = lessons[place.path] else { continue }
            found.add(lesson.surveyFindings)
            if site?.lesson(place.path) != nil { found.add(lesson.findings) }
        }
        found.sayOnce("formula-typesetter")
        found.add(templateFindings)
        return found.all.sorted(by: Diagnostic.inOrder)
    }

    // MARK: Files

    /// A file of the site by its path there, such as `track/index.html`.
    public func file(_ path: String) -> [UInt8]? {
        guard let site, let maker else { return nil }
        if let name = Self.lesson(path), let index = site.lesson(name) {
            refresh(name, at: index, of: site, maker)
            if let bytes = pages[name]?[path] { return bytes }
        } else if let slash = path.firstIndex(of: "/"), let track = site.track(named: String(path[..<slash])) {
            if let bytes = self.joined(track, of: site, maker)[path] { return bytes }
        } else if let bytes = ownFiles(of: site, maker)[path] {
            return bytes
        }
        guard allAttached().contains(path) else { return nil }
        return ContentFolder(path: pipeline.content).read(path)?.bytes
    }

    /// Makes the pages of a lesson when they are no longer there, or not those of today.
    private func refresh(_ name: String, at index: Int, of site: SiteOutline, _ maker: LessonMaker) {
        guard let lesson = lessons[name], lesson.isStale || pages[name] == nil, !lesson.hasErrors else { return }
        var update = Update()
        take(
            Self.made(index, of: site, nil, maker), of: site.lessons[index], at: index, &update
        )
    }

    private func joined(_ track: Int, of site: SiteOutline, _ maker: LessonMaker) -> [String: [UInt8]] {
        let name = site.frame.tracks[track].name
        if let files = joined[name] { return files }
        guard let weaver = maker.weaver, let library = maker.library else { return [:] }
        // Of a lesson that was never good there is nothing to show.
        let lessons = site.lessons[site.tracks[track]].compactMap { self.lessons[$0.path]?.shown }
        guard lessons.count == site.tracks[track].count else {
            let good = site.lessons[site.tracks[track]].filter { self.lessons[$0.path]?.shown != nil }
            let rest = SiteOutline(site.frame, good)
            return remember(
                SiteJoiner(weaver: SiteWeaver(rest, formulas: formulas, baseURL: pipeline.baseURL), library: library)
                    .finish(track: track, lessons), name)
        }
        return remember(SiteJoiner(weaver: weaver, library: library).finish(track: track, lessons), name)
    }

    private func ownFiles(of site: SiteOutline, _ maker: LessonMaker) -> [String: [UInt8]] {
        if let files = joined[""] { return files }
        guard let weaver = maker.weaver, let library = maker.library else { return [:] }
        var dated = DatedLessons()
        for (index, lesson) in site.lessons.enumerated() {
            guard let shown = lessons[lesson.path]?.shown else { continue }
            dated.add(index, of: site, title: shown.title, summary: shown.summary)
        }
        var files = SiteJoiner(weaver: weaver, library: library).finish(dated)
        // Here it is known under which address it is shown.
        var missing = weaver.notFound()
        missing.root = "/"
        missing.searchIndexes = ""
        files.removeAll { $0.path == SitePaths.notFound }
        files.append(library.render(missing))
        return remember(files, "")
    }

    private func remember(_ files: [OutputFile], _ name: String) -> [String: [UInt8]] {
        let files = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
        joined[name] = files
        return files
    }

    private func allAttached() -> Set<String> {
        if let attached { return attached }
        let all = lessons.values.reduce(into: Set<String>()) { $0.formUnion($1.shown?.attached ?? []) }
        attached = all
        return all
    }
}
