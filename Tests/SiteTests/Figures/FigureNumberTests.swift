import Testing

@testable import Site

struct FigureNumberTests {
    @Test(arguments: [
        (6.0, "6.0"), (-3.0, "−3.0"), (0.5, "0.5"), (0.1234, "0.1234"), (-0.0, "−0.0"), (0, "0.0"),
        (12345.6789, "12345.6789"), (1e-07, "1e−07"), (1e16, "1e+16"), (1e22, "1e+22"), (.infinity, "inf"),
        (-.infinity, "−inf"), (.nan, "nan"),
    ])
    func shortNumbersAreShownAsPythonPrintsThem(value: Double, shown: String) {
        #expect(FigureNumber(value).shown == shown)
        #expect(!FigureNumber(value).isRounded)
    }

    @Test(arguments: [
        (0.7071067811865477, "0.7071"), (6.881373587019543, "6.8814"), (-1.4999999999999993, "−1.5000"),
        (0.4999999999999999, "0.5000"), (0.05123456, "0.0512"), (0.001234567, "0.001235"), (0.00012345678, "0.0001235"),
        (0.000012345678, "1.235e−05"), (-1.0 / 3e7, "−3.333e−08"), (123456.78912345, "123456.7891"),
        (1_234_567_890.125, "1.235e+09"), (2.0 / 3 * 1e20, "6.667e+19"),
    ])
    func longNumbersAreRounded(value: Double, shown: String) {
        #expect(FigureNumber(value).shown == shown)
        #expect(FigureNumber(value).isRounded)
        #expect(Double(FigureNumber(value).exact) == value)
    }

    @Test func theExactNumberIsKept() {
        #expect(
            FigureNumber(-0.7071067811865477).html.text
                == "<data value=\"-0.7071067811865477\" title=\"-0.7071067811865477\">−0.7071</data>")
        #expect(FigureNumber(-2).html.text == "−2.0")
    }
}
