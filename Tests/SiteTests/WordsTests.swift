import Testing

@testable import Site

/// The standard library's characters are the judge of where a word ends.
@Suite struct WordsTests {
    /// Marks, joiners and signs in front that make one character with a blank, and what looks like them and does not.
    private static let pieces = [
        "a", "Z", "0", "_", ".", " ", " ", "\t", "\n", "\r", "\r\n", "\u{B}", "\u{1C}", "\u{85}", "\u{A0}", "\u{2003}",
        "\u{2028}", "\u{3000}", "\u{200B}", "\u{200D}", "\u{301}", "\u{20E3}", "\u{903}", "\u{600}", "\u{1F1E9}", "👩",
        "½",
        "∂", "٣", "“", "\u{FE0F}", "\u{E0020}", "\u{110BD}",
    ]

    private static let texts: [String] = {
        var random = SeededRandom(seed: 8)
        let any = (0..<20_000).map { _ in
            (0..<random.next(12)).map { _ in pieces[random.next(pieces.count)] }.joined()
        }
        // Long enough for what looks at eight bytes at a time, and mostly plain.
        let plain = ["a", "Z", "7", " ", "-", "."]
        return any
            + (0..<20_000).map { _ in
                (0..<random.next(60)).map { _ in
                    random.next(40) == 0 ? pieces[random.next(pieces.count)] : plain[random.next(plain.count)]
                }.joined()
            }
    }()

    @Test func aLineHasTheWordsOfItsText() {
        for text in Self.texts {
            let expected = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(Words.line(Array(text.utf8)) == expected, "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test func wordsAreCountedByTheirLetters() {
        for text in Self.texts {
            let expected = text.split(whereSeparator: \.isWhitespace).count {
                $0.contains { $0.isLetter || $0.isNumber }
            }
            #expect(ReadingTime.words(in: text) == expected, "\(text.unicodeScalars.map(\.value))")
            let code = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.count
            #expect(ReadingTime.codeWords(in: text) == code, "\(text.unicodeScalars.map(\.value))")
        }
    }
}

private struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
