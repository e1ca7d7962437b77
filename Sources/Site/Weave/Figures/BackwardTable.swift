import Markup
import Micrograd

/// A recorded backward pass as a table: step by step, each number's gradient handed on to its inputs, one row per
/// contribution. Step 0 states where the pass begins: the root's own gradient is 1, and gradients left from an earlier
/// pass are still there. Which cells hold numbers, code or the step is known by their columns: the style sheet says so.
struct BackwardTable {
    private let pass: PassSteps
    private let names: NodeNames
    private let expression: NodeExpression

    init(_ trace: BackwardTrace, names: NodeNames) {
        pass = PassSteps(trace)
        self.names = names
        expression = NodeExpression(graph: trace.graph, names: names)
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
        let name = names.operand(pass.root)
        let rows = pass.held.map { place, gradient -> HTML in
            """
            <tr><th scope="row">\(names.head(place))</th><td colspan="5">left from an earlier pass</td>\
            <td>\(FigureNumber(gradient).html)</td></tr>

            """
        }
        return """
            <tbody class="start">
            <tr><td rowspan="\(pass.held.count + 1)">0</td><th scope="row">\(names.head(pass.root))</th>\
            <td colspan="5">the pass begins here: <code>∂\(name)/∂\(name) = 1</code></td>\
            <td>\(FigureNumber(1).html)</td></tr>
            \(rows.joined())</tbody>

            """
    }

    private var steps: HTML {
        pass.steps.enumerated().map { index, step -> HTML in
            let formulas = expression.localDerivatives(step.place)
            let upstream = FigureNumber(step.upstream)
            let rows = step.sent.map { sent -> HTML in
                let head: HTML =
                    sent.use > 0
                    ? ""
                    : """
                    <td rowspan="\(step.sent.count)">\(index + 1)</td>\
                    <th scope="rowgroup" rowspan="\(step.sent.count)">\(names.head(step.place))</th>\
                    <td rowspan="\(step.sent.count)">\(upstream.html)</td>
                    """
                let side: HTML = expression.side(of: step.place, use: sent.use).map { " <small>\($0)</small>" } ?? ""
                return """
                    <tr>\(head)<th scope="row">\(names.head(sent.input))\(side)</th>\
                    <td>\(expression.derivative(of: step.place, use: sent.use)) = \(formulas[sent.use])</td>\
                    <td>\(FigureNumber(sent.local).html)</td>\
                    <td>\(FigureEquation.product(step.upstream, sent).html)</td>\
                    <td>\(sum(sent))</td></tr>

                    """
            }
            return "<tbody>\n\(rows.joined())</tbody>\n"
        }.joined()
    }

    /// The addition is written out where there is something to add to, be it a zero.
    private func sum(_ sent: PassSteps.Sent) -> HTML {
        sent.isFirst ? FigureNumber(sent.sum).html : FigureEquation.sum(sent).html
    }
}
