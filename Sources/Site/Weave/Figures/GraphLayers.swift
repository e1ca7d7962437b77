import Micrograd

/// The column each number of a graph stands in, counted from the left; the root stands in the last. Columns are chosen
/// so that the edges are short: every leaf stands just before its first use, as in a drawing made by hand.
struct GraphLayers {
    /// In the order of the graph's nodes.
    let layer: [Int]
    let count: Int

    /// Which of two good layerings: `near` keeps numbers close to what uses them, `early` close to their inputs.
    enum Style: CaseIterable { case near, early }

    init(_ graph: RecordedGraph, style: Style) {
        let nodes = graph.nodes
        var users: [[Int]] = Array(repeating: [], count: nodes.count)
        for (place, node) in nodes.enumerated() {
            for input in node.inputs { users[input].append(place) }
        }

        var layer = style == .near ? Self.fromTheRoot(users) : Self.fromTheLeaves(nodes)
        Self.shorten(&layer, nodes: nodes, users: users, style: style)
        let first = layer.min() ?? 0
        self.layer = layer.map { $0 - first }
        count = (self.layer.max() ?? -1) + 1
    }

    /// The longest way to the root; users stand after what they use.
    private static func fromTheRoot(_ users: [[Int]]) -> [Int] {
        var layer = [Int](repeating: 0, count: users.count)
        for place in users.indices.reversed() {
            layer[place] = users[place].map { layer[$0] - 1 }.min() ?? 0
        }
        return layer
    }

    /// The longest way from a leaf.
    private static func fromTheLeaves(_ nodes: [RecordedGraph.Node]) -> [Int] {
        var layer = [Int](repeating: 0, count: nodes.count)
        for (place, node) in nodes.enumerated() {
            layer[place] = node.inputs.map { layer[$0] + 1 }.max() ?? 0
        }
        return layer
    }

    /// Moves numbers towards the side on which they have more edges until no such move shortens an edge.
    private static func shorten(
        _ layer: inout [Int], nodes: [RecordedGraph.Node], users: [[Int]], style: Style
    ) {
        // Each move shortens the edges in all; the bound only guards against a mistake here.
        for _ in 0..<max(4, nodes.count) {
            var moved = false
            for place in nodes.indices.reversed() {
                guard let next = users[place].map({ layer[$0] }).min() else { continue }
                let inputs = nodes[place].inputs
                if inputs.count < users[place].count || inputs.isEmpty {
                    moved = moved || layer[place] != next - 1
                    layer[place] = next - 1
                } else if inputs.count > users[place].count, let last = inputs.map({ layer[$0] }).max() {
                    moved = moved || layer[place] != last + 1
                    layer[place] = last + 1
                }
            }
            if !moved { return }
        }
    }
}
