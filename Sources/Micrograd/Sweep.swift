/// What a backward pass takes for the rules of differentiation. The engine's own are `ExactRules`; a test that wants to
/// know whether a wrong rule would be noticed brings others.
public protocol DerivativeRules {
    /// What flows back into each input when `upstream` arrives at the output. A unary operation ignores `y` and the
    /// second result; a power takes its exponent as `y`.
    func contributions(
        _ op: Op, _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double)
    /// The local derivatives themselves, for the record of a pass.
    func derivatives(_ op: Op, _ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double)
    /// What becomes of a gradient when a contribution arrives.
    func accumulate(_ gradient: Double, _ contribution: Double) -> Double
    /// Whether numbers are visited from the root back, as they must be; false visits them in forward order.
    var isReversed: Bool { get }
    /// Whether a fused sum may be walked as a whole: true only of rules that have the true derivatives of addition and
    /// multiplication. Under others it is unfolded first.
    static var areExact: Bool { get }
}

extension DerivativeRules {
    /// False: rules that say nothing of themselves are applied to every plain node.
    public static var areExact: Bool { false }
}

/// The rules of `Op.swift`, addition of contributions, and the reverse order.
public struct ExactRules: DerivativeRules {
    /// The rules have no state.
    @inlinable public init() {}
    @inlinable @inline(__always) public func contributions(
        _ op: Op, _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double) { op.contributions(x, y, out, upstream) }
    @inlinable public func derivatives(
        _ op: Op, _ x: Double, _ y: Double, _ out: Double
    ) -> (x: Double, y: Double) { op.derivatives(x, y, out) }
    @inlinable @inline(__always) public func accumulate(_ gradient: Double, _ contribution: Double) -> Double {
        gradient + contribution
    }
    @inlinable public var isReversed: Bool { true }
    @inlinable public static var areExact: Bool { true }
}

extension Tape {
    /// Adds to the gradient of every number that `root` was made of the derivative of `root` with respect to it.
    ///
    /// As in micrograd, the root's gradient is set to 1, every other gradient is added to, and numbers that do not
    /// lead to the root are left alone.
    /// - Complexity: O(numbers recorded between the root and the oldest it depends on); no recursion.
    public func backward(from root: Node) { backward(from: root, rules: ExactRules()) }

    /// The same pass under other rules.
    /// - Complexity: as under the engine's own.
    public func backward<Rules: DerivativeRules>(from root: Node, rules: Rules) {
        let index = place(root)
        if hasOnlyLeafGradients, rules.isReversed, Rules.areExact || sums.isEmpty {
            // A number leads to the root if and only if a gradient arrives.
            sweepFresh(from: index, rules)
        } else {
            backwardPastOthers(from: index, rules)
        }
        if swept <= index { swept = index + 1 }
    }

    /// A pass among numbers that hold gradients of earlier ones. Kept out of the above, which small graphs call a million
    /// times and which has no registers to spare for this.
    @inline(never) private func backwardPastOthers<Rules: DerivativeRules>(from index: Int, _ rules: Rules) {
        let order = reachablePlaces(from: index)
        if holdOnlyLeafGradients(order), rules.isReversed, Rules.areExact || sums.isEmpty {
            sweepFresh(order, rules)
        } else {
            var numbers = unfolded(order)
            var observer = Unobserved()
            sweep(&numbers, rules, &observer)
            keepGradients(of: numbers)
        }
    }

    /// The same pass as `backward(from:)`, with every one of its steps written down.
    /// - Complexity: O(n log n) in the number of nodes; the record's size is O(n).
    public func recordedBackward(from root: Node) -> BackwardTrace { recordedBackward(from: root, rules: ExactRules()) }

    /// The same pass under other rules, with every one of its steps written down.
    public func recordedBackward(from root: Node, rules: some DerivativeRules) -> BackwardTrace {
        trace(of: writtenBackward(from: root, rules: rules))
    }

    func writtenBackward(from root: Node, rules: some DerivativeRules) -> BackwardPass {
        let index = place(root)
        let before = unfolded(reachablePlaces(from: index))
        var numbers = before
        var observer = Recorder(before.count)
        sweep(&numbers, rules, &observer)
        keepGradients(of: numbers)
        if swept <= index { swept = index + 1 }
        return BackwardPass(before, numbers, observer.steps)
    }

    /// The same pass as `backward(from:)`, with as much kept of it as `trace(of:)` needs to tell its steps later: less
    /// work than writing them down, for programs that make many passes of which few are looked at.
    /// - Complexity: as `recordedBackward(from:)`
    public func rememberedBackward(from root: Node) -> BackwardMemory {
        let index = place(root)
        var numbers = unfolded(reachablePlaces(from: index))
        let memory = BackwardMemory(numbers: numbers)
        var observer = Unobserved()
        sweep(&numbers, ExactRules(), &observer)
        keepGradients(of: numbers)
        if swept <= index { swept = index + 1 }
        return memory
    }

    /// The steps of a pass that was remembered, with the values of then and the names of now.
    /// - Precondition: the numbers of its graph are still on this tape, which was not compacted since.
    /// - Complexity: O(numbers of the graph)
    public func trace(of memory: BackwardMemory) -> BackwardTrace {
        var numbers = memory.numbers
        var observer = Recorder(numbers.count)
        sweep(&numbers, ExactRules(), &observer)
        return trace(of: BackwardPass(memory.numbers, numbers, observer.steps))
    }

    /// A pass from this root was made elsewhere: numbers up to it may hold gradients.
    func noteSwept(_ root: Node) { swept = Swift.max(swept, root.position + 1) }

    /// Whether nothing but leaves holds a gradient of an earlier pass.
    @inline(__always) private var hasOnlyLeafGradients: Bool { swept == 0 || endsAmongLeadingLeaves() }

    @inline(never) private func endsAmongLeadingLeaves() -> Bool {
        while leadingLeaves < used, records[leadingLeaves].op == Op.leaf.rawValue { leadingLeaves += 1 }
        return swept <= leadingLeaves
    }
}

// MARK: The sweep

extension Tape {
    // snippet.backward
    /// One walk from the root to the beginning of the tape.
    private func sweepFresh<Rules: DerivativeRules>(from root: Int, _ rules: Rules) {
        let records = records
        records[root].grad = 1
        var node = records + root
        while node >= records {
            if node.pointee.isTouched { distribute(node, records, rules) }
            node -= 1
        }
    }
    // snippet.end

    /// Whether none of these numbers but leaves holds a gradient of an earlier pass, as when it stands among those of
    /// earlier steps of training.
    private func holdOnlyLeafGradients(_ order: [Int]) -> Bool {
        innerGradients.isEmpty
            && order.allSatisfy { !records[$0].isTouched || records[$0].op == Op.leaf.rawValue }
    }

    /// The same walk past numbers that lead elsewhere.
    private func sweepFresh<Rules: DerivativeRules>(_ order: [Int], _ rules: Rules) {
        guard let root = order.last else { return }
        let records = records
        records[root].grad = 1
        for place in order.reversed() { distribute(records + place, records, rules) }
    }

    /// Hands one number's gradient on to its inputs. The switch gives each operation's rule a place of its own, where
    /// the compiler sees which one it is.
    @inline(__always)
    private func distribute<Rules: DerivativeRules>(
        _ node: UnsafeMutablePointer<Record>, _ records: UnsafeMutablePointer<Record>, _ rules: Rules
    ) {
        switch node.pointee.op {
        case Op.add.rawValue: distribute2(.add, node, records, rules)
        case Op.mul.rawValue: distribute2(.mul, node, records, rules)
        case Op.tanh.rawValue: distribute1(.tanh, node, records, rules)
        case Op.relu.rawValue: distribute1(.relu, node, records, rules)
        case Op.sub.rawValue: distribute2(.sub, node, records, rules)
        case Op.div.rawValue: distribute2(.div, node, records, rules)
        case Op.neg.rawValue: distribute1(.neg, node, records, rules)
        case Op.exp.rawValue: distribute1(.exp, node, records, rules)
        case Op.log.rawValue: distribute1(.log, node, records, rules)
        case Op.sigmoid.rawValue: distribute1(.sigmoid, node, records, rules)
        case Op.pow.rawValue: distributePower(node, records, rules)
        case Record.fusedSum: distributeSum(node, records)
        case Op.sqrt.rawValue: distribute1(.sqrt, node, records, rules)
        case Op.abs.rawValue: distribute1(.abs, node, records, rules)
        case Op.max.rawValue: distribute2(.max, node, records, rules)
        case Op.min.rawValue: distribute2(.min, node, records, rules)
        case Op.power.rawValue: distribute2(.power, node, records, rules)
        default: break
        }
    }

    @inline(__always)
    private func distribute2<Rules: DerivativeRules>(
        _ op: Op, _ node: UnsafeMutablePointer<Record>, _ records: UnsafeMutablePointer<Record>, _ rules: Rules
    ) {
        let x = records + Int(node.pointee.x >> 5)
        let y = records + Int(node.pointee.y & ~Record.mark)
        let sent = rules.contributions(op, x.pointee.data, y.pointee.data, node.pointee.data, node.pointee.grad)
        x.pointee.grad = rules.accumulate(x.pointee.gradient, sent.x)
        y.pointee.grad = rules.accumulate(y.pointee.gradient, sent.y)
    }

    @inline(__always)
    private func distribute1<Rules: DerivativeRules>(
        _ op: Op, _ node: UnsafeMutablePointer<Record>, _ records: UnsafeMutablePointer<Record>, _ rules: Rules
    ) {
        let x = records + Int(node.pointee.x >> 5)
        let sent = rules.contributions(op, x.pointee.data, 0, node.pointee.data, node.pointee.grad)
        x.pointee.grad = rules.accumulate(x.pointee.gradient, sent.x)
    }

    private func distributePower<Rules: DerivativeRules>(
        _ node: UnsafeMutablePointer<Record>, _ records: UnsafeMutablePointer<Record>, _ rules: Rules
    ) {
        let x = records + Int(node.pointee.x >> 5)
        let exponent = exponents[Int(node.pointee.y & ~Record.mark)]
        let sent = rules.contributions(.pow, x.pointee.data, exponent, node.pointee.data, node.pointee.grad)
        x.pointee.grad = rules.accumulate(x.pointee.gradient, sent.x)
    }

    /// The walk over an unfolded graph, with someone watching. Used where earlier gradients are still there, and to
    /// record a pass.
    private func sweep<Rules: DerivativeRules, Observer: SweepObserver>(
        _ numbers: inout [PlainNumber], _ rules: Rules, _ observer: inout Observer
    ) {
        numbers[numbers.count - 1].grad = 1
        for step in numbers.indices {
            let place = rules.isReversed ? numbers.count - 1 - step : step
            let number = numbers[place]
            let op = number.op
            if op == .leaf { continue }
            observer.visit(place, upstream: number.grad)
            let x = numbers[number.x].data
            let y = op.inputCount > 1 ? numbers[number.y].data : number.exponent
            let sent = rules.contributions(op, x, y, number.data, number.grad)
            let local = rules.derivatives(op, x, y, number.data)
            send(sent.x, local.x, to: number.x)
            if op.inputCount > 1 { send(sent.y, local.y, to: number.y) }
        }

        func send(_ amount: Double, _ local: Double, to input: Int) {
            let gradient = rules.accumulate(numbers[input].grad, amount)
            numbers[input].grad = gradient
            observer.contributed(to: input, local: local, amount: amount, sum: gradient)
        }
    }
}

// MARK: Watching

/// Watches a backward pass.
private protocol SweepObserver {
    mutating func visit(_ place: Int, upstream: Double)
    mutating func contributed(to input: Int, local: Double, amount: Double, sum: Double)
}

private struct Unobserved: SweepObserver {
    mutating func visit(_ place: Int, upstream: Double) {}
    mutating func contributed(to input: Int, local: Double, amount: Double, sum: Double) {}
}

private struct Recorder: SweepObserver {
    var steps: [BackwardPass.Step] = []

    init(_ count: Int) { steps.reserveCapacity(count) }

    mutating func visit(_ place: Int, upstream: Double) {
        steps.append(BackwardPass.Step(place: place, upstream: upstream))
    }
    mutating func contributed(to input: Int, local: Double, amount: Double, sum: Double) {
        steps[steps.count - 1].add(.init(input: input, local: local, amount: amount, sum: sum))
    }
}

// MARK: What leads to a number

extension Tape {
    /// The numbers on the tape that `root` was made of and itself, each after its inputs.
    /// - Complexity: O(n log n) in their number.
    public func reachable(from root: Node) -> [Node] {
        reachablePlaces(from: place(root)).map { Node($0, epoch) }
    }

    /// A copy of everything known of the graph below `root`, independent of what happens to the tape later. Fused sums
    /// are unfolded.
    /// - Complexity: O(n log n) in the number of nodes.
    public func recorded(from root: Node) -> RecordedGraph {
        recorded(unfolded(reachablePlaces(from: place(root))))
    }

    /// Sets the gradient of every number that `root` was made of, and its own, to zero.
    /// - Complexity: O(numbers recorded between the root and the oldest it depends on).
    public func zeroGrad(from root: Node) {
        for place in reachablePlaces(from: place(root)) {
            records[place].grad = Record.untouched
            if !innerGradients.isEmpty { innerGradients[UInt32(place)] = nil }
        }
    }

    /// Follows the inputs, not the tape: in a training loop the parameters stand far below the numbers of the latest step,
    /// and what lies between is garbage of earlier ones. The marks that keep a number from being found twice stand in the
    /// records themselves and are gone when this returns.
    private func reachablePlaces(from root: Int) -> [Int] {
        var found: [Int] = []
        // Most graphs of lessons are no larger.
        found.reserveCapacity(32)
        found.append(root)
        var oldest = root
        var next = 0
        records[root].y |= Record.mark
        while next < found.count {
            forEachInput(of: found[next]) { input in
                if records[input].y & Record.mark == 0 {
                    records[input].y |= Record.mark
                    found.append(input)
                    oldest = Swift.min(oldest, input)
                }
            }
            next += 1
        }
        if isDense(found.count, from: oldest, to: root) {
            // Cheaper than sorting: they are marked.
            next = 0
            for place in oldest...root where records[place].y & Record.mark != 0 {
                records[place].y &= ~Record.mark
                found[next] = place
                next += 1
            }
        } else {
            for place in found { records[place].y &= ~Record.mark }
            found.sort()
        }
        return found
    }

    /// Whether so many numbers fill a good part of a stretch of the tape, so that walking all of it is worth while.
    func isDense(_ count: Int, from oldest: Int, to root: Int) -> Bool { root - oldest < 16 * count }

    func recorded(_ numbers: [PlainNumber]) -> RecordedGraph {
        RecordedGraph(
            nodes: numbers.map { number in
                let isOnTape = number.node.epoch != Self.nowhere
                return RecordedGraph.Node(
                    node: number.node, op: number.op, inputs: number.inputs,
                    exponent: number.op == .pow ? number.exponent : nil, data: number.data, grad: number.grad,
                    name: isOnTape ? name(number.node) : "", origin: isOnTape ? origin(number.node) : 0)
            })
    }
}
