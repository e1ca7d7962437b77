import Markup
import Source

/// A Markdown text in which every digit was exchanged for a private character that remembers where the digit stands. What
/// a Markdown parser makes of the text then tells, digit by digit and to the byte, where everything it shows came from:
/// through links, escapes, tables and entities, without a word of their grammar. Digits that are part of that grammar
/// (list numbers, labels, tags) stay as they are.
struct TracedText {
    /// A scalar of a shown text, and where it stands in the file; nil for most that are no digits.
    struct Letter {
        let scalar: Unicode.Scalar
        var span: Span?
    }

    private struct Mark {
        let span: Span
        /// As it stands in the file.
        let raw: [Unicode.Scalar]
        /// What Markdown shows for it; different for an entity such as `&#53;`.
        let shown: [Unicode.Scalar]
    }

    let slice: SourceSlice
    /// The text to be parsed.
    private(set) var text = ""
    private var marks: [Mark] = []
    private let lineStarts: [Int]

    /// - Parameters:
    ///   - untouched: parts of the slice that are not looked at, code blocks among them.
    ///   - left: whole lines that are left out, in order; the others keep their numbers.
    ///   - hidden: parts of the file that are no text, such as a card's id.
    ///   - tags: the pieces of raw HTML in the text.
    init(
        _ slice: SourceSlice, untouched: [Span] = [], left: [Span] = [], hidden: [Span] = [], tags: Set<String> = []
    ) {
        self.slice = slice
        lineStarts = [0] + slice.bytes.indices.filter { slice.bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        var scan = Scan(slice)
        let labels = scan.labelsWithDigits()
        var untouched = untouched.sorted { $0.start < $1.start }[...]
        var left = left[...]
        var isLineStart = true
        while let scalar = scan.current {
            while let next = left.first, next.end <= scan.offset { left.removeFirst() }
            if let next = left.first, next.start <= scan.offset {
                text += String(repeating: "\n", count: scan.leave(to: next.end))
                isLineStart = true
                continue
            }
            while let next = untouched.first, next.end <= scan.offset { untouched.removeFirst() }
            if let next = untouched.first, next.start <= scan.offset {
                copy(&scan, to: next.end)
                untouched.removeFirst()
                isLineStart = true
                continue
            }
            if hidden.contains(where: { $0.start <= scan.fileOffset && scan.fileOffset < $0.end }) {
                text += " "
                scan.advance()
                continue
            }
            if isLineStart {
                isLineStart = false
                copy(&scan, to: scan.endOfLinePrefix())
                continue
            }
            switch scalar {
            case "\n":
                copy(&scan, to: scan.offset + 1)
                isLineStart = true
            case "\\":
                let escapes = scan.peek(1).map { $0.isASCII && !$0.properties.isWhitespace } ?? false
                copy(&scan, to: scan.offset + (escapes ? 2 : 1))
            case "[": copy(&scan, to: scan.endOfLabel(among: labels))
            case "<":
                let tag = tags.filter { scan.starts(with: $0) }.max { $0.utf8.count < $1.utf8.count }
                copy(&scan, to: scan.offset + (tag?.utf8.count ?? 1))
            case "&": readEntity(&scan)
            default:
                if scalar.isNumeral && !scan.isInAddress || Self.isPrivate(scalar) {
                    let end = scan.offset + UTF8.width(scalar)
                    mark(scan.fileSpan(to: end), [scalar], [scalar])
                    scan.advance()
                } else {
                    copy(&scan, to: scan.offset + UTF8.width(scalar))
                }
            }
        }
    }

    /// What a parser gave, with the digits put back.
    /// - Parameter isCode: whether entities stand for themselves.
    func letters(_ literal: String, isCode: Bool = false) -> [Letter] {
        var letters: [Letter] = []
        for scalar in literal.unicodeScalars {
            guard let index = Self.index(of: scalar), index < marks.count else {
                letters.append(Letter(scalar: scalar, span: nil))
                continue
            }
            let mark = marks[index]
            for scalar in isCode ? mark.raw : mark.shown { letters.append(Letter(scalar: scalar, span: mark.span)) }
        }
        return letters
    }

    /// Where a line begins, in the file.
    func fileOffset(ofLine index: Int) -> Int { slice.fileOffset(lineStarts[min(index, lineStarts.count - 1)]) }
}

// MARK: Private characters

extension TracedText {
    private static let first: UInt32 = 0xF0000
    /// The two private planes without the two code points at the end of each, which are no characters.
    private static let plane = 0xFFFE

    static func isPrivate(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= first }

    private static func index(of scalar: Unicode.Scalar) -> Int? {
        guard isPrivate(scalar) else { return nil }
        let offset = Int(scalar.value - first)
        return offset < 0x10000 ? offset : plane + offset - 0x10000
    }

    /// Beyond what the planes hold, digits stay as they are, and their places are found by their lines.
    private mutating func mark(_ span: Span, _ raw: [Unicode.Scalar], _ shown: [Unicode.Scalar]) {
        let index = marks.count
        let value = Self.first + UInt32(index < Self.plane ? index : index - Self.plane + 0x10000)
        guard index < 2 * Self.plane, let scalar = Unicode.Scalar(value) else {
            for scalar in raw { text.unicodeScalars.append(scalar) }
            return
        }
        marks.append(Mark(span: span, raw: raw, shown: shown))
        text.unicodeScalars.append(scalar)
    }

    private mutating func copy(_ scan: inout Scan, to end: Int) {
        while scan.offset < end, let scalar = scan.current {
            text.unicodeScalars.append(scalar)
            scan.advance()
        }
    }

    /// `&#53;` shows a digit, and `&frac12;` a fraction; most others show none.
    private mutating func readEntity(_ scan: inout Scan) {
        let end = scan.endOfEntity()
        let raw = scan.scalars(to: end)
        guard raw.count > 2 else { return copy(&scan, to: scan.offset + 1) }
        let name = String(String.UnicodeScalarView(raw))
        let document = Document(text: name)
        let shown = Array(document.plainText(document.root).unicodeScalars)
        // To what decides about emphasis and addresses an entity is punctuation, and a private character is a letter.
        guard shown.contains(where: { $0.isNumeral || Self.isPrivate($0) }), shown != raw, !scan.isBesideMarkup(to: end)
        else {
            return copy(&scan, to: end)
        }
        mark(scan.fileSpan(to: end), raw, shown)
        while scan.offset < end { scan.advance() }
    }
}

extension Unicode.Scalar {
    /// Digits of every script, raised and lowered ones, fractions and Roman numerals; not the number words of Chinese.
    var isNumeral: Bool {
        if isASCII { return ("0"..."9").contains(self) }
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber: return true
        default: return false
        }
    }
}

// MARK: The text, scalar by scalar

extension TracedText {
    /// A place in the slice that moves on.
    private struct Scan {
        let slice: SourceSlice
        private(set) var offset = 0
        private let whole: String
        private var rest: Substring.UnicodeScalarView

        init(_ slice: SourceSlice) {
            self.slice = slice
            whole = slice.text
            rest = Substring(whole).unicodeScalars
        }

        var current: Unicode.Scalar? { rest.first }
        var fileOffset: Int { slice.fileOffset(offset) }

        mutating func advance() {
            if let scalar = rest.popFirst() { offset += UTF8.width(scalar) }
        }

        /// Goes on at the beginning of a line.
        /// - Returns: how many lines that were.
        mutating func leave(to end: Int) -> Int {
            defer {
                offset = end
                rest = whole[whole.utf8.index(whole.startIndex, offsetBy: end)...].unicodeScalars
            }
            return slice.bytes[offset..<end].count { $0 == UInt8(ascii: "\n") }
        }

        /// Whether this place is part of what could be an e-mail address.
        var isInAddress: Bool {
            func isPart(_ byte: UInt8) -> Bool {
                let scalar = Unicode.Scalar(byte)
                return scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.isNumeral || ".+-_@".unicodeScalars.contains(scalar))
            }
            let before = slice.bytes[max(0, offset - 200)..<offset].reversed().prefix(while: isPart)
            let behind = slice.bytes[offset..<min(slice.bytes.count, offset + 200)].prefix(while: isPart)
            return before.contains(UInt8(ascii: "@")) || behind.contains(UInt8(ascii: "@"))
        }

        /// Whether a part of the text touches emphasis or follows an address without a blank.
        func isBesideMarkup(to end: Int) -> Bool {
            let marks = Set("*_~".utf8)
            if byte(end).map(marks.contains) ?? false || byte(offset - 1).map(marks.contains) ?? false { return true }
            let word = slice.bytes[max(0, offset - 1000)..<offset].reversed().prefix {
                $0 > 32 && $0 != UInt8(ascii: ">")
            }.reversed()
            let text = String(decoding: Array(word), as: UTF8.self)
            return text.contains("://") || text.contains("www.") || text.contains("@")
                || slice.bytes[end...].prefix(200).prefix { $0 > 32 }.contains(UInt8(ascii: "@"))
        }

        func peek(_ count: Int) -> Unicode.Scalar? { rest.dropFirst(count).first }
        func fileSpan(to end: Int) -> Span { slice.fileSpan(Span(offset, end)) }
        func starts(with text: String) -> Bool { slice.bytes[offset...].starts(with: text.utf8) }

        func scalars(to end: Int) -> [Unicode.Scalar] {
            Array(String(decoding: slice.bytes[offset..<end], as: UTF8.self).unicodeScalars)
        }

        private func byte(_ index: Int) -> UInt8? { slice.bytes.indices.contains(index) ? slice.bytes[index] : nil }

        private static func isBlank(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

        private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 48 < 10 } ?? false }

        /// Behind what lists and quotations take from the beginning of a line: blanks, `>`, bullets and numbers.
        func endOfLinePrefix() -> Int {
            var end = offset
            while true {
                let start = end
                while Self.isBlank(byte(end)) || byte(end) == UInt8(ascii: ">") { end += 1 }
                if let bullet = byte(end), [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*")].contains(bullet),
                    Self.isBlank(byte(end + 1))
                {
                    end += 2
                    continue
                }
                var number = end
                while number - end < 9, Self.isDigit(byte(number)) { number += 1 }
                if number > end, byte(number) == UInt8(ascii: ".") || byte(number) == UInt8(ascii: ")"),
                    Self.isBlank(byte(number + 1)) || byte(number + 1) == UInt8(ascii: "\n")
                        || byte(number + 1) == nil
                {
                    end = number + 1
                }
                if end == start { return end }
            }
        }

        /// Behind the `]` of a label that must stay as it is: a footnote's, or one that is defined somewhere.
        func endOfLabel(among labels: Set<String>) -> Int {
            guard let close = closingBracket(from: offset + 1) else { return offset + 1 }
            if byte(offset + 1) == UInt8(ascii: "^") { return close + 1 }
            return labels.contains(label(offset + 1, close)) ? close + 1 : offset + 1
        }

        private func closingBracket(from start: Int) -> Int? {
            var index = start
            while let next = byte(index), index - start < 1000 {
                switch next {
                case UInt8(ascii: "]"): return index
                case UInt8(ascii: "["): return nil
                case UInt8(ascii: "\\"): index += 2
                default: index += 1
                }
            }
            return nil
        }

        /// As references are compared: without regard to case and kind of blanks.
        private func label(_ start: Int, _ end: Int) -> String {
            String(decoding: slice.bytes[start..<end], as: UTF8.self).lowercased()
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        /// Labels with digits that a line of the text defines: `[1]: https://…`.
        func labelsWithDigits() -> Set<String> {
            var found: Set<String> = []
            for (index, byte) in slice.bytes.enumerated() where byte == UInt8(ascii: "]") {
                guard self.byte(index + 1) == UInt8(ascii: ":"),
                    let open = slice.bytes[max(0, index - 1000)..<index].lastIndex(of: UInt8(ascii: "["))
                else { continue }
                let label = label(open + 1, index)
                if label.unicodeScalars.contains(where: \.isNumeral) { found.insert(label) }
            }
            return found
        }

        /// Behind the `;` of what begins like an entity; here when it is none.
        func endOfEntity() -> Int {
            var end = offset + 1
            while let next = byte(end), end - offset < 40 {
                if next == UInt8(ascii: ";") { return end + 1 }
                let scalar = Unicode.Scalar(next)
                guard
                    next == UInt8(ascii: "#") || Self.isDigit(next) || scalar.properties.isAlphabetic && scalar.isASCII
                else { break }
                end += 1
            }
            return offset
        }
    }
}
