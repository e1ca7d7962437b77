/// The record of a computation: every number with the operation and the inputs that made it, in the order in which
/// they were made. An input always stands before what is made of it, so the order of recording is a topological
/// order and the backward pass is one walk from the end, without recursion and without a sort.
///
/// A tape is used by one thread at a time; several may live side by side.
public final class Tape {
    /// A number on a tape. A handle of four bytes; it means nothing on another tape.
    public struct Node: Hashable, Sendable {
        @usableFromInline let index: Int32

        @inlinable init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

        /// The number's place in the order of recording, from 0.
        public var position: Int { Int(index) }
    }

    /// How a number was made. `y` is the second input, or the place of a power's exponent among the constants.
    private struct Record {
        let op: Op
        let x: Int32
        let y: Int32
    }

    private var records: [Record] = []
    private var values: [Double] = []
    private var gradients: [Double] = []
    private var origins: [Int32] = []
    /// Exponents of powers; they take part in no gradient.
    private var exponents: [Double] = []
    private var labels: [Int32: String] = [:]
    private var names: [Int32: String] = [:]

    public init() {}

    /// How many numbers are on the tape.
    public var count: Int { records.count }
}

// MARK: Forward

extension Tape {
    /// Puts a number on the tape that no operation made.
    public func leaf(_ data: Double) -> Node { push(.leaf, 0, 0, data) }

    public func add(_ x: Node, _ y: Node) -> Node { push(.add, x.index, y.index, Add.value(data(x), data(y))) }
    public func sub(_ x: Node, _ y: Node) -> Node { push(.sub, x.index, y.index, Sub.value(data(x), data(y))) }
    public func mul(_ x: Node, _ y: Node) -> Node { push(.mul, x.index, y.index, Mul.value(data(x), data(y))) }
    public func div(_ x: Node, _ y: Node) -> Node { push(.div, x.index, y.index, Div.value(data(x), data(y))) }
    public func neg(_ x: Node) -> Node { push(.neg, x.index, 0, Neg.value(data(x))) }
    public func exp(_ x: Node) -> Node { push(.exp, x.index, 0, Exp.value(data(x))) }
    public func log(_ x: Node) -> Node { push(.log, x.index, 0, Log.value(data(x))) }
    public func tanh(_ x: Node) -> Node { push(.tanh, x.index, 0, Tanh.value(data(x))) }
    public func relu(_ x: Node) -> Node { push(.relu, x.index, 0, Relu.value(data(x))) }
    public func sigmoid(_ x: Node) -> Node { push(.sigmoid, x.index, 0, Sigmoid.value(data(x))) }

    /// A power with a constant exponent.
    public func pow(_ x: Node, _ exponent: Double) -> Node {
        exponents.append(exponent)
        return push(.pow, x.index, Int32(truncatingIfNeeded: exponents.count - 1), Pow.value(data(x), exponent))
    }

    private func push(_ op: Op, _ x: Int32, _ y: Int32, _ data: Double) -> Node {
        records.append(Record(op: op, x: x, y: y))
        values.append(data)
        gradients.append(0)
        origins.append(0)
        return Node(records.count - 1)
    }

    /// Drops the youngest numbers until `count` are left. Handles of dropped numbers must not be used again.
    /// - Complexity: O(dropped).
    public func truncate(to count: Int) {
        guard count < records.count, count >= 0 else { return }
        for index in count..<records.count {
            if records[index].op == .pow { exponents.removeLast() }
            if !labels.isEmpty { labels[Int32(index)] = nil }
            if !names.isEmpty { names[Int32(index)] = nil }
        }
        let dropped = records.count - count
        records.removeLast(dropped)
        values.removeLast(dropped)
        gradients.removeLast(dropped)
        origins.removeLast(dropped)
    }
}

// MARK: What is known of a number

extension Tape {
    public func data(_ node: Node) -> Double { values[Int(node.index)] }
    /// Replaces a number's value, as a step of training does. Numbers made of it earlier keep theirs.
    public func setData(_ node: Node, _ data: Double) { values[Int(node.index)] = data }

    /// The derivative of the last root with respect to this number, summed over every `backward` since it was zeroed.
    public func grad(_ node: Node) -> Double { gradients[Int(node.index)] }
    public func setGrad(_ node: Node, _ grad: Double) { gradients[Int(node.index)] = grad }

    public func op(_ node: Node) -> Op { records[Int(node.index)].op }

    /// The numbers an operation was applied to, in order; the same one twice for `a + a`.
    public func inputs(_ node: Node) -> [Node] {
        let record = records[Int(node.index)]
        switch record.op.inputCount {
        case 0: return []
        case 1: return [Node(Int(record.x))]
        default: return [Node(Int(record.x)), Node(Int(record.y))]
        }
    }

    /// The exponent of a power; nil for every other operation.
    public func exponent(_ node: Node) -> Double? {
        let record = records[Int(node.index)]
        return record.op == .pow ? exponents[Int(record.y)] : nil
    }

    /// The label the program gave; empty when it gave none.
    public func label(_ node: Node) -> String { labels[node.index] ?? "" }
    public func setLabel(_ node: Node, _ label: String) { labels[node.index] = label.isEmpty ? nil : label }

    /// The name under which figures show a number: its label, else the first name that was suggested, else empty.
    public func name(_ node: Node) -> String { labels[node.index] ?? names[node.index] ?? "" }
    /// Proposes a name, such as that of the variable it was assigned to. The first proposal stays.
    public func suggestName(_ node: Node, _ name: String) {
        if names[node.index] == nil { names[node.index] = name }
    }

    /// A tag of the caller's own for where a number came from; 0 when none was set.
    public func origin(_ node: Node) -> Int { Int(origins[Int(node.index)]) }
    public func setOrigin(_ node: Node, _ tag: Int) { origins[Int(node.index)] = Int32(truncatingIfNeeded: tag) }
}

// MARK: Backward

/// Watches a backward pass. The one that sees nothing costs nothing: the sweep is specialised for it.
private protocol SweepObserver {
    mutating func visit(_ node: Int, upstream: Double)
    mutating func contributed(to input: Int, local: Double, amount: Double, sum: Double)
}

private struct Unobserved: SweepObserver {
    mutating func visit(_ node: Int, upstream: Double) {}
    mutating func contributed(to input: Int, local: Double, amount: Double, sum: Double) {}
}

private struct Recorder: SweepObserver {
    var events: [BackwardTrace.Event] = []

    mutating func visit(_ node: Int, upstream: Double) {
        events.append(BackwardTrace.Event(node: Tape.Node(node), upstream: upstream, contributions: []))
    }
    mutating func contributed(to input: Int, local: Double, amount: Double, sum: Double) {
        events[events.count - 1].contributions.append(
            BackwardTrace.Contribution(input: Tape.Node(input), local: local, amount: amount, sum: sum))
    }
}

extension Tape {
    /// Adds to the gradient of every number that `root` was made of the derivative of `root` with respect to it.
    ///
    /// As in micrograd, the root's gradient is set to 1, every other gradient is added to, and numbers that do not
    /// lead to the root are left alone.
    /// - Complexity: O(numbers recorded between the root and the oldest it depends on); no recursion.
    public func backward(from root: Node) {
        var observer = Unobserved()
        sweep(from: root, observer: &observer)
    }

    /// The same pass, with every one of its steps written down.
    public func recordedBackward(from root: Node) -> BackwardTrace {
        let before = recorded(from: root)
        var observer = Recorder()
        sweep(from: root, observer: &observer)
        return BackwardTrace(
            graph: recorded(from: root), gradientsBefore: before.nodes.map { $0.grad }, events: observer.events)
    }

    // snippet.backward
    private func sweep<Observer: SweepObserver>(from root: Node, observer: inout Observer) {
        var reachable = [Bool](repeating: false, count: root.position + 1)
        reachable[root.position] = true
        gradients[root.position] = 1
        var index = root.position
        var oldest = root.position
        while index >= oldest {
            let record = records[index]
            if reachable[index], record.op != .leaf {
                let x = Int(record.x)
                let y = Int(record.y)
                let binary = record.op.inputCount == 2
                let upstream = gradients[index]
                let right = record.op == .pow ? exponents[y] : binary ? values[y] : 0
                let amounts = record.op.contributions(values[x], right, values[index], upstream)
                let local = record.op.derivatives(values[x], right, values[index])
                observer.visit(index, upstream: upstream)
                gradients[x] += amounts.x
                observer.contributed(to: x, local: local.x, amount: amounts.x, sum: gradients[x])
                reachable[x] = true
                oldest = min(oldest, x)
                if binary {
                    gradients[y] += amounts.y
                    observer.contributed(to: y, local: local.y, amount: amounts.y, sum: gradients[y])
                    reachable[y] = true
                    oldest = min(oldest, y)
                }
            }
            index -= 1
        }
    }
    // snippet.end

    /// Sets the gradient of every number that `root` was made of, and its own, to zero.
    public func zeroGrad(from root: Node) {
        for node in reachable(from: root) { gradients[node.position] = 0 }
    }

    /// The numbers `root` was made of and itself, each after its inputs.
    /// - Complexity: O(numbers recorded between the root and the oldest it depends on).
    public func reachable(from root: Node) -> [Node] {
        var marked = [Bool](repeating: false, count: root.position + 1)
        marked[root.position] = true
        var found: [Node] = []
        var oldest = root.position
        var index = root.position
        while index >= oldest {
            if marked[index] {
                let node = Node(index)
                found.append(node)
                for input in inputs(node) {
                    marked[input.position] = true
                    oldest = min(oldest, input.position)
                }
            }
            index -= 1
        }
        return found.reversed()
    }

    /// A copy of everything known of the graph below `root`, independent of what happens to the tape later.
    public func recorded(from root: Node) -> RecordedGraph {
        let order = reachable(from: root)
        var places: [Int32: Int] = [:]
        for (place, node) in order.enumerated() { places[node.index] = place }
        return RecordedGraph(
            nodes: order.map { node in
                RecordedGraph.Node(
                    node: node, op: op(node), inputs: inputs(node).compactMap { places[$0.index] },
                    exponent: exponent(node), data: data(node), grad: grad(node), name: name(node),
                    origin: origin(node))
            })
    }
}
