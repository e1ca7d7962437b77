/// The operations of the engine. Each is one small type below that holds, side by side, what it computes in the
/// forward pass and how its output answers to each input: its local derivatives. An operation knows nothing but its
/// own inputs and output; that is why a handful of them is enough for any network.
public enum Op: UInt32, Sendable, Hashable, CaseIterable {
    /// A number the program put in; it has no inputs.
    case leaf
    /// `x + y`; see `Add`.
    case add
    /// `x - y`; see `Sub`.
    case sub
    /// `x * y`; see `Mul`.
    case mul
    /// `x / y`; see `Div`.
    case div
    /// `-x`; see `Neg`.
    case neg
    /// A power with a constant exponent; see `Pow`. The exponent is no input: nothing flows back into it.
    case pow
    /// The exponential; see `Exp`.
    case exp
    /// The natural logarithm; see `Log`.
    case log
    /// The hyperbolic tangent; see `Tanh`.
    case tanh
    /// `x`, or 0 where it is negative; see `Relu`.
    case relu
    /// The logistic function; see `Sigmoid`.
    case sigmoid
    /// The square root; see `Sqrt`.
    case sqrt
    /// The absolute value; see `Abs`.
    case abs
    /// The greater of two; see `Max`.
    case max
    /// The smaller of two; see `Min`.
    case min
    /// A power whose exponent is an input too; see `Power`.
    case power
}

/// An operation on two numbers.
public protocol BinaryRule {
    /// The forward pass: what the operation makes of x and y.
    static func value(_ x: Double, _ y: Double) -> Double
    /// ∂out/∂x and ∂out/∂y at the point (x, y), where `out` is `value(x, y)`.
    static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double)
    /// What flows back into each input when `upstream` arrives at the output: the chain rule.
    static func contributions(_ x: Double, _ y: Double, _ out: Double, _ upstream: Double) -> (x: Double, y: Double)
    /// The local derivatives in Python's notation, for inputs and output of the given names.
    static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String)
}

extension BinaryRule {
    /// Local derivative times upstream gradient.
    @inlinable public static func contributions(
        _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double) {
        let local = derivatives(x, y, out)
        return (local.x * upstream, local.y * upstream)
    }
}

/// An operation on one number.
public protocol UnaryRule {
    /// The forward pass: what the operation makes of x.
    static func value(_ x: Double) -> Double
    /// ∂out/∂x at the point x, where `out` is `value(x)`.
    static func derivative(_ x: Double, _ out: Double) -> Double
    /// The local derivative in Python's notation.
    static func formula(_ x: String, _ out: String) -> String
}

// snippet.add
/// `x + y`: a nudge of either input reaches the output unchanged.
public enum Add: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { x + y }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        (1, 1)
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) { ("1", "1") }
}
// snippet.end

// snippet.sub
/// `x - y`: as addition, but a nudge of y moves the output the other way.
public enum Sub: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { x - y }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        (1, -1)
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) { ("1", "-1") }
}
// snippet.end

// snippet.mul
/// `x * y`: each input's nudge is scaled by the other input.
public enum Mul: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { x * y }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        (y, x)
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) { (y, x) }
}
// snippet.end

// snippet.div
/// `x / y`, computed as micrograd does, as x times the power y**-1, so that it gives micrograd's digits. For y = 0 it is
/// infinite or NaN; CPython raises ZeroDivisionError.
public enum Div: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { x * Libm.pow(y, -1) }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        (Libm.pow(y, -1), -x * Libm.pow(y, -2))
    }
    /// The product for y is taken in micrograd's order: first through the multiplication, then through the power.
    @inlinable public static func contributions(
        _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double) {
        (Libm.pow(y, -1) * upstream, (-1 * Libm.pow(y, -2)) * (x * upstream))
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) {
        ("1 / \(y)", "-\(x) / \(y)**2")
    }
}
// snippet.end

// snippet.neg
/// `-x`
public enum Neg: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { -x }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { -1 }
    public static func formula(_ x: String, _ out: String) -> String { "-1" }
}
// snippet.end

// snippet.pow
/// `x**n` for a constant n: the power rule. For x < 0 and a broken n it is NaN, where CPython gives a complex number; for
/// x = 0 and n < 0 infinite, where CPython raises ZeroDivisionError.
public enum Pow {
    /// The forward pass: x to the power n.
    @inlinable
    public static func value(_ x: Double, _ n: Double) -> Double { Libm.pow(x, n) }
    /// ∂out/∂x; there is none by n.
    @inlinable public static func derivative(_ x: Double, _ n: Double, _ out: Double) -> Double {
        n * Libm.pow(x, n - 1)
    }
    /// The local derivative in Python's notation, for exponents as they are to be shown.
    public static func formula(_ x: String, _ n: String, _ lessOne: String) -> String { "\(n) * \(x)**\(lessOne)" }
}
// snippet.end

// snippet.exp
/// `exp(x)`: the one function that is its own derivative.
public enum Exp: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { Libm.exp(x) }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { out }
    public static func formula(_ x: String, _ out: String) -> String { out }
}
// snippet.end

// snippet.log
/// `log(x)`, the natural logarithm. For x ≤ 0 it is -infinity or NaN; CPython raises ValueError.
public enum Log: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { Libm.log(x) }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { 1 / x }
    public static func formula(_ x: String, _ out: String) -> String { "1 / \(x)" }
}
// snippet.end

// snippet.tanh
/// `tanh(x)` squashes any number into (-1, 1); where it is flat, little flows back.
public enum Tanh: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { Libm.tanh(x) }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { 1 - out * out }
    public static func formula(_ x: String, _ out: String) -> String { "1 - \(out)**2" }
}
// snippet.end

// snippet.relu
/// `relu(x)` lets positive numbers through and stops the rest. At the kink, x = 0, the slope is taken as 0.
public enum Relu: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { x < 0 ? 0 : x }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { out > 0 ? 1 : 0 }
    public static func formula(_ x: String, _ out: String) -> String { "1 if \(out) > 0 else 0" }
}
// snippet.end

// snippet.sigmoid
/// `1 / (1 + exp(-x))` squashes any number into (0, 1). Computed from the side that cannot overflow.
public enum Sigmoid: UnaryRule {
    @inlinable public static func value(_ x: Double) -> Double {
        if x >= 0 { return 1 / (1 + Libm.exp(-x)) }
        let e = Libm.exp(x)
        return e / (1 + e)
    }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { out * (1 - out) }
    public static func formula(_ x: String, _ out: String) -> String { "\(out) * (1 - \(out))" }
}
// snippet.end

// snippet.sqrt
/// `sqrt(x)`: the nearer to 0, the steeper, and at 0 infinitely so. For x < 0 it is NaN; CPython raises ValueError.
public enum Sqrt: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { x.squareRoot() }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { 0.5 / out }
    public static func formula(_ x: String, _ out: String) -> String { "0.5 / \(out)" }
}
// snippet.end

// snippet.abs
/// `abs(x)`: the distance from 0. At the kink, x = 0, the slope is taken as 0, halfway between those beside it.
public enum Abs: UnaryRule {
    @inlinable
    public static func value(_ x: Double) -> Double { x.magnitude }
    @inlinable
    public static func derivative(_ x: Double, _ out: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
    public static func formula(_ x: String, _ out: String) -> String { "(\(x) > 0) - (\(x) < 0)" }
}
// snippet.end

// snippet.max
/// `max(x, y)`: all flows back into the greater input. Of equal ones it is the first, which is the one that Python's
/// `max` gives.
public enum Max: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { y > x ? y : x }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        y > x ? (0, 1) : (1, 0)
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) {
        ("0 if \(y) > \(x) else 1", "1 if \(y) > \(x) else 0")
    }
}
// snippet.end

// snippet.min
/// `min(x, y)`: all flows back into the smaller input; of equal ones into the first, as for `max`.
public enum Min: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { y < x ? y : x }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        y < x ? (0, 1) : (1, 0)
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) {
        ("0 if \(y) < \(x) else 1", "1 if \(y) < \(x) else 0")
    }
}
// snippet.end

// snippet.power
/// `x**y` where the exponent is a number of the graph: the power rule by x, the rule of exponential functions by y.
///
/// By y there is a slope only where x > 0, and for x = 0 with y ≥ 0 it is taken as 0; for x < 0 it is NaN. The value for
/// x < 0 is NaN unless y is whole, where CPython gives a complex number; `0**-1` is infinite, where CPython raises
/// ZeroDivisionError.
public enum Power: BinaryRule {
    @inlinable
    public static func value(_ x: Double, _ y: Double) -> Double { Libm.pow(x, y) }
    @inlinable public static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        (y == 0 ? 0 : y * Libm.pow(x, y - 1), x == 0 && y >= 0 ? 0 : out * Libm.log(x))
    }
    public static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String) {
        ("\(y) * \(x)**(\(y) - 1)", "\(out) * log(\(x))")
    }
}
// snippet.end

extension Op {
    /// How many inputs a gradient flows back into.
    public var inputCount: Int {
        switch self {
        case .leaf: 0
        case .neg, .pow, .exp, .log, .tanh, .relu, .sigmoid, .sqrt, .abs: 1
        case .add, .sub, .mul, .div, .max, .min, .power: 2
        }
    }

    /// Whether the operation has a real value here. Outside, the engine gives what arithmetic gives, an infinity or NaN,
    /// and CPython raises: ValueError for `log(0)` and `sqrt(-1)`, ZeroDivisionError for `1 / 0` and `0**-1`; a broken
    /// power of a negative number is complex there.
    public func isDefined(_ x: Double, _ y: Double) -> Bool {
        switch self {
        case .log: x > 0
        case .sqrt: x >= 0
        case .div: y != 0
        case .pow, .power: x > 0 || (x == 0 ? y >= 0 : y == y.rounded())
        case .leaf, .add, .sub, .mul, .neg, .exp, .tanh, .relu, .sigmoid, .abs, .max, .min: true
        }
    }

    /// The sign or name under which figures show the operation; a power is shown with its exponent beside it.
    public var symbol: String {
        switch self {
        case .leaf: ""
        case .add: "+"
        case .sub: "-"
        case .mul: "*"
        case .div: "/"
        case .neg: "-"
        case .pow: "**"
        case .exp: "exp"
        case .log: "log"
        case .tanh: "tanh"
        case .relu: "relu"
        case .sigmoid: "sigmoid"
        case .sqrt: "sqrt"
        case .abs: "abs"
        case .max: "max"
        case .min: "min"
        case .power: "**"
        }
    }

    /// The value of the operation. A unary operation ignores `y`; a power takes its exponent there.
    @inlinable public func value(_ x: Double, _ y: Double) -> Double {
        switch self {
        case .leaf: x
        case .add: Add.value(x, y)
        case .sub: Sub.value(x, y)
        case .mul: Mul.value(x, y)
        case .div: Div.value(x, y)
        case .neg: Neg.value(x)
        case .pow: Pow.value(x, y)
        case .exp: Exp.value(x)
        case .log: Log.value(x)
        case .tanh: Tanh.value(x)
        case .relu: Relu.value(x)
        case .sigmoid: Sigmoid.value(x)
        case .sqrt: Sqrt.value(x)
        case .abs: Abs.value(x)
        case .max: Max.value(x, y)
        case .min: Min.value(x, y)
        case .power: Power.value(x, y)
        }
    }

    /// The local derivatives; the second is 0 where there is no second input.
    @inlinable @inline(__always) public func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (
        x: Double, y: Double
    ) {
        switch self {
        case .leaf: (0, 0)
        case .add: Add.derivatives(x, y, out)
        case .sub: Sub.derivatives(x, y, out)
        case .mul: Mul.derivatives(x, y, out)
        case .div: Div.derivatives(x, y, out)
        case .neg: (Neg.derivative(x, out), 0)
        case .pow: (Pow.derivative(x, y, out), 0)
        case .exp: (Exp.derivative(x, out), 0)
        case .log: (Log.derivative(x, out), 0)
        case .tanh: (Tanh.derivative(x, out), 0)
        case .relu: (Relu.derivative(x, out), 0)
        case .sigmoid: (Sigmoid.derivative(x, out), 0)
        case .sqrt: (Sqrt.derivative(x, out), 0)
        case .abs: (Abs.derivative(x, out), 0)
        case .max: Max.derivatives(x, y, out)
        case .min: Min.derivatives(x, y, out)
        case .power: Power.derivatives(x, y, out)
        }
    }

    /// What flows back into the inputs when `upstream` arrives at the output.
    @inlinable @inline(__always) public func contributions(
        _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double) {
        if self == .div { return Div.contributions(x, y, out, upstream) }
        let local = derivatives(x, y, out)
        return (local.x * upstream, local.y * upstream)
    }

    /// The local derivatives as formulas, one per input, in Python's notation.
    /// - Parameters:
    ///   - x: the first input's name, or its number in parentheses where it needs them.
    ///   - y: the second input's.
    ///   - out: the output's.
    ///   - exponent: the constant exponent of a power and that exponent less one, as they are to be shown.
    /// - Returns: as many as `inputCount` says.
    public func formulas(
        _ x: String, _ y: String, _ out: String, exponent: (n: String, lessOne: String) = ("", "")
    ) -> [String] {
        switch self {
        case .leaf: []
        case .add: pair(Add.formulas(x, y, out))
        case .sub: pair(Sub.formulas(x, y, out))
        case .mul: pair(Mul.formulas(x, y, out))
        case .div: pair(Div.formulas(x, y, out))
        case .neg: [Neg.formula(x, out)]
        case .pow: [Pow.formula(x, exponent.n, exponent.lessOne)]
        case .exp: [Exp.formula(x, out)]
        case .log: [Log.formula(x, out)]
        case .tanh: [Tanh.formula(x, out)]
        case .relu: [Relu.formula(x, out)]
        case .sigmoid: [Sigmoid.formula(x, out)]
        case .sqrt: [Sqrt.formula(x, out)]
        case .abs: [Abs.formula(x, out)]
        case .max: pair(Max.formulas(x, y, out))
        case .min: pair(Min.formulas(x, y, out))
        case .power: pair(Power.formulas(x, y, out))
        }
    }

    private func pair(_ formulas: (x: String, y: String)) -> [String] { [formulas.x, formulas.y] }
}
