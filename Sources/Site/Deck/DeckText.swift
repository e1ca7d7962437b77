import Source

/// The deck as text for a terminal:
///
///     Micrograd: the autograd engine
///     12 cards
///
///      1  What does a local derivative depend on?
///         → On its own operation and nothing else.
///         local
extension Deck {
    /// - Parameter width: columns of the terminal; nothing but a single word is wider.
    public func text(width: Int = 80) -> String {
        var lines = Self.wrap(title, width: width) + [count]
        var number = 0
        let gutter = String(cards.count).count + 3
        for (lesson, cards) in sections {
            if lessons.count > 1 { lines += [""] + Self.wrap("\(lesson.code)  \(lesson.title)", width: width) }
            for card in cards {
                number += 1
                let label = String(number)
                lines.append("")
                lines += entry(card.frontText, gutter, label.leftPadded(to: gutter - 2), width)
                lines += entry(card.backText, gutter, "→".leftPadded(to: gutter - 2), width)
                lines.append(String(repeating: " ", count: gutter) + "{#\(card.id)}")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func entry(_ text: String, _ gutter: Int, _ label: String, _ width: Int) -> [String] {
        let lines = Self.wrap(text, width: max(width - gutter, 1))
        return lines.enumerated().map { index, line in
            if index > 0, line.isEmpty { return "" }
            let lead = index == 0 ? label + "  " : String(repeating: " ", count: gutter)
            return lead + line
        }
    }

    /// Breaks long lines at spaces; what follows a break keeps the line's indentation, so that lists and code stay
    /// recognisable.
    static func wrap(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            let indent = String(line.prefix { $0 == " " })
            var lines = [String(line)]
            while let last = lines.last, DisplayWidth.columns(of: last) > width {
                let text = last.dropFirst(indent.count)
                var columns = 0
                // With the space behind what fits.
                let room = text.prefix { character in
                    defer { columns += DisplayWidth.columns(of: String(character)) }
                    return columns <= max(width - indent.count, 0)
                }
                guard let space = room.lastIndex(of: " ") ?? text.firstIndex(of: " ") else { break }
                lines[lines.count - 1] = indent + text[..<space].reversed().drop { $0 == " " }.reversed()
                let rest = text[text.index(after: space)...].drop { $0 == " " }
                if rest.isEmpty { break }
                lines.append(indent + rest)
            }
            return lines
        }
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
