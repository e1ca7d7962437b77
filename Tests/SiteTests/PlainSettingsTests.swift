import Source
import TestSupport
import Testing

@testable import Site

/// YAML judges: what is read without it has the keys, values and places that it gives.
@Suite struct PlainSettingsTests {
    private static let pieces = [
        "a", "b-c", "title", "summary", ": ", ":", ": ", " ", "\n", "\n", "word", "5", "2026-01-31", "-", "- ", "#",
        " #",
        "'", "\"", "x, y", "(z)", "!", "?", "? ", "%", "true", "null", "~", "1e3", "0x1F", "[", "{", "&", "*", "|", ">",
        "@",
        "`", "/", "=", "é", "\t", "\r", "...", "---", "<<", "yes", ".5", "+", ",", ";", "it's",
    ]

    @Test func plainLinesAreReadAsYAMLReadsThem() {
        var random = SeededGenerator(seed: 6)
        let keys = ["a", "b-c", "title", "summary", "word", "true", "null", "yes"]
        var plain = 0
        for _ in 0..<60_000 {
            var text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            if Bool.random(using: &random) { text = "title: " + text }
            text += "\n"
            guard PlainSettings.read(Array(text.utf8)) != nil else { continue }
            plain += 1
            // A comment is nothing to YAML, and is not plain.
            #expect(
                Self.told(text, keys) == Self.told("#\n" + text, keys, offset: 2), "\(text.debugDescription)")
        }
        #expect(plain > 500)
    }

    private static func told(_ text: String, _ keys: [String], offset: Int = 0) -> [String] {
        var settings = Settings(SourceFile(path: "", text: text).slice, subject: "it", keys: keys)
        var told: [String] = []
        func place(_ span: Span?) -> String { span.map { "\($0.start - offset) \($0.end - offset)" } ?? "nowhere" }
        for key in keys {
            let value = settings.text(key)
            _ = settings.texts(key)
            told.append("\(key) \(place(settings.keySpan(key))) \(value?.text ?? "none") \(place(value?.span))")
        }
        return told
            + settings.diagnostics.map {
                "\($0.id) \($0.message) \($0.location.span.start - offset) \($0.location.span.end - offset)"
            }
    }
}
