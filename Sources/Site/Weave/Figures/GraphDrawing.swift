import Markup
import Micrograd

/// A computational graph as inline SVG: `name | data | grad` boxes as micrograd draws them. It carries no colour of its
/// own, only classes: `node` (with `leaf` or `root`), `node-name`, `node-data`, `node-grad`, `op`, `edge`, `arrow`;
/// without a style sheet it is drawn in the colour of the text. `data-node` holds a number's place in the graph and
/// `data-from`, `data-to`, `data-slot` the use an edge stands for, so that a step can be marked. The width is given in
/// pixels: a narrow screen scrolls instead of shrinking the text. A drawing of the class `page-wide` is so small that
/// on a wide screen it may be fitted to the page.
struct GraphDrawing {
    private let graph: RecordedGraph
    private let names: NodeNames
    private let expression: NodeExpression
    private let layout: GraphLayout

    /// - Parameter showsGradients: false leaves out the third cell. Before a backward pass the default shows `grad 0.0`,
    ///   as micrograd does.
    init(_ graph: RecordedGraph, names: NodeNames, showsGradients: Bool = true) throws(GraphTooLarge) {
        try GraphTooLarge.check(graph)
        let expression = NodeExpression(graph: graph, names: names)
        self.graph = graph
        self.names = names
        self.expression = expression
        layout = GraphLayout(
            graph,
            texts: graph.nodes.enumerated().map { place, node in
                let data = "data \(FigureNumber(node.data).shown)"
                let grad = "grad \(FigureNumber(node.grad).shown)"
                return [names[place], data] + (showsGradients ? [grad] : [])
            },
            signs: graph.nodes.indices.map { Self.typographic(expression.sign($0)) })
    }

    /// - Parameter id: the prefix of the drawing's own ids; unique on the page.
    func html(id: String) -> HTML {
        let width = Self.coordinate(layout.width)
        let height = Self.coordinate(layout.height)
        return """
            <svg class="graph\(layout.isPageWide ? " page-wide" : "")" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
            aria-labelledby="\(id)-title \(id)-desc" fill="none" stroke="currentColor" \
            font-family="ui-monospace, Menlo, Consolas, &quot;DejaVu Sans Mono&quot;, monospace" \
            font-size="\(Self.coordinate(BoxShape.fontSize))">
            <title id="\(id)-title">Computational graph of \(names[graph.nodes.count - 1])</title>
            <desc id="\(id)-desc">\(description)</desc>
            <g class="edges">
            \(layout.edges.map(edge).joined())</g>
            <g class="nodes">
            \(layout.boxes.map(node).joined())</g>
            </svg>
            """
    }

    /// A sentence that tells the computation, or how large it is when the sentence would be long.
    private var description: String {
        let results = graph.nodes.indices.filter { graph.nodes[$0].op != .leaf }
        let given = graph.nodes.count - results.count
        let root = names[graph.nodes.count - 1]
        if results.isEmpty { return "\(root) is given." }
        let size = "\(given) given \(given == 1 ? "value" : "values") and \(results.count) computed"
        if results.count > 12 { return "\(root) is made of \(size)." }
        let steps = results.map { "\(names[$0]) = \(expression.rightSide($0))" }
        return "\(root) is made of \(size): \(steps.joined(separator: ", "))."
    }

    /// Signs as they are printed: in a round mark Python's `-` would be a dot.
    private static func typographic(_ sign: String) -> String {
        switch sign {
        case "*": "\u{00D7}"
        default: sign.replacing("-", with: "\u{2212}")
        }
    }
}

// MARK: Shapes

extension GraphDrawing {
    private typealias Metrics = GraphLayout.Metrics

    private func edge(_ edge: GraphLayout.Edge) -> HTML {
        """
        <g class="use" data-from="\(edge.from)" data-to="\(edge.to)" data-slot="\(edge.slot)">\
        <path class="edge" d="\(Self.path(edge.points))"/>\(arrow(edge.points[edge.points.count - 1]))</g>

        """
    }

    /// Straight lines where a stretch is level, else curves that are level at both ends.
    private static func path(_ points: [GraphLayout.Point]) -> String {
        var stretches = points
        // The arrowhead covers the last pixels.
        stretches[points.count - 1].x -= 5
        var path = "M\(point(stretches[0]))"
        for (index, end) in stretches.enumerated().dropFirst() {
            let start = stretches[index - 1]
            if start.y != end.y {
                let middle = coordinate((start.x + end.x) / 2)
                path += "C\(middle) \(coordinate(start.y)) \(middle) \(coordinate(end.y)) \(point(end))"
            } else if index + 1 == stretches.count || stretches[index + 1].y != end.y {
                path += "H\(coordinate(end.x))"
            }
        }
        return path
    }

    private func arrow(_ tip: GraphLayout.Point) -> HTML {
        """
        <path class="arrow" fill="currentColor" stroke="none" \
        d="M\(Self.point(tip))l-7 -3.5v7z"/>
        """
    }

    private func node(_ box: GraphLayout.Box) -> HTML {
        let node = graph.nodes[box.place]
        let role =
            box.place == graph.nodes.count - 1 ? " root" : node.op == .leaf ? " leaf" : ""
        return """
            <g class="node\(role)" data-node="\(box.place)">\(mark(of: box))\
            <rect x="\(Self.coordinate(box.left))" y="\(Self.coordinate(box.top))" \
            width="\(Self.coordinate(box.width))" height="\(Self.coordinate(box.height))" rx="3"/>\
            \(dividers(of: box))\(texts(of: box))</g>

            """
    }

    /// A cell has a line on each side on which it meets another.
    private func dividers(of box: GraphLayout.Box) -> HTML {
        box.cells.map { cell -> HTML in
            let corner = Self.point(GraphLayout.Point(x: box.left + cell.left, y: box.top + cell.top))
            let left = cell.left == 0 ? "" : "M\(corner)v\(Self.coordinate(cell.height))"
            let top = cell.top == 0 ? "" : "M\(corner)h\(Self.coordinate(cell.width))"
            return left + top == "" ? "" : "<path class=\"divider\" d=\"\(left)\(top)\"/>"
        }.joined()
    }

    private func mark(of box: GraphLayout.Box) -> HTML {
        guard let mark = layout.marks[box.place] else { return "" }
        let half = Metrics.markHeight / 2
        let right = mark.centre.x + mark.width / 2
        // A single sign has room to be larger than a word.
        let (size, drop) = mark.sign.count == 1 ? (15.0, 5.0) : (BoxShape.fontSize, 4.0)
        return """
            <g class="op"><rect x="\(Self.coordinate(mark.centre.x - mark.width / 2))" \
            y="\(Self.coordinate(mark.centre.y - half))" width="\(Self.coordinate(mark.width))" \
            height="\(Self.coordinate(Metrics.markHeight))" rx="\(Self.coordinate(half))"/>\
            <text class="op-sign" fill="currentColor" stroke="none" x="\(Self.coordinate(mark.centre.x))" \
            y="\(Self.coordinate(mark.centre.y + drop))" font-size="\(Self.coordinate(size))" \
            text-anchor="middle">\(mark.sign)</text></g>\
            <path class="edge" d="M\(Self.coordinate(right)) \(Self.coordinate(box.centre))\
            H\(Self.coordinate(box.left - 5))"/>\(arrow(GraphLayout.Point(x: box.left, y: box.centre)))
            """
    }

    private func texts(of box: GraphLayout.Box) -> HTML {
        let node = graph.nodes[box.place]
        let name = box.cells[0]
        var html: HTML = """
            <text class="node-name" fill="currentColor" stroke="none" \
            x="\(Self.coordinate(box.left + name.width / 2))" y="\(Self.coordinate(box.centre + 4))" \
            text-anchor="middle">\(names[box.place])</text>
            """
        for ((word, value), cell) in zip([("data", node.data), ("grad", node.grad)], box.cells.dropFirst()) {
            let number = FigureNumber(value)
            html += """
                <text class="node-\(word)" data-value="\(number.exact)" fill="currentColor" stroke="none" \
                x="\(Self.coordinate(box.left + cell.left + BoxShape.padding))" \
                y="\(Self.coordinate(box.top + cell.top + cell.height / 2 + 4))">\
                <tspan class="word">\(word)</tspan> \(number.shown)</text>
                """
        }
        return html
    }

    private static func point(_ point: GraphLayout.Point) -> String { "\(coordinate(point.x)) \(coordinate(point.y))" }

    /// At most two decimals, none that are zero.
    private static func coordinate(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let sign = hundredths < 0 ? "-" : ""
        let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        if part == 0 { return "\(sign)\(whole)" }
        if part % 10 == 0 { return "\(sign)\(whole).\(part / 10)" }
        return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
    }
}
