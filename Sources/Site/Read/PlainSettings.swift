import Source

/// Lines `key: value` in which nothing means anything else to YAML: so most front matter is written, and to set up a parser
/// for it takes longer than all the rest of reading a page's head. What is not quite as simple is left to YAML.
enum PlainSettings {
    typealias Line = (key: Span, value: Span)

    /// - Returns: nil for what has to be read as YAML.
    static func read(_ bytes: [UInt8]) -> [Line]? {
        var lines: [Line] = []
        var start = 0
        while start < bytes.count {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")), let line = line(bytes[start..<end])
            else {
                return nil
            }
            // A key that stands twice is for YAML to refuse.
            let key = bytes[line.key.start..<line.key.end]
            if lines.contains(where: { bytes[$0.key.start..<$0.key.end] == key }) { return nil }
            lines.append(line)
            start = end + 1
        }
        return lines.isEmpty ? nil : lines
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> Line? {
        let key = bytes.prefix { isLetter($0) || $0 == UInt8(ascii: "-") }
        guard let first = key.first, isLetter(first), bytes[key.endIndex...].starts(with: ": ".utf8) else { return nil }
        let value = bytes[(key.endIndex + 2)...]
        guard let first = value.first, isLetter(first) || isDigit(first), value.last != UInt8(ascii: " "),
            value.allSatisfy(isPlain)
        else { return nil }
        return (Span(key.startIndex, key.endIndex), Span(value.startIndex, value.endIndex))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    /// Of ASCII, what may stand anywhere but at the beginning of a scalar without quotes; no colon and no number sign.
    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || " ,.;?!()'-%+=/".utf8.contains(byte)
    }
}
