import Source

/// A text cut at its white space, as `Character.isWhitespace` has it, by looking at bytes: most texts are ASCII, and to make
/// characters of them would cost more than all that is done with the words.
enum Words {
    /// Calls back with every word, as a range of the bytes.
    static func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var end = 0
        while let word = next(in: bytes, from: end) {
            body(word)
            end = word.upperBound
        }
    }

    /// The first word behind the end of another, or behind the beginning.
    private static func next(in bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Range<Int>? {
        var index = place
        var start: Int?
        /// The scalar in front, where it is one that may take a blank into its character.
        var before: Unicode.Scalar?
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if isBlank(byte) {
                    if byte == UInt8(ascii: " "), let scalar = before, isOne(scalar, with: " ") {
                        before = nil
                        index += 1
                        continue
                    }
                    if let start { return start..<index }
                    before = nil
                    index += 1
                    // A mark on a blank is one character with it, and a blank as a whole.
                    if byte == UInt8(ascii: " ") { index += lengthOfMarks(bytes, index) }
                    continue
                }
                if start == nil { start = index }
                before = nil
                repeat { index += 1 } while index < bytes.count && isPlain(bytes[index])
                continue
            }
            let (scalar, length) = scalar(bytes, index)
            let isLineEnd = [0x85, 0x2028, 0x2029].contains(scalar.value)
            if isBlank(scalar), isLineEnd || !(before.map { isOne($0, with: scalar) } ?? false) {
                if let start { return start..<index }
                index += length
                // Those that part lines take no marks.
                if !isLineEnd { index += lengthOfMarks(bytes, index) }
                before = nil
                continue
            }
            if start == nil { start = index }
            before = scalar.value >= 0x600 ? scalar : nil
            index += length
        }
        return start.map { $0..<index }
    }

    /// In one line: the words with single spaces between.
    /// - Parameter text: valid UTF-8.
    static func line(_ text: [UInt8]) -> String {
        text.withUnsafeBufferPointer { bytes in
            let space = UInt8(ascii: " ")
            var line = TextWriter(reserving: bytes.count)
            var end = 0
            while end < bytes.count {
                // What is a line already is copied as it is, up to the last of its words that is surely whole.
                let start = bytes[end] == space ? end + 1 : end
                let stretch = endOfLine(bytes, from: end)
                if stretch > start, let last = bytes[start..<stretch].lastIndex(of: space), last > start {
                    write(bytes[start..<last], to: &line)
                    end = last
                }
                guard let word = next(in: bytes, from: end) else { break }
                write(bytes[word], to: &line)
                end = word.upperBound
            }
            return line.text
        }
    }

    private static func write(_ words: Slice<UnsafeBufferPointer<UInt8>>, to line: inout TextWriter) {
        if !line.bytes.isEmpty { line.write(UInt8(ascii: " ")) }
        line.write(words)
    }

    /// Behind as many bytes, eight by eight, as are ASCII without other blanks than spaces, of which no two meet.
    private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int {
        var index = place
        // The highest bit of the lowest byte, where a space stands before it.
        var before: UInt64 = 0
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.word(at: index))
            if !word.isASCII || word.holdsLess(than: UInt8(ascii: " ")) { break }
            let spaces = word.atLeast(UInt8(ascii: " ")) & ~word.atLeast(UInt8(ascii: " ") + 1)
            if spaces & (spaces << 8 | before) != 0 { break }
            before = spaces >> 56
            index += 8
        }
        return index
    }

    /// Of ASCII, and surely part of a word.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { byte > UInt8(ascii: " ") && byte < 0x80 }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte >= 9 && byte <= 13 }

    /// How many bytes at a place go with the character before it.
    private static func lengthOfMarks(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] >= 0x80 {
            let (scalar, length) = scalar(bytes, end)
            guard isOne(" ", with: scalar) else { break }
            end += length
        }
        return end - start
    }

    /// Asked of the standard library, which knows what is one character.
    private static func isOne(_ first: Unicode.Scalar, with second: Unicode.Scalar) -> Bool {
        var text = String(first)
        text.unicodeScalars.append(second)
        return text.count == 1
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x85, 0xA0, 0x1680, 0x2000...0x206F, 0x3000: scalar.properties.isWhitespace
        default: false
        }
    }

    /// The bytes are those of a `String`, so they are valid.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (Unicode.Scalar, Int) {
        let lead = UInt32(bytes[index])
        func rest(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset]) & 0x3F }
        let (value, length): (UInt32, Int) =
            switch lead {
            case ..<0xE0: ((lead & 0x1F) << 6 | rest(1), 2)
            case ..<0xF0: ((lead & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
            default: ((lead & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
