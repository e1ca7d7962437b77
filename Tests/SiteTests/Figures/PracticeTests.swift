import Foundation
import FoundationXML
import Markup
import Micrograd
import Source
import Testing

@testable import Site

/// A practice figure and its key: what they show, what they do not show, and what a script is given to judge answers by.
struct PracticeTests {
    static func practice(_ root: Value, _ wanted: PracticeBlanks.Wanted = .all) throws -> PracticeRun {
        let file = SourceFile(path: "lesson.md", text: "L")
        let expression = SourceSlice(file: file, span: Span(0, 1))
        let source = FigureSource(
            kind: .practice, expression: expression, caption: nil,
            blanks: PracticeBlanks(wanted: wanted, span: Span(0, 1)), fence: Span(0, 1))
        return try PracticeRun(root.recordedBackward(), source, in: file) { _ in root.node }
    }

    private static let samples = SampleGraphs.all.filter { _, make in
        let nodes = make().recorded.nodes
        return nodes.count <= PracticeRun.limit && nodes.dropLast().contains { $0.op != .leaf }
    }

    private static func exercise(_ practice: PracticeRun) -> TableReader {
        TableReader(PracticeTable(practice).exercise(caption: "C"))
    }

    /// HTML as XML: there an attribute has a value, and every element an end.
    private static func document(_ html: HTML) throws -> XMLDocument {
        try XMLDocument(
            xmlString: html.text.replacing(" hidden>", with: " hidden=\"\">").replacing("<br>", with: "<br/>"))
    }

    // MARK: The table

    @Test func theExpressionOfTheLessonWithTwoBlanks() throws {
        let practice = try Self.practice(SampleGraphs.lesson(), .count(2))
        #expect(practice.versions == [[4, 5], [2, 3, 4, 5], [0, 1, 2, 3, 4, 5]])
        #expect(
            Self.exercise(practice).rows == [
                ["name", "value", "goes into", "gradient"],
                ["L", "−8.0", "the pass begins here: ∂L/∂L = 1", "1.0"],
                ["d", "4.0", "L = d * ff × ∂L/∂L = −2.0 × 1.0", "−2.0"],
                ["f", "−2.0", "L = d * fd × ∂L/∂L = 4.0 × 1.0", "4.0"],
                ["e", "−6.0", "d = e + c1 × ∂L/∂d = 1.0 × −2.0", "−2.0"],
                ["c", "10.0", "d = e + c1 × ∂L/∂d = 1.0 × −2.0", "−2.0"],
                ["a", "2.0", "e = a * bb × ∂L/∂e = −3.0 × −2.0", ""],
                ["b", "−3.0", "e = a * ba × ∂L/∂e = 2.0 × −2.0", ""],
            ])
        #expect(TableReader(PracticeTable(practice).key(caption: "C")).rows.map { $0[3] }.suffix(2) == ["6.0", "−4.0"])
    }

    @Test func theVersionsGrowToAll() throws {
        func sizes(_ wanted: PracticeBlanks.Wanted) throws -> [Int] {
            try Self.practice(SampleGraphs.lesson(), wanted).versions.map(\.count)
        }
        #expect(try sizes(.all) == [6])
        #expect(try sizes(.count(1)) == [1, 2, 6])
        #expect(try sizes(.count(3)) == [3, 6])
        #expect(try sizes(.count(6)) == [6])
    }

    @Test func whatHasNoNameIsNotAskedFor() throws {
        // 1 and 2 in `e = (n * 2).exp()` and `(e - 1) / (e + 1)`.
        let practice = try Self.practice(SampleGraphs.longNeuron())
        let names = Self.exercise(practice).rows.dropFirst().map { $0[0] }
        #expect(names == ["o", "v5", "v6", "e", "v4", "n", "v3", "b", "v1", "v2", "x2", "w2", "x1", "w1"])
        for version in practice.versions { #expect(Set(version).isSubset(of: practice.lines.indices)) }
    }

    @Test func aBlankRowShowsNoProductAndNoNumber() throws {
        for (name, make) in Self.samples {
            let practice = try Self.practice(make())
            let document = try Self.document(PracticeTable(practice).exercise(caption: "C"))
            let works = try document.nodes(forXPath: "//p[@class='work']")
            #expect(works.count == practice.lines.count)
            #expect(try document.nodes(forXPath: "//p[@class='work' and @hidden]").count == works.count, "\(name)")
            #expect(try document.nodes(forXPath: "//td[@class='blank' and not(node())]").count == works.count)
        }
    }

    // MARK: The figure

    @Test func figureAndKeyAreWellFormedAndTheirIdsAreTheirOwn() throws {
        for (name, make) in Self.samples {
            for wanted in [PracticeBlanks.Wanted.all, .count(1)] {
                let practice = try Self.practice(make(), wanted)
                let figure = Figure.practice(practice, id: "figure-1", key: "key.html#a")
                let key = PracticeKey(practice, page: .lesson, figure: "figure-1")
                let document = try Self.document("<div>\(figure + key.html)</div>")
                let ids = try document.nodes(forXPath: "//@id").compactMap(\.stringValue)
                #expect(Set(ids).count == ids.count, "\(name)")
                #expect(try document.nodes(forXPath: "//th[not(@scope)]").isEmpty)
                #expect(
                    try document.nodes(forXPath: "//div[@class='hints']/details").count == practice.lines.count)
            }
        }
    }

    @Test func hintsComeNearerStepByStep() throws {
        let practice = try Self.practice(SampleGraphs.practice())
        let text = HandPassText(practice.pass)
        let v = try #require(practice.lines.last)
        #expect(
            text.hints(of: v).map(\.text) == [
                "<code>v</code> goes into <code>p = v * w</code>, a multiplication, and into <code>s = u + v</code>, an "
                    + "addition. Each use sends a contribution back, local derivative × upstream gradient. What becomes "
                    + "of them?",
                "<code>∂M/∂v = w × ∂M/∂p + 1 × ∂M/∂s</code>", "= 4.0 × −2.0 + 1.0 × −12.0",
            ])
        let doubled = HandPassText(try Self.practice(SampleGraphs.diamond()).pass)
        let x = try #require(doubled.pass.lines.last)
        #expect(doubled.hints(of: x)[1] == "<code>∂y/∂x = x × ∂y/∂r + x × ∂y/∂r + (1 - l**2) × ∂y/∂l</code>")
    }

    // MARK: What a script is given

    private struct Data: Decodable {
        struct Cell: Decodable {
            struct Use: Decodable {
                let cell: Int
                let local: Double
                init(from decoder: any Decoder) throws {
                    var list = try decoder.unkeyedContainer()
                    (cell, local) = (try list.decode(Int.self), try list.decode(Double.self))
                }
            }
            struct Slip: Decodable {
                let number: Double
                let words: Int
                let names: [String]
                let factors: [Double]?
                let constant: Double?
                init(from decoder: any Decoder) throws {
                    var list = try decoder.unkeyedContainer()
                    (number, words) = (try list.decode(Double.self), try list.decode(Int.self))
                    names = try list.decode([String].self)
                    factors = list.isAtEnd ? nil : try list.decode([Double].self)
                    constant = list.isAtEnd ? nil : try list.decode(Double.self)
                }
            }
            let name: String
            let gradient: Double
            let uses: [Use]
            let slips: [Slip]
        }
        let of: String
        let close: [Double]
        let versions: [[Int]]
        let words: [String]
        let cells: [Cell]
    }

    private static func data(_ practice: PracticeRun) throws -> Data {
        try JSONDecoder().decode(
            Data.self, from: Foundation.Data(PracticeTable(practice).data.script.text.utf8))
    }

    /// A script that works with this data comes to the engine's gradients, and to the numbers of the slips.
    @Test func theDataIsThePass() throws {
        for (name, make) in Self.samples {
            let practice = try Self.practice(make(), .count(1))
            let data = try Self.data(practice)
            let text = HandPassText(practice.pass)
            #expect(data.versions == practice.versions)
            #expect(data.cells.map(\.gradient) == practice.lines.map(\.gradient), "\(name)")
            for cell in data.cells {
                let upstreams = cell.uses.map { $0.cell < 0 ? 1 : data.cells[$0.cell].gradient }
                func total(_ factors: [Double], _ constant: Double = 0) -> Double {
                    zip(factors, upstreams).reduce(constant) { $0 + $1.0 * $1.1 }
                }
                #expect(text.isSame(total(cell.uses.map(\.local)), cell.gradient), "\(name) \(cell.name)")
                for slip in cell.slips {
                    #expect(!text.isSame(slip.number, cell.gradient), "\(name) \(cell.name)")
                    if let factors = slip.factors {
                        #expect(factors.count == upstreams.count)
                        #expect(text.isSame(total(factors, slip.constant ?? 0), slip.number), "\(name) \(cell.name)")
                    }
                    #expect(data.words[slip.words].split(separator: "{").count - 1 == slip.names.count)
                }
            }
        }
    }

    @Test func twoMistakesWithOneNumberAreBothNamed() throws {
        let practice = try Self.practice(SampleGraphs.lesson())
        let text = HandPassText(practice.pass)
        let d = practice.lines[0]
        #expect(text.mistakes(in: d).map(\.number) == [4, 2])
        #expect(
            text.mistakes(in: d)[0].slips.map { text.words($0, in: d).text } == [
                "That takes `d` itself as the factor; the local derivative in `L = d * f` is the other one, `f`.",
                "That is the value of `d` from the forward pass, and not its gradient.",
            ])
        let key = TableReader(PracticeTable(practice).slips(caption: "C"))
        #expect(
            key.rows[1] == [
                "d", "4.0",
                "That takes d itself as the factor; the local derivative in L = d * f is the other one, f. Or: That is the "
                    + "value of d from the forward pass, and not its gradient.",
            ])
    }

    @Test func everySlipHasItsWords() throws {
        let practice = try Self.practice(SampleGraphs.practice())
        let text = HandPassText(practice.pass)
        let v = try #require(practice.lines.last)
        #expect(
            text.mistakes(in: v).map { group in
                "\(group.number): " + group.slips.map { text.words($0, in: v).text }.joined(separator: " Or: ")
            } == [
                "-6.0: That takes `v` itself as the factor; the local derivative in `p = v * w` is the other one, `w`.",
                "5.0: Those are the local derivatives alone; each is still to be multiplied by its upstream gradient.",
                "-8.0: What comes by way of `p = v * w` is not multiplied by its upstream gradient `∂M/∂p`. Or: That is "
                    + "only what comes by way of `p = v * w`; what comes by way of `s = u + v` is to be added.",
                "-7.0: What comes by way of `s = u + v` is not multiplied by its upstream gradient `∂M/∂s`.",
                "-12.0: That is only what comes by way of `s = u + v`; what comes by way of `p = v * w` is to be added.",
                "20.0: The size is right and the sign is not: count the minus signs.",
                "-4.0: The sign of what comes by way of `p = v * w` is turned.",
                "4.0: The sign of what comes by way of `s = u + v` is turned.",
                "-3.0: That is the value of `v` from the forward pass, and not its gradient.",
            ])
    }

    /// Where numbers are shown rounded, three digits of an answer are enough, and what is no mistake by them is none.
    @Test func roundedNumbersAreAnsweredRounded() throws {
        #expect(!HandPassText(try Self.practice(SampleGraphs.lesson()).pass).isRounded)
        let text = HandPassText(try Self.practice(SampleGraphs.neuron()).pass)
        #expect(text.isRounded)
        #expect(text.isSame(0.393, 0.39322386648296376))
        #expect(!text.isSame(0.4, 0.39322386648296376))
        #expect(text.isSame(0, 1e-17) && !text.isSame(0, 1e-9))
        let exact = HandPassText(try Self.practice(SampleGraphs.lesson()).pass)
        #expect(exact.isSame(8 / -2, -4) && !exact.isSame(-4.001, -4))
    }

    @Test func aNameIsNoMarkup() throws {
        let tape = Tape()
        let x = tape.value(2, label: "</script><b>`&")
        let y = (x * tape.value(3, label: "w")).tanh()
        y.label = "\"y\" {0}"
        let practice = try Self.practice(y)
        let figure = Figure.practice(practice, id: "i", key: "k").text
        #expect(!figure.contains("<b>") && figure.components(separatedBy: "</script>").count == 2)
        let data = try Self.data(practice)
        #expect(data.cells.map(\.name) == ["v1", "(&lt;/script&gt;&lt;b&gt;′&amp;)", "w"])
        #expect(!Figure.key(practice, id: "i").text.contains("<b>"))
    }
}
