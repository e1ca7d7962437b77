import Source

/// What the site in memory holds of one lesson: what was found when it was last made, the last pages of it that were good,
/// and by what to tell whether it would be another now.
struct LiveLesson {
    /// What was asked of the disk and of other lessons, each with a digest of the answer.
    typealias Inputs = [InputLog.Question: Digest]

    /// What its pages show of the lessons around it and of its track.
    struct Surroundings: Equatable {
        var previous: Neighbour?
        var next: Neighbour?
        var trackHasCards: Bool
        var hasFeed: Bool

        struct Neighbour: Equatable {
            var path: String
            var title: InlineOutline
            var order: [Page.Kind]
        }
    }

    /// nil for a folder that is no lesson.
    var outline: LessonOutline?
    /// Why it is none.
    var surveyFindings: [Diagnostic] = []
    /// What its outline was made of, and what its pages were.
    var surveyInputs: Inputs = [:]
    var inputs: Inputs = [:]
    var findings: [Diagnostic] = []
    /// Its part of other pages, of when it was last good.
    var shown: LessonSummary.Shown?
    var surroundings: Surroundings?
    /// Whether its pages are those of other surroundings or templates, or were never made, and have to be made when somebody
    /// asks for them.
    var isStale = true

    var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

extension InputLog {
    /// The answers by their digests, which is all that is needed to see that one is another.
    var digests: LiveLesson.Inputs {
        entries.reduce(into: [:]) { $0[$1.question] = $1.answer.digest }
    }
}

extension InputLog.Answer {
    var digest: Digest {
        switch self {
        case .kind(let kind): Digest(of: Array("\(kind.map { "\($0)" } ?? "-")".utf8))
        case .names(let names): Digest(of: Array(names.joined(separator: "/").utf8))
        case .file(let file): file.map { Digest(of: $0.bytes) } ?? Digest(high: 0, low: 0)
        case .target(let path, let hasAnchor): Digest(of: Array("\(path ?? "-") \(hasAnchor)".utf8))
        case .linkedElsewhere(let isLinked): Digest(of: [isLinked ? 1 : 0])
        }
    }
}
