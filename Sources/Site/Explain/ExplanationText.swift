import Source

/// An explanation for a terminal:
///
///     content/…/lesson.md:229:3: a.grad is 6.0, as claimed
///
///       a.grad = 6.0  left by the pass in  219 | L.backward()
///                     of the Value made in   79 | a = Value(2.0)
///
///       …and its chains, each a list indented by the depth of its steps.
extension Explanation {
    public var text: String {
        let position = location.file.position(at: location.span.start)
        var text = "\(location.file.path):\(position.line):\(position.column): \(head)\n"
        if !facts.isEmpty { text += "\n" + factLines }
        for chain in chains { text += "\n  \(chain.title)\n\n" + lines(of: chain) }
        return text
    }

    /// Deeper chains go on straight down.
    private static let depthLimit = 14

    private var factLines: String {
        let subjects = Self.width(facts.map(\.subject))
        let deeds = Self.width(facts.map(\.deed))
        let places = facts.map { place($0.location) }
        let numbers = Self.width(places)
        var shown = ""
        return zip(facts, places).map { fact, place in
            // What stands in the line above is not said again.
            let subject = fact.subject == shown ? "" : fact.subject
            shown = fact.subject
            let number = String(repeating: " ", count: max(0, numbers - place.count)) + place
            return "  \(Self.padded(subject, subjects))  \(Self.padded(fact.deed, deeds))  \(number) | "
                + "\(fact.location.lineOfCode)\n"
        }.joined()
    }

    private func lines(of chain: Chain) -> String {
        let texts = chain.steps.map {
            String(repeating: "  ", count: min($0.depth, Self.depthLimit) + ($0.isRemark ? 4 : 2)) + $0.text
        }
        let width = Self.width(zip(texts, chain.steps).filter { $1.location != nil }.map(\.0))
        var shown: Set<String> = []
        return zip(texts, chain.steps).map { text, step in
            guard let location = step.location else { return text + "\n" }
            let (place, code) = (place(location), location.lineOfCode)
            // A line that makes many numbers is shown once.
            let isNews = shown.insert(place).inserted && code != step.statement
            let line = location.file === self.location.file ? "line \(place)" : place
            return "\(Self.padded(text, width))   \(line)\(isNews ? ": \(code)" : "")\n"
        }.joined()
    }

    /// The line, with the page where it is another one.
    private func place(_ location: Diagnostic.Location) -> String {
        let line = String(location.file.lineIndex(at: location.span.start) + 1)
        if location.file === self.location.file { return line }
        return "\(location.file.path.split(separator: "/").last ?? ""):\(line)"
    }

    /// Of the longest, but no text makes room for itself that the others do not need.
    private static func width(_ texts: [String]) -> Int { texts.map(\.count).filter { $0 <= 72 }.max() ?? 0 }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
