import Foundation
import Testing

@testable import Site

/// Foundation reads what is written, and what is escaped is what each character asks for.
@Suite struct JSONTests {
    private static let texts: [String] = {
        let signs = [
            "\"", "\\", "\n", "\r", "\t", "\0", "\u{1F}", "\u{7F}", "<", ">", "&", "é", "∂", "🙂", " ", "!", "~",
        ]
        return (0..<3000).map { _ in
            (0..<Int.random(in: 0..<40)).map { _ in Int.random(in: 0..<8) == 0 ? signs.randomElement()! : "a" }.joined()
        }
    }()

    private func escaped(_ text: String, inScript: Bool) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "<" where inScript: "\\u003c"
            case ">" where inScript: "\\u003e"
            case "&" where inScript: "\\u0026"
            case "\0": "\\u0000"
            case "\u{1F}": "\\u001f"
            case "\u{7F}": "\\u007f"
            default: String(scalar)
            }
        }.joined()
    }

    @Test func aTextIsQuotedWhereverItsSignsStand() throws {
        for text in Self.texts {
            #expect(JSON.string(text).line == "\"\(escaped(text, inScript: false))\"")
            #expect(JSON.string(text).script.text == "\"\(escaped(text, inScript: true))\"")
            let read = try JSONSerialization.jsonObject(
                with: Data(JSON.string(text).line.utf8), options: .fragmentsAllowed)
            #expect(read as? String == text)
        }
    }
}
