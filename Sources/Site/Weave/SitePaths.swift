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
    static func review(ofLesson path: String) -> String {
        review(String(path[..<(path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex)]))
    }
    static func page(_ kind: Page.Kind, of lessonPath: String) -> String { "\(lessonPath)/\(kind.rawValue).html" }

    /// From a page's folder up to the root of the site: empty, or `../` once or more.
    static func root(from path: String) -> String {
        String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    }

    /// The address of one page as a link on another. A page has a dozen of them.
    static func link(from: String, to: String) -> String {
        let slash = UInt8(ascii: "/")
        var from = from
        var to = to
        return from.withUTF8 { here in
            to.withUTF8 { there in
                // Behind the last folder that both are in.
                var shared = 0
                var index = 0
                while index < min(here.count, there.count), here[index] == there[index] {
                    index += 1
                    if here[index - 1] == slash { shared = index }
                }
                let up = here[shared...].count { $0 == slash }
                let rest = there[shared...]
                return String(unsafeUninitializedCapacity: up * 3 + rest.count) { out in
                    for place in 0..<up {
                        out[place * 3] = UInt8(ascii: ".")
                        out[place * 3 + 1] = UInt8(ascii: ".")
                        out[place * 3 + 2] = slash
                    }
                    _ = out[(up * 3)...].update(fromContentsOf: rest)
                    return up * 3 + rest.count
                }
            }
        }
    }
}
