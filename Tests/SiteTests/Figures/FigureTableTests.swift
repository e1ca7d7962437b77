import Markup
import Micrograd
import Testing

@testable import Site

/// What the tables say, cell by cell.
struct FigureTableTests {
    @Test func forwardPassOfTheLesson() {
        let table = TableReader(Figure.forward(SampleGraphs.lesson().recorded, id: "f"))
        #expect(table.caption == "Forward pass of L, step by step.")
        #expect(
            table.rows == [
                ["step", "name", "expression", "operation", "inputs", "value"],
                ["0", "a", "given", "given", "given", "2.0"],
                ["0", "b", "given", "given", "given", "−3.0"],
                ["0", "c", "given", "given", "given", "10.0"],
                ["0", "f", "given", "given", "given", "−2.0"],
                ["1", "e", "a * b", "multiplication *", "2.0, −3.0", "−6.0"],
                ["2", "d", "e + c", "addition +", "−6.0, 10.0", "4.0"],
                ["3", "L", "d * f", "multiplication *", "4.0, −2.0", "−8.0"],
            ])
    }

    @Test func backwardPassOfTheLesson() {
        let table = TableReader(
            Figure.backward(SampleGraphs.lesson().recordedBackward(), caption: "By <em>hand</em>", id: "b"))
        #expect(table.caption == "By hand")
        let start = "the pass begins here: ∂L/∂L = 1"
        #expect(
            table.rows == [
                [
                    "step", "node", "upstream gradient", "input", "local derivative", "as a number",
                    "contribution: upstream × local", "gradient so far",
                ],
                ["0", "L", start, start, start, start, start, "1.0"],
                ["1", "L", "1.0", "d", "∂L/∂d = f", "−2.0", "1.0 × −2.0 = −2.0", "−2.0"],
                ["1", "L", "1.0", "f", "∂L/∂f = d", "4.0", "1.0 × 4.0 = 4.0", "4.0"],
                ["2", "d", "−2.0", "e", "∂d/∂e = 1", "1.0", "−2.0 × 1.0 = −2.0", "−2.0"],
                ["2", "d", "−2.0", "c", "∂d/∂c = 1", "1.0", "−2.0 × 1.0 = −2.0", "−2.0"],
                ["3", "e", "−2.0", "a", "∂e/∂a = b", "−3.0", "−2.0 × −3.0 = 6.0", "6.0"],
                ["3", "e", "−2.0", "b", "∂e/∂b = a", "2.0", "−2.0 × 2.0 = −4.0", "−4.0"],
            ])
    }

    @Test func aValueUsedTwiceGetsTwoContributions() {
        let table = TableReader(Figure.backward(SampleGraphs.doubled().recordedBackward(), id: "b"))
        #expect(
            table.rows.dropFirst(2) == [
                ["1", "b", "1.0", "a left", "∂b/∂(left a) = 1", "1.0", "1.0 × 1.0 = 1.0", "1.0"],
                ["1", "b", "1.0", "a right", "∂b/∂(right a) = 1", "1.0", "1.0 × 1.0 = 1.0", "1.0 + 1.0 = 2.0"],
            ])
    }

    @Test func roundedNumbersAreEqualOnlyAsWritten() {
        let tape = Tape()
        let x = tape.value(1.0 / 3, label: "x")
        let w = tape.value(0.7, label: "w")
        let z = x * x * w
        let table = TableReader(Figure.backward(z.recordedBackward(), id: "b"))
        #expect(
            table.rows.dropFirst(2).map { [$0[3], $0[6], $0[7]] } == [
                ["v1", "1.0 × 0.7 = 0.7", "0.7"], ["w", "1.0 × 0.1111 = 0.1111", "0.1111"],
                ["x left", "0.7 × 0.3333 ≈ 0.2333", "0.2333"],
                ["x right", "0.7 × 0.3333 ≈ 0.2333", "0.2333 + 0.2333 ≈ 0.4667"],
            ])
    }

    @Test func backwardPassOfTheNeuron() {
        let table = TableReader(Figure.backward(SampleGraphs.neuron().recordedBackward(), id: "b"))
        #expect(
            table.rows[2] == ["1", "o", "1.0", "n", "∂o/∂n = 1 - o**2", "0.5000", "1.0 × 0.5000 = 0.5000", "0.5000"])
        #expect(
            table.rows[7] == [
                "4", "x2w2", "0.5000", "x2", "∂x2w2/∂x2 = w2", "1.0", "0.5000 × 1.0 = 0.5000", "0.5000",
            ])
    }

    @Test func gradientsFromAnEarlierPassAreStated() {
        let b = SampleGraphs.doubled()
        b.backward()
        let table = TableReader(Figure.backward(b.recordedBackward(), id: "b"))
        let left = "left from an earlier pass"
        #expect(table.rows[2] == ["0", "a", left, left, left, left, left, "2.0"])
        #expect(table.rows.map { $0[7] } == ["gradient so far", "1.0", "2.0", "2.0 + 1.0 = 3.0", "3.0 + 1.0 = 4.0"])
    }

    @Test func aLeafHasNothingToPassBack() {
        let tape = Tape()
        let x = tape.value(2, label: "x")
        #expect(TableReader(Figure.forward(x.recorded, id: "f")).rows.count == 2)
        #expect(TableReader(Figure.backward(x.recordedBackward(), id: "b")).rows.count == 2)
    }

    @Test func expressionsOfEveryOperation() {
        let tape = Tape()
        let (x, y) = (tape.value(0.5, label: "x"), tape.value(2, label: "y"))
        let results = [
            x + y, x - y, x * y, x / y, -x, x.pow(2), x.pow(-0.5), x.exp(), x.log(), x.tanh(), x.relu(), x.sigmoid(),
            x + -3.0, x / tape.value(-3),
        ]
        let written = results.map { result -> String in
            result.label = "z"
            let rows = TableReader(Figure.forward(result.recorded, id: "f")).rows
            let last = rows[rows.count - 1]
            return "\(last[2]) | \(last[3])"
        }
        #expect(
            written == [
                "x + y | addition +", "x - y | subtraction -", "x * y | multiplication *", "x / y | division /",
                "-x | negation -", "x**2 | power **2", "x**-0.5 | power **-0.5", "x.exp() | exponential exp",
                "x.log() | logarithm log", "x.tanh() | hyperbolic tangent tanh", "x.relu() | rectifier relu",
                "x.sigmoid() | logistic function sigmoid", "x + (-3.0) | addition +", "x / (-3.0) | division /",
            ])
        let derivatives = results.flatMap { result -> [String] in
            result.zeroGrad()
            return TableReader(Figure.backward(result.recordedBackward(), id: "b")).rows.dropFirst(2).map { $0[4] }
        }
        #expect(
            derivatives == [
                "∂z/∂x = 1", "∂z/∂y = 1", "∂z/∂x = 1", "∂z/∂y = -1", "∂z/∂x = y", "∂z/∂y = x", "∂z/∂x = 1 / y",
                "∂z/∂y = -x / y**2", "∂z/∂x = -1", "∂z/∂x = 2 * x**1", "∂z/∂x = -0.5 * x**-1.5", "∂z/∂x = z",
                "∂z/∂x = 1 / x", "∂z/∂x = 1 - z**2", "∂z/∂x = 1 if z > 0 else 0", "∂z/∂x = z * (1 - z)",
                "∂z/∂x = 1", "∂z/∂(-3.0) = 1", "∂z/∂x = 1 / (-3.0)", "∂z/∂(-3.0) = -x / (-3.0)**2",
            ])
    }

    @Test func everyRowFillsEveryColumn() {
        for seed in 1...30 as ClosedRange<UInt64> {
            let graph = SampleGraphs.random(size: 10 + Int(seed), reach: 5, seed: seed)
            #expect(TableReader(Figure.forward(graph, id: "f")).isComplete)
        }
        for (name, make) in SampleGraphs.all {
            let table = TableReader(Figure.backward(make().recordedBackward(), id: "b"))
            #expect(table.isComplete && table.rows[0].count == 8, "\(name)")
        }
    }
}
