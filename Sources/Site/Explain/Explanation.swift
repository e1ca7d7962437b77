import Source

/// How one number of a page came to be: what it is, which lines of the program it comes from, and the chain of operations
/// behind it. It is made of texts and places; how they are laid out on a terminal is said in `ExplanationText.swift`.
public struct Explanation: Sendable {
    /// Something the number was made from, and the line that gave it.
    public struct Fact: Sendable {
        /// `a.grad = 6.0`
        public let subject: String
        /// What the line did: `left by the pass in`.
        public let deed: String
        public let location: Diagnostic.Location
    }

    /// A step of a chain.
    public struct Step: Sendable {
        public let depth: Int
        /// Further to the right than its depth says: a remark on the step above.
        public var isRemark = false
        public let text: String
        /// The line of the program that made the operation; nil for what no line made.
        public let location: Diagnostic.Location?
        /// What of that line the text says already.
        public var statement = ""
    }

    public struct Chain: Sendable {
        public let title: String
        public let steps: [Step]
    }

    /// Where it stands on the page.
    public let location: Diagnostic.Location
    /// `a.grad is 6.0, as claimed`
    public let head: String
    public let facts: [Fact]
    public let chains: [Chain]
}
