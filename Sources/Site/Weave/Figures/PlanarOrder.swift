/// Finds an order of the columns of a layered graph in which no two edges cross, where there is one.
///
/// Two edges between the same columns oblige their left ends and their right ends to stand in the same order. Pairs of
/// vertices thus fall into classes that are decided together (Randerath et al. 2001). One class after another is
/// decided, in favour of a preferred order where both ways are open, and what follows because an order is transitive
/// is decided with it.
struct PlanarOrder {
    private enum Decision { case open, yes, no }

    private let graph: LayeredGraph
    private let position: [Int]
    /// Where the pairs of each column begin among all ordered pairs.
    private var offsets: [Int] = []
    private var pairs: [(upper: Int, lower: Int)] = []
    /// The class of each pair, named by one of its pairs.
    private var classes: [Int] = []
    private var members: [[Int]] = []
    private var decisions: [Decision] = []

    /// The largest number of pairs that is looked into; larger graphs are left to sweeping.
    private static let limit = 20_000

    /// - Parameter graph: in its preferred order.
    /// - Returns: The columns from top to bottom; nil where no order was found.
    static func of(_ graph: LayeredGraph) -> [[Int]]? {
        guard graph.order.reduce(0, { $0 + $1.count * $1.count }) <= limit else { return nil }
        var search = PlanarOrder(graph)
        search.joinPairs()
        return search.decideAll() ? search.columns : nil
    }

    private init(_ graph: LayeredGraph) {
        self.graph = graph
        position = graph.positions
        for column in graph.order {
            offsets.append(pairs.count)
            for upper in column { pairs += column.map { (upper, $0) } }
        }
    }

    private func pair(_ upper: Int, _ lower: Int) -> Int {
        let layer = graph.layer[upper]
        return offsets[layer] + position[upper] * graph.order[layer].count + position[lower]
    }

    private mutating func joinPairs() {
        var parent = Array(pairs.indices)
        func find(_ pair: Int) -> Int {
            var pair = pair
            while parent[pair] != pair {
                parent[pair] = parent[parent[pair]]
                pair = parent[pair]
            }
            return pair
        }
        for column in graph.order {
            let edges = column.flatMap { left in graph.after[left].map { (left, $0) } }
            for (left, right) in edges {
                for (otherLeft, otherRight) in edges where left != otherLeft && right != otherRight {
                    parent[find(pair(left, otherLeft))] = find(pair(right, otherRight))
                }
            }
        }
        classes = pairs.indices.map(find)
        members = Array(repeating: [], count: pairs.count)
        for pair in pairs.indices { members[classes[pair]].append(pair) }
        decisions = Array(repeating: .open, count: pairs.count)
    }

    private mutating func decideAll() -> Bool {
        for column in graph.order {
            for (place, upper) in column.enumerated() {
                for lower in column[(place + 1)...] where decisions[classes[pair(upper, lower)]] == .open {
                    if !decide(pair(upper, lower)) && !decide(pair(lower, upper)) { return false }
                }
            }
        }
        return true
    }

    /// Decides for a pair and for all that follows; takes everything back when that contradicts itself.
    private mutating func decide(_ first: Int) -> Bool {
        var decided: [Int] = []
        var waiting = [first]
        while let next = waiting.popLast() {
            let name = classes[next]
            if decisions[name] == .yes { continue }
            let opposite = classes[pair(pairs[next].lower, pairs[next].upper)]
            if decisions[name] == .no || opposite == name {
                for name in decided { decisions[name] = .open }
                return false
            }
            decisions[name] = .yes
            decisions[opposite] = .no
            decided += [name, opposite]
            for member in members[name] { waiting += consequences(of: member) }
        }
        return true
    }

    private func consequences(of decided: Int) -> [Int] {
        let (upper, lower) = pairs[decided]
        var following: [Int] = []
        for other in graph.order[graph.layer[upper]] where other != upper && other != lower {
            if isDecided(lower, other) { following.append(pair(upper, other)) }
            if isDecided(other, upper) { following.append(pair(other, lower)) }
        }
        return following
    }

    private func isDecided(_ upper: Int, _ lower: Int) -> Bool { decisions[classes[pair(upper, lower)]] == .yes }

    private var columns: [[Int]] {
        graph.order.map { column in
            column.map { vertex in (vertex, column.count { $0 != vertex && isDecided($0, vertex) }) }
                .sorted { $0.1 < $1.1 }.map(\.0)
        }
    }
}
