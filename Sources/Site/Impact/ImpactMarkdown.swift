/// The report for a comment on a pull request: a table a page, short enough for what GitHub takes.
extension Impact {
    /// Rows that are shown; a comment holds 65,536 characters.
    private static let rowLimit = 150
    /// Characters of a value that are shown.
    private static let valueLimit = 80

    public var markdown: String {
        var text = "### \(summary)\n\n\(Self.code(old)) → \(Self.code(new))\n"
        var left = Self.rowLimit
        for page in byPage where left > 0 {
            text += "\n**\(Self.code(page.source))**\n\n| line | number | old | new |\n|---:|---|---|---|\n"
            for change in page.changes.prefix(left) { text += Self.row(change) }
            left -= page.changes.count
        }
        if changes.count > Self.rowLimit {
            text += """

                … and \(changes.count - Self.rowLimit) more: `gradbook impact` prints all of them.

                """
        }
        return text
    }

    private static func row(_ change: Change) -> String {
        let entry = change.entry
        let detail = entry.detail.isEmpty ? "" : " \(escaped(entry.detail))"
        return "| \(entry.line) | \(code(entry.label))\(detail) | \(value(change.old)) | \(value(change.new)) |\n"
    }

    private static func value(_ entry: NumberEntry?) -> String {
        guard let value = entry?.value else { return "–" }
        return code(value.count > valueLimit ? value.prefix(valueLimit) + "…" : value)
    }

    /// A code span that holds whatever the text is, in a table cell too.
    private static func code(_ text: String) -> String {
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let space = text.isEmpty || text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        let line = text.replacing("\r", with: " ").replacing("\n", with: " ").replacing("|", with: "\\|")
        return "\(fence)\(space)\(line)\(space)\(fence)"
    }

    /// Text outside code: what Markdown would read as markup has a backslash before it.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            if "\\`*_[]<>|#~&".contains(character) { out.append("\\") }
            out.append(character)
        }
        return out
    }
}
