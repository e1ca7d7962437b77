/// What a lesson's pages compute, counted: the figures that a reader is shown as the lesson's account of itself. They are
/// those of `verify`, and nothing is counted here.
public struct LessonAccount: Sendable, Equatable {
    public var snippets = 0
    public var figures = 0
    /// Numbers in the text that the engine computed and nobody worked out.
    public var computed = 0
    /// Those that the author worked out, each compared with the engine's.
    public var claimed = 0
    /// Outputs that the author wrote down, each compared with what was printed.
    public var outputs = 0
    /// Numbers that stand, to the character, in a snippet.
    public var quoted = 0
    /// Backward passes that were made, and those of them that were audited.
    public var passes = 0
    public var audited = 0

    public init() {}

    init(_ tally: Tally) {
        snippets = tally.snippets
        figures = tally.figures
        computed = tally.computed
        claimed = tally.claims
        outputs = tally.outputs
        quoted = tally.quoted
        passes = tally.passes
        audited = tally.audited
    }

    /// All numbers in the text that the engine computed.
    var numbers: Int { computed + claimed }

    /// Whether there is anything to account for.
    var isEmpty: Bool { numbers + snippets + figures == 0 }
}
