import Foundation
import FoundationXML
import Markup
import Micrograd
import Testing

@testable import Site

/// The figures as a page holds them.
struct FigureTests {
    private static let figures: [HTML] = SampleGraphs.all.flatMap { _, make in
        let value = make()
        let trace = value.recordedBackward()
        return [
            Figure.forward(trace.graph, id: "one"), Figure.backward(trace, id: "two"),
            // No sample graph is too large.
            (try? Figure.graph(trace.graph, foldedTable: true, id: "three")) ?? "",
            (try? Figure.graph(trace.graph, pass: trace, foldedTable: false, id: "four")) ?? "",
        ]
    }

    @Test func figuresAreWellFormed() throws {
        for figure in Self.figures {
            let document = try XMLDocument(xmlString: figure.text, options: [.documentTidyXML])
            #expect(document.rootElement()?.name == "figure")
        }
    }

    @Test func whatScrollsHasANameAndTakesTheFocus() throws {
        for figure in Self.figures {
            let document = try XMLDocument(xmlString: figure.text)
            for box in try document.nodes(forXPath: "//div[@class='scroll']") {
                let element = try #require(box as? XMLElement)
                #expect(element.attribute(forName: "tabindex")?.stringValue == "0")
                #expect(element.attribute(forName: "role")?.stringValue == "group")
                #expect(element.attribute(forName: "aria-label")?.stringValue?.isEmpty == false)
            }
            let tables = try document.nodes(forXPath: "//table")
            #expect(try document.nodes(forXPath: "//div[@class='scroll']/table[caption]").count == tables.count)
            #expect(try document.nodes(forXPath: "//th[not(@scope)]").isEmpty)
        }
    }

    @Test func aPictureIsNamedByItsTitleAndDescription() throws {
        let graph = SampleGraphs.lesson().recorded
        let document = try XMLDocument(xmlString: Figure.graph(graph, foldedTable: true, id: "g-1").text)
        let svg = try #require(try document.nodes(forXPath: "//svg").first as? XMLElement)
        #expect(svg.attribute(forName: "role")?.stringValue == "img")
        #expect(svg.attribute(forName: "aria-labelledby")?.stringValue == "g-1-t g-1-d")
        let title = try #require(try document.nodes(forXPath: "//title[@id='g-1-t']").first)
        let description = try #require(try document.nodes(forXPath: "//desc[@id='g-1-d']").first)
        #expect(title.stringValue == "Computational graph of L")
        #expect(
            description.stringValue
                == "L is made of 4 given values and 3 computed: e = a * b, d = e + c, L = d * f.")
    }

    /// Number by number: data and gradient of each card, and what stands beside each use.
    @Test func theTableHoldsEveryNumberOfThePicture() throws {
        for (name, make) in SampleGraphs.all {
            let trace = make().recordedBackward()
            let figure = try Figure.graph(trace.graph, pass: trace, foldedTable: true, id: "g")
            let document = try XMLDocument(xmlString: figure.text)
            func texts(_ path: String) throws -> [String] {
                try document.nodes(forXPath: path).compactMap(\.stringValue)
            }
            #expect(try texts("//svg//text[@class='d']") == texts("//tbody/tr/td[2]"), "\(name)")
            #expect(
                try texts("//svg//text[@class='g']").map { String($0.dropFirst(2)) } == texts("//tbody/tr/td[3]"),
                "\(name)")
            #expect(
                try texts("//svg//*[@class='n']/g/text[not(@class)]") == texts("//table//th[@scope='row']"), "\(name)")
            let drawn = try texts("//svg//*[@class='u']//text")
            let sent = try document.nodes(forXPath: "//tbody/tr/td[4]").flatMap { cell in
                (cell.stringValue ?? "").components(separatedBy: ", ").filter { !$0.isEmpty }
            }
            #expect(drawn.count == sent.count && zip(drawn, sent).allSatisfy { $1.hasSuffix($0) }, "\(name)")
            #expect(drawn.count == trace.graph.nodes.reduce(0) { $0 + $1.inputs.count })
        }
    }

    @Test func textFromAProgramIsEscaped() throws {
        let tape = Tape()
        let x = tape.value(1, label: "<b>&\"'")
        let y = x.tanh()
        y.label = "</svg><script>"
        for figure in try [
            Figure.forward(y.recorded, id: "i"), Figure.backward(y.recordedBackward(), id: "i"),
            Figure.graph(y.recorded, foldedTable: true, id: "i"),
        ] {
            let document = try XMLDocument(xmlString: figure.text)
            #expect(try document.nodes(forXPath: "//b | //script").isEmpty)
        }
    }

    @Test func aLeafIsAPictureOfOneBox() throws {
        let drawn = try DrawnGraph(Tape().value(2, label: "x").recorded)
        #expect(drawn.boxes.count == 1 && drawn.marks.isEmpty && drawn.uses.isEmpty)
        #expect(drawn.size.x < 80 && drawn.size.y < 80)
    }
}
