import Testing

@testable import MiniPython

/// Floats as CPython writes them; the expectations were printed by CPython 3.11.
@Suite struct PyFloatTests {
    static let shortest: [(Double, String)] = [
        (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (0.1, "0.1"), (1e15, "1000000000000000.0"),
        (1e16, "1e+16"), (123456789012345680.0, "1.2345678901234568e+17"), (1e-4, "0.0001"), (1e-5, "1e-05"),
        (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (0.1 + 0.2, "0.30000000000000004"),
        (6.8813735870195432, "6.881373587019543"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
        (100.0, "100.0"), (1e22, "1e+22"), (-2.5, "-2.5"),
    ]

    @Test(arguments: shortest.indices) func repr(_ index: Int) {
        let (value, text) = Self.shortest[index]
        #expect(PyFloat.repr(value) == text)
    }

    static let rounded: [(Double, Int, String)] = [
        (2.675, 2, "2.67"), (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
        (-0.0001, 2, "-0.00"), (1e22, 2, "10000000000000000000000.00"), (0.7071067811865476, 4, "0.7071"),
        (999.9999, 2, "1000.00"), (0.05, 1, "0.1"), (0.1, 20, "0.10000000000000000555"), (.nan, 2, "nan"),
        (-.infinity, 1, "-inf"), (9.995, 2, "9.99"), (0.0, 3, "0.000"), (0.0004, 3, "0.000"), (0.0006, 3, "0.001"),
    ]

    @Test(arguments: rounded.indices) func fixed(_ index: Int) {
        let (value, places, text) = Self.rounded[index]
        #expect(PyFloat.fixed(value, places: places) == text)
    }

    /// Most numbers are written without their exact decimal digits; those are the judge.
    @Test func shortCutsWriteTheSame() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let sized = Double.random(in: -1...1, using: &generator) * pow10(Int.random(in: -9...20, using: &generator))
            for x in [sized, sized.rounded(), (sized * 8).rounded() / 8, sized.nextUp, -0.0] {
                #expect(PyFloat.repr(x) == String(decoding: PyFloat.short(x), as: UTF8.self))
                let exponent = Int.random(in: -20...4, using: &generator)
                #expect(
                    PyFloat.units(x, ofTenTo: exponent) == PyFloat.units(of: Decimal(exactly: x), ofTenTo: exponent))
            }
        }
    }

    private func pow10(_ exponent: Int) -> Double {
        (0..<exponent.magnitude).reduce(1) { power, _ in exponent < 0 ? power / 10 : power * 10 }
    }
}
