/// What all forms of the report say alike: the counts in a sentence, and what a number is in a few words.
extension Impact {
    /// `3 numbers moved, 1 appeared; 210 stayed`
    public var summary: String {
        let moved = count(.moved)
        var text = "\(moved) number\(moved == 1 ? "" : "s") moved"
        if count(.appeared) > 0 { text += ", \(count(.appeared)) appeared" }
        if count(.disappeared) > 0 { text += ", \(count(.disappeared)) disappeared" }
        return text + "; \(unchanged) stayed"
    }

    /// The changes of one page after the other.
    var byPage: [(source: String, changes: [Change])] {
        var pages: [(source: String, changes: [Change])] = []
        for change in changes {
            let source = "\(change.lesson)/\(change.source)"
            if pages.last?.source == source {
                pages[pages.count - 1].changes.append(change)
            } else {
                pages.append((source, [change]))
            }
        }
        return pages
    }
}

extension NumberEntry {
    /// The expression in the words of the page: `backward L`.
    var label: String {
        switch role {
        case .forward, .backward, .graph, .steps, .practice: "\(role.rawValue) \(expression)"
        default: expression
        }
    }

    /// Which of the numbers with that label it is, or what kind of place it has; empty for a number in the text.
    var detail: String {
        switch role {
        case .text: ""
        case .forward, .backward, .graph, .steps, .practice: "\(row ?? ""), \(cell ?? "")"
        case .card: "card \(card ?? "")"
        default: role.rawValue
        }
    }

    var place: String { "\(line):\(column)" }
}
