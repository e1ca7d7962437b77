import Micrograd
import Testing

@testable import Site

struct NodeNamesTests {
    private func names(_ value: Value) -> [String] {
        let graph = value.recorded
        let names = NodeNames(graph)
        return graph.nodes.indices.map { names[$0] }
    }

    @Test func givenNamesAreKept() {
        #expect(names(SampleGraphs.lesson()) == ["a", "b", "c", "f", "e", "d", "L"])
    }

    @Test func namelessResultsAreNumberedAndLeavesShowTheirNumber() {
        let tape = Tape()
        let x = tape.value(2, label: "x")
        #expect(names((x * -3) + (x + 1).tanh()) == ["x", "−3.0", "v1", "1.0", "v2", "v3", "v4"])
    }

    @Test func namesInUseAreSkipped() {
        let tape = Tape()
        let v1 = tape.value(2, label: "v1")
        let v3 = tape.value(2, label: "v3")
        #expect(names((v1 + v3) * v1) == ["v1", "v3", "v2", "v4"])
    }

    @Test func numbersOfOneNameAreCounted() {
        #expect(names(SampleGraphs.loop(2)) == ["x#1", "w", "v1", "1.0", "x#2", "v2", "1.0", "x#3"])
        let tape = Tape()
        let x = [tape.value(1, label: "x"), tape.value(2, label: "x"), tape.value(3, label: "x#1")]
        let sum = x[0] + x[1] + x[2]
        sum.label = "s"
        #expect(names(sum) == ["x#2", "x#3", "x#1", "v1", "s"])
    }

    @Test func operandsAreSingleWordsOrBracketed() {
        let tape = Tape()
        let values = [
            tape.value(1, label: "x_1"), tape.value(1, label: "x*w"), tape.value(-2), tape.value(2),
            tape.value(1, label: "β"),
        ]
        let operands = values.map { NodeNames($0.recorded).operand(0) }
        #expect(operands == ["x_1", "(x*w)", "(-2.0)", "2.0", "β"])
    }
}
