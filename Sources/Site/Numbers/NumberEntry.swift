/// One number that a page shows and the engine computed, as `numbers.json` lists it: what it is, where it stands and what
/// it was made from. A line of printed output is listed as a whole. It knows nothing of how two lists are compared.
public struct NumberEntry: Sendable, Hashable, Codable {
    /// What a number is on its page.
    public enum Role: String, Sendable, Codable, CaseIterable {
        case title, summary, objective, prerequisite
        case text, heading, table, alt, caption, card
        /// A line that a snippet printed.
        case output
        /// A cell of a figure of that kind.
        case forward, backward, graph, steps, practice
    }

    public var role: Role
    /// The Python expression behind the number; the Value a figure shows; the line of the snippet that printed an output.
    public var expression: String
    /// Python's `repr`, exact: `6.0`, `-0.0`, `1e-07`, `inf`, `nan`.
    public var value: String
    /// Python's name of the value's type: `float`, `int`, `str`.
    public var type: String
    /// What the page shows, in ASCII; nil where that is the value itself.
    public var shown: String?
    /// What the author worked out; nil where nothing is claimed.
    public var claim: String?
    /// The id of the card it stands on.
    public var card: String?
    /// The row of a figure: the name of a number, or `e -> a` for what `e` sends to its input `a`.
    public var row: String?
    /// The column of a figure: `value`, `data`, `grad`, `upstream`, `local`, `contribution`, `gradient`, `before`; of a
    /// practice figure `data`, `local`, `gradient`, and `slip` for the number that a typical mistake leads to.
    public var cell: String?
    /// Where it stands in the Markdown file, both from 1, the column in Unicode scalars.
    public var line: Int
    public var column: Int

    public init(
        role: Role, expression: String, value: String, type: String, shown: String? = nil, claim: String? = nil,
        card: String? = nil, row: String? = nil, cell: String? = nil, line: Int, column: Int
    ) {
        self.role = role
        self.expression = expression
        self.value = value
        self.type = type
        self.shown = shown == value ? nil : shown
        self.claim = claim
        self.card = card
        self.row = row
        self.cell = cell
        self.line = line
        self.column = column
    }
}
