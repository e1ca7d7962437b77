import Testing

@testable import Micrograd

/// Every operation against central differences: the slope it claims is the slope it has.
struct OpTests {
    /// One row per operation and point; an operation without a row fails `everyOperationHasARow`.
    static let rows: [(op: Op, x: Double, y: Double)] = [
        (.add, 1.5, -2.25), (.sub, 1.5, -2.25), (.mul, 1.5, -2.25), (.mul, 0, 3), (.div, 1.5, -2.25), (.div, -7, 0.5),
        (.neg, 0.75, 0), (.pow, 1.25, 3), (.pow, 2, -1), (.pow, 4, 0.5), (.pow, -3, 2), (.exp, -1.5, 0), (.exp, 2, 0),
        (.log, 0.3, 0), (.log, 12, 0), (.tanh, 0.8813735870195432, 0), (.tanh, -2, 0), (.tanh, 0, 0), (.relu, 2, 0),
        (.relu, -2, 0), (.sigmoid, 0.4, 0), (.sigmoid, -3, 0),
    ]

    @Test(arguments: rows.indices) func localDerivativeIsTheSlope(_ index: Int) {
        let (op, x, y) = Self.rows[index]
        let h = 1e-6
        let local = op.derivatives(x, y, op.value(x, y))
        let slopeX = (op.value(x + h, y) - op.value(x - h, y)) / (2 * h)
        #expect(abs(local.x - slopeX) <= 1e-7 * max(1, abs(slopeX)), "\(op) at \(x), \(y), by its first input")
        guard op.inputCount == 2 else { return }
        let slopeY = (op.value(x, y + h) - op.value(x, y - h)) / (2 * h)
        #expect(abs(local.y - slopeY) <= 1e-7 * max(1, abs(slopeY)), "\(op) at \(x), \(y), by its second input")
    }

    @Test(arguments: rows.indices) func contributionsAreLocalTimesUpstream(_ index: Int) {
        let (op, x, y) = Self.rows[index]
        let out = op.value(x, y)
        let local = op.derivatives(x, y, out)
        let sent = op.contributions(x, y, out, -1.75)
        #expect(abs(sent.x - local.x * -1.75) <= 1e-15 * max(1, abs(sent.x)))
        #expect(abs(sent.y - local.y * -1.75) <= 1e-15 * max(1, abs(sent.y)))
    }

    @Test func everyOperationHasARow() {
        #expect(Set(Self.rows.map(\.op)) == Set(Op.allCases).subtracting([.leaf]))
    }

    /// The convention at the kink, as micrograd has it.
    @Test func reluIsFlatAtItsKink() {
        #expect(Relu.derivative(0, Relu.value(0)) == 0)
    }

    @Test func formulasAreReadable() {
        #expect(Op.mul.formulas("a", "b", "e") == ["b", "a"])
        #expect(Op.div.formulas("a", "b", "q") == ["1 / b", "-a / b**2"])
        #expect(Op.pow.formulas("x", "", "y", exponent: ("3", "2")) == ["3 * x**2"])
        #expect(Op.tanh.formulas("n", "", "o") == ["1 - o**2"])
        #expect(Op.leaf.formulas("", "", "") == [])
    }
}
