@testable import Site

/// Decides whether the columns of a layered graph can be ordered without a crossing, by a way that shares nothing with
/// the layout: every two edges between the same columns oblige the pairs of their ends to stand in the same order, and
/// a planar order exists exactly when no pair is thus obliged to stand both ways (Randerath et al. 2001).
enum LevelPlanarity {
    static func holds(_ graph: LayeredGraph) -> Bool {
        let count = graph.layer.count
        // Two elements per ordered pair of vertices; joined where one order implies the other.
        var parent = Array(0..<count * count)
        func find(_ element: Int) -> Int {
            var element = element
            while parent[element] != element {
                parent[element] = parent[parent[element]]
                element = parent[element]
            }
            return element
        }
        for column in graph.order.dropLast() {
            let edges = column.flatMap { u in graph.after[u].map { (u, $0) } }
            for (u, v) in edges {
                for (s, t) in edges where u != s && v != t {
                    parent[find(u * count + s)] = find(v * count + t)
                }
            }
        }
        for u in 0..<count {
            for v in 0..<u where find(u * count + v) == find(v * count + u) { return false }
        }
        return true
    }
}
