import Source

/// What became of a lesson that the second pass reads: the lesson, or, where it was there a moment ago and is no more, what is
/// told of it.
enum SecondReading {
    case lesson(ReadLesson)
    case gone(MadeLesson)
}

extension LessonReader {
    /// Reads a lesson of a site that was surveyed.
    func read(_ index: Int, of site: SiteOutline) -> SecondReading {
        let outline = site.lessons[index]
        var findings: [Diagnostic] = []
        let place = LessonPlace(path: outline.path, number: outline.number, track: site.track(of: index))
        if let lesson = read(place, &findings) { return .lesson(ReadLesson(lesson: lesson, findings: findings)) }
        let summary = LessonSummary(
            path: outline.path, findings: findings, tally: Tally([], []), externalLinks: [])
        return .gone(MadeLesson(files: [], summary: summary))
    }
}
