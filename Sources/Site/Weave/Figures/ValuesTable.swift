import Markup
import Micrograd

/// Every number of a graph with its value and gradient and, after a backward pass, what it sent back to its inputs: the
/// companion that says in a table what the drawing shows.
struct ValuesTable {
    let numbers: GraphNumbers

    func html(caption: HTML) -> HTML {
        let graph = numbers.graph
        let rows = numbers.rows.enumerated().map { place, row -> HTML in
            let made: HTML =
                graph.nodes[place].op == .leaf ? "given" : "<code>\(numbers.expression.rightSide(place))</code>"
            let sent: HTML = numbers.hasPass ? "<td>\(self.sent(by: place))</td>" : ""
            return """
                <tr><th scope="row">\(numbers.names.head(place))</th><td>\(made)</td>\
                <td>\(row.data.html)</td><td>\(row.gradient.html)</td>\(sent)</tr>

                """
        }
        let sentColumn: HTML = numbers.hasPass ? "<th scope=\"col\">sent back to</th>" : ""
        return """
            <table class="values">
            <caption><span>\(caption)</span></caption>
            <thead>
            <tr><th scope="col">name</th><th scope="col">made from</th><th scope="col">value</th>\
            <th scope="col">gradient</th>\(sentColumn)</tr>
            </thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            """
    }

    private func sent(by place: Int) -> HTML {
        zip(numbers.graph.nodes[place].inputs, numbers.rows[place].sent).enumerated().map { use, sent -> HTML in
            let side: HTML = numbers.expression.side(of: place, use: use).map { " <small>\($0)</small>" } ?? ""
            return "\(numbers.names.html(sent.0))\(side): \(sent.1.html)"
        }.joined(separator: ", ")
    }
}
