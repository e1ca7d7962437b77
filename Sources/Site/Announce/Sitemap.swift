/// `sitemap.xml`: the addresses of a site's pages for search engines, by the sitemap protocol, which wants them absolute.
/// A site that does not know its address has none. Answers are not among them.
enum Sitemap {
    static let path = "sitemap.xml"

    /// - Parameter pages: paths of pages in the output, each with the date of its lesson.
    /// - Parameter base: the address of the site, without a slash at its end.
    static func file(_ pages: [(path: String, date: String?)], base: String) -> OutputFile {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

            """
        for page in pages {
            let date = page.date.map { "<lastmod>\($0)</lastmod>" } ?? ""
            text += "<url><loc>\(XML.escaped("\(base)/\(page.path)"))</loc>\(date)</url>\n"
        }
        text += "</urlset>\n"
        return OutputFile(path: path, bytes: Array(text.utf8))
    }
}
