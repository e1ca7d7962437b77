import Markup

/// How a value of ours is shown to templates: every name a template may use, what it is, and how it is read. One
/// declaration gives both the `Scope` that templates are checked against and the `NamedValues` they are rendered with, in which
/// nothing is made before a template asks for it.
///
/// Text is escaped here, by `HTML(escaping:)`, so that HTML is escaped in one place; the templates are rendered
/// without any escaping of their own.
struct Model<Subject>: Sendable {
    struct Field: Sendable {
        let name: String
        let shape: Scope.Shape
        /// The kinds of pages that have the field; nil for all.
        let kinds: Set<Page.Kind>?
        let value: @Sendable (Subject) -> Shown

        func only(on kinds: Page.Kind...) -> Field {
            Field(name: name, shape: shape, kinds: Set(kinds), value: value)
        }
    }

    private let fields: [Field]
    private let byName: [String: Field]

    /// A list brings a flag of its own, `has-…`, for what stands around its items.
    init(_ fields: Field...) {
        self.fields = fields.flatMap { field in
            guard case .list = field.shape else { return [field] }
            let flag = Field(name: "has-" + field.name, shape: .flag, kinds: field.kinds) { subject in
                if case .list(let items) = field.value(subject) { .flag(!items.isEmpty) } else { .flag(false) }
            }
            return [field, flag]
        }
        byName = Dictionary(self.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The names on a page of a kind.
    func scope(on kind: Page.Kind) -> Scope {
        Scope(entries: fields.filter { $0.kinds?.contains(kind) ?? true }.map { ($0.name, $0.shape) })
    }

    var scope: Scope { Scope(entries: fields.map { ($0.name, $0.shape) }) }

    /// The values by name. Every name has one, what is missing too: Mustache looks up an absent name in the scopes
    /// around, and a lesson without a summary would be given its page's.
    func values(_ subject: Subject) -> NamedValues {
        NamedValues { name in byName[name].map { $0.value(subject) } }
    }
}

extension Model.Field {
    static func text(_ name: String, _ read: @escaping @Sendable (Subject) -> String) -> Self {
        Self(name: name, shape: .text(optional: false), kinds: nil) { .text(HTML(escaping: read($0)).text) }
    }

    /// Missing when nil or empty.
    static func optionalText(_ name: String, _ read: @escaping @Sendable (Subject) -> String?) -> Self {
        Self(name: name, shape: .text(optional: true), kinds: nil) { subject in
            guard let text = read(subject), !text.isEmpty else { return .absent }
            return .text(HTML(escaping: text).text)
        }
    }

    static func number(_ name: String, _ read: @escaping @Sendable (Subject) -> Int?) -> Self {
        optionalText(name) { subject in read(subject).map { String($0) } }
    }

    /// Missing when 0.
    static func count(_ name: String, _ read: @escaping @Sendable (Subject) -> Int) -> Self {
        number(name) { subject in read(subject) == 0 ? nil : read(subject) }
    }

    static func html(_ name: String, _ read: @escaping @Sendable (Subject) -> HTML) -> Self {
        Self(name: name, shape: .html(optional: false), kinds: nil) { .text(read($0).text) }
    }

    /// Missing when nil or empty.
    static func optionalHTML(_ name: String, _ read: @escaping @Sendable (Subject) -> HTML?) -> Self {
        Self(name: name, shape: .html(optional: true), kinds: nil) { subject in
            guard let html = read(subject), !html.isEmpty else { return .absent }
            return .text(html.text)
        }
    }

    static func flag(_ name: String, _ read: @escaping @Sendable (Subject) -> Bool) -> Self {
        Self(name: name, shape: .flag, kinds: nil) { .flag(read($0)) }
    }

    static func record<Value>(
        _ name: String, _ model: Model<Value>, _ read: @escaping @Sendable (Subject) -> Value?
    ) -> Self {
        Self(name: name, shape: .record(model.scope), kinds: nil) { subject in
            guard let value = read(subject) else { return .absent }
            return .record(model.values(value))
        }
    }

    static func list<Value>(
        _ name: String, _ model: Model<Value>, _ read: @escaping @Sendable (Subject) -> [Value]
    ) -> Self {
        Self(name: name, shape: .list(of: model.scope), kinds: nil) { .list(read($0).map(model.values)) }
    }

    /// A list whose items have no names, `{{{.}}}`.
    static func htmlList(_ name: String, _ read: @escaping @Sendable (Subject) -> [HTML]) -> Self {
        Self(name: name, shape: .list(of: .value(.html(optional: false))), kinds: nil) { subject in
            .list(read(subject).map { NamedValues($0.text) })
        }
    }
}
