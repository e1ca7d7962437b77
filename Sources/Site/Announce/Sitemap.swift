/// `sitemap.xml`: the addresses of a site's pages for search engines, by the sitemap protocol, which wants them absolute.
/// A site that does not know its address has none. Answers are not among them.
enum Sitemap {
    static let path = "sitemap.xml"

    static func file(_ pages: [Page]) -> OutputFile? {
        let places = pages.filter { ![.notFound, .key].contains($0.kind) }.compactMap { page in
            page.canonical.map { address in
                let date = page.facts?.date.map { "<lastmod>\($0)</lastmod>" } ?? ""
                return "<url><loc>\(XML.escaped(address))</loc>\(date)</url>\n"
            }
        }
        guard !places.isEmpty else { return nil }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(places.joined())</urlset>

            """
        return OutputFile(path: path, bytes: Array(text.utf8))
    }
}
