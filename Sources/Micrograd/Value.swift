/// A number that remembers how it was made: the pleasant face of a tape. Arithmetic on values, and between values
/// and plain numbers, puts new numbers on their tape.
///
///     let tape = Tape()
///     let a = tape.value(2), b = tape.value(-3)
///     let loss = (a * b + 10) * -2
///     loss.backward()
///     a.grad  // 6.0
///
/// An operation puts one number on the tape, and one more for a plain number that takes part in it, in constant time.
/// Two values of one expression must live on the same tape, or the program stops.
@frozen public struct Value {
    /// The tape it is on.
    public let tape: Tape
    /// Its handle there.
    public let node: Tape.Node

    /// The number of a handle, as a value.
    /// - Precondition: the handle is one of this tape's.
    @inlinable public init(_ tape: Tape, _ node: Tape.Node) {
        self.tape = tape
        self.node = node
    }

    /// The number itself. Replacing it leaves what was made of it as it is.
    @inlinable public var data: Double {
        get { tape.data(node) }
        nonmutating set { tape.setData(node, newValue) }
    }

    /// The derivative of the last root with respect to this value, summed over every `backward()` since it was zeroed.
    @inlinable public var grad: Double {
        get { tape.grad(node) }
        nonmutating set { tape.setGrad(node, newValue) }
    }

    /// The name that figures show; empty when none was given.
    public var label: String {
        get { tape.label(node) }
        nonmutating set { tape.setLabel(node, newValue) }
    }

    /// Adds to the gradient of everything this value was made of; see `Tape.backward(from:)`.
    @inlinable public func backward() { tape.backward(from: node) }

    /// Zeroes the gradient of this value and of everything it was made of; see `Tape.zeroGrad(from:)`.
    @inlinable public func zeroGrad() { tape.zeroGrad(from: node) }
}

extension Tape {
    /// Puts a number on the tape that no operation made, as a `Value`.
    @inlinable public func value(_ data: Double) -> Value { Value(self, leaf(data)) }

    /// The same with the label that figures show.
    public func value(_ data: Double, label: String) -> Value {
        let node = leaf(data)
        setLabel(node, label)
        return Value(self, node)
    }
}

// MARK: Operations

extension Value {
    /// The hyperbolic tangent; see `Tanh`.
    @inlinable public func tanh() -> Value { Value(tape, tape.tanh(node)) }
    /// The exponential; see `Exp`.
    @inlinable public func exp() -> Value { Value(tape, tape.exp(node)) }
    /// The natural logarithm; see `Log`.
    @inlinable public func log() -> Value { Value(tape, tape.log(node)) }
    /// The number, or 0 where it is negative; see `Relu`.
    @inlinable public func relu() -> Value { Value(tape, tape.relu(node)) }
    /// The logistic function; see `Sigmoid`.
    @inlinable public func sigmoid() -> Value { Value(tape, tape.sigmoid(node)) }
    /// A power with a constant exponent: Python's `x**n`.
    @inlinable public func pow(_ exponent: Double) -> Value { Value(tape, tape.pow(node, exponent)) }

    /// A power whose exponent takes part in the gradient.
    @inlinable public func pow(_ exponent: Value) -> Value { Value(tape, tape.pow(node, onTape(exponent))) }
    /// The square root; see `Sqrt`.
    @inlinable public func sqrt() -> Value { Value(tape, tape.sqrt(node)) }
    /// The absolute value; see `Abs`.
    @inlinable public func abs() -> Value { Value(tape, tape.abs(node)) }
    /// The greater of the two; see `Max` for equal ones.
    @inlinable public func max(_ other: Value) -> Value { Value(tape, tape.max(node, onTape(other))) }
    /// The smaller of the two; see `Min` for equal ones.
    @inlinable public func min(_ other: Value) -> Value { Value(tape, tape.min(node, onTape(other))) }

    /// The number with its sign changed.
    @inlinable public static prefix func - (x: Value) -> Value { Value(x.tape, x.tape.neg(x.node)) }

    /// The sum of two values of one tape.
    @inlinable public static func + (x: Value, y: Value) -> Value { Value(x.tape, x.tape.add(x.node, x.onTape(y))) }
    /// The difference of two values of one tape.
    @inlinable public static func - (x: Value, y: Value) -> Value { Value(x.tape, x.tape.sub(x.node, x.onTape(y))) }
    /// The product of two values of one tape.
    @inlinable public static func * (x: Value, y: Value) -> Value { Value(x.tape, x.tape.mul(x.node, x.onTape(y))) }
    /// The quotient of two values of one tape.
    @inlinable public static func / (x: Value, y: Value) -> Value { Value(x.tape, x.tape.div(x.node, x.onTape(y))) }

    /// The sum with a plain number, which becomes a leaf.
    @inlinable public static func + (x: Value, y: Double) -> Value { x + x.tape.value(y) }
    /// The difference with a plain number, which becomes a leaf.
    @inlinable public static func - (x: Value, y: Double) -> Value { x - x.tape.value(y) }
    /// The product with a plain number, which becomes a leaf.
    @inlinable public static func * (x: Value, y: Double) -> Value { x * x.tape.value(y) }
    /// The quotient with a plain number, which becomes a leaf.
    @inlinable public static func / (x: Value, y: Double) -> Value { x / x.tape.value(y) }

    /// The sum with a plain number, which becomes a leaf.
    @inlinable public static func + (x: Double, y: Value) -> Value { y.tape.value(x) + y }
    /// The difference with a plain number, which becomes a leaf.
    @inlinable public static func - (x: Double, y: Value) -> Value { y.tape.value(x) - y }
    /// The product with a plain number, which becomes a leaf.
    @inlinable public static func * (x: Double, y: Value) -> Value { y.tape.value(x) * y }
    /// The quotient with a plain number, which becomes a leaf.
    @inlinable public static func / (x: Double, y: Value) -> Value { y.tape.value(x) / y }

    @inlinable func onTape(_ other: Value) -> Tape.Node {
        precondition(tape === other.tape, "two values of one expression must live on the same tape")
        return other.node
    }
}
