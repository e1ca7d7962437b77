/// What names a sheet: its seed, its number, and two letters made of its expression and numbers, as in `7-12-K4`. Whoever
/// has the code finds the key and makes the sheet again; the letters tell when a lesson has changed since.
public struct WorksheetCode: Sendable, Equatable {
    public let seed: UInt64
    /// From 1.
    public let number: Int
    /// Upper case.
    public let mark: String

    /// Digits and letters but for those that are read as others.
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    /// More sheets of one seed than anybody hands out.
    public static let largestNumber = 999

    init(seed: UInt64, number: Int, expression: WorksheetExpression, numbers: [Double]) {
        self.seed = seed
        self.number = number
        let digest = SHA256("\(expression.signature) \(numbers)").digest
        mark = String([Self.letters[Int(digest[0] & 31)], Self.letters[Int(digest[1] & 31)]])
    }

    /// Reads what stands on a sheet; nil when it is no code.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let seed = UInt64(parts[0]), let number = Int(parts[1]),
            (1...Self.largestNumber).contains(number), parts[2].count == 2
        else { return nil }
        self.seed = seed
        self.number = number
        mark = parts[2].uppercased()
    }

    public var text: String { "\(seed)-\(number)-\(mark)" }
}
