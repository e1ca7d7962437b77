import Micrograd

/// How a number was made and how it answers to its inputs, written in Python with the names of the figure.
struct NodeExpression {
    let graph: RecordedGraph
    let names: NodeNames

    /// What stands to the right of `name =`; empty for a leaf.
    func rightSide(_ place: Int) -> String {
        let node = graph.nodes[place]
        func input(_ use: Int) -> String { names.operand(node.inputs[use]) }
        switch node.op {
        case .leaf: return ""
        case .add, .sub, .mul, .div: return "\(input(0)) \(node.op.symbol) \(input(1))"
        case .neg: return "-\(input(0))"
        case .pow: return "\(input(0))**\(Self.exponent(node.exponent ?? 1))"
        case .power: return "\(input(0))**\(input(1))"
        case .abs: return "abs(\(input(0)))"
        case .max, .min: return "\(node.op.symbol)(\(input(0)), \(input(1)))"
        case .exp, .log, .tanh, .relu, .sigmoid, .sqrt: return "\(input(0)).\(node.op.symbol)()"
        }
    }

    /// The local derivatives as formulas, one per input.
    func localDerivatives(_ place: Int) -> [String] {
        let node = graph.nodes[place]
        let x = node.inputs.first.map(names.operand) ?? ""
        let y = node.inputs.count > 1 ? node.inputs.last.map(names.operand) ?? "" : x
        let exponent = node.exponent.map { (n: Self.exponent($0), lessOne: Self.exponent($0 - 1)) }
        return node.op.formulas(x, y, names.operand(place), exponent: exponent ?? (n: "1", lessOne: "0"))
    }

    /// `∂out/∂input`. Where an operation uses a number twice, each use has its own derivative and says which it is.
    func derivative(of place: Int, use: Int) -> String {
        let input = graph.nodes[place].inputs[use]
        guard let side = side(of: place, use: use) else { return "∂\(names.operand(place))/∂\(names.operand(input))" }
        return "∂\(names.operand(place))/∂(\(side) \(names[input]))"
    }

    /// Which of two uses of the same number by the same operation this is; nil where there is only one.
    func side(of place: Int, use: Int) -> String? {
        let inputs = graph.nodes[place].inputs
        guard inputs.count == 2, inputs[0] == inputs[1] else { return nil }
        return use == 0 ? "left" : "right"
    }

    /// Why the local derivatives are what they are, in a sentence without its point.
    func reason(_ place: Int) -> String {
        switch graph.nodes[place].op {
        case .leaf: ""
        case .add: "A sum moves exactly as each of its terms does"
        case .sub: "A difference moves with its first term and against its second"
        case .mul: "A product counts each factor as often as the other says"
        case .div: "A quotient moves with its dividend, divided by the divisor, and against its divisor"
        case .neg: "A negation moves as far as its input does, the other way"
        case .pow: "The exponent comes down as a factor and leaves a power lower by one"
        case .exp: "The exponential is its own slope"
        case .log: "A logarithm moves by one over its input"
        case .tanh: "tanh lets through one minus the square of its output"
        case .relu: "A rectifier lets all through where its output is positive, and nothing elsewhere"
        case .sigmoid: "The logistic function lets through its output times what that lacks to one"
        case .sqrt: "A square root moves by one over twice itself"
        case .abs: "An absolute value moves with a positive input and against a negative one"
        case .max: "A maximum moves with the larger input alone"
        case .min: "A minimum moves with the smaller input alone"
        case .power: "The base follows the rule of powers, the exponent that of exponentials"
        }
    }

    /// The operation in a word.
    func word(_ place: Int) -> String {
        switch graph.nodes[place].op {
        case .leaf: "given"
        case .add: "addition"
        case .sub: "subtraction"
        case .mul: "multiplication"
        case .div: "division"
        case .neg: "negation"
        case .pow: "power"
        case .exp: "exponential"
        case .log: "logarithm"
        case .tanh: "hyperbolic tangent"
        case .relu: "rectifier"
        case .sigmoid: "logistic function"
        case .sqrt: "square root"
        case .abs: "absolute value"
        case .max: "maximum"
        case .min: "minimum"
        case .power: "power"
        }
    }

    /// The article that goes with the word.
    func article(_ place: Int) -> String {
        switch graph.nodes[place].op {
        case .add, .exp, .abs: "an"
        default: "a"
        }
    }

    /// The operation's sign, a power with its exponent.
    func sign(_ place: Int) -> String {
        let node = graph.nodes[place]
        return node.op.symbol + (node.exponent.map(Self.exponent) ?? "")
    }

    /// Whole exponents are written as such: `x**2`, as the author did.
    static func exponent(_ n: Double) -> String {
        Int(exactly: n).map(String.init) ?? FigureNumber(n).code
    }
}
