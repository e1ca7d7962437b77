/// What became of a lesson, and why: a line of `--verbose`.
public struct LessonNote: Sendable, Equatable {
    public enum Work: String, Sendable {
        /// Its pages were made.
        case made
        /// They were made before, from what it still is.
        case kept
        /// It was run and compared, and nothing was made of it that stays.
        case checked
        /// It has errors.
        case failed
    }

    /// `TRACK/NN-slug`.
    public let path: String
    public let work: Work
    /// How many files were made of it, or kept.
    public let files: Int
    public let errors: Int
    /// How long it took, in nanoseconds, on its thread.
    public let nanoseconds: Int64
    /// Why it was made; empty where there was nothing that could have been kept.
    public let reasons: [String]

    init(_ summary: LessonSummary, _ work: Work, files: Int, _ nanoseconds: Int64, because reasons: [String] = []) {
        path = summary.path
        errors = summary.findings.count { $0.severity == .error }
        self.work = errors > 0 ? .failed : work
        self.files = files
        self.nanoseconds = nanoseconds
        self.reasons = reasons
    }

    /// `made t/01-a: 4 files, 3.2 ms: lesson.md changed`
    public var text: String {
        var parts: [String] = []
        switch work {
        case .made, .kept: parts.append("\(files) file\(files == 1 ? "" : "s")")
        case .failed: parts.append("\(errors) error\(errors == 1 ? "" : "s")")
        case .checked: break
        }
        let tenths = nanoseconds / 100_000
        if work != .kept { parts.append("\(tenths / 10).\(tenths % 10) ms") }
        return (["\(work.rawValue) \(path)", parts.joined(separator: ", ")] + [reasons.joined(separator: ", ")])
            .filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
