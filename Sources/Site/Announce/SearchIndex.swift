/// What search finds in a track, as a classic script that hands its data to the page: a browser loads it at the first
/// question, from a server or from a disk, where nothing can be fetched. One a track, so that a site of many lessons asks
/// nobody to load them all. The order of its matches is the page's business, `templates/assets/search.js`.
enum SearchIndex {
    static let fileName = "search-index.js"

    static func path(of track: String) -> String { "\(track)/\(fileName)" }

    /// A page's entry, `[address below the site, lesson, page, [[id, heading, text]…]]`, as it stands in the file; nil for
    /// a page without text.
    static func entry(_ page: Page) -> String? {
        guard !page.searchable.isEmpty else { return nil }
        let entry = JSON.array([
            .string(page.path), .string(page.lessonTitle), .string(page.kindName.text),
            .array(page.searchable.map { .array([.string($0.id), .string($0.title), .string($0.text)]) }),
        ])
        return entry.text(depth: 2, indent: 2)
    }

    /// - Parameters:
    ///   - track: the folder's name, by which the script names its data.
    ///   - title: what the track is called.
    ///   - entries: of the track's pages, in order.
    /// - Returns: `{track, pages: [entry…]}`.
    static func file(track: String, title: String, entries: [String]) -> OutputFile {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(200) { $0 + $1.utf8.count + 6 })
        let head = "(window.gradbookIndex=window.gradbookIndex||{})[\"\(track)\"]={\n  \"track\": "
        bytes += head.utf8
        bytes += JSON.string(title).line.utf8
        bytes += ",\n  \"pages\": [".utf8
        for (index, entry) in entries.enumerated() {
            bytes += (index == 0 ? "\n    " : ",\n    ").utf8
            bytes += entry.utf8
        }
        bytes += (entries.isEmpty ? "]\n};\n" : "\n  ]\n};\n").utf8
        return OutputFile(path: path(of: track), bytes: bytes)
    }
}
