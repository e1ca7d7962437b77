import Micrograd

/// Where everything in the drawing of a computational graph stands, in CSS pixels: for every number a box of three
/// cells (name, data, gradient), before it the mark of the operation that made it, and a curve for every use of a
/// number. Columns run from left to right. A curve bends only between columns and crosses a column on a lane of its
/// own, so that it meets no box.
struct GraphLayout {
    struct Point: Equatable {
        var x: Double
        var y: Double
    }

    /// What is written in a box.
    struct Cells {
        let name: String
        let data: String
        /// Nil where gradients are not shown.
        let grad: String?

        fileprivate var texts: [String] { [name, data] + (grad.map { [$0] } ?? []) }
    }

    struct Box {
        /// The number's place in the graph.
        let place: Int
        let left: Double
        let centre: Double
        /// The widths of the cells, equal for all boxes of a column.
        let cells: [Double]
        var width: Double { cells.reduce(0, +) }
        var right: Double { left + width }
    }

    /// The round mark of an operation.
    struct Mark {
        let sign: String
        let centre: Point
        let width: Double
    }

    struct Edge {
        let from: Int
        let to: Int
        /// Which input of the operation the edge is.
        let slot: Int
        /// Alternately the ends of a curve and of a straight line.
        let points: [Point]
    }

    /// The measures of the drawing.
    enum Metrics {
        static let fontSize = 12.0
        /// Wider than any usual monospaced font's letters, 0.55 to 0.61 of the size.
        static let letter = 7.44
        static let boxHeight = 28.0
        static let padding = 7.0
        static let markHeight = 26.0
        /// From a mark to its box.
        static let stem = 16.0
        /// The straight end of an edge, which carries the arrowhead.
        static let lead = 8.0
        static let margin = 8.0
        static let boxGap = 16.0
        static let laneGap = 12.0
        /// Between two curves that end at the same mark.
        static let portGap = 12.0
    }

    let boxes: [Box]
    /// By place in the graph; a leaf has none.
    let marks: [Mark?]
    let edges: [Edge]
    let width: Double
    let height: Double
    /// How often two edges cross.
    let crossings: Int
}

extension GraphLayout {
    /// - Parameters:
    ///   - cells: what is written in the boxes, in the order of the graph's nodes.
    ///   - signs: the operations' signs, in the same order.
    init(_ graph: RecordedGraph, cells: [Cells], signs: [String]) {
        let (layered, crossings) = Self.fewestCrossings(graph)
        let centres = LayerCoordinates.of(layered) { Self.separation(layered, $0, $1) }
        // Whole pixels and a half: horizontal strokes of one pixel are sharp.
        let top = Metrics.margin + Metrics.boxHeight / 2 + 0.5
        let y = centres.map { ($0 + top).rounded(.down) + 0.5 }
        let columns = Self.columns(layered, graph: graph, cells: cells, signs: signs, y: y)

        boxes = graph.nodes.indices.map { place in
            let column = columns[layered.layer[place]]
            return Box(place: place, left: column.boxLeft, centre: y[place], cells: column.cells)
        }
        marks = graph.nodes.indices.map { place in
            if graph.nodes[place].op == .leaf { return nil }
            let column = columns[layered.layer[place]]
            let width = Self.markWidth(signs[place])
            return Mark(
                sign: signs[place], centre: Point(x: column.boxLeft - Metrics.stem - width / 2, y: y[place]),
                width: width)
        }
        edges = Self.route(layered, columns: columns, y: y, signs: signs)
        self.crossings = crossings
        width = (columns.last?.right ?? 0) + Metrics.margin
        height = (y.max() ?? 0) + Metrics.boxHeight / 2 + Metrics.margin + 0.5
    }

    private static func fewestCrossings(_ graph: RecordedGraph) -> (graph: LayeredGraph, crossings: Int) {
        let near = CrossingReduction.ordered(LayeredGraph(graph, layers: GraphLayers(graph, style: .near)))
        if near.crossings == 0 { return near }
        let early = CrossingReduction.ordered(LayeredGraph(graph, layers: GraphLayers(graph, style: .early)))
        return early.crossings < near.crossings ? early : near
    }

    private static func separation(_ graph: LayeredGraph, _ upper: Int, _ lower: Int) -> Double {
        func half(_ vertex: Int) -> Double { graph.isWaypoint(vertex) ? 0 : Metrics.boxHeight / 2 }
        let areBoxes = !graph.isWaypoint(upper) && !graph.isWaypoint(lower)
        return half(upper) + half(lower) + (areBoxes ? Metrics.boxGap : Metrics.laneGap)
    }

    private static func markWidth(_ sign: String) -> Double {
        max(Metrics.markHeight, (textWidth(sign) + 14).rounded(.up))
    }

    private static func textWidth(_ text: String) -> Double {
        // Letters of East Asian scripts and pictures take two places.
        let places = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        return Double(places) * Metrics.letter
    }
}

// MARK: Columns

extension GraphLayout {
    private struct Column {
        /// Where curves from the column before end.
        let left: Double
        let boxLeft: Double
        let cells: [Double]
        var right: Double { boxLeft + cells.reduce(0, +) }
    }

    private static func columns(
        _ layered: LayeredGraph, graph: RecordedGraph, cells: [Cells], signs: [String], y: [Double]
    ) -> [Column] {
        var columns: [Column] = []
        for vertices in layered.order {
            let places = vertices.filter { !layered.isWaypoint($0) }
            let marks = places.filter { graph.nodes[$0].op != .leaf }.map { markWidth(signs[$0]) }
            let left = columns.last.map { $0.right + gap(before: vertices, layered, y) } ?? Metrics.margin + 0.5
            columns.append(
                Column(
                    left: left, boxLeft: left + (marks.max().map { Metrics.lead + $0 + Metrics.stem } ?? 0),
                    cells: cellWidths(places.map { cells[$0] })))
        }
        return columns
    }

    private static func cellWidths(_ cells: [Cells]) -> [Double] {
        var widths = [Double](repeating: 0, count: cells.first?.texts.count ?? 0)
        for cell in cells {
            for (index, text) in cell.texts.enumerated() {
                widths[index] = max(widths[index], (textWidth(text) + 2 * Metrics.padding).rounded(.up))
            }
        }
        return widths
    }

    /// Steeper curves get more room to bend.
    private static func gap(before vertices: [Int], _ graph: LayeredGraph, _ y: [Double]) -> Double {
        let rise = vertices.flatMap { vertex in graph.before[vertex].map { abs(y[$0] - y[vertex]) } }.max() ?? 0
        return min(96, max(28, (16 + rise * 0.4).rounded()))
    }
}

// MARK: Edges

extension GraphLayout {
    private static func route(
        _ graph: LayeredGraph, columns: [Column], y: [Double], signs: [String]
    ) -> [Edge] {
        let position = graph.positions
        // Edges leave from one point, unless two of them go the same way.
        let starts = ports(graph, of: .start, position) { uses in
            Set(uses.map(\.to)).count == uses.count
                ? 0 : min(Metrics.portGap, (Metrics.boxHeight - 6) / Double(uses.count - 1))
        }
        let ends = ports(graph, of: .end, position) { _ in Metrics.portGap }

        return graph.uses.indices.map { index in
            let use = graph.uses[index]
            var points = [Point(x: columns[graph.layer[use.from]].right, y: y[use.from] + starts[index])]
            for waypoint in use.waypoints {
                let column = columns[graph.layer[waypoint]]
                points.append(Point(x: column.left, y: y[waypoint]))
                points.append(Point(x: column.right, y: y[waypoint]))
            }
            let column = columns[graph.layer[use.to]]
            let radius = Metrics.markHeight / 2
            // Where a horizontal line meets the round end of the mark.
            let inset = radius - (radius * radius - ends[index] * ends[index]).squareRoot()
            let end = y[use.to] + ends[index]
            points.append(Point(x: column.left, y: end))
            points.append(
                Point(x: column.boxLeft - Metrics.stem - markWidth(signs[use.to]) + inset, y: end))
            return Edge(from: use.from, to: use.to, slot: use.slot, points: points)
        }
    }

    private enum End { case start, end }

    /// How far above or below the centre of its box or mark each edge is attached: in the order of the edges' other
    /// stops, so that no two cross there.
    private static func ports(
        _ graph: LayeredGraph, of end: End, _ position: [Int], spread: ([LayeredGraph.Use]) -> Double
    ) -> [Double] {
        func vertex(_ use: LayeredGraph.Use) -> Int { end == .start ? use.from : use.to }
        func neighbour(_ use: LayeredGraph.Use) -> Int {
            end == .start ? use.waypoints.first ?? use.to : use.waypoints.last ?? use.from
        }
        var uses: [[Int]] = Array(repeating: [], count: graph.nodeCount)
        for (index, use) in graph.uses.enumerated() { uses[vertex(use)].append(index) }
        var offsets = [Double](repeating: 0, count: graph.uses.count)
        for group in uses where group.count > 1 {
            let sorted = group.sorted { a, b in
                let first = position[neighbour(graph.uses[a])]
                let second = position[neighbour(graph.uses[b])]
                return first != second ? first < second : a < b
            }
            let step = spread(sorted.map { graph.uses[$0] })
            for (rank, use) in sorted.enumerated() {
                offsets[use] = (Double(rank) - Double(sorted.count - 1) / 2) * step
            }
        }
        return offsets
    }
}
