import Markup

/// A line of text with its numbers already computed and its formulas not yet typeset: how a lesson's title waits until all
/// formulas of the site are known. A plain value; the text is read again whenever it is woven.
struct InlineOutline: Sendable, Equatable {
    /// A computed number in the text, as a page and as a place without markup show it.
    struct Number: Sendable, Equatable {
        var html: HTML
        var text: String
    }

    /// Markdown.
    var text: String
    /// One for each code span, in order, nil for those that compute nothing; empty where none does.
    var numbers: [Number?] = []
}
