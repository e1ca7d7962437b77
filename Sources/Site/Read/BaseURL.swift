/// The address a site will have. Pages need it for what must be absolute: canonical links, feeds, the page for addresses
/// that lead nowhere.
public enum BaseURL {
    public static let expectation = "an address such as https://example.org/lessons"

    /// The address without slashes at its end; nil when it is none: `http` or `https`, a host, no spaces, no query.
    public static func normalized(_ text: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        var rest = text.dropFirst(scheme.count)
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        let host = rest.prefix { $0 != "/" }
        guard !host.isEmpty, host.first != ":", rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !rest.contains(where: { "?#\"<>\\^`{|}".contains($0) })
        else { return nil }
        return scheme + rest
    }
}
