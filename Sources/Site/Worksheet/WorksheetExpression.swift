import Micrograd

/// The computation of a lesson's figure, to be done again with other numbers: the given numbers that have a name are its
/// unknowns; a number without one, such as the 2 of `x * 2`, and the exponent of a power belong to the expression. Every
/// value and every gradient is the engine's own.
struct WorksheetExpression {
    /// As the lesson has it.
    let graph: RecordedGraph
    /// The places of the unknowns, in the order of the graph.
    let unknowns: [Int]

    init(_ graph: RecordedGraph) {
        self.graph = graph
        unknowns = graph.nodes.indices.filter { graph.nodes[$0].op == .leaf && !graph.nodes[$0].name.isEmpty }
    }

    /// The numbers that the lesson gives the unknowns.
    var lessonNumbers: [Double] { unknowns.map { graph.nodes[$0].data } }

    /// The backward pass with these numbers for the unknowns, from gradients of zero.
    func pass(_ numbers: [Double]) -> BackwardTrace {
        let tape = Tape()
        var made: [Tape.Node] = []
        var given = numbers.makeIterator()
        for node in graph.nodes {
            let x = node.inputs.first.map { made[$0] }
            let y = node.inputs.last.map { made[$0] }
            let isUnknown = node.op == .leaf && !node.name.isEmpty
            let new = Self.number(
                on: tape, node, x, y, leaf: isUnknown ? given.next() ?? node.data : node.data)
            if !node.name.isEmpty { tape.suggestName(new, node.name) }
            made.append(new)
        }
        guard let root = made.last else { return tape.recordedBackward(from: tape.leaf(0)) }
        return tape.recordedBackward(from: root)
    }

    private static func number(
        on tape: Tape, _ node: RecordedGraph.Node, _ x: Tape.Node?, _ y: Tape.Node?, leaf: Double
    ) -> Tape.Node {
        guard let x, let y else { return tape.leaf(leaf) }
        switch node.op {
        case .leaf: return tape.leaf(leaf)
        case .add: return tape.add(x, y)
        case .sub: return tape.sub(x, y)
        case .mul: return tape.mul(x, y)
        case .div: return tape.div(x, y)
        case .neg: return tape.neg(x)
        case .pow: return tape.pow(x, node.exponent ?? 1)
        case .power: return tape.pow(x, y)
        case .exp: return tape.exp(x)
        case .log: return tape.log(x)
        case .tanh: return tape.tanh(x)
        case .relu: return tape.relu(x)
        case .sigmoid: return tape.sigmoid(x)
        case .sqrt: return tape.sqrt(x)
        case .abs: return tape.abs(x)
        case .max: return tape.max(x, y)
        case .min: return tape.min(x, y)
        }
    }

    /// What the expression is, in a line: two that differ in anything but the numbers of the unknowns differ here.
    var signature: String {
        graph.nodes.map { node in
            let constant = node.op == .leaf && node.name.isEmpty ? " \(node.data)" : ""
            let exponent = node.exponent.map { " ^\($0)" } ?? ""
            return "\(node.name):\(node.op.symbol)\(node.inputs)\(constant)\(exponent)"
        }.joined(separator: ";")
    }
}
