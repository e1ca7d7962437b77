import Source

/// `content/site.yml`: what holds for the whole site.
public struct SiteConfig: Sendable {
    public var title: String
    /// The title and the summary with their places.
    let texts: [FrontMatter.Text]
    /// A sentence or two for the home page; nil for none.
    public var summary: String?
    public var language: String
    /// The absolute address the site will have, without a slash at its end; nil when it was not given.
    public var baseURL: String?
    /// Folder names of the tracks, in the order in which they are shown.
    public var tracks: [String]
    /// What the snippets of a page may use up, unless the page says otherwise.
    public var budget: PageBudget
    /// Whether every number must be accounted for.
    public var strict: Bool
    /// Whether the built site is committed, so that `verify` compares it.
    public var publicIsCommitted: Bool
    public var allowsRawHTML: Bool

    static let keys = ["title", "summary", "language", "base-url", "budget", "tracks", "strict", "public", "raw-html"]

    /// Reads the file. The tracks it names need not exist; Read checks them against the folders.
    static func read(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) -> (SiteConfig, trackSpans: [Span]) {
        var settings = Settings(file.slice, subject: "site.yml", keys: keys)
        let title = settings.required("title")
        let summary = settings.text("summary")
        let tracks = settings.texts("tracks")
        let address = settings.text("base-url")
        let baseURL = address.flatMap { BaseURL.normalized($0.text) }
        if let address, baseURL == nil {
            diagnostics.append(
                Diagnostic("base-url", "`base-url` cannot be `\(address.text)`", at: file, address.span)
                    .noting("write \(BaseURL.expectation)"))
        }
        let config = SiteConfig(
            title: title?.text ?? "",
            texts: [title, summary].compactMap { $0 }.map { FrontMatter.Text(text: $0.text, span: $0.span) },
            summary: summary?.text, language: settings.text("language")?.text ?? "en",
            baseURL: baseURL,
            tracks: tracks.map(\.text), budget: PageBudget(&settings), strict: settings.flag("strict") ?? false,
            publicIsCommitted: settings.word("public", among: ["committed"]) != nil,
            allowsRawHTML: settings.word("raw-html", among: ["allow"]) != nil)
        diagnostics += settings.diagnostics
        return (config, tracks.map(\.span))
    }
}
