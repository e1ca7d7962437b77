/// The measures of a number's card in a drawing: its name above a line, below it the data and, where there is one, the
/// gradient; and of the tab on its left side that bears the sign of the operation. Everything is measured from the
/// card's centre. It knows the widths of letters and nothing of where cards stand.
struct CardShape {
    static let nameSize = 12.0
    static let labelSize = 11.0
    /// The width of a letter in parts of its size: wider than that of any usual monospaced font, which is 0.55 to 0.61.
    private static let letter = 0.62
    /// The room to either side of a text.
    static let padding = 6.0
    static let tabHeight = 22.0
    /// The corner that is cut off a given number's card.
    static let corner = 6.0
    /// How far the second frame of the result stands from the first.
    static let frame = 3.0

    /// Whole and even, so that the card's sides stand on whole pixels.
    let width: Double
    let height: Double
    /// Of the line below the name.
    let line: Double
    /// One for each text.
    let baselines: [Double]

    /// Cards that stand below each other are of one width, wide enough for the texts of each.
    init(fitting cards: [[String]]) {
        let widest = cards.joined().map { Self.width(of: $0, size: Self.nameSize) }.max() ?? 0
        width = max(44, 2 * ((widest + 2 * Self.padding) / 2).rounded(.up))
        let count = cards.first?.count ?? 3
        let height = Self.height(ofTexts: count)
        self.height = height
        line = 18 - height / 2
        baselines = (0..<count).map { index in (index == 0 ? 13 : 15 + 16 * Double(index)) - height / 2 }
    }

    static func height(ofTexts count: Int) -> Double { 20 + 16 * Double(count - 1) }

    /// How wide the tab of an operation is; a single sign stands in a round one.
    static func tabWidth(_ sign: String) -> Double {
        sign.isEmpty ? 0 : max(tabHeight, 2 * ((width(of: sign, size: nameSize) + 12) / 2).rounded(.up))
    }

    /// How far the round end of a tab lies back where a line meets it that far beside its middle.
    /// - Parameter width: of the end that is met: the tab's height where edges come from the left.
    static func inset(at offset: Double, ofTab width: Double = tabHeight) -> Double {
        let radius = tabHeight / 2
        let beside = max(0, abs(offset) - (width / 2 - radius))
        return (radius - (radius * radius - beside * beside).squareRoot()).rounded()
    }

    static func width(of text: String, size: Double) -> Double {
        // Letters of East Asian scripts and pictures take two places.
        let places = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        return Double(places) * letter * size
    }
}
