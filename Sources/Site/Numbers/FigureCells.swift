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
            guard let pass = figure.pass else { break }
            for step in PassSteps(pass).steps {
                for sent in step.sent {
                    add(.graph, row(step.place, sent, name, expression), "contribution", sent.amount)
                }
            }
        case .pass(let trace) where kind == .steps:
            for (place, node) in graph.nodes.enumerated() { add(.steps, name(place), "data", node.data) }
            add(.steps, PassSteps(trace), name, expression)
        case .pass(let trace): add(.backward, PassSteps(trace), name, expression)
        case .practice(let practice): add(practice, name, expression)
        }
    }

    private mutating func add(
        _ role: NumberEntry.Role, _ pass: PassSteps, _ name: (Int) -> String, _ expression: NodeExpression
    ) {
        add(role, name(pass.root), "gradient", 1)
        for (place, gradient) in pass.held { add(role, name(place), "before", gradient) }
        for step in pass.steps {
            add(role, name(step.place), "upstream", step.upstream)
            for sent in step.sent {
                let row = row(step.place, sent, name, expression)
                add(role, row, "local", sent.local)
                add(role, row, "contribution", sent.amount)
                add(role, row, "gradient", sent.sum)
            }
        }
    }

    /// `e -> a` for what `e` sends to its input `a`.
    private func row(
        _ place: Int, _ sent: PassSteps.Sent, _ name: (Int) -> String, _ expression: NodeExpression
    ) -> String {
        row(place, sent.use, sent.input, name, expression)
    }

    private func row(
        _ place: Int, _ use: Int, _ input: Int, _ name: (Int) -> String, _ expression: NodeExpression
    ) -> String {
        let side = expression.side(of: place, use: use).map { " (\($0))" } ?? ""
        return "\(name(place)) -> \(name(input))\(side)"
    }

    /// The numbers on the exercise and on its key.
    private mutating func add(_ practice: PracticeRun, _ name: (Int) -> String, _ expression: NodeExpression) {
        let nodes = practice.pass.graph.nodes
        let text = HandPassText(practice.pass)
        add(.practice, name(nodes.count - 1), "data", nodes[nodes.count - 1].data)
        add(.practice, name(nodes.count - 1), "gradient", 1)
        for line in practice.lines {
            add(.practice, name(line.place), "data", nodes[line.place].data)
            for use in line.uses {
                add(.practice, row(use.user, use.input, line.place, name, expression), "local", use.local)
            }
            add(.practice, name(line.place), "gradient", line.gradient)
            for group in text.mistakes(in: line) { add(.practice, name(line.place), "slip", group.number) }
        }
    }

    private mutating func add(_ role: NumberEntry.Role, _ row: String, _ column: String, _ value: Double) {
        cells.append(Cell(role: role, row: row, column: column, value: value))
    }
}
