/// What a page's snippets may use up, as far as the author says: `budget: 50000000` in the front matter or in `site.yml` is
/// a number of steps, and a mapping sets each limit by its name. Read knows the names; what they limit is Run's business.
public struct PageBudget: Sendable, Equatable {
    /// Instructions, and items that built-in functions go through.
    public var steps: Int?
    /// Calls in progress.
    public var calls: Int?
    /// Objects and items of containers that are held at one time.
    public var objects: Int?
    /// Values on the tape.
    public var values: Int?
    /// Bytes printed by a snippet.
    public var output: Int?

    static let keys = ["steps", "calls", "objects", "values", "output"]

    /// Nothing said: every limit is the default.
    public init() {}

    /// Reads the key `budget`.
    init(_ settings: inout Settings) {
        guard settings.isMapping("budget") else {
            steps = settings.integer("budget")
            return
        }
        var budget = PageBudget()
        settings.mapping("budget", keys: Self.keys) { limits in
            budget.steps = limits.integer("steps")
            budget.calls = limits.integer("calls")
            budget.objects = limits.integer("objects")
            budget.values = limits.integer("values")
            budget.output = limits.integer("output")
        }
        self = budget
    }

    /// The same, with what is not said here taken from another.
    func completed(by other: PageBudget) -> PageBudget {
        var budget = self
        budget.steps = steps ?? other.steps
        budget.calls = calls ?? other.calls
        budget.objects = objects ?? other.objects
        budget.values = values ?? other.values
        budget.output = output ?? other.output
        return budget
    }
}
