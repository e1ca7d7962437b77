/// How wide and high a formula is, from its MathML, at the most: a browser's fonts for formulas differ, and what fits here
/// has to fit with each of them. It is read piece by piece, with a stack of its own, for formulas nest as deeply as their
/// authors like.
struct FormulaSize {
    /// In ems of the text around it.
    private(set) var width = 0.0
    private(set) var height = 0.0

    private struct Element {
        let tag: Substring
        var parts: [(width: Double, height: Double)] = []
    }

    /// Those that are open, from the outermost.
    private var elements: [Element] = []

    /// A formula stands in a line of its own height.
    private static let line = 1.125
    /// What stands above or below in smaller type.
    private static let script = 0.75
    /// The white at both sides of an operator together.
    private static let operatorSpace = 0.56
    /// Between two columns, and two rows, of a table.
    private static let columnSpace = 0.8
    private static let rowSpace = 0.5

    mutating func open(_ tag: Substring) { elements.append(Element(tag: tag)) }

    mutating func add(_ text: String) {
        guard let last = elements.indices.last else { return }
        let shown = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard !shown.isEmpty else { return }
        elements[last].parts.append((shown.reduce(0) { $0 + Self.width(of: $1) }, Self.line))
    }

    mutating func close(_ tag: Substring) {
        guard let element = elements.popLast() else { return }
        let size = Self.size(of: element)
        guard let parent = elements.indices.last else { return }
        elements[parent].parts.append(size)
        // The whole so far: what is closed last is the whole formula.
        if elements.count == 1 {
            let row = Self.row(elements[parent].parts)
            (width, height) = (row.width, row.height)
        }
    }

    private static func size(of element: Element) -> (width: Double, height: Double) {
        let parts = element.parts
        let (widths, heights) = (parts.map(\.width), parts.map(\.height))
        func rest(_ sizes: [Double]) -> ArraySlice<Double> { sizes.dropFirst() }
        switch element.tag {
        case "annotation": return (0, 0)
        case "mo":
            let row = row(parts)
            return (row.width + operatorSpace, max(row.height, line))
        case "mspace": return (1, 0)
        case "mfrac": return ((widths.max() ?? 0) + 0.2, heights.reduce(0, +))
        case "munder", "mover", "munderover":
            return (widths.max() ?? 0, (heights.first ?? 0) + rest(heights).reduce(0) { $0 + $1 * script })
        case "msub", "msup": return ((widths.first ?? 0) + rest(widths).reduce(0) { $0 + $1 * script }, tall(heights))
        case "msubsup":
            return ((widths.first ?? 0) + (rest(widths).max() ?? 0) * script, tall(heights) + 0.2)
        case "msqrt", "mroot":
            let row = row(parts)
            return (row.width + 1, row.height + 0.25)
        case "mtable": return (widths.max() ?? 0, heights.reduce(0) { $0 + $1 + rowSpace })
        case "mtr":
            return (widths.reduce(0) { $0 + $1 + columnSpace }, max(heights.max() ?? 0, line))
        default: return row(parts)
        }
    }

    /// With something raised or lowered beside it.
    private static func tall(_ heights: [Double]) -> Double {
        (heights.first ?? 0) + heights.dropFirst().reduce(0) { max($0, $1 * script) } * 0.5
    }

    private static func row(_ parts: [(width: Double, height: Double)]) -> (width: Double, height: Double) {
        parts.reduce((0, 0)) { ($0.width + $1.width, max($0.height, $1.height)) }
    }

    /// Letters of formulas are slanted and wider than those of text; what they apply to each other is not drawn.
    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x2061...0x2064: 0
        case 0x1D400...0x1D7FF: 0.8
        default: CharacterWidths.width(of: scalar)
        }
    }
}
