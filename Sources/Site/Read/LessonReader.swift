import Source

/// Reads the folder of one lesson: its pages, and what is wrong with their form. It looks at nothing that other lessons
/// hold, so lessons may be read in any order and at once.
struct LessonReader {
    let site: SiteFrame
    /// The site's, which may take down what it is asked.
    let folder: ContentFolder

    init(_ site: SiteFrame, log: InputLog? = nil) {
        self.site = site
        folder = site.folder.logged(by: log)
    }

    /// - Returns: nil for a folder that is no lesson, which is among the findings then.
    func read(_ place: LessonPlace, _ diagnostics: inout [Diagnostic]) -> Lesson? {
        let path = place.path
        let known = LessonPage.kinds.map { "\($0.rawValue).md" }
        let entries = folder.entries(in: path)
        let names = entries.map(\.name)
        for (name, kind) in entries where kind == .symbolicLink {
            let file = SourceFile(path: folder.shown("\(path)/\(name)"), bytes: [])
            diagnostics.append(
                Diagnostic("symbolic-link", "symbolic links are not followed", at: file, Span(0, 0))
                    .noting("put the file or folder itself here"))
        }
        guard names.contains("lesson.md") else {
            diagnostics.append(
                Diagnostic(
                    "lesson-missing", "the lesson has no lesson.md",
                    at: SourceFile(path: folder.shown("\(path)/lesson.md"), bytes: []), Span(0, 0)
                ).noting("it is the one page that a lesson must have"))
            return nil
        }
        let reader = PageReader(folder: folder, lessonPath: path, allowsRawHTML: site.config.allowsRawHTML)
        let phases = site.tracks[place.track].phases
        var pages: [LessonPage] = []
        for kind in LessonPage.kinds where names.contains("\(kind.rawValue).md") {
            guard let file = folder.readText("\(path)/\(kind.rawValue).md", &diagnostics) else { continue }
            let page = LessonPage(kind: kind, file: file, reader: reader, diagnostics: &diagnostics)
            if let phase = page.matter.phase, let span = page.matter.phaseSpan,
                !(1...max(phases.count, 1)).contains(phase) || phases.isEmpty
            {
                diagnostics.append(
                    Diagnostic("phase-missing", "the track has no phase \(phase)", at: file, span)
                        .noting("track.yml lists \(phases.count) under `phases`"))
            }
            pages.append(page)
        }
        // A page that is there and cannot be read was reported, and so was a link; a folder in its place was not.
        guard pages.contains(where: { $0.kind == .lesson }) else {
            let kind = folder.kind("\(path)/lesson.md")
            if kind != .file, kind != .symbolicLink {
                diagnostics.append(
                    Diagnostic(
                        "lesson-missing", "the lesson's lesson.md is a folder",
                        at: SourceFile(path: folder.shown("\(path)/lesson.md"), bytes: []), Span(0, 0)
                    ).noting("it is the one page that a lesson must have"))
            }
            return nil
        }
        let decks = Set(pages.flatMap(\.decks))
        for name in names where name.hasSuffix(".md") && !known.contains(name) && name != "README.md" {
            guard let file = folder.read("\(path)/\(name)"), !decks.contains(file.path) else { continue }
            let nearest = Spelling.nearest(to: name, among: known)
            diagnostics.append(
                Diagnostic("page-unknown", "`\(name)` is no page of a lesson", at: file, Span(0, 0))
                    .noting(nearest.map { "did you mean `\($0)`?" } ?? "the pages are \(known.joined(separator: ", "))")
            )
        }
        let lesson = Lesson(path: path, number: place.number, pages: pages)
        for page in pages {
            guard let continued = page.matter.continues, let span = page.matter.continuesSpan else { continue }
            if continued != page.kind, lesson.page(continued) != nil, lesson.predecessors(of: page) == nil {
                diagnostics.append(
                    Diagnostic("continues-cycle", "this page continues itself by way of others", at: page.file, span)
                        .noting("let one of them begin without `continues`"))
            }
            if continued == page.kind || lesson.page(continued) == nil {
                diagnostics.append(
                    Diagnostic(
                        "continues-missing",
                        "the lesson has no page `\(continued.rawValue)` that this one could continue",
                        at: page.file, span
                    ).noting("name another page of the same lesson"))
            }
        }
        return lesson
    }
}
