import Testing

@testable import Micrograd

/// Every operation against central differences: the slope it claims is the slope it has.
struct OpTests {
    /// One row per operation and point; an operation without a row fails `everyOperationHasARow`.
    static let rows: [(op: Op, x: Double, y: Double)] = [
        (.add, 1.5, -2.25), (.sub, 1.5, -2.25), (.mul, 1.5, -2.25), (.mul, 0, 3), (.div, 1.5, -2.25), (.div, -7, 0.5),
        (.neg, 0.75, 0), (.pow, 1.25, 3), (.pow, 2, -1), (.pow, 4, 0.5), (.pow, -3, 2), (.exp, -1.5, 0), (.exp, 2, 0),
        (.log, 0.3, 0), (.log, 12, 0), (.tanh, 0.8813735870195432, 0), (.tanh, -2, 0), (.tanh, 0, 0), (.relu, 2, 0),
        (.relu, -2, 0), (.sigmoid, 0.4, 0), (.sigmoid, -3, 0), (.sqrt, 0.25, 0), (.sqrt, 9, 0), (.abs, 1.5, 0),
        (.abs, -0.5, 0), (.max, 1.5, -2), (.max, -2, 1.5), (.min, 1.5, -2), (.min, -2, 1.5), (.power, 1.25, 3),
        (.power, 2, -1.5), (.power, 0.3, 0), (.power, 1, 4),
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

    /// The conventions at the kinks: micrograd's for relu, halfway for abs, the first of equal ones.
    @Test func kinksHaveTheirConventions() {
        #expect(Relu.derivative(0, Relu.value(0)) == 0)
        #expect(Abs.derivative(0, 0) == 0)
        #expect(Max.derivatives(2, 2, 2) == (1, 0))
        #expect(Min.derivatives(2, 2, 2) == (1, 0))
    }

    /// At the border of the domain, and beyond it.
    @Test func valuesOutsideTheDomain() {
        #expect(Op.power.derivatives(0, 2, 0) == (0, 0))
        #expect(Op.power.derivatives(0, 0, 1) == (0, 0))
        #expect(Op.power.derivatives(-2, 3, -8).x == 12 && Op.power.derivatives(-2, 3, -8).y.isNaN)
        #expect(Op.sqrt.derivatives(0, 0, 0).x == .infinity)
        let outside: [(Op, Double, Double)] = [
            (.log, 0, 0), (.log, -1, 0), (.sqrt, -1, 0), (.div, 1, 0), (.pow, 0, -1), (.pow, -8, 0.5), (.power, 0, -1),
        ]
        for (op, x, y) in outside {
            #expect(!op.isDefined(x, y))
            #expect(!op.value(x, y).isFinite)
        }
        for (op, x, y) in Self.rows { #expect(op.isDefined(x, y)) }
    }

    @Test func formulasAreReadable() {
        #expect(Op.mul.formulas("a", "b", "e") == ["b", "a"])
        #expect(Op.div.formulas("a", "b", "q") == ["1 / b", "-a / b**2"])
        #expect(Op.pow.formulas("x", "", "y", exponent: ("3", "2")) == ["3 * x**2"])
        #expect(Op.tanh.formulas("n", "", "o") == ["1 - o**2"])
        #expect(Op.leaf.formulas("", "", "") == [])
    }
}
