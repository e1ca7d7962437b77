import Markup
import Source

/// A whole site between its two passes: the tracks, the outlines of all lessons in their order, and what follows from them
/// together. It answers what a page asks of other lessons, each question in a time that does not grow with the site. It never
/// changes, so all threads share it.
struct SiteOutline: Sendable {
    let frame: SiteFrame
    /// In the order of the site, drafts only where they are part of it.
    let lessons: [LessonOutline]
    /// The lessons of each track.
    let tracks: [Range<Int>]
    /// Whether the lessons of each track have any card.
    let trackHasCards: [Bool]
    /// Whether any lesson has a date.
    let hasDates: Bool
    /// Whether any lesson has a ledger of its cards.
    let hasLedgers: Bool
    /// What links that lead nowhere may have meant.
    let nearPaths = NearPaths()
    private let track: [Int]
    private let lessonIndices: [String: Int]
    private let trackIndices: [String: Int]
    /// Files that are linked to from another lesson than the one they lie in.
    private let linkedElsewhere: Set<String>

    var folder: ContentFolder { frame.folder }
    var config: SiteConfig { frame.config }

    /// - Parameter lessons: in the order of the site's folders.
    init(_ frame: SiteFrame, _ lessons: [LessonOutline]) {
        self.frame = frame
        self.lessons = lessons
        var trackIndices: [String: Int] = [:]
        for (index, track) in frame.tracks.enumerated() where trackIndices[track.name] == nil {
            trackIndices[track.name] = index
        }
        var counts = frame.tracks.map { _ in 0 }
        var trackHasCards = frame.tracks.map { _ in false }
        var track: [Int] = []
        var lessonIndices: [String: Int] = [:]
        var linked: Set<String> = []
        for (index, lesson) in lessons.enumerated() {
            let number = trackIndices[String(lesson.path.prefix { $0 != "/" })] ?? 0
            track.append(number)
            counts[number] += 1
            if lesson.hasCards { trackHasCards[number] = true }
            if lessonIndices[lesson.path] == nil { lessonIndices[lesson.path] = index }
            for file in lesson.linkedFiles where !file.hasPrefix(lesson.path + "/") { linked.insert(file) }
        }
        var first = 0
        tracks = counts.map { count in
            defer { first += count }
            return first..<(first + count)
        }
        self.track = track
        self.trackHasCards = trackHasCards
        self.lessonIndices = lessonIndices
        self.trackIndices = trackIndices
        linkedElsewhere = linked
        hasDates = lessons.contains { $0.date != nil }
        hasLedgers = lessons.contains { $0.ledgerDeck != nil }
    }

    // MARK: Questions

    /// The index of a lesson, by its path.
    func lesson(_ path: String) -> Int? { lessonIndices[path] }

    /// The index of a track, by the name of its folder.
    func track(named name: String) -> Int? { trackIndices[name] }

    /// The index of the track that a lesson is in.
    func track(of lesson: Int) -> Int { track[lesson] }

    /// The lesson before and the one behind in the same track.
    func neighbours(of lesson: Int) -> (previous: Int?, next: Int?) {
        let all = tracks[track[lesson]]
        return (lesson > all.lowerBound ? lesson - 1 : nil, lesson + 1 < all.upperBound ? lesson + 1 : nil)
    }

    /// Whether a file is linked to from another lesson than the one it lies in.
    func isLinkedElsewhere(_ file: String) -> Bool { linkedElsewhere.contains(file) }

    /// The page that a path below the content stands for, by its path in the output, and whether it has an anchor: of a
    /// Markdown file its page, of a lesson's folder its first page, of a track's folder the track's page.
    func page(_ path: String, anchor: String?) -> (output: String, hasAnchor: Bool)? {
        if path.isEmpty { return (SitePaths.home, false) }
        if trackIndices[path] != nil { return (SitePaths.track(path), false) }
        func found(_ page: LessonOutline.PageOutline, of lesson: LessonOutline) -> (output: String, hasAnchor: Bool) {
            (SitePaths.page(page.kind, of: lesson.path), anchor.map { page.has(anchor: $0) } ?? false)
        }
        if let index = lessonIndices[path] {
            // A link to the folder leads to its first page, as a reader of the repository would expect.
            return lessons[index].pages.first.map { found($0, of: lessons[index]) }
        }
        guard let (index, kind) = file(path), let page = lessons[index].page(kind) else { return nil }
        return found(page, of: lessons[index])
    }

    /// The lesson and the kind of the page that a Markdown file would be.
    private func file(_ path: String) -> (lesson: Int, kind: Page.Kind)? {
        guard path.hasSuffix(".md"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
            let index = lessonIndices[String(path[..<slash])],
            let kind = Page.Kind(rawValue: String(path[path.utf8.index(after: slash)...].utf8.dropLast(3)) ?? "")
        else { return nil }
        return (index, kind)
    }

    /// The anchors of such a page, sorted.
    func anchors(_ path: String) -> [String] {
        if let index = lessonIndices[path] { return lessons[index].pages.first?.anchors ?? [] }
        guard let (index, kind) = file(path) else { return [] }
        return lessons[index].page(kind)?.anchors ?? []
    }

    /// Everything that `page` knows, sorted.
    /// - Complexity: O(pages of the site), for who has mistaken a path.
    var allPaths: [String] {
        var paths = [""] + trackIndices.keys
        for lesson in lessons {
            paths.append(lesson.path)
            paths += lesson.pages.map { "\(lesson.path)/\($0.kind.rawValue).md" }
        }
        return paths.sorted()
    }
}

// MARK: What is wrong with lessons beside each other

extension SiteOutline {
    /// Numbers, ids of cards and ledgers that two lessons have.
    /// - Parameter ledgers: whether ledgers are looked at.
    func findings(ledgers: Bool) -> [Diagnostic] {
        numberFindings + cardFindings + (ledgers ? SiteLedgers(self).findings : [])
    }

    var numberFindings: [Diagnostic] {
        tracks.flatMap { range -> [Diagnostic] in
            var first: [String: LessonOutline] = [:]
            return lessons[range].compactMap { lesson in
                guard let earlier = first[lesson.number] else {
                    first[lesson.number] = lesson
                    return nil
                }
                guard let page = lesson.pages.first else { return nil }
                return Diagnostic(
                    "lesson-number", "the number \(lesson.number) is taken by `\(earlier.name)`", at: file(page.file),
                    Span(0, 0)
                ).noting("give each lesson of a track a number of its own")
            }
        }
    }

    var cardFindings: [Diagnostic] {
        tracks.flatMap { range -> [Diagnostic] in
            var first: [String: LessonOutline.CardPlace] = [:]
            var found: [Diagnostic] = []
            for card in lessons[range].lazy.flatMap(\.cards) {
                guard let earlier = first[card.id] else {
                    first[card.id] = card
                    continue
                }
                if earlier.file == card.file, earlier.fence == card.fence { continue }
                found.append(
                    CardSource.duplicate(
                        card.id, at: .init(file(card.file), card.span), of: .init(file(earlier.file), earlier.span)))
            }
            return found
        }
    }

    /// A page again, to be quoted.
    func file(_ shown: String) -> SourceFile {
        var ignored: [Diagnostic] = []
        let below = String(shown.dropFirst(folder.path.count + 1))
        return folder.readText(below, &ignored) ?? SourceFile(path: shown, bytes: [])
    }
}
