/// Where pages stand in the output, and how one is reached from another. Every link of the site is relative, so that it
/// works from a disk as from a server.
enum SitePaths {
    static let home = "index.html"
    static let notFound = "404.html"

    static func track(_ name: String) -> String { "\(name)/index.html" }
    /// A page as scripts name it, wherever the site lies: its path without the ending.
    static func key(_ path: String) -> String {
        path.hasSuffix(".html") ? String(path.dropLast(".html".count)) : path
    }
    static func review(_ track: String) -> String { "\(track)/review.html" }
    static func review(ofLesson path: String) -> String { review(String(path.prefix { $0 != "/" })) }
    static func page(_ kind: Page.Kind, of lessonPath: String) -> String { "\(lessonPath)/\(kind.rawValue).html" }

    /// From a page's folder up to the root of the site: empty, or `../` once or more.
    static func root(from path: String) -> String {
        String(repeating: "../", count: path.split(separator: "/").count - 1)
    }

    /// The address of one page as a link on another.
    static func link(from: String, to: String) -> String {
        let here = from.split(separator: "/").dropLast()
        let there = to.split(separator: "/")
        let shared = zip(here, there.dropLast()).prefix { $0 == $1 }.count
        let up = String(repeating: "../", count: here.count - shared)
        return up + there.dropFirst(shared).joined(separator: "/")
    }
}
