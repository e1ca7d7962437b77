/// What search finds in a track, as a classic script that hands its data to the page: a browser loads it at the first
/// question, from a server or from a disk, where nothing can be fetched. One a track, so that a site of many lessons asks
/// nobody to load them all. The order of its matches is the page's business, `templates/assets/search.js`.
enum SearchIndex {
    static let fileName = "search-index.js"

    static func path(of track: String) -> String { "\(track)/\(fileName)" }

    /// - Parameters:
    ///   - track: the folder's name, by which the script names its data.
    ///   - title: what the track is called.
    ///   - pages: those of the track; pages without text are left out.
    /// - Returns: `{track, pages: [[address below the site, lesson, page, [[id, heading, text]…]]…]}`.
    static func file(track: String, title: String, pages: [Page]) -> OutputFile {
        let entries = pages.filter { !$0.searchable.isEmpty }.map { page in
            JSON.array([
                .string(page.path), .string(page.lessonTitle), .string(page.kindName.text),
                .array(page.searchable.map { .array([.string($0.id), .string($0.title), .string($0.text)]) }),
            ])
        }
        let data = JSON.object([("track", .string(title)), ("pages", .array(entries))])
        let text = "(window.gradbookIndex=window.gradbookIndex||{})[\"\(track)\"]=\(data.text(depth: 4));\n"
        return OutputFile(path: path(of: track), bytes: Array(text.utf8))
    }
}
