/// The ids of headings, as GitHub makes them, so that a link that works there works on the site: lower case, letters,
/// digits, `-` and `_` kept, spaces to hyphens, everything else dropped; a second heading of the same text gets `-1`.
public struct HeadingSlugs {
    private var used: Set<String>

    /// - Parameter taken: ids that the page has for other things.
    public init(taken: Set<String> = []) { used = taken }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        case "\u{0}"..."\u{7F}": false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    public mutating func slug(for text: String) -> String {
        var base = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar == " " {
                base += "-"
            } else if Self.isKept(scalar) {
                base.unicodeScalars.append(scalar)
            }
        }
        // A heading of signs alone still wants an id.
        if base.isEmpty { base = "section" }
        var slug = base
        var number = 0
        while !used.insert(slug).inserted {
            number += 1
            slug = "\(base)-\(number)"
        }
        return slug
    }
}
