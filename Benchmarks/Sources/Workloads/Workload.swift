/// What is computed: four workloads, the same numbers in every language.
package enum Workload: String, CaseIterable {
    /// `L = tanh((a*b + c) * f)`, a fresh graph forward and backward, again and again.
    case w1 = "W1"
    /// micrograd's demo: 100 points, MLP(2, [16, 16, 1]), max-margin loss and L2, full batch, all scalar.
    case w2 = "W2"
    /// A chain of operations (times c, plus c, tanh in turn) and one backward pass.
    case w3 = "W3"
    /// The sum of many leaves and one backward pass.
    case sum

    package var title: String {
        switch self {
        case .w1: "W1  tanh((a*b + c)*f), a fresh graph each time; ns a graph"
        case .w2: "W2  the moons demo, MLP(2, [16, 16, 1]), 100 points; ns a number of the plain graph"
        case .w3: "W3  a chain of operations, one backward; ns an operation"
        case .sum: "sum  of leaves, one backward; ns a leaf"
        }
    }

    /// How often, for an engine that is fast.
    package var count: Int { self == .w2 ? 100 : 1_000_000 }

    /// How many units of the title `count` repetitions are.
    package func units(_ count: Int) -> Double { Double(count) * (self == .w2 ? 65_818 : 1) }
}

/// The moons demo's input: two arcs of points, their sides, and the initial weights.
package struct Moons {
    package var x: [Double] = []
    package var y: [Double] = []

    package init() {
        for i in 0..<100 {
            let angle = Double(i) / 32
            let isUpper = i % 2 == 0
            // Not sin and cos, whose digits differ between languages: a parabola is moon enough.
            x.append(isUpper ? angle - 1.5 : angle - 0.5)
            x.append(isUpper ? 1 - (angle - 1.5) * (angle - 1.5) : (angle - 1.5) * (angle - 1.5) - 0.5)
            y.append(isUpper ? 1 : -1)
        }
    }

    /// The same uniform numbers in every language, between -1 and 1.
    package struct Weights {
        private var state: Int64 = 1337
        package init() {}
        package mutating func next() -> Double {
            state = (state * 1_103_515_245 + 12345) % 2_147_483_648
            return Double(state) / 1_073_741_824 - 1
        }
    }

    /// All 337 parameters in micrograd's order; biases are 0.
    package static var parameters: [Double] {
        var weights = Weights()
        return [(2, 16), (16, 16), (16, 1)].flatMap { inputs, outputs in
            (0..<outputs).flatMap { _ in (0..<inputs).map { _ in weights.next() } + [0] }
        }
    }
}

/// The learning rate of the demo.
package func rate(_ step: Int, of steps: Int) -> Double { 1 - 0.9 * Double(step) / Double(steps) }
