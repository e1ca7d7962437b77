import Markup

/// The characters that stand for a cloze's brackets in the Markdown of a card's sides. They are brackets to CommonMark
/// as `[` and `]` are, so emphasis and code around a deletion read exactly as they do in the author's text, whichever
/// deletion is hidden; and unlike `[` they can never begin a link or a list.
public enum CardMarks {
    /// Around the deletion that the card asks for, or around `…` where it is hidden.
    static let asked: (open: Character, close: Character) = ("\u{2045}", "\u{2046}")
    /// Around the other deletions, which are shown as plain text.
    static let shown: (open: Character, close: Character) = ("\u{2E28}", "\u{2E29}")
    /// What stands between the marks on a front.
    static let blank = "…"

    static let all: Set<Character> = [asked.open, asked.close, shown.open, shown.close]

    /// The text of a text node, with the deletion marked up: `<mark>` on a back, a blank on a front.
    public static func html(_ text: String) -> HTML {
        text.split(separator: "\(asked.open)\(blank)\(asked.close)", omittingEmptySubsequences: false)
            .map { piece in
                var html: HTML = ""
                for character in piece {
                    switch character {
                    case asked.open: html += "<mark>"
                    case asked.close: html += "</mark>"
                    case shown.open, shown.close: break
                    default: html += HTML(escaping: String(character))
                    }
                }
                return html
            }
            .joined(separator: "<span class=\"blank\" role=\"img\" aria-label=\"blank\">[…]</span>")
    }

    /// The same for a terminal: `[…]` on a front, `[the deletion]` on a back.
    public static func plain(_ text: String) -> String {
        var plain = ""
        for character in text {
            switch character {
            case asked.open: plain += "["
            case asked.close: plain += "]"
            case shown.open, shown.close: break
            default: plain.append(character)
            }
        }
        return plain
    }
}
