import Micrograd

/// A graph has more numbers than a drawing can show legibly.
public struct GraphTooLarge: Error, Equatable, CustomStringConvertible {
    /// The largest graph that is drawn.
    public static let limit = 200

    public let count: Int

    public var description: String { "a drawing shows at most \(Self.limit) numbers, and this graph has \(count)" }

    /// Refuses a graph before any work is done on it.
    static func check(_ graph: RecordedGraph) throws(GraphTooLarge) {
        if graph.nodes.count > limit { throw GraphTooLarge(count: graph.nodes.count) }
    }
}
