/// A number of a graph in plain nodes: as a record has it, or one that a fused sum saved. The careful walk works on
/// these, and they are what is recorded.
struct PlainNumber {
    let op: Op
    /// Places of the inputs among the graph's numbers.
    let x: Int
    let y: Int
    let exponent: Double
    let data: Double
    var grad: Double
    /// Of the number on the tape, or one of `Tape.nowhere` that no tape accepts.
    let node: Tape.Node

    var inputs: [Int] {
        switch op.inputCount {
        case 0: []
        case 1: [x]
        default: [x, y]
        }
    }
}

extension Tape {
    /// The epoch of handles for numbers that are on no tape.
    static var nowhere: UInt32 { 0 }

    /// The graph of these numbers, each after its inputs, with every fused sum as the multiplications and additions
    /// that it stands for.
    func unfolded(_ order: [Int]) -> [PlainNumber] {
        guard let oldest = order.first, let root = order.last else { return [] }
        var numbers: [PlainNumber] = []
        numbers.reserveCapacity(order.count)
        // Where each number of the tape stands among the unfolded ones: by its place, or by its place in the order when
        // they are few on a long stretch of the tape.
        let isDense = isDense(order.count, from: oldest, to: root)
        var found = [UInt32](repeating: 0, count: isDense ? root - oldest + 1 : order.count)
        func input(_ place: Int, _ found: [UInt32]) -> Int {
            Int(found[isDense ? place - oldest : Self.position(of: place, in: order)])
        }
        for (step, place) in order.enumerated() {
            let record = records[place]
            if let op = Op(rawValue: record.op) {
                let count = op.inputCount
                numbers.append(
                    PlainNumber(
                        op: op, x: count > 0 ? input(Int(record.x >> 5), found) : 0,
                        y: count > 1 ? input(Int(record.y), found) : 0,
                        exponent: op == .pow ? exponents[Int(record.y)] : 0, data: record.data, grad: record.gradient,
                        node: Node(place, epoch)))
            } else {
                unfold(place, { input($0, found) }, &numbers)
            }
            found[isDense ? place - oldest : step] = UInt32(numbers.count - 1)
        }
        return numbers
    }

    /// Binary search in rising places, one of which it is.
    private static func position(of place: Int, in order: [Int]) -> Int {
        var low = 0
        var high = order.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if order[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }

    private func unfold(_ place: Int, _ input: (Int) -> Int, _ numbers: inout [PlainNumber]) {
        let record = records[place]
        let sum = sums[Int(record.y)]
        let gradients = innerGradients(of: place)
        var total = input(Int(record.x >> 5))
        var sumSoFar = data(of: Int(record.x >> 5), whenMade: place)
        for step in 0..<Int(sum.count) {
            let (weightPlace, factorPlace) = (Int(sum.weights) + step, Int(sum.inputs) + step * Int(sum.stride))
            let (weight, factor) = (input(weightPlace), input(factorPlace))
            let made = Mul.value(data(of: weightPlace, whenMade: place), data(of: factorPlace, whenMade: place))
            sumSoFar = Add.value(sumSoFar, made)
            let inner = Int(sum.saved) + 2 * step
            numbers.append(
                PlainNumber(
                    op: .mul, x: weight, y: factor, exponent: 0,
                    data: made, grad: gradients[2 * step], node: Node(inner, Self.nowhere)))
            let isLast = step == Int(sum.count) - 1
            let product = numbers.count - 1
            numbers.append(
                PlainNumber(
                    op: .add, x: total, y: product, exponent: 0,
                    data: isLast ? record.data : sumSoFar,
                    grad: isLast ? record.gradient : gradients[2 * step + 1],
                    node: isLast ? Node(place, epoch) : Node(inner + 1, Self.nowhere)))
            total = numbers.count - 1
        }
    }

    /// Puts the gradients of an unfolded graph back where they came from.
    func keepGradients(of numbers: [PlainNumber]) {
        var inner: [Double] = []
        for number in numbers {
            if number.node.epoch == Self.nowhere {
                // Those of a sum stand directly before it.
                inner.append(number.grad)
                continue
            }
            records[number.node.position].grad = number.grad
            if !inner.isEmpty {
                setInnerGradients(of: number.node.position, inner)
                inner.removeAll(keepingCapacity: true)
            }
        }
    }
}
