import Micrograd
import Source

/// The operations that made a number, from the number itself back to the leaves: each with the values that went in and
/// its local derivatives. A number that is used twice is shown once.
struct ForwardChain {
    private let graph: RecordedGraph
    private let names: NodeNames
    private let expression: NodeExpression
    private let origin: ((Int) -> Diagnostic.Location?)?

    /// More numbers than anyone reads.
    static let limit = 24

    /// - Parameter origin: the place in the program that a tag stands for; nil where nobody asks for the places of steps.
    init(_ graph: RecordedGraph, origin: ((Int) -> Diagnostic.Location?)?) {
        self.graph = graph
        names = NodeNames(graph)
        expression = NodeExpression(graph: graph, names: names)
        self.origin = origin
    }

    var chain: Explanation.Chain {
        Explanation.Chain(
            title: "The operations behind \(names.written(graph.nodes.count - 1)), back to its leaves", steps: steps)
    }

    private var steps: [Explanation.Step] {
        var steps: [Explanation.Step] = []
        var isSeen = [Bool](repeating: false, count: graph.nodes.count)
        var seen = 0
        var left = [(place: graph.nodes.count - 1, depth: 0)]
        while let (place, depth) = left.popLast() {
            guard seen < Self.limit else { break }
            guard !isSeen[place] else { continue }
            isSeen[place] = true
            seen += 1
            let node = graph.nodes[place]
            let rightSide = expression.rightSide(place)
            let made = "\(names.written(place)) = \(rightSide)"
            steps.append(
                Explanation.Step(
                    depth: depth, text: line(node, made, rightSide), location: origin?(node.origin), statement: made))
            if let slopes = slopes(node, place) {
                steps.append(Explanation.Step(depth: depth, isRemark: true, text: slopes, location: nil))
            }
            for input in node.inputs.reversed() where !isPlainNumber(input) && !isSeen[input] {
                left.append((input, depth + 1))
            }
        }
        let shown = seen + graph.nodes.indices.count { !isSeen[$0] && isPlainNumber($0) }
        if shown < graph.nodes.count {
            let rest = graph.nodes.count - shown
            steps.append(
                Explanation.Step(
                    depth: 0, text: "… and \(rest) more number\(rest == 1 ? "" : "s") behind these", location: nil))
        }
        return steps
    }

    /// A leaf without a name, such as the 1 of `x + 1`: its name is its value.
    private func isPlainNumber(_ place: Int) -> Bool {
        graph.nodes[place].op == .leaf && graph.nodes[place].name.isEmpty && place != graph.nodes.count - 1
    }

    /// - Parameters:
    ///   - made: the number's name, `=`, and the right side.
    ///   - rightSide: how it was made; empty for a leaf.
    private func line(_ node: RecordedGraph.Node, _ made: String, _ rightSide: String) -> String {
        let value = FigureNumber(node.data)
        if node.op == .leaf { return "\(node.name.isEmpty ? "" : made)\(value.code), given" }
        let inputs = node.inputs.map { FigureNumber(graph.nodes[$0].data) }
        let result = node.op.value(
            graph.nodes[node.inputs[0]].data,
            node.inputs.count > 1 ? graph.nodes[node.inputs[1]].data : node.exponent ?? 0)
        // A step of training has replaced what went in.
        guard result == node.data || result.isNaN && node.data.isNaN else {
            return "\(made) = \(value.code), made before its inputs were changed"
        }
        let isExact = !value.isRounded && !inputs.contains(where: \.isRounded)
        let numbers = substituted(node, inputs)
        let sign = isExact ? "=" : "≈"
        return numbers == rightSide
            ? "\(made) \(sign) \(value.code)"
            : "\(made) = \(numbers) \(sign) \(value.code)"
    }

    private func substituted(_ node: RecordedGraph.Node, _ inputs: [FigureNumber]) -> String {
        func operand(_ number: FigureNumber) -> String { number.code.hasPrefix("-") ? "(\(number.code))" : number.code }
        switch node.op {
        case .add, .sub, .mul, .div, .power:
            let first = node.op == .power ? operand(inputs[0]) : inputs[0].code
            return "\(first) \(node.op.symbol) \(operand(inputs[1]))"
        case .neg: return "-\(operand(inputs[0]))"
        case .pow: return "\(operand(inputs[0]))**\(NodeExpression.exponent(node.exponent ?? 1))"
        default: return "\(node.op.symbol)(\(inputs.map(\.code).joined(separator: ", ")))"
        }
    }

    /// The local derivatives by the inputs that are no plain numbers; nil where there is none.
    private func slopes(_ node: RecordedGraph.Node, _ place: Int) -> String? {
        let uses = node.inputs.indices.filter { !isPlainNumber(node.inputs[$0]) }
        guard !uses.isEmpty else { return nil }
        let x = graph.nodes[node.inputs[0]].data
        let y = node.inputs.count > 1 ? graph.nodes[node.inputs[1]].data : node.exponent ?? 0
        let values = node.op.derivatives(x, y, node.data)
        let formulas = expression.localDerivatives(place)
        var text = ""
        for use in uses {
            let slope = LocalSlope(formulas[use], use == 0 ? values.x : values.y)
                .equation(expression.derivative(of: place, use: use))
            text += text.isEmpty ? slope : ", " + slope
        }
        return text
    }
}

/// A local derivative as a formula with its value behind it, unless the formula says the value itself.
struct LocalSlope {
    let formula: String
    let number: FigureNumber
    let isPlain: Bool

    init(_ formula: String, _ value: Double) {
        // A negative number as an operand has brackets, which here would only be in the way.
        let bare = formula.hasPrefix("(-") ? String(formula.dropFirst().dropLast()) : formula
        isPlain = Double(bare) != nil
        self.formula = isPlain ? bare : formula
        number = FigureNumber(value)
    }

    var sign: String { number.isRounded ? "≈" : "=" }

    /// `∂e/∂a = b = -3.0`
    func equation(_ name: String) -> String {
        isPlain
            ? "\(name) = \(formula)"
            : "\(name) = \(formula) \(sign) \(number.code)"
    }
}
