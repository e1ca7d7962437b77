import Markup
import Micrograd

/// The computed figures of a page, as HTML made from recorded values alone.
///
/// Each is a `<figure class="figure forward">` (or `backward`, `graph`) with a scroll box that can be reached by the
/// keyboard. The box is a named group, not a region: a page holds many figures, and each region would be a landmark.
public enum Figure {
    /// Every value of a forward pass, in the order of computation.
    public static func forward(_ graph: RecordedGraph, caption: HTML? = nil, id: String) -> HTML {
        let names = NodeNames(graph)
        let label = "Forward pass of \(rootName(graph, names))"
        let table = ForwardTable(graph, names: names).html(caption: caption ?? "\(label), step by step.")
        return figure("forward", id: id, scrollBox(label, table))
    }

    /// Every contribution of a backward pass, in the order in which it was made.
    public static func backward(_ trace: BackwardTrace, caption: HTML? = nil, id: String) -> HTML {
        let names = NodeNames(trace.graph)
        let label = "Backward pass of \(rootName(trace.graph, names))"
        let table = BackwardTable(trace, names: names).html(caption: caption ?? "\(label), step by step.")
        return figure("backward", id: id, scrollBox(label, table))
    }

    /// The computational graph, with the table that says the same: folded into a `<details>`, or open.
    /// - Parameter foldedTable: true where a `forward` or `backward` table of the same root is on the page.
    public static func graph(
        _ graph: RecordedGraph, foldedTable: Bool, showsGradients: Bool = true, caption: HTML? = nil, id: String
    ) throws(GraphTooLarge) -> HTML {
        try GraphTooLarge.check(graph)
        let names = NodeNames(graph)
        let label = "Computational graph of \(rootName(graph, names))"
        let drawing = try GraphDrawing(graph, names: names, showsGradients: showsGradients).html(id: id)
        let tableLabel = "Values and gradients of \(rootName(graph, names))"
        let table = scrollBox(tableLabel, ValuesTable(graph, names: names).html(caption: "\(tableLabel)."))
        let companion: HTML =
            foldedTable ? "<details>\n<summary>The graph as a table</summary>\n\(table)</details>\n" : table
        return figure(
            "graph", id: id,
            "<figcaption>\(caption ?? "\(label).")</figcaption>\n\(scrollBox(label, drawing))\(companion)")
    }

    private static func rootName(_ graph: RecordedGraph, _ names: NodeNames) -> String {
        names[graph.nodes.count - 1]
    }

    private static func figure(_ kind: HTML, id: String, _ content: HTML) -> HTML {
        "<figure class=\"figure \(kind)\" id=\"\(id)\">\n\(content)</figure>\n"
    }

    private static func scrollBox(_ label: String, _ content: HTML) -> HTML {
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(label)\">\n\(content)\n</div>\n"
    }
}
