/// The record of a computation: every number with the operation and the inputs that made it, in the order in which
/// they were made. An input always stands before what is made of it, so the order of recording is a topological
/// order and the backward pass is one walk from the end, without recursion and without a sort.
///
/// A number takes 24 bytes in one arena that is used again after `truncate` or `scope`; putting one on the tape takes
/// constant time. A tape is used by one thread at a time; several may live side by side.
///
/// Source: R. E. Wengert, "A simple automatic derivative evaluation program", Communications of the ACM 7 (8), 1964, for
/// the list of operations; A. Griewank and A. Walther, "Evaluating Derivatives", 2nd edition, 2008, chapter 3, for its
/// walk from the end.
public final class Tape {
    /// A number on a tape: a handle of eight bytes. It means nothing on another tape, and using it after the number was
    /// dropped stops the program with a message; it is never another number's handle.
    @frozen public struct Node: Hashable, Sendable {
        @usableFromInline let index: UInt32
        /// The tape's epoch when the number was made. Dropping numbers begins a new epoch.
        @usableFromInline let epoch: UInt32

        @inlinable init(_ index: Int, _ epoch: UInt32) {
            self.index = UInt32(truncatingIfNeeded: index)
            self.epoch = epoch
        }

        /// The number's place in the order of recording, from 0.
        @inlinable public var position: Int { Int(index) }
    }

    // A class's stored properties are checked for overlapping access each time they are used, which costs more than
    // everything else an operation does. These few are touched by the methods of this class alone, one at a time.
    @exclusivity(unchecked) @usableFromInline var records: UnsafeMutablePointer<Record>
    @exclusivity(unchecked) @usableFromInline var used = 0
    @exclusivity(unchecked) @usableFromInline var capacity: Int
    @exclusivity(unchecked) @usableFromInline var epoch: UInt32 = 1
    /// Handles of an epoch before this one are stale; 0 is that of numbers on no tape.
    @exclusivity(unchecked) @usableFromInline var firstEpoch: UInt32 = 1
    /// Handles of an earlier epoch are good below this place: nothing below it was dropped since `firstEpoch`.
    @exclusivity(unchecked) @usableFromInline var lowestMark = 0
    /// What was left at each drop, rising, with the epoch that it began: decides on handles above the lowest.
    @exclusivity(unchecked) var marks: [(count: Int, epoch: UInt32)] = []
    /// Exponents of powers; they take part in no gradient.
    @exclusivity(unchecked) @usableFromInline var exponents: [Double] = []
    /// Where the operands of fused sums stand, in the order of the sums.
    @exclusivity(unchecked) var sums: [FusedSum] = []
    /// Gradients of the numbers that fused sums save, where they are not the sum's own.
    @exclusivity(unchecked) var innerGradients: [UInt32: [Double]] = [:]
    /// What the operands of fused sums were before the program replaced them, by their places.
    @exclusivity(unchecked) var replaced: [UInt32: [ReplacedData]] = [:]
    /// Operations below this place may hold gradients of an earlier pass; those above have none.
    @exclusivity(unchecked) @usableFromInline var swept = 0
    /// A number of leading records that are known to be leaves.
    @exclusivity(unchecked) @usableFromInline var leadingLeaves = 0
    /// Whether anything but records is to be forgotten when numbers are dropped.
    @exclusivity(unchecked) @usableFromInline var hasNotes = false
    @exclusivity(unchecked) private var labels: [UInt32: String] = [:]
    @exclusivity(unchecked) private var names: [UInt32: String] = [:]
    /// As many as the numbers that have one need; later numbers have none.
    @exclusivity(unchecked) private var origins: [Int32] = []

    /// The most numbers that a tape can hold: 2^27.
    @usableFromInline static var limit: Int { 1 << 27 }

    /// An empty tape.
    public init() {
        capacity = 1024
        records = Arena.allocate(1024)
    }

    deinit { Arena.release(records) }

    /// How many numbers are on the tape.
    @inlinable public var count: Int { used }

    @usableFromInline @inline(never) func grow() {
        if capacity >= Self.limit { fatalError("a tape holds at most 134,217,728 numbers") }
        records = Arena.grow(records, from: capacity, to: capacity * 2)
        capacity *= 2
    }
}

/// A number on a tape: its value, its gradient, and how it was made.
@frozen @usableFromInline struct Record {
    @usableFromInline var data: Double
    /// `untouched` until a gradient arrives or is set.
    @usableFromInline var grad: Double
    /// The first input's place and, in the low five bits, the operation.
    @usableFromInline var x: UInt32
    /// The second input's place, or that of a power's exponent; the highest bit is a mark of the
    /// sweep.
    @usableFromInline var y: UInt32

    @inlinable init(data: Double, x: UInt32, y: UInt32) {
        self.data = data
        grad = Record.untouched
        self.x = x
        self.y = y
    }

    /// A signalling NaN that no arithmetic yields: a gradient that is 0 because nothing has arrived yet. It tells the
    /// sweep which numbers lead to the root without a mark of their own.
    @inlinable static var untouched: Double {
        @inline(__always) get { Double(bitPattern: 0x7FF4_6772_6164_0001) }
    }

    @inlinable var isTouched: Bool {
        @inline(__always) get { grad.bitPattern != 0x7FF4_6772_6164_0001 }
    }

    /// The gradient as a number.
    @inlinable var gradient: Double {
        @inline(__always) get { isTouched ? grad : 0 }
    }

    @inlinable var op: UInt32 {
        @inline(__always) get { x & 31 }
    }

    @inlinable static var mark: UInt32 {
        @inline(__always) get { 1 << 31 }
    }
}

// MARK: Forward

extension Tape {
    /// Puts a number on the tape that no operation made.
    /// - Precondition: fewer than 134,217,728 numbers are on the tape, as for every operation.
    /// - Complexity: O(1), amortised.
    @inlinable @inline(__always) public func leaf(_ data: Double) -> Node { push(data, .leaf, 0, 0) }

    // Each puts the number that its rule in `Op.swift` makes of its inputs on the tape, in constant time.

    /// `x + y`; see `Add`.
    @inlinable @inline(__always) public func add(_ x: Node, _ y: Node) -> Node { binary(Add.self, .add, x, y) }
    /// `x - y`; see `Sub`.
    @inlinable @inline(__always) public func sub(_ x: Node, _ y: Node) -> Node { binary(Sub.self, .sub, x, y) }
    /// `x * y`; see `Mul`.
    @inlinable @inline(__always) public func mul(_ x: Node, _ y: Node) -> Node { binary(Mul.self, .mul, x, y) }
    /// `x / y`; see `Div`.
    @inlinable @inline(__always) public func div(_ x: Node, _ y: Node) -> Node { binary(Div.self, .div, x, y) }
    /// `-x`; see `Neg`.
    @inlinable @inline(__always) public func neg(_ x: Node) -> Node { unary(Neg.self, .neg, x) }
    /// The exponential; see `Exp`.
    @inlinable @inline(__always) public func exp(_ x: Node) -> Node { unary(Exp.self, .exp, x) }
    /// The natural logarithm; see `Log`.
    @inlinable @inline(__always) public func log(_ x: Node) -> Node { unary(Log.self, .log, x) }
    /// The hyperbolic tangent; see `Tanh`.
    @inlinable @inline(__always) public func tanh(_ x: Node) -> Node { unary(Tanh.self, .tanh, x) }
    /// `x`, or 0 where it is negative; see `Relu`.
    @inlinable @inline(__always) public func relu(_ x: Node) -> Node { unary(Relu.self, .relu, x) }
    /// The logistic function; see `Sigmoid`.
    @inlinable @inline(__always) public func sigmoid(_ x: Node) -> Node { unary(Sigmoid.self, .sigmoid, x) }

    /// The square root; see `Sqrt`.
    @inlinable @inline(__always) public func sqrt(_ x: Node) -> Node { unary(Sqrt.self, .sqrt, x) }
    /// The absolute value; see `Abs`.
    @inlinable @inline(__always) public func abs(_ x: Node) -> Node { unary(Abs.self, .abs, x) }
    /// The greater of two; see `Max`.
    @inlinable @inline(__always) public func max(_ x: Node, _ y: Node) -> Node { binary(Max.self, .max, x, y) }
    /// The smaller of two; see `Min`.
    @inlinable @inline(__always) public func min(_ x: Node, _ y: Node) -> Node { binary(Min.self, .min, x, y) }
    /// A power whose exponent takes part in the gradient; see `Power`.
    @inlinable public func pow(_ x: Node, _ exponent: Node) -> Node { binary(Power.self, .power, x, exponent) }

    /// A power with a constant exponent, through which no gradient flows; see `Pow`.
    @inlinable public func pow(_ x: Node, _ exponent: Double) -> Node {
        let a = place(x)
        exponents.append(exponent)
        hasNotes = true
        return push(Pow.value(records[a].data, exponent), .pow, a, exponents.count &- 1)
    }

    @inlinable @inline(__always) func binary<Rule: BinaryRule>(
        _ rule: Rule.Type, _ op: Op, _ x: Node, _ y: Node
    ) -> Node {
        let a = place(x)
        let b = place(y)
        return push(Rule.value(records[a].data, records[b].data), op, a, b)
    }

    @inlinable @inline(__always) func unary<Rule: UnaryRule>(_ rule: Rule.Type, _ op: Op, _ x: Node) -> Node {
        let a = place(x)
        return push(Rule.value(records[a].data), op, a, 0)
    }

    @inlinable @inline(__always) func push(_ data: Double, _ op: Op, _ x: Int, _ y: Int) -> Node {
        let index = pushRaw(
            data, UInt32(truncatingIfNeeded: x) << 5 | op.rawValue, UInt32(truncatingIfNeeded: y))
        return Node(index, epoch)
    }

    @inlinable @inline(__always) func pushRaw(_ data: Double, _ x: UInt32, _ y: UInt32) -> Int {
        let index = used
        if index == capacity { grow() }
        (records + index).initialize(to: Record(data: data, x: x, y: y))
        used = index &+ 1
        return index
    }

    /// Puts the `relu` of the number at a place on the tape.
    @inline(__always) func pushRelu(_ place: Int) {
        _ = push(Relu.value(records[place].data), .relu, place, 0)
    }

    /// The place of a handle's number; a stale handle stops here.
    @inlinable @inline(__always) func place(_ node: Node) -> Int {
        let index = Int(node.index)
        if node.epoch != epoch, node.epoch < firstEpoch || index >= lowestMark { checkStale(node) }
        return index
    }

    @usableFromInline @inline(never) func checkStale(_ node: Node) {
        // An optimised program says nothing when a precondition fails.
        if !isLive(node) { fatalError("a handle of a number that was dropped from its tape") }
    }

    /// Whether a handle's number is still on the tape. Of a handle of another tape the answer means nothing.
    /// - Complexity: O(scopes that are open).
    public func isLive(_ node: Node) -> Bool {
        guard node.epoch >= firstEpoch, node.position < used else { return false }
        // Marks rise, so the first one set after the handle was made is the lowest since.
        for mark in marks where mark.epoch > node.epoch { return node.position < mark.count }
        return true
    }
}

// MARK: Dropping

extension Tape {
    /// Drops the youngest numbers until `count` are left; their memory is used again. Handles of dropped numbers are
    /// stale from now on.
    /// - Precondition: `count` is not negative; where fewer numbers are on the tape, nothing happens.
    /// - Complexity: O(1) but for powers, labels and names among the dropped.
    @inlinable @inline(__always) public func truncate(to count: Int) {
        if count == 0, lowestMark == 0, !hasNotes, used > 0 {
            dropAll()
        } else {
            drop(to: count)
        }
    }

    /// A whole tape of which nothing but records is known: a few stores, so small that a loop over small graphs does not
    /// notice them.
    @inlinable @inline(__always) func dropAll() {
        used = 0
        beginEpoch()
        firstEpoch = epoch
        swept = 0
        leadingLeaves = 0
    }

    @usableFromInline @inline(never) func drop(to count: Int) {
        precondition(count >= 0, "a tape cannot hold \(count) numbers")
        guard count < used else { return }
        if hasNotes { forget(from: count) }
        if count == 0 {
            dropAll()
            if lowestMark > 0 { clearMarks() }
            return
        }
        used = count
        beginEpoch()
        swept = Swift.min(swept, count)
        leadingLeaves = Swift.min(leadingLeaves, count)
        setMark(count)
    }

    @inlinable @inline(__always) func beginEpoch() {
        if epoch == .max { stopAtLastEpoch() }
        epoch &+= 1
    }

    /// Beginning again at 1 would make handles of the first epochs good once more, for other numbers than theirs.
    @usableFromInline @inline(never) func stopAtLastEpoch() {
        fatalError("numbers were dropped from one tape 4,294,967,294 times, and its handles can tell no more apart")
    }

    @inline(never) private func setMark(_ count: Int) {
        while let last = marks.last, last.count >= count { marks.removeLast() }
        marks.append((count, epoch))
        lowestMark = marks[0].count
    }

    @inline(never) private func clearMarks() {
        marks.removeAll(keepingCapacity: true)
        lowestMark = 0
    }

    /// Runs a body and drops every number it made: how a training loop of any length stays within the memory of one
    /// step. Numbers made before, such as the parameters, stay; a handle that leaves the body is stale.
    /// - Returns: what the body returned.
    /// - Throws: what the body throws; its numbers are dropped then too.
    /// - Complexity: that of the body, and of `truncate(to:)`.
    @inlinable public func scope<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let mark = count
        defer { truncate(to: mark) }
        return try body()
    }

    @inline(never) private func forget(from count: Int) {
        while let sum = sums.last, sum.place >= count { sums.removeLast() }
        if !innerGradients.isEmpty { innerGradients = innerGradients.filter { $0.key < count } }
        forgetReplaced(from: count)
        if !exponents.isEmpty {
            for index in count..<used where records[index].op == Op.pow.rawValue { exponents.removeLast() }
        }
        if !labels.isEmpty { labels = labels.filter { $0.key < count } }
        if !names.isEmpty { names = names.filter { $0.key < count } }
        if origins.count > count { origins.removeLast(origins.count - count) }
        if count == 0 { hasNotes = false }
    }
}

// MARK: What is known of a number

extension Tape {
    /// A number's value.
    @inlinable @inline(__always) public func data(_ node: Node) -> Double { records[place(node)].data }
    /// Replaces a number's value, as a step of training does. Numbers made of it earlier keep theirs.
    @inlinable public func setData(_ node: Node, _ data: Double) { records[place(node)].data = data }

    /// The derivative of the last root with respect to this number, summed over every `backward` since it was zeroed.
    @inlinable @inline(__always) public func grad(_ node: Node) -> Double { records[place(node)].gradient }

    /// Replaces a number's gradient. A later `backward` adds to it and, where the number is no leaf, hands it on.
    public func setGrad(_ node: Node, _ grad: Double) {
        let index = place(node)
        if records[index].op == Record.fusedSum {
            innerGradients[UInt32(index)] = innerGradients(of: index)
        }
        // What arithmetic does not yield a caller might; a quiet NaN is as good.
        records[index].grad = grad.isSignalingNaN ? .nan : grad
        if records[index].op != Op.leaf.rawValue { swept = Swift.max(swept, index + 1) }
    }

    /// The operation that made a number; the addition that comes last for a fused sum of products.
    public func op(_ node: Node) -> Op {
        let code = records[place(node)].op
        return code == Record.fusedSum ? .add : Op(rawValue: code) ?? .leaf
    }

    /// The numbers an operation was applied to, in order; the same one twice for `a + a`. For a fused sum its operands:
    /// the bias, then weight and input of every product.
    /// - Complexity: O(inputs).
    public func inputs(_ node: Node) -> [Node] {
        var inputs: [Node] = []
        forEachInput(of: place(node)) { inputs.append(Node($0, epoch)) }
        return inputs
    }

    /// The places of a number's inputs, in order. Whatever has more than a gradient to hand on asks here.
    @inline(__always) func forEachInput(of index: Int, _ body: (Int) -> Void) {
        let record = records[index]
        if record.op == Record.fusedSum {
            let sum = sums[Int(record.y & ~Record.mark)]
            body(Int(record.x >> 5))
            for step in 0..<Int(sum.count) {
                body(Int(sum.weights) + step)
                body(Int(sum.inputs) + step * Int(sum.stride))
            }
            return
        }
        let count = Op(rawValue: record.op)?.inputCount ?? 0
        if count > 0 { body(Int(record.x >> 5)) }
        if count > 1 { body(Int(record.y & ~Record.mark)) }
    }

    /// The exponent of a power; nil for every other operation.
    public func exponent(_ node: Node) -> Double? {
        let record = records[place(node)]
        return record.op == Op.pow.rawValue ? exponents[Int(record.y & ~Record.mark)] : nil
    }

    /// The label the program gave; empty when it gave none.
    public func label(_ node: Node) -> String { labels[UInt32(place(node))] ?? "" }
    /// Replaces the label; an empty one takes it away. A label belongs to figures and takes part in no gradient.
    public func setLabel(_ node: Node, _ label: String) {
        let key = UInt32(place(node))
        if label.isEmpty, labels.isEmpty { return }
        labels[key] = label.isEmpty ? nil : label
        hasNotes = true
    }

    /// The name under which figures show a number: its label, else the first name that was suggested, else empty.
    public func name(_ node: Node) -> String {
        let key = UInt32(place(node))
        return labels[key] ?? names[key] ?? ""
    }

    /// Proposes a name, such as that of the variable it was assigned to. The first proposal stays.
    public func suggestName(_ node: Node, _ name: String) {
        let key = UInt32(place(node))
        if names[key] == nil { names[key] = name }
        hasNotes = true
    }

    /// A tag of the caller's own for where a number came from; 0 when none was set.
    public func origin(_ node: Node) -> Int {
        let index = place(node)
        return index < origins.count ? Int(origins[index]) : 0
    }

    /// Sets the tag, of which 32 bits are kept.
    /// - Complexity: O(1), amortised over the numbers of the tape.
    public func setOrigin(_ node: Node, _ tag: Int) {
        let index = place(node)
        while origins.count <= index { origins.append(0) }
        origins[index] = Int32(truncatingIfNeeded: tag)
        hasNotes = true
    }

    /// Sets the tag of every number from a place on.
    public func setOrigins(from count: Int, _ tag: Int) {
        guard count < used else { return }
        if origins.count > count { origins.removeLast(origins.count - count) }
        while origins.count < count { origins.append(0) }
        while origins.count < used { origins.append(Int32(truncatingIfNeeded: tag)) }
        hasNotes = true
    }
}

// MARK: Compacting

extension Tape {
    /// Drops every number that none of the given ones was made of, wherever it stands, and moves the others together.
    /// For a program whose variables say what is still in use: a training loop in which temporaries go out of scope.
    ///
    /// Every handle is stale afterwards but those that are given back.
    /// - Parameter live: handles of the numbers in use; replaced by their new ones.
    /// - Complexity: O(numbers on the tape).
    public func compact(keeping live: inout [Node]) {
        // Marks travel from the youngest to the oldest, since inputs stand before what is made of them.
        for node in live { records[place(node)].y |= Record.mark }
        var index = used - 1
        while index >= 0 {
            if records[index].y & Record.mark != 0 {
                forEachInput(of: index) { records[$0].y |= Record.mark }
            }
            index -= 1
        }
        // For each place, how many of the numbers below it stay: the new place of one that does.
        var moved = [UInt32](repeating: 0, count: used + 1)
        var keptExponents: [Double] = []
        var keptSums: [FusedSum] = []
        var keptInner: [UInt32: [Double]] = [:]
        var keptLabels: [UInt32: String] = [:]
        var keptNames: [UInt32: String] = [:]
        var kept = 0
        for index in 0..<used {
            moved[index] = UInt32(kept)
            guard records[index].y & Record.mark != 0 else { continue }
            var record = records[index]
            record.y &= ~Record.mark
            let inputs = Op(rawValue: record.op)?.inputCount ?? 0
            if inputs > 0 { record.x = moved[Int(record.x >> 5)] << 5 | record.op }
            if inputs > 1 { record.y = moved[Int(record.y)] }
            if record.op == Op.pow.rawValue {
                keptExponents.append(exponents[Int(record.y)])
                record.y = UInt32(keptExponents.count - 1)
            }
            if record.op == Record.fusedSum {
                record.x = moved[Int(record.x >> 5)] << 5 | record.op
                // Operands stand in rows that are in use as a whole, so each row moves as a whole.
                keptSums.append(
                    sums[Int(record.y)].moved(to: kept, after: keptSums.last) { Int(moved[Int($0)]) })
                record.y = UInt32(keptSums.count - 1)
                if let inner = innerGradients[UInt32(index)] { keptInner[UInt32(kept)] = inner }
            }
            records[kept] = record
            if let label = labels[UInt32(index)] { keptLabels[UInt32(kept)] = label }
            if let name = names[UInt32(index)] { keptNames[UInt32(kept)] = name }
            if index < origins.count { origins[kept] = origins[index] }
            kept += 1
        }
        moved[used] = UInt32(kept)
        if origins.count > kept { origins.removeLast(origins.count - kept) }
        exponents = keptExponents
        sums = keptSums
        moveReplaced(moved)
        innerGradients = keptInner
        labels = keptLabels
        names = keptNames
        used = kept
        beginEpoch()
        firstEpoch = epoch
        clearMarks()
        leadingLeaves = 0
        // Which of the moved numbers hold gradients is not worth knowing.
        swept = kept
        for place in live.indices { live[place] = Node(Int(moved[live[place].position]), epoch) }
    }
}
