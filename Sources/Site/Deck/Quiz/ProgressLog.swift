import Foundation
import Source

/// The log of a learner, as docs/progress.md has it: what pages save and terminals go on with. Entries are only ever
/// added; what is in it that we do not know is kept and passed on.
public struct ProgressLog: Sendable {
    /// What is wrong with a file, a line each; it is not used then.
    public struct Fault: Error, Sendable {
        public let messages: [String]
    }

    struct Review: Sendable, Equatable {
        /// `TRACK/LESSON/ID`.
        let card: String
        let grade: Int
        let day: Day
        /// In milliseconds since 1970.
        let at: Int
    }

    /// The title of the site.
    public let site: String
    private(set) var entries: [[String: JSONValue]]

    public init(site: String) { (self.site, entries) = (site, []) }

    /// Reads a file that pages have saved, of this site.
    public init(_ bytes: [UInt8], site: String) throws(Fault) {
        func fault(_ message: String) -> Fault { Fault(messages: [message]) }
        guard case .object(let file)? = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)),
            file["format"] == .string("gradbook-progress"), case .array(let entries)? = file["entries"]
        else { throw fault("this is no file of progress") }
        guard file["version"] == .integer(1) else { throw fault("this file was made by a later version of gradbook") }
        guard file["site"] == .string(site) else {
            if case .string(let other)? = file["site"] { throw fault("this file is of another site, “\(other)”") }
            throw fault("this file does not say of which site it is")
        }
        var messages: [String] = []
        var known: [[String: JSONValue]] = []
        for (index, entry) in entries.enumerated() {
            if case .object(let members) = entry, Self.isEntry(members) {
                known.append(members)
            } else {
                messages.append("entry \(index + 1) of \(entries.count) is damaged")
            }
        }
        guard messages.isEmpty else { throw Fault(messages: messages) }
        self.site = site
        self.entries = known
    }

    private static func isEntry(_ members: [String: JSONValue]) -> Bool {
        guard case .string(let kind)? = members["kind"], !kind.isEmpty, case .string(let day)? = members["day"],
            Day(day) != nil, case .string(let at)? = members["at"], Self.milliseconds(at) != nil
        else { return false }
        return kind != "review" || review(members) != nil
    }

    private static func review(_ members: [String: JSONValue]) -> Review? {
        guard members["kind"] == .string("review"), case .string(let card)? = members["card"], !card.isEmpty,
            case .integer(let grade)? = members["grade"], 1...4 ~= grade, case .string(let text)? = members["day"],
            let day = Day(text), case .string(let time)? = members["at"], let at = milliseconds(time)
        else { return nil }
        return Review(card: card, grade: grade, day: day, at: at)
    }

    /// What was recalled, in order of time.
    var reviews: [Review] {
        entries.compactMap(Self.review).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    mutating func add(card: String, grade: Int, at milliseconds: Int, day: Day) {
        entries.append([
            "at": .string(Self.text(milliseconds)), "card": .string(card), "day": .string(day.text),
            "grade": .integer(grade), "kind": .string("review"),
        ])
    }

    /// The file, byte for byte as pages write it.
    public var bytes: [UInt8] {
        let ordered = entries.enumerated().sorted { (a, b) in
            func time(_ entry: [String: JSONValue]) -> Int {
                if case .string(let at)? = entry["at"] { Self.milliseconds(at) ?? 0 } else { 0 }
            }
            return (time(a.element), a.offset) < (time(b.element), b.offset)
        }
        let entries = JSONValue.array(ordered.map { .object($0.element) }).text(indent: " ")
        let site = JSONValue.string(site).text(indent: "")
        let text =
            "{\n \"format\": \"gradbook-progress\",\n \"version\": 1,\n \"site\": \(site),\n \"entries\": \(entries)\n}"
        return Array(text.utf8)
    }

    // MARK: Times

    /// `2026-03-02T18:04:11.302Z`, as JavaScript writes it.
    static func text(_ milliseconds: Int) -> String {
        let day = milliseconds.quotientDown(86_400_000)
        let rest = milliseconds - day * 86_400_000
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(Day(seconds: day * 86_400).text)T\(time).\(padded(rest % 1000, 3))Z"
    }

    static func milliseconds(_ text: String) -> Int? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(parts[0]), parts[1].last == "Z" else { return nil }
        let numbers = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers[0].count == 2, numbers[1].count == 2, let hour = Int(numbers[0]),
            let minute = Int(numbers[1]), 0...23 ~= hour, 0...59 ~= minute
        else { return nil }
        let seconds = numbers[2].split(separator: ".", omittingEmptySubsequences: false)
        guard 1...2 ~= seconds.count, seconds[0].count == 2, let second = Int(seconds[0]), 0...59 ~= second,
            seconds.count == 1 || seconds[1].count == 3, let fraction = seconds.count == 1 ? 0 : Int(seconds[1]),
            0...999 ~= fraction
        else { return nil }
        return ((day.number * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction
    }
}

extension Int {
    fileprivate func quotientDown(_ divisor: Int) -> Int {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}

/// Any JSON, as it is read; numbers that are whole stay whole.
enum JSONValue: Sendable, Equatable, Decodable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: Decoder) throws {
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .null
        } else if let value = try? box.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? box.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? box.decode(Double.self) {
            self = .number(value)
        } else if let value = try? box.decode(String.self) {
            self = .string(value)
        } else if let value = try? box.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try box.decode([String: JSONValue].self))
        }
    }

    /// As `JSON.stringify` with an indentation of one blank has it, members in order of their names.
    func text(indent: String) -> String {
        let inner = indent + " "
        switch self {
        case .null: return "null"
        case .bool(let value): return String(value)
        case .integer(let value): return String(value)
        case .number(let value): return String(value)
        case .string(let value): return JSON.string(value).line
        case .array(let items):
            if items.isEmpty { return "[]" }
            return "[\n" + items.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.sorted { $0.key < $1.key }.map { key, value in
                "\(inner)\(JSON.string(key).line): \(value.text(indent: inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }
}
