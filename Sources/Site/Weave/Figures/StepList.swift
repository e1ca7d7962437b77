import Markup
import Micrograd

/// A recorded backward pass as an ordered list, complete by itself: each step says which number hands its gradient back,
/// what each input had, gets and has then, and why. A script may show one step at a time and ask for the reason before it
/// shows the paragraph `because`; what it needs for that is there and hidden. It finds numbers by their places in the graph,
/// `data-n` the one whose turn it is, `data-i` an input, the input's new gradient in `b` and its old one in `i`.
struct StepList {
    private let pass: PassSteps
    private let names: NodeNames
    private let expression: NodeExpression

    init(_ trace: BackwardTrace, names: NodeNames) {
        pass = PassSteps(trace)
        self.names = names
        expression = NodeExpression(graph: trace.graph, names: names)
    }

    var html: HTML {
        // A given number has nobody to hand anything to.
        pass.steps.isEmpty ? start : start + Self.bar + "<ol>\n\(pass.steps.enumerated().map(step).joined())</ol>\n"
    }

    private static let bar: HTML = """
        <div class="stepper" role="group" aria-label="Backward pass" hidden=""><button type="button">Previous</button>\
        <button type="button">Next</button><button type="button">All</button><output></output></div>

        """

    private var start: HTML {
        let name = names.operand(pass.root)
        let held = pass.held.map { place, gradient -> HTML in
            "\(names.html(place)) \(FigureNumber(gradient).html)"
        }
        let left: HTML =
            held.isEmpty ? "" : " Left from an earlier pass: \(held.joined(separator: ", "))."
        return "<p>The pass begins at \(names.html(pass.root)): <code>∂\(name)/∂\(name) = 1</code>.\(left)</p>\n"
    }

    /// With its number: where others are hidden, a browser would count from the first that is seen.
    private func step(_ index: Int, _ step: PassSteps.Step) -> HTML {
        let made = "\(names.operand(step.place)) = \(expression.rightSide(step.place))"
        let inputs: HTML = step.sent.count == 1 ? "input" : "inputs"
        let derivatives: HTML = step.sent.count == 1 ? "derivative" : "derivatives"
        return """
            <li value="\(index + 1)" data-n="\(step.place)"><p><code>\(made)</code> hands its gradient \(FigureNumber(step.upstream).html) \
            back to its \(inputs).</p>
            \(step.sent.map { fact($0, of: step) }.joined())\
            <p class="ask" hidden="">Before you look: which local \(derivatives) did this? <button type="button">Why?</button></p>
            <p class="because">\(expression.reason(step.place)).\
            \(step.sent.map { reason($0, of: step) }.joined())</p></li>

            """
    }

    private func fact(_ sent: PassSteps.Sent, of step: PassSteps.Step) -> HTML {
        """
        <p data-i="\(sent.input)">\(input(sent, of: step)) was <i>\(FigureNumber(sent.before).html)</i>, \
        adds \(FigureNumber(sent.amount).html), now <b>\(FigureNumber(sent.sum).html)</b>.</p>

        """
    }

    private func input(_ sent: PassSteps.Sent, of step: PassSteps.Step) -> HTML {
        let side: HTML = expression.side(of: step.place, use: sent.use).map { " (\($0))" } ?? ""
        return names.html(sent.input) + side
    }

    private func reason(_ sent: PassSteps.Sent, of step: PassSteps.Step) -> HTML {
        let derivative = expression.derivative(of: step.place, use: sent.use)
        let formula = expression.localDerivatives(step.place)[sent.use]
        let local = FigureNumber(sent.local)
        let sign: HTML = local.isRounded ? "≈" : "="
        // A rule that is a number says itself what it comes to.
        let rule: HTML =
            if Double(formula) == sent.local {
                "<code>\(derivative) = \(formula)</code>"
            } else if formula == local.code || formula == "(\(local.code))" {
                "<code>\(derivative)</code> \(sign) \(local.html)"
            } else {
                "<code>\(derivative) = \(formula)</code> \(sign) \(local.html)"
            }
        return "<br>\(rule), and upstream × local: \(FigureEquation.product(step.upstream, sent).shown)."
    }
}
