/// Gives every vertex of an ordered layered graph its height on the page: long edges run straight, results stand
/// midway between their inputs. The method of Brandes and Köpf (2002): align each vertex with a median neighbour in
/// four ways, pack each alignment as tightly as the separations allow, and take the mean of the middle two.
struct LayerCoordinates {
    private let graph: LayeredGraph
    /// The least distance of two vertices' centres when the second stands directly below the first.
    private let separation: (Int, Int) -> Double
    private let position: [Int]
    /// Stretches of edges that give way to a long edge.
    private var conflicts: Set<Int> = []

    /// The centre of every vertex, from top to bottom; the smallest is 0.
    static func of(_ graph: LayeredGraph, separation: @escaping (Int, Int) -> Double) -> [Double] {
        var coordinates = LayerCoordinates(graph, separation)
        coordinates.findConflicts()
        return coordinates.balanced()
    }

    private init(_ graph: LayeredGraph, _ separation: @escaping (Int, Int) -> Double) {
        self.graph = graph
        self.separation = separation
        position = graph.positions
    }

    /// Marks edges that cross the inner part of a long edge: the long one stays straight.
    private mutating func findConflicts() {
        for column in graph.order.dropFirst() {
            var from = 0
            var scanned = 0
            for (place, vertex) in column.enumerated() {
                let inner = graph.isWaypoint(vertex) ? graph.before[vertex].first { graph.isWaypoint($0) } : nil
                guard inner != nil || place == column.count - 1 else { continue }
                let to = inner.map { position[$0] } ?? Int.max
                for other in column[scanned...place] {
                    for neighbour in graph.before[other]
                    where (position[neighbour] < from || position[neighbour] > to)
                        && !(graph.isWaypoint(neighbour) && graph.isWaypoint(other))
                    {
                        conflicts.insert(stretch(neighbour, other))
                    }
                }
                scanned = place + 1
                from = to
            }
        }
    }

    /// A stretch between neighbouring columns, named by its ends in either order.
    private func stretch(_ one: Int, _ other: Int) -> Int { min(one, other) * graph.layer.count + max(one, other) }

    private func balanced() -> [Double] {
        var candidates: [[Double]] = []
        for isBackward in [false, true] {
            for isUpward in [false, true] {
                candidates.append(packed(isBackward: isBackward, isUpward: isUpward))
            }
        }
        let extents = candidates.map { (least: $0.min() ?? 0, most: $0.max() ?? 0) }
        let tightest = extents.indices.min {
            extents[$0].most - extents[$0].least < extents[$1].most - extents[$1].least
        }
        let target = extents[tightest ?? 0]
        for (index, extent) in extents.enumerated() {
            let shift = index & 1 == 0 ? target.least - extent.least : target.most - extent.most
            for vertex in candidates[index].indices { candidates[index][vertex] += shift }
        }
        let centres = graph.layer.indices.map { vertex in
            let four = candidates.map { $0[vertex] }.sorted()
            return (four[1] + four[2]) / 2
        }
        let least = centres.min() ?? 0
        return centres.map { $0 - least }
    }

    /// One of the four alignments, packed towards one side.
    private func packed(isBackward: Bool, isUpward: Bool) -> [Double] {
        let columns = isUpward ? graph.order.map { Array($0.reversed()) } : graph.order
        let neighbours = isBackward ? graph.after : graph.before
        let root = aligned(
            isBackward ? columns.reversed() : columns,
            neighbours: neighbours, place: { isUpward ? -position[$0] : position[$0] })
        let heights = compacted(columns, root: root) { isUpward ? separation($1, $0) : separation($0, $1) }
        return isUpward ? heights.map { -$0 } : heights
    }

    /// Joins vertices into blocks that are to stand at one height; gives the first vertex of each one's block.
    private func aligned(_ columns: [[Int]], neighbours: [[Int]], place: (Int) -> Int) -> [Int] {
        var root = Array(graph.layer.indices)
        for column in columns {
            var last = Int.min
            for vertex in column {
                let sorted = neighbours[vertex].sorted { place($0) < place($1) }
                guard !sorted.isEmpty else { continue }
                for middle in (sorted.count - 1) / 2...sorted.count / 2 where root[vertex] == vertex {
                    let neighbour = sorted[middle]
                    let isFree = !conflicts.contains(stretch(neighbour, vertex))
                    if isFree, last < place(neighbour) {
                        root[vertex] = root[neighbour]
                        last = place(neighbour)
                    }
                }
            }
        }
        return root
    }

    /// The heights of all blocks: first each as high as it can stand, then each as low as that leaves room.
    private func compacted(_ columns: [[Int]], root: [Int], separation: (Int, Int) -> Double) -> [Double] {
        var above: [[(block: Int, distance: Double)]] = Array(repeating: [], count: root.count)
        var below = above
        for column in columns {
            for (upper, lower) in zip(column, column.dropFirst()) {
                let distance = separation(upper, lower)
                above[root[lower]].append((root[upper], distance))
                below[root[upper]].append((root[lower], distance))
            }
        }
        var waiting = above.map(\.count)
        var sorted = root.indices.filter { root[$0] == $0 && waiting[$0] == 0 }
        var next = 0
        while next < sorted.count {
            for (block, _) in below[sorted[next]] {
                waiting[block] -= 1
                if waiting[block] == 0 { sorted.append(block) }
            }
            next += 1
        }
        var height = [Double](repeating: 0, count: root.count)
        for block in sorted {
            height[block] = above[block].map { height[$0.block] + $0.distance }.max() ?? 0
        }
        for block in sorted.reversed() {
            guard let room = below[block].map({ height[$0.block] - $0.distance }).min() else { continue }
            height[block] = max(height[block], room)
        }
        return root.map { height[$0] }
    }
}
