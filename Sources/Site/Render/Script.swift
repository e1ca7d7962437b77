/// A script as readers get it: without indentation, empty lines and comments that have lines of their own, so that what is
/// written to be read costs nothing to load. Line breaks stay, because they may end statements. It knows no more of
/// JavaScript than where a template literal goes on over lines, by counting backticks; inside one nothing is touched.
enum Script {
    static func squeezed(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var isLiteral = false
        var isComment = false
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var text = line
            if !isLiteral {
                text = text.drop(while: isSpace)
                if !isComment, text.starts(with: "/*".utf8) {
                    isComment = true
                    text = text.dropFirst(2)
                }
                if isComment {
                    guard let end = text.indices.first(where: { text[$0...].starts(with: "*/".utf8) }) else { continue }
                    isComment = false
                    text = text[(end + 2)...].drop(while: isSpace)
                }
                if text.isEmpty || text.starts(with: "//".utf8) { continue }
            }
            out += text
            out.append(UInt8(ascii: "\n"))
            if text.count(where: { $0 == UInt8(ascii: "`") }) % 2 == 1 { isLiteral.toggle() }
        }
        return out
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
