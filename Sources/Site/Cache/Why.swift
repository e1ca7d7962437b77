/// Why a part of a site would be made by the next build, and why it was when it was made last: what `gradbook why` tells.
public struct Why: Sendable, Equatable {
    public enum Subject: Sendable, Hashable {
        /// The pages of a lesson, `TRACK/NN-slug`.
        case lesson(String)
        /// The pages of a track: its own, its review, its search index.
        case track(String)
        /// The pages of the whole site.
        case site
    }

    public let subject: Subject
    /// Empty when it would not be made.
    public let now: [String]
    /// Empty when it was never made.
    public let last: [String]

    /// What a path names: a source or a built page, a lesson, a track; nil for what a site does not have.
    /// - Parameters:
    ///   - path: below the content or the built site, or from here.
    ///   - folders: the folders of the content and of the built site, as the user named them.
    ///   - lessons: the paths of all lessons.
    public static func subject(of path: String, in folders: [String], lessons: [String]) -> Subject? {
        var path = path
        while path.hasPrefix("./") { path.removeFirst(2) }
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        for folder in folders {
            if path == folder { return .site }
            if path.hasPrefix(folder + "/") {
                path.removeFirst(folder.count + 1)
                break
            }
        }
        let parts = path.split(separator: "/").map(String.init)
        let lesson = parts.prefix(2).joined(separator: "/")
        if lessons.contains(lesson) { return .lesson(lesson) }
        let tracks = Set(lessons.map { String($0.prefix { $0 != "/" }) })
        let ofTrack = ["index.html", "review.html", "search-index.js", "track.yml"]
        if let track = parts.first, tracks.contains(track),
            parts.count == 1 || (parts.count == 2 && ofTrack.contains(parts[1]))
        {
            return .track(track)
        }
        let ofSite = ["index.html", "404.html", "feed.xml", "sitemap.xml", "site.yml"]
        if parts.count == 1, ofSite.contains(parts[0]) { return .site }
        return parts.first == "assets" ? .site : nil
    }

    public var text: String {
        let name =
            switch subject {
            case .lesson(let path): path
            case .track(let name): "the pages of the track \(name)"
            case .site: "the pages of the site"
            }
        let isOne = if case .lesson = subject { true } else { false }
        func list(_ reasons: [String]) -> String { reasons.map { "  \($0)\n" }.joined() }
        var text =
            now.isEmpty
            ? "\(name) \(isOne ? "is" : "are") up to date\n"
            : "\(name) would be built\(last.isEmpty ? "" : " again"):\n" + list(now)
        if !last.isEmpty { text += "\(isOne ? "it was" : "they were") built last because of this:\n" + list(last) }
        return text
    }
}
