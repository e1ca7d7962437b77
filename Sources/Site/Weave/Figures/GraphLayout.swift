import Micrograd

/// Where everything in the drawing of a computational graph stands, in whole CSS pixels: for every number a card, on its
/// left side the tab of the operation that made it, and a curve for every use of a number. Columns run from left to
/// right; of a graph that would be wider than a page, rows may run from top to bottom instead. A curve bends only between
/// columns; from there on it runs straight, beside its label, or crosses a column on a lane of its own, so that nothing
/// meets anything else.
struct GraphLayout {
    struct Point: Equatable {
        var x: Double
        var y: Double
    }

    struct Box {
        /// The number's place in the graph.
        let place: Int
        let centre: Point
        /// The same for all cards of a column.
        let shape: CardShape
        /// 0 for a given number.
        let tabWidth: Double
    }

    struct Edge {
        let from: Int
        let to: Int
        /// Which input of the operation the edge is.
        let slot: Int
        /// Alternately the ends of a curve and of a straight line.
        let points: [Point]
        /// Where the middle of its label's baseline stands.
        let label: Point
    }

    /// The measures of the drawing.
    enum Metrics {
        /// The straight end of an edge without a label, which carries the arrowhead.
        static let lead = 8.0
        static let margin = 8.0
        /// What a page has room for without scrolling, or nearly.
        static let pageWidth = 960.0
        static let boxGap = 14.0
        static let laneGap = 10.0
        /// Between two curves that end at the same tab.
        static let portGap = 12.0
    }

    let boxes: [Box]
    let edges: [Edge]
    let width: Double
    let height: Double
    /// How often two edges cross.
    let crossings: Int
    /// Whether rows run from top to bottom, with tabs above the cards.
    let isDown: Bool

    /// Whether it fits a page, at worst a little smaller.
    var isPageWide: Bool { width <= Metrics.pageWidth }
}

extension GraphLayout {
    /// - Parameters:
    ///   - texts: what is written on each card, in the order of the graph's nodes: the name, the data, the gradient.
    ///   - signs: the operations' signs, in the same order.
    ///   - labels: what is written beside each use, by the number that uses, then by input; empty where nothing is.
    ///   - mayGoDown: whether the drawing may be as high as it likes.
    init(
        _ graph: RecordedGraph, texts: [[String]], signs: [String], labels: [[String]] = [], mayGoDown: Bool = true
    ) {
        let (layered, crossings) = Self.fewestCrossings(graph)
        let right = GraphLayout(across: layered, crossings, texts: texts, signs: signs, labels: labels)
        if right.isPageWide || !mayGoDown {
            self = right
            return
        }
        let down = GraphLayout(down: layered, crossings, texts: texts, signs: signs, labels: labels)
        // What is gained must be worth the height.
        self = down.width < right.width * 0.75 ? down : right
    }

    private init(
        across layered: LayeredGraph, _ crossings: Int, texts: [[String]], signs: [String], labels: [[String]]
    ) {
        let cardHeight = CardShape.height(ofTexts: texts.first?.count ?? 0)
        let centres = LayerCoordinates.of(layered) { Self.separation(layered, $0, $1, cardHeight) }
        let top = Metrics.margin + cardHeight / 2 + CardShape.frame
        let y = centres.map { ($0 + top).rounded() }
        let columns = Self.columns(layered, texts: texts, signs: signs, labels: labels, y: y)

        boxes = texts.indices.map { place in
            let column = columns[layered.layer[place]]
            return Box(
                place: place, centre: Point(x: column.centre, y: y[place]), shape: column.shape,
                tabWidth: CardShape.tabWidth(signs[place]))
        }
        edges = Self.route(layered, columns: columns, y: y, boxes: boxes)
        self.crossings = crossings
        isDown = false
        width = (columns.last?.right ?? 0) + CardShape.frame + Metrics.margin
        height = (y.max() ?? 0) + cardHeight / 2 + CardShape.frame + Metrics.margin
    }

    private static func fewestCrossings(_ graph: RecordedGraph) -> (graph: LayeredGraph, crossings: Int) {
        let near = CrossingReduction.ordered(LayeredGraph(graph, layers: GraphLayers(graph, style: .near)))
        if near.crossings == 0 { return near }
        let early = CrossingReduction.ordered(LayeredGraph(graph, layers: GraphLayers(graph, style: .early)))
        return early.crossings < near.crossings ? early : near
    }

    private static func separation(_ graph: LayeredGraph, _ upper: Int, _ lower: Int, _ cardHeight: Double) -> Double {
        func half(_ vertex: Int) -> Double { graph.isWaypoint(vertex) ? 0 : cardHeight / 2 }
        let areCards = !graph.isWaypoint(upper) && !graph.isWaypoint(lower)
        return half(upper) + half(lower) + (areCards ? Metrics.boxGap : Metrics.laneGap)
    }
}

// MARK: Columns

extension GraphLayout {
    private struct Column {
        /// Where curves from the column before end.
        let left: Double
        /// How far from there a label's middle is.
        let labelMiddle: Double
        let cardLeft: Double
        let shape: CardShape
        var centre: Double { cardLeft + shape.width / 2 }
        var right: Double { cardLeft + shape.width }
    }

    private static func columns(
        _ layered: LayeredGraph, texts: [[String]], signs: [String], labels: [[String]], y: [Double]
    ) -> [Column] {
        var columns: [Column] = []
        for vertices in layered.order {
            let places = vertices.filter { !layered.isWaypoint($0) }
            let tab = places.map { CardShape.tabWidth(signs[$0]) }.max() ?? 0
            let label =
                places.flatMap { labels.isEmpty ? [] : labels[$0] }
                .map { CardShape.width(of: $0, size: CardShape.labelSize).rounded(.up) }.max()
            let lead = tab == 0 ? 0 : Metrics.lead + (label ?? 0)
            let left = columns.last.map { $0.right + gap(before: vertices, layered, y) } ?? Metrics.margin
            columns.append(
                Column(
                    left: left, labelMiddle: ((label ?? 0) / 2).rounded(), cardLeft: left + lead + tab,
                    shape: CardShape(fitting: places.map { texts[$0] })))
        }
        return columns
    }

    /// Steeper curves get more room to bend.
    private static func gap(before vertices: [Int], _ graph: LayeredGraph, _ y: [Double]) -> Double {
        let rise = vertices.flatMap { vertex in graph.before[vertex].map { abs(y[$0] - y[vertex]) } }.max() ?? 0
        return min(80, max(16, (12 + rise * 0.28).rounded()))
    }
}

// MARK: Edges

extension GraphLayout {
    private static func route(_ graph: LayeredGraph, columns: [Column], y: [Double], boxes: [Box]) -> [Edge] {
        let position = graph.positions
        // Edges leave from one point, unless two of them go the same way.
        let starts = ports(graph, of: .start, position) { uses in
            guard Set(uses.map(\.to)).count < uses.count, let height = boxes.first?.shape.height else { return 0 }
            return min(Metrics.portGap, ((height - 6) / Double(uses.count - 1)).rounded(.down))
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
            let inset = CardShape.inset(at: ends[index])
            let end = y[use.to] + ends[index]
            points.append(Point(x: column.left, y: end))
            points.append(Point(x: column.cardLeft - boxes[use.to].tabWidth + inset, y: end))
            // Above the line; of two, the second's below it.
            let drop = ends[index] > 0 ? CardShape.labelSize : -4
            return Edge(
                from: use.from, to: use.to, slot: use.slot, points: points,
                label: Point(x: column.left + column.labelMiddle, y: end + drop))
        }
    }

    fileprivate enum End { case start, end }

    /// How far above or below the centre of its box or mark each edge is attached: in the order of the edges' other
    /// stops, so that no two cross there.
    fileprivate static func ports(
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
                offsets[use] = ((Double(rank) - Double(sorted.count - 1) / 2) * step).rounded()
            }
        }
        return offsets
    }
}

// MARK: From top to bottom

extension GraphLayout {
    private struct Row {
        /// Where curves from the row before end.
        let top: Double
        let cardTop: Double
        let bottom: Double
    }

    /// The straight end of an edge that has room for a label beside it.
    private static let labelLead = 18.0

    private init(
        down layered: LayeredGraph, _ crossings: Int, texts: [[String]], signs: [String], labels: [[String]]
    ) {
        let shapes = texts.map { CardShape(fitting: [$0]) }
        let labelWidths = signs.indices.map { place in
            (labels.isEmpty ? [] : labels[place]).map {
                CardShape.width(of: $0, size: CardShape.labelSize).rounded(.up)
            }
        }
        // Labels stand to the left and right of the ends that they belong to.
        let halves = shapes.indices.map { place -> Double in
            let widest = labelWidths[place].max().map { $0 + Metrics.portGap / 2 + 5 } ?? 0
            return max(shapes[place].width / 2, CardShape.tabWidth(signs[place]) / 2, widest)
        }
        let centres = LayerCoordinates.of(layered) { left, right in
            let areCards = !layered.isWaypoint(left) && !layered.isWaypoint(right)
            let half = [left, right].filter { !layered.isWaypoint($0) }.map { halves[$0] }.reduce(0, +)
            return half + (areCards ? Metrics.boxGap : Metrics.laneGap)
        }
        let leftmost = centres.indices.map { centres[$0] - (layered.isWaypoint($0) ? 0 : halves[$0]) }.min() ?? 0
        let x = centres.map { ($0 - leftmost + Metrics.margin + CardShape.frame).rounded() }

        var rows: [Row] = []
        for vertices in layered.order {
            let hasTabs = vertices.contains { !layered.isWaypoint($0) && !signs[$0].isEmpty }
            let lead = !hasTabs ? 0 : labels.isEmpty ? Metrics.lead : Self.labelLead
            let span = vertices.flatMap { vertex in layered.before[vertex].map { abs(x[$0] - x[vertex]) } }.max() ?? 0
            let gap = min(64, max(14, (10 + span * 0.16).rounded()))
            let top = rows.last.map { $0.bottom + gap } ?? Metrics.margin + CardShape.frame
            let cardTop = top + lead + (hasTabs ? CardShape.tabHeight : 0)
            rows.append(Row(top: top, cardTop: cardTop, bottom: cardTop + (shapes.first?.height ?? 0)))
        }

        boxes = texts.indices.map { place in
            let centre = rows[layered.layer[place]].cardTop + shapes[place].height / 2
            return Box(
                place: place, centre: Point(x: x[place], y: centre), shape: shapes[place],
                tabWidth: CardShape.tabWidth(signs[place]))
        }
        let position = layered.positions
        let starts = Self.ports(layered, of: .start, position) { uses in
            guard Set(uses.map(\.to)).count < uses.count else { return 0 }
            return min(Metrics.portGap, (36 / Double(uses.count - 1)).rounded(.down))
        }
        let ends = Self.ports(layered, of: .end, position) { _ in Metrics.portGap }
        edges = layered.uses.indices.map { index in
            let use = layered.uses[index]
            var points = [Point(x: x[use.from] + starts[index], y: rows[layered.layer[use.from]].bottom)]
            for waypoint in use.waypoints {
                let row = rows[layered.layer[waypoint]]
                points.append(Point(x: x[waypoint], y: row.top))
                points.append(Point(x: x[waypoint], y: row.bottom))
            }
            let row = rows[layered.layer[use.to]]
            let end = x[use.to] + ends[index]
            let tab = CardShape.tabWidth(signs[use.to])
            points.append(Point(x: end, y: row.top))
            points.append(
                Point(x: end, y: row.cardTop - CardShape.tabHeight + CardShape.inset(at: ends[index], ofTab: tab)))
            let side = ends[index] < 0 ? -1.0 : 1
            let label = labelWidths[use.to].isEmpty ? 0 : labelWidths[use.to][use.slot]
            return Edge(
                from: use.from, to: use.to, slot: use.slot, points: points,
                label: Point(x: (end + side * (label / 2 + 5)).rounded(), y: row.top + 12))
        }
        self.crossings = crossings
        isDown = true
        width =
            (boxes.map { $0.centre.x + halves[$0.place] } + x).max().map { $0 + CardShape.frame + Metrics.margin } ?? 0
        height = (rows.last?.bottom ?? 0) + CardShape.frame + Metrics.margin
    }
}
