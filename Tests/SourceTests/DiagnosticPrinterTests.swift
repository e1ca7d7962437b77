import Source
import Testing

struct DiagnosticPrinterTests {
    let file = SourceFile(path: "content/t/01-a/lesson.md", text: "# A\n\n\tThe ∂ is `=a.grad => 6.5`.\n")

    @Test func pathLineExcerptCaretAndNote() {
        let start = file.bytes.count - "6.5`.\n".utf8.count
        let diagnostic = Diagnostic("claim-differs", "claimed 6.5", at: file, Span(start, start + 3)).noting("do this")
        #expect(
            DiagnosticPrinter().text(for: diagnostic) == """
                content/t/01-a/lesson.md:3:23: error: claimed 6.5 [claim-differs]
                  3 |     The ∂ is `=a.grad => 6.5`.
                    |                          ^~~
                  note: do this

                """)
    }

    @Test func aNoteMayHaveAPlaceOfItsOwn() {
        var diagnostic = Diagnostic("x", "twice", at: file, Span(2, 3), severity: .warning)
        diagnostic.notes.append(.init("first here", at: .init(file, Span(0, 1))))
        #expect(
            DiagnosticPrinter().text(for: diagnostic) == """
                content/t/01-a/lesson.md:1:3: warning: twice [x]
                  1 | # A
                    |   ^
                  note: content/t/01-a/lesson.md:1:1: first here
                  1 | # A
                    | ^

                """)
    }

    @Test func anEmptyFileHasNoExcerpt() {
        let diagnostic = Diagnostic("x", "empty", at: SourceFile(path: "e.md", text: ""), Span(0, 0))
        #expect(DiagnosticPrinter().text(for: diagnostic) == "e.md:1:1: error: empty [x]\n")
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
                l.md:1:501: error: here [x]
                  1 | …\(String(repeating: "a", count: 80))!\(String(repeating: "b", count: 159))…
                    | \(String(repeating: " ", count: 81))^

                """)
    }

    private func printed(_ text: String, _ span: Span, _ id: String = "x", fixIts: [Diagnostic.FixIt] = []) -> String {
        let diagnostic = Diagnostic(id, "here", at: SourceFile(path: "f.md", text: text), span, fixIts: fixIts)
        return DiagnosticPrinter().text(for: diagnostic)
    }

    @Test func aSpanOfSomeLinesIsMarkedInEach() {
        #expect(
            printed("one two\n\n    three  \nfour five\nsix\n", Span(4, 25)) == """
                f.md:1:5: error: here [x]
                  1 | one two
                    |     ^~~
                  2 |
                  3 |     three  
                    |     ~~~~~
                  4 | four five
                    | ~~~~

                """)
    }

    @Test func ofALongSpanTheBeginningAndTheEndAreShown() {
        let text = (1...12).map { "line \($0)\n" }.joined()
        #expect(
            printed(text, Span(7, text.utf8.count)) == """
                f.md:2:1: error: here [x]
                   2 | line 2
                     | ^~~~~~
                   3 | line 3
                     | ~~~~~~
                     …
                  12 | line 12
                     | ~~~~~~~

                """)
    }

    @Test func marksStandUnderTheirPlaceWhateverIsBefore() {
        // Two columns each for 数, 値 and the emoji, none for the accent of its own and the joiner.
        #expect(
            printed("a\t数値 e\u{301} 🙂\u{200D}x = ７\n", Span(2, 8)) == """
                f.md:1:3: error: here [x]
                  1 | a    数値 e\u{301} 🙂\u{200D}x = ７
                    |      ^~~~

                """)
        let text = "数 e\u{301} 🙂\u{200D} ７!\n"
        let place = text.utf8.count - 2
        #expect(
            printed(text, Span(place, place + 1)) == """
                f.md:1:10: error: here [x]
                  1 | 数 e\u{301} 🙂\u{200D} ７!
                    |           ^

                """)
    }

    @Test func nothingActsOnTheTerminal() {
        let file = SourceFile(path: "a\u{1B}[2J.md", text: "\u{1B}[31m\u{202E}x\u{9B}m\r\u{7F}")
        let diagnostic = Diagnostic("x", "un\u{1B}]0;known\u{7}", at: file, Span(8, 9)).noting("\u{8}")
        #expect(
            DiagnosticPrinter().text(for: diagnostic) == """
                a␛[2J.md:1:7: error: un␛]0;known␇ [x]
                  1 | ␛[31m�x�m␍␡
                    |       ^
                  note: ␈

                """)
    }

    @Test func aRepairOfThePlaceItselfIsALine() {
        let diagnostic = Diagnostic("unknown-key", "unknown key", at: file, Span(2, 3)).meaning("B", else: "none")
        #expect(
            DiagnosticPrinter().text(for: diagnostic) == """
                content/t/01-a/lesson.md:1:3: error: unknown key [unknown-key]
                  1 | # A
                    |   ^
                  help: did you mean `B`?

                """)
        let far = Diagnostic("unknown-key", "unknown key", at: file, Span(2, 3)).meaning(nil, else: "known: C")
        #expect(far.fixIts.isEmpty)
        #expect(far.notes.map(\.message) == ["known: C"])
    }

    @Test func aRepairElsewhereShowsTheLinesAsTheyWouldBe() {
        let file = SourceFile(path: "f.md", text: "one\ntwo\nthree four\n")
        let other = SourceFile(path: "g.md", text: "x\nold\n")
        let diagnostic = Diagnostic("x", "here", at: file, Span(4, 7))
            .fixing("put it in", with: "数 ", at: Span(14, 14))
            .fixing("take out a line", with: "", at: Span(4, 8))
            .fixing("write two lines", with: "a\n  b")
        var all = diagnostic
        all.fixIts.append(.init("or there", replacing: .init(other, Span(2, 5)), with: "new"))
        #expect(
            DiagnosticPrinter().text(for: all) == """
                f.md:2:1: error: here [x]
                  2 | two
                    | ^~~
                  help: put it in
                  3 | three 数 four
                    |       ~~~
                  help: take out a line
                  2 | three four
                    | ~
                  help: write two lines
                  2 | a
                    | ~
                  3 |   b
                    |   ~
                  help: g.md:2:1: or there
                  2 | new
                    | ~~~

                """)
    }
}
