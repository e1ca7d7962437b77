import Source

/// A number that an author wrote, as it stands in a shown text: with its sign, its separators, its point, its exponent,
/// and what hangs on it. It says what it looks like and not whether it may stand there.
struct Numeral {
    enum Form: Equatable {
        /// A whole number in digits of any script; nil when it is too long to be one that anybody counts.
        case integer(Int?)
        /// `3rd`, `21st`.
        case ordinal(Int?)
        /// `2026-01-31`, `31.1.2026`.
        case date
        /// `3.11.2`: two points make no number.
        case version
        /// A decimal fraction, a power, a quotient, a number with separators or an exponent.
        case other
    }

    let form: Form
    /// Its letters in the text, without the sign.
    let digits: Range<Int>
    /// With the sign and what hangs on it, such as `%`.
    let range: Range<Int>
    let isSigned: Bool
    /// The name it is a part of, such as `x1` or `GPT-4`; nil when it stands by itself.
    let name: Range<Int>?
    /// Whether letters or a unit hang on it, as in `20k` or `5 %`.
    let hasTail: Bool

    /// Whether it touches something that is no text, such as a computed number.
    let touchesHole: Bool
}

extension ShownText {
    /// The numbers of the text, in order.
    var numerals: [Numeral] {
        var scan = NumeralScan(scalars)
        return scan.numerals()
    }

    /// The words of a numeral as they are written.
    func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    /// Where a part of the text stands in the file: from its first place to its last, with what stands directly before
    /// and behind in the file where it is the same there.
    func span(_ range: Range<Int>, in file: SourceFile) -> Span {
        let known = range.filter { letters[$0].span != nil }
        guard let first = known.first, let last = known.last, var span = letters[first].span,
            let end = letters[last].span?.end
        else { return Span(0, 0) }
        span.end = max(end, span.end)
        for index in range[..<first].reversed() {
            let bytes = Array(String(letters[index].scalar).utf8)
            let start = span.start - bytes.count
            guard start >= 0, file.bytes[start..<span.start].elementsEqual(bytes) else { break }
            span.start = start
        }
        for index in range[(last + 1)...] {
            let bytes = Array(String(letters[index].scalar).utf8)
            guard span.end + bytes.count <= file.bytes.count,
                file.bytes[span.end..<span.end + bytes.count].elementsEqual(bytes)
            else { break }
            span.end += bytes.count
        }
        return span
    }
}

/// Reads a text for its numerals, scalar by scalar.
private struct NumeralScan {
    private let text: [Unicode.Scalar]
    private var index = 0

    init(_ text: [Unicode.Scalar]) { self.text = text }

    mutating func numerals() -> [Numeral] {
        var found: [Numeral] = []
        while index < text.count {
            if text[index].isNumeral { found.append(read()) } else { index += 1 }
        }
        return found
    }

    private func at(_ index: Int) -> Unicode.Scalar? { text.indices.contains(index) ? text[index] : nil }
    private func isDigit(_ index: Int) -> Bool { at(index)?.isDigit ?? false }
    private func isWordLetter(_ index: Int) -> Bool { at(index)?.isLetter ?? false || at(index) == "_" }
    private func digits(from start: Int) -> Int { text[start...].prefix { $0.isDigit }.count }

    private mutating func read() -> Numeral {
        let first = index
        var form = readBody()
        var start = first
        // `.5` is a number; the point behind a word or a number belongs to that.
        if at(start - 1) == ".", !(isWordLetter(start - 2) || isDigit(start - 2)), form != .date {
            start -= 1
            form = .other
        }
        let digits = start..<index
        var name = nameAround(digits)
        // A decimal fraction is part of no name but a version's: `v1.5`, `GPT-3.5`.
        if form == .other, text[digits.lowerBound].isDigit, let found = name,
            text[found.lowerBound..<digits.lowerBound].last != "-",
            !text[found.lowerBound..<digits.lowerBound].elementsEqual(["v"])
        {
            name = nil
        }
        let touchesHole = at(start - 1) == ShownText.hole || at(index) == ShownText.hole
        var hasTail = false
        if name == nil { hasTail = readTail(&form) }
        var isSigned = false
        if name == nil, let sign = at(start - 1), Self.signs.contains(sign),
            !(isWordLetter(start - 2) || isDigit(start - 2) || at(start - 2) == ")") || isMeasured(before: start - 1)
        {
            isSigned = true
            start -= 1
        }
        return Numeral(
            form: form, digits: digits, range: start..<index, isSigned: isSigned, name: name, hasTail: hasTail,
            touchesHole: touchesHole)
    }

    /// What readers take for a sign: the plus and minus of mathematics in all their widths, and the dashes that stand in
    /// for a minus.
    private static let signs: Set<Unicode.Scalar> = [
        "-", "\u{2212}", "+", "±", "–", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2015}", "\u{2213}", "\u{207B}",
        "\u{207A}", "\u{FE63}", "\u{FF0D}", "\u{FE62}", "\u{FF0B}", "\u{2796}", "\u{2795}",
    ]

    /// The digits and everything between digits.
    private mutating func readBody() -> Numeral.Form {
        let first = index
        guard text[first].isDigit else {
            // Raised, lowered, a fraction, a Roman number: one character says all of it, but raised digits go together.
            let isRaised = text[first].isRaised
            index += 1
            while isRaised, let next = at(index), next.isRaised { index += 1 }
            let value = text[first].properties.numericValue ?? 0.5
            return !isRaised && value == value.rounded() && index == first + 1 ? .integer(Int(exactly: value)) : .other
        }
        index += digits(from: first)
        // `0x1F`, `0b11`: the letters are digits.
        if index == first + 1, text[first] == "0", let base = at(index), "xXbBoO".unicodeScalars.contains(base),
            let digit = at(index + 1), digit.properties.isASCIIHexDigit
        {
            index += 1
            while isWordLetter(index) || isDigit(index) { index += 1 }
            return .other
        }
        if let end = endOfDate(from: first) {
            index = end
            return .date
        }
        var points = 0
        var isCompound = false
        while let next = at(index) {
            switch next {
            case "." where isDigit(index + 1): points += 1
            case ",", "_", "\u{27}", "\u{2019}", "·", "\u{2219}", "\u{22C5}", "\u{66B}":
                guard isDigit(index + 1) else { return finish(first, points, isCompound) }
                isCompound = true
            case "\u{A0}", "\u{2009}", "\u{202F}":
                guard isDigit(index + 1), digits(from: index + 1) == 3 else { return finish(first, points, isCompound) }
                isCompound = true
            case "/", "\u{2044}", "\u{2215}", "^":
                guard let digit = startOfDigits(behind: index) else { return finish(first, points, isCompound) }
                index = digit - 1
                isCompound = true
            case "*" where at(index + 1) == "*" && startOfDigits(behind: index + 1) != nil:
                index = (startOfDigits(behind: index + 1) ?? index) - 1
                isCompound = true
            case "e", "E":
                guard let digit = startOfDigits(behind: index), !isWordLetter(digit + digits(from: digit)) else {
                    return finish(first, points, isCompound)
                }
                index = digit - 1
                isCompound = true
            case _ where next.isNumeral:
                // A raised digit or a fraction behind a digit: a power, a mixed number.
                isCompound = true
                index += 1
                continue
            default: return finish(first, points, isCompound)
            }
            index += 1
            index += digits(from: index)
        }
        return finish(first, points, isCompound)
    }

    private func finish(_ first: Int, _ points: Int, _ isCompound: Bool) -> Numeral.Form {
        if isCompound || points == 1 { return .other }
        if points > 1 { return .version }
        var value: Int? = 0
        for scalar in text[first..<index] {
            guard let digit = scalar.properties.numericValue.map(Int.init), let so = value, so < 100_000_000 else {
                value = nil
                break
            }
            value = so * 10 + digit
        }
        return .integer(value)
    }

    /// The first digit behind an operator, a sign between them or not.
    private func startOfDigits(behind index: Int) -> Int? {
        if isDigit(index + 1) { return index + 1 }
        guard let sign = at(index + 1), ["-", "+", "\u{2212}", "("].contains(sign), isDigit(index + 2) else {
            return nil
        }
        return index + 2
    }

    /// `2026-01-31`, `31.1.2026`, `1/31/2026`.
    private func endOfDate(from first: Int) -> Int? {
        var parts: [Int] = []
        var lengths: [Int] = []
        var end = first
        var separator: Unicode.Scalar?
        while parts.count < 3 {
            let count = digits(from: end)
            guard (1...4).contains(count) else { return nil }
            let value = text[end..<end + count].reduce(0) { $0 * 10 + Int($1.properties.numericValue ?? 0) }
            parts.append(value)
            lengths.append(count)
            end += count
            if parts.count == 3 { break }
            guard let next = at(end), next == separator || separator == nil && ["-", ".", "/"].contains(next) else {
                return nil
            }
            separator = next
            end += 1
        }
        if isDigit(end) || isWordLetter(end) || at(end) == "." && isDigit(end + 1) { return nil }
        let isYearFirst = lengths == [4, 2, 2] && separator == "-"
        let isYearLast = lengths[2] == 4 && lengths[0] <= 2 && lengths[1] <= 2 && separator != "-"
        guard isYearFirst || isYearLast else { return nil }
        let (year, day, month) = isYearFirst ? (parts[0], parts[2], parts[1]) : (parts[2], parts[0], parts[1])
        guard Numeral.years.contains(year), (1...31).contains(day), (1...31).contains(month), min(day, month) <= 12
        else {
            return nil
        }
        return end
    }

    /// `x1`, `conv2d`, `w_12`, `x₁`, `GPT-4`: digits that letters lead into.
    private func nameAround(_ digits: Range<Int>) -> Range<Int>? {
        func isNamePart(_ index: Int) -> Bool { isWordLetter(index) || (at(index)?.isNumeral ?? false) }
        var start = digits.lowerBound
        while isNamePart(start - 1) { start -= 1 }
        if start < digits.lowerBound, let first = at(start), first.isLetter || first == "_" {
            var end = digits.upperBound
            while isNamePart(end) { end += 1 }
            return start..<end
        }
        if text[digits.lowerBound].isRaised, let before = at(digits.lowerBound - 1),
            before == ")" || before == "\u{2032}"
        {
            return digits.lowerBound - 1..<digits.upperBound
        }
        // A capital word and a hyphen.
        guard at(start - 1) == "-", start == digits.lowerBound else { return nil }
        var word = start - 1
        while isWordLetter(word - 1) { word -= 1 }
        guard start - 1 - word > 1, let first = at(word), first.properties.isUppercase,
            !isMeasured(before: start - 1)
        else { return nil }
        return word..<digits.upperBound
    }

    /// Whether the word directly in front stands for a result: a hyphen behind it is a minus.
    private func isMeasured(before end: Int) -> Bool {
        var word = end
        while isWordLetter(word - 1) { word -= 1 }
        return word < end && PlainNumbers.isMeasured(String(String.UnicodeScalarView(text[word..<end])))
    }

    /// What hangs on a number: an ordinal's ending, a per cent sign, a unit.
    private mutating func readTail(_ form: inout Numeral.Form) -> Bool {
        let start = index
        while isWordLetter(index) { index += 1 }
        let letters = String(String.UnicodeScalarView(text[start..<index]))
        if case .integer(let value) = form {
            if ["st", "nd", "rd", "th"].contains(letters) {
                form = .ordinal(value)
                return false
            }
            // `2D`; `the 1990s`.
            if letters == "D", (value ?? 9) < 5 { return false }
            if letters == "s", let value, Numeral.years.contains(value), value % 10 == 0 { return false }
        }
        var end = index
        while let next = at(end), ["\u{A0}", "\u{2009}", "\u{202F}", " "].contains(next) { end += 1 }
        if let unit = at(end), ["%", "‰", "°", "\u{FF05}", "\u{66A}"].contains(unit) {
            index = end + 1
            return true
        }
        return !letters.isEmpty
    }
}

extension Numeral {
    /// What a number of four digits may be a year of: from the calculus to what nobody has lived.
    static let years = 1600...2100
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { isASCII ? isNumeral : properties.generalCategory == .decimalNumber }
    fileprivate var isLetter: Bool {
        isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) : properties.isAlphabetic && !isNumeral
    }
    /// Raised or lowered digits and their signs.
    fileprivate var isRaised: Bool {
        switch value {
        case 0xB2, 0xB3, 0xB9, 0x2070...0x208E: true
        default: false
        }
    }
}
