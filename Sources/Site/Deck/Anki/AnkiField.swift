import Markup
import Source

/// A side of a note as Anki wants it in a field: HTML, with mathematics between `\(` and `\)`, deletions as
/// `{{c1::…}}`, and nothing that Anki would take for something of its own. A comment parts characters that mean something
/// only side by side.
struct AnkiField {
    private(set) var html: String

    /// The number of each deletion, in order.
    private var groups: ArraySlice<Int>
    /// What stands in the places of numbers and formulas, in order.
    private var values: ArraySlice<Note.Part>
    private let isCloze: Bool
    private var isInDeletion = false

    /// - Parameters:
    ///   - source: the address of an image in the collection.
    ///   - address: the address of a page or file of the site in the world; nil where it has none.
    init(_ side: [Note.Part], of note: Note, source: (SourceFile) -> String, address: (String) -> String?) {
        isCloze = note.kind == .cloze
        groups = side.compactMap { part in if case .open(let group) = part { group } else { nil } }[...]
        values =
            side.filter { part in
                switch part {
                case .math, .value: true
                default: false
                }
            }[...]
        html = ""
        let document = Document(text: Self.markdown(side))
        var nowhere: [Document.Node] = []
        for node in document.nodes() {
            switch document.kind(node) {
            case .text where document.isInImage(node):
                document.replace(node, withText: description(document.literal(node)))
            case .text: document.replace(node, with: HTML(markup: text(document.literal(node))))
            case .code where document.isInImage(node):
                document.replace(node, withText: description(document.literal(node)))
            case .code:
                document.replace(node, with: "<code>\(HTML(markup: text(document.literal(node))))</code>")
            case .codeBlock where document.fenceInfo(node) == "math":
                let tex = document.literal(node).split(whereSeparator: \.isNewline).joined(separator: " ")
                document.replace(node, with: "<p>\\[\(HTML(markup: formula(tex)))\\]</p>\n")
            case .codeBlock:
                document.replace(
                    node, with: "<pre><code>\(HTML(markup: text(document.literal(node))))</code></pre>\n")
            case .image:
                if let file = note.images[document.url(node)] { document.setURL(node, source(file)) }
            case .link:
                guard let page = note.pages[document.url(node)] else { continue }
                if let address = address(page) { document.setURL(node, address) } else { nowhere.append(node) }
            default: break
            }
        }
        // A page of a site that has no address is nowhere; the innermost first.
        for node in nowhere.reversed() { document.replace(node, with: document.inlineHTML(node)) }
        let blocks = document.children(document.root)
        let isLine = blocks.count == 1 && document.kind(blocks[0]) == .paragraph
        var text = (isLine ? document.inlineHTML(blocks[0]) : document.html()).text
        while text.last == "\n" { text.removeLast() }
        html = text
    }

    /// Stands for a number or a formula, so that nothing in it is Markdown: the last character that is for private use.
    private static let place: Character = "\u{10FFFD}"

    /// The side as Markdown, with marks for the brackets of deletions.
    private static func markdown(_ side: [Note.Part]) -> String {
        side.map { part in
            switch part {
            case .text(let text), .code(let text): text
            case .math, .value: String(place)
            case .open: String(CardMarks.asked.open)
            case .close: String(CardMarks.asked.close)
            }
        }.joined()
    }
}

// MARK: What Anki would misread

extension AnkiField {
    private static let nothing = "<!-- -->"

    /// Text with its deletions, escaped for HTML and for Anki.
    private mutating func text(_ text: String) -> String {
        var out = ""
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case Self.place where !values.isEmpty:
                switch values.removeFirst() {
                case .math(let tex): out += "\\(\(formula(tex))\\)"
                case .value(let value): out += self.text(value)
                default: break
                }
            case CardMarks.asked.open where !groups.isEmpty:
                out += "{{c\(groups.removeFirst())::"
                isInDeletion = true
            case CardMarks.asked.close where isCloze:
                out += "}}"
                isInDeletion = false
            default:
                out += HTML(escaping: String(character)).text
                if isPart(of: character, before: rest) { out += Self.nothing }
            }
        }
        return out
    }

    /// Whether a character and what follows it, here or in the next piece of the text, would mean something to Anki.
    private func isPart(of character: Character, before rest: ArraySlice<Character>) -> Bool {
        let next = rest.first
        return switch character {
        // The end of a deletion and the beginning of a hint.
        case "}", ":": isInDeletion && (next == character || next == nil || next == CardMarks.asked.close)
        // The beginning of a deletion.
        case "{": isCloze && (next == "{" || next == nil)
        // Mathematics.
        case "\\": next == "(" || next == "[" || next == nil
        // [sound:…], [anki:…], [latex]…[/latex], [$]…[/$].
        case "[": next.map { "sal$/".contains($0) } ?? true
        default: false
        }
    }

    /// The description of an image, which holds no comments.
    private mutating func description(_ text: String) -> String {
        var out = ""
        for character in text {
            if character == Self.place, !values.isEmpty {
                switch values.removeFirst() {
                case .math(let text), .value(let text): out += text
                default: break
                }
            } else {
                if isCloze, "{}:".contains(character), out.last == character { out += " " }
                out.append(character)
            }
        }
        return out
    }

    /// TeX, in which a blank parts what HTML would part with a comment.
    private func formula(_ tex: String) -> String {
        var out = ""
        var previous: Character?
        for character in tex {
            let clashes =
                (character == "}" && previous == "}" && isInDeletion)
                || (character == ":" && previous == ":" && isInDeletion)
                || (character == "{" && previous == "{" && isCloze)
            if clashes { out += " " }
            out += HTML(escaping: String(character)).text
            previous = character
        }
        return out
    }
}
