import Micrograd

/// The moons demo through the public network, as the documentation of `MLP` writes it.
package struct Network {
    let moons = Moons()

    package init() {}

    package func run(_ steps: Int) -> Double {
        let tape = Tape()
        var weights = Moons.Weights()
        let model = MLP(2, [16, 16, 1], on: tape) { weights.next() }
        let optimizer = SGD(model.parameters, on: tape)
        let points = moons.y.indices.map { [moons.x[2 * $0], moons.x[2 * $0 + 1]] }
        var last = 0.0
        for step in 0..<steps {
            tape.scope {
                let scores = points.map { model($0)[0] }
                let loss = tape.add(tape.hingeLoss(scores, moons.y), tape.l2Penalty(model.parameters, 1e-4))
                optimizer.zeroGrad()
                tape.backward(from: loss)
                optimizer.step(rate(step, of: steps))
                last = tape.data(loss)
            }
        }
        return last
    }
}
