import TestSupport
import Testing

@testable import Site

/// The form in which the cache keeps values: one for each value, and nothing else can be read.
struct ByteCodingTests {
    private struct Sample: Stored, Equatable {
        var number = 0
        var text = ""
        var list: [String?] = []
        var flag = false
        var digest = Digest(of: [UInt8]())

        init(_ generator: inout SeededGenerator) {
            number = Int.random(in: .min ... .max, using: &generator) >> Int.random(in: 0...63, using: &generator)
            text = Self.text(&generator)
            list = (0..<Int.random(in: 0...5, using: &generator)).map { $0 % 2 == 0 ? nil : Self.text(&generator) }
            flag = Bool.random(using: &generator)
            digest = Digest(of: Array(text.utf8))
        }

        private static func text(_ generator: inout SeededGenerator) -> String {
            String(
                (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                    "aé∂𝄞\u{0}\n".randomElement(using: &generator)!
                })
        }

        func store(in writer: inout ByteWriter) {
            number.store(in: &writer)
            text.store(in: &writer)
            list.store(in: &writer)
            flag.store(in: &writer)
            digest.store(in: &writer)
        }

        init(from reader: inout ByteReader) throws(Unreadable) {
            number = try Int(from: &reader)
            text = try String(from: &reader)
            list = try [String?](from: &reader)
            flag = try Bool(from: &reader)
            digest = try Digest(from: &reader)
        }
    }

    private func bytes(of value: some Stored) -> [UInt8] {
        var writer = ByteWriter()
        value.store(in: &writer)
        return writer.bytes
    }

    private func read<Value: Stored>(_ type: Value.Type, _ bytes: [UInt8]) throws(Unreadable) -> Value {
        var reader = ByteReader(bytes)
        let value = try Value(from: &reader)
        try reader.finish()
        return value
    }

    @Test func numbers() throws {
        for number in [0, 1, -1, 63, 64, -64, -65, 1 << 40, .max, .min, .min + 1] {
            #expect(try read(Int.self, bytes(of: number)) == number)
        }
        #expect(bytes(of: 0) == [0] && bytes(of: -1) == [1] && bytes(of: 64) == [0x80, 1])
    }

    @Test func whatIsNoValueIsUnreadable() {
        let bad: [[UInt8]] = [
            [], [0x80], [0x80, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2], [0, 0],
            [UInt8](repeating: 0x80, count: 40),
        ]
        for bytes in bad { #expect(throws: Unreadable.self) { try read(Int.self, bytes) } }
        for bytes: [UInt8] in [[2], [3, 65, 66], [1, 0xFF], [2, 0xC0, 0x80]] {
            #expect(throws: Unreadable.self) { try read(String.self, bytes) }
        }
        #expect(throws: Unreadable.self) { try read(Bool.self, [2]) }
        // A list says how long it is; it is not believed beyond the bytes that are there.
        #expect(throws: Unreadable.self) {
            try read([String].self, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1])
        }
        #expect(throws: Unreadable.self) { try read([Int].self, [3, 0, 0]) }
    }

    /// What can be read after any damage is a value whose form is these very bytes.
    @Test func oneFormForEachValue() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<300 {
            let sample = Sample(&generator)
            let whole = bytes(of: sample)
            #expect(try read(Sample.self, whole) == sample)
            for _ in 0..<30 {
                var other = whole
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: other.removeLast(Int.random(in: 1...other.count, using: &generator))
                case 1:
                    other.insert(
                        .random(in: 0...255, using: &generator), at: .random(in: 0...other.count, using: &generator))
                case 2: other = (0..<40).map { _ in .random(in: 0...255, using: &generator) }
                default:
                    other[.random(in: 0..<other.count, using: &generator)] = .random(in: 0...255, using: &generator)
                }
                if let value = try? read(Sample.self, other) { #expect(bytes(of: value) == other) }
            }
        }
    }
}
