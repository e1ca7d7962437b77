import Source

/// A folder of a lesson, of which no more than the name is known.
struct LessonPlace: Sendable, Equatable {
    /// `TRACK/NN-slug`.
    let path: String
    /// The digits of its name.
    let number: String
    /// The index of its track among those of the site.
    let track: Int
}

/// The content as far as its folders tell: configuration, tracks, and which lessons there are. No page is read for it, so
/// that it is small however large the site; everything that works on lessons begins here.
struct SiteFrame: Sendable {
    let folder: ContentFolder
    let config: SiteConfig
    let configFile: SourceFile
    let tracks: [Track]
    /// In the order of the site.
    let lessons: [LessonPlace]

    /// The texts of the site and its tracks, which pages show beside those of lessons.
    var ownTexts: [(texts: [FrontMatter.Text], file: SourceFile)] {
        [(config.texts, configFile)]
            + tracks.map { ($0.texts, $0.file) }
    }

    /// Reads what is not in a lesson.
    /// - Returns: nil when there is nothing to go on with: no folder, or no `site.yml`.
    static func read(_ path: String, _ diagnostics: inout [Diagnostic]) -> SiteFrame? {
        let folder = ContentFolder(path: path)
        func missing(_ id: String, _ message: String, _ path: String, _ note: String) {
            diagnostics.append(
                Diagnostic(id, message, at: SourceFile(path: path, bytes: []), Span(0, 0)).noting(note))
        }
        guard folder.exists() else {
            missing(
                "content-missing", "there is no such folder", path,
                "name the folder of the lessons with `--content`; `gradbook init DIR` makes a site of your own")
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
        let folders = folder.entries(in: "").filter { $0.kind == .folder }.map(\.name)
        let (known, listed) = (Set(folders), Set(config.tracks))
        reportStrays(in: "", of: folder, &diagnostics)
        for (name, span) in zip(config.tracks, trackSpans) where !known.contains(name) {
            diagnostics.append(
                Diagnostic("track-missing", "there is no track `\(name)`", at: configFile, span)
                    .meaning(
                        Spelling.nearest(to: name, among: folders),
                        else: "a track is a folder with a file `track.yml`"))
        }
        let ordered = config.tracks.filter(known.contains) + folders.filter { !listed.contains($0) }
        var tracks: [Track] = []
        var places: [LessonPlace] = []
        for name in ordered {
            guard let file = folder.readText("\(name)/track.yml", &diagnostics) else {
                if folder.isFile("\(name)/track.yml") { continue }
                let names = folder.names(in: name)
                if listed.contains(name)
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
            let track = Track(name: name, file: file, diagnostics: &diagnostics)
            reportStrays(in: name, of: folder, &diagnostics)
            places += lessons(in: name, track: tracks.count, folder, &diagnostics)
            tracks.append(track)
        }
        return SiteFrame(folder: folder, config: config, configFile: configFile, tracks: tracks, lessons: places)
    }

    private static func lessons(
        in track: String, track index: Int, _ folder: ContentFolder, _ diagnostics: inout [Diagnostic]
    ) -> [LessonPlace] {
        var lessons: [LessonPlace] = []
        for (name, kind) in folder.entries(in: track) where kind == .folder {
            let path = "\(track)/\(name)"
            if let number = lessonNumber(name) {
                lessons.append(LessonPlace(path: path, number: number, track: index))
            } else if let file = folder.read("\(path)/lesson.md") {
                diagnostics.append(
                    Diagnostic("lesson-folder", "the folder `\(name)` is not named NN-slug", at: file, Span(0, 0))
                        .noting(
                            "name it by two digits or more, `-`, and a slug of a-z, 0-9 and `-`, as in `01-micrograd`"))
            }
        }
        return lessons
    }

    /// Pages that no lesson holds, and links that are not followed.
    private static func reportStrays(in path: String, of folder: ContentFolder, _ diagnostics: inout [Diagnostic]) {
        for (name, kind) in folder.entries(in: path) {
            let place = path.isEmpty ? name : "\(path)/\(name)"
            func report(_ id: String, _ message: String, _ note: String) {
                let file = SourceFile(path: folder.shown(place), bytes: [])
                diagnostics.append(Diagnostic(id, message, at: file, Span(0, 0)).noting(note))
            }
            if kind == .symbolicLink {
                report("symbolic-link", "symbolic links are not followed", "put the file or folder itself here")
            } else if kind == .file, name.hasSuffix(".md"), name != "README.md" {
                report("page-misplaced", "this page belongs to no lesson", "a lesson is a folder `TRACK/NN-slug`")
            }
        }
    }

    private static func isSlug(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// The digits of `NN-slug`; nil for a folder of any other name.
    private static func lessonNumber(_ name: String) -> String? {
        guard let end = name.utf8.firstIndex(where: { !isDigit($0) }) else { return nil }
        let (digits, rest) = (name[..<end], name[end...])
        guard digits.utf8.count >= 2, rest.utf8.first == UInt8(ascii: "-"), isSlug(rest.dropFirst()) else { return nil }
        return String(digits)
    }
}
