/// How the cells of a box (name, data, gradient) are put together: in one row as micrograd draws them or, where rows
/// would make a drawing wider than a page, with the gradient below the data.
enum BoxShape {
    case row, stacked

    /// A cell, measured from the top left corner of its box.
    struct Cell {
        let left: Double
        let top: Double
        let width: Double
        let height: Double
    }

    /// The room to either side of a text.
    static let padding = 6.0
    static let fontSize = 12.0
    /// The width of a letter: wider than that of any usual monospaced font, which is 0.55 to 0.61 of the size.
    private static let letter = 7.44

    var height: Double {
        switch self {
        case .row: 28
        case .stacked: 42
        }
    }

    /// The cells of boxes that stand below each other, wide enough for the texts of each of them.
    func cells(fitting boxes: [[String]]) -> [Cell] {
        var widths = [Double](repeating: 0, count: boxes.first?.count ?? 0)
        for texts in boxes {
            for (index, text) in texts.enumerated() {
                widths[index] = max(widths[index], (Self.width(of: text) + 2 * Self.padding).rounded(.up))
            }
        }
        switch self {
        case .row:
            return widths.indices.map { index in
                Cell(left: widths[..<index].reduce(0, +), top: 0, width: widths[index], height: height)
            }
        case .stacked:
            guard let name = widths.first, let number = widths.dropFirst().max() else { return [] }
            let share = height / Double(widths.count - 1)
            return [Cell(left: 0, top: 0, width: name, height: height)]
                + widths.dropFirst().indices.map { index in
                    Cell(left: name, top: Double(index - 1) * share, width: number, height: share)
                }
        }
    }

    static func width(of text: String) -> Double {
        // Letters of East Asian scripts and pictures take two places.
        let places = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        return Double(places) * letter
    }
}
