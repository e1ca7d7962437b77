import Source

/// Which written numbers need no computing: they count, name or date something and are no results. An unsigned integer up
/// to 20 in running text, a year or a date, a part of a name such as `x1` or `Phase 2`, and what a page lists under
/// `plain:`; and none of them where a result would stand: in a table cell, a caption, the description of an image or the
/// answer of a card, or beside `=`, "is" or "gradient".
struct PlainNumbers {
    /// Why a number is not plain.
    enum Objection: Equatable {
        /// The place takes results only.
        case place(ShownText.Place)
        /// The word or sign beside it announces a result.
        case beside(String)
        /// A name like those of the page's snippets, and none of them.
        case unknownName(String, nearest: String?)
        /// It is no integer up to 20, no date, no part of a name.
        case form
    }

    /// Texts that the author declares plain, as scalars.
    let listed: [[Unicode.Scalar]]
    let names: SnippetNames

    init(listed: [String], names: SnippetNames = SnippetNames([])) {
        self.listed = listed.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
        self.names = names
    }

    /// What speaks against a numeral's being plain; nil when it is plain.
    func objection(to numeral: Numeral, in text: ShownText) -> Objection? {
        if text.isStrictPlace { return .place(text.surrounding) }
        if numeral.touchesHole { return .form }
        let scalars = text.scalars
        if let entry = entry(around: numeral, in: scalars) {
            // What the author lists in words brings its own neighbours.
            return entry == numeral.range ? beside(entry, scalars) : nil
        }
        if let name = numeral.name {
            let name = text.string(name)
            return names.accept(name) ? nil : .unknownName(name, nearest: names.nearest(to: name))
        }
        // Code is no running text: what is not quoted there is a name or nothing.
        if text.place == .code || text.place == .listing { return .form }
        if numeral.isSigned || numeral.hasTail { return .form }
        if isNamed(numeral, scalars, isHeading: text.place == .heading) { return nil }
        let isPlain =
            switch numeral.form {
            case .integer(let value?):
                // `000` is the end of a larger number.
                value <= 20 && (numeral.digits.count == 1 || scalars[numeral.digits.lowerBound] != "0")
                    || isYear(value, numeral, scalars) || value <= 31 && isDay(numeral.range, scalars)
            case .ordinal(let value?): value <= 20 || value <= 31 && isDay(numeral.range, scalars)
            case .date, .version: true
            case .integer, .ordinal, .other: false
            }
        return isPlain ? beside(numeral.range, scalars) : .form
    }

    // MARK: What the author lists

    /// Where an entry of the list stands in the text and holds the whole numeral.
    private func entry(around numeral: Numeral, in text: [Unicode.Scalar]) -> Range<Int>? {
        for entry in listed {
            let range = numeral.range
            let first = max(0, range.upperBound - entry.count)
            for start in stride(from: min(range.lowerBound, text.count - entry.count), through: first, by: -1)
            where text[start..<start + entry.count].elementsEqual(entry) {
                let found = start..<start + entry.count
                if SnippetNames.isWhole(found, in: text) { return found }
            }
        }
        return nil
    }

    /// Which entries of the list stand in none of the texts.
    func unused(in texts: [ShownText]) -> [Int] {
        let all = texts.map(\.scalars)
        return listed.indices.filter { index in
            !all.contains { !SnippetNames.places(of: listed[index], in: $0).isEmpty }
        }
    }

    // MARK: Names

    /// Words that make a name of the number behind them even at the beginning of a sentence, where every word has a
    /// capital letter: what is counted in books and courses, and the tools that lessons speak of.
    private static let naming: Set<String> = [
        "Layer", "Lesson", "Level", "Line", "Page", "Part", "Phase", "Question", "Row", "Rule", "Stage", "Step", "Task",
        "Volume", "Week",
    ]
    /// Those behind which a decimal fraction is a name too: `Section 3.2`, `Python 3.11`.
    private static let numbering: Set<String> = [
        "Appendix", "Chapter", "Equation", "Example", "Exercise", "Figure", "Listing", "Section", "Table", "Version",
        "CPython", "Debian", "NumPy", "PyTorch", "Python", "Swift", "Ubuntu",
    ]

    /// Whether a word stands for a result, so that it gives its number no name.
    static func isMeasured(_ word: String) -> Bool {
        measured.contains(word.lowercased()) || announcing.contains(word.lowercased())
    }

    /// Words for what is measured, which give their number no name.
    private static let measured: Set<String> = [
        "accuracy", "error", "loss", "mse", "output", "product", "result", "score", "slope", "sum", "value",
    ]

    /// `Phase 2`, `Python 3.11`: one space behind a capital word that does not only begin a sentence.
    private func isNamed(_ numeral: Numeral, _ text: [Unicode.Scalar], isHeading: Bool) -> Bool {
        let start = numeral.range.lowerBound
        guard start >= 3, text[start - 1] == " " || text[start - 1] == "\u{A0}", numeral.form != .date else {
            return false
        }
        if numeral.form == .other, !isShortDecimal(text[numeral.digits]) { return false }
        var word = start - 1
        while word > 0, isLetter(text[word - 1]) { word -= 1 }
        let name = String(String.UnicodeScalarView(text[word..<start - 1]))
        guard name.unicodeScalars.count > 1, name.unicodeScalars.first?.properties.isUppercase ?? false,
            !Self.isMeasured(name)
        else { return false }
        if Self.numbering.contains(name) || numeral.form != .other && Self.naming.contains(name) { return true }
        return numeral.form != .other && !isHeading && !beginsSentence(word, text)
    }

    /// `3.11`, a version of something; `1,000` and `1e3` are none.
    private func isShortDecimal(_ digits: ArraySlice<Unicode.Scalar>) -> Bool {
        digits.allSatisfy { $0 == "." || $0.isASCII && $0.isNumeral } && digits.first != "."
    }

    private func beginsSentence(_ word: Int, _ text: [Unicode.Scalar]) -> Bool {
        var before = word - 1
        while before >= 0, [" ", "(", "[", "\"", "\u{201C}", "\u{2018}", "*"].contains(text[before]) { before -= 1 }
        return before < 0 || [".", "!", "?", ":", "…", ShownText.hole].contains(text[before])
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic && !scalar.isNumeral }

    // MARK: Dates

    private static let months: Set<String> = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]
    /// Words in -s that no number counts.
    private static let uncounted: Set<String> = ["as", "does", "has", "his", "is", "its", "this", "thus", "was"]

    /// Four digits, and no plural behind them: `in 2000` is a year, `in 2000 steps` is none.
    private func isYear(_ value: Int, _ numeral: Numeral, _ text: [Unicode.Scalar]) -> Bool {
        guard Numeral.years.contains(value), numeral.digits.count == 4 else { return false }
        let next = word(behind: numeral.range.upperBound, text)
        return !(next.hasSuffix("s") && next == next.lowercased() && !Self.uncounted.contains(next))
    }

    /// `31 January`, `January 31st`, `31st of January`.
    private func isDay(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> Bool {
        let next = word(behind: range.upperBound, text)
        if Self.months.contains(next) || Self.months.contains(word(before: range.lowerBound, text)) { return true }
        return next == "of" && Self.months.contains(word(behind: range.upperBound + 3, text))
    }

    // MARK: What stands beside

    /// Words that announce a result.
    private static let announcing: Set<String> = ["is", "equals", "grad", "gradient", "gradients"]
    /// Words that do not come between "is" and its number: `is exactly 12`.
    private static let adverbs: Set<String> = [
        "about", "again", "almost", "also", "approximately", "exactly", "just", "nearly", "not", "now", "only",
        "precisely", "roughly",
        "simply", "still", "then", "therefore", "thus",
    ]
    private static let relations: Set<Unicode.Scalar> = ["=", "≈", "≠", "≡", "≤", "≥", "<", ">", "≅", "≃", "∼"]

    private func beside(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> Objection? {
        for neighbour in [neighbour(before: range.lowerBound, text), neighbour(behind: range.upperBound, text)] {
            if let neighbour { return .beside(neighbour) }
        }
        return nil
    }

    private func neighbour(before end: Int, _ text: [Unicode.Scalar]) -> String? {
        var index = end - 1
        while index >= 0, isPassed(text[index]) { index -= 1 }
        guard index >= 0 else { return nil }
        if Self.relations.contains(text[index]) { return String(text[index]) }
        var end = index + 1
        var word = word(before: end, text)
        while Self.adverbs.contains(word.lowercased()) {
            end -= word.unicodeScalars.count
            while end > 0, text[end - 1].properties.isWhitespace { end -= 1 }
            word = self.word(before: end, text)
        }
        return Self.announcing.contains(word.lowercased()) ? word : nil
    }

    private func neighbour(behind start: Int, _ text: [Unicode.Scalar]) -> String? {
        var index = start
        while index < text.count, isPassed(text[index]) { index += 1 }
        guard index < text.count else { return nil }
        if Self.relations.contains(text[index]) { return String(text[index]) }
        let word = word(behind: index, text)
        return Self.announcing.contains(word.lowercased()) ? word : nil
    }

    /// Blanks, brackets, quotation marks and signs do not come between.
    private func isPassed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
            || [
                "(", ")", "[", "]", "\"", "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "-", "\u{2212}", "+",
                ":",
            ].contains(scalar)
    }

    private func word(before end: Int, _ text: [Unicode.Scalar]) -> String {
        var last = end
        while last > 0, text[last - 1].properties.isWhitespace { last -= 1 }
        var first = last
        while first > 0, isLetter(text[first - 1]) { first -= 1 }
        return String(String.UnicodeScalarView(text[first..<last]))
    }

    private func word(behind start: Int, _ text: [Unicode.Scalar]) -> String {
        var first = min(start, text.count)
        while first < text.count, text[first].properties.isWhitespace { first += 1 }
        var last = first
        while last < text.count, isLetter(text[last]) { last += 1 }
        return String(String.UnicodeScalarView(text[first..<last]))
    }
}
