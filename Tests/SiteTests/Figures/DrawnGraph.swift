import Markup
import Micrograd

@testable import Site

/// What is really in a drawing: shapes and sampled curves read back from the SVG, none of the layout's own claims.
struct DrawnGraph {
    struct Point {
        var x: Double
        var y: Double
    }

    struct Rectangle {
        var left, top, right, bottom: Double
        /// The radius of its corners.
        var radius: Double

        /// Whether a point lies more than `depth` inside the rounded rectangle.
        func contains(_ point: Point, depth: Double) -> Bool {
            guard point.x > left, point.x < right, point.y > top, point.y < bottom else { return false }
            let x = max(left + radius - point.x, point.x - (right - radius), 0)
            let y = max(top + radius - point.y, point.y - (bottom - radius), 0)
            let edge = min(point.x - left, right - point.x, point.y - top, bottom - point.y)
            if x > 0, y > 0 { return (x * x + y * y).squareRoot() < radius - depth }
            return edge > depth
        }

        func distance(to other: Rectangle) -> Double {
            let x = max(other.left - right, left - other.right, 0)
            let y = max(other.top - bottom, top - other.bottom, 0)
            return (x * x + y * y).squareRoot()
        }
    }

    struct Use {
        let from, to, slot: Int
        let path: String
        let points: [Point]
    }

    struct Text {
        let x: Double
        let isCentred: Bool
        let baseline: Double
        var content: String

        /// In a font whose letters are 0.62 of its size wide, wider than any usual one.
        private var width: Double { Double(content.count) * 0.62 * 12 }
        var left: Double { isCentred ? x - width / 2 : x }
        var right: Double { left + width }

        /// The least distance of a point from the letters.
        func distance(to point: Point) -> Double {
            let x = max(left - point.x, point.x - right, 0)
            let y = max(baseline - 9 - point.y, point.y - (baseline + 3), 0)
            return (x * x + y * y).squareRoot()
        }
    }

    var size = Point(x: 0, y: 0)
    /// By place in the graph.
    var boxes: [Int: Rectangle] = [:]
    var marks: [Int: Rectangle] = [:]
    var uses: [Use] = []
    /// From marks to boxes.
    var stems: [[Point]] = []
    var texts: [Int: [Text]] = [:]
    var markTexts: [Int: Text] = [:]
    /// Points along the lines between the cells of a box.
    var dividers: [Int: [Point]] = [:]

    init(_ graph: RecordedGraph) throws {
        try self.init(svg: GraphDrawing(graph, names: NodeNames(graph)).html(id: "g").text)
    }

    init(svg: String) {
        var place = -1
        var use: (from: Int, to: Int, slot: Int)?
        var isMark = false
        var text: Text?
        for piece in svg.split(separator: "<") {
            let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            let tag = parts[0].prefix { $0 != " " }
            let attributes = Self.attributes(parts[0])
            let number = { (key: String) in Double(attributes[key] ?? "") ?? 0 }
            switch (tag, attributes["class"] ?? "") {
            case ("svg", _): size = Point(x: number("width"), y: number("height"))
            case ("g", "use"): use = (Int(number("data-from")), Int(number("data-to")), Int(number("data-slot")))
            case ("g", "nodes"): use = nil
            case ("g", let name) where name.hasPrefix("node"): place = Int(number("data-node"))
            case ("g", "op"): isMark = true
            case ("/g", _): isMark = false
            case ("rect", _):
                let rectangle = Rectangle(
                    left: number("x"), top: number("y"), right: number("x") + number("width"),
                    bottom: number("y") + number("height"), radius: number("rx"))
                if isMark { marks[place] = rectangle } else { boxes[place] = rectangle }
            case ("path", "edge"):
                let path = attributes["d"] ?? ""
                if let use {
                    uses.append(Use(from: use.from, to: use.to, slot: use.slot, path: path, points: Self.sample(path)))
                } else {
                    stems.append(Self.sample(path))
                }
            case ("path", "divider"): dividers[place, default: []] += Self.sample(attributes["d"] ?? "")
            case ("text", _):
                text = Text(
                    x: number("x"), isCentred: attributes["text-anchor"] == "middle", baseline: number("y"), content: ""
                )
            case ("/text", _):
                if let text, isMark { markTexts[place] = text }
                if let text, !isMark { texts[place, default: []].append(text) }
                text = nil
            default: break
            }
            text?.content += parts.count == 2 ? parts[1].replacing("&lt;", with: "<") : ""
        }
    }

    private static func attributes(_ tag: Substring) -> [String: String] {
        var attributes: [String: String] = [:]
        var rest = tag.drop { $0 != " " }
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].drop { $0 == " " }
            let value = rest[equals...].dropFirst(2).prefix { $0 != "\"" }
            attributes[String(key)] = String(value)
            rest = rest[value.endIndex...].dropFirst()
        }
        return attributes
    }

    /// Follows a path of `M`, `C`, `H`, `h`, `v` commands; 32 points a curve.
    static func sample(_ path: String) -> [Point] {
        var points: [Point] = []
        var rest = Substring(path)
        while let command = rest.popFirst() {
            let argument = rest.prefix { !$0.isLetter }
            rest = rest[argument.endIndex...]
            let numbers = argument.split(separator: " ").compactMap { Double($0) }
            let last = points.last ?? Point(x: 0, y: 0)
            switch command {
            case "M": points.append(Point(x: numbers[0], y: numbers[1]))
            case "H": points += line(last, Point(x: numbers[0], y: last.y))
            case "h": points += line(last, Point(x: last.x + numbers[0], y: last.y))
            case "v": points += line(last, Point(x: last.x, y: last.y + numbers[0]))
            case "C":
                for step in 1...32 {
                    let t = Double(step) / 32
                    let s = 1 - t
                    func along(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
                        s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
                    }
                    points.append(
                        Point(
                            x: along(last.x, numbers[0], numbers[2], numbers[4]),
                            y: along(last.y, numbers[1], numbers[3], numbers[5])))
                }
            default: fatalError("a drawing has no command \(command)")
            }
        }
        return points
    }

    private static func line(_ start: Point, _ end: Point) -> [Point] {
        let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)) / 2))
        return (1...steps).map { step in
            let t = Double(step) / Double(steps)
            return Point(x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t)
        }
    }

    /// How often two edges cross, counted where their order from top to bottom changes.
    var crossings: Int {
        var count = 0
        for (index, one) in uses.enumerated() {
            for other in uses[..<index] { count += Self.changes(one, other) }
        }
        return count
    }

    private static func changes(_ one: Use, _ other: Use) -> Int {
        guard let first = one.points.first, let last = one.points.last, let start = other.points.first,
            let end = other.points.last
        else { return 0 }
        let from = max(first.x, start.x)
        let to = min(last.x, end.x)
        guard from < to else { return 0 }
        var changes = 0
        var above: Bool?
        for step in 0...400 {
            let x = from + (to - from) * Double(step) / 400
            let difference = height(one, at: x) - height(other, at: x)
            // On top of each other where they leave one box.
            guard abs(difference) > 0.02 else { continue }
            if let above, above != (difference < 0) { changes += 1 }
            above = difference < 0
        }
        return changes
    }

    private static func height(_ use: Use, at x: Double) -> Double {
        var low = 0
        var high = use.points.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if use.points[middle].x <= x { low = middle } else { high = middle }
        }
        let (a, b) = (use.points[low], use.points[high])
        return b.x == a.x ? a.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
    }
}
