import Source

/// The whole content as it was read, all lessons at once: for commands that look at few lessons, or change them. What
/// makes a site goes lesson by lesson instead.
final class SiteSource {
    let frame: SiteFrame
    /// In the order of the site, with their lessons.
    let tracks: [(track: Track, lessons: [Lesson])]
    /// What is known of the lessons without their documents.
    let outline: SiteOutline

    private init(_ frame: SiteFrame, _ tracks: [(track: Track, lessons: [Lesson])]) {
        self.frame = frame
        self.tracks = tracks
        let survey = LessonSurvey(frame)
        outline = SiteOutline(frame, tracks.flatMap(\.lessons).map { survey.outline(of: $0) })
    }

    var folder: ContentFolder { frame.folder }
    var config: SiteConfig { frame.config }
    var lessons: [Lesson] { tracks.flatMap(\.lessons) }

    /// Reads everything below a content folder.
    /// - Parameter drafts: whether lessons marked `draft: true` are part of the site.
    /// - Returns: nil when there is nothing to go on with: no folder, or no `site.yml`.
    static func read(_ path: String, drafts: Bool, _ diagnostics: inout [Diagnostic]) -> SiteSource? {
        guard let frame = SiteFrame.read(path, &diagnostics) else { return nil }
        let reader = LessonReader(frame)
        var lessons = frame.tracks.map { _ in [Lesson]() }
        for place in frame.lessons {
            var found: [Diagnostic] = []
            let lesson = reader.read(place, &found)
            // A draft may be as broken as it likes until it is asked for.
            if let lesson, lesson.isDraft, !drafts { continue }
            diagnostics += found
            if let lesson { lessons[place.track].append(lesson) }
        }
        let source = SiteSource(frame, Array(zip(frame.tracks, lessons)).map { (track: $0, lessons: $1) })
        diagnostics += source.outline.numberFindings
        return source
    }
}
