/// A recorded pass laid out for auditing: each node with the slopes of dual arithmetic at its inputs, and what of its
/// gradient was there before. The numbers of the pass itself take part in nothing here.
///
/// What a pass adds to the leaves is a derivative. The root's gradient is set to 1; every other interior number hands on
/// what it held before beside what arrives. So the leaves receive the derivative of
///
///     root + Σ heldᵥ · v    over the interior numbers v but the root
///
/// with respect to them, the held gradients being constants. That sum is what both methods of the audit differentiate.
struct AuditedGraph {
    struct Node {
        let op: Op
        /// Places of the inputs. Where there is no second one it is the first again, with slope 0; a leaf's are its own.
        let x: Int
        let y: Int
        let data: Double
        /// A power's exponent.
        let exponent: Double
        let slopes: Slopes
        /// The number's weight in the sum that is differentiated.
        let seed: Double
        /// Whether the number is not the value of its inputs any more.
        let isReplaced: Bool
    }

    let nodes: [Node]
    /// How many weights are not zero.
    let seedCount: Int
    var count: Int { nodes.count }

    init(_ pass: BackwardPass) {
        let numbers = pass.numbers
        var seeds = 0
        nodes = numbers.indices.map { place in
            let number = numbers[place]
            let isLeaf = number.op == .leaf
            let x = isLeaf ? place : number.x
            let y = number.op.inputCount > 1 ? number.y : x
            let first = numbers[x].data
            let second = number.op == .pow ? number.exponent : numbers[y].data
            let seed = place == numbers.count - 1 ? 1 : isLeaf ? 0 : number.grad
            if seed != 0 { seeds += 1 }
            return Node(
                op: number.op, x: x, y: y, data: number.data, exponent: number.exponent,
                slopes: isLeaf ? Slopes(x: 0) : number.op.slopes(first, second, number.data), seed: seed,
                isReplaced: !isLeaf && Self.differs(number.data, number.op.value(first, second)))
        }
        seedCount = seeds
    }

    /// What the node's operation makes of the given values.
    func value(_ node: Node, _ values: [Double]) -> Double {
        node.op.value(values[node.x], node.op == .pow ? node.exponent : values[node.y])
    }

    /// A few units in the last place are no replacement: a value may have been computed as a part of a longer sum.
    private static func differs(_ data: Double, _ value: Double) -> Bool {
        if data == value || data.isNaN && value.isNaN { return false }
        return !((data - value).magnitude <= 0x1p-48 * value.magnitude)
    }
}

// MARK: Seen from the root

extension AuditedGraph {
    /// What a reverse pass can say of a number's gradient without having made one.
    struct Reach {
        /// The sum of the magnitudes of all paths' products from the weighted numbers to this one.
        var size: Double
        /// The most by which a correct reverse pass may be off, through rounding, underflow and the slopes' own errors.
        var error: Double
        /// How many contributions arrive.
        var uses: Int
        /// Whether a replaced number is made of this one.
        var isBelowReplaced: Bool
    }

    /// The reverse pass over magnitudes that bounds the engine's rounding errors.
    /// - Complexity: O(nodes).
    func reach() -> [Reach] {
        var reach = nodes.map { Reach(size: $0.seed.magnitude, error: 0, uses: 0, isBelowReplaced: $0.isReplaced) }
        var place = count - 1
        while place >= 0 {
            let node = nodes[place]
            // Each addition of a contribution rounds a partial sum that is no larger than the sum of magnitudes.
            reach[place].error += Double(reach[place].uses) * roundoff * reach[place].size
            if node.op != .leaf {
                let own = reach[place]
                pass(own, to: node.x, &reach, node.slopes.x, node.slopes.xError, .leastNonzeroMagnitude)
                if node.op.inputCount > 1 {
                    let lost = node.op.underflow(nodes[node.x].data, nodes[node.y].data, upstream: own.size)
                    pass(own, to: node.y, &reach, node.slopes.y, node.slopes.yError, lost)
                }
            }
            place -= 1
        }
        return reach
    }

    private func pass(
        _ own: Reach, to input: Int, _ reach: inout [Reach], _ slope: Double, _ slopeError: Double, _ lost: Double
    ) {
        let size = slope.magnitude * own.size
        reach[input].size += size
        reach[input].error +=
            (slope.magnitude + slopeError) * own.error + slopeError * own.size + 4 * roundoff * size + 2 * lost
        reach[input].uses += 1
        if own.isBelowReplaced { reach[input].isBelowReplaced = true }
    }
}
