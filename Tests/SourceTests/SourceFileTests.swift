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
}
