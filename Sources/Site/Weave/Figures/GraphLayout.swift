import Micrograd

/// Where everything in the drawing of a computational graph stands, in CSS pixels: for every number a box with its name,
/// data and gradient, before it the mark of the operation that made it, and a curve for every use of a number. Columns
/// run from left to right. A curve bends only between columns and crosses a column on a lane of its own, so that it
/// meets no box.
struct GraphLayout {
    struct Point: Equatable {
        var x: Double
        var y: Double
    }

    struct Box {
        /// The number's place in the graph.
        let place: Int
        let left: Double
        let centre: Double
        let height: Double
        /// One for each text; of the same widths in all boxes of a column.
        let cells: [BoxShape.Cell]
        var top: Double { centre - height / 2 }
        var width: Double { GraphLayout.width(of: cells) }
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
        static let markHeight = 26.0
        /// From a mark to its box.
        static let stem = 13.0
        /// The straight end of an edge, which carries the arrowhead.
        static let lead = 7.0
        static let margin = 8.0
        /// What a page has room for without scrolling, or nearly.
        static let pageWidth = 960.0
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

    /// Whether it fits a page, at worst a little smaller.
    var isPageWide: Bool { width <= Metrics.pageWidth }
}

extension GraphLayout {
    /// - Parameters:
    ///   - texts: what is written in the cells of each box, in the order of the graph's nodes: the name, the data and,
    ///     where gradients are shown, the gradient.
    ///   - signs: the operations' signs, in the same order.
    init(_ graph: RecordedGraph, texts: [[String]], signs: [String]) {
        let (layered, crossings) = Self.fewestCrossings(graph)
        self.init(graph, layered, crossings: crossings, texts: texts, signs: signs, shape: .row)
        if !isPageWide, texts.contains(where: { $0.count > 2 }) {
            self.init(graph, layered, crossings: crossings, texts: texts, signs: signs, shape: .stacked)
        }
    }

    private init(
        _ graph: RecordedGraph, _ layered: LayeredGraph, crossings: Int, texts: [[String]], signs: [String],
        shape: BoxShape
    ) {
        let centres = LayerCoordinates.of(layered) { Self.separation(layered, $0, $1, boxHeight: shape.height) }
        // Whole pixels and a half: horizontal strokes of one pixel are sharp.
        let top = Metrics.margin + shape.height / 2 + 0.5
        let y = centres.map { ($0 + top).rounded(.down) + 0.5 }
        let columns = Self.columns(layered, graph: graph, texts: texts, signs: signs, shape: shape, y: y)

        boxes = graph.nodes.indices.map { place in
            let column = columns[layered.layer[place]]
            return Box(
                place: place, left: column.boxLeft, centre: y[place], height: shape.height, cells: column.cells)
        }
        marks = graph.nodes.indices.map { place in
            if graph.nodes[place].op == .leaf { return nil }
            let column = columns[layered.layer[place]]
            let width = Self.markWidth(signs[place])
            return Mark(
                sign: signs[place], centre: Point(x: column.boxLeft - Metrics.stem - width / 2, y: y[place]),
                width: width)
        }
        edges = Self.route(layered, columns: columns, y: y, signs: signs, boxHeight: shape.height)
        self.crossings = crossings
        width = (columns.last?.right ?? 0) + Metrics.margin
        height = (y.max() ?? 0) + shape.height / 2 + Metrics.margin + 0.5
    }

    private static func fewestCrossings(_ graph: RecordedGraph) -> (graph: LayeredGraph, crossings: Int) {
        let near = CrossingReduction.ordered(LayeredGraph(graph, layers: GraphLayers(graph, style: .near)))
        if near.crossings == 0 { return near }
        let early = CrossingReduction.ordered(LayeredGraph(graph, layers: GraphLayers(graph, style: .early)))
        return early.crossings < near.crossings ? early : near
    }

    private static func separation(_ graph: LayeredGraph, _ upper: Int, _ lower: Int, boxHeight: Double) -> Double {
        func half(_ vertex: Int) -> Double { graph.isWaypoint(vertex) ? 0 : boxHeight / 2 }
        let areBoxes = !graph.isWaypoint(upper) && !graph.isWaypoint(lower)
        return half(upper) + half(lower) + (areBoxes ? Metrics.boxGap : Metrics.laneGap)
    }

    private static func markWidth(_ sign: String) -> Double {
        max(Metrics.markHeight, (BoxShape.width(of: sign) + 14).rounded(.up))
    }

    fileprivate static func width(of cells: [BoxShape.Cell]) -> Double {
        cells.map { $0.left + $0.width }.max() ?? 0
    }
}

// MARK: Columns

extension GraphLayout {
    private struct Column {
        /// Where curves from the column before end.
        let left: Double
        let boxLeft: Double
        let cells: [BoxShape.Cell]
        var right: Double { boxLeft + GraphLayout.width(of: cells) }
    }

    private static func columns(
        _ layered: LayeredGraph, graph: RecordedGraph, texts: [[String]], signs: [String], shape: BoxShape, y: [Double]
    ) -> [Column] {
        var columns: [Column] = []
        for vertices in layered.order {
            let places = vertices.filter { !layered.isWaypoint($0) }
            let marks = places.filter { graph.nodes[$0].op != .leaf }.map { markWidth(signs[$0]) }
            let left = columns.last.map { $0.right + gap(before: vertices, layered, y) } ?? Metrics.margin + 0.5
            columns.append(
                Column(
                    left: left, boxLeft: left + (marks.max().map { Metrics.lead + $0 + Metrics.stem } ?? 0),
                    cells: shape.cells(fitting: places.map { texts[$0] })))
        }
        return columns
    }

    /// Steeper curves get more room to bend.
    private static func gap(before vertices: [Int], _ graph: LayeredGraph, _ y: [Double]) -> Double {
        let rise = vertices.flatMap { vertex in graph.before[vertex].map { abs(y[$0] - y[vertex]) } }.max() ?? 0
        return min(96, max(24, (16 + rise * 0.32).rounded()))
    }
}

// MARK: Edges

extension GraphLayout {
    private static func route(
        _ graph: LayeredGraph, columns: [Column], y: [Double], signs: [String], boxHeight: Double
    ) -> [Edge] {
        let position = graph.positions
        // Edges leave from one point, unless two of them go the same way.
        let starts = ports(graph, of: .start, position) { uses in
            Set(uses.map(\.to)).count == uses.count
                ? 0 : min(Metrics.portGap, (boxHeight - 6) / Double(uses.count - 1))
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
