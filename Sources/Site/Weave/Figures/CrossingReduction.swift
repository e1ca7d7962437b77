/// Orders the columns of a layered graph from top to bottom so that few edges cross. Where an order without crossing is
/// found, that is taken; else sweeps to and fro, in which each vertex is put at the median of its neighbours, each
/// followed by exchanges of vertical neighbours, from several starting orders. Nothing is random: the shuffles come from a fixed sequence.
struct CrossingReduction {
    private var graph: LayeredGraph
    private var position: [Int]
    private var best: [[Int]]
    private(set) var crossings: Int

    /// How many elementary steps may be spent on a graph; keeps the largest ones quick.
    private static let budget = 40_000

    private init(_ graph: LayeredGraph) {
        self.graph = graph
        position = graph.positions
        best = graph.order
        crossings = Int.max
    }

    /// The graph with its columns ordered, and how often its edges cross then.
    static func ordered(_ graph: LayeredGraph) -> (graph: LayeredGraph, crossings: Int) {
        var reduction = CrossingReduction(graph)
        reduction.run()
        var ordered = graph
        ordered.order = reduction.best
        return (ordered, reduction.crossings)
    }

    private mutating func run() {
        let size = graph.layer.count + graph.before.reduce(0) { $0 + $1.count }
        var tries = max(3, Self.budget / (size * 40))
        start(with: depthFirst(reversed: false))
        if crossings == 0 { return }
        if let order = PlanarOrder.of(graph) { start(with: order) }
        if crossings == 0 { return }
        for isReversed in [false, true] {
            start(with: depthFirst(reversed: isReversed))
            sweep()
            tries -= 1
            if crossings == 0 { return }
        }
        var shuffle = Shuffle()
        while tries > 0 {
            start(with: graph.order.map { shuffle.shuffled($0) })
            sweep()
            tries -= 1
            if crossings == 0 { return }
        }
    }

    private mutating func start(with order: [[Int]]) {
        graph.order = order
        position = graph.positions
        keepIfBetter()
    }

    private mutating func keepIfBetter() {
        let count = CrossingCount.of(graph, position)
        guard count < crossings else { return }
        crossings = count
        best = graph.order
    }

    /// The order in which a walk back from the root meets the vertices: without crossing when the graph is a tree.
    private func depthFirst(reversed: Bool) -> [[Int]] {
        var order: [[Int]] = Array(repeating: [], count: graph.order.count)
        var seen = [Bool](repeating: false, count: graph.layer.count)
        var stack = Array((graph.order.last ?? []).reversed())
        while let vertex = stack.popLast() {
            if seen[vertex] { continue }
            seen[vertex] = true
            order[graph.layer[vertex]].append(vertex)
            stack += reversed ? graph.before[vertex] : graph.before[vertex].reversed()
        }
        return order
    }

    private mutating func sweep() {
        var idle = 0
        for round in 0..<24 where idle < 6 && crossings > 0 {
            let previous = crossings
            let keepsTies = round & 2 == 0
            if round & 1 == 0 {
                for column in graph.order.indices.dropFirst() { sort(column, by: graph.before, keepsTies: keepsTies) }
            } else {
                for column in graph.order.indices.dropLast().reversed() {
                    sort(column, by: graph.after, keepsTies: keepsTies)
                }
            }
            exchange()
            keepIfBetter()
            idle = crossings < previous ? 0 : idle + 1
        }
    }

    /// Sorts a column by the medians of its vertices' neighbours; vertices without neighbours keep their places.
    private mutating func sort(_ column: Int, by neighbours: [[Int]], keepsTies: Bool) {
        let vertices = graph.order[column]
        let movable = vertices.filter { !neighbours[$0].isEmpty }
        let medians = movable.map { median(neighbours[$0]) }
        let ranks = movable.indices.sorted { a, b in
            medians[a] != medians[b] ? medians[a] < medians[b] : keepsTies ? a < b : a > b
        }
        var next = ranks.makeIterator()
        graph.order[column] = vertices.map { vertex in
            guard !neighbours[vertex].isEmpty, let rank = next.next() else { return vertex }
            return movable[rank]
        }
        for (place, vertex) in graph.order[column].enumerated() { position[vertex] = place }
    }

    /// The median weighted towards the side where the neighbours stand closer together (Gansner et al., 1993).
    private func median(_ neighbours: [Int]) -> Double {
        let places = neighbours.map { position[$0] }.sorted()
        let middle = places.count / 2
        if places.count & 1 == 1 { return Double(places[middle]) }
        if places.count == 2 { return Double(places[0] + places[1]) / 2 }
        let left = Double(places[middle - 1] - places[0])
        let right = Double(places[places.count - 1] - places[middle])
        if left + right == 0 { return Double(places[middle]) }
        return (Double(places[middle - 1]) * right + Double(places[middle]) * left) / (left + right)
    }

    /// Exchanges neighbours in a column while that removes crossings.
    private mutating func exchange() {
        for _ in 0..<8 {
            var improved = false
            for column in graph.order.indices {
                for place in graph.order[column].indices.dropLast() {
                    let upper = graph.order[column][place]
                    let lower = graph.order[column][place + 1]
                    let gain =
                        inversions(graph.before[upper], graph.before[lower])
                        + inversions(graph.after[upper], graph.after[lower])
                    guard gain > 0 else { continue }
                    graph.order[column].swapAt(place, place + 1)
                    position[upper] += 1
                    position[lower] -= 1
                    improved = true
                }
            }
            if !improved { return }
        }
    }

    /// How many crossings of the edges of two neighbours in a column vanish when the two are exchanged.
    private func inversions(_ upper: [Int], _ lower: [Int]) -> Int {
        var gain = 0
        for u in upper {
            for l in lower {
                if position[u] > position[l] { gain += 1 } else if position[u] < position[l] { gain -= 1 }
            }
        }
        return gain
    }
}

/// Counts crossings between neighbouring columns.
enum CrossingCount {
    /// - Complexity: O(edges × log vertices), by a tree of counts (Barth, Jünger, Mutzel 2002).
    static func of(_ graph: LayeredGraph, _ position: [Int]) -> Int {
        var crossings = 0
        for column in graph.order.dropLast().indices {
            let ends = graph.order[column].flatMap { vertex in graph.after[vertex].map { position[$0] }.sorted() }
            var size = 1
            while size < graph.order[column + 1].count { size *= 2 }
            var tree = [Int](repeating: 0, count: 2 * size)
            for end in ends {
                var index = end + size
                tree[index] += 1
                while index > 1 {
                    if index & 1 == 0 { crossings += tree[index + 1] }
                    index /= 2
                    tree[index] += 1
                }
            }
        }
        return crossings
    }
}

/// A fixed sequence of permutations.
private struct Shuffle {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func shuffled(_ column: [Int]) -> [Int] {
        var column = column
        for last in stride(from: column.count - 1, to: 0, by: -1) {
            column.swapAt(last, next(below: last + 1))
        }
        return column
    }

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
