import Source
import Testing

/// What looks at eight bytes at a time finds what looking at each finds, wherever in the eight it stands.
@Suite struct ByteSearchTests {
    private static let texts: [[UInt8]] = {
        var random = SystemRandomNumberGenerator()
        let bytes: [UInt8] = [0, 1, 9, 10, 13, 0x1F, 0x20, 0x22, 0x61, 0x7E, 0x7F, 0x80, 0x81, 0x8A, 0xC3, 0xE2, 0xFF]
        return (0..<4000).map { _ in
            // Mostly plain, so that whole words of it are.
            (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                Int.random(in: 0..<12, using: &random) == 0 ? bytes.randomElement(using: &random)! : 0x61
            }
        }
    }()

    @Test func aByteIsCountedWhereverItStands() {
        for text in Self.texts {
            text.withUnsafeBufferPointer { bytes in
                for byte in [0, 10, 0x61, 0x7F, 0x80, 0x8A, 0xFF] as [UInt8] {
                    #expect(bytes.count(of: byte) == text.count { $0 == byte }, "\(text), \(byte)")
                }
            }
        }
    }

    @Test func eightBytesAreComparedAtOnce() {
        for text in Self.texts where text.count >= 8 {
            text.withUnsafeBufferPointer { bytes in
                let word = bytes.word(at: 0)
                for number in [1, 0x20, 0x7F, 0x80] as [UInt8] {
                    #expect(word.holdsLess(than: number) == text[..<8].contains { $0 < number }, "\(text), \(number)")
                }
                #expect(word.isASCII == text[..<8].allSatisfy { $0 < 0x80 }, "\(text)")
                if word.isASCII {
                    for number in [1, 0x20, 0x61, 0x62, 0x7F, 0x80] as [UInt8] {
                        let bits = UInt64(littleEndian: word).atLeast(number)
                        let expected = (0..<8).reduce(0 as UInt64) { bits, place in
                            bits | (text[place] >= number ? 0x80 << UInt64(place * 8) : 0)
                        }
                        #expect(bits == expected, "\(text), \(number)")
                    }
                }
                for byte in [0, 0x22, 0x7F, 0x80, 0xFF] as [UInt8] {
                    #expect(word.holds(byte) == text[..<8].contains(byte), "\(text), \(byte)")
                }
            }
        }
    }

    @Test func linesBeginBehindEveryLineEnding() {
        for text in Self.texts {
            let starts = [0] + text.indices.filter { text[$0] == 10 }.map { $0 + 1 }
            #expect(SourceFile(path: "t", bytes: text).lineStarts == starts, "\(text)")
        }
    }

    @Test func whatIsNoTextIsFoundBehindPlainText() {
        for text in Self.texts {
            let place = SourceFile(path: "t", bytes: text).firstInvalidByte
            let isText = String(validating: text, as: UTF8.self) != nil && !text.contains(0)
            #expect((place == nil) == isText, "\(text)")
            if let place {
                #expect(String(validating: text[..<place], as: UTF8.self) != nil, "\(text)")
                #expect(!text[..<place].contains(0), "\(text)")
            }
        }
    }
}
