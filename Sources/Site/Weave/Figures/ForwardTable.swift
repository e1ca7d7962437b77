import Markup
import Micrograd

/// The forward pass as a table: the given values first, as step 0, then every operation in the order in which it was
/// carried out. Which cells hold numbers, code or the step is known by their columns: the style sheet says so, once.
struct ForwardTable {
    private let graph: RecordedGraph
    private let names: NodeNames
    private let expression: NodeExpression

    init(_ graph: RecordedGraph, names: NodeNames) {
        self.graph = graph
        self.names = names
        expression = NodeExpression(graph: graph, names: names)
    }

    func html(caption: HTML) -> HTML {
        """
        <table class="forward">
        <caption><span>\(caption)</span></caption>
        <thead>
        <tr><th scope="col">step</th><th scope="col">name</th><th scope="col">expression</th>\
        <th scope="col">operation</th><th scope="col">inputs</th><th scope="col">value</th></tr>
        </thead>
        <tbody class="given">
        \(givenRows)</tbody>
        \(steps)</table>
        """
    }

    private var givenRows: HTML {
        let leaves = graph.nodes.indices.filter { graph.nodes[$0].op == .leaf }
        return leaves.enumerated().map { row, place -> HTML in
            let step: HTML = row == 0 ? "<td rowspan=\"\(leaves.count)\">0</td>" : ""
            return """
                <tr>\(step)<th scope="row">\(names.head(place))</th><td colspan="3">given</td>\
                <td>\(value(place))</td></tr>

                """
        }.joined()
    }

    private var steps: HTML {
        let results = graph.nodes.indices.filter { graph.nodes[$0].op != .leaf }
        guard !results.isEmpty else { return "" }
        let rows = results.enumerated().map { index, place -> HTML in
            """
            <tr><td>\(index + 1)</td><th scope="row">\(names.head(place))</th>\
            <td>\(expression.rightSide(place))</td>\
            <td>\(expression.word(place))\u{A0}<code>\(expression.sign(place))</code></td>\
            <td>\(graph.nodes[place].inputs.map(value).joined(separator: ", "))</td>\
            <td>\(value(place))</td></tr>

            """
        }
        return "<tbody>\n\(rows.joined())</tbody>\n"
    }

    private func value(_ place: Int) -> HTML { FigureNumber(graph.nodes[place].data).html }
}
