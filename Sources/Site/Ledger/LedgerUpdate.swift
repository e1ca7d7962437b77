import Source

/// What `accept` writes into the ledger of a lesson, or why it does not.
public struct LedgerUpdate {
    /// What becomes of a card.
    enum Step {
        case recorded(Ledger.Entry)
        case revised(Ledger.Entry, isMinor: Bool, lost: [String])
        case retired(Ledger.Entry)

        var entry: Ledger.Entry {
            switch self {
            case .recorded(let entry), .revised(let entry, _, _), .retired(let entry): entry
            }
        }
    }

    let file: SourceFile
    let bytes: [UInt8]
    /// Whether there was no file.
    let isNew: Bool
    let steps: [Step]

    /// How an update is asked for.
    public struct Manner: Sendable {
        /// The day that is written.
        public var day: Day
        /// Whether the cards that changed still ask for the same.
        public var isMinor: Bool
        /// Whether a card whose id was changed is taken for another one.
        public var isForced: Bool

        public init(day: Day, isMinor: Bool = false, isForced: Bool = false) {
            self.day = day
            self.isMinor = isMinor
            self.isForced = isForced
        }
    }

    /// - Parameters:
    ///   - deck: what the lesson is called in a ledger that is made.
    ///   - refused: what cannot be written down; then nothing of the lesson is.
    /// - Returns: nil when there is nothing to write.
    init?(
        _ comparison: LedgerComparison, folder: ContentFolder, deck: String, _ manner: Manner,
        refused: inout [Diagnostic]
    ) {
        var found = comparison.problems
        var steps: [Step] = []
        for difference in comparison.differences {
            switch difference {
            case .otherKind: found.append(comparison.finding(difference))
            case .renamed(let note, let entry):
                if manner.isForced {
                    steps += [.recorded(Ledger.Entry(note, manner)), .retired(entry.retired(manner))]
                } else {
                    found.append(comparison.finding(difference))
                }
            case .new(let note): steps.append(.recorded(Ledger.Entry(note, manner)))
            case .changed(let note, let entry):
                steps.append(
                    .revised(
                        entry.revised(note, manner), isMinor: manner.isMinor && entry.content != nil,
                        lost: Note.cardIDs(note.kind, note.id, note.lostNumbers(since: entry))))
            case .gone(let entry): steps.append(.retired(entry.retired(manner)))
            }
        }
        for step in steps {
            guard let old = comparison.ledger?.entry(step.entry.id), manner.day < old.day else { continue }
            let place = comparison.location(of: old)
            found.append(
                Diagnostic(
                    "ledger-day", "the card `\(old.id)` was accepted on \(old.day.text), after \(manner.day.text)",
                    at: place.file, place.span
                ).noting("copies of decks go by the day: accept it with `--date \(old.day.text)` or later"))
        }
        refused += found
        guard found.isEmpty, !(comparison.file == nil && steps.isEmpty) else { return nil }
        let changed = Set(steps.map(\.entry.id))
        let kept = (comparison.ledger?.entries ?? []).filter { !changed.contains($0.id) }
        let ledger = Ledger(deck: comparison.ledger?.deck ?? deck, entries: kept + steps.map(\.entry))
        bytes = Array(ledger.text.utf8)
        isNew = comparison.file == nil
        file =
            comparison.file
            ?? SourceFile(path: folder.shown("\(comparison.lesson.path)/\(Ledger.fileName)"), bytes: [])
        self.steps = steps
        guard bytes != file.bytes else { return nil }
    }
}

extension Ledger.Entry {
    fileprivate init(_ note: Note, _ manner: LedgerUpdate.Manner) {
        self.init(
            id: note.id, kind: note.kind, numbers: note.numbers, revision: 1, since: 1, day: manner.day,
            content: note.content)
    }

    fileprivate func revised(_ note: Note, _ manner: LedgerUpdate.Manner) -> Self {
        .init(
            id: id, kind: note.kind, numbers: note.numbers, revision: revision + 1,
            since: manner.isMinor && content != nil ? since : revision + 1, day: manner.day, content: note.content)
    }

    fileprivate func retired(_ manner: LedgerUpdate.Manner) -> Self {
        .init(
            id: id, kind: kind, numbers: numbers, revision: revision + 1, since: revision + 1, day: manner.day,
            content: nil)
    }
}

// MARK: As text

extension LedgerUpdate {
    /// The file, and a line a card.
    public var text: String {
        let lines = steps.map { step -> String in
            let id = step.entry.id
            switch step {
            case .recorded: return "  + \(id)"
            case .retired: return "  - \(id)"
            case .revised(let entry, let isMinor, let lost):
                let gone = lost.isEmpty ? "" : ", without \(lost.joined(separator: ", "))"
                return "  ~ \(id), revision \(entry.revision)\(isMinor ? ", minor" : "")\(gone)"
            }
        }
        return "\(file.path)\n" + (lines.isEmpty ? ["  its lines are put in order"] : lines).map { $0 + "\n" }.joined()
    }

    /// How many cards some updates write down.
    static func counted(_ updates: [LedgerUpdate]) -> String {
        let cards = updates.reduce(0) { $0 + $1.steps.count }
        return "\(cards) card\(cards == 1 ? "" : "s")"
    }
}
