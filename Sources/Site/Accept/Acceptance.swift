import MiniPython
import Source

/// What `accept` would write: the changes of some lessons, grouped by what moved, and those that it leaves alone because
/// their author has just written them. It decides; `AcceptWriter` writes.
public struct Acceptance {
    /// Changes with one cause.
    public struct Group {
        /// What moved: a line of a snippet, or the claimed expression itself.
        public let cause: Diagnostic.Location
        let changes: [Change]

        public var claims: Int { changes.count { $0.kind == .claim } }
        public var outputs: Int { changes.count { $0.kind == .output } }
    }

    /// In the order of the site, each by its cause.
    public let groups: [Group]
    /// What is left alone, as findings.
    public let refused: [Diagnostic]
    let site: SiteSource
    let runs: [LessonRun]
    /// By lesson, how many changes there are to make, those that are left alone among them.
    let total: [String: Int]
    /// Claims and outputs that hold as they are.
    let holding: (claims: Int, outputs: Int)

    /// - Parameters:
    ///   - runs: the lessons after they were run.
    ///   - isForced: whether the author's own hand is written over.
    ///   - committed: what the last commit has of a file.
    init(_ runs: [LessonRun], of site: SiteSource, isForced: Bool, committed: (SourceFile) -> Committed) {
        self.site = site
        self.runs = runs
        var refused: [Diagnostic] = []
        var groups: [Group] = []
        var holding = (claims: 0, outputs: 0)
        var total: [String: Int] = [:]
        for run in runs {
            var found: [(change: Change, provenance: Provenance)] = []
            var edited: Set<Provenance.Place> = []
            for page in run.pages {
                let provenance = Provenance(page.page, of: run.lesson)
                let changes = Change.all(in: page, provenance)
                total[run.lesson.path, default: 0] += changes.count
                let all = page.claimsAndOutputs
                holding.claims += all.claims - changes.count { $0.kind == .claim }
                holding.outputs += all.outputs - changes.count { $0.kind == .output }
                let before = changes.isEmpty ? .nowhere : committed(page.page.file)
                if case .text(let old) = before {
                    edited.formUnion(provenance.edited(since: old, in: page.page.file))
                }
                let hand: HandWritten?
                if case .text(let old) = before { hand = HandWritten(page.page.file, since: old) } else { hand = nil }
                var end = 0
                for change in changes {
                    let isApart = change.edits.allSatisfy { $0.span.start >= end }
                    end = max(end, change.edits.map(\.span.end).max() ?? 0)
                    let isByHand: Bool
                    switch before {
                    case .nowhere: isByHand = false
                    case .absent, .unknown: isByHand = true
                    case .text: isByHand = hand.map(change.isWritten) ?? false
                    }
                    if !change.isLocated || !isApart {
                        refused.append(change.unwritable)
                    } else if isByHand, !isForced, change.replacesSomething {
                        var refusal = change.refusal
                        if case .unknown = before {
                            refusal = refusal.noting("git cannot read the repository: see what `git log` says")
                        }
                        refused.append(refusal)
                    } else {
                        found.append((change, provenance))
                    }
                }
            }
            groups += Self.grouped(found, edited)
        }
        self.groups = groups
        self.refused = refused.sorted(by: Diagnostic.inOrder)
        self.total = total
        self.holding = holding
    }

    /// The cause of a change is the earliest statement behind it that is known to have moved: one that made another
    /// number that moved, or that was edited since the last commit.
    private static func grouped(
        _ found: [(change: Change, provenance: Provenance)], _ edited: Set<Provenance.Place>
    ) -> [Group] {
        var moved = edited
        for (change, provenance) in found {
            if let maker = change.maker { moved.insert(provenance.place(of: maker)) }
        }
        var order: [Provenance.Place] = []
        var groups: [Provenance.Place: (cause: Diagnostic.Location, changes: [Change])] = [:]
        for (change, provenance) in found {
            let behind = change.maker.map { provenance.behind($0).filter { moved.contains(provenance.place(of: $0)) } }
            let cause: (place: Provenance.Place, location: Diagnostic.Location)
            if let statement = behind?.min() {
                cause = (provenance.place(of: statement), provenance.statements[statement].outline.location)
            } else {
                let span = change.expression.map { $0.fileSpan(Span(0, $0.bytes.count)) } ?? change.span
                cause = (.init(path: change.file.path, offset: span.start), .init(change.file, span))
            }
            if groups[cause.place] == nil {
                order.append(cause.place)
                groups[cause.place] = (cause.location, [])
            }
            groups[cause.place]?.changes.append(change)
        }
        return order.compactMap { place in
            groups[place].map { Group(cause: $0.cause, changes: $0.changes) }
        }
    }
}

// MARK: Refusals

extension Change {
    /// Whether it writes over anything; an output that only gains lines loses nothing of its author's.
    fileprivate var replacesSomething: Bool { edits.contains { !$0.span.isEmpty } }

    /// Whether its author has written it since the last commit.
    fileprivate func isWritten(_ hand: HandWritten) -> Bool {
        switch kind {
        case .claim: hand.holds(claim: span)
        case .output: hand.holds(lines: edits.filter { !$0.span.isEmpty }.map { file.lineIndex(at: $0.span.start) })
        }
    }

    fileprivate var refusal: Diagnostic {
        let what = kind == .claim ? "this claim was" : "these lines of output were"
        return Diagnostic(
            "accept-by-hand", "\(what) written since the last commit, and the engine computes something else",
            at: file, span
        ).noting(
            kind == .claim
                ? "work it out again: the engine computes \(text); if it is right, write that, or use `--force`"
                : "if the engine is right, write what the snippet prints, or use `--force`")
    }

    var unwritable: Diagnostic {
        Diagnostic("accept-unwritable", "this cannot be written here so that it holds", at: file, span)
            .noting(
                kind == .claim
                    ? "the engine computes \(text); write the claim in another form, or on one line"
                    : "the fence would end before its output does: give it more backticks")
    }

    /// Whether the claim's bytes were found in the file; in a text that YAML folds they are not.
    fileprivate var isLocated: Bool {
        guard kind == .claim, let claimed else { return true }
        func essence(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.filter { !Self.invisible.contains($0) } }
        return essence(file.bytes[span.start..<span.end]) == essence(claimed)
    }

    /// What line ends, quotations and escapes put between the bytes of a claim.
    private static var invisible: [UInt8] { Array(" \t\r\n>\\'".utf8) }
}

extension Provenance {
    /// The statements of a page whose first line the last commit does not have.
    fileprivate func edited(since old: SourceFile, in file: SourceFile) -> [Place] {
        let known = Set(old.lineStarts.indices.map { old.text(in: old.lineSpan($0)) })
        return statements.indices.filter { index in
            let place = statements[index].outline.location
            guard place.file.path == file.path else { return false }
            return !known.contains(file.text(in: file.lineSpan(file.lineIndex(at: place.span.start))))
        }.map(place)
    }
}
