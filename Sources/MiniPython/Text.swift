/// Python's texts as UTF-8 bytes: searching, splitting, quoting.
enum Text {
    /// The offset of the first occurrence at or behind `start`.
    static func find(_ part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        if part.isEmpty { return start <= text.count ? start : nil }
        guard part.count <= text.count else { return nil }
        if part.count > 8 { return search(part, in: text, from: start) }
        var offset = start
        while offset + part.count <= text.count {
            if text[offset] == part[0], text[offset..<offset + part.count].elementsEqual(part) { return offset }
            offset += 1
        }
        return nil
    }

    /// By Knuth, Morris and Pratt, since a text made to be hard would take one look a pair of bytes.
    /// - Complexity: O(text + part).
    private static func search(_ part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        // By length of what matched: the length of the longest part of it that both begins and ends it.
        var borders = [0, 0]
        var length = 0
        for byte in part.dropFirst() {
            while length > 0, part[length] != byte { length = borders[length] }
            if part[length] == byte { length += 1 }
            borders.append(length)
        }
        length = 0
        for offset in start..<text.count {
            while length > 0, part[length] != text[offset] { length = borders[length] }
            if part[length] == text[offset] { length += 1 }
            if length == part.count { return offset + 1 - length }
        }
        return nil
    }

    /// How many characters.
    static func count(_ text: [UInt8]) -> Int { text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

    /// The first characters.
    static func prefix(_ text: [UInt8], _ count: Int) -> [UInt8] {
        if text.count <= count { return text }
        var kept = 0
        for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
            if kept == count { return Array(text[..<index]) }
            kept += 1
        }
        return text
    }

    static func findLast(_ part: [UInt8], in text: [UInt8]) -> Int? {
        guard part.count <= text.count else { return nil }
        if part.count > 8 {
            return search(part.reversed(), in: text.reversed(), from: 0).map { text.count - part.count - $0 }
        }
        var offset = text.count - part.count
        while offset >= 0 {
            if text[offset..<offset + part.count].elementsEqual(part) { return offset }
            offset -= 1
        }
        return nil
    }

    static func replace(_ part: [UInt8], with new: [UInt8], in text: [UInt8], atMost limit: Int) -> [UInt8] {
        var out: [UInt8] = []
        var position = 0
        var count = 0
        if part.isEmpty {
            // The empty text is found before every character and at the end.
            for (offset, byte) in text.enumerated() {
                if byte & 0xC0 != 0x80, count < limit {
                    out += new
                    count += 1
                }
                out.append(text[offset])
            }
            return count < limit ? out + new : out
        }
        while count < limit, let found = find(part, in: text, from: position) {
            out += text[position..<found]
            out += new
            position = found + part.count
            count += 1
        }
        return out + text[position...]
    }

    static func split(_ text: [UInt8], by separator: [UInt8], atMost limit: Int) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var position = 0
        while parts.count < limit, let found = find(separator, in: text, from: position) {
            parts.append(Array(text[position..<found]))
            position = found + separator.count
        }
        parts.append(Array(text[position...]))
        return parts
    }

    /// Between runs of white space, at most `limit` times; the rest is one part.
    static func words(_ text: [UInt8], atMost limit: Int) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var position = 0
        while true {
            while let length = space(text, at: position) { position += length }
            if position == text.count { return parts }
            if parts.count == limit {
                parts.append(Array(text[position...]))
                return parts
            }
            let start = position
            while position < text.count, space(text, at: position) == nil { position += 1 }
            parts.append(Array(text[start..<position]))
        }
    }

    /// The same from the end.
    static func wordsFromEnd(_ text: [UInt8], atMost limit: Int) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var end = text.count
        while true {
            while let length = space(text, before: end) { end -= length }
            if end == 0 { break }
            if parts.count == limit {
                parts.append(Array(text[..<end]))
                break
            }
            let stop = end
            while end > 0, space(text, before: end) == nil { end -= 1 }
            parts.append(Array(text[end..<stop]))
        }
        return parts.reversed()
    }

    static func splitFromEnd(_ text: [UInt8], by separator: [UInt8], atMost limit: Int) -> [[UInt8]] {
        split(text.reversed(), by: separator.reversed(), atMost: limit).reversed().map { $0.reversed() }
    }

    static func lines(_ text: [UInt8], keepsEnds: Bool) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var start = 0
        var position = 0
        while position < text.count {
            guard let length = lineEnd(text, at: position) else {
                position += 1
                continue
            }
            parts.append(Array(text[start..<position + (keepsEnds ? length : 0)]))
            position += length
            start = position
        }
        if start < text.count { parts.append(Array(text[start...])) }
        return parts
    }

    /// How long the end of a line is that stands here.
    private static func lineEnd(_ text: [UInt8], at position: Int) -> Int? {
        switch text[position] {
        case 0x0D: position + 1 < text.count && text[position + 1] == 0x0A ? 2 : 1
        case 0x0A...0x0C, 0x1C...0x1E: 1
        default: lineSeparators.first { text[position...].starts(with: $0) }?.count
        }
    }

    /// U+0085, U+2028 and U+2029.
    private static let lineSeparators: [[UInt8]] = [[0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]]

    /// How long the white space is that stands here.
    private static func space(_ text: [UInt8], at position: Int) -> Int? {
        guard position < text.count else { return nil }
        if text[position] < 0x80 { return isSpace(text[position]) ? 1 : nil }
        return spaces.first { text[position...].starts(with: $0) }?.count
    }

    private static func space(_ text: [UInt8], before end: Int) -> Int? {
        guard end > 0 else { return nil }
        if text[end - 1] < 0x80 { return isSpace(text[end - 1]) ? 1 : nil }
        return spaces.first { text[..<end].suffix($0.count).elementsEqual($0) }?.count
    }

    /// White space outside ASCII.
    private static let spaces: [[UInt8]] =
        lineSeparators + ["\u{A0}", "\u{1680}", "\u{202F}", "\u{205F}", "\u{3000}"].map { Array($0.utf8) }
        + (0x80...0x8A).map { [0xE2, 0x80, $0] }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte >= 0x09 && byte <= 0x0D || byte >= 0x1C && byte <= 0x1F
    }

    static func strip(_ text: [UInt8], left: Bool, right: Bool) -> [UInt8] {
        var start = 0
        var end = text.count
        if left { while let length = space(text, at: start) { start += length } }
        if right { while end > start, let length = space(text, before: end) { end -= length } }
        return Array(text[start..<end])
    }

    /// Without any of the characters at its ends.
    static func strip(_ text: [UInt8], of characters: [[UInt8]], left: Bool, right: Bool) -> [UInt8] {
        var rest = text[...]
        if left {
            while let found = characters.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(found.count) }
        }
        if right {
            while let found = characters.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
                rest = rest.dropLast(found.count)
            }
        }
        return Array(rest)
    }

    /// A text's characters, as UTF-8 each.
    static func parts(_ string: PyString) -> [[UInt8]] {
        let offsets = string.offsets
        return (0..<string.count).map { Array(string.bytes[offsets[$0]..<offsets[$0 + 1]]) }
    }

    /// A text's characters, each as a value.
    static func characters(_ string: PyString) -> [PyValue] {
        parts(string).map { .text($0) }
    }

    // MARK: Quoting

    /// Python's `repr` of a text.
    static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        let quote: UInt8 =
            bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\""))
            ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        var out = [quote]
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\\": out += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case "\n": out += Array("\\n".utf8)
            case "\r": out += Array("\\r".utf8)
            case "\t": out += Array("\\t".utf8)
            default:
                if scalar.value == quote {
                    out += [UInt8(ascii: "\\"), quote]
                } else if scalar.value < 0x20 || scalar.value == 0x7F {
                    out += escape(scalar.value)
                } else if scalar.value < 0x7F || isPrintable(scalar) {
                    out += Array(String(Character(scalar)).utf8)
                } else {
                    out += escape(scalar.value)
                }
            }
        }
        return out + [quote]
    }

    /// What `repr` shows as it is: everything but separators, controls, and characters without meaning.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }

    private static func escape(_ code: UInt32) -> [UInt8] {
        let digits = String(code, radix: 16)
        let (letter, width) = code <= 0xFF ? ("x", 2) : code <= 0xFFFF ? ("u", 4) : ("U", 8)
        return Array(("\\" + letter + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits).utf8)
    }

    /// With everything outside ASCII escaped.
    static func ascii(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                out.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                out += escape(scalar.value)
            }
        }
        return out
    }
}
