/// A page as the preview shows it: the page of the build with one script more, and with the words in its policy that let
/// that script speak with the preview. Nothing else is touched. It looks for no more of HTML than a head and the tags in it
/// that hold a Content-Security-Policy.
struct LivePage {
    static let scriptPath = "-/preview.js"
    static let eventsPath = "-/events"

    let bytes: [UInt8]

    /// - Parameters:
    ///   - page: the page as it was built.
    ///   - path: where it lies in the site.
    ///   - version: the version of the site it is of.
    init(_ page: [UInt8], path: String, version: String) {
        let script = Array(
            #"<script src="/\#(Self.scriptPath)" data-path="\#(Self.escaped(path))" data-version="\#(version)" defer></script>"#
                .utf8)
        var out: [UInt8] = []
        out.reserveCapacity(page.count + script.count + 32)
        var isIncluded = false
        var index = 0
        while let start = page[index...].firstIndex(of: UInt8(ascii: "<")) {
            // Whatever could hold one is over.
            guard !Self.starts(page, start, "<body") else { break }
            guard let end = Self.end(of: page, start) else { break }
            out += page[index..<start]
            out += Self.starts(page, start, "<meta") ? Self.tag(page[start..<end]) : Array(page[start..<end])
            index = end
            if !isIncluded, Self.starts(page, start, "<head>") || Self.starts(page, start, "<head ") {
                out += script
                isIncluded = true
            }
        }
        out += page[index...]
        bytes = isIncluded ? out : out + script
    }

    /// Behind the tag or comment that starts at a place.
    private static func end(of page: [UInt8], _ start: Int) -> Int? {
        if starts(page, start, "<!--") {
            var index = start + 4
            while index < page.count, !starts(page, index, "-->") { index += 1 }
            return index < page.count ? index + 3 : nil
        }
        var quote: UInt8?
        for index in start..<page.count {
            let byte = page[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                // An apostrophe between tags, as in a title, is none of an attribute.
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
        }
        return nil
    }

    private static func starts(_ bytes: [UInt8], _ index: Int, _ word: StaticString) -> Bool {
        guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[index + $0] | 0x20 == word.utf8Start[$0] | 0x20 }
    }

    /// A `meta` tag; the policy in it lets scripts connect to where they came from.
    private static func tag(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.lowercased().contains("content-security-policy"),
            let content = text.range(of: "content=\"") ?? text.range(of: "content='"),
            let end = text[content.upperBound...].firstIndex(of: text[text.index(before: content.upperBound)])
        else { return Array(bytes) }
        let policy = Self.policy(String(text[content.upperBound..<end]))
        return Array((text[..<content.upperBound] + policy + text[end...]).utf8)
    }

    static func policy(_ policy: String) -> String {
        var isAllowed = false
        var directives = policy.split(separator: ";").map { directive in
            let words = directive.split(separator: " ")
            guard words.first?.lowercased() == "connect-src" else { return String(directive) }
            isAllowed = true
            if words.contains("'self'") || words.contains("*") { return String(directive) }
            return (words.filter { $0 != "'none'" } + ["'self'"]).joined(separator: " ")
        }
        if !isAllowed { directives.append(" connect-src 'self'") }
        return directives.joined(separator: ";")
    }

    private static func escaped(_ path: String) -> String {
        path.reduce(into: "") { out, character in
            switch character {
            case "&": out += "&amp;"
            case "\"": out += "&quot;"
            case "<": out += "&lt;"
            default: out.append(character)
            }
        }
    }
}
