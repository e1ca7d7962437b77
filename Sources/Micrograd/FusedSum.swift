/// A neuron's sum, `bias + w0*x0 + w1*x1 + …`, as one number on the tape instead of two for every product. It computes
/// what the plain additions and multiplications compute, in their order, so its digits are theirs; and it is unfolded
/// into them wherever a graph is shown.
///
/// Nothing is written down but where the operands stand. That is enough because they stand in rows: a neuron's weights
/// were made one after the other, and so were the outputs of the layer below.
@usableFromInline struct FusedSum {
    /// The sum's own place.
    let place: UInt32
    /// The number of products, at least 1.
    let count: UInt32
    /// The place of the first weight; the others follow it.
    let weights: UInt32
    /// The place of the first input.
    let inputs: UInt32
    /// How far it is from one input to the next: 1, or 2 where each stands behind the number it was made of.
    let stride: UInt32
    /// How many numbers earlier sums of this tape have saved; numbers the ones of this sum.
    let saved: UInt32

    init(place: Int, weights: Int, inputs: Int, stride: Int, count: Int, after last: FusedSum?) {
        self.place = UInt32(place)
        self.count = UInt32(count)
        self.weights = UInt32(weights)
        self.inputs = UInt32(inputs)
        self.stride = UInt32(stride)
        saved = last.map { $0.saved &+ UInt32(truncatingIfNeeded: $0.inner) } ?? 0
    }

    func moved(to place: Int, after last: FusedSum?, _ moved: (UInt32) -> Int) -> FusedSum {
        FusedSum(
            place: place, weights: moved(weights), inputs: moved(inputs), stride: Int(stride), count: Int(count),
            after: last)
    }

    /// The numbers this sum saves: every product, and every partial sum but the last, which is the sum itself.
    var inner: Int { 2 * Int(count) - 1 }
}

extension Record {
    /// Stands where other records have their operation; beyond every `Op`. `x` is the bias, `y` the place in `sums`.
    @inlinable static var fusedSum: UInt32 {
        @inline(__always) get { 31 }
    }
}

extension Tape {
    /// The sum `bias + weights[0]*inputs[0] + weights[1]*inputs[1] + …`, added from the left: what a neuron computes.
    ///
    /// One number on the tape where the weights were made one after the other, as those of a `Neuron` are, and so were
    /// the inputs (numbers that a unary operation made may each stand behind the one it was made of); plain
    /// multiplications and additions everywhere else. Values and gradients are the same in both cases, digit for digit,
    /// and so is every graph that is recorded: a fused sum is unfolded there, and the handles of numbers that are not
    /// on the tape answer false to `isLive`. The products and partial sums of such a graph are computed from the operands
    /// as they are when it is recorded, or as they were when the sum was made where `replaceData` remembers that.
    ///
    /// - Precondition: as many weights as inputs.
    /// - Complexity: O(products), backward too.
    public func dot(_ weights: [Node], _ inputs: [Node], bias: Node) -> Node {
        precondition(weights.count == inputs.count, "\(weights.count) weights for \(inputs.count) inputs")
        guard !weights.isEmpty else { return bias }
        if stride(ofRow: weights) == 1, let stride = stride(ofRow: inputs) {
            let sum = fusedSum(
                bias: place(bias), weights: place(weights[0]), inputs: place(inputs[0]), stride: stride,
                count: weights.count)
            return Node(sum, epoch)
        }
        var sum = bias
        for (weight, input) in zip(weights, inputs) { sum = add(sum, mul(weight, input)) }
        return sum
    }

    /// Whether a number is a fused sum of products.
    public func isFused(_ node: Node) -> Bool { records[place(node)].op == Record.fusedSum }

    /// How many numbers a fused sum saves: those that stand beside it where a graph is shown. 0 for any other number.
    public func savedCount(_ node: Node) -> Int {
        let record = records[place(node)]
        return record.op == Record.fusedSum ? sums[Int(record.y & ~Record.mark)].inner : 0
    }

    /// How far it is from each of these numbers to the next: 1 or 2, or nil where they do not stand in a row, also after
    /// every `compact`.
    func stride(ofRow row: [Node]) -> Int? {
        var stride = 1
        var last = place(row[0])
        for step in row.indices.dropFirst() {
            let next = place(row[step])
            if step == 1, next == last + 2 { stride = 2 }
            guard next == last + stride else { return nil }
            // What stands between must be in use as long as what is behind it.
            if stride == 2, !isUnary(next) || Int(records[next].x >> 5) != next - 1 { return nil }
            last = next
        }
        return stride
    }

    private func isUnary(_ place: Int) -> Bool { Op(rawValue: records[place].op)?.inputCount == 1 }

    /// Puts a sum over operands in rows on the tape.
    /// - Returns: its place.
    func fusedSum(bias: Int, weights: Int, inputs: Int, stride: Int, count: Int) -> Int {
        var sum = records[bias].data
        var weight = records + weights
        var input = records + inputs
        for _ in 0..<count {
            sum += weight.pointee.data * input.pointee.data
            weight += 1
            input += stride
        }
        sums.append(
            FusedSum(
                place: used, weights: weights, inputs: inputs, stride: stride, count: count, after: sums.last))
        hasNotes = true
        return pushRaw(sum, UInt32(bias) << 5 | Record.fusedSum, UInt32(sums.count - 1))
    }
}

// MARK: Backward

extension Tape {
    /// Hands a sum's gradient on in the order in which the plain nodes would: the last product first, and the bias
    /// before the first product, since the addition that joins those two stands behind both.
    @inline(__always)
    func distributeSum(_ node: UnsafeMutablePointer<Record>, _ records: UnsafeMutablePointer<Record>) {
        let sum = sums[Int(node.pointee.y & ~Record.mark)]
        let upstream = node.pointee.grad
        let stride = Int(sum.stride)
        var weight = records + (Int(sum.weights) + Int(sum.count) - 1)
        var input = records + (Int(sum.inputs) + stride * (Int(sum.count) - 1))
        for _ in 1..<sum.count {
            weight.pointee.grad = weight.pointee.gradient + input.pointee.data * upstream
            input.pointee.grad = input.pointee.gradient + weight.pointee.data * upstream
            weight -= 1
            input -= stride
        }
        let bias = records + Int(node.pointee.x >> 5)
        bias.pointee.grad = bias.pointee.gradient + upstream
        weight.pointee.grad = weight.pointee.gradient + input.pointee.data * upstream
        input.pointee.grad = input.pointee.gradient + weight.pointee.data * upstream
    }

    /// The gradients of the numbers that a sum saves. They are the sum's own gradient, for that is what additions hand
    /// on, until a second pass or the program makes them differ.
    func innerGradients(of place: Int) -> [Double] {
        innerGradients[UInt32(place)]
            ?? [Double](repeating: records[place].gradient, count: sums[Int(records[place].y & ~Record.mark)].inner)
    }

    func setInnerGradients(of place: Int, _ gradients: [Double]) {
        let own = records[place].gradient.bitPattern
        innerGradients[UInt32(place)] = gradients.allSatisfy { $0.bitPattern == own } ? nil : gradients
    }
}
