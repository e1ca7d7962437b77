import Source

/// Notes as decks of hashcards, a Markdown file a lesson, with the pictures beside it. A deck holds no ids and no HTML:
/// hashcards knows a card by its text. Numbers are text, mathematics stands between dollars, and in a cloze every bracket
/// that is none of a deletion has a backslash. A card that is asked both ways is two; deletions with one number are asked for
/// one by one, as hashcards has no others.
struct Hashcards {
    let files: [(name: String, bytes: [UInt8])]

    init(_ deck: NoteDeck) {
        var files: [(name: String, bytes: [UInt8])] = []
        var images: [String: [UInt8]] = [:]
        let names = deck.lessons.map(\.name)
        for lesson in deck.lessons {
            // Lessons of two tracks may have one name.
            let isUnique = names.count { $0 == lesson.name } == 1
            let name = isUnique ? lesson.name : lesson.path.split(separator: "/").joined(separator: "-")
            var text = "---\nname = \(Self.quoted(lesson.title))\n---\n"
            for note in lesson.notes {
                let folder = "\(name)-files"
                for file in note.images.values { images["\(folder)/\(Self.base(file.path))"] = file.bytes }
                let sides = note.sides.map { Self.markdown($0, of: note, folder) }
                switch note.kind {
                case .basic: text += "\n" + Self.question(sides[0], sides[1])
                case .reversed:
                    text += "\n" + Self.question(sides[0], sides[1]) + "\n" + Self.question(sides[1], sides[0])
                case .cloze: text += "\n" + Self.side("C:", sides[0])
                }
            }
            files.append(("\(name).md", Array(text.utf8)))
        }
        self.files = files + images.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
    }

    private static func question(_ question: String, _ answer: String) -> String {
        side("Q:", question) + side("A:", answer)
    }

    /// A side behind its marker. A line of it that would be read as a marker is moved by a blank.
    private static func side(_ marker: String, _ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            let isMarker =
                ["Q:", "A:", "C:", "---"].contains(where: line.hasPrefix)
            return index > 0 && isMarker ? " " + line : String(line)
        }
        return "\(marker) \(lines.joined(separator: "\n"))\n"
    }

    private static func markdown(_ side: [Note.Part], of note: Note, _ folder: String) -> String {
        var text = ""
        for part in side {
            switch part {
            case .text(let words), .code(let words):
                text += note.kind == .cloze ? escaped(words) : words
            case .value(let value): text += note.kind == .cloze ? escaped(value) : value
            case .math(let tex): text += "$" + (note.kind == .cloze ? escaped(tex) : tex) + "$"
            case .open: text += "["
            case .close: text += "]"
            }
        }
        for (address, file) in note.images {
            text = text.replacing("](\(address))", with: "](\(folder)/\(base(file.path)))")
        }
        return formulas(text)
    }

    /// Brackets that are no deletion's; those of an image are left alone by hashcards.
    private static func escaped(_ text: String) -> String {
        var out = ""
        var isInImage = false
        for character in text {
            switch character {
            case "[" where out.last == "!" && !isInImage:
                isInImage = true
                out.append("[")
            case "]" where isInImage:
                isInImage = false
                out.append("]")
            case "[", "]": out += "\\\(character)"
            default: out.append(character)
            }
        }
        return out
    }

    /// Fences of mathematics between two dollars.
    private static func formulas(_ text: String) -> String {
        var lines: [String] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !isOpen, line.trimmingWhitespace == "```math" {
                isOpen = true
                lines.append("$$")
            } else if isOpen, line.trimmingWhitespace == "```" {
                isOpen = false
                lines.append("$$")
            } else {
                lines.append(String(line))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func base(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// A text of TOML.
    private static func quoted(_ text: String) -> String { JSON.string(text).line }
}

extension Substring {
    fileprivate var trimmingWhitespace: Substring {
        var text = self
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return text
    }
}
