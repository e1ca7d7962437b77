import Source

/// The whole content as it was read: configuration, tracks, lessons. What the pipeline begins with.
final class SiteSource {
    let folder: ContentFolder
    let config: SiteConfig
    let configFile: SourceFile
    let tracks: [Track]

    private init(folder: ContentFolder, config: SiteConfig, configFile: SourceFile, tracks: [Track]) {
        self.folder = folder
        self.config = config
        self.configFile = configFile
        self.tracks = tracks
    }

    var lessons: [Lesson] { tracks.flatMap(\.lessons) }

    /// The texts of the site and its tracks, which pages show beside those of lessons.
    var ownTexts: [(texts: [FrontMatter.Text], file: SourceFile)] {
        [(config.texts, configFile)]
            + tracks.map { ($0.texts, $0.file) }
    }

    /// Reads everything below a content folder.
    /// - Parameter drafts: whether lessons marked `draft: true` are part of the site.
    /// - Returns: nil when there is nothing to go on with: no folder, or no `site.yml`.
    static func read(_ path: String, drafts: Bool, _ diagnostics: inout [Diagnostic]) -> SiteSource? {
        let folder = ContentFolder(path: path)
        func missing(_ id: String, _ message: String, _ path: String, _ note: String) {
            diagnostics.append(
                Diagnostic(id, message, at: SourceFile(path: path, bytes: []), Span(0, 0)).noting(note))
        }
        guard folder.exists() else {
            missing(
                "content-missing", "there is no such folder", path, "name the folder of the lessons with `--content`")
            return nil
        }
        guard let configFile = folder.readText("site.yml", &diagnostics) else {
            if folder.isFile("site.yml") { return nil }
            missing(
                "site-missing", "the content has no site.yml", folder.shown("site.yml"),
                "write one with at least `title: …`")
            return nil
        }
        let (config, trackSpans) = SiteConfig.read(configFile, &diagnostics)
        let folders = folder.names(in: "").filter { folder.isFolder($0) }
        reportStrays(in: "", of: folder, &diagnostics)
        for (name, span) in zip(config.tracks, trackSpans) where !folders.contains(name) {
            diagnostics.append(
                Diagnostic("track-missing", "there is no track `\(name)`", at: configFile, span)
                    .meaning(
                        Spelling.nearest(to: name, among: folders),
                        else: "a track is a folder with a file `track.yml`"))
        }
        let ordered = config.tracks.filter(folders.contains) + folders.filter { !config.tracks.contains($0) }
        var tracks: [Track] = []
        for name in ordered {
            guard let file = folder.readText("\(name)/track.yml", &diagnostics) else {
                if folder.isFile("\(name)/track.yml") { continue }
                let names = folder.names(in: name)
                if config.tracks.contains(name)
                    || names.contains(where: { lessonNumber($0) != nil || $0.hasSuffix(".md") })
                {
                    missing(
                        "track-file-missing", "the track `\(name)` has no track.yml", folder.shown("\(name)/track.yml"),
                        "write one with at least `title: …`")
                }
                continue
            }
            if !isSlug(name) {
                diagnostics.append(
                    Diagnostic(
                        "track-folder", "the folder `\(name)` cannot be part of an address", at: file, Span(0, 0)
                    )
                    .noting("name it by a-z, 0-9 and `-`"))
            }
            var track = Track(name: name, file: file, diagnostics: &diagnostics)
            reportStrays(in: name, of: folder, &diagnostics)
            track.lessons = readLessons(of: track, folder, config, drafts: drafts, &diagnostics)
            tracks.append(track)
        }
        return SiteSource(folder: folder, config: config, configFile: configFile, tracks: tracks)
    }

    private static func readLessons(
        of track: Track, _ folder: ContentFolder, _ config: SiteConfig, drafts: Bool,
        _ diagnostics: inout [Diagnostic]
    ) -> [Lesson] {
        var lessons: [Lesson] = []
        for name in folder.names(in: track.name) {
            let path = "\(track.name)/\(name)"
            guard folder.isFolder(path) else { continue }
            guard let number = lessonNumber(name) else {
                if let file = folder.read("\(path)/lesson.md") {
                    diagnostics.append(
                        Diagnostic("lesson-folder", "the folder `\(name)` is not named NN-slug", at: file, Span(0, 0))
                            .noting(
                                "name it by two digits or more, `-`, and a slug of a-z, 0-9 and `-`, as in `01-micrograd`"
                            ))
                }
                continue
            }
            let before = diagnostics.count
            guard let lesson = readLesson(path, number, track, folder, config, &diagnostics) else { continue }
            if lesson.isDraft, !drafts {
                // A draft may be as broken as it likes until it is asked for.
                diagnostics.removeLast(diagnostics.count - before)
                continue
            }
            if let earlier = lessons.first(where: { $0.number == number }), let page = lesson.pages.first {
                diagnostics.append(
                    Diagnostic(
                        "lesson-number", "the number \(number) is taken by `\(earlier.name)`", at: page.file, Span(0, 0)
                    )
                    .noting("give each lesson of a track a number of its own"))
            }
            lessons.append(lesson)
        }
        return lessons
    }

    /// Pages that no lesson holds, and links that are not followed.
    private static func reportStrays(in path: String, of folder: ContentFolder, _ diagnostics: inout [Diagnostic]) {
        for name in folder.names(in: path) {
            let place = path.isEmpty ? name : "\(path)/\(name)"
            func report(_ id: String, _ message: String, _ note: String) {
                let file = SourceFile(path: folder.shown(place), bytes: [])
                diagnostics.append(Diagnostic(id, message, at: file, Span(0, 0)).noting(note))
            }
            if folder.kind(place) == .symbolicLink {
                report("symbolic-link", "symbolic links are not followed", "put the file or folder itself here")
            } else if folder.isFile(place), name.hasSuffix(".md"), name != "README.md" {
                report("page-misplaced", "this page belongs to no lesson", "a lesson is a folder `TRACK/NN-slug`")
            }
        }
    }

    private static func isSlug(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.allSatisfy { $0 == "-" || ($0.isASCII && ($0.isNumber || $0.isLowercase)) }
    }

    private static func readLesson(
        _ path: String, _ number: String, _ track: Track, _ folder: ContentFolder, _ config: SiteConfig,
        _ diagnostics: inout [Diagnostic]
    ) -> Lesson? {
        let known = LessonPage.kinds.map { "\($0.rawValue).md" }
        let names = folder.names(in: path)
        for name in names where folder.kind("\(path)/\(name)") == .symbolicLink {
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
        let reader = PageReader(folder: folder, lessonPath: path, allowsRawHTML: config.allowsRawHTML)
        var pages: [LessonPage] = []
        for kind in LessonPage.kinds where names.contains("\(kind.rawValue).md") {
            guard let file = folder.readText("\(path)/\(kind.rawValue).md", &diagnostics) else { continue }
            let page = LessonPage(kind: kind, file: file, reader: reader, diagnostics: &diagnostics)
            if let phase = page.matter.phase, let span = page.matter.phaseSpan,
                !(1...max(track.phases.count, 1)).contains(phase) || track.phases.isEmpty
            {
                diagnostics.append(
                    Diagnostic("phase-missing", "the track has no phase \(phase)", at: file, span)
                        .noting("track.yml lists \(track.phases.count) under `phases`"))
            }
            pages.append(page)
        }
        // A page that is there and cannot be read was reported; a folder in its place was not.
        guard pages.contains(where: { $0.kind == .lesson }) else {
            if !folder.isFile("\(path)/lesson.md") {
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
        let lesson = Lesson(path: path, number: number, pages: pages)
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

    /// The digits of `NN-slug`; nil for a folder of any other name.
    private static func lessonNumber(_ name: String) -> String? {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        let rest = name.dropFirst(digits.count)
        guard digits.count >= 2, rest.first == "-", isSlug(rest.dropFirst()) else { return nil }
        return String(digits)
    }
}
