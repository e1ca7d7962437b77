import Markup

/// How long a page takes to read. The rule is stated on the site: 238 words a minute for prose (the mean that Brysbaert
/// found for non-fiction), 100 words a minute for code, 3 seconds a table row, 12 seconds for the first figure and one
/// less for each further one, never under 3.
struct ReadingTime: Equatable {
    var words = 0
    var codeWords = 0
    var tableRows = 0
    var figures = 0
    var inlineFormulas = 0
    var displayFormulas = 0

    /// Whole minutes, rounded up, at the mean pace.
    var minutes: Int { minutes(wordsPerMinute: 238) }
    /// The same for fast and slow readers, at 300 and 175 words a minute.
    var range: ClosedRange<Int> { minutes(wordsPerMinute: 300)...minutes(wordsPerMinute: 175) }

    private func minutes(wordsPerMinute: Int) -> Int {
        var seconds = Double(words) * 60 / Double(wordsPerMinute) + Double(codeWords) * 60 / 100
        seconds += Double(tableRows * 3 + inlineFormulas * 2 + displayFormulas * 10)
        for index in 0..<figures { seconds += Double(max(12 - index, 3)) }
        return max(1, Int((seconds / 60).rounded(.up)))
    }

    /// Words of prose: runs of anything but white space that hold a letter or digit.
    static func words(in text: String) -> Int {
        var text = text
        return text.withUTF8 { words(in: $0) }
    }

    static func words(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        wordsOfASCII(bytes) ?? wordsOfAny(bytes)
    }

    /// Eight letters at a time; nil where there is anything but ASCII without control characters.
    private static func wordsOfASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var count = 0
        /// 1 when a word that counts goes on, or ends, in the next eight.
        var carry: UInt64 = 0
        var index = 0
        while index <= bytes.count {
            var word: UInt64 = 0x2020_2020_2020_2020
            if index + 8 <= bytes.count {
                word = UInt64(littleEndian: bytes.word(at: index))
            } else {
                for byte in bytes[index...].reversed() { word = word << 8 | UInt64(byte) }
            }
            if !word.isASCII || word.holdsLess(than: UInt8(ascii: " ")) { return nil }
            let lower = word | 0x2020_2020_2020_2020
            let isLetter = lower.atLeast(UInt8(ascii: "a")) & ~lower.atLeast(UInt8(ascii: "z") + 1)
            let isDigit = word.atLeast(UInt8(ascii: "0")) & ~word.atLeast(UInt8(ascii: "9") + 1)
            // All bits of what is no space. The lowest bit of any letter or digit, added to it, is carried on through its
            // word, whatever else is added there, and into the space behind: so a word is counted where it ends.
            let words = (word.atLeast(UInt8(ascii: " ") + 1) >> 7) &* 0xFF
            let (sum, isOver) = words.addingReportingOverflow((isLetter | isDigit) >> 7)
            let (ends, isOverByCarry) = sum.addingReportingOverflow(carry)
            count += Int(((ends & ~words) &* 0x0101_0101_0101_0101) >> 56)
            carry = isOver || isOverByCarry ? 1 : 0
            index += 8
        }
        return count
    }

    private static func wordsOfAny(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        Words.forEach(in: bytes) { if isWord(UnsafeBufferPointer(rebasing: bytes[$0])) { count += 1 } }
        return count
    }

    private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes {
            if byte >= 0x80 { return String(decoding: bytes, as: UTF8.self).contains { $0.isLetter || $0.isNumber } }
            if isPartOfWord(byte) { return true }
        }
        return false
    }

    /// Of ASCII alone.
    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Words of code: runs of letters, digits and `_`, split at spaces and punctuation.
    static func codeWords(in text: String) -> Int {
        var text = text
        let count = text.withUTF8 { bytes -> Int? in
            var count = 0
            var isInWord = false
            for byte in bytes {
                if byte >= 0x80 { return nil }
                let isPart = isPartOfWord(byte) || byte == UInt8(ascii: "_")
                if isPart, !isInWord { count += 1 }
                isInWord = isPart
            }
            return count
        }
        return count ?? text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.count
    }
}
