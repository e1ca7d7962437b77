import Markup
import MiniPython
import Source

/// A computed number as a page shows it: the author's precision where it was claimed, the value in full behind it, and
/// a real minus sign.
enum ComputedNumber {
    static func text(_ computed: Computed) -> String {
        let text = computed.span.claim.map(\.text) ?? computed.evaluation.text
        return isNumber(text) ? typographic(text) : text
    }

    /// - Parameter note: what the page tells of the number, its value in full among it; nil where a link or another thing
    ///   to be reached cannot stand, such as a title: there the value stands beside the number, and the expression is its
    ///   `title`.
    static func html(_ computed: Computed, _ note: NumberNote? = nil) -> HTML {
        let text = text(computed)
        let isClaimed = computed.span.claim != nil
        if let note { return note.html("\(text)", isClaimed: isClaimed) }
        let kind: HTML = isClaimed ? "computed claimed" : "computed"
        let title = computed.span.field.text
        return value(of: computed).map { "<data class=\"\(kind)\" value=\"\($0)\" title=\"\(title)\">\(text)</data>" }
            ?? "<span class=\"\(kind)\" title=\"\(title)\">\(text)</span>"
    }

    /// The number in full; what the format made of it where there is one; nil for what is no number.
    private static func value(of computed: Computed) -> String? {
        let evaluation = computed.evaluation
        if let number = evaluation.number {
            return evaluation.integer.map { String($0) } ?? PyFloat.repr(number)
        }
        return isNumber(evaluation.text) ? evaluation.text : nil
    }

    /// U+2212 for the hyphens that Python prints, but for the one in an exponent, where it belongs to the notation.
    static func typographic(_ number: String) -> String {
        guard number.utf8.contains(UInt8(ascii: "-")) else { return number }
        var out = TextWriter(reserving: number.utf8.count + 8)
        var previous: UInt8 = 0
        for byte in number.utf8 {
            if byte == UInt8(ascii: "-"), previous != UInt8(ascii: "e"), previous != UInt8(ascii: "E") {
                out.write(literal: "\u{2212}")
            } else {
                out.write(byte)
            }
            previous = byte
        }
        return out.text
    }

    private static func isNumber(_ text: String) -> Bool { Double(text) != nil || Claim(text) != nil }
}

extension CardSource.Value {
    init(_ computed: Computed, _ note: NumberNote) {
        self.init(html: ComputedNumber.html(computed, note), text: ComputedNumber.text(computed))
    }
}
