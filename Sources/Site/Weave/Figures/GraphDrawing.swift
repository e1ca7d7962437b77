import Markup
import Micrograd

/// A computational graph as inline SVG. Each number is a card: its name, below it the data and, behind `∂`, the
/// gradient; a given number's has its corners cut off, a parameter's is dashed, the result's has a second frame, and one
/// that an operation made bears its sign on a tab. Each use is an edge; after a backward pass the amount that flowed back
/// along it stands beside it. Colours and fonts are the style sheet's: classes are `u` (uses), `n` (cards), of these
/// `leaf`, `parameter`, `root`, and of texts `d` (data) and `g` (gradients), `o` (signs). Uses and cards stand in the
/// order of the graph, so a script finds them without further marks. The width is given in pixels: a narrow screen
/// scrolls instead of shrinking the text. A drawing of the class `page-wide` is so small that on a wide screen it may be
/// fitted to the page.
struct GraphDrawing {
    private let numbers: GraphNumbers
    private let signs: [String]
    private let parameters: Set<Int>
    private let layout: GraphLayout
    /// Whether it is to be filled in: of the numbers only those that are given are there, and each has a box of its own.
    private let isBlank: Bool

    /// What a blank has room for, whatever comes there: the width of a box is no hint.
    private static let blank = "\u{2212}000.0"

    /// A drawing to fill in by hand, with the given numbers and the gradient at which the pass begins.
    init(blank numbers: GraphNumbers) throws(GraphTooLarge) {
        try GraphTooLarge.check(numbers.graph)
        let signs = numbers.rows.indices.map { Self.typographic(numbers.expression.sign($0)) }
        self.numbers = numbers
        self.signs = signs
        parameters = []
        isBlank = true
        layout = GraphLayout(
            numbers.graph, texts: numbers.rows.map { [$0.name, Self.blank, "∂ " + Self.blank] }, signs: signs,
            mayGoDown: false)
    }

    /// - Parameters:
    ///   - parameters: the places of given numbers that are to be adjusted.
    ///   - mayGoDown: whether the drawing may be as high as it likes.
    init(_ numbers: GraphNumbers, parameters: Set<Int> = [], mayGoDown: Bool = true) throws(GraphTooLarge) {
        try GraphTooLarge.check(numbers.graph)
        let signs = numbers.rows.indices.map { Self.typographic(numbers.expression.sign($0)) }
        self.numbers = numbers
        self.signs = signs
        self.parameters = parameters
        isBlank = false
        layout = GraphLayout(
            numbers.graph, texts: numbers.rows.map(Self.texts), signs: signs,
            labels: numbers.hasPass ? numbers.rows.map { $0.sent.map(\.shown) } : [], mayGoDown: mayGoDown)
    }

    /// - Parameter id: the prefix of the drawing's own ids; unique on the page.
    func html(id: String) -> HTML {
        let (width, height) = (Self.pixels(layout.width), Self.pixels(layout.height))
        return """
            <svg class="graph\(layout.isPageWide ? " page-wide" : "")" viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)" role="img" aria-labelledby="\(id)-t \(id)-d">
            <title id="\(id)-t">Computational graph of \(numbers.rows[numbers.root].name)</title>
            <desc id="\(id)-d">\(description)</desc>
            <g transform="translate(.5 .5)" fill="none" stroke="currentColor"><g class="u">
            \(layout.edges.map(edge).joined())</g><g class="n">
            \(layout.boxes.map(card).joined())</g></g>
            </svg>
            """
    }

    /// What is written on a card.
    private static func texts(_ row: GraphNumbers.Row) -> [String] {
        [row.name, row.data.shown, "∂ \(row.gradient.shown)"]
    }

    /// A sentence that tells the computation, or how large it is when the sentence would be long.
    private var description: String {
        let graph = numbers.graph
        let results = graph.nodes.indices.filter { graph.nodes[$0].op != .leaf }
        let given = graph.nodes.count - results.count
        let root = numbers.rows[numbers.root].name
        if results.isEmpty { return "\(root) is given." }
        let size = "\(given) given \(given == 1 ? "value" : "values") and \(results.count) computed"
        if results.count > 12 { return "\(root) is made of \(size)." }
        let steps = results.map { "\(numbers.rows[$0].name) = \(numbers.expression.rightSide($0))" }
        return "\(root) is made of \(size): \(steps.joined(separator: ", "))."
    }

    /// Signs as they are printed: on a small tab Python's `-` would be a dot.
    private static func typographic(_ sign: String) -> String {
        switch sign {
        case "*": "\u{00D7}"
        default: sign.replacing("-", with: "\u{2212}")
        }
    }
}

// MARK: Shapes

extension GraphDrawing {
    /// A line with its arrowhead, and what flowed back along it.
    private func edge(_ edge: GraphLayout.Edge) -> HTML {
        let sent = numbers.rows[edge.to].sent
        let label: HTML =
            sent.indices.contains(edge.slot)
            ? """
            <text x="\(Self.pixels(edge.label.x))" y="\(Self.pixels(edge.label.y))">\(sent[edge.slot].shown)</text>
            """ : ""
        let line =
            layout.isDown ? Self.pathDown(edge.points) + "l-3-5m3 5 3-5" : Self.path(edge.points) + "l-5-3m5 3-5 3"
        return "<g><path d=\"\(line)\"/>\(label)</g>\n"
    }

    /// Straight lines where a stretch is level, else curves that are level at both ends.
    private static func path(_ points: [GraphLayout.Point]) -> String {
        var path = "M\(point(points[0]))"
        for (index, end) in points.enumerated().dropFirst() {
            let start = points[index - 1]
            if start.y != end.y {
                let middle = pixels(((start.x + end.x) / 2).rounded())
                path += "C\(middle) \(pixels(start.y)) \(middle) \(pixels(end.y)) \(point(end))"
            } else if index + 1 == points.count || points[index + 1].y != end.y {
                path += "H\(pixels(end.x))"
            }
        }
        return path
    }

    /// The same from top to bottom.
    private static func pathDown(_ points: [GraphLayout.Point]) -> String {
        var path = "M\(point(points[0]))"
        for (index, end) in points.enumerated().dropFirst() {
            let start = points[index - 1]
            if start.x != end.x {
                let middle = pixels(((start.y + end.y) / 2).rounded())
                path += "C\(pixels(start.x)) \(middle) \(pixels(end.x)) \(middle) \(point(end))"
            } else if index + 1 == points.count || points[index + 1].x != end.x {
                path += "V\(pixels(end.y))"
            }
        }
        return path
    }

    private func card(_ box: GraphLayout.Box) -> HTML {
        let isRoot = box.place == numbers.root
        let isLeaf = box.tabWidth == 0
        var roles = isLeaf ? ["leaf"] : []
        if parameters.contains(box.place) { roles.append("parameter") }
        if isRoot { roles.append("root") }
        let role: HTML = roles.isEmpty ? "" : " class=\"\(roles.joined(separator: " "))\""
        let texts = zip(texts(of: box), box.shape.baselines).enumerated().map { index, line -> HTML in
            let kind: HTML = index == 0 ? "" : index == 1 ? " class=\"d\"" : " class=\"g\""
            // What is written by hand begins behind the ∂.
            let isOpen = isBlank && index == 2 && !isRoot
            let left = Self.pixels(CardShape.padding + 4 - box.shape.width / 2)
            let x: HTML = isOpen ? " x=\"\(left)\"" : ""
            return "<text\(kind)\(x) y=\"\(Self.pixels(line.1))\">\(line.0)</text>"
        }
        return """
            <g\(role) transform="translate(\(Self.point(box.centre)))">\
            <path d="\(Self.outline(box, isRoot: isRoot, isLeaf: isLeaf) + (isBlank ? Self.division(box) : ""))"/>\(tab(box))\(texts.joined())</g>

            """
    }

    /// What stands on a card, from top to bottom.
    private func texts(of box: GraphLayout.Box) -> [String] {
        let all = Self.texts(numbers.rows[box.place])
        guard isBlank else { return all }
        return [
            all[0], numbers.graph.nodes[box.place].op == .leaf ? all[1] : "", box.place == numbers.root ? "∂ 1.0" : "∂",
        ]
    }

    /// The line between data and gradient.
    private static func division(_ box: GraphLayout.Box) -> String {
        let (x, y) = (box.shape.width / 2, (box.shape.line + box.shape.height / 2) / 2)
        return "M\(pair(-x, y))h\(pixels(2 * x))"
    }

    /// The frame of a card and the line below its name.
    private static func outline(_ box: GraphLayout.Box, isRoot: Bool, isLeaf: Bool) -> String {
        let (x, y) = (box.shape.width / 2, box.shape.height / 2)
        let corner = CardShape.corner
        var outline =
            isLeaf
            ? """
            M\(pair(-x, corner - y))l\(pair(corner, -corner))h\(pixels(2 * (x - corner)))l\(pair(corner, corner))\
            v\(pixels(2 * (y - corner)))l\(pair(-corner, corner))h\(pixels(-2 * (x - corner)))l\(pair(-corner, -corner))z
            """ : rectangle(x, y)
        if isRoot { outline = rectangle(x + CardShape.frame, y + CardShape.frame) + outline }
        return outline + "M\(pair(-x, box.shape.line))h\(pixels(2 * x))"
    }

    private static func rectangle(_ x: Double, _ y: Double) -> String {
        "M\(pair(-x, -y))h\(pixels(2 * x))v\(pixels(2 * y))h\(pixels(-2 * x))z"
    }

    /// Round where edges arrive, flat where it is fixed to the card.
    private func tab(_ box: GraphLayout.Box) -> HTML {
        guard box.tabWidth > 0 else { return "" }
        let radius = CardShape.tabHeight / 2
        let straight = Self.pixels(box.tabWidth - radius)
        let arc = "a\(Self.pair(radius, radius)) 0 0"
        let outline: String
        let middle: (x: Double, y: Double)
        if layout.isDown {
            let (half, top) = (box.tabWidth / 2, -box.shape.height / 2)
            outline = """
                M\(Self.pair(-half, top))v\(Self.pixels(-radius))\(arc) 1 \(Self.pair(radius, -radius))\
                h\(Self.pixels(box.tabWidth - 2 * radius))\(arc) 1 \(Self.pair(radius, radius))v\(Self.pixels(radius))
                """
            middle = (0, top - radius + 5)
        } else {
            let right = -box.shape.width / 2
            outline = "M\(Self.pair(right, -radius))h-\(straight)\(arc) 0 0 \(Self.pixels(2 * radius))h\(straight)"
            middle = ((right - box.tabWidth / 2).rounded(), 4)
        }
        let x: HTML = middle.x == 0 ? "" : " x=\"\(Self.pixels(middle.x))\""
        return """
            <path d="\(outline)"/><text class="o"\(x) y="\(Self.pixels(middle.y))">\(signs[box.place])</text>
            """
    }

    private static func point(_ point: GraphLayout.Point) -> String { pair(point.x, point.y) }

    /// Two coordinates, without the space that a minus makes needless.
    private static func pair(_ x: Double, _ y: Double) -> String {
        y < 0 ? pixels(x) + pixels(y) : "\(pixels(x)) \(pixels(y))"
    }

    /// The layout has whole pixels only.
    private static func pixels(_ value: Double) -> String { String(Int(value.rounded())) }
}
