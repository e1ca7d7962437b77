import Source

/// What pages are made from beside lessons and the answers they were given, as digests: worked out once for a build.
struct SiteInputs: Sendable {
    private let site: SiteOutline
    private let content: Digest
    private let siteFile: Digest
    private let trackFiles: [Digest]
    private let address: Digest
    private let strictness: Digest
    private let lessonTemplates: Digest
    private let trackTemplates: Digest
    private let siteTemplates: Digest
    private let feed: Digest
    private let typesetter: Digest
    private let pages: [Digest]
    private let titles: [Digest]
    private let hasFormulas: [Bool]

    /// The templates that are not as they were, as messages name them.
    let changedTemplates: TemplateDigests.Changes

    private static let none = Digest(high: 0, low: 0)

    init(
        _ site: SiteOutline, _ pipeline: Pipeline, isStrict: Bool, _ templates: TemplateDigests,
        since old: [SiteState.TemplateDigest]
    ) {
        changedTemplates = templates.changes(since: old)
        self.site = site
        content = Digest(of: site.folder.path)
        siteFile = Digest(of: site.frame.configFile.bytes)
        trackFiles = site.frame.tracks.map { Digest(of: $0.file.bytes) }
        address = Digest(of: pipeline.baseURL)
        strictness = Digest(of: isStrict)
        lessonTemplates = templates.ofLessons
        trackTemplates = templates.ofTracks
        siteTemplates = templates.ofSite
        feed = Digest(of: (pipeline.baseURL ?? site.config.baseURL) != nil && site.hasDates)
        pages = site.lessons.map { lesson in
            var writer = ByteWriter()
            lesson.path.store(in: &writer)
            lesson.readingOrder.store(in: &writer)
            return Digest(of: writer.bytes)
        }
        titles = site.lessons.map { Digest(of: $0.title) }
        func mayHaveFormula(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "$")) }
        let tracksHave = site.frame.tracks.map { track in track.texts.contains { mayHaveFormula($0.text) } }
        let titlesHave = site.lessons.map { mayHaveFormula($0.title.text) }
        hasFormulas = site.lessons.indices.map { index in
            let (previous, next) = site.neighbours(of: index)
            return !site.lessons[index].formulas.isEmpty || tracksHave[site.track(of: index)]
                || [previous, next].contains { $0.map { titlesHave[$0] } ?? false }
        }
        typesetter =
            hasFormulas.contains(true) || tracksHave.contains(true) ? pipeline.typesetter.identity : Self.none
    }

    /// Of a lesson, in the order of `LessonContext`.
    func context(of lesson: Int) -> [Digest] {
        let track = site.track(of: lesson)
        let (previous, next) = site.neighbours(of: lesson)
        return LessonContext.allCases.map { part in
            switch part {
            case .content: content
            case .siteFile: siteFile
            case .trackFile: trackFiles[track]
            case .address: address
            case .strictness: strictness
            case .templates: lessonTemplates
            case .previous: previous.map { pages[$0] } ?? Self.none
            case .previousTitle: previous.map { titles[$0] } ?? Self.none
            case .next: next.map { pages[$0] } ?? Self.none
            case .nextTitle: next.map { titles[$0] } ?? Self.none
            case .review: Digest(of: site.trackHasCards[track])
            case .feed: feed
            case .formulas: hasFormulas[lesson] ? typesetter : Self.none
            }
        }
    }

    /// Of the pages of a track.
    /// - Parameter parts: of its lessons, in order.
    func inputs(ofTrack track: Int, _ parts: [LessonState.Part?]) -> [JoinedInput] {
        let name = site.frame.tracks[track].name
        var inputs = [
            JoinedInput(kind: .siteFile, digest: siteFile),
            JoinedInput(kind: .trackFile, subject: name, digest: trackFiles[track]),
            JoinedInput(kind: .address, digest: address), JoinedInput(kind: .templates, digest: trackTemplates),
            JoinedInput(kind: .review, digest: Digest(of: site.trackHasCards[track])),
            JoinedInput(kind: .feed, digest: feed),
            JoinedInput(kind: .formulas, digest: typesetter),
        ]
        for (index, part) in zip(site.tracks[track], parts) {
            let lesson = site.lessons[index]
            var entry = ByteWriter()
            (part?.entry ?? Self.none).store(in: &entry)
            lesson.phase.store(in: &entry)
            lesson.firstPath.store(in: &entry)
            inputs.append(JoinedInput(kind: .entry, subject: lesson.path, digest: Digest(of: entry.bytes)))
            inputs.append(JoinedInput(kind: .cards, subject: lesson.path, digest: part?.cards ?? Self.none))
            inputs.append(JoinedInput(kind: .search, subject: lesson.path, digest: part?.search ?? Self.none))
        }
        return inputs
    }

    /// Of the pages of the whole site.
    func inputs(ofSite dated: DatedLessons) -> [JoinedInput] {
        var inputs = [
            JoinedInput(kind: .siteFile, digest: siteFile), JoinedInput(kind: .address, digest: address),
            JoinedInput(kind: .templates, digest: siteTemplates), JoinedInput(kind: .feed, digest: feed),
            JoinedInput(kind: .formulas, digest: typesetter),
        ]
        for (track, digest) in zip(site.frame.tracks, trackFiles) {
            inputs.append(JoinedInput(kind: .trackFile, subject: track.name, digest: digest))
        }
        var pages = ByteWriter()
        site.trackHasCards.store(in: &pages)
        for lesson in site.lessons {
            lesson.path.store(in: &pages)
            lesson.readingOrder.store(in: &pages)
            lesson.date.store(in: &pages)
        }
        inputs.append(JoinedInput(kind: .pages, digest: Digest(of: pages.bytes)))
        for lesson in dated.all {
            var entry = ByteWriter()
            lesson.title.store(in: &entry)
            lesson.summary.store(in: &entry)
            inputs.append(
                JoinedInput(kind: .entry, subject: site.lessons[lesson.index].path, digest: Digest(of: entry.bytes)))
        }
        return inputs
    }
}

extension JoinedInput {
    /// What changed among the inputs of some pages, in plain words.
    /// - Parameter templates: those of these pages that changed.
    static func changes(
        from old: [JoinedInput], to new: [JoinedInput], content: String, templates: [String]
    ) -> [String] {
        struct Name: Hashable {
            let kind: Kind
            let subject: String
        }
        func named(_ inputs: [JoinedInput]) -> [Name: Digest] {
            Dictionary(inputs.map { (Name(kind: $0.kind, subject: $0.subject), $0.digest) }) { first, _ in first }
        }
        let (before, after) = (named(old), named(new))
        var found: [String] = []
        func add(_ text: String) { if !found.contains(text) { found.append(text) } }
        for input in new {
            let digest = before[Name(kind: input.kind, subject: input.subject)]
            if digest == input.digest { continue }
            if input.kind == .templates, !templates.isEmpty {
                for template in templates { add("\(template) changed") }
            } else {
                add(input.change(isNew: digest == nil, content: content))
            }
        }
        for input in old where after[Name(kind: input.kind, subject: input.subject)] == nil {
            add(input.change(isGone: true, content: content))
        }
        return found.isEmpty ? ["the lessons are in another order"] : found
    }

    private func change(isNew: Bool = false, isGone: Bool = false, content: String) -> String {
        switch kind {
        case .siteFile: "\(content)/site.yml changed"
        case .trackFile: "\(content)/\(subject)/track.yml " + (isNew ? "is new" : isGone ? "is gone" : "changed")
        case .address: "the address of the site changed"
        case .templates: "templates changed"
        case .review: "the track now has, or has no longer, cards to review"
        case .feed: "the site now has, or has no longer, a feed"
        case .formulas: "KaTeX changed"
        case .pages: "there are other pages, or lessons with other dates"
        case .entry where isNew, .cards where isNew, .search where isNew: "the lesson \(subject) is new"
        case .entry where isGone, .cards where isGone, .search where isGone: "the lesson \(subject) is gone"
        case .entry: "what lists say of the lesson \(subject) changed"
        case .cards: "the cards of the lesson \(subject) changed"
        case .search: "the text of the lesson \(subject) changed"
        }
    }
}
