import Source

/// The files that some changes make, worked out in memory and read again before anything is written: a change after which
/// its claim would not hold, or the page be another page, is none.
public struct AcceptPlan {
    /// Pages with their bytes.
    let files: [(file: SourceFile, bytes: [UInt8])]
    /// What is written into ledgers.
    public var ledgers: [LedgerUpdate] = []
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
    public var fileCount: Int { files.count + ledgers.count }
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
        guard let copy = copy(of: lesson, Self.edited(changes)) else { return false }
        let run = Runner(budget: site.config.budget, audits: false).run(copy)
        let open = run.pages.flatMap { Change.all(in: $0, Provenance($0.page, of: copy)) }
        return open.count == (total[lesson.path] ?? 0) - changes.count && run.pages.allSatisfy(\.problems.isEmpty)
    }

    /// A lesson with other bytes in some of its pages; nil when it is not the same lesson then.
    private func copy(of lesson: Lesson, _ edited: [(file: SourceFile, bytes: [UInt8])]) -> Lesson? {
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
                return nil
            }
            pages.append(copy)
        }
        return Lesson(path: lesson.path, number: lesson.number, pages: pages)
    }

    /// What a plan makes of the ledgers: those of its lessons, with its changes made. A lesson with a claim or output
    /// that does not hold then is left out, as its cards may not hold either.
    /// - Parameter refused: why a ledger is not written.
    public func ledgers(
        after plan: AcceptPlan, _ manner: LedgerUpdate.Manner, refused: inout [Diagnostic]
    ) -> [LedgerUpdate] {
        let ledgers = SiteLedgers(site.outline)
        let wanted = runs.map { site.folder.shown($0.lesson.path) + "/" }
        let confused =
            (site.tracks.flatMap { CardSource.duplicateIDs(among: $0.lessons.flatMap(\.cards)) }
            + ledgers.findings).filter { found in wanted.contains { found.location.file.path.hasPrefix($0) } }
        refused += confused
        var updates: [LedgerUpdate] = []
        for run in runs {
            let folder = site.folder.shown(run.lesson.path) + "/"
            if confused.contains(where: { $0.location.file.path.hasPrefix(folder) }) { continue }
            let pages = run.lesson.pages.map(\.file.path)
            let edited = plan.files.filter { pages.contains($0.file.path) }
            var run = run
            if !edited.isEmpty {
                guard let copy = copy(of: run.lesson, edited) else { continue }
                run = Runner(budget: site.config.budget, audits: false).run(copy)
            }
            guard run.pages.allSatisfy({ Change.all(in: $0, Provenance($0.page, of: run.lesson)).isEmpty }) else {
                continue
            }
            let notes = Note.all(of: run, links: ledgers.links, folder: site.folder)
            let comparison = LedgerComparison(run, notes: notes, folder: site.folder)
            let update = LedgerUpdate(
                comparison, folder: site.folder, deck: ledgers.freeName(for: run.lesson), manner, refused: &refused)
            if let update { updates.append(update) }
        }
        return updates
    }
}

extension Change {
    func isSame(as other: Change) -> Bool { page === other.page && span == other.span && edits == other.edits }
}
