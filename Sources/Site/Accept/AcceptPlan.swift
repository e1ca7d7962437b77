import Source

/// The files that some changes make, worked out in memory and read again before anything is written: a change after which
/// its claim would not hold, or the page be another page, is none.
public struct AcceptPlan {
    /// Pages with their bytes.
    let files: [(file: SourceFile, bytes: [UInt8])]
    /// Changes that cannot be written where they would have to be.
    public let unwritable: [Diagnostic]
    /// What the plan writes.
    public let claims: Int
    public let outputs: Int
    /// Of a plan for repairs, how many.
    public var repairs = 0

    /// Writes the files; all of them, or none when one cannot be.
    public func write() throws(WriteError) { try AcceptWriter.write(self) }

    /// How many files it writes.
    public var fileCount: Int { files.count }
}

extension Acceptance {
    /// The plan for some of the groups.
    public func plan(for groups: [Group]) -> AcceptPlan {
        let wanted = groups.flatMap(\.changes)
        var written: [Change] = []
        var unwritable: [Diagnostic] = []
        for lesson in site.lessons {
            let changes = wanted.filter { change in lesson.pages.contains { $0 === change.page } }
            if changes.isEmpty { continue }
            if holds(changes, in: lesson) {
                written += changes
                continue
            }
            let sound = changes.filter { holds([$0], in: lesson) }
            let isSound = !sound.isEmpty && holds(sound, in: lesson)
            if isSound { written += sound }
            for change in changes where !isSound || !sound.contains(where: { $0.isSame(as: change) }) {
                unwritable.append(change.unwritable)
            }
        }
        return AcceptPlan(
            files: Self.edited(written), unwritable: unwritable.sorted(by: Diagnostic.inOrder),
            claims: written.count { $0.kind == .claim }, outputs: written.count { $0.kind == .output })
    }

    /// The pages that changes make, in the order of the site.
    private static func edited(_ changes: [Change]) -> [(file: SourceFile, bytes: [UInt8])] {
        var order: [SourceFile] = []
        for change in changes where !order.contains(where: { $0 === change.file }) { order.append(change.file) }
        return order.map { file in
            let edits = changes.filter { $0.file === file }.flatMap(\.edits)
            return (file, TextEdit.apply(edits, to: file.bytes))
        }
    }

    /// Whether a lesson with these changes made is the same lesson with these changes less to make.
    private func holds(_ changes: [Change], in lesson: Lesson) -> Bool {
        let edited = Self.edited(changes)
        let reader = PageReader(
            folder: site.folder, lessonPath: lesson.path, allowsRawHTML: site.config.allowsRawHTML)
        var pages: [LessonPage] = []
        for page in lesson.pages {
            guard let bytes = edited.first(where: { $0.file === page.file })?.bytes else {
                pages.append(page)
                continue
            }
            var found: [Diagnostic] = []
            let copy = LessonPage(
                kind: page.kind, file: SourceFile(path: page.file.path, bytes: bytes), reader: reader,
                diagnostics: &found)
            guard !found.contains(where: { $0.severity == .error }), copy.items.count == page.items.count else {
                return false
            }
            pages.append(copy)
        }
        let copy = Lesson(path: lesson.path, number: lesson.number, pages: pages)
        let run = Runner(budget: site.config.budget, audits: false).run(copy)
        let open = run.pages.flatMap { Change.all(in: $0, Provenance($0.page, of: copy)) }
        return open.count == (total[lesson.path] ?? 0) - changes.count && run.pages.allSatisfy(\.problems.isEmpty)
    }
}

extension Change {
    func isSame(as other: Change) -> Bool { page === other.page && span == other.span && edits == other.edits }
}
