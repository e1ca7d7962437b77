import Markup
import MiniPython

/// A snippet as a page shows it: its code, coloured by MiniPython's own tokens, and below it what it printed.
enum SnippetBlock {
    /// - Parameter ids: ids of lines, by the offsets at which they begin.
    static func code(_ text: String, ids: [(offset: Int, id: String)] = []) -> HTML {
        "<div class=\"snippet\"><pre tabindex=\"0\"><code>\(highlighted(text, ids: ids))</code></pre></div>\n"
    }

    /// A snippet that is shown and not run, with the reason why.
    static func unrun(_ text: String, reason: String) -> HTML {
        """
        <div class="snippet static"><pre tabindex="0"><code>\(highlighted(text))</code></pre>
        <p class="snippet-note">Not run here: \(reason).</p></div>

        """
    }

    /// - Parameter kind: the classes: `output`, with `raised` for a message, `recorded` for one of another machine.
    static func output(_ text: String, kind: HTML = "output") -> HTML {
        "<div class=\"\(kind)\"><pre tabindex=\"0\"><code>\(text)</code></pre></div>\n"
    }

    /// A fence that is only shown.
    static func plain(_ text: String) -> HTML { "<pre tabindex=\"0\"><code>\(text)</code></pre>\n" }

    static func source(_ excerpt: SourceExcerpt) -> HTML {
        let code = excerpt.isPython ? highlighted(excerpt.text) : HTML(escaping: excerpt.text)
        return """
            <figure class="source">
            <figcaption><code>\(excerpt.path)</code>, lines \(excerpt.lines.lowerBound)–\(excerpt.lines.upperBound)</figcaption>
            <pre tabindex="0"><code>\(code)</code></pre>
            </figure>

            """
    }

    private static func highlighted(_ text: String, ids: [(offset: Int, id: String)] = []) -> HTML {
        let bytes = Array(text.utf8)
        var out: HTML = ""
        var end = 0
        var marks = ids[...]
        /// With the marks of the lines that begin there; a text of several lines may be one token.
        func plain(_ start: Int, _ end: Int) -> HTML {
            var piece: HTML = ""
            var start = start
            while let mark = marks.first, mark.offset < end {
                piece += "\(String(decoding: bytes[start..<mark.offset], as: UTF8.self))"
                piece += "<span class=\"line\" id=\"\(mark.id)\"></span>"
                start = mark.offset
                marks = marks.dropFirst()
            }
            return piece + "\(String(decoding: bytes[start..<end], as: UTF8.self))"
        }
        for (span, kind) in Highlight.pieces(of: text)
        where kind != .name && span.start >= end && span.end <= bytes.count {
            out += plain(end, span.start)
            let name = "tok-\(kind)"
            out += "<span class=\"\(name)\">\(plain(span.start, span.end))</span>"
            end = span.end
        }
        return out + plain(end, bytes.count)
    }
}
