/// A network of layers, each taking the outputs of the one below: a multi-layer perceptron, as in micrograd's nn.py.
/// All layers but the last go through `relu`.
///
///     let tape = Tape()
///     let model = MLP(2, [16, 16, 1], on: tape) { .random(in: -1...1) }
///     let optimizer = SGD(model.parameters, on: tape)
///     for step in 0..<100 {
///         tape.scope {
///             let scores = points.map { model($0)[0] }
///             let loss = tape.add(tape.hingeLoss(scores, labels), tape.l2Penalty(model.parameters, 1e-4))
///             optimizer.zeroGrad()
///             tape.backward(from: loss)
///             optimizer.step(1 - 0.9 * Double(step) / 100)
///         }
///     }
///
/// Source: <https://github.com/karpathy/micrograd/blob/master/micrograd/nn.py>, whose parameter order, initial draws
/// and order of addition these are.
public struct MLP: CustomStringConvertible {
    /// The tape of the parameters.
    public let tape: Tape
    /// From the inputs to the outputs.
    public private(set) var layers: [Layer]

    /// Puts a network's parameters on a tape.
    /// - Parameters:
    ///   - inputCount: how many numbers it takes.
    ///   - outputCounts: how many neurons each layer has; the last number is that of the outputs.
    ///   - tape: where the parameters go.
    ///   - weight: gives each weight's initial value, in the order in which micrograd draws them.
    /// - Complexity: O(parameters).
    public init(_ inputCount: Int, _ outputCounts: [Int], on tape: Tape, weight: () -> Double) {
        self.tape = tape
        layers = []
        var width = inputCount
        for (index, count) in outputCounts.enumerated() {
            let nonlin = index != outputCounts.count - 1
            layers.append(Layer(width, count, nonlin: nonlin, on: tape, weight: weight))
            width = count
        }
    }

    /// The same with weights from a generator, uniform between -1 and 1.
    public init(_ inputCount: Int, _ outputCounts: [Int], on tape: Tape, using random: inout some RandomNumberGenerator)
    {
        self.init(inputCount, outputCounts, on: tape) { Double.random(in: -1...1, using: &random) }
    }

    /// Those of the first layer, then those of the second, and so on. After `Tape.compact` the handles that it gave back
    /// are to be put here.
    public var parameters: [Tape.Node] {
        get { layers.flatMap { $0.parameters } }
        set {
            var rest = newValue[...]
            for index in layers.indices {
                let count = layers[index].neurons.reduce(0) { $0 + $1.inputCount + 1 }
                precondition(rest.count >= count, "too few parameters for this network")
                layers[index].move(to: rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            precondition(rest.isEmpty, "too many parameters for this network")
        }
    }

    /// The outputs for numbers that are on the tape already.
    /// - Precondition: one number for each input.
    /// - Complexity: O(parameters).
    public func callAsFunction(_ x: [Tape.Node]) -> [Tape.Node] {
        layers.reduce(x) { x, layer in layer(x, on: tape) }
    }

    /// The outputs for plain numbers, which become leaves of the tape.
    /// - Precondition: one number for each input.
    /// - Complexity: O(parameters).
    public func callAsFunction(_ x: [Double]) -> [Tape.Node] {
        guard let last = layers.last, !x.isEmpty, layers.allSatisfy({ !$0.neurons.isEmpty }) else {
            return self(x.map(tape.leaf))
        }
        let expected = layers[0].inputCount
        precondition(x.count == expected, "a network of \(expected) inputs was given \(x.count)")
        var row = (first: tape.count, stride: 1)
        for number in x { _ = tape.leaf(number) }
        for layer in layers { row = layer.outputs(row, on: tape) }
        return last.neurons.indices.map { Tape.Node(row.first + $0 * row.stride, tape.epoch) }
    }

    /// The outputs as values, for values of the network's tape.
    public func callAsFunction(_ x: [Value]) -> [Value] {
        for value in x { precondition(value.tape === tape, "a value of another tape than the network's") }
        return self(x.map { $0.node }).map { Value(tape, $0) }
    }

    /// As in micrograd: `MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]]`.
    public var description: String { "MLP of [\(layers.map { $0.description }.joined(separator: ", "))]" }
}
