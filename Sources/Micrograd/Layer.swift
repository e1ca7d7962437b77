/// A layer: neurons side by side that take the same inputs and give one output each.
public struct Layer: Sendable, CustomStringConvertible {
    /// In the order of the outputs.
    public private(set) var neurons: [Neuron]

    /// Puts the parameters of `outputCount` neurons on a tape, one neuron after the other.
    /// - Parameters:
    ///   - inputCount: how many numbers each neuron takes.
    ///   - outputCount: how many neurons there are.
    ///   - nonlin: whether their sums go through `relu`.
    ///   - tape: where the parameters go.
    ///   - weight: gives each weight's initial value, in micrograd's order.
    /// - Complexity: O(inputs × outputs).
    public init(_ inputCount: Int, _ outputCount: Int, nonlin: Bool = true, on tape: Tape, weight: () -> Double) {
        neurons = (0..<outputCount).map { _ in Neuron(inputCount, nonlin: nonlin, on: tape, weight: weight) }
    }

    /// Those of the first neuron, then those of the second, and so on.
    public var parameters: [Tape.Node] { neurons.flatMap { $0.parameters } }

    /// How many numbers the layer takes.
    public var inputCount: Int { neurons.first?.inputCount ?? 0 }

    /// The outputs of the neurons.
    /// - Precondition: one number for each input, all on the tape of the parameters.
    /// - Complexity: O(inputs × outputs).
    public func callAsFunction(_ x: [Tape.Node], on tape: Tape) -> [Tape.Node] {
        precondition(neurons.isEmpty || x.count == inputCount, "a layer of \(inputCount) inputs was given \(x.count)")
        guard !x.isEmpty, let stride = tape.stride(ofRow: x) else { return neurons.map { $0(x, on: tape) } }
        let output = outputs((tape.place(x[0]), stride), on: tape)
        return neurons.indices.map { Tape.Node(output.first + $0 * output.stride, tape.epoch) }
    }

    /// As in micrograd: `Layer of [ReLUNeuron(2), ReLUNeuron(2)]`.
    public var description: String { "Layer of [\(neurons.map { $0.description }.joined(separator: ", "))]" }

    /// The layer's outputs, which stand in a row, for inputs in a row.
    func outputs(_ inputs: (first: Int, stride: Int), on tape: Tape) -> (first: Int, stride: Int) {
        let nonlin = neurons.first?.nonlin ?? false
        let first = tape.count + (nonlin ? 1 : 0)
        for neuron in neurons {
            // The bias stands behind the weights: where it is on the tape, they are.
            let bias = tape.place(neuron.bias)
            neuron.output(bias - neuron.inputCount, inputs.first, stride: inputs.stride, on: tape)
        }
        return (first, nonlin ? 2 : 1)
    }

    mutating func move(to parameters: ArraySlice<Tape.Node>) {
        var rest = parameters
        for index in neurons.indices {
            let count = neurons[index].inputCount + 1
            neurons[index].move(to: rest.prefix(count))
            rest = rest.dropFirst(count)
        }
    }
}
