import Micrograd

/// `micrograd.nn`: the package's classes of networks. Their instances are ordinary objects, with their parameters in
/// ordinary attributes, so that a program may look into them, change them and derive classes from them; what runs natively
/// is their methods. A neuron's sum of products is one number on the tape where its weights stand in a row.
enum NetworkModule {
    static func make(_ machine: Machine) throws(Fault) -> PyModule {
        let classes = NetworkClasses(machine)
        machine.networks = classes
        define(classes.module, moduleMethods, machine)
        define(classes.neuron, neuronMethods, machine)
        define(classes.layer, layerMethods, machine)
        define(classes.mlp, mlpMethods, machine)
        var attributes: [Symbol: PyValue] = [:]
        for type in [classes.module, classes.neuron, classes.layer, classes.mlp, machine.types.value] {
            attributes[machine.symbols.intern(type.name)] = .object(type)
        }
        attributes[machine.symbols.intern("random")] = .object(try machine.module("random"))
        return PyModule("micrograd.nn", attributes)
    }

    private static func define(_ type: PyType, _ methods: [PyBuiltin], _ machine: Machine) {
        for method in methods { type.setOwn(machine.symbols.intern(method.name), .object(method)) }
        machine.classVersion &+= 1
    }

    private static func method(
        _ type: String, _ name: String, _ parameters: [String] = [], optional: Int = 0, takesMore: Bool = false,
        _ body: @escaping @Sendable (Machine, Signature.Bound) throws(Fault) -> PyValue
    ) -> PyBuiltin {
        PyBuiltin(
            name, in: "micrograd.nn",
            Signature("\(type).\(name)", parameters, optional: optional, takesMore: takesMore), body)
    }

    private static var moduleMethods: [PyBuiltin] {
        [
            method("Module", "zero_grad") { machine, given throws(Fault) in
                let parameters = try machine.iterator(machine.parameters(of: given[0]))
                while let parameter = try machine.next(parameters) {
                    try machine.charge(1)
                    try machine.setAttribute(parameter, .grad, .int(0))
                }
                return .none
            },
            method("Module", "parameters") { machine, _ throws(Fault) in machine.list([]) },
        ]
    }

    private static var neuronMethods: [PyBuiltin] {
        [
            method("Neuron", "__init__", ["nin", "nonlin"], optional: 1) { machine, given throws(Fault) in
                try machine.fillNeuron(given[0], given[1], nonlin: given.optional(2) ?? .bool(true))
                return .none
            },
            method("Neuron", "__call__", ["x"]) { machine, given throws(Fault) in
                try machine.neuronOutput(given[0], given[1])
            },
            method("Neuron", "parameters") { machine, given throws(Fault) in
                try machine.neuronParameters(given[0])
            },
            method("Neuron", "__repr__") { machine, given throws(Fault) in
                .text(try machine.neuronText(given[0]))
            },
        ]
    }

    private static var layerMethods: [PyBuiltin] {
        [
            method("Layer", "__init__", ["nin", "nout"], takesMore: true) { machine, given throws(Fault) in
                try machine.fillLayer(given[0], given[1], given[2], given.more)
                return .none
            },
            method("Layer", "__call__", ["x"]) { machine, given throws(Fault) in
                try machine.layerOutput(given[0], given[1])
            },
            method("Layer", "parameters") { machine, given throws(Fault) in
                try machine.allParameters(given[0]) { $0.neurons }
            },
            method("Layer", "__repr__") { machine, given throws(Fault) in
                .text(try machine.text("Layer", ofParts: given[0]) { $0.neurons })
            },
        ]
    }

    private static var mlpMethods: [PyBuiltin] {
        [
            method("MLP", "__init__", ["nin", "nouts"]) { machine, given throws(Fault) in
                try machine.fillMLP(given[0], given[1], given[2])
                return .none
            },
            method("MLP", "__call__", ["x"]) { machine, given throws(Fault) in
                try machine.mlpOutput(given[0], given[1])
            },
            method("MLP", "parameters") { machine, given throws(Fault) in
                try machine.allParameters(given[0]) { $0.layers }
            },
            method("MLP", "__repr__") { machine, given throws(Fault) in
                .text(try machine.text("MLP", ofParts: given[0]) { $0.layers })
            },
        ]
    }
}

/// The four classes, and the names of their attributes.
final class NetworkClasses {
    let module, neuron, layer, mlp: PyType
    let w, b, nonlin, neurons, layers, parameters, relu: Symbol
    /// That of a neuron as its initializer leaves it: weights, bias, `nonlin`.
    fileprivate let neuronShape: Shape

    fileprivate init(_ machine: Machine) {
        func make(_ name: String, _ base: PyType) -> PyType {
            PyType(name, base: base, native: .object, module: "micrograd.nn", shape: machine.nextShape())
        }
        module = make("Module", machine.types.object)
        neuron = make("Neuron", module)
        layer = make("Layer", module)
        mlp = make("MLP", module)
        w = machine.symbols.intern("w")
        b = machine.symbols.intern("b")
        nonlin = machine.symbols.intern("nonlin")
        neurons = machine.symbols.intern("neurons")
        layers = machine.symbols.intern("layers")
        parameters = machine.symbols.intern("parameters")
        relu = machine.symbols.intern("relu")
        var shape = neuron.rootShape
        for attribute in [w, b, nonlin] { shape = shape.adding(attribute) { machine.nextShape() } }
        neuronShape = shape
    }
}

extension Machine {
    private func classes() throws(Fault) -> NetworkClasses {
        if let networks { return networks }
        _ = try module("micrograd.nn")
        guard let networks else { throw .unsupported("'micrograd.nn'") }
        return networks
    }

    private func isExactly(_ value: PyValue, _ type: PyType) -> Bool { value.object?.instance?.type === type }

    // MARK: Making

    fileprivate func fillNeuron(_ neuron: PyValue, _ inputs: PyValue, nonlin: PyValue) throws(Fault) {
        let classes = try classes()
        var weights: [PyValue] = []
        for _ in 0..<(try times(inputs)) {
            try charge(1)
            let weight = try double(uniform(.int(-1), .int(1)))
            weights.append(try newNode { tape in tape.leaf(weight) })
        }
        try setAttribute(neuron, classes.w, list(weights))
        try setAttribute(neuron, classes.b, newNode { tape in tape.leaf(0) })
        try setAttribute(neuron, classes.nonlin, nonlin)
    }

    fileprivate func fillLayer(
        _ layer: PyValue, _ inputs: PyValue, _ outputs: PyValue, _ more: [(symbol: Symbol, value: PyValue)]
    ) throws(Fault) {
        let classes = try classes()
        var neurons: [PyValue] = []
        for _ in 0..<(try times(outputs)) {
            // As much as the package's own code would take.
            try charge(8)
            neurons.append(try make(classes.neuron, [inputs], more))
        }
        try setAttribute(layer, classes.neurons, list(neurons))
    }

    fileprivate func fillMLP(_ mlp: PyValue, _ inputs: PyValue, _ outputs: PyValue) throws(Fault) {
        let classes = try classes()
        let sizes = try binary(.add, list([inputs]), outputs)
        let count = try length(outputs)
        var layers: [PyValue] = []
        for index in 0..<count {
            try charge(8)
            let width = try getItem(sizes, .count(index))
            let next = try getItem(sizes, .count(index + 1))
            layers.append(
                try make(classes.layer, [width, next], [(classes.nonlin, .bool(index != length(outputs) - 1))]))
        }
        try setAttribute(mlp, classes.layers, list(layers))
    }

    /// How often `for _ in range(count)` goes round.
    private func times(_ count: PyValue) throws(Fault) -> Int {
        guard let number = try integerIndex(count) else {
            throw typeError("'\(typeName(count))' object cannot be interpreted as an integer")
        }
        if number > 0 { try checkSize(Int(number)) }
        return Int(max(0, number))
    }

    // MARK: Forward

    fileprivate func mlpOutput(_ mlp: PyValue, _ x: PyValue) throws(Fault) -> PyValue {
        let classes = try classes()
        let layers = try iterator(attribute(mlp, classes.layers))
        var x = x
        while let layer = try next(layers) {
            x = isExactly(layer, classes.layer) ? try layerOutput(layer, x) : try call(layer, [x])
        }
        return x
    }

    fileprivate func layerOutput(_ layer: PyValue, _ x: PyValue) throws(Fault) -> PyValue {
        let classes = try classes()
        let neurons = try iterator(attribute(layer, classes.neurons))
        // Read once for all neurons, and again after whatever may have run the program's own code.
        var row = nodes(x)
        var outputs: [PyValue] = []
        while let neuron = try next(neurons) {
            try charge(1)
            if let row, let output = try output(neuron, row, classes) {
                outputs.append(output)
                continue
            }
            outputs.append(isExactly(neuron, classes.neuron) ? try neuronOutput(neuron, x) : try call(neuron, [x]))
            row = nodes(x)
        }
        return outputs.count == 1 ? outputs[0] : list(outputs)
    }

    fileprivate func neuronOutput(_ neuron: PyValue, _ x: PyValue) throws(Fault) -> PyValue {
        let classes = try classes()
        if let row = nodes(x), let output = try output(neuron, row, classes) { return output }
        let weights = try attribute(neuron, classes.w)
        let sum: PyValue
        if let w = weights.object?.list?.items, let inputs = x.object?.list?.items ?? x.object?.tuple?.items {
            let bias = try attribute(neuron, classes.b)
            if let dot = try dot(w, inputs, bias) {
                sum = dot
            } else {
                sum = try self.sum(zip([weights, x], isStrict: false), bias)
            }
        } else {
            let pairs = try zip([weights, x], isStrict: false)
            sum = try self.sum(pairs, attribute(neuron, classes.b))
        }
        guard try isTrue(attribute(neuron, classes.nonlin)) else { return sum }
        if let node = sum.object?.value?.node { return try newNode { tape in tape.relu(node) } }
        return try call(attribute(sum, classes.relu), [])
    }

    /// The numbers of a list or tuple of Values; nothing for anything else.
    private func nodes(_ x: PyValue) -> [Tape.Node]? {
        guard let items = x.object?.list?.items ?? x.object?.tuple?.items else { return nil }
        return nodes(items, items.count)
    }

    private func nodes(_ items: [PyValue], _ count: Int) -> [Tape.Node]? {
        var nodes: [Tape.Node] = []
        nodes.reserveCapacity(count)
        for index in 0..<count {
            guard case .object(let object) = items[index], object.kind == .value else { return nil }
            // Looked at without being counted, for this is done once for every product of a network.
            let value = Unmanaged.passUnretained(unsafeDowncast(object, to: PyNode.self))
            nodes.append(value._withUnsafeGuaranteedRef { $0.node })
        }
        return nodes
    }

    /// The output of a neuron as it was made, for Values: what every neuron of a training loop comes through.
    private func output(
        _ neuron: PyValue, _ row: [Tape.Node], _ classes: NetworkClasses
    ) throws(Fault) -> PyValue? {
        guard let neuron = neuron.object?.instance, neuron.type === classes.neuron,
            neuron.shape === classes.neuronShape, case .object(let weights) = neuron.slots[0],
            let items = weights.list?.items, items.count == row.count, !row.isEmpty,
            let factors = nodes(items, row.count), let bias = neuron.slots[1].object?.value,
            case .bool(let nonlin) = neuron.slots[2], mutant?.kind != .value
        else { return nil }
        try charge(row.count)
        if tape.count > budget.tape - 2 * row.count - 1 { throw tooManyValues() }
        let mark = tape.count
        let sum = tape.dot(factors, row, bias: bias.node)
        let output = PyNode(nonlin ? tape.relu(sum) : sum)
        output.epoch = epoch
        tape.setOrigins(from: mark, originTag)
        return .object(output)
    }

    /// The sum where weights and bias are Values and the inputs Values or numbers; else nothing.
    private func dot(_ weights: [PyValue], _ inputs: [PyValue], _ bias: PyValue) throws(Fault) -> PyValue? {
        guard let start = bias.object?.value?.node, mutant?.kind != .value else { return nil }
        let count = min(weights.count, inputs.count)
        if count == 0 { return bias }
        guard let factors = nodes(weights, count) else { return nil }
        for input in inputs.prefix(count) where input.object?.value == nil && input.number == nil { return nil }
        try charge(count)
        if tape.count > budget.tape - 3 * count { throw tooManyValues() }
        let mark = tape.count
        var row: [Tape.Node] = []
        row.reserveCapacity(count)
        // A plain number becomes a Value of its own at every neuron, as in the package.
        for input in inputs.prefix(count) { row.append(input.object?.value?.node ?? tape.leaf(input.number ?? 0)) }
        let sum = try newNode { tape in tape.dot(factors, row, bias: start) }
        tape.setOrigins(from: mark, originTag)
        return sum
    }

    /// `sum((wi*xi for wi, xi in pairs), bias)`, whatever these are.
    private func sum(_ pairs: PyValue, _ bias: PyValue) throws(Fault) -> PyValue {
        if bias.string != nil { throw typeError("sum() can't sum strings [use ''.join(seq) instead]") }
        var sum = bias
        while let pair = try next(pairs)?.object?.tuple?.items {
            try charge(1)
            sum = try binary(.add, sum, binary(.mul, pair[0], pair[1]))
        }
        return sum
    }

    // MARK: Parameters

    /// `module.parameters()`.
    fileprivate func parameters(of part: PyValue) throws(Fault) -> PyValue {
        let classes = try classes()
        if isExactly(part, classes.neuron) { return try neuronParameters(part) }
        if isExactly(part, classes.layer) { return try allParameters(part) { $0.neurons } }
        if isExactly(part, classes.mlp) { return try allParameters(part) { $0.layers } }
        return try call(attribute(part, classes.parameters), [])
    }

    fileprivate func neuronParameters(_ neuron: PyValue) throws(Fault) -> PyValue {
        let classes = try classes()
        let weights = try attribute(neuron, classes.w)
        return try binary(.add, weights, list([attribute(neuron, classes.b)]))
    }

    /// Those of every part that is in an attribute, one part after the other.
    fileprivate func allParameters(
        _ whole: PyValue, _ attribute: (NetworkClasses) -> Symbol
    ) throws(Fault) -> PyValue {
        try nest()
        defer { unnest() }
        let parts = try iterator(self.attribute(whole, attribute(classes())))
        var all: [PyValue] = []
        while let part = try next(parts) {
            let parameters = try parameters(of: part)
            all += try items(of: parameters)
            try checkSize(all.count)
        }
        return list(all)
    }

    // MARK: Text

    fileprivate func neuronText(_ neuron: PyValue) throws(Fault) -> String {
        let classes = try classes()
        let kind = try isTrue(attribute(neuron, classes.nonlin)) ? "ReLU" : "Linear"
        return "\(kind)Neuron(\(try length(attribute(neuron, classes.w))))"
    }

    fileprivate func text(
        _ name: String, ofParts whole: PyValue, _ attribute: (NetworkClasses) -> Symbol
    ) throws(Fault) -> [UInt8] {
        let parts = try iterator(self.attribute(whole, attribute(classes())))
        var text = Array("\(name) of [".utf8)
        var isFirst = true
        while let part = try next(parts) {
            try charge(1)
            if !isFirst { text += Array(", ".utf8) }
            isFirst = false
            text += try string(part)
        }
        return text + [UInt8(ascii: "]")]
    }
}
