import Micrograd

/// The numbers in the cells of a computed figure, each named by its row and column. A number that a table repeats, such as
/// an input in the forward table, is listed where it is given or made.
struct FigureCells {
    struct Cell {
        let role: NumberEntry.Role
        let row: String
        let column: String
        let value: Double
    }

    private(set) var cells: [Cell] = []

    init(_ figure: FigureRun, _ kind: FigureSource.Kind) {
        let graph = figure.graph
        let names = NodeNames(graph)
        let expression = NodeExpression(graph: graph, names: names)
        func name(_ place: Int) -> String { names.written(place) }
        switch figure.content {
        case .graph where kind == .forward:
            for (place, node) in graph.nodes.enumerated() { add(.forward, name(place), "value", node.data) }
        case .graph:
            for (place, node) in graph.nodes.enumerated() {
                add(.graph, name(place), "data", node.data)
                add(.graph, name(place), "grad", node.grad)
            }
        case .pass(let trace): add(trace, name, expression)
        }
    }

    private mutating func add(_ trace: BackwardTrace, _ name: (Int) -> String, _ expression: NodeExpression) {
        let nodes = trace.graph.nodes
        let places = Dictionary(
            nodes.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
        add(.backward, name(nodes.count - 1), "gradient", 1)
        for (place, gradient) in trace.gradientsBefore.enumerated() where place != nodes.count - 1 && gradient != 0 {
            add(.backward, name(place), "before", gradient)
        }
        for event in trace.events {
            guard let place = places[event.node] else { continue }
            add(.backward, name(place), "upstream", event.upstream)
            for (use, sent) in event.contributions.enumerated() {
                let side = expression.side(of: place, use: use).map { " (\($0))" } ?? ""
                let row = "\(name(place)) -> \(name(nodes[place].inputs[use]))\(side)"
                add(.backward, row, "local", sent.local)
                add(.backward, row, "contribution", sent.amount)
                add(.backward, row, "gradient", sent.sum)
            }
        }
    }

    private mutating func add(_ role: NumberEntry.Role, _ row: String, _ column: String, _ value: Double) {
        cells.append(Cell(role: role, row: row, column: column, value: value))
    }
}
