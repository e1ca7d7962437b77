/// A place on a page as a user names it: `content/t/01-a/lesson.md:120:14`, or without the column for all that stands on
/// the line.
public struct PagePlace: Sendable, Hashable {
    public let path: String
    /// From 1, the column in Unicode scalars.
    public let line: Int
    public let column: Int?

    public init(path: String, line: Int, column: Int? = nil) {
        self.path = path
        self.line = line
        self.column = column
    }

    /// Nil for a text that names no line. A colon behind the place, as in messages, does no harm.
    public init?(_ text: String) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        while parts.last?.isEmpty ?? false { parts.removeLast() }
        func number(_ part: String) -> Int? { Int(part).flatMap { $0 > 0 && part.first != "+" ? $0 : nil } }
        guard parts.count > 1, let last = number(parts[parts.count - 1]) else { return nil }
        if parts.count > 2, let line = number(parts[parts.count - 2]) {
            self.init(path: parts.dropLast(2).joined(separator: ":"), line: line, column: last)
        } else {
            self.init(path: parts.dropLast().joined(separator: ":"), line: last)
        }
        guard !path.isEmpty else { return nil }
    }
}
