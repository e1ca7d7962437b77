import Source
import TestSupport
import Testing

@testable import Markup

/// cmark judges: a line that is called plain is one paragraph of one text, which its HTML shows as it is.
@Suite struct PlainLineTests {
    private static let pieces = [
        "word", "W", "w", "www", ".", " ", " ", "  ", "1.", "2)", "-", "- ", "+", "=", "==", "#", "_", "*", "`", "[",
        "]",
        "(", ")", "!", "?", ":", "://", "https", "ftp", "mailto", "xmpp", "@", "a.org", "&amp;", "&", "<", ">", "\"",
        "'",
        "%", ";", ",", "é", "—", "\u{A0}", "\u{3000}", "\n", "\t", "|", "~~", "$", "\\", "/", "½", "\u{301}", "^",
    ]

    @Test func aPlainLineIsItsOwnHTML() {
        var random = SeededGenerator(seed: 4)
        var plain = 0
        for _ in 0..<40_000 {
            let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            guard PlainLine.isOne(text) else { continue }
            plain += 1
            let document = Document(text: text)
            let nodes = document.nodes()
            #expect(nodes.map(document.kind) == [.document, .paragraph, .text], "\(text.debugDescription)")
            #expect(document.plainText(document.root) == text)
            #expect(document.html().text == "<p>\(text)</p>\n", "\(text.debugDescription)")
        }
        #expect(plain > 1000)
    }
}
