/// A number that remembers how it was made: the pleasant face of a tape. Arithmetic on values, and between values
/// and plain numbers, puts new numbers on their tape.
///
///     let tape = Tape()
///     let a = tape.value(2), b = tape.value(-3)
///     let loss = (a * b + 10) * -2
///     loss.backward()
///     a.grad  // 6.0
///
/// Two values of one expression must live on the same tape.
public struct Value {
    public let tape: Tape
    public let node: Tape.Node

    public init(_ tape: Tape, _ node: Tape.Node) {
        self.tape = tape
        self.node = node
    }

    public var data: Double {
        get { tape.data(node) }
        nonmutating set { tape.setData(node, newValue) }
    }

    /// The derivative of the last root with respect to this value, summed over every `backward()` since it was zeroed.
    public var grad: Double {
        get { tape.grad(node) }
        nonmutating set { tape.setGrad(node, newValue) }
    }

    public var label: String {
        get { tape.label(node) }
        nonmutating set { tape.setLabel(node, newValue) }
    }

    /// Adds to the gradient of everything this value was made of; see `Tape.backward(from:)`.
    public func backward() { tape.backward(from: node) }

    /// Zeroes the gradient of this value and of everything it was made of.
    public func zeroGrad() { tape.zeroGrad(from: node) }
}

extension Tape {
    /// A new leaf as a `Value`.
    public func value(_ data: Double, label: String = "") -> Value {
        let node = leaf(data)
        setLabel(node, label)
        return Value(self, node)
    }
}

// MARK: Operations

extension Value {
    public func tanh() -> Value { Value(tape, tape.tanh(node)) }
    public func exp() -> Value { Value(tape, tape.exp(node)) }
    public func log() -> Value { Value(tape, tape.log(node)) }
    public func relu() -> Value { Value(tape, tape.relu(node)) }
    public func sigmoid() -> Value { Value(tape, tape.sigmoid(node)) }
    /// A power with a constant exponent: Python's `x**n`.
    public func pow(_ exponent: Double) -> Value { Value(tape, tape.pow(node, exponent)) }

    public static prefix func - (x: Value) -> Value { Value(x.tape, x.tape.neg(x.node)) }

    public static func + (x: Value, y: Value) -> Value { Value(x.tape, x.tape.add(x.node, x.onTape(y))) }
    public static func - (x: Value, y: Value) -> Value { Value(x.tape, x.tape.sub(x.node, x.onTape(y))) }
    public static func * (x: Value, y: Value) -> Value { Value(x.tape, x.tape.mul(x.node, x.onTape(y))) }
    public static func / (x: Value, y: Value) -> Value { Value(x.tape, x.tape.div(x.node, x.onTape(y))) }

    public static func + (x: Value, y: Double) -> Value { x + x.tape.value(y) }
    public static func - (x: Value, y: Double) -> Value { x - x.tape.value(y) }
    public static func * (x: Value, y: Double) -> Value { x * x.tape.value(y) }
    public static func / (x: Value, y: Double) -> Value { x / x.tape.value(y) }

    public static func + (x: Double, y: Value) -> Value { y.tape.value(x) + y }
    public static func - (x: Double, y: Value) -> Value { y.tape.value(x) - y }
    public static func * (x: Double, y: Value) -> Value { y.tape.value(x) * y }
    public static func / (x: Double, y: Value) -> Value { y.tape.value(x) / y }

    private func onTape(_ other: Value) -> Tape.Node {
        precondition(tape === other.tape, "two values of one expression must live on the same tape")
        return other.node
    }
}
