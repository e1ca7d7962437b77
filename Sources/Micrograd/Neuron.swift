/// A neuron: the sum of its inputs, each times a weight, and a bias; then, unless it is linear, `relu`. Its parameters
/// are leaves of a tape that were made one after the other, so that where they begin says where they are.
public struct Neuron: Sendable, CustomStringConvertible {
    /// How many numbers it takes.
    public let inputCount: Int
    /// Whether its sum goes through `relu`.
    public let nonlin: Bool
    private(set) var first: Tape.Node

    /// Puts a neuron's parameters on a tape: its weights, then its bias, which begins at 0.
    ///
    /// The initial weights are asked for in the order in which micrograd draws them, so the same uniform numbers make the
    /// same neuron.
    /// - Parameters:
    ///   - inputCount: how many numbers it takes.
    ///   - nonlin: whether its sum goes through `relu`.
    ///   - tape: where the parameters go.
    ///   - weight: gives each weight's initial value; micrograd's are uniform between -1 and 1.
    /// - Precondition: `inputCount` is not negative.
    /// - Complexity: O(inputs).
    public init(_ inputCount: Int, nonlin: Bool = true, on tape: Tape, weight: () -> Double) {
        precondition(inputCount >= 0, "a neuron of \(inputCount) inputs")
        self.inputCount = inputCount
        self.nonlin = nonlin
        first = Tape.Node(tape.count, tape.epoch)
        for _ in 0..<inputCount { _ = tape.leaf(weight()) }
        _ = tape.leaf(0)
    }

    /// One for each input, in order.
    public var weights: [Tape.Node] { (0..<inputCount).map(parameter) }
    /// What it adds to the sum of the products.
    public var bias: Tape.Node { parameter(inputCount) }
    /// The weights, then the bias, as micrograd has them.
    public var parameters: [Tape.Node] { (0...inputCount).map(parameter) }

    /// The neuron's output for these inputs.
    /// - Precondition: one number for each input, all on the tape of the parameters.
    /// - Complexity: O(inputs); see `Tape.dot(_:_:bias:)`.
    public func callAsFunction(_ x: [Tape.Node], on tape: Tape) -> Tape.Node {
        precondition(x.count == inputCount, "a neuron of \(inputCount) inputs was given \(x.count)")
        let sum = tape.dot(weights, x, bias: bias)
        return nonlin ? tape.relu(sum) : sum
    }

    /// As in micrograd: `ReLUNeuron(2)`, `LinearNeuron(16)`.
    public var description: String { "\(nonlin ? "ReLU" : "Linear")Neuron(\(inputCount))" }

    private func parameter(_ index: Int) -> Tape.Node { Tape.Node(first.position + index, first.epoch) }

    /// Puts the output for inputs in a row on the tape.
    /// - Parameter weights: the place of the first weight, which was found to be on the tape.
    @inline(__always) func output(_ weights: Int, _ inputs: Int, stride: Int, on tape: Tape) {
        let sum = tape.fusedSum(
            bias: weights + inputCount, weights: weights, inputs: inputs, stride: stride, count: inputCount)
        if nonlin { tape.pushRelu(sum) }
    }

    /// Takes over the handles that `Tape.compact` gave back for these parameters.
    mutating func move(to parameters: ArraySlice<Tape.Node>) {
        guard let place = parameters.first else { return }
        for (step, parameter) in parameters.enumerated() {
            precondition(
                parameter.position == place.position + step && parameter.epoch == place.epoch,
                "the parameters of a neuron stand one after the other")
        }
        first = place
    }
}
