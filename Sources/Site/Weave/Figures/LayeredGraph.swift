import Micrograd

/// A graph cut into columns so that every edge leads from one column to the next: an edge that spans several columns
/// passes through a waypoint in each column between. Vertices below `nodeCount` are the graph's nodes, the others
/// waypoints.
struct LayeredGraph {
    /// One use of a number by an operation.
    struct Use {
        let from: Int
        let to: Int
        /// Which input of the operation it is.
        let slot: Int
        /// From left to right.
        let waypoints: [Int]

        /// Every vertex the edge touches, from left to right.
        var stops: [Int] { [from] + waypoints + [to] }
    }

    let nodeCount: Int
    let uses: [Use]
    /// The column of each vertex.
    let layer: [Int]
    /// The vertices of each column from top to bottom.
    var order: [[Int]]
    /// Neighbours in the column before and after, once per edge.
    let before: [[Int]]
    let after: [[Int]]

    init(_ graph: RecordedGraph, layers: GraphLayers) {
        var layer = layers.layer
        var uses: [Use] = []
        for (to, node) in graph.nodes.enumerated() {
            for (slot, from) in node.inputs.enumerated() {
                let between = (layer[from] + 1)..<max(layer[from] + 1, layer[to])
                uses.append(
                    Use(from: from, to: to, slot: slot, waypoints: Array(layer.count..<layer.count + between.count)))
                layer.append(contentsOf: between)
            }
        }
        var before: [[Int]] = Array(repeating: [], count: layer.count)
        var after = before
        for use in uses {
            let stops = use.stops
            for (left, right) in zip(stops, stops.dropFirst()) {
                after[left].append(right)
                before[right].append(left)
            }
        }
        var order: [[Int]] = Array(repeating: [], count: layers.count)
        for vertex in layer.indices { order[layer[vertex]].append(vertex) }

        self.nodeCount = graph.nodes.count
        self.uses = uses
        self.layer = layer
        self.order = order
        self.before = before
        self.after = after
    }

    func isWaypoint(_ vertex: Int) -> Bool { vertex >= nodeCount }

    /// The place of every vertex in its column.
    var positions: [Int] {
        var positions = [Int](repeating: 0, count: layer.count)
        for column in order {
            for (position, vertex) in column.enumerated() { positions[vertex] = position }
        }
        return positions
    }
}
