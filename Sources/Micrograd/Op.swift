/// The operations of the engine. Each is one small type below that holds, side by side, what it computes in the
/// forward pass and how its output answers to each input: its local derivatives. An operation knows nothing but its
/// own inputs and output; that is why a handful of them is enough for any network.
public enum Op: UInt32, Sendable, Hashable, CaseIterable {
    /// A number the program put in; it has no inputs.
    case leaf
    case add, sub, mul, div
    case neg
    /// A power with a constant exponent. The exponent is no input: nothing flows back into it.
    case pow
    case exp, log, tanh, relu, sigmoid
}

/// An operation on two numbers.
public protocol BinaryRule {
    static func value(_ x: Double, _ y: Double) -> Double
    /// ∂out/∂x and ∂out/∂y at the point (x, y), where `out` is `value(x, y)`.
    static func derivatives(_ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double)
    /// What flows back into each input when `upstream` arrives at the output: the chain rule.
    static func contributions(_ x: Double, _ y: Double, _ out: Double, _ upstream: Double) -> (x: Double, y: Double)
    /// The local derivatives in Python's notation, for inputs and output of the given names.
    static func formulas(_ x: String, _ y: String, _ out: String) -> (x: String, y: String)
}

extension BinaryRule {
    @inlinable public static func contributions(
        _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double) {
        let local = derivatives(x, y, out)
        return (local.x * upstream, local.y * upstream)
    }
}

/// An operation on one number.
public protocol UnaryRule {
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
/// `x / y`, computed as micrograd does, as x times the power y**-1, so that it gives micrograd's digits.
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
/// `x**n` for a constant n: the power rule.
public enum Pow {
    @inlinable
    public static func value(_ x: Double, _ n: Double) -> Double { Libm.pow(x, n) }
    @inlinable public static func derivative(_ x: Double, _ n: Double, _ out: Double) -> Double {
        n * Libm.pow(x, n - 1)
    }
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
/// `log(x)`, the natural logarithm.
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

extension Op {
    /// How many inputs a gradient flows back into.
    public var inputCount: Int {
        switch self {
        case .leaf: 0
        case .neg, .pow, .exp, .log, .tanh, .relu, .sigmoid: 1
        case .add, .sub, .mul, .div: 2
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
    ///   - exponent: the constant exponent of a power and that exponent less one, as they are to be shown.
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
        }
    }

    private func pair(_ formulas: (x: String, y: String)) -> [String] { [formulas.x, formulas.y] }
}
