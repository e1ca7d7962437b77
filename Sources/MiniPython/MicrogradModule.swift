import Micrograd
import Source

/// `micrograd.engine`: the engine's numbers as Python objects. Everything that CPython would refuse while it computes
/// a value (a power of zero, a logarithm of a negative number) is raised before the tape hears of it.
enum ValueMethods {
    static let names = ["backward", "relu", "tanh", "exp", "log"]

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "backward":
            PyBuiltin(name, owner: "Value", arity: 0...0, isPure: false) { machine, arguments throws(Fault) in
                try machine.backward(node(machine, arguments))
                return .none
            }
        case "relu":
            PyBuiltin(name, owner: "Value", arity: 0...0) { machine, arguments throws(Fault) in
                let x = try node(machine, arguments)
                return try machine.newNode { tape in tape.relu(x) }
            }
        case "tanh":
            PyBuiltin(name, owner: "Value", arity: 0...0) { machine, arguments throws(Fault) in
                let x = try node(machine, arguments)
                return try machine.newNode { tape in tape.tanh(x) }
            }
        case "exp":
            PyBuiltin(name, owner: "Value", arity: 0...0) { machine, arguments throws(Fault) in
                let x = try node(machine, arguments)
                _ = try machine.finite(Libm.exp(machine.tape.data(x)), of: machine.tape.data(x))
                return try machine.newNode { tape in tape.exp(x) }
            }
        case "log":
            PyBuiltin(name, owner: "Value", arity: 0...0) { machine, arguments throws(Fault) in
                let x = try node(machine, arguments)
                _ = try machine.logarithm(machine.tape.data(x)) { $0 }
                return try machine.newNode { tape in tape.log(x) }
            }
        default: nil
        }
    }

    private static func node(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> Tape.Node {
        guard arguments.count > 0, let value = arguments[0].object?.value else { throw machine.wrongReceiver("Value") }
        return value.node
    }
}

extension Machine {
    /// Graphs up to this size keep the record of their backward pass: more steps than anyone looks at.
    private static let traceLimit = 2_000

    /// Puts a number on the tape and wraps it.
    func newNode(_ make: (Tape) -> Tape.Node) throws(Fault) -> PyValue {
        if tape.count >= budget.tape { throw tooManyValues() }
        let node = make(tape)
        if tape.count >= compactionLimit { interrupt() }
        if let mutant { spoil(node, mutant) }
        tape.setOrigin(node, originTag)
        let object = PyNode(node)
        object.epoch = epoch
        return .object(object)
    }

    /// Gives a number the value that an engine with a mistake in it computes.
    @inline(never) private func spoil(_ node: Tape.Node, _ mutant: Mutant) {
        guard mutant.kind == .value else { return }
        let inputs = tape.inputs(node)
        guard let x = inputs.first else { return }
        let y = tape.exponent(node) ?? (inputs.count > 1 ? tape.data(inputs[1]) : 0)
        let value = mutant.value(tape.op(node), tape.data(x), y)
        guard value != tape.data(node) else { return }
        audits.isMutantFelt = true
        tape.setData(node, value)
    }

    func tooManyValues() -> Fault {
        .overBudget(
            "the program made more than \(Self.grouped(budget.tape)) Values",
            note: "those that are in use count; a page's 'budget' raises the limit, as 'values'")
    }

    /// `Value(data, label='')`.
    func makeValue(_ arguments: [PyValue], _ keywords: [(symbol: Symbol, value: PyValue)]) throws(Fault) -> PyValue {
        var data = arguments.first
        var label: PyValue?
        if arguments.count > 1 {
            throw .unsupported("Value with children or an operation", note: "Value(data) and label= are supported")
        }
        for keyword in keywords {
            switch keyword.symbol {
            case .data where data == nil: data = keyword.value
            case .data: throw typeError("Value.__init__() got multiple values for argument 'data'")
            case .label: label = keyword.value
            default:
                let name = symbols[keyword.symbol]
                if name == "_children" || name == "_op" { throw .unsupported("the argument '\(name)' of Value") }
                throw typeError("Value.__init__() got an unexpected keyword argument '\(name)'")
            }
        }
        guard let data else { throw typeError("Value.__init__() missing 1 required positional argument: 'data'") }
        let number = try double(data)
        let value = try newNode { tape in tape.leaf(number) }
        if let label { try setNodeAttribute(value, .label, label) }
        return value
    }

    func nodeAttribute(_ value: PyValue, _ symbol: Symbol) throws(Fault) -> PyValue? {
        guard let node = value.object?.value?.node else { return nil }
        switch symbol {
        case .data: return .float(tape.data(node))
        case .grad: return .float(tape.grad(node))
        case .label: return .text(tape.label(node))
        case .class: return .object(types.value)
        default: break
        }
        if let method = nativeMethod(.value, symbol), let function = method.object {
            return .object(PyBoundMethod(value, function))
        }
        if isKnownToPython(value, symbols[symbol]) { throw refusedAttribute(value, symbols[symbol]) }
        return nil
    }

    func setNodeAttribute(_ target: PyValue, _ symbol: Symbol, _ value: PyValue) throws(Fault) {
        guard let node = target.object?.value?.node else { return }
        try guardMutation(node)
        switch symbol {
        case .data:
            tape.replaceData(node, try double(value))
            if keepsOrigins, let target = target.object?.value { noteChange(of: target, isGrad: false) }
        case .grad:
            tape.setGrad(node, try double(value))
            if keepsOrigins, let target = target.object?.value { noteChange(of: target, isGrad: true) }
        case .label:
            guard let text = value.string else { throw .unsupported("a label that is no text") }
            tape.setLabel(node, text.text)
        default:
            let near = Spelling.nearest(to: symbols[symbol], among: ["data", "grad", "label"])
            throw .unsupported(
                "the attribute '\(symbols[symbol])' on a Value", note: near.map { "did you mean '.\($0)'?" })
        }
    }

    // MARK: Operators

    /// Arithmetic with a Value on either side. A plain number becomes a Value first, as in the package.
    func engine(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        if let mutant, mutant == .subSwapped && op == .sub || mutant == .divSwapped && op == .div {
            audits.isMutantFelt = true
            return try valueArithmetic(op, y, x)
        }
        return try valueArithmetic(op, x, y)
    }

    private func valueArithmetic(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        let left = x.object?.value
        // A text on the left formats.
        if op == .mod, let format = x.string {
            var percent = PercentFormat(self, format.bytes, y)
            return .text(try percent.result())
        }
        // A class of the program's own may know what to do with a Value.
        if left == nil, x.object?.instance?.type.lookup(.forward(op)) != nil { return nil }
        switch op {
        case .add, .sub, .mul, .div: break
        case .pow:
            guard let left else { return nil }
            return try power(left.node, y)
        default: return try combineViews(op, x, y)
        }
        let right = y.object?.value
        if left == nil, let type = x.object?.instance?.type,
            op == .sub && type.lookup(.forward(.add)) != nil || op == .div && type.lookup(.forward(.mul)) != nil
        {
            return try reflected(op, x, y)
        }
        // `a - b` is `a + (-b)` in the package, and `a / b` is `a * b**-1`.
        if left != nil, right == nil, y.number == nil, op == .sub || op == .div {
            return op == .sub ? try binary(.add, x, unary(0, y)) : try binary(.mul, x, binary(.pow, y, .int(-1)))
        }
        if left == nil, op == .sub, isSetView(x) { return try combineViews(op, x, y) }
        // Both are checked before either is put on the tape, where `x / 0` would stay behind.
        if op == .div, let right { _ = try self.power(tape.data(right.node), -1) }
        let a = try data(left, x)
        let b = try data(right, y)
        if op == .div { _ = try self.power(b, -1) }
        // The package's numbers, one by one: it subtracts by adding what it has negated and divides by multiplying with a
        // power, and what it makes in between holds a gradient of its own from one pass to the next.
        let first: Tape.Node
        let second: Tape.Node
        switch (op, left, right) {
        case (.sub, nil, let right?):
            first = try made { tape in tape.neg(right.node) }
            second = try node(nil, a)
        case (.sub, _, let right?):
            first = try node(left, a)
            second = try made { tape in tape.neg(right.node) }
        case (.sub, _, nil):
            first = try node(left, a)
            // The package turns the sign of a plain number, and an integer 0 has none.
            second = try node(nil, y.integer == 0 ? 0 : -b)
        case (.div, nil, let right?):
            first = try made { tape in tape.pow(right.node, -1) }
            second = try node(nil, a)
        case (.div, _, let right?):
            first = try node(left, a)
            second = try made { tape in tape.pow(right.node, -1) }
        case (.div, _, nil):
            first = try node(left, a)
            second = try node(nil, Libm.pow(b, -1))
        default:
            // The left operand exists already, a plain right one is made first.
            first = try node(left, a)
            second = try node(right, b)
        }
        return try newNode { tape in
            op == .add || op == .sub ? tape.add(first, second) : tape.mul(first, second)
        }
    }

    /// `Value.__radd__` and its kin, for an object on the left that has no answer.
    func reflected(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        guard x.object?.instance != nil, y.object?.value != nil else { return nil }
        switch op {
        case .add, .mul: return try engine(op, y, x)
        case .sub: return try binary(.add, x, unary(0, y))
        case .div: return try binary(.mul, x, binary(.pow, y, .int(-1)))
        default: return nil
        }
    }

    private func made(_ make: (Tape) -> Tape.Node) throws(Fault) -> Tape.Node {
        guard let node = try newNode(make).object?.value?.node else { throw .unsupported("a Value") }
        return node
    }

    private func data(_ object: PyNode?, _ value: PyValue) throws(Fault) -> Double {
        if let object { return tape.data(object.node) }
        return try double(value)
    }

    private func node(_ object: PyNode?, _ data: Double) throws(Fault) -> Tape.Node {
        if let object { return object.node }
        return try made { tape in tape.leaf(data) }
    }

    private func power(_ node: Tape.Node, _ exponent: PyValue) throws(Fault) -> PyValue {
        guard let number = exponent.number else {
            let error = PyException(
                types.assertionError, args: [.text("only supporting int/float powers for now")])
            throw .raised(error)
        }
        _ = try power(tape.data(node), number)
        return try newNode { tape in tape.pow(node, number) }
    }

    // MARK: Backward

    func backward(_ node: Tape.Node) throws(Fault) {
        let reachable = tape.reachable(from: node)
        var folded = 0
        for step in reachable { folded += tape.savedCount(step) }
        try charge(reachable.count + folded / 8)
        for step in reachable { try checkDerivatives(step) }
        passCount += 1
        let count = reachable.count + folded
        let isAudited = audits.wants(count)
        let content: BackwardRecord.Content
        if isAudited || mutant != nil {
            let pass = writtenBackward(from: node)
            if isAudited { audits.note(pass, on: tape, name: tape.name(node), at: origin(tag: originTag)) }
            // An engine with a mistake in it cannot be asked for the same pass again.
            content = mutant == nil ? .memory(pass.memory) : .trace(tape.trace(of: pass))
        } else if count <= Self.traceLimit {
            content = .memory(tape.rememberedBackward(from: node))
        } else {
            tape.backward(from: node)
            traces[node] = nil
            return
        }
        let isKept = count <= Self.traceLimit
        traces[node] = isKept ? BackwardRecord(content, number: passCount, tag: originTag) : nil
    }

    /// A pass of the engine that the machine has, healthy or not, with every step written down.
    func writtenBackward(from node: Tape.Node) -> BackwardPass {
        guard let mutant else { return tape.writtenBackward(from: node) }
        let pass = tape.writtenBackward(from: node, by: mutant)
        if !audits.isMutantFelt {
            let spoilt = tape.trace(of: pass)
            let healthy = tape.trace(of: pass.memory)
            audits.isMutantFelt = spoilt.graph.nodes.indices.contains {
                spoilt.graph.nodes[$0].grad != healthy.graph.nodes[$0].grad
            }
        }
        return pass
    }

    /// Where the package's own backward functions would raise: data may have changed since the forward pass.
    private func checkDerivatives(_ node: Tape.Node) throws(Fault) {
        switch tape.op(node) {
        case .pow:
            guard let exponent = tape.exponent(node), let input = tape.inputs(node).first else { return }
            _ = try power(tape.data(input), exponent - 1)
        case .div:
            guard let divisor = tape.inputs(node).last else { return }
            _ = try power(tape.data(divisor), -2)
        case .log:
            guard let input = tape.inputs(node).first else { return }
            if tape.data(input) == 0 {
                throw exception(types.zeroDivisionError, "float division by zero")
            }
        default: break
        }
    }
}

/// A backward pass that a program made: remembered until somebody looks at it or the tape is compacted, since most passes
/// of a training loop are never looked at.
struct BackwardRecord {
    enum Content {
        case memory(BackwardMemory)
        case trace(BackwardTrace)

        /// Where a number stands in the pass's graph; nil where it took no part, or nobody knows since the tape was
        /// compacted.
        func place(of node: Tape.Node) -> Int? {
            switch self {
            case .memory(let memory): memory.place(of: node)
            case .trace: nil
            }
        }
    }

    let content: Content
    /// Which of the program's passes it was, from 1.
    let number: Int
    /// The instruction that asked for it.
    let tag: Int

    init(_ content: Content, number: Int, tag: Int) {
        self.content = content
        self.number = number
        self.tag = tag
    }
}

extension Tape {
    func trace(_ record: BackwardRecord) -> BackwardTrace {
        switch record.content {
        case .memory(let memory): trace(of: memory)
        case .trace(let trace): trace
        }
    }
}
