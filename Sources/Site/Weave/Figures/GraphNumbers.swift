import Micrograd

/// Every number that a drawing of a graph shows. The drawing writes no number that is not among these, and the table
/// beside it lists all of them, so that whoever cannot see the picture misses nothing.
struct GraphNumbers {
    /// Of one number of the graph.
    struct Row {
        let name: String
        let data: FigureNumber
        let gradient: FigureNumber
        /// After a backward pass, what it sent back to each of its inputs; else empty.
        let sent: [FigureNumber]
    }

    let graph: RecordedGraph
    let names: NodeNames
    let expression: NodeExpression
    /// In the order of the graph's nodes.
    let rows: [Row]
    /// Whether what flowed back along each use is known.
    let hasPass: Bool

    /// - Parameter pass: the pass that left the graph the gradients that it has; nil where there is none.
    init(_ graph: RecordedGraph, pass: BackwardTrace?) {
        let names = NodeNames(graph)
        let amounts = pass.map { PassSteps($0).amounts(in: graph) }
        self.graph = graph
        self.names = names
        expression = NodeExpression(graph: graph, names: names)
        hasPass = pass != nil
        rows = graph.nodes.enumerated().map { place, node in
            Row(
                name: names[place], data: FigureNumber(node.data), gradient: FigureNumber(node.grad),
                sent: amounts?[place].map { FigureNumber($0) } ?? [])
        }
    }

    /// The place of the number that the graph leads to.
    var root: Int { rows.count - 1 }
}
