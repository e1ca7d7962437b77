import Source
import Testing

struct DiagnosticPrinterTests {
    let file = SourceFile(path: "content/t/01-a/lesson.md", text: "# A\n\n\tThe ∂ is `=a.grad => 6.5`.\n")

    @Test func pathLineExcerptCaretAndNote() {
        let start = file.bytes.count - "6.5`.\n".utf8.count
        let diagnostic = Diagnostic("claim-differs", "claimed 6.5", at: file, Span(start, start + 3)).noting("do this")
        #expect(
            DiagnosticPrinter().text(for: diagnostic) == """
                content/t/01-a/lesson.md:3:23: error: claimed 6.5
                  3 | \tThe ∂ is `=a.grad => 6.5`.
                    | \t                     ^~~
                  note: do this

                """)
    }

    @Test func aNoteMayHaveAPlaceOfItsOwn() {
        var diagnostic = Diagnostic("x", "twice", at: file, Span(2, 3), severity: .warning)
        diagnostic.notes.append(.init("first here", at: .init(file, Span(0, 1))))
        #expect(
            DiagnosticPrinter().text(for: diagnostic) == """
                content/t/01-a/lesson.md:1:3: warning: twice
                  1 | # A
                    |   ^
                  note: content/t/01-a/lesson.md:1:1: first here
                  1 | # A
                    | ^

                """)
    }

    @Test func anEmptyFileHasNoExcerpt() {
        let diagnostic = Diagnostic("x", "empty", at: SourceFile(path: "e.md", text: ""), Span(0, 0))
        #expect(DiagnosticPrinter().text(for: diagnostic) == "e.md:1:1: error: empty\n")
    }

    @Test func findingsHaveOneOrder() {
        let other = SourceFile(path: "b.md", text: "zz")
        let all = [
            Diagnostic("b", "2", at: file, Span(4, 5)), Diagnostic("a", "1", at: file, Span(4, 5)),
            Diagnostic("z", "0", at: other, Span(0, 1)), Diagnostic("c", "3", at: file, Span(1, 2)),
        ]
        #expect(all.sorted(by: Diagnostic.inOrder).map(\.id) == ["z", "c", "a", "b"])
    }

    @Test func ofAVeryLongLineThePlaceIsShown() {
        let long = SourceFile(
            path: "l.md", text: String(repeating: "a", count: 500) + "!" + String(repeating: "b", count: 500))
        let printed = DiagnosticPrinter().text(for: Diagnostic("x", "here", at: long, Span(500, 501)))
        #expect(
            printed == """
                l.md:1:501: error: here
                  1 | …\(String(repeating: "a", count: 80))!\(String(repeating: "b", count: 159))…
                    | \(String(repeating: " ", count: 81))^

                """)
    }
}
