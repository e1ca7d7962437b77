import Markup

/// Two numbers, what is done with them and what comes of it, as figures write it: `−2.0 × −3.0 = 6.0`. Rounded numbers
/// are said to be equal only where they are so as they are written.
struct FigureEquation {
    let left: FigureNumber
    let sign: String
    let right: FigureNumber
    let result: FigureNumber
    private let isTrue: Bool

    private init(
        _ left: Double, _ sign: String, _ right: Double, _ result: Double, _ operation: (Double, Double) -> Double
    ) {
        self.left = FigureNumber(left)
        self.sign = sign
        self.right = FigureNumber(right)
        self.result = FigureNumber(result)
        let isExact = !self.left.isRounded && !self.right.isRounded && !self.result.isRounded
        isTrue = isExact || operation(self.left.written, self.right.written) == self.result.written
    }

    /// Upstream gradient times local derivative.
    static func product(_ upstream: Double, _ sent: PassSteps.Sent) -> FigureEquation {
        FigureEquation(upstream, "×", sent.local, sent.amount, *)
    }

    /// The gradient so far and what is added to it.
    static func sum(_ sent: PassSteps.Sent) -> FigureEquation {
        FigureEquation(sent.before, "+", sent.amount, sent.sum, +)
    }

    private var equals: String { isTrue ? "=" : "≈" }

    /// With every number in full beside it.
    var html: HTML { "\(left.html) \(sign) \(right.html) \(equals) \(result.html)" }

    /// What is read, where the numbers in full stand beside it.
    var shown: String { "\(left.shown) \(sign) \(right.shown) \(equals) \(result.shown)" }
}
