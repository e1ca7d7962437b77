import Markup
import Micrograd

/// Every number of a graph with its value and gradient: the companion that says in a table what the drawing shows.
struct ValuesTable {
    private let graph: RecordedGraph
    private let names: NodeNames

    init(_ graph: RecordedGraph, names: NodeNames) {
        self.graph = graph
        self.names = names
    }

    func html(caption: HTML) -> HTML {
        let expression = NodeExpression(graph: graph, names: names)
        let rows = graph.nodes.enumerated().map { place, node -> HTML in
            let made: HTML = node.op == .leaf ? "given" : "<code>\(expression.rightSide(place))</code>"
            return """
                <tr><th scope="row">\(names.head(place))</th><td>\(made)</td>\
                <td>\(FigureNumber(node.data).html)</td>\
                <td>\(FigureNumber(node.grad).html)</td></tr>

                """
        }
        return """
            <table class="values">
            <caption><span>\(caption)</span></caption>
            <thead>
            <tr><th scope="col">name</th><th scope="col">made from</th><th scope="col">value</th>\
            <th scope="col">gradient</th></tr>
            </thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            """
    }
}
