/// A line of text in which nothing means anything to Markdown: titles and summaries mostly are. What a parser would make of
/// it is one paragraph of just this text, and of its HTML the text itself, so none needs to be asked.
public enum PlainLine {
    /// It errs to one side only: some texts that mean nothing are not known as such.
    public static func isOne(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first, isLetter(first), bytes.last != UInt8(ascii: " ") else { return false }
            var ws = 0
            for byte in bytes {
                guard isPlain(byte) else { return false }
                // An address may begin without its scheme.
                ws = byte == UInt8(ascii: "w") ? ws + 1 : 0
                if ws == 3 { return false }
            }
            return true
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case _ where isLetter(byte), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "'"),
            UInt8(ascii: "-"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
