import Source

/// Which pages, anchors and files there are, so that a link can be followed before the site is written: Weave rewrites
/// with it, Verify reports with it.
struct LinkMap {
    enum Target {
        /// A page of the site, by its path in the output, with the part behind `#`.
        case page(path: String, anchor: String?)
        /// A file beside the lessons that goes into the output, by its path below the content and in the output.
        case file(path: String)
        /// Another site; left as it is.
        case external
        case broken(Diagnostic)
    }

    private let site: SiteOutline
    private let folder: ContentFolder
    private let log: InputLog?

    /// - Parameter log: takes down what is asked.
    init(_ site: SiteOutline, log: InputLog? = nil) {
        self.site = site
        self.log = log
        folder = site.folder.logged(by: log)
    }

    private func page(_ path: String, anchor: String?) -> (output: String, hasAnchor: Bool)? {
        let page = site.page(path, anchor: anchor)
        log?.note(
            .target(path: path, anchor: anchor), .target(path: page?.output, hasAnchor: page?.hasAnchor ?? false))
        return page
    }

    /// The file below the content that a link leads to if there is one, whatever pages there are; nil for a link to
    /// something else.
    static func filePath(_ link: LessonPage.Link, on page: LessonPage, of lesson: Lesson) -> String? {
        let url = link.url
        guard scheme(of: url) == nil, !url.isEmpty, !url.hasPrefix("/"),
            let path = join(lesson.path, decoded(Self.parts(of: url).path), page: "\(page.kind.rawValue).md")
        else { return nil }
        return isServed(path) ? path : nil
    }

    /// Whether a file goes into the site when it is linked to.
    private static func isServed(_ path: String) -> Bool { !path.hasSuffix(".md") && !path.hasSuffix(".yml") }

    func resolve(_ link: LessonPage.Link, on page: LessonPage, of lesson: Lesson) -> Target {
        let url = link.url
        func broken(_ id: String, _ message: String, _ note: String) -> Target {
            .broken(Diagnostic(id, message, at: page.file, link.span).noting(note))
        }
        /// - Parameter part: the part of the address that the nearest one would take the place of.
        func meant(_ problem: Diagnostic, _ nearest: String?, else note: String, replacing part: Span) -> Target {
            guard let nearest else { return .broken(problem.noting(note)) }
            // A link of a card, or one whose address is written with escapes, is known by another place.
            guard page.file.text(in: link.span) == url else {
                return .broken(problem.noting("did you mean `\(nearest)`?"))
            }
            let place = Span(link.span.start + part.start, link.span.start + part.end)
            return .broken(problem.meaning(nearest, else: note, at: place))
        }
        if let scheme = Self.scheme(of: url) {
            if ["http", "https", "mailto"].contains(scheme) {
                return link.isImage
                    ? broken(
                        "image-external", "the image is on another site, and a page asks nothing of other sites",
                        "put the file beside the lesson")
                    : .external
            }
            return broken("link-scheme", "a link cannot begin with `\(scheme):`", "use https, mailto or a path")
        }
        if url.isEmpty { return broken("link-empty", "the link leads nowhere", "name a page, a file or an address") }
        if url.hasPrefix("/") {
            return broken(
                "link-absolute", "`\(url)` begins at the root of a disk or server",
                "write the path from this page's folder, such as `../02-training/lesson.md`")
        }
        let parts = Self.parts(of: url)
        let anchor = parts.anchor.isEmpty ? nil : Self.decoded(parts.anchor)
        guard let path = Self.join(lesson.path, Self.decoded(parts.path), page: "\(page.kind.rawValue).md") else {
            return broken("link-outside", "`\(url)` leads out of the content", "link to a page of the site")
        }
        if let entry = self.page(path, anchor: anchor) {
            guard let anchor, !entry.hasAnchor else {
                return link.isImage
                    ? broken("image-page", "`\(url)` is a page, no image", "name an image file")
                    : .page(path: entry.output, anchor: anchor)
            }
            let anchors = site.anchors(path).map { "#" + $0 }
            return meant(
                Diagnostic("anchor-missing", "the page has no heading `#\(anchor)`", at: page.file, link.span),
                Spelling.nearest(to: "#" + anchor, among: anchors),
                else: anchors.isEmpty
                    ? "it has no headings at all" : "its headings are \(anchors.joined(separator: ", "))",
                replacing: Span(parts.path.utf8.count, url.utf8.count))
        }
        if folder.isFile(path), Self.isServed(path) { return .file(path: path) }
        let what = link.isImage ? "image" : "page or file"
        let files = folder.files(below: lesson.path)
        let nearest =
            (link.isImage
            ? NearPath.nearest(to: path, among: files)
            : site.nearPaths.nearest(to: path, all: { site.allPaths }, and: files))
            .map { Self.path(to: $0, from: lesson.path) }
        return meant(
            Diagnostic(
                link.isImage ? "image-missing" : "link-missing", "there is no \(what) `\(path)`", at: page.file,
                link.span),
            nearest, else: "the path is taken from this page's folder", replacing: Span(0, parts.path.utf8.count))
    }

    /// A path below the content as a page of a lesson names it.
    private static func path(to path: String, from lesson: String) -> String {
        let base = lesson.split(separator: "/")
        let parts = path.split(separator: "/")
        let common = zip(base, parts).prefix { $0 == $1 }.count
        let up = base.dropFirst(common).map { _ in ".." }
        let down = parts.dropFirst(common).map(String.init)
        return up.isEmpty && down.isEmpty ? "." : (up + down).joined(separator: "/")
    }

    /// What stands before the first `#` of an address, and what behind it.
    private static func parts(of url: String) -> (path: String, anchor: String) {
        guard let sign = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return (url, "") }
        return (String(url[..<sign]), String(url[url.utf8.index(after: sign)...]))
    }

    /// The scheme of an address, such as `https`; nil for a path.
    private static func scheme(of url: String) -> String? {
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let head = url[..<colon]
        guard let first = head.first, first.isLetter,
            head.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
        else { return nil }
        return head.lowercased()
    }

    /// A path from a lesson's folder, without `.` and `..`; nil when it leads out of the content. An empty path is the
    /// page itself.
    private static func join(_ base: String, _ path: String, page: String) -> String? {
        if path.isEmpty { return "\(base)/\(page)" }
        let slash = UInt8(ascii: "/")
        var joined = Array(base.utf8)
        for part in path.utf8.split(separator: slash) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                if joined.isEmpty { return nil }
                joined.removeSubrange((joined.lastIndex(of: slash) ?? 0)...)
            } else {
                if !joined.isEmpty { joined.append(slash) }
                joined.append(contentsOf: part)
            }
        }
        return String(decoding: joined, as: UTF8.self)
    }

    /// Percent signs resolved; text that is no valid encoding is left as it is.
    private static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.first {
            if byte == UInt8(ascii: "%"), rest.count > 2,
                let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? text
    }
}
