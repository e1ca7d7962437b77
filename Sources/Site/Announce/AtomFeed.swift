/// `feed.xml`: the lessons of the site, the newest first, in the form of RFC 4287. Its dates are those of the front matter,
/// never a clock's, so a lesson without a date is not in it; and its identifiers are addresses, so a site without
/// `base-url`, or without any date, has none.
enum AtomFeed {
    static let path = "feed.xml"

    struct Entry {
        var title: String
        var address: String
        /// `YYYY-MM-DD`.
        var date: String
        var summary: String?
    }

    /// - Parameter entries: in the order of the site, which lessons of one day keep.
    static func file(title: String, summary: String?, language: String, base: String, _ entries: [Entry]) -> OutputFile?
    {
        let order = entries.enumerated().sorted { ($1.element.date, $0.offset) < ($0.element.date, $1.offset) }
        guard let newest = order.first?.element.date else { return nil }
        let lessons = order.map { _, entry in
            """
            <entry>
            <title>\(XML.escaped(entry.title))</title>
            <id>\(XML.escaped(entry.address))</id>
            <link rel="alternate" type="text/html" href="\(XML.escaped(entry.address))"/>
            <updated>\(moment(entry.date))</updated>
            \(element("summary", entry.summary))</entry>

            """
        }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(XML.escaped(language))">
            <title>\(XML.escaped(title))</title>
            \(element("subtitle", summary))<id>\(XML.escaped(base))/</id>
            <link rel="self" type="application/atom+xml" href="\(XML.escaped(base))/\(path)"/>
            <link rel="alternate" type="text/html" href="\(XML.escaped(base))/"/>
            <updated>\(moment(newest))</updated>
            <author><name>\(XML.escaped(title))</name></author>
            \(lessons.joined())</feed>

            """
        return OutputFile(path: path, bytes: Array(text.utf8))
    }

    /// A day has no hour; its beginning, in universal time, stands for it.
    private static func moment(_ date: String) -> String { "\(date)T00:00:00Z" }

    private static func element(_ name: String, _ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        return "<\(name)>\(XML.escaped(text))</\(name)>\n"
    }
}
