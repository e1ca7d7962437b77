/// A kind of finding: what its id means and what to do about it. The table in `Rules.swift` holds them all; from it come
/// the rules of a SARIF log, the checks of a JUnit report, and `docs/diagnostics.md`.
public struct Rule: Sendable {
    /// What a finding is about. Each is a check that a page passes or fails.
    public enum Subject: String, Sendable, CaseIterable {
        case claims, snippets, links, cards, markdown, settings, templates, site

        public var title: String {
            switch self {
            case .claims: "Numbers and outputs"
            case .snippets: "Snippets and figures"
            case .links: "Links, images and files"
            case .cards: "Cards"
            case .markdown: "Markdown"
            case .settings: "Front matter and settings"
            case .templates: "Templates"
            case .site: "The site and the command"
            }
        }

        /// The checks that every page of a lesson goes through.
        static let ofPages: [Subject] = [.claims, .snippets, .links, .cards, .markdown, .settings]
    }

    public let id: String
    public let subject: Subject
    /// What is wrong, in a sentence.
    public let summary: String
    /// Why it matters and what to do, in a sentence or some.
    public let advice: String

    /// The rule of an id; nil for an id that the table lacks, which a test finds.
    static func of(_ id: String) -> Rule? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}
