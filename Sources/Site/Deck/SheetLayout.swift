/// The lengths of a sheet of cards: where each place of the grid lies on the paper, and where to cut.
public struct SheetLayout: Sendable, Hashable {
    public let paper: Paper
    public let imposition: Imposition

    /// White around the cards on all sides; crop ticks stand in it.
    static let margin = 10_00
    /// No text is nearer to a cut, for a cut is a millimetre or two off.
    static let inset = 6_00
    static let tickLength = 5_00
    /// Between a tick and the cards, so that no card keeps a piece of it.
    static let tickDistance = 3_00

    public init(paper: Paper, imposition: Imposition = Imposition()) {
        self.paper = paper
        self.imposition = imposition
    }

    public var cardWidth: Int { Self.share(of: paper.width, among: imposition.columns) }
    public var cardHeight: Int { Self.share(of: paper.height, among: imposition.rows) }

    /// What is left over must be even: the grid stands in the middle of the paper, to the hundredth, or its mirror image
    /// would not lie behind it.
    private static func share(of length: Int, among count: Int) -> Int {
        let share = (length - 2 * margin) / count
        return (length - count * share).isMultiple(of: 2) ? share : share - 1
    }

    private var left: Int { (paper.width - imposition.columns * cardWidth) / 2 }
    private var top: Int { (paper.height - imposition.rows * cardHeight) / 2 }

    public func frame(of place: Imposition.Place) -> Frame {
        Frame(
            x: left + place.column * cardWidth, y: top + place.row * cardHeight, width: cardWidth, height: cardHeight)
    }

    /// Where the vertical cuts run.
    public var verticalCuts: [Int] { (0...imposition.columns).map { left + $0 * cardWidth } }
    /// Where the horizontal cuts run.
    public var horizontalCuts: [Int] { (0...imposition.rows).map { top + $0 * cardHeight } }

    /// A crop tick, from one end to the other.
    public struct Tick: Sendable, Hashable {
        public var x1: Int
        public var y1: Int
        public var x2: Int
        public var y2: Int
    }

    /// One at each end of every cut. A folded sheet is cut through both halves, and has them on its left half.
    public var ticks: [Tick] {
        let near = Self.tickDistance
        let far = Self.tickDistance + Self.tickLength
        let right = left + imposition.columns * cardWidth
        let bottom = top + imposition.rows * cardHeight
        var ticks: [Tick] = []
        for x in verticalCuts where imposition.flip != .fold || x < paper.width / 2 {
            ticks.append(Tick(x1: x, y1: top - far, x2: x, y2: top - near))
            ticks.append(Tick(x1: x, y1: bottom + near, x2: x, y2: bottom + far))
        }
        for y in horizontalCuts {
            ticks.append(Tick(x1: left - far, y1: y, x2: left - near, y2: y))
            if imposition.flip != .fold { ticks.append(Tick(x1: right + near, y1: y, x2: right + far, y2: y)) }
        }
        return ticks
    }

    /// Where a folded sheet is folded: at both ends of the line down its middle.
    public var foldMarks: [Tick] {
        guard imposition.flip == .fold else { return [] }
        let x = paper.width / 2
        let near = Self.tickDistance
        let far = Self.tickDistance + Self.tickLength
        let bottom = top + imposition.rows * cardHeight
        return [
            Tick(x1: x, y1: top - far, x2: x, y2: top - near), Tick(x1: x, y1: bottom + near, x2: x, y2: bottom + far),
        ]
    }

    /// A rectangle of the side of the backs as it lies behind the front, when the paper has been turned.
    func seenFromFront(_ frame: Frame) -> Frame {
        var seen = frame
        switch imposition.flip {
        case .long, .fold: seen.x = paper.width - frame.x - frame.width
        case .short: seen.y = paper.height - frame.y - frame.height
        }
        return seen
    }

    /// Where a back is printed, with the offset of its printer.
    func printed(back place: Imposition.Place, offset: PrintSettings.Offset = .none) -> Frame {
        var frame = frame(of: place)
        let direction = imposition.turnsBacks ? -1 : 1
        frame.x += direction * offset.x
        frame.y += direction * offset.y
        return frame
    }
}
