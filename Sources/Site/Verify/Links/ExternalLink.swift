import Source

/// A link to another site. It is listed, and asked for only when somebody wants it: a build and its verification depend
/// on nothing but the lessons.
public struct ExternalLink: Sendable {
    public let url: String
    public let location: Diagnostic.Location

    /// Those of some lessons, in the order of the site.
    static func all(of lessons: [Lesson], _ links: LinkMap) -> [ExternalLink] {
        lessons.flatMap { lesson in
            lesson.pages.flatMap { page in
                (page.links.map(\.link) + page.cardLinks).compactMap { link in
                    guard case .external = links.resolve(link, on: page, of: lesson) else { return nil }
                    return ExternalLink(url: link.url, location: .init(page.file, link.span))
                }
            }
        }
    }

    /// `content/…/lesson.md:12:5: https://example.org`
    public var text: String {
        let place = location.file.position(at: location.span.start)
        return "\(location.file.path):\(place.line):\(place.column): \(url)"
    }

    /// What a server is asked for; nil for what is no page of the web, such as a mail address.
    var address: String? {
        guard ["http://", "https://"].contains(where: url.lowercased().hasPrefix) else { return nil }
        return String(url.prefix { $0 != "#" })
    }
}
