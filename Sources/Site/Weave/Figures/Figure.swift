import Markup
import Micrograd

/// The computed figures of a page, as HTML made from recorded values alone.
///
/// Each is a `<figure class="figure forward">` (or `backward`, `graph`, `steps`) with a scroll box that can be reached by the
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
    /// - Parameters:
    ///   - pass: the backward pass that left the graph the gradients that it has; nil where there is none.
    ///   - parameters: the places of given numbers that are to be adjusted.
    ///   - foldedTable: true where a `forward` or `backward` table of the same root is on the page.
    public static func graph(
        _ graph: RecordedGraph, pass: BackwardTrace? = nil, parameters: Set<Int> = [], foldedTable: Bool,
        caption: HTML? = nil, id: String
    ) throws(GraphTooLarge) -> HTML {
        let numbers = GraphNumbers(graph, pass: pass)
        let label = "Computational graph of \(rootName(graph, numbers.names))"
        let drawing = try GraphDrawing(numbers, parameters: parameters).html(id: id)
        return figure(
            "graph", id: id,
            """
            <figcaption>\(caption ?? "\(label).")</figcaption>
            \(scrollBox(label, drawing))\(key(numbers, parameters))\(table(numbers, isFolded: foldedTable))
            """)
    }

    /// Every step of a backward pass in words, below the graph that it walks through, with the table of its values folded.
    public static func steps(
        _ trace: BackwardTrace, parameters: Set<Int> = [], caption: HTML? = nil, id: String
    ) throws(GraphTooLarge) -> HTML {
        let numbers = GraphNumbers(trace.graph, pass: trace)
        let root = rootName(trace.graph, numbers.names)
        // Graph and steps are to be seen together.
        let drawing = try GraphDrawing(numbers, parameters: parameters, mayGoDown: false).html(id: id)
        return figure(
            "steps", id: id,
            """
            <figcaption>\(caption ?? "The backward pass of \(root), step by step.")</figcaption>
            \(scrollBox("Computational graph of \(root)", drawing))\(key(numbers, parameters))\
            \(StepList(trace, names: numbers.names).html)\(table(numbers, isFolded: true))
            """)
    }

    /// What the parts of a drawing mean, of those that it has.
    private static func key(_ numbers: GraphNumbers, _ parameters: Set<Int>) -> HTML {
        let roles: HTML = parameters.isEmpty ? "" : ", dashed where it is a parameter"
        let uses: HTML = numbers.hasPass ? " Beside a line stands what flowed back along it." : ""
        return """
            <p class="key">On a card: name, data, ∂ gradient. Cut corners: given\(roles). Double frame: the result.\(uses)</p>

            """
    }

    private static func table(_ numbers: GraphNumbers, isFolded: Bool) -> HTML {
        let label = "Values and gradients of \(numbers.rows[numbers.root].name)"
        let table = scrollBox(label, ValuesTable(numbers: numbers).html(caption: "\(label)."))
        return isFolded ? "<details>\n<summary>The graph as a table</summary>\n\(table)</details>\n" : table
    }

    /// A backward pass with blanks for the reader to fill.
    /// - Parameter key: the address of the key.
    static func practice(_ practice: PracticeRun, caption: HTML? = nil, id: String, key: String) -> HTML {
        let table = PracticeTable(practice)
        let label = "Backward pass of \(table.root) to work by hand"
        return figure(
            "practice", id: id,
            """
            \(scrollBox(label, table.exercise(caption: caption ?? "\(label), from the top down.")))\
            <script type="application/json">\(table.data.script)</script>
            \(table.bar)\(table.hints)<p class="to-key"><a href="\(key)">The key</a> has every product written out.</p>

            """)
    }

    /// The key of a practice figure: every gradient with its products, and what typical mistakes lead to.
    static func key(_ practice: PracticeRun, id: String) -> HTML {
        let table = PracticeTable(practice)
        let label = "Backward pass of \(table.root), worked"
        let slips = "Other numbers for the gradients of \(table.root), and where they come from"
        return figure("practice", id: id, scrollBox(label, table.key(caption: "\(label).")))
            + figure(
                "slips", id: "\(id)-slips", scrollBox(slips, table.slips(caption: "\(slips).")))
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
