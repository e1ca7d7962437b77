/// The letters and digits that Unicode has in mathematical styles, bold, double-struck and so on: browsers draw these, and
/// do not heed an attribute that asks for the style.
enum MathLetters {
    /// A text in a style by its name in MathML, such as `double-struck`; what has no letter in it stays as it is.
    static func styled(_ text: String, as style: String) -> String {
        guard let alphabet = alphabets[style] else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { alphabet.letter(for: $0) }))
    }

    private struct Alphabet {
        /// The style's A.
        let latin: UInt32
        /// Its Α, its 0; nil where it has none.
        var greek: UInt32?
        var digits: UInt32?
        /// Letters that Unicode had before and did not repeat.
        var others: [Unicode.Scalar: Unicode.Scalar] = [:]

        func letter(for scalar: Unicode.Scalar) -> Unicode.Scalar {
            if let other = others[scalar] { return other }
            let value: UInt32? =
                switch scalar {
                case "A"..."Z": latin + scalar.value - 0x41
                case "a"..."z": latin + 26 + scalar.value - 0x61
                case "0"..."9": digits.map { $0 + scalar.value - 0x30 }
                case "\u{391}"..."\u{3A9}": greek.map { $0 + scalar.value - 0x391 }
                case "\u{3B1}"..."\u{3C9}": greek.map { $0 + 26 + scalar.value - 0x3B1 }
                // ∇ and ∂ stand behind the capital and the small letters.
                case "\u{2207}": greek.map { $0 + 25 }
                case "\u{2202}": greek.map { $0 + 51 }
                default: nil
                }
            return value.flatMap(Unicode.Scalar.init) ?? scalar
        }
    }

    private static let alphabets: [String: Alphabet] = [
        "bold": Alphabet(latin: 0x1D400, greek: 0x1D6A8, digits: 0x1D7CE),
        "italic": Alphabet(latin: 0x1D434, greek: 0x1D6E2, others: ["h": "ℎ"]),
        "bold-italic": Alphabet(latin: 0x1D468, greek: 0x1D71C, digits: 0x1D7CE),
        "script": Alphabet(
            latin: 0x1D49C,
            others: [
                "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
                "o": "ℴ",
            ]),
        "bold-script": Alphabet(latin: 0x1D4D0),
        "fraktur": Alphabet(latin: 0x1D504, others: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]),
        "bold-fraktur": Alphabet(latin: 0x1D56C),
        "double-struck": Alphabet(
            latin: 0x1D538, digits: 0x1D7D8,
            others: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]),
        "sans-serif": Alphabet(latin: 0x1D5A0, digits: 0x1D7E2),
        "bold-sans-serif": Alphabet(latin: 0x1D5D4, greek: 0x1D756, digits: 0x1D7EC),
        "sans-serif-italic": Alphabet(latin: 0x1D608, digits: 0x1D7E2),
        "sans-serif-bold-italic": Alphabet(latin: 0x1D63C, greek: 0x1D790, digits: 0x1D7EC),
        "monospace": Alphabet(latin: 0x1D670, digits: 0x1D7F6),
    ]
}
