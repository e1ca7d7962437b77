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

    /// What is kept of a text of ASCII; nil for any other.
    private static func plain(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: " "): bytes.append(UInt8(ascii: "-"))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case 0x80...: return nil
            default: if isKept(Unicode.Scalar(byte)) { bytes.append(byte) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func kept(_ text: String) -> String {
        var kept = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar == " " {
                kept += "-"
            } else if isKept(scalar) {
                kept.unicodeScalars.append(scalar)
            }
        }
        return kept
    }

    public mutating func slug(for text: String) -> String {
        var base = Self.plain(text) ?? Self.kept(text)
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
