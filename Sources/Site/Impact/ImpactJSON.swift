/// The report for programs; `docs/impact.md` says what is in it.
extension Impact {
    /// The version of the form.
    static let version = 1

    public var json: String {
        let whole = JSON.object([
            ("version", .integer(Self.version)), ("old", .string(old)), ("new", .string(new)),
            ("moved", .integer(count(.moved))), ("appeared", .integer(count(.appeared))),
            ("disappeared", .integer(count(.disappeared))), ("unchanged", .integer(unchanged)),
            ("changes", .array(changes.map(Self.json))),
        ])
        return whole.text(depth: 3) + "\n"
    }

    private static func json(_ change: Change) -> JSON {
        .object([
            ("kind", .string(change.kind.rawValue)), ("lesson", .string(change.lesson)), ("page", .string(change.page)),
            ("source", .string(change.source)), ("old", change.old.map(NumbersFile.json)),
            ("new", change.new.map(NumbersFile.json)),
        ])
    }
}
