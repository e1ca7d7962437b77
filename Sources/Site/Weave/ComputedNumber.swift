import Markup
import MiniPython

/// A computed number as a page shows it: the author's precision where it was claimed, the value in full behind it, and
/// a real minus sign.
enum ComputedNumber {
    static func text(_ computed: Computed) -> String {
        let text = computed.span.claim.map(\.text) ?? computed.evaluation.text
        return isNumber(text) ? typographic(text) : text
    }

    static func html(_ computed: Computed) -> HTML {
        let kind: HTML = computed.span.claim == nil ? "computed" : "computed claimed"
        let expression = computed.span.field.text
        let text = text(computed)
        guard let value = value(of: computed) else {
            return "<span class=\"\(kind)\" title=\"\(expression)\">\(text)</span>"
        }
        return "<data class=\"\(kind)\" value=\"\(value)\" title=\"\(expression)\">\(text)</data>"
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
        var previous: Character = " "
        return String(
            number.map { character in
                defer { previous = character }
                return character == "-" && previous != "e" && previous != "E" ? "\u{2212}" : character
            })
    }

    private static func isNumber(_ text: String) -> Bool { Double(text) != nil || Claim(text) != nil }
}

extension CardSource.Value {
    init(_ computed: Computed) {
        self.init(html: ComputedNumber.html(computed), text: ComputedNumber.text(computed))
    }
}
