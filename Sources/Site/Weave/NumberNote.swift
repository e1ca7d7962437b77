import Markup
import Source

/// Where a number on a page comes from, in a few lines: the expression with its value in full, the lines of the snippets
/// that gave it, and the chain of operations behind it with their values and local derivatives. The page shows them when the number is pointed at or reached by the keyboard, and the number
/// leads to the first of the lines.
struct NumberNote {
    /// Lines, without markup.
    let text: String
    /// The address of the line that the number leads to; nil where the page shows none.
    let link: String?

    /// Facts, and characters of a line, that are told: a page does not grow with what a number is made of.
    private static let factLimit = 3
    private static let stepLimit = 10
    private static let lineLimit = 130

    /// - Parameter anchors: the lines with an address; nil where nothing can be led to, as on a card, which is shown on
    ///   several pages.
    init(_ number: Computed, on page: LessonPage, anchors: LineAnchors?) {
        let facts = Explanation.Fact.list(number.reading?.ingredients ?? [])
        let value = number.reading?.value ?? number.evaluation.text
        var lines = ["\(number.reading?.expression ?? number.span.field.text) = \(value)"]
        // What the line above said of is not named again.
        var subject = lines[0]
        for fact in facts.prefix(Self.factLimit) {
            let place = Self.place(fact.location, from: page)
            let code = fact.location.lineOfCode
            lines.append(
                fact.subject == subject
                    ? "\(fact.deed) \(place): \(code)"
                    : "\(fact.subject), \(fact.deed) \(place): \(code)")
            subject = fact.subject
        }
        if facts.count > Self.factLimit { lines.append("and \(facts.count - Self.factLimit) more") }
        // Of a long chain the steps that end at the number say most.
        let steps = number.chain
        if steps.count > Self.stepLimit {
            lines += steps.prefix(1) + ["  … \(steps.count - Self.stepLimit) more …"] + steps.suffix(Self.stepLimit - 1)
        } else {
            lines += steps
        }
        var text = TextWriter(reserving: lines.reduce(0) { $0 + $1.utf8.count + 1 })
        for (index, line) in lines.enumerated() {
            if index > 0 { text.write(UInt8(ascii: "\n")) }
            text.write(Self.cut(line))
        }
        self.text = text.text
        link = facts.first.flatMap { anchors?.link(to: $0.location, from: page) }
    }

    /// The line that a number leads to.
    static func primary(_ number: Computed) -> Diagnostic.Location? {
        Explanation.Fact.firstPlace(number.reading?.ingredients ?? [])
    }

    /// A number with what is known of it.
    func html(_ number: HTML, isClaimed: Bool) -> HTML {
        // The text of a chain is long: it is written once, into what becomes the markup.
        var out = TextWriter(reserving: text.utf8.count + text.utf8.count / 8 + number.text.utf8.count + 120)
        out.write(literal: link == nil ? "<span class=\"why" : "<a class=\"why")
        if isClaimed { out.write(literal: " claimed") }
        if let link {
            out.write(literal: "\" href=\"")
            HTML.escape(link, to: &out)
        } else {
            out.write(literal: "\" tabindex=\"0\" role=\"note")
        }
        out.write(literal: "\" aria-description=\"")
        HTML.escape(text, to: &out)
        out.write(literal: "\">")
        out.write(number.text)
        out.write(literal: link == nil ? "</span>" : "</a>")
        return HTML(markup: out.text)
    }

    private static func place(_ location: Diagnostic.Location, from page: LessonPage) -> String {
        let line = location.file.lineIndex(at: location.span.start) + 1
        return location.file === page.file
            ? "line \(line)"
            : "line \(line) of \(location.file.path.split(separator: "/").last ?? "")"
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count > lineLimit && text.count > lineLimit ? text.prefix(lineLimit - 1) + "…" : text
    }
}
