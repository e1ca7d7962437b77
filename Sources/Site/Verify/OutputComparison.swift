import Source

/// Compares what a snippet printed with what an `output` fence claims, line by line. A line `...` in the claim stands
/// for any lines, none among them.
struct OutputComparison {
    /// The first line on which they part.
    struct Difference {
        /// Index of the claimed line; the number of claimed lines when the output goes on behind the last.
        let claimedLine: Int
        let claimed: String?
        let printed: String?
    }

    static func difference(claimed: String, printed: String) -> Difference? {
        if claimed == printed { return nil }
        let claims = lines(claimed)
        let prints = lines(printed)
        // The claim is cut at its `...` lines; each piece must follow the one before it.
        var claim = 0
        var print = 0
        /// Where to go on from when a piece after `...` does not fit where it was tried.
        var retry: (claim: Int, print: Int)?
        var first: Difference?
        while claim < claims.count || print < prints.count {
            if claim < claims.count, claims[claim] == "..." {
                retry = (claim + 1, print)
                claim += 1
                if claim == claims.count { return nil }
                continue
            }
            if claim < claims.count, print < prints.count, claims[claim] == prints[print] {
                claim += 1
                print += 1
                continue
            }
            let found = Difference(
                claimedLine: claim, claimed: claim < claims.count ? claims[claim] : nil,
                printed: print < prints.count ? prints[print] : nil)
            if first == nil || found.claimedLine >= (first?.claimedLine ?? 0) { first = found }
            guard let from = retry, from.print < prints.count else { return first }
            retry = (from.claim, from.print + 1)
            claim = from.claim
            print = from.print + 1
        }
        return nil
    }

    /// The lines of a text; a line ending at its end begins no further line.
    static func lines(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [String] = []
            var start = 0
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
                // To Swift, and so to whoever compares texts, both together are one character.
                if index > start, bytes[index - 1] == UInt8(ascii: "\r") { continue }
                lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
                start = index + 1
            }
            if start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
            return lines
        }
    }
}
