/// A text as a value of YAML, in double quotes, so that nothing in it means anything to YAML.
enum YAMLText {
    /// Nil for what is no single line of printable text.
    static func quoted(_ text: String) -> String? {
        let isLine = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            default: true
            }
        }
        guard isLine, !text.allSatisfy(\.isWhitespace) else { return nil }
        var quoted = ""
        for character in text.unicodeScalars {
            if character == "\\" || character == "\"" { quoted += "\\" }
            quoted.unicodeScalars.append(character)
        }
        return "\"\(quoted)\""
    }
}
