/// Commands that KaTeX knows and a page does not take: those that could run away, reach out of the page, or be drawn by few
/// browsers. A formula may define no command, so each that it uses is written in it and found by reading it.
public struct RefusedCommand: Equatable, Sendable {
    /// In bytes of the formula.
    public let range: Range<Int>
    /// Why, as a sentence about formulas.
    public let reason: String
    /// What to do instead.
    public let help: String

    /// The first in a formula; nil for none.
    public static func first(in tex: String) -> RefusedCommand? {
        let bytes = Array(tex.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"):
                var end = index + 1
                while end < bytes.count, isLetter(bytes[end]) { end += 1 }
                if end == index + 1 { end = min(end + 1, bytes.count) }
                let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                if let (reason, help) = reason(name) {
                    return RefusedCommand(range: index..<end, reason: reason, help: help)
                }
                index = end
            case UInt8(ascii: "%"):
                guard let line = bytes[index...].firstIndex(of: 0x0A) else {
                    return RefusedCommand(
                        range: index..<bytes.count, reason: "a formula cannot end in a comment",
                        help: "write `\\%` for the sign, or the comment outside")
                }
                index = line + 1
            default: index += 1
            }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "@")
    }

    private static func reason(_ name: String) -> (reason: String, help: String)? {
        switch name {
        case "def", "gdef", "edef", "xdef", "let", "futurelet", "newcommand", "renewcommand", "providecommand",
            "global",
            "long":
            ("a formula defines no commands", "write out what it stands for")
        case "href", "url", "includegraphics", "htmlClass", "htmlId", "htmlStyle", "htmlData":
            ("a formula holds no links, pictures or HTML", "put it into the text beside the formula")
        case "color", "textcolor", "colorbox", "fcolorbox":
            ("a formula has the colours of its page, by day and by night", "say in words what the colour would say")
        case "boxed", "fbox", "cancel", "bcancel", "xcancel", "sout", "phase", "angl", "angln", "hline", "hdashline":
            ("browsers draw no frames and strokes in formulas", "say it in the text, or in a formula of its own")
        case "tag":
            ("a formula has no number", "name it in the text")
        case let name where name.contains("@"):
            ("this is a command of KaTeX's own", "use the commands of LaTeX")
        default: nil
        }
    }
}
