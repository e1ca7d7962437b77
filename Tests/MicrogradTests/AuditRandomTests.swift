import Testing

@testable import Micrograd

/// Correct passes over random graphs, of all sizes and magnitudes: the audit must have nothing to say against any.
struct AuditRandomTests {
    typealias Random = RandomGraphTests.Random

    /// How the numbers of a graph are drawn.
    enum Magnitude: CaseIterable {
        case ordinary, tiny, huge, mixed, integers

        func draw(_ random: inout Random) -> Double {
            let sign: Double = Bool.random(using: &random) ? 1 : -1
            let size = Double.random(in: 0.1...2, using: &random)
            return switch self {
            case .ordinary: sign * size
            case .tiny: sign * size * Libm.pow(10, Double.random(in: -160 ... -20, using: &random))
            case .huge: sign * size * Libm.pow(10, Double.random(in: 5...60, using: &random))
            case .mixed: sign * size * Libm.pow(10, Double.random(in: -30...30, using: &random))
            // Zeroes, equal numbers and kinks.
            case .integers: Double(Int.random(in: -3...3, using: &random))
            }
        }
    }

    /// A graph of every operation, with shared numbers, in which an input is more often a young number than an old one.
    static func graph(_ seed: UInt64, _ magnitude: Magnitude, operations: Int, on tape: Tape) -> [Tape.Node] {
        var random = Random(state: seed)
        var all = (0..<Int.random(in: 1...6, using: &random)).map { _ in tape.leaf(magnitude.draw(&random)) }
        let exponents = [2, 3, -1, 0.5, -0.5, 1, 0, 1.7, -2, 5]
        for _ in 0..<operations {
            let x = all[max(0, all.count - 1 - Int.random(in: 0..<8, using: &random))]
            let y = all[Int.random(in: 0..<all.count, using: &random)]
            switch Int.random(in: 0..<13, using: &random) {
            case 0: all.append(tape.add(x, y))
            case 1: all.append(tape.sub(x, y))
            case 2: all.append(tape.mul(x, y))
            case 3: all.append(tape.div(x, y))
            case 4: all.append(tape.neg(x))
            case 5: all.append(tape.pow(x, exponents[Int.random(in: 0..<exponents.count, using: &random)]))
            case 6: all.append(tape.exp(x))
            case 7: all.append(tape.log(x))
            case 8: all.append(tape.tanh(x))
            case 9: all.append(tape.relu(x))
            case 10: all.append(tape.sigmoid(x))
            case 11: all.append(tape.leaf(magnitude.draw(&random)))
            default: all.append(tape.add(tape.mul(x, x), y))
            }
        }
        return all
    }

    @Test(arguments: Magnitude.allCases) func aCorrectPassIsNotSuspected(_ magnitude: Magnitude) {
        var compared = (duals: 0, differences: 0, coarse: 0)
        for seed in 0..<200 {
            let tape = Tape()
            let all = Self.graph(UInt64(seed), magnitude, operations: 4 + seed % 40, on: tape)
            for root in [all[all.count - 1], all[all.count / 2], all[all.count - 1]] {
                // The second pass finds gradients of the first, the third finds its own.
                let audit = Audit(tape.recordedBackward(from: root))
                #expect(audit.findings == [], "seed \(seed)")
                compared.duals += audit.comparisons.duals
                compared.differences += audit.comparisons.differences
                for case .coarse in audit.notes { compared.coarse += 1 }
            }
        }
        // Something is compared, and where numbers are ordinary differences say something too.
        #expect(compared.duals > 500)
        #expect(compared.coarse < compared.duals / (magnitude == .ordinary ? 16 : 3))
    }

    @Test func aLargePassIsNotSuspected() {
        for seed in 0..<20 {
            let tape = Tape()
            let all = Self.graph(UInt64(seed), .ordinary, operations: 1200, on: tape)
            // A root that leads to nearly everything.
            var root = all[0]
            for node in all where tape.data(node).magnitude < 10 { root = tape.add(root, tape.tanh(node)) }
            for _ in 0..<2 {
                let audit = Audit(tape.recordedBackward(from: root), seed: UInt64(seed))
                #expect(audit.findings == [], "seed \(seed)")
                #expect(audit.comparisons.duals == 1)
            }
        }
    }
}
