import Source

/// Why a site or lesson cannot have the title that was asked for.
public struct BadTitle: Error, Sendable, Equatable {
    /// Sentences, for people.
    public let message: String

    /// A title that is no line of text.
    init(_ title: String) {
        message = title.isEmpty ? "The title is empty." : "A title is one line of printable text."
    }

    /// A title that the finding speaks against.
    init(_ title: String, _ problem: Diagnostic) {
        let remedy = problem.id == "number-unaccounted" ? " Write it in words." : ""
        message = "The title cannot be \(title): \(problem.message).\(remedy)"
    }
}
