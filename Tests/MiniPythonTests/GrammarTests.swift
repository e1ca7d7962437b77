import Foundation
import Testing

/// `grammar.txt` is the language on one page. Every production of it stands, word for word, in the comment of the parse
/// function that follows it, and no parse function follows a production that the page does not have.
@Suite struct GrammarTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources/MiniPython")

    @Test func everyProductionIsParsedAndEveryParserIsOnThePage() throws {
        let page = try String(contentsOf: Self.folder.appendingPathComponent("grammar.txt"), encoding: .utf8)
        let grammar = Self.productions(page, indentation: "    ", continuation: String(repeating: " ", count: 20))
        #expect(grammar.count > 60)
        var parsed: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) where file.hasPrefix("Pars") {
            let source = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
            for (name, rule) in Self.productions(
                source, indentation: "    /// ", continuation: "    ///     ", mark: ":")
            {
                #expect(parsed.updateValue(rule, forKey: name) == nil, "\(name) has two parsers")
            }
        }
        for (name, rule) in grammar { #expect(parsed[name] == rule, "the parser of \(name)") }
        for name in parsed.keys { #expect(grammar[name] != nil, "\(name) is not on the page") }
    }

    /// Right-hand sides by name. Behind the name stands a space on the page and a colon in a comment, which tells it
    /// from prose.
    private static func productions(
        _ text: String, indentation: String, continuation: String, mark: String = ""
    ) -> [String: String] {
        var rules: [String: [Substring]] = [:]
        var current: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(continuation), let name = current {
                rules[name]? += line.dropFirst(continuation.count).split(separator: " ")
                continue
            }
            current = nil
            guard line.hasPrefix(indentation) else { continue }
            let words = line.dropFirst(indentation.count).split(separator: " ")
            guard words.count > 1, words[0].hasSuffix(mark) else { continue }
            let name = String(words[0].dropLast(mark.count))
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "_") }) else { continue }
            current = name
            rules[name] = Array(words.dropFirst())
        }
        return rules.mapValues { $0.joined(separator: " ") }
    }
}
