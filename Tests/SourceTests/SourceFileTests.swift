import Source
import Testing

struct SourceFileTests {
    @Test func positionsCountScalarsAndLinesFromOne() {
        let file = SourceFile(path: "a.md", text: "ab\n∂L = 1\n")
        #expect(file.position(at: 0) == .init(line: 1, column: 1))
        #expect(file.position(at: 2) == .init(line: 1, column: 3))
        // ∂ takes three bytes and one column.
        #expect(file.position(at: 6) == .init(line: 2, column: 2))
        #expect(file.position(at: 10_000) == .init(line: 3, column: 1))
        #expect(file.position(at: -5) == .init(line: 1, column: 1))
    }

    @Test func aLineSpanLeavesTheLineEndingOut() {
        let file = SourceFile(path: "a.md", text: "one\r\ntwo")
        #expect(file.text(in: file.lineSpan(0)) == "one")
        #expect(file.text(in: file.lineSpan(1)) == "two")
    }

    @Test func aSliceKnowsWhereItsLinesCameFrom() {
        let file = SourceFile(path: "a.md", text: "> - x = 1\n>   y = 2\n")
        let slice = SourceSlice(file: file, pieces: [Span(4, 9), Span(14, 19)])
        #expect(slice.text == "x = 1\ny = 2\n")
        #expect(slice.fileSpan(Span(0, 1)) == Span(4, 5))
        #expect(slice.fileSpan(Span(6, 11)) == Span(14, 19))
        // The newline that ends the first line belongs to that line.
        #expect(slice.fileOffset(5) == 9)
    }

    @Test func inventedSpacesMapInFrontOfTheirLine() {
        let file = SourceFile(path: "a.md", text: "-\tx = 1\n")
        let slice = SourceSlice(file: file, pieces: [Span(2, 7)], indents: [2])
        #expect(slice.text == "  x = 1\n")
        #expect(slice.fileOffset(2) == 2)
    }

    @Test(
        arguments: [
            ([0x61, 0xE2, 0x88, 0x82, 0xF0, 0x9F, 0x98, 0x80], nil), ([], nil), ([0x61, 0xFF], 1), ([0x61, 0x00], 1),
            ([0xC0, 0x80], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0x61, 0xE2, 0x88], 1), ([0xE2, 0x28, 0xA1], 0),
        ] as [([UInt8], Int?)])
    func whatIsNoTextIsFound(_ bytes: [UInt8], _ place: Int?) {
        #expect(SourceFile(path: "x", bytes: bytes).firstInvalidByte == place)
    }
}
