/// How far the passes over a site have come: what a line on a terminal tells. Nothing that is made depends on it.
public struct PassProgress: Sendable, Equatable {
    public enum Pass: Sendable {
        /// Lessons are read for what others need to know of them.
        case survey
        /// Lessons are made.
        case lessons
    }

    public var pass: Pass
    /// How many lessons of how many are through.
    public var done: Int
    public var total: Int
    /// The first lesson that is not, `TRACK/NN-slug`, for which all that follows waits; nil when there is none.
    public var lesson: String?

    public init(_ pass: Pass, _ done: Int, of total: Int, lesson: String? = nil) {
        self.pass = pass
        self.done = done
        self.total = total
        self.lesson = lesson
    }
}
