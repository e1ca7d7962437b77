import Foundation
import FoundationXML
import Markup
import Micrograd
import Testing

@testable import Site

/// What the steps say, complete as they stand in the page.
struct StepListTests {
    /// Each paragraph as a reader without script sees it; steps begin with their number.
    private func paragraphs(_ trace: BackwardTrace) throws -> [String] {
        let html = StepList(trace, names: NodeNames(trace.graph)).html.text.replacing("<br>", with: " | ")
            .replacing(/<(div|p)[^>]* hidden="">.*?<\/\1>\n/.dotMatchesNewlines(), with: "")
        var step = 0
        return html.components(separatedBy: "</p>").dropLast().map { piece in
            if piece.contains("<li") { step += 1 }
            let mark = piece.contains("<li") ? "\(step). " : ""
            return mark
                + piece.replacing(/<[^>]*>/, with: "").replacing("&gt;", with: ">")
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    @Test func passOfTheLesson() throws {
        #expect(
            try paragraphs(SampleGraphs.lesson().recordedBackward()) == [
                "The pass begins at L: ∂L/∂L = 1.",
                "1. L = d * f hands its gradient 1.0 back to its inputs.",
                "d was 0.0, adds −2.0, now −2.0.",
                "f was 0.0, adds 4.0, now 4.0.",
                """
                A product counts each factor as often as the other says. | \
                ∂L/∂d = f = −2.0, and upstream × local: 1.0 × −2.0 = −2.0. | \
                ∂L/∂f = d = 4.0, and upstream × local: 1.0 × 4.0 = 4.0.
                """,
                "2. d = e + c hands its gradient −2.0 back to its inputs.",
                "e was 0.0, adds −2.0, now −2.0.",
                "c was 0.0, adds −2.0, now −2.0.",
                """
                A sum moves exactly as each of its terms does. | \
                ∂d/∂e = 1, and upstream × local: −2.0 × 1.0 = −2.0. | \
                ∂d/∂c = 1, and upstream × local: −2.0 × 1.0 = −2.0.
                """,
                "3. e = a * b hands its gradient −2.0 back to its inputs.",
                "a was 0.0, adds 6.0, now 6.0.",
                "b was 0.0, adds −4.0, now −4.0.",
                """
                A product counts each factor as often as the other says. | \
                ∂e/∂a = b = −3.0, and upstream × local: −2.0 × −3.0 = 6.0. | \
                ∂e/∂b = a = 2.0, and upstream × local: −2.0 × 2.0 = −4.0.
                """,
            ])
    }

    @Test func aValueUsedTwiceIsAddedToTwice() throws {
        let paragraphs = try paragraphs(SampleGraphs.doubled().recordedBackward())
        #expect(
            Array(paragraphs[2...3]) == [
                "a (left) was 0.0, adds 1.0, now 1.0.", "a (right) was 1.0, adds 1.0, now 2.0.",
            ])
        #expect(paragraphs[4].contains("∂b/∂(right a) = 1, and"))
    }

    @Test func roundedNumbersAreNotSaidToBeEqual() throws {
        let paragraphs = try paragraphs(SampleGraphs.neuron().recordedBackward())
        #expect(paragraphs[1] == "1. o = n.tanh() hands its gradient 1.0 back to its input.")
        #expect(
            paragraphs[3] == """
                tanh lets through one minus the square of its output. | \
                ∂o/∂n = 1 - o**2 ≈ 0.5000, and upstream × local: 1.0 × 0.5000 = 0.5000.
                """)
    }

    @Test func whatAnEarlierPassLeftIsSaid() throws {
        let b = SampleGraphs.doubled()
        b.backward()
        let paragraphs = try paragraphs(b.recordedBackward())
        #expect(paragraphs[0] == "The pass begins at b: ∂b/∂b = 1. Left from an earlier pass: a 2.0.")
        #expect(paragraphs[2] == "a (left) was 2.0, adds 1.0, now 3.0.")
    }

    @Test func aGivenNumberHasNoSteps() throws {
        let trace = Tape().value(2, label: "x").recordedBackward()
        #expect(try paragraphs(trace) == ["The pass begins at x: ∂x/∂x = 1."])
        #expect(try !Figure.steps(trace, id: "s").text.contains("<ol>"))
    }

    /// What a script goes by: the places of numbers, and that steps and uses are of one order.
    @Test func placesAreThoseOfTheDrawing() throws {
        let traces =
            SampleGraphs.all.map { $0.make().recordedBackward() }
            + (1...20).map { SampleGraphs.randomPass(size: 30, reach: 5, seed: $0) }
        for trace in traces {
            let figure = try Figure.steps(trace, id: "s").text.replacing("<br>", with: "")
            let document = try XMLDocument(xmlString: figure)
            func texts(_ path: String, of node: XMLNode) throws -> [String] {
                try node.nodes(forXPath: path).compactMap(\.stringValue)
            }
            let gradients = try texts("//svg/g/g[@class='n']/g/text[@class='g']", of: document)
            var drawn: [String: String] = [:]
            var sent: [Int: [String]] = [:]
            for item in try document.nodes(forXPath: "//ol/li") {
                let place = try #require(Int(try texts("@data-n", of: item).first ?? ""))
                for fact in try item.nodes(forXPath: "p[@data-i]") {
                    let input = try #require(try texts("@data-i", of: fact).first)
                    drawn[input] = try texts("b", of: fact).first
                    sent[place, default: []].append(try texts("b", of: fact).first ?? "")
                }
            }
            for (place, gradient) in drawn {
                #expect(try gradients[#require(Int(place))] == "∂ \(gradient)")
            }
            let uses = sent.values.reduce(0) { $0 + $1.count }
            #expect(try document.nodes(forXPath: "//svg/g/g[@class='u']/g").count == uses)
            let counts = trace.graph.nodes.enumerated().filter { !$1.inputs.isEmpty }
            #expect(counts.allSatisfy { sent[$0.offset]?.count == $0.element.inputs.count })
        }
    }

    /// A pass through a network's neuron, whose sum the engine keeps as one number, is told number by number.
    @Test func fusedSumsAreToldStepByStep() {
        let tape = Tape()
        let inputs = [tape.leaf(2), tape.leaf(-1)]
        let neuron = Neuron(2, on: tape) { 0.5 }
        let trace = tape.recordedBackward(from: neuron(inputs, on: tape))
        let pass = PassSteps(trace)
        let graph = trace.graph
        #expect(pass.steps.count == graph.nodes.count { $0.op != .leaf })
        #expect(pass.steps.map(\.place) == graph.nodes.indices.reversed().filter { graph.nodes[$0].op != .leaf })
        for step in pass.steps {
            #expect(step.sent.map(\.input) == graph.nodes[step.place].inputs)
            #expect(step.upstream == graph.nodes[step.place].grad)
        }
    }

    @Test func everyOperationHasAReason() {
        let tape = Tape()
        let (x, y) = (tape.value(0.5, label: "x"), tape.value(2, label: "y"))
        let results = [
            x + y, x - y, x * y, x / y, -x, x.pow(2), x.exp(), x.log(), x.tanh(), x.relu(), x.sigmoid(),
        ]
        let reasons = results.map { result in
            let graph = result.recorded
            return NodeExpression(graph: graph, names: NodeNames(graph)).reason(graph.nodes.count - 1)
        }
        #expect(Set(reasons).count == results.count && !reasons.contains(""))
    }
}
