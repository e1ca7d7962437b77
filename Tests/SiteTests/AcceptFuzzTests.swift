import Foundation
import Source
import Testing

@testable import Site

/// Random lessons in which most claims and outputs are wrong: after `accept`, `verify` has nothing to say, every byte that
/// is no claim's and no output's is where it was, and a second `accept` changes nothing. The generator knows where it put
/// the claims; it shares no code with what writes them. `scripts/fuzz-accept` is the long run.
struct AcceptFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["GRADBOOK_ACCEPT_FUZZ"].flatMap { Int($0) } ?? 300
    private static let seed = environment["GRADBOOK_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

    @Test func acceptedDocumentsHoldAndAreOtherwiseUntouched() throws {
        let scratch = Scratch()
        scratch.put("content/site.yml", "title: Site\n")
        scratch.put("content/t/track.yml", "title: Track\n")
        let page = "content/t/01-a/lesson.md"
        let pipeline = Pipeline(content: scratch.path + "/content", templates: "templates")
        var changed = (claims: 0, outputs: 0)
        for number in 0..<Self.count {
            var random = RandomDocument(seed: Self.seed &* 1_000_003 &+ UInt64(number))
            let pieces = random.document()
            let text = pieces.map(\.text).joined()
            scratch.put(page, text)
            let name = "document \(number) of seed \(Self.seed)"
            do {
                let acceptance = try pipeline.acceptance()
                let plan = acceptance.plan(for: acceptance.groups)
                try plan.write()
                #expect(acceptance.refused.isEmpty && plan.unwritable.isEmpty, "\(name)\n\(text)")
                changed.claims += plan.claims
                changed.outputs += plan.outputs
                let accepted = scratch.text(page) ?? ""
                #expect(Self.literalsStand(pieces, in: accepted), "\(name)\n\(text)\n=====\n\(accepted)")
                #expect(throws: Never.self, "\(name)\n\(accepted)") { try pipeline.check() }
                let again = try pipeline.acceptance()
                let nothing = again.plan(for: again.groups)
                #expect(again.groups.isEmpty && nothing.fileCount == 0, "\(name)")
                try nothing.write()
                #expect(scratch.text(page) == accepted, "\(name)")
            } catch let failure as Pipeline.Failure {
                let said = failure.diagnostics.map(DiagnosticPrinter().text).joined()
                Issue.record("\(name)\n\(said)\n\(text)")
            }
        }
        #expect(changed.claims > 2 * Self.count && changed.outputs > Self.count / 4)
    }

    /// Whether a text is the literal pieces, one after the other, with anything in the holes between them. A hole
    /// ends where the next piece stands.
    private static func literalsStand(_ pieces: [RandomDocument.Piece], in text: String) -> Bool {
        let bytes = Array(text.utf8)
        var place = 0
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .literal(let literal):
                let expected = Array(literal.utf8)
                guard bytes[place...].starts(with: expected) else { return false }
                place += expected.count
            case .claim, .output:
                guard index + 1 < pieces.count, case .literal(let next) = pieces[index + 1] else { return false }
                let end = Array(next.utf8)
                while place < bytes.count, !bytes[place...].starts(with: end) { place += 1 }
            }
        }
        return place == bytes.count
    }
}

/// A lesson made at random from a seed.
struct RandomDocument {
    enum Piece {
        case literal(String)
        case claim(String)
        case output(String)

        var text: String {
            switch self {
            case .literal(let text), .claim(let text), .output(let text): text
            }
        }
    }

    private var state: UInt64
    private var pieces: [Piece] = []
    private var ending = "\n"
    private var cards = 0
    private var figures = 0

    init(seed: UInt64) { state = seed }

    private mutating func random(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }

    private mutating func one(of texts: [String]) -> String { texts[random(texts.count)] }

    private mutating func put(_ text: String) {
        pieces.append(.literal(text.replacingOccurrences(of: "\n", with: ending)))
    }

    mutating func document() -> [Piece] {
        ending = random(4) == 0 ? "\r\n" : "\n"
        if random(8) == 0 { put("\u{FEFF}") }
        frontMatter()
        firstSnippet()
        for _ in 0..<(2 + random(6)) { block() }
        put(
            one(of: [
                "Trailing text.  \n", "Trailing text", "\n\n<!-- the end -->\n",
                "Last ∂L/∂a is not `6.0`, \\` it is.\n",
            ]))
        return merged()
    }

    /// Neighbouring literals as one, so that a hole has one behind it.
    private func merged() -> [Piece] {
        var merged: [Piece] = []
        for piece in pieces {
            if case .literal(let text) = piece, case .literal(let last)? = merged.last {
                merged[merged.count - 1] = .literal(last + text)
            } else {
                merged.append(piece)
            }
        }
        return merged
    }

    // MARK: Parts

    private mutating func frontMatter() {
        put("---\n# a comment with `=a.data => 1.0` in it\n")
        switch random(3) {
        case 0:
            put("title: \"Said \\\"so\\\": ")
            claim(quote: "\\\"")
            put(" it\"\n")
        case 1:
            put("title: 'It''s ")
            claim(quote: "\"")
            put(" and ")
            claim(quote: "\"")
            put("'\n")
        default:
            put("title: The product ")
            claim(quote: "")
            put("\n")
        }
        if random(2) == 0 {
            put("objectives:\n  - \"see ")
            claim(quote: "\\\"")
            put("\"\n  - plain\n")
        }
        put("---\n\n")
    }

    private mutating func firstSnippet() {
        let values = (0..<3).map { _ in one(of: ["2.0", "-3.0", "0.5", "10.0", "-0.25", "1.5", "1e-3", "123456.0"]) }
        put("```python\nfrom micrograd.engine import Value\n")
        put(
            "a = Value(\(values[0]))\nb = Value(\(values[1]), label=\"b|\")\nc = Value(\(values[2]))\nk = \(random(2000) - 1000)\n"
        )
        put(
            "L = \(one(of: ["a * b + c", "(a - b) * a", "(a + c).relu() * b", "(a * c).tanh() + b / 4", "c ** 2 * b"]))\n"
        )
        if random(3) > 0 { put("L.backward()\n") }
        printing()
    }

    private mutating func snippet(_ prefix: String, _ first: String) {
        put("\(first)```python\n\(prefix)k = k + \(random(5))\n")
        printing(prefix)
    }

    /// Prints at the end of a snippet, its closing fence, and an output that is most likely wrong.
    private mutating func printing(_ prefix: String = "") {
        var count = 0
        for _ in 0..<random(4) {
            let line = one(of: [
                "print(L)", "print(k, a.grad)", "print('first')", "print()", "print('  two')",
                "print(*range(4), sep='\\n')",
            ])
            put(prefix + line + "\n")
            count += 1
        }
        put(prefix + "```\n")
        if count > 0, random(4) > 0 {
            put(prefix + "```output\n")
            var lines = ""
            for _ in 0..<random(5) {
                let line = one(of: ["...", "first", "", "0", "2", "  two", "Value(data=1.0, grad=0.0)", "3 of it"])
                lines += (line.isEmpty ? String(prefix.reversed().drop { $0 == " " }.reversed()) : prefix + line) + "\n"
            }
            pieces.append(.output(lines.replacingOccurrences(of: "\n", with: ending)))
            put(prefix + "```\n")
        }
        put(prefix.contains(">") ? ">\n" : "\n")
    }

    private mutating func block() {
        switch random(10) {
        case 0:
            put("## Section ")
            claim()
            put("\n\n")
        case 1:
            put("- one ")
            claim()
            put("\n  and on ")
            claim()
            put("\n\n")
            snippet("  ", "  ")
        case 2:
            put("> quoted ")
            claim()
            put("\n> more\n>\n")
            snippet("> ", "> ")
            put("\n")
        case 3:
            put("| name | number |\n|---|---:|\n")
            for _ in 0...random(3) {
                put("| `b\\|` \(one(of: ["", "*x*"])) | ")
                claim(isCell: true)
                put(" |\n")
            }
            put("\n")
        case 4:
            cards += 1
            put("```cards\nQ: What is ")
            claim()
            put("? {#card-\(cards)}\nA: It is ")
            claim()
            put(".\n\nC: A [deletion with ")
            claim()
            put("] and no more {#cloze-\(cards)}\n```\n\n")
        case 5:
            figures += 1
            put("```\(one(of: ["forward", "backward", "graph"])) L\ncaption: \"Figure \(figures), ")
            claim(quote: "\\\"")
            put(".\"\n```\n\n")
        case 6:
            put("A note[^n\(pieces.count)].\n\n[^n\(pieces.count)]: It says ")
            claim()
            put(".\n\n")
        case 7: snippet("", "")
        default:
            put("Text with `k => 1`, `== 2` and ` =a.data => 9.9` for show, ")
            claim()
            put(", **and ")
            claim()
            put("**.\t\nA second line, ")
            claim()
            put("  \n\n")
        }
    }

    /// A computed span with a claim that may be right.
    /// - Parameter quote: how a quotation mark is written here.
    private mutating func claim(quote: String = "\"", isCell: Bool = false) {
        var expressions = [
            "a.data", "b.data", "L.data", "a.grad", "b.grad", "c.grad", "L.data * 1000", "k", "2 * k", "k / 7", "L",
            "-k",
            "L.data == 3", "k * 1e300 * 1e300", "a.data / 1e9", "1 + 1", "[k, 2]",
        ]
        if !quote.isEmpty {
            expressions += ["\(quote)t\(quote) + str(k)", "repr(\(quote)t\(quote))", "[\(quote)x\(quote)]"]
        }
        if isCell { expressions += ["b.label", "1 \\| 6", "\"\\|\" + b.label"] }
        put("`=\(one(of: expressions)) =>\(one(of: [" ", "", "   "]))")
        let number = "\(random(2) == 0 ? "-" : "")\(random(300)).\(random(1000))"
        var claims = [
            number, number, number, "6", "−4.0", "+2.5", "≈ 0.71", "1,234.5", "1.5e-8", "2", "-0", "x", "12 %", "3/4",
            "0.00",
            "1.5 × 10⁻⁸", "Value(data=1.0)",
        ]
        if isCell { claims.append("\\|") }
        pieces.append(.claim(one(of: claims)))
        put(one(of: ["`", "`", " `"]))
    }
}
