import Foundation
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

        var turned: Use {
            Use(from: from, to: to, slot: slot, path: path, points: points.map { Point(x: $0.y, y: $0.x) })
        }
    }

    struct Text {
        /// The middle.
        let x: Double
        let baseline: Double
        let size: Double
        var content: String

        /// In a font whose letters are 0.62 of its size wide, wider than any usual one.
        private var width: Double { Double(content.count) * 0.62 * size }
        var left: Double { x - width / 2 }
        var right: Double { x + width / 2 }
        /// Digits have no descenders, but names and signs do.
        var box: Rectangle {
            Rectangle(left: left, top: baseline - size * 0.75, right: right, bottom: baseline + size * 0.2, radius: 0)
        }
    }

    var size = Point(x: 0, y: 0)
    /// Whether edges run from top to bottom.
    var isDown = false
    /// By place in the graph; the result's with its second frame.
    var boxes: [Int: Rectangle] = [:]
    var marks: [Int: Rectangle] = [:]
    var uses: [Use] = []
    /// In the order of the uses; nil where nothing is written beside one.
    var labels: [Text?] = []
    var texts: [Int: [Text]] = [:]
    var markTexts: [Int: Text] = [:]
    /// The height of the line below the name.
    var lines: [Int: Double] = [:]
    /// The classes of the cards.
    var roles: [Int: String] = [:]

    init(
        _ graph: RecordedGraph, pass: BackwardTrace? = nil, parameters: Set<Int> = [], mayGoDown: Bool = true
    ) throws {
        let drawing = try GraphDrawing(
            GraphNumbers(graph, pass: pass), parameters: parameters, mayGoDown: mayGoDown)
        self.init(graph, svg: drawing.html(id: "g").text)
    }

    /// - Parameter graph: what is drawn; uses and cards stand in its order.
    init(_ graph: RecordedGraph, svg: String) {
        var slots = graph.nodes.enumerated().flatMap { to, node in
            node.inputs.enumerated().map { slot, from in (from: from, to: to, slot: slot) }
        }[...]
        var isUse = false
        var place = -1
        var origin = Point(x: 0, y: 0)
        var text: Text?
        var isSign = false
        for piece in svg.split(separator: "<") {
            let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            let tag = parts[0].prefix { $0 != " " }
            let attributes = Self.attributes(parts[0])
            let number = { (key: String) in Double(attributes[key] ?? "") ?? 0 }
            switch (tag, attributes["class"] ?? "") {
            case ("svg", _): size = Point(x: number("width"), y: number("height"))
            case ("g", "u"): isUse = true
            case ("g", "n"):
                isUse = false
            case ("g", let role) where !isUse && place + 1 < graph.nodes.count && attributes["fill"] == nil:
                place += 1
                roles[place] = role
                let numbers = Self.numbers(attributes["transform"]?.drop { $0 != "(" }.dropFirst().dropLast() ?? "")
                origin = Point(x: numbers[0], y: numbers[1])
            case ("path", _) where isUse:
                guard let use = slots.popFirst() else { break }
                let path = attributes["d"] ?? ""
                isDown = isDown || path.hasSuffix("l-3-5m3 5 3-5")
                let line = path.components(separatedBy: isDown ? "l-3-5" : "l-5-3").first ?? ""
                uses.append(
                    Use(from: use.from, to: use.to, slot: use.slot, path: path, points: Self.sample(line)))
                labels.append(nil)
            case ("path", _):
                let path = attributes["d"] ?? ""
                let points = Self.sample(path).map { Point(x: $0.x + origin.x, y: $0.y + origin.y) }
                let xs = points.map(\.x)
                let ys = points.map(\.y)
                let isMark = path.contains("a")
                let rectangle = Rectangle(
                    left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0,
                    radius: isMark ? 11 : 0)
                if isMark { marks[place] = rectangle } else { boxes[place] = rectangle }
                if !isMark { lines[place] = points.last?.y }
            case ("text", let kind):
                isSign = kind == "o"
                text = Text(
                    x: (isUse ? 0 : origin.x) + number("x"), baseline: (isUse ? 0 : origin.y) + number("y"),
                    size: isUse ? 11 : 12, content: "")
            case ("/text", _):
                if let text, isUse {
                    labels[labels.count - 1] = text
                } else if let text, isSign {
                    markTexts[place] = text
                } else if let text {
                    texts[place, default: []].append(text)
                }
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

    /// Numbers with spaces between them, or only a minus.
    private static func numbers(_ text: Substring) -> [Double] {
        text.replacing("-", with: " -").split(separator: " ").compactMap { Double($0) }
    }

    /// Follows a path of `M`, `C`, `H`, `V`, `h`, `v`, `l`, `z` and arcs of tabs; 32 points a curve.
    static func sample(_ path: String) -> [Point] {
        var points: [Point] = []
        var rest = Substring(path)
        while let command = rest.popFirst() {
            let argument = rest.prefix { !$0.isLetter }
            rest = rest[argument.endIndex...]
            let numbers = numbers(argument)
            let last = points.last ?? Point(x: 0, y: 0)
            switch command {
            case "M": points.append(Point(x: numbers[0], y: numbers[1]))
            case "H": points += line(last, Point(x: numbers[0], y: last.y))
            case "h": points += line(last, Point(x: last.x + numbers[0], y: last.y))
            case "v": points += line(last, Point(x: last.x, y: last.y + numbers[0]))
            case "l": points += line(last, Point(x: last.x + numbers[0], y: last.y + numbers[1]))
            case "V": points += line(last, Point(x: last.x, y: numbers[0]))
            case "a":
                // Half a circle to the left, or a quarter of one.
                if numbers[5] == 0 { points.append(Point(x: last.x - numbers[0], y: last.y + numbers[1])) }
                points.append(Point(x: last.x + numbers[5], y: last.y + numbers[6]))
            case "z": break
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
        // From top to bottom the same is seen from the side.
        let uses = isDown ? uses.map(\.turned) : uses
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
