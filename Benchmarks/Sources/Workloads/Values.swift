import Micrograd

/// The workloads as a program of another module writes them: operators on values.
package struct Values {
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
            let a = tape.value(0.5)
            let b = tape.value(-0.25)
            let c = tape.value(0.75)
            let f = tape.value(1.5)
            ((a * b + c) * f).tanh().backward()
            sum += a.grad
        }
        return sum
    }

    private func w3(_ ops: Int) -> Double {
        let c = tape.value(0.999)
        var x = tape.value(0.5)
        for i in 0..<ops {
            switch i % 3 {
            case 0: x = x * c
            case 1: x = x + c
            default: x = x.tanh()
            }
        }
        x.backward()
        return c.grad
    }

    private func sum(_ leaves: Int) -> Double {
        var all = [tape.value(0)]
        all.reserveCapacity(leaves + 1)
        var x = all[0]
        for i in 0..<leaves {
            let leaf = tape.value(Double(i))
            all.append(leaf)
            x = x + leaf
        }
        x.backward()
        return all.reduce(0) { $0 + $1.grad }
    }

    private func w2(_ steps: Int) -> Double {
        let sizes = [2, 16, 16, 1]
        let parameters = Moons.parameters.map { tape.value($0) }
        var loss = 0.0
        for step in 0..<steps {
            tape.scope {
                for parameter in parameters { parameter.grad = 0 }
                var sum = tape.value(0)
                for point in 0..<100 {
                    var inputs = [tape.value(moons.x[2 * point]), tape.value(moons.x[2 * point + 1])]
                    var first = 0
                    for layer in 0..<3 {
                        var outputs: [Value] = []
                        outputs.reserveCapacity(16)
                        for _ in 0..<sizes[layer + 1] {
                            var act = parameters[first + sizes[layer]]
                            for i in 0..<sizes[layer] { act = act + parameters[first + i] * inputs[i] }
                            first += sizes[layer] + 1
                            outputs.append(layer < 2 ? act.relu() : act)
                        }
                        inputs = outputs
                    }
                    sum = sum + (inputs[0] * -moons.y[point] + 1).relu()
                }
                var square = tape.value(0)
                for parameter in parameters { square = square + parameter * parameter }
                let total = sum * (1.0 / 100) + square * 1e-4
                total.backward()
                loss = total.data
                let rate = rate(step, of: steps)
                for parameter in parameters { parameter.data -= rate * parameter.grad }
            }
        }
        return loss
    }
}
