/// How a deck is put on paper: what its printer chooses.
public struct PrintSettings: Sendable, Hashable {
    /// How far the backs are moved to the right and down, as one reads them, in hundredths of a millimetre: for a printer
    /// that does not turn the paper quite straight.
    public struct Offset: Sendable, Hashable {
        public var x: Int
        public var y: Int

        public static let none = Offset(x: 0, y: 0)
        /// Text stands six millimetres inside of a card; a printer that is further off needs another remedy.
        public static let limit = 5_00

        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }

        /// Reads `1,-0.5`: millimetres, to the hundredth; nil for what is none or is beyond the limit.
        public init?(_ text: String) {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(Self.hundredths)
            guard parts.count == 2, let x = parts[0], let y = parts[1], max(abs(x), abs(y)) <= Self.limit else {
                return nil
            }
            self.init(x: x, y: y)
        }

        public var text: String { "\(millimetres(x)),\(millimetres(y))" }

        private static func hundredths(_ text: Substring) -> Int? {
            var digits = text
            let isNegative = digits.first == "-"
            if isNegative || digits.first == "+" { digits.removeFirst() }
            let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
            guard 1...2 ~= parts.count, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
                parts[0].count <= 3, parts.count == 1 || parts[1].count <= 2, let whole = Int(parts[0])
            else { return nil }
            var rest = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
            if parts.count == 2, parts[1].count == 1 { rest *= 10 }
            return (isNegative ? -1 : 1) * (whole * 100 + rest)
        }
    }

    public var paper: Paper
    public var imposition: Imposition
    public var offset: Offset
    /// Whether a sheet to test the printer with comes first.
    public var hasTestSheet: Bool

    public init(
        paper: Paper = .a4, imposition: Imposition = Imposition(), offset: Offset = .none, hasTestSheet: Bool = false
    ) {
        self.paper = paper
        self.imposition = imposition
        self.offset = offset
        self.hasTestSheet = hasTestSheet
    }

    /// What a PDF asks its printer for.
    var sides: PDFPreferences.Sides {
        switch imposition.flip {
        case .long: .longEdge
        case .short: .shortEdge
        case .fold: .oneSided
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension PrintSettings {
    /// The sheets as a PDF, made by a browser, that asks for its sides.
    ///
    /// - Parameter output: the file it is for, of which messages speak.
    public func pdf(of html: String, for output: String) throws(WriteError) -> [UInt8] {
        try PDFPreferences(sides: sides).added(to: PDFPrinter.found(for: output).pdf(of: html, for: output))
    }
}
