import Markup
import MiniPython
import Source

/// A snippet as a page shows it: its code, coloured by MiniPython's own tokens, and below it what it printed.
enum SnippetBlock {
    /// - Parameters:
    ///   - ids: ids of lines, by the offsets at which they begin.
    ///   - scan: the tokens of the text, where it was run.
    static func code(_ text: String, ids: [(offset: Int, id: String)] = [], scan: ScannedSnippet? = nil) -> HTML {
        let pieces = scan.map(Highlight.pieces) ?? Highlight.pieces(of: text)
        let code = highlighted(text, pieces, ids: ids)
        return "<div class=\"snippet\"><pre tabindex=\"0\"><code>\(code)</code></pre></div>\n"
    }

    /// A snippet that is shown and not run, with the reason why.
    static func unrun(_ text: String, reason: String) -> HTML {
        """
        <div class="snippet static"><pre tabindex="0"><code>\(highlighted(text, Highlight.pieces(of: text)))</code></pre>
        <p class="snippet-note">Not run here: \(reason).</p></div>

        """
    }

    /// What a snippet printed, under a word that says so.
    enum Output {
        case printed
        /// The message with which it ended, and what it printed before.
        case raised
        /// Printed on another machine, as a script recorded it.
        case recorded
    }

    static func output(_ text: String, _ kind: Output = .printed) -> HTML {
        let (classes, label): (HTML, HTML) =
            switch kind {
            case .printed: ("output", "prints")
            case .raised: ("output raised", "raises")
            case .recorded: ("output recorded", "printed elsewhere, recorded")
            }
        return "<div class=\"\(classes)\"><p>\(label)</p><pre tabindex=\"0\"><code>\(text)</code></pre></div>\n"
    }

    /// A fence that is only shown.
    static func plain(_ text: String) -> HTML { "<pre tabindex=\"0\"><code>\(text)</code></pre>\n" }

    static func source(_ excerpt: SourceExcerpt) -> HTML {
        let code =
            excerpt.isPython
            ? highlighted(excerpt.text, Highlight.pieces(of: excerpt.text)) : HTML(escaping: excerpt.text)
        return """
            <figure class="source">
            <figcaption><code>\(excerpt.path)</code>, lines \(excerpt.lines.lowerBound)–\(excerpt.lines.upperBound)</figcaption>
            <pre tabindex="0"><code>\(code)</code></pre>
            </figure>

            """
    }

    /// Most of a page is code, so its markup is as short as it can be: `<b>` is a keyword, `<i>` a comment, `<u>` a
    /// number; a string, a built-in function and the name in a definition are a `<b>` of a class of one letter.
    private static func highlighted(
        _ text: String, _ pieces: [Highlight.Piece], ids: [(offset: Int, id: String)] = []
    ) -> HTML {
        var text = text
        return text.withUTF8 { bytes in
            var out = TextWriter(reserving: bytes.count * 2)
            var end = 0
            var marks = ids[...]
            func write(_ start: Int, _ end: Int) {
                HTML.escape(UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &out)
            }
            /// With the marks of the lines that begin there; a text of several lines may be one token.
            func plain(_ start: Int, _ end: Int) {
                var start = start
                while let mark = marks.first, mark.offset < end {
                    write(start, mark.offset)
                    out.write(literal: "<a id=\"")
                    out.write(HTML(escaping: mark.id).text)
                    out.write(literal: "\"></a>")
                    start = mark.offset
                    marks = marks.dropFirst()
                }
                write(start, end)
            }
            for (span, kind) in pieces where span.start >= end && span.end <= bytes.count {
                guard let (open, close) = element(of: kind) else { continue }
                plain(end, span.start)
                out.write(literal: open)
                plain(span.start, span.end)
                out.write(literal: close)
                end = span.end
            }
            plain(end, bytes.count)
            return HTML(markup: out.text)
        }
    }

    private static func element(of kind: Highlight.Kind) -> (open: StaticString, close: StaticString)? {
        switch kind {
        case .keyword: ("<b>", "</b>")
        case .comment: ("<i>", "</i>")
        case .number: ("<u>", "</u>")
        case .string: ("<b class=\"s\">", "</b>")
        case .builtin: ("<b class=\"f\">", "</b>")
        case .definition: ("<b class=\"d\">", "</b>")
        case .name, .operator: nil
        }
    }
}
