/// The numbers of a TeX formula, and what they are there: an exponent or an index, a 1 or 2 in a rule such as `1 - t^2`,
/// a length of the layout, or a value that the page must know. It reads braces and commands and nothing else of TeX.
struct FormulaNumerals {
    enum Role {
        /// Needs no account.
        case plain
        /// With its sign where it has one of its own, as in `= -4.0`.
        case value
    }

    struct Found {
        let range: Range<Int>
        let role: Role
    }

    let found: [Found]

    init(_ text: [Unicode.Scalar]) {
        var reader = Reader(text)
        reader.read()
        found = reader.found
    }

    private struct Reader {
        let text: [Unicode.Scalar]
        var found: [Found] = []
        private var index = 0
        /// For every open brace: whether it holds an exponent or an index.
        private var braces: [Bool] = []
        /// Whether the next token is an exponent or an index by itself.
        private var isScript = false
        /// Whether the next digits are one token each, as behind `^` and `\frac`.
        private var takesOneDigit = 0

        init(_ text: [Unicode.Scalar]) { self.text = text }

        private func at(_ index: Int) -> Unicode.Scalar? { text.indices.contains(index) ? text[index] : nil }
        private func isLetter(_ index: Int) -> Bool { at(index)?.properties.isAlphabetic ?? false }
        private func isDigit(_ index: Int) -> Bool { at(index)?.isNumeral ?? false }

        private var isRule: Bool { text.indices.contains { isLetter($0) } }

        mutating func read() {
            while let scalar = at(index) {
                switch scalar {
                case "^", "_":
                    isScript = true
                    takesOneDigit = 1
                    index += 1
                    continue
                case "{":
                    braces.append(isScript || braces.last ?? false)
                case "}": _ = braces.popLast()
                case "\\":
                    readCommand()
                    continue
                case _ where scalar.isNumeral:
                    readNumeral()
                    continue
                case " ", "\n", "\t":
                    index += 1
                    continue
                default: break
                }
                isScript = false
                takesOneDigit = 0
                index += 1
            }
        }

        private mutating func readCommand() {
            let start = index
            index += 1
            while isLetter(index) { index += 1 }
            if index == start + 1 { index += 1 }
            let name = String(String.UnicodeScalarView(text[start..<min(index, text.count)]))
            if at(index) != "{" { isScript = false }
            takesOneDigit = ["\\frac", "\\dfrac", "\\tfrac"].contains(name) ? 2 : 0
        }

        private mutating func readNumeral() {
            let start = index
            if takesOneDigit > 0 {
                index += 1
                takesOneDigit -= 1
            } else {
                while isDigit(index) || at(index) == "." && isDigit(index + 1) { index += 1 }
            }
            defer { isScript = false }
            let end = index
            if isScript || braces.last ?? false || isLength(end) {
                found.append(Found(range: start..<end, role: .plain))
                return
            }
            var first = start
            if let sign = at(start - 1), sign == "-" || sign == "\u{2212}", isUnary(start - 1) { first -= 1 }
            let digits = text[start..<end]
            let isOneOrTwo = digits.elementsEqual(["1"]) || digits.elementsEqual(["2"])
            let isPlain = isOneOrTwo && isRule && !isWholeSide(first, end)
            found.append(Found(range: isPlain ? start..<end : first..<end, role: isPlain ? .plain : .value))
        }

        /// `\\[2pt]`, `\hspace{1em}`.
        private func isLength(_ end: Int) -> Bool {
            let unit = String(String.UnicodeScalarView(text[end...].prefix(2)))
            return ["pt", "em", "ex", "mu", "cm", "mm", "px"].contains(unit) && !isLetter(end + 2)
        }

        /// Whether a minus has nothing in front of it that it could be subtracted from.
        private func isUnary(_ index: Int) -> Bool {
            guard let before = before(index) else { return true }
            if let scalar = at(before), "=(,[{+-*/<>&^_≈".unicodeScalars.contains(scalar) { return true }
            return isCommand(endingAt: before)
        }

        /// Whether a number is one side of an equation by itself: a value, not a part of a rule.
        private func isWholeSide(_ start: Int, _ end: Int) -> Bool {
            // What only encloses a value or gives it a sign does not make it a part of a rule.
            var open = before(start)
            while let place = open, isOne(text[place], of: "([{+") { open = before(place) }
            let isEnclosed = open != before(start)
            let isOpen: Bool
            if let before = open {
                isOpen =
                    at(before).map { "=≈<>≤≥≠≡→⇒&,;".unicodeScalars.contains($0) } ?? false
                    || isCommand(endingAt: before, among: Self.relations)
            } else {
                isOpen = true
            }
            var next = end
            while let scalar = at(next), scalar.properties.isWhitespace || isEnclosed && isOne(scalar, of: ")]}") {
                next += 1
            }
            let isClosed =
                at(next).map { "=≈<>≤≥≠≡→⇒&,;.".unicodeScalars.contains($0) || $0 == "\\" && !isProduct(next) } ?? true
            return isOpen && isClosed
        }

        private func isProduct(_ backslash: Int) -> Bool {
            let name = String(String.UnicodeScalarView(text[(backslash + 1)...].prefix { $0.properties.isAlphabetic }))
            return !(["", "end"] + Self.relations).contains(name)
        }

        /// Commands that stand between the sides of an equation, or part it from what is beside it.
        private static let relations = [
            "approx", "cong", "equiv", "ge", "geq", "gg", "implies", "le", "leq", "ll", "mapsto", "ne", "neq", "quad",
            "qquad", "rightarrow", "Rightarrow", "sim", "simeq", "to",
        ]

        private func isOne(_ scalar: Unicode.Scalar, of marks: String) -> Bool {
            marks.unicodeScalars.contains(scalar)
        }

        private func before(_ index: Int) -> Int? {
            var before = index - 1
            while let scalar = at(before), scalar.properties.isWhitespace { before -= 1 }
            return before >= 0 ? before : nil
        }

        /// Whether a command that takes what follows as an operand ends at a place.
        private func isCommand(
            endingAt end: Int, among names: [String] = ["cdot", "times", "approx", "left", "le", "ge", "to", "pm"]
        ) -> Bool {
            var start = end
            while start > 0, isLetter(start) { start -= 1 }
            guard at(start) == "\\", start < end else { return false }
            return names.contains(String(String.UnicodeScalarView(text[(start + 1)...end])))
        }
    }
}
