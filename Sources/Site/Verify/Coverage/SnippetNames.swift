import Source

/// What the snippets of a page hold, for those who quote them: their text, and their names with digits in them. It knows
/// nothing of Python but what a name and a number look like.
struct SnippetNames {
    private let texts: [[Unicode.Scalar]]
    /// By what is left of a name without its digits: `x1` and `x2` are both `x#`.
    private var names: [String: [String]] = [:]

    init(_ snippets: [String]) {
        texts = snippets.map { Array($0.unicodeScalars) }
        for text in texts {
            for word in text.split(whereSeparator: { !Self.isNamePart($0) }) {
                guard let first = word.first, !first.isNumeral, word.contains(where: \.isNumeral) else { continue }
                let name = String(String.UnicodeScalarView(word))
                let shape = Self.shape(of: name)
                if !(names[shape]?.contains(name) ?? false) { names[shape, default: []].append(name) }
            }
        }
    }

    /// Whether a text stands in a snippet, character for character, and is no piece of a longer name or number there.
    func hold(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        return texts.contains { !Self.places(of: wanted, in: $0).isEmpty }
    }

    /// A name may be anything, unless the snippets have names of its shape: then it is one of them, or a slip.
    func accept(_ name: String) -> Bool {
        let name = Self.plain(name)
        return names[Self.shape(of: name)]?.contains(name) ?? true
    }

    /// The name that was meant.
    func nearest(to name: String) -> String? { names[Self.shape(of: Self.plain(name))]?.first }

    /// Where a text stands whole in another.
    static func places(of wanted: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Range<Int>] {
        guard let first = wanted.first, wanted.count <= text.count else { return [] }
        return (0...(text.count - wanted.count)).filter { start in
            text[start] == first && text[start..<start + wanted.count].elementsEqual(wanted)
                && isWhole(start..<start + wanted.count, in: text)
        }.map { $0..<$0 + wanted.count }
    }

    /// Whether neither end of a range cuts a name or a number in two.
    static func isWhole(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
        func isPart(_ index: Int) -> Bool {
            guard text.indices.contains(index) else { return false }
            if isNamePart(text[index]) { return true }
            // The point of a decimal fraction.
            return text[index] == "." && text.indices.contains(index - 1) && text.indices.contains(index + 1)
                && text[index - 1].isNumeral && text[index + 1].isNumeral
        }
        func isCut(_ index: Int) -> Bool { isPart(index - 1) && isPart(index) }
        return !isCut(range.lowerBound) && !isCut(range.upperBound)
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.isNumeral || scalar.properties.isAlphabetic
    }

    /// Lowered digits name the same thing as digits, and raised ones are powers: `x₁²` is `x1`.
    private static func plain(_ name: String) -> String {
        var plain = ""
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0xB2, 0xB3, 0xB9, 0x2070...0x207F: break
            case 0x2080...0x2089: plain += String(scalar.value - 0x2080)
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    private static func shape(of name: String) -> String {
        var shape = ""
        for scalar in name.unicodeScalars {
            if !scalar.isNumeral {
                shape.unicodeScalars.append(scalar)
            } else if shape.last != "#" {
                shape += "#"
            }
        }
        return shape
    }
}
