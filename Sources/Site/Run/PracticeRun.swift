import Micrograd
import MiniPython
import Source

/// What a `practice` figure asks: the gradients of a pass, and which of them are left blank. Numbers that the author gave
/// no name, such as the 2 of `x * 2`, have a line in the pass and are not asked for.
///
/// The pass begins with gradients of zero, whatever an earlier one has left: that is what a hand can work.
struct PracticeRun: Sendable {
    /// The pass as the engine recorded it.
    let trace: BackwardTrace
    let pass: HandPass
    /// The lines of the pass that are shown, in its order.
    let lines: [HandPass.Line]
    /// Which lines are blank in each version, from the author's, which is the first, to all.
    let versions: [[Int]]

    /// More numbers than these are no exercise.
    static let limit = 60

    /// - Parameter node: finds the Value that an expression names.
    init(
        _ trace: BackwardTrace, _ figure: FigureSource, in file: SourceFile,
        _ node: (SourceSlice) throws(Diagnostic) -> Tape.Node
    ) throws(Diagnostic) {
        func refused(_ message: String, _ note: String) -> Diagnostic {
            Diagnostic("practice-nothing", "\(message), so there is nothing to practise", at: file, figure.fence)
                .noting(note)
        }
        let nodes = trace.graph.nodes
        let name = figure.expression.text
        if nodes.count == 1 {
            throw refused(
                "`\(name)` was not made from anything", "name a Value that some operations have made")
        }
        if !nodes.dropLast().contains(where: { $0.op != .leaf }) {
            throw refused(
                "`\(name)` was made by one operation",
                "name a Value with others between itself and the leaves: only there is a gradient handed on")
        }
        let pass = HandPass(trace.graph)
        if let place = nodes.indices.first(where: {
            !nodes[$0].data.isFinite || !pass.gradient(at: $0).isFinite
        }) {
            let called = nodes[place].name.isEmpty ? "a number behind `\(name)`" : "`\(nodes[place].name)`"
            let what = nodes[place].data.isFinite ? "the gradient of \(called)" : called
            let value = PyFloat.repr(nodes[place].data.isFinite ? pass.gradient(at: place) : nodes[place].data)
            throw refused("\(what) is \(value)", "choose numbers with which every value and every gradient is finite")
        }
        self.trace = trace
        self.pass = pass
        lines = pass.lines.filter { nodes[$0.place].op != .leaf || !nodes[$0.place].name.isEmpty }
        versions = try Self.versions(lines, trace, figure, in: file, node)
    }

    private static func versions(
        _ lines: [HandPass.Line], _ trace: BackwardTrace, _ figure: FigureSource, in file: SourceFile,
        _ node: (SourceSlice) throws(Diagnostic) -> Tape.Node
    ) throws(Diagnostic) -> [[Int]] {
        let all = Array(lines.indices)
        let name = figure.expression.text
        func refused(_ message: String, _ span: Span, _ note: String) -> Diagnostic {
            Diagnostic("practice-blank", message, at: file, span).noting(note)
        }
        switch figure.blanks?.wanted ?? .all {
        case .all: return [all]
        case .count(let count):
            if count > all.count {
                throw refused(
                    "`\(name)` has only \(all.count) gradients to leave blank", figure.blanks?.span ?? figure.fence,
                    "write `all` for all of them")
            }
            // Who has seen the beginning worked does the end first.
            return [count, 2 * count, all.count].filter { $0 < all.count }.map { Array(all.suffix($0)) } + [all]
        case .values(let expressions):
            var blank: Set<Int> = []
            for expression in expressions {
                let wanted = try node(expression)
                let span = expression.fileSpan(Span(0, expression.bytes.count))
                guard let place = trace.memory.place(of: wanted) else {
                    throw refused(
                        "`\(expression.text)` is no part of `\(name)`", span,
                        "name Values that `\(name)` was made from")
                }
                guard place != trace.graph.nodes.count - 1 else {
                    throw refused(
                        "the gradient of `\(expression.text)` is where the pass begins, and is given", span,
                        "name Values that `\(name)` was made from")
                }
                guard let line = lines.firstIndex(where: { $0.place == place }) else {
                    throw refused(
                        "`\(expression.text)` is a number without a name, and its gradient is not asked for", span,
                        "give it a name in a snippet, or leave it out")
                }
                guard blank.insert(line).inserted else {
                    throw refused("`\(expression.text)` is named twice", span, "name it once")
                }
            }
            return blank.count == all.count ? [all] : [blank.sorted(), all]
        }
    }
}
