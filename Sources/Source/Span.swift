/// A half-open range of UTF-8 byte offsets in one text. It knows nothing of lines and columns: those are a matter of
/// printing, and `SourceFile` computes them when a diagnostic is shown.
public struct Span: Sendable, Hashable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset behind the last byte; equal to `start` for an empty span, a place between two bytes.
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    public var isEmpty: Bool { start == end }

    /// The smallest span that holds both.
    public func union(_ other: Span) -> Span {
        Span(min(start, other.start), max(end, other.end))
    }
}
