import Source

/// A link to another site. It is listed, and asked for only when somebody wants it: a build and its verification depend
/// on nothing but the lessons.
public struct ExternalLink: Sendable {
    public let url: String
    public let location: Diagnostic.Location

    /// The same, holding of its file only the line it stands in.
    var excerpted: ExternalLink {
        ExternalLink(url: url, location: .init(location.file.excerpt(of: location.span), location.span))
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
