/// A style sheet as readers get it: without comments, indentation and spaces that mean nothing, a rule a line, so that what
/// is written to be read costs nothing to load. It knows strings, comments and addresses, and nothing of properties.
enum StyleSheet {
    static func squeezed(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var isSpaced = false
        var index = 0
        func stands(_ first: UInt8, _ second: UInt8, at index: Int) -> Bool {
            index + 1 < bytes.count && bytes[index] == first && bytes[index + 1] == second
        }
        let (slash, star) = (UInt8(ascii: "/"), UInt8(ascii: "*"))
        while index < bytes.count {
            let byte = bytes[index]
            if stands(slash, star, at: index) {
                index += 2
                while index < bytes.count, !stands(star, slash, at: index) { index += 1 }
                index += 2
                // `a/**/b` is two words.
                isSpaced = true
                continue
            }
            if isSpace(byte) {
                isSpaced = true
                index += 1
                continue
            }
            if isSpaced, let last = out.last, !swallows(last), !isSpace(last), !isCloser(byte) {
                out.append(UInt8(ascii: " "))
            }
            isSpaced = false
            let start = index
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                index = endOfString(bytes, index)
            } else if byte == UInt8(ascii: "u"), bytes[index...].starts(with: "url(".utf8) {
                index += 4
                while index < bytes.count, isSpace(bytes[index]) { index += 1 }
                if index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
                    index = endOfString(bytes, index)
                } else {
                    while index < bytes.count, bytes[index] != UInt8(ascii: ")") { index += 1 }
                }
            } else {
                index += byte == UInt8(ascii: "\\") ? min(2, bytes.count - index) : 1
            }
            out += bytes[start..<index]
            if byte == UInt8(ascii: "}") { out.append(UInt8(ascii: "\n")) }
        }
        return out
    }

    /// Behind these a space means nothing. Before a colon it does: `a :hover` is not `a:hover`.
    private static func swallows(_ byte: UInt8) -> Bool { isCloser(byte) || byte == UInt8(ascii: ":") }

    private static func isCloser(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","): true
        default: false
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start] {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }
}
