import Source

/// The cards of a lesson beside its ledger: which are new, say something else, or are gone. `verify` reports the
/// differences, `accept` writes them down.
struct LedgerComparison {
    enum Difference {
        case new(Note)
        case changed(Note, Ledger.Entry)
        /// Another kind of card under a known id.
        case otherKind(Note, Ledger.Entry)
        /// A known card under another id.
        case renamed(Note, Ledger.Entry)
        case gone(Ledger.Entry)
    }

    let lesson: Lesson
    /// As it stands on the disk; nil where there is none.
    let file: SourceFile?
    let ledger: Ledger?
    /// What is wrong with the file. Then it is compared with nothing.
    let problems: [Diagnostic]
    /// In the order of the lesson; what is gone comes last.
    let differences: [Difference]

    init(_ run: LessonRun, notes: [Note], folder: ContentFolder) {
        lesson = run.lesson
        var problems: [Diagnostic] = []
        let path = "\(run.lesson.path)/\(Ledger.fileName)"
        file = folder.readText(path, &problems)
        let ledger = file.map { Ledger($0, &problems) }
        self.ledger = ledger
        self.problems = problems
        guard problems.isEmpty else {
            differences = []
            return
        }
        var known: [String: Ledger.Entry] = [:]
        for entry in ledger?.entries ?? [] { known[entry.id] = entry }
        let written = run.lesson.writtenCardIDs
        var gone = (ledger?.entries ?? []).filter { $0.content != nil && !written.contains($0.id) }
        var differences: [Difference] = []
        for note in notes {
            let content = note.content
            guard let entry = known[note.id] else {
                if let index = gone.firstIndex(where: { $0.content == content }) {
                    differences.append(.renamed(note, gone.remove(at: index)))
                } else {
                    differences.append(.new(note))
                }
                continue
            }
            // A question that is now asked backwards too is the question that it was.
            if (entry.kind == .cloze) != (note.kind == .cloze) {
                differences.append(.otherKind(note, entry))
            } else if entry.content != content || entry.kind != note.kind {
                differences.append(.changed(note, entry))
            }
        }
        self.differences = differences + gone.map(Difference.gone)
    }

    /// Where an entry stands in the file.
    func location(of entry: Ledger.Entry) -> Diagnostic.Location {
        guard let file else { return .init(SourceFile(path: "", bytes: []), Span(0, 0)) }
        let line = file.lineStarts.indices.first { file.text(in: file.lineSpan($0)).hasPrefix(entry.id + " ") }
        return .init(file, line.map(file.lineSpan) ?? Span(0, 0))
    }
}

extension Lesson {
    /// Whatever stands in its files as a card's id, in a card that can be read or not.
    var writtenCardIDs: Set<String> {
        var found: Set<String> = []
        for file in pages.map(\.file) {
            let bytes = file.bytes
            var place = 0
            while let brace = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
                place = brace + 1
                guard place < bytes.count, bytes[place] == UInt8(ascii: "#") else { continue }
                let name = bytes[(place + 1)...].prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
                found.insert(String(decoding: name, as: UTF8.self))
            }
        }
        return found.union(cards.map(\.id))
    }
}

// MARK: Findings

extension LedgerComparison {
    /// What `verify` finds.
    /// - Parameter isWanted: whether cards without any ledger are an error.
    func findings(isWanted: Bool) -> [Diagnostic] {
        if file == nil, problems.isEmpty {
            guard isWanted, let card = lesson.cards.first else { return [] }
            return [
                Diagnostic(
                    "ledger-missing", "the cards of this lesson have no ledger", at: card.fence.file, card.idSpan
                )
                .noting("run `gradbook accept`, and commit the file \(Ledger.fileName) that it writes")
            ]
        }
        return problems + differences.map(finding)
    }

    /// A difference as a finding.
    func finding(_ difference: Difference) -> Diagnostic {
        func found(_ id: String, _ message: String, _ place: Diagnostic.Location) -> Diagnostic {
            Diagnostic(id, message, at: place.file, place.span)
        }
        switch difference {
        case .new(let note):
            return found("card-unrecorded", "the card `\(note.id)` is not in the ledger", note.location)
                .noting("run `gradbook accept`")
        case .changed(let note, let entry):
            let lost = note.lostNumbers(since: entry)
            let problem =
                entry.content == nil
                ? found("card-changed", "the card `\(note.id)` was taken out of the lesson once", note.location)
                    .noting("give it an id of its own, unless it is that card again: then run `gradbook accept`")
                : found("card-changed", "the card `\(note.id)` says something else than in the ledger", note.location)
                    .noting("run `gradbook accept`, with `--minor` if learners who knew it still know it")
            guard !lost.isEmpty else { return problem }
            let names = lost.map { "`\(note.id).\($0)`" }.joined(separator: ", ")
            return problem.noting(
                "\(names) \(lost.count == 1 ? "is" : "are") no more: learners who have it keep it; a number in braces behind the "
                    + "other deletions, `[…]{\(note.numbers.last ?? 1)}`, keeps theirs")
        case .otherKind(let note, let entry):
            return found(
                "card-kind",
                "the card `\(note.id)` was a \(entry.kind.noun) and is a \(note.kind.noun)",
                note.location
            ).noting("a learner's copy cannot become another kind of card: give this one an id of its own")
        case .renamed(let note, let entry):
            return found(
                "card-id-changed", "the ledger has this card as `\(entry.id)`, and it has lost that id", note.location
            )
            .noting("to learners it would be another card")
            .fixing("write {#\(entry.id)}", with: entry.id)
        case .gone(let entry):
            return found(
                "card-vanished", "the card `\(entry.id)` is in the ledger and not in the lesson", location(of: entry)
            )
            .noting("if it was taken out, run `gradbook accept`; if its id was changed, change it back")
        }
    }
}

extension Note {
    /// Numbers of cards that it had.
    func lostNumbers(since entry: Ledger.Entry) -> [Int] { entry.numbers.filter { !numbers.contains($0) } }
}

extension CardSource.Kind {
    fileprivate var noun: String {
        switch self {
        case .basic: "question"
        case .reversed: "question both ways"
        case .cloze: "cloze"
        }
    }
}
