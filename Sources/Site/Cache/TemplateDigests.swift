/// The templates of a site by their digests: which pages change when one of them does.
struct TemplateDigests {
    /// In order of path; nil where a file cannot be read, or there is no folder.
    let digests: [SiteState.TemplateDigest]?
    /// Of those that the pages of a lesson are made with, that the pages of a track are made with, and of all.
    let ofLessons: Digest
    let ofTracks: Digest
    let ofSite: Digest

    private let source: TemplateSource

    private static let lessonKinds: Set<Page.Kind> = [.brief, .lesson, .practice, .summary, .references, .cards, .key]
    private static let trackKinds: Set<Page.Kind> = [.track, .review]

    init(_ source: TemplateSource) {
        self.source = source
        let files = source.files ?? []
        let all = files.compactMap { file in
            file.bytes.map { SiteState.TemplateDigest(path: file.path, digest: Digest(of: $0)) }
        }
        digests = all.isEmpty || all.count < files.count ? nil : all
        ofLessons = Digest(of: all.filter { Self.isUsed($0.path, by: Self.lessonKinds) })
        ofTracks = Digest(of: all.filter { Self.isUsed($0.path, by: Self.trackKinds) })
        ofSite = Digest(of: all)
    }

    /// Whether pages of some kinds are made with a file.
    private static func isUsed(_ path: String, by kinds: Set<Page.Kind>) -> Bool {
        if path.hasPrefix("partials/") { return true }
        guard path.hasSuffix(".mustache") else { return false }
        return Page.Kind(rawValue: String(path.dropLast(".mustache".utf8.count))).map(kinds.contains) ?? false
    }

    /// The templates that are not as they were, as messages name them: of the pages of lessons, of those of tracks, and all.
    struct Changes: Sendable {
        let ofLessons: [String]
        let ofTracks: [String]
        let ofSite: [String]
    }

    func changes(since old: [SiteState.TemplateDigest]) -> Changes {
        let before = Dictionary(old.map { ($0.path, $0.digest) }) { first, _ in first }
        let after = Dictionary((digests ?? []).map { ($0.path, $0.digest) }) { first, _ in first }
        let all = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
        func shown(_ kinds: Set<Page.Kind>) -> [String] {
            all.filter { Self.isUsed($0, by: kinds) }.map(source.shown)
        }
        return Changes(
            ofLessons: shown(Self.lessonKinds), ofTracks: shown(Self.trackKinds), ofSite: all.map(source.shown))
    }
}
