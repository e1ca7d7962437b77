import Markup

/// How high a piece of a card's HTML will be, without a browser: its words are measured with a table of widths and put
/// into lines as a browser would.
///
/// The table holds, for each character, the widest of the faces the sheet may be set in (Helvetica, Arial and Liberation
/// Sans, which are alike, and DejaVu Sans), so that what fits here fits on every reader's machine.
struct TextFit {
    /// In ems of the text's own size.
    let width: Double

    /// The sizes of type on a card, in points, from the one that is tried first.
    static let sizes = [13.0, 11.0, 9.5]
    static let lineHeight = 1.35
    /// White between two blocks, and between two items of a list, in ems.
    static let blockGap = 0.5
    /// White at the left of a list or quotation, in ems.
    static let indent = 1.4
    /// The size of code against the text around it.
    static let codeScale = 0.9
    /// What an image may measure at most, in ems.
    static let imageHeight = 8.0

    /// The index in `sizes` of the largest size in which the HTML fits a box, lengths in hundredths of a millimetre; nil
    /// when it fits in none.
    static func step(for html: HTML, width: Int, height: Int) -> Int? {
        sizes.firstIndex { size in
            let em = size * 35_28 / 100  // A point is 0.3528 mm.
            return TextFit(width: Double(width) / em).height(of: html) <= Double(height) / em
        }
    }

    /// In ems.
    func height(of html: HTML) -> Double {
        var page = Typesetter(width: width)
        for piece in HTMLPieces(html.text) { page.add(piece) }
        return page.finish()
    }
}

/// Puts words into lines.
private struct Typesetter {
    let width: Double
    private var height = 0.0
    /// How far the current line is filled, a word being read included; nil between blocks.
    private var line: Double?
    private var word = 0.0
    private var space = 0.0
    private var indent = 0.0
    private var code = 0
    private var bold = 0
    private var preformatted = 0
    /// Of the formula that is being read.
    private var formula: FormulaSize?
    /// How much higher than a line of text the highest formula is of the word being read, and of the line.
    private var wordExcess = 0.0
    private var lineExcess = 0.0
    /// Of the row of a table: the widths of its cells so far.
    private var cells: [Double]?

    init(width: Double) { self.width = width }

    mutating func add(_ piece: HTMLPieces.Piece) {
        switch piece {
        case .open(let tag) where formula != nil || tag == "math":
            if formula == nil { formula = FormulaSize() }
            formula?.open(tag)
        case .close("math"): endFormula()
        case .close(let tag) where formula != nil: formula?.close(tag)
        case .text(let text) where formula != nil: formula?.add(text)
        case .text(let text): for scalar in text.unicodeScalars { add(scalar) }
        case .open(let tag): open(tag)
        case .close(let tag): close(tag)
        }
    }

    mutating func finish() -> Double {
        endBlock()
        return height
    }

    private mutating func open(_ tag: Substring) {
        switch tag {
        case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "caption", "hr": endBlock()
        case "pre":
            endBlock()
            preformatted += 1
        case "ul", "ol", "blockquote":
            endBlock()
            indent += TextFit.indent
        case "li": endBlock()
        case "br": endLine()
        case "code", "kbd", "samp": code += 1
        case "strong", "b", "mark", "th": bold += 1
        case "tr":
            endBlock()
            cells = []
        case "img", "svg":
            endBlock()
            height += TextFit.imageHeight + gap()
        default: break
        }
        if tag == "td" || tag == "th" { cells?.append(0) }
    }

    private mutating func close(_ tag: Substring) {
        switch tag {
        case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "caption", "li": endBlock()
        case "pre":
            endBlock()
            preformatted -= 1
        case "ul", "ol", "blockquote":
            endBlock()
            indent -= TextFit.indent
        case "code", "kbd", "samp": code -= 1
        case "strong", "b", "mark", "th": bold -= 1
        case "tr": endRow()
        default: break
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        let isSpace = scalar == " " || scalar == "\n" || scalar == "\t"
        var advance = code > 0 ? CharacterWidths.code * TextFit.codeScale : CharacterWidths.width(of: scalar)
        if bold > 0 { advance *= CharacterWidths.boldScale }
        if let last = cells?.indices.last {
            cells?[last] += advance
        } else if scalar == "\n", preformatted > 0 {
            endLine()
        } else if isSpace {
            endWord()
            if preformatted > 0 {
                line = line ?? 0
                space += advance
            } else if let line, line > 0 {
                space = advance
            }
        } else {
            if line == nil { line = 0 }
            word += advance
        }
    }

    /// A formula is a word, or a part of one, that is never broken: one that is wider than a line fits nowhere.
    private mutating func endFormula() {
        guard let formula else { return }
        self.formula = nil
        if formula.width > max(width - indent, 1) { height = .infinity }
        if let last = cells?.indices.last {
            cells?[last] += formula.width
        } else {
            if line == nil { line = 0 }
            word += formula.width
        }
        wordExcess = max(wordExcess, formula.height - TextFit.lineHeight)
    }

    private mutating func addLine() {
        height += TextFit.lineHeight + lineExcess
        lineExcess = 0
    }

    private mutating func endWord() {
        guard word > 0, let filled = line else { return }
        let room = max(width - indent, 1)
        if filled > 0, filled + space + word > room {
            addLine()
            line = word
        } else {
            line = filled + space + word
        }
        lineExcess = max(lineExcess, wordExcess)
        wordExcess = 0
        // A word that is wider than a line is broken anywhere.
        while let filled = line, filled > room {
            addLine()
            line = filled - room
        }
        word = 0
        space = 0
    }

    private mutating func endLine() {
        endWord()
        addLine()
        line = 0
        space = 0
    }

    private mutating func endBlock() {
        endWord()
        space = 0
        // A line that was ended and not begun again, as at the end of preformatted text, is none.
        guard let filled = line else { return }
        line = nil
        if filled > 0 { addLine() }
        height += gap()
    }

    private mutating func endRow() {
        guard let widths = cells, !widths.isEmpty else { return }
        cells = nil
        let room = max((width - indent) / Double(widths.count) - 1, 1)
        let lines = widths.map { max(($0 / room).rounded(.up), 1) }.max() ?? 1
        height += lines * TextFit.lineHeight + 0.3 + max(wordExcess, 0)
        (word, wordExcess) = (0, 0)
    }

    /// Counted for the last block too: a little room to spare.
    private func gap() -> Double { TextFit.blockGap }
}

/// Widths of characters in ems.
enum CharacterWidths {
    /// Of every character of the typewriter face.
    static let code = 0.602
    /// The widest bold character against its upright one, but for the very narrow.
    static let boldScale = 1.13

    static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 32...126: Double(ascii[Int(scalar.value) - 32]) / 1000
        case 127..<0x2000: 0.7
        default: 1
        }
    }

    // From the space to the tilde, in thousandths of an em.
    private static let ascii = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556,
        1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787,
        667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 337, 390, 838, 556,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ]
}

/// The tags and texts of a piece of HTML that we or cmark wrote: well formed, attributes in quotes.
private struct HTMLPieces: Sequence, IteratorProtocol {
    enum Piece {
        case text(String)
        case open(Substring)
        case close(Substring)
    }

    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    mutating func next() -> Piece? {
        guard let first = rest.first else { return nil }
        guard first == "<" else {
            let end = rest.firstIndex(of: "<") ?? rest.endIndex
            defer { rest = rest[end...] }
            return .text(Self.unescaped(rest[..<end]))
        }
        var quote: Character?
        var end = rest.startIndex
        while end < rest.endIndex {
            let character = rest[end]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == ">" {
                break
            }
            end = rest.index(after: end)
        }
        let tag = rest[..<end].dropFirst()
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
        let isClose = tag.first == "/"
        let name = (isClose ? tag.dropFirst() : tag).prefix { $0.isLetter || $0.isNumber }
        return isClose ? .close(name) : .open(name)
    }

    private static func unescaped(_ text: Substring) -> String {
        var out = ""
        var rest = text
        while let amp = rest.firstIndex(of: "&") {
            out += rest[..<amp]
            let end = rest[amp...].firstIndex(of: ";") ?? rest.index(before: rest.endIndex)
            switch rest[amp...end] {
            case "&amp;": out += "&"
            case "&lt;": out += "<"
            case "&gt;": out += ">"
            case "&quot;": out += "\""
            // Any other entity is one character.
            default: out += "0"
            }
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }
}
