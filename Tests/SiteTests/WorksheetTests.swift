import Foundation
import Micrograd
import Source
import Testing

@testable import Site

/// Worksheets: which numbers qualify, counted by plain arithmetic too; that every key is the engine's and the audit's; that
/// a seed gives the same sheets for ever; and what stands on the page.
struct WorksheetTests {
    /// `L = (a*b + c) * f`, as the lesson has it.
    private static let expression: WorksheetExpression = {
        let tape = Tape()
        func named(_ node: Tape.Node, _ name: String) -> Tape.Node {
            tape.suggestName(node, name)
            return node
        }
        let (a, b) = (named(tape.leaf(2), "a"), named(tape.leaf(-3), "b"))
        let e = named(tape.mul(a, b), "e")
        let d = named(tape.add(e, named(tape.leaf(10), "c")), "d")
        return WorksheetExpression(tape.recorded(from: named(tape.mul(d, named(tape.leaf(-2), "f")), "L")))
    }()

    /// `M = (u + v) * (v * w)`, in which v goes into two operations.
    private static let shared: WorksheetExpression = {
        let tape = Tape()
        func named(_ node: Tape.Node, _ name: String) -> Tape.Node {
            tape.suggestName(node, name)
            return node
        }
        let (u, v, w) = (named(tape.leaf(1), "u"), named(tape.leaf(-3), "v"), named(tape.leaf(4), "w"))
        let (s, p) = (named(tape.add(u, v), "s"), named(tape.mul(v, w), "p"))
        return WorksheetExpression(tape.recorded(from: named(tape.mul(s, p), "M")))
    }()

    /// All ways to number the unknowns.
    private static func ways(_ count: Int) -> [[Double]] {
        (0..<count).reduce([[]]) { ways, _ in
            ways.flatMap { way in WorksheetNumbers.choices.map { way + [$0] } }
        }
    }

    private static func areDifferent(_ numbers: Double...) -> Bool { Set(numbers).count == numbers.count }

    /// Of 8,488 ways to number the lesson's expression 2,288 tell the mistakes apart; in 2,024 of them none is right by
    /// accident. The same by plain arithmetic, cell by cell.
    @Test func theLessonsExpressionHas2288() {
        var (workable, discriminating, used) = (0, 0, 0)
        for way in Self.ways(4) {
            let pass = HandPass(Self.expression.pass(way).graph)
            let (a, b, c, f) = (way[0], way[1], way[2], way[3])
            let d = a * b + c
            #expect(WorksheetNumbers.isWorkable(pass) == (d != 0 && abs(d * f) <= 60))
            guard WorksheetNumbers.isWorkable(pass) else { continue }
            workable += 1
            // right, swapped, no upstream, sign, no local
            let tells =
                Self.areDifferent(b * f, a * f, b, -b * f, f) && Self.areDifferent(a * f, b * f, a, -a * f, f)
                && Self.areDifferent(f, 1, -f) && Self.areDifferent(d, -d, 1)
            #expect(WorksheetNumbers.isDiscriminating(pass) == tells, "\(way)")
            guard tells else { continue }
            discriminating += 1
            // Values: of d and f, which the root multiplies, also what swapping gives.
            let isHidden = d == f || a * b == f || c == f || a == b * f || b == a * f
            #expect(WorksheetNumbers.hidesMistake(pass) == isHidden, "\(way)")
            if !isHidden { used += 1 }
        }
        #expect(workable == 8488)
        #expect(discriminating == 2288)
        #expect(used == 2024)
        let all = WorksheetSearch(expression: Self.expression).variants(5000, seed: 1)
        #expect(all.count == 2024)
        #expect(Set(all.map(\.numbers)).count == 2024)
    }

    /// Every number of every key: against the engine on a tape of its own, dual numbers and differences, and, for the
    /// lesson's expression, arithmetic.
    @Test(arguments: [1, 7, UInt64.max]) func everyKeyIsTheEngines(_ seed: UInt64) {
        for expression in [Self.expression, Self.shared] {
            let variants = WorksheetSearch(expression: expression).variants(30, seed: seed)
            #expect(variants.count == 30)
            #expect(Set(variants.map(\.numbers)).count == 30)
            for variant in variants {
                let audit = Audit(variant.trace)
                #expect(audit.findings.isEmpty && audit.notes.isEmpty)
                #expect(audit.comparisons.duals == expression.unknowns.count)
                #expect(audit.comparisons.differences == expression.unknowns.count)
                let again = expression.pass(variant.numbers)
                for line in variant.pass.lines {
                    #expect(line.gradient == again.graph.nodes[line.place].grad)
                }
                #expect(variant.pass.graph.nodes.map(\.data) == again.graph.nodes.map(\.data))
                #expect(!variant.numbers.contains(0) && variant.numbers != expression.lessonNumbers)
                for line in variant.pass.lines {
                    let upstreams = line.uses.map { variant.pass.gradient(at: $0.user) }
                    for slip in variant.pass.slips(in: line) where !upstreams.allSatisfy({ $0 == 1 }) {
                        #expect(slip.number(upstreams: upstreams) != line.gradient)
                    }
                }
            }
        }
        for variant in WorksheetSearch(expression: Self.expression).variants(30, seed: seed) {
            let (a, b, c, f) = (variant.numbers[0], variant.numbers[1], variant.numbers[2], variant.numbers[3])
            let tape = Tape()
            let leaves = [a, b, c, f].map { tape.value($0) }
            let loss = (leaves[0] * leaves[1] + leaves[2]) * leaves[3]
            loss.backward()
            #expect(leaves.map(\.grad) == [b * f, a * f, f, a * b + c])
            let byName = Dictionary(
                uniqueKeysWithValues: variant.pass.lines.map { (variant.pass.graph.nodes[$0.place].name, $0.gradient) })
            #expect(byName == ["a": b * f, "b": a * f, "c": f, "e": f, "d": f, "f": a * b + c])
        }
    }

    /// Where one number goes into two operations, what is overwritten and not added is seen.
    @Test func whatIsOverwrittenIsSeen() {
        for variant in WorksheetSearch(expression: Self.shared).variants(30, seed: 3) {
            let (u, v, w) = (variant.numbers[0], variant.numbers[1], variant.numbers[2])
            let right = v * w + w * (u + v)
            #expect(Self.areDifferent(right, v * w, w * (u + v)))
            #expect(variant.pass.lines.first { $0.uses.count == 2 }?.gradient == right)
        }
    }

    /// `S = (u * u + v) * w` and `D = (u + u) * w`: u goes twice into one operation, and what is left out is the same either
    /// way.
    @Test func whatGoesTwiceIntoOneOperationIsAsked() {
        let tape = Tape()
        func named(_ node: Tape.Node, _ name: String) -> Tape.Node {
            tape.suggestName(node, name)
            return node
        }
        let (u, v, w) = (named(tape.leaf(2), "u"), named(tape.leaf(-3), "v"), named(tape.leaf(4), "w"))
        let t = named(tape.add(named(tape.mul(u, u), "s"), v), "t")
        let squared = WorksheetExpression(tape.recorded(from: named(tape.mul(t, w), "S")))
        let doubled = WorksheetExpression(tape.recorded(from: named(tape.mul(named(tape.add(u, u), "d"), w), "D")))
        let squares = WorksheetSearch(expression: squared).variants(30, seed: 7)
        #expect(squares.count == 30)
        for variant in squares {
            let (u, v, w) = (variant.numbers[0], variant.numbers[1], variant.numbers[2])
            let line = variant.pass.lines.first { $0.uses.count == 2 }
            #expect(line?.gradient == 2 * u * w)
            // right, overwritten, no upstream, sign, no local
            #expect(Self.areDifferent(2 * u * w, u * w, 2 * u, -2 * u * w, 2 * w))
            #expect(u * u + v != 0)
        }
        let doubles = WorksheetSearch(expression: doubled).variants(10, seed: 7)
        #expect(doubles.count == 10)
        for variant in doubles {
            let w = variant.numbers[1]
            #expect(variant.pass.lines.first { $0.uses.count == 2 }?.gradient == 2 * w)
            #expect(Self.areDifferent(2 * w, w, 2, -2 * w))
        }
    }

    @Test func aSeedGivesTheSameForEver() {
        let search = WorksheetSearch(expression: Self.expression)
        let first = search.variants(3, seed: 7)
        #expect(search.variants(30, seed: 7).prefix(3).map(\.numbers) == first.map(\.numbers))
        #expect(search.variants(3, seed: 8).map(\.numbers) != first.map(\.numbers))
        #expect(first.map(\.numbers) == [[2, -3, -1, 5], [-5, -3, 4, 3], [-3, -2, -3, -5]])
        // The first numbers of SplitMix64 from 1234567, as its authors' program prints them.
        var random = WorksheetRandom(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
        var counts = [0, 0, 0]
        for _ in 0..<3000 { counts[random.below(3)] += 1 }
        #expect(counts.allSatisfy { (900...1100).contains($0) })
    }

    /// Six unknowns have a million ways: they are drawn, and each once.
    @Test func manyUnknownsAreDrawn() {
        let tape = Tape()
        let leaves = "abcdef".map { name -> Tape.Node in
            let leaf = tape.leaf(1)
            tape.suggestName(leaf, String(name))
            return leaf
        }
        let sum = tape.add(tape.mul(leaves[0], leaves[1]), tape.mul(leaves[2], leaves[3]))
        let root = tape.mul(tape.add(sum, leaves[4]), leaves[5])
        let search = WorksheetSearch(expression: WorksheetExpression(tape.recorded(from: root)))
        #expect(!search.isExhaustive && search.wayCount == 100_000)
        let variants = search.variants(40, seed: 1)
        #expect(variants.count == 40)
        #expect(Set(variants.map(\.numbers)).count == 40)
    }

    @Test func aCodeIsReadAsItStands() throws {
        let code = WorksheetCode(seed: 7, number: 12, expression: Self.expression, numbers: [1, 2, 3, 4])
        #expect(WorksheetCode(code.text) == code)
        #expect(WorksheetCode(code.text.lowercased()) == code)
        let other = WorksheetCode(seed: 7, number: 12, expression: Self.shared, numbers: [1, 2, 3, 4])
        #expect(other.mark != code.mark)
        for text in ["", "7", "7-12", "7-0-K4", "7-1000-K4", "x-1-K4", "7-12-K", "7-12-K4-1", "-7-12-K4"] {
            #expect(WorksheetCode(text) == nil, "\(text)")
        }
    }
}

/// What a worksheet of a lesson prints.
struct WorksheetPageTests {
    private static func worksheet(_ order: Worksheet.Order, sum: String = "s") throws -> Worksheet {
        let scratch = Scratch()
        scratch.put("content/site.yml", "title: Site\n")
        scratch.put("content/t/track.yml", "title: Track\n")
        scratch.put(
            "content/t/01-a/lesson.md",
            """
            ---
            title: "Chains <&>"
            ---

            ```python
            from micrograd.engine import Value
            u, v, w = Value(1.0), Value(-3.0), Value(4.0)
            \(sum) = u + v
            p = v * w
            M = \(sum) * p
            ```

            ```practice M
            ```

            """)
        let pipeline = Pipeline(content: scratch.path + "/content", templates: templates)
        return try #require(try pipeline.worksheet(of: pipeline.check(), lesson: "t/01-a", order))
    }

    private static func count(_ piece: String, in text: String) -> Int { text.components(separatedBy: piece).count - 1 }

    @Test(arguments: Paper.allCases) func aPageForEachAndAKeyForEach(_ paper: Paper) throws {
        let worksheet = try Self.worksheet(.variants(5, seed: 7))
        let html = worksheet.html(paper: paper)
        #expect(html == (try Self.worksheet(.variants(5, seed: 7)).html(paper: paper)))
        #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">\n"))
        #expect(html.contains("<title>Chains &lt;&amp;&gt;: worksheet to print on \(paper.name)</title>"))
        #expect(Self.count("<section class=\"sheet\"", in: html) == 5)
        #expect(Self.count("<article", in: html) == 5)
        #expect(Self.count("<svg", in: html) == 5)
        for word in ["<script", "<link", "src=", "url(", "http", "@import"] { #expect(!html.contains(word)) }
        let (sheets, keys) = try #require(Self.halves(html))
        for variant in worksheet.variants {
            let code = variant.code.text
            #expect(Self.count("Sheet \(code)\"", in: sheets) == 1)
            #expect(Self.count("<h2>\(code)</h2>", in: keys) == 1)
        }
        // No answer is on a sheet: of each row but the root's, the last two cells are empty, and no value but a given one.
        let rows = sheets.components(separatedBy: "<tr class=\"u").dropFirst().map {
            $0.components(separatedBy: "</tr>")[0]
        }
        #expect(rows.count == 5 * 5)
        #expect(rows.allSatisfy { $0.hasSuffix("<td></td><td></td>") })
        #expect(rows.filter { $0.contains("</th><td></td>") }.count == 5 * 2)
    }

    private static func halves(_ html: String) -> (sheets: String, keys: String)? {
        let parts = html.components(separatedBy: "<section class=\"keys\">")
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }

    /// The widths of boxes and all else of a drawing but the given numbers are the same for every pupil.
    /// A long name takes no room from the columns that are written in.
    @Test(arguments: [("s", ""), ("hidden_1", " class=\"words\""), ("sum_of_both_inputs", " class=\"long\"")])
    func aTableIsMadeForItsNames(_ name: String, _ kind: String) throws {
        let html = try Self.worksheet(.variants(2, seed: 7), sum: name).html(paper: .a4)
        #expect(Self.count("<table\(kind)>", in: html) == 4)
        #expect(Self.count("<table", in: html) == 4)
    }

    @Test func theDrawingGivesNothingAway() throws {
        let html = try Self.worksheet(.variants(6, seed: 2)).html(paper: .a4)
        let drawings = html.components(separatedBy: "<svg").dropFirst().map { piece -> String in
            let drawing = piece.components(separatedBy: "</svg>")[0]
            return drawing.components(separatedBy: "<text").map { $0.replacing(/>[^<]*</, with: "><") }.joined()
                .replacing(/g\d+-[td]/, with: "")
        }
        #expect(drawings.count == 6)
        #expect(Set(drawings).count == 1)
    }

    @Test func theSheetOfACodeIsMadeAgain() throws {
        let all = try Self.worksheet(.variants(9, seed: 7))
        let code = all.variants[8].code
        let again = try Self.worksheet(.sheet(code))
        #expect(again.variants.map(\.code) == [code])
        let page = try #require(
            again.html(paper: .a4).components(separatedBy: "<section class=\"sheet\"").dropFirst().first)
        #expect(all.html(paper: .a4).contains(page.components(separatedBy: "</section>")[0]))
    }
}
