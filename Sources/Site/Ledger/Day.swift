/// A day of the calendar, written `2026-01-31`. It knows no clock: which day it is, somebody says.
public struct Day: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    let number: Int

    /// Nil for what is no day.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month
        else { return nil }
        // The year is taken to begin in March, so that the day that is sometimes there is its last.
        let shifted = month > 2 ? year : year - 1
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        self.init(number: shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468)
        guard self.text == text else { return nil }
    }

    /// - Parameter seconds: since the beginning of 1970, by UTC.
    public init(seconds: Int) { self.init(number: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400) }

    private init(number: Int) { self.number = number }

    public var text: String {
        let days = number + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let name = String(year + era * 400 + (month <= 2 ? 1 : 0))
        return String(repeating: "0", count: max(0, 4 - name.count)) + name + "-" + two(month) + "-"
            + two(ofYear - (153 * shifted + 2) / 5 + 1)
    }

    public func earlier(by days: Int) -> Day { Day(number: number - days) }
    public func later(by days: Int) -> Day { Day(number: number + days) }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}
