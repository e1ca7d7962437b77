/// The names a template can use in one place, and what each of them is. The templates are checked against it when they
/// are loaded; it is derived from the same `Model` that makes the values, so the two cannot drift apart.
struct Scope: Sendable {
    /// What a name stands for. `{{x}}` wants text, `{{{x}}}` wants HTML, `{{#x}}` wants any of the rest.
    indirect enum Shape: Sendable {
        case text(optional: Bool)
        case html(optional: Bool)
        case flag
        /// Another set of names, which may be missing as a whole.
        case record(Scope)
        case list(of: Scope)
    }

    /// In the order of declaration, which is the order in which a message lists them.
    var entries: [(name: String, shape: Shape)] = []

    subscript(name: String) -> Shape? { entries.first { $0.name == name }?.shape }

    /// The scope of a bare value, which has no names: `{{.}}`.
    static func value(_ shape: Shape) -> Scope { Scope(entries: [(".", shape)]) }
}
