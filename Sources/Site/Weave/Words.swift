import Source

/// A text cut at its white space, as `Character.isWhitespace` has it, by looking at bytes: most texts are ASCII, and to make
/// characters of them would cost more than all that is done with the words.
enum Words {
    /// Calls back with every word, as a range of the bytes.
    @inline(__always)
    static func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var index = 0
        var start: Int?
        /// The scalar in front, where it is one that may take a blank into its character.
        var before: Unicode.Scalar?
        func end(_ place: Int) {
            if let first = start { body(first..<place) }
            start = nil
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if isBlank(byte) {
                    if byte == UInt8(ascii: " "), let scalar = before, isOne(scalar, with: " ") {
                        before = nil
                        index += 1
                        continue
                    }
                    end(index)
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
                end(index)
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
        end(index)
    }

    /// In one line: the words with single spaces between.
    /// - Parameter text: valid UTF-8.
    static func line(_ text: [UInt8]) -> String {
        text.withUnsafeBufferPointer { bytes in
            var line = TextWriter(reserving: bytes.count)
            // Words that have single spaces between them already.
            var piece = 0..<0
            forEach(in: bytes) { word in
                if word.lowerBound == piece.upperBound + 1, bytes[piece.upperBound] == UInt8(ascii: " "), !piece.isEmpty
                {
                    piece = piece.lowerBound..<word.upperBound
                } else {
                    write(bytes[piece], to: &line)
                    piece = word
                }
            }
            write(bytes[piece], to: &line)
            return line.text
        }
    }

    private static func write(_ words: Slice<UnsafeBufferPointer<UInt8>>, to line: inout TextWriter) {
        if words.isEmpty { return }
        if !line.bytes.isEmpty { line.write(UInt8(ascii: " ")) }
        line.write(words)
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
