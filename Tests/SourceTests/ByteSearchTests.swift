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

    @Test func aByteIsFoundWhereverItStands() {
        for text in Self.texts {
            text.withUnsafeBufferPointer { bytes in
                for byte in [0, 10, 0x61, 0x7F, 0x80, 0x8A, 0xFF] as [UInt8] {
                    #expect(bytes.holds(byte) == text.contains(byte), "\(text), \(byte)")
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
