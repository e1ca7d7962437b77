import Source

/// A track, a folder with `track.yml` and lessons, without its lessons.
struct Track: Sendable {
    struct Phase: Sendable {
        let title: FrontMatter.Text
        let summary: FrontMatter.Text?
    }

    /// The folder's name.
    let name: String
    let file: SourceFile
    var title: FrontMatter.Text
    var summary: FrontMatter.Text?
    var phases: [Phase] = []

    /// Every text of the track's own.
    var texts: [FrontMatter.Text] {
        [title, summary].compactMap { $0 } + phases.flatMap { [$0.title, $0.summary].compactMap { $0 } }
    }

    /// Reads `track.yml`: `title`, `summary`, and `phases`, a list of texts or of `title` with `summary`.
    init(name: String, file: SourceFile, diagnostics: inout [Diagnostic]) {
        self.name = name
        self.file = file
        var settings = Settings(file.slice, subject: "track.yml", keys: ["title", "summary", "phases"])
        func text(_ text: Settings.Text) -> FrontMatter.Text { .init(text: text.text, span: text.span) }
        title = settings.required("title").map(text) ?? .init(text: name, span: Span(0, 0))
        summary = settings.text("summary").map(text)
        var phases: [Phase] = []
        settings.mappings("phases", keys: ["title", "summary"]) { entry in
            guard let title = entry.required("title") else { return }
            phases.append(Phase(title: text(title), summary: entry.text("summary").map(text)))
        }
        self.phases = phases
        diagnostics += settings.diagnostics
        for text in texts {
            diagnostics += InlineText(text, in: file, computes: false).problems
        }
    }
}
