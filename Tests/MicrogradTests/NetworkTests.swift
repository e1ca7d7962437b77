import Testing

@testable import Micrograd

/// Neurons, layers, networks, losses and training, against micrograd's nn.py and its demo.
struct NetworkTests {
    /// Uniform numbers that any language can repeat.
    struct Draws {
        var state: Int64 = 1337
        mutating func next() -> Double {
            state = (state * 1_103_515_245 + 12345) % 2_147_483_648
            return Double(state) / 1_073_741_824 - 1
        }
    }

    static func model(_ inputs: Int, _ outputs: [Int], on tape: Tape) -> MLP {
        var draws = Draws()
        return MLP(inputs, outputs, on: tape) { draws.next() }
    }

    @Test func descriptionsAreMicrogradsOwn() {
        #expect(
            "\(Self.model(2, [2, 1], on: Tape()))"
                == "MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]]")
    }

    @Test func parametersStandInMicrogradsOrder() {
        let tape = Tape()
        let model = Self.model(2, [2, 1], on: tape)
        var draws = Draws()
        var expected: [Double] = []
        for _ in 0..<3 { expected += [draws.next(), draws.next(), 0] }
        #expect(model.parameters.map(tape.data) == expected)
        #expect(model.layers[0].neurons[1].bias == model.parameters[5])
        #expect(model.layers[1].neurons[0].weights == Array(model.parameters[6..<8]))
    }

    @Test func aGeneratorDrawsWeightsBetweenMinusOneAndOne() {
        let tape = Tape()
        var random = RandomGraphTests.Random(state: 1)
        let model = MLP(4, [8, 2], on: tape, using: &random)
        #expect(model.parameters.allSatisfy { tape.data($0).magnitude <= 1 })
        let different = Set(model.parameters.map { tape.data($0) }).count
        // Every weight, and the 0 of the biases.
        #expect(different == 49)
    }

    /// The same forward pass whichever way the inputs come, and the gradients of each.
    @Test func everyWayInGivesTheSame() {
        let numbers = [0.5, -1.25, 2]
        func gradients(_ output: (MLP) -> Tape.Node) -> (Double, [Double]) {
            let tape = Tape()
            let model = Self.model(3, [4, 4, 1], on: tape)
            let node = output(model)
            tape.backward(from: node)
            return (tape.data(node), model.parameters.map(tape.grad))
        }
        let plain = gradients { model in
            let tape = model.tape
            var x = numbers.map(tape.leaf)
            for layer in model.layers {
                x = layer.neurons.map { neuron in
                    var sum = neuron.bias
                    for (w, x) in zip(neuron.weights, x) { sum = tape.add(sum, tape.mul(w, x)) }
                    return neuron.nonlin ? tape.relu(sum) : sum
                }
            }
            return x[0]
        }
        let ways: [(MLP) -> Tape.Node] = [
            { $0(numbers)[0] },
            { model in model(numbers.map(model.tape.leaf))[0] },
            { model in model(numbers.map { model.tape.value($0) })[0].node },
            // Inputs that stand in no row.
            { model in model(numbers.map { model.tape.sub(model.tape.leaf($0), model.tape.leaf(0)) })[0] },
            { model in
                var x = numbers.map(model.tape.leaf)
                for layer in model.layers { x = layer.neurons.map { $0(x, on: model.tape) } }
                return x[0]
            },
        ]
        for way in ways { #expect(gradients(way) == plain) }
    }

    /// CPython with the PyPI package prints this loss for the same input after twenty steps.
    @Test func trainsAsMicrogradDoes() {
        let tape = Tape()
        let model = Self.model(2, [4, 1], on: tape)
        let optimizer = SGD(model.parameters, on: tape)
        let points: [[Double]] = [[0.5, 1], [-1, 0.25], [2, -0.5], [-0.75, -1.5]]
        let targets: [Double] = [1, -1, 1, -1]
        var losses: [Double] = []
        for step in 0..<20 {
            tape.scope {
                let loss = tape.add(
                    tape.hingeLoss(points.map { model($0)[0] }, targets), tape.l2Penalty(model.parameters, 1e-4))
                optimizer.zeroGrad()
                tape.backward(from: loss)
                optimizer.step(0.2 - 0.009 * Double(step))
                losses.append(tape.data(loss))
            }
        }
        #expect(tape.count == 17)
        #expect(abs(losses[0] - 0.4872972917538155) < 1e-12)
        #expect(abs(losses[19] - 0.0005510355381357497) < 1e-12)
    }

    @Test func losses() {
        let tape = Tape()
        let numbers: [Double] = [0.5, -2, 3]
        let scores = numbers.map { tape.leaf($0) }
        let hinge = tape.hingeLoss(scores, [1, 1, -1])
        let third = 1.0 / 3
        #expect(tape.data(hinge) == 7.5 * third)
        tape.backward(from: hinge)
        #expect(scores.map(tape.grad) == [-third, -third, third] as [Double])
        let squared = tape.meanSquaredError(scores, [1, -2, 1])
        #expect(tape.data(squared) == 4.25 * third)
        for score in scores { tape.setGrad(score, 0) }
        tape.backward(from: squared)
        #expect(scores.map(tape.grad) == [-third, 0, 4 * third] as [Double])
        let penalty = tape.l2Penalty(scores, 0.5)
        #expect(tape.data(penalty) == 6.625)
    }

    @Test func aNetworkSurvivesCompacting() {
        let tape = Tape()
        _ = tape.leaf(0)
        var model = Self.model(2, [3, 1], on: tape)
        let before = tape.data(model([1, 2])[0])
        var live = model.parameters
        tape.compact(keeping: &live)
        model.parameters = live
        #expect(tape.count == model.parameters.count)
        #expect(tape.data(model([1, 2])[0]) == before)
    }

    @Test func wrongShapesStopTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = NetworkTests.model(2, [1], on: Tape())([1, 2, 3]) }
        await #expect(processExitsWith: .failure) {
            let tape = Tape()
            _ = tape.hingeLoss([tape.leaf(1)], [1, 2])
        }
    }
}
