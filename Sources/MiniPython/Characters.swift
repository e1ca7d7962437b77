/// What kind of character something is and what it is in the other case, as Unicode 14 and with it CPython 3.11 has it.
/// Swift knows a later Unicode: characters that are younger, and the few whose properties have changed, are refused.
struct Characters {
    /// The method that asks, for the message.
    let method: String

    // MARK: Kinds

    func isAlphabetic(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        switch try properties(scalar).generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    func isDecimal(_ scalar: Unicode.Scalar) throws(Fault) -> Bool { try properties(scalar).numericType == .decimal }

    func isDigit(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        let type = try properties(scalar).numericType
        return type == .decimal || type == .digit
    }

    func isNumeric(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        let type = try properties(scalar).numericType
        // Of the numbers written by Chinese and cuneiform characters later versions know others.
        if scalar.value >= 0x2E80, type != .decimal { throw refused() }
        return type != nil
    }

    func isAlphanumeric(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        if try isAlphabetic(scalar) { return true }
        return try isNumeric(scalar)
    }

    func isSpace(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x1F, 0x85, 0x2028, 0x2029: true
        default: try properties(scalar).generalCategory == .spaceSeparator
        }
    }

    func isLower(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        let isLower = try properties(scalar).isLowercase
        switch scalar.value {
        case 0x295, 0x10FC, 0xA7F2...0xA7F4, 0xAB69: throw refused()
        default: return isLower
        }
    }

    func isUpper(_ scalar: Unicode.Scalar) throws(Fault) -> Bool { try properties(scalar).isUppercase }

    func isTitle(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        try properties(scalar).generalCategory == .titlecaseLetter
    }

    func isCased(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        let properties = try properties(scalar)
        return properties.isLowercase || properties.isUppercase || properties.generalCategory == .titlecaseLetter
    }

    /// Everything but separators, controls, and characters without meaning; a blank is.
    func isPrintable(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
        _ = try properties(scalar)
        return scalar.value == 0x20 || Text.isPrintable(scalar)
    }

    // MARK: Cases

    func upper(_ scalar: Unicode.Scalar) throws(Fault) -> String { try known(properties(scalar).uppercaseMapping) }

    func title(_ scalar: Unicode.Scalar) throws(Fault) -> String { try known(properties(scalar).titlecaseMapping) }

    /// The small sigma has another form at the end of a word, so that a capital one cannot be told by itself.
    func lower(_ scalar: Unicode.Scalar) throws(Fault) -> String {
        if scalar.value == 0x3A3 { throw .unsupported("'str.\(method)' of a capital sigma") }
        return try known(properties(scalar).lowercaseMapping)
    }

    /// The small letters of the capital ones, which makes `ss` of `ß`.
    func folded(_ scalar: Unicode.Scalar) throws(Fault) -> String {
        switch scalar.value {
        case 0x131: return "\u{131}"
        case 0x1E9E: return "ss"
        case 0x13A0...0x13FF, 0xAB70...0xABBF: throw refused()
        default: break
        }
        var text = ""
        for capital in try upper(scalar).unicodeScalars { text += try known(properties(capital).lowercaseMapping) }
        return text
    }

    // MARK: Versions

    private func properties(_ scalar: Unicode.Scalar) throws(Fault) -> Unicode.Scalar.Properties {
        let properties = scalar.properties
        if scalar.value >= 0x80, let age = properties.age, age.major > 14 { throw refused() }
        return properties
    }

    /// A mapping to a character that Unicode 14 has not is no mapping there.
    private func known(_ text: String) throws(Fault) -> String {
        for scalar in text.unicodeScalars { _ = try properties(scalar) }
        switch text {
        case "\u{A7DC}", "\u{A7CB}", "\u{A7D2}", "\u{A7D4}": throw refused()
        default: return text
        }
    }

    private func refused() -> Fault {
        .unsupported("'str.\(method)' of a character that later versions of Unicode treat differently")
    }
}
