import Testing

@testable import Site

struct OutputComparisonTests {
    func differs(_ claimed: String, _ printed: String) -> String? {
        OutputComparison.difference(claimed: claimed, printed: printed).map {
            "\($0.claimedLine): \($0.claimed ?? "nothing") / \($0.printed ?? "nothing")"
        }
    }

    @Test func linesAreCompared() {
        #expect(differs("1\n2\n", "1\n2\n") == nil)
        #expect(differs("", "") == nil)
        #expect(differs("1\n3\n", "1\n2\n") == "1: 3 / 2")
        #expect(differs("1\n2\n", "1\n") == "1: 2 / nothing")
        #expect(differs("1\n", "1\n2\n") == "1: nothing / 2")
        #expect(differs("", "1\n") == "0: nothing / 1")
        // Trailing blanks count: what is printed is what is claimed.
        #expect(differs("1 \n", "1\n") == "0: 1  / 1")
    }

    /// Lines are cut at bytes; they are those of Swift's characters.
    @Test func linesAreThoseOfCharacters() {
        let pieces = ["\n", "\r\n", "\r", "a", "é", "e\u{301}", "\n\n", "", " ", "\u{85}", "🙂"]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let text = first + second + third
                    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                    if lines.last == "" { lines.removeLast() }
                    #expect(OutputComparison.lines(text) == lines, "\(text.debugDescription)")
                }
            }
        }
    }

    @Test func threeDotsStandForAnyLines() {
        #expect(differs("...\n", "1\n2\n3\n") == nil)
        #expect(differs("...\n", "") == nil)
        #expect(differs("1\n...\n9\n", "1\n5\n9\n8\n9\n") == nil)
        #expect(differs("1\n...\n", "1\n") == nil)
        #expect(differs("...\n9\n", "1\n2\n") != nil)
        #expect(differs("1\n...\n5\n...\n9\n", "1\n2\n5\n6\n9\n") == nil)
        #expect(differs("1\n...\n5\n6\n", "1\n5\n7\n5\n6\n") == nil)
        #expect(differs("1\n...\n5\n6\n", "1\n5\n7\n") != nil)
        #expect(differs("1\n...\n9\n", "1\n...\n9\n") == nil)
    }
}
