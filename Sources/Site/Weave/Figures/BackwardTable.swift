import Markup
import Micrograd

/// A recorded backward pass as a table: step by step, each number's gradient handed on to its inputs, one row per
/// contribution. Step 0 states where the pass begins: the root's own gradient is 1, and gradients left from an earlier
/// pass are still there. Which cells hold numbers, code or the step is known by their columns: the style sheet says so.
struct BackwardTable {
    private let trace: BackwardTrace
    private let names: NodeNames
    private let expression: NodeExpression
    /// Places in the graph by position on the tape.
    private let places: [Int: Int]

    init(_ trace: BackwardTrace, names: NodeNames) {
        self.trace = trace
        self.names = names
        expression = NodeExpression(graph: trace.graph, names: names)
        places = Dictionary(
            trace.graph.nodes.enumerated().map { ($1.node.position, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func html(caption: HTML) -> HTML {
        """
        <table class="backward">
        <caption><span>\(caption)</span></caption>
        <thead>
        <tr><th scope="col">step</th><th scope="col">node</th><th scope="col">upstream gradient</th>\
        <th scope="col">input</th><th scope="col">local derivative</th><th scope="col">as a number</th>\
        <th scope="col">contribution: upstream\u{A0}×\u{A0}local</th><th scope="col">gradient so far</th></tr>
        </thead>
        \(start)\(steps)</table>
        """
    }

    private var start: HTML {
        let root = trace.graph.nodes.count - 1
        let held = trace.gradientsBefore.indices.filter { $0 != root && trace.gradientsBefore[$0] != 0 }
        let name = names.operand(root)
        let rows = held.map { place -> HTML in
            """
            <tr><th scope="row">\(names.head(place))</th><td colspan="5">left from an earlier pass</td>\
            <td>\(FigureNumber(trace.gradientsBefore[place]).html)</td></tr>

            """
        }
        return """
            <tbody class="start">
            <tr><td rowspan="\(held.count + 1)">0</td><th scope="row">\(names.head(root))</th>\
            <td colspan="5">the pass begins here: <code>∂\(name)/∂\(name) = 1</code></td>\
            <td>\(FigureNumber(1).html)</td></tr>
            \(rows.joined())</tbody>

            """
    }

    private var steps: HTML {
        var gradients = trace.gradientsBefore
        // Where there is something to add to, even a zero, the addition is written out.
        var isStarted = gradients.map { $0 != 0 }
        return trace.events.enumerated().map { index, event -> HTML in
            guard let place = places[event.node.position] else { return "" }
            let formulas = expression.localDerivatives(place)
            let upstream = FigureNumber(event.upstream)
            let rows = event.contributions.enumerated().map { use, contribution -> HTML in
                let input = trace.graph.nodes[place].inputs[use]
                let before = isStarted[input] ? gradients[input] : nil
                gradients[input] = contribution.sum
                isStarted[input] = true
                let head: HTML =
                    use > 0
                    ? ""
                    : """
                    <td rowspan="\(event.contributions.count)">\(index + 1)</td>\
                    <th scope="rowgroup" rowspan="\(event.contributions.count)">\(names.head(place))</th>\
                    <td rowspan="\(event.contributions.count)">\(upstream.html)</td>
                    """
                let side: HTML = expression.side(of: place, use: use).map { " <small>\($0)</small>" } ?? ""
                return """
                    <tr>\(head)<th scope="row">\(names.head(input))\(side)</th>\
                    <td>\(expression.derivative(of: place, use: use)) = \(formulas[use])</td>\
                    <td>\(FigureNumber(contribution.local).html)</td>\
                    <td>\(product(upstream, contribution))</td>\
                    <td>\(sum(before, contribution))</td></tr>

                    """
            }
            return "<tbody>\n\(rows.joined())</tbody>\n"
        }.joined()
    }

    private func product(_ upstream: FigureNumber, _ contribution: BackwardTrace.Contribution) -> HTML {
        Self.equation(upstream, "×", FigureNumber(contribution.local), FigureNumber(contribution.amount), *)
    }

    /// The addition is written out where there is something to add to.
    private func sum(_ before: Double?, _ contribution: BackwardTrace.Contribution) -> HTML {
        let sum = FigureNumber(contribution.sum)
        guard let before else { return sum.html }
        return Self.equation(FigureNumber(before), "+", FigureNumber(contribution.amount), sum, +)
    }

    /// Rounded numbers are said to be equal only where they are so as written.
    private static func equation(
        _ left: FigureNumber, _ sign: String, _ right: FigureNumber, _ result: FigureNumber,
        _ operation: (Double, Double) -> Double
    ) -> HTML {
        let isExact = !left.isRounded && !right.isRounded && !result.isRounded
        let isTrue = isExact || operation(left.written, right.written) == result.written
        return "\(left.html) \(sign) \(right.html) \(isTrue ? "=" : "≈") \(result.html)"
    }
}
