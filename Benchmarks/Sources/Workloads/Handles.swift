import Micrograd

/// The workloads on the engine's core: handles of numbers, nothing fused.
package struct Handles {
    let tape = Tape()
    let moons = Moons()

    package init() {}

    package func run(_ workload: Workload, _ count: Int) -> Double {
        tape.truncate(to: 0)
        return switch workload {
        case .w1: w1(count)
        case .w2: w2(count)
        case .w3: w3(count)
        case .sum: sum(count)
        }
    }

    private func w1(_ rounds: Int) -> Double {
        var sum = 0.0
        for _ in 0..<rounds {
            tape.truncate(to: 0)
            let a = tape.leaf(0.5)
            let b = tape.leaf(-0.25)
            let c = tape.leaf(0.75)
            let f = tape.leaf(1.5)
            tape.backward(from: tape.tanh(tape.mul(tape.add(tape.mul(a, b), c), f)))
            sum += tape.grad(a)
        }
        return sum
    }

    private func w3(_ ops: Int) -> Double {
        let a = tape.leaf(0.5)
        let c = tape.leaf(0.999)
        var x = a
        for i in 0..<ops {
            switch i % 3 {
            case 0: x = tape.mul(x, c)
            case 1: x = tape.add(x, c)
            default: x = tape.tanh(x)
            }
        }
        tape.backward(from: x)
        return tape.grad(c)
    }

    private func sum(_ leaves: Int) -> Double {
        let zero = tape.leaf(0)
        var x = zero
        var all = [zero]
        all.reserveCapacity(leaves + 1)
        for i in 0..<leaves {
            let leaf = tape.leaf(Double(i))
            all.append(leaf)
            x = tape.add(x, leaf)
        }
        tape.backward(from: x)
        return all.reduce(0) { $0 + tape.grad($1) }
    }

    private func w2(_ steps: Int) -> Double {
        let sizes = [2, 16, 16, 1]
        let parameters = Moons.parameters.map { tape.leaf($0) }
        var loss = 0.0
        for step in 0..<steps {
            tape.scope {
                for parameter in parameters { tape.setGrad(parameter, 0) }
                var sum = tape.leaf(0)
                for point in 0..<100 {
                    var inputs = [tape.leaf(moons.x[2 * point]), tape.leaf(moons.x[2 * point + 1])]
                    var first = 0
                    for layer in 0..<3 {
                        var outputs: [Tape.Node] = []
                        outputs.reserveCapacity(16)
                        for _ in 0..<sizes[layer + 1] {
                            var act = parameters[first + sizes[layer]]
                            for i in 0..<sizes[layer] {
                                act = tape.add(act, tape.mul(parameters[first + i], inputs[i]))
                            }
                            first += sizes[layer] + 1
                            outputs.append(layer < 2 ? tape.relu(act) : act)
                        }
                        inputs = outputs
                    }
                    sum = tape.add(
                        sum, tape.relu(tape.add(tape.mul(tape.leaf(-moons.y[point]), inputs[0]), tape.leaf(1))))
                }
                let data = tape.mul(sum, tape.leaf(1.0 / 100))
                var square = tape.leaf(0)
                for parameter in parameters { square = tape.add(square, tape.mul(parameter, parameter)) }
                let total = tape.add(data, tape.mul(tape.leaf(1e-4), square))
                tape.backward(from: total)
                loss = tape.data(total)
                let rate = rate(step, of: steps)
                for parameter in parameters {
                    tape.setData(parameter, tape.data(parameter) - rate * tape.grad(parameter))
                }
            }
        }
        return loss
    }
}
