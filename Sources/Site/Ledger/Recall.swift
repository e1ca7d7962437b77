import Source

/// Which cards of a deck that was made long ago no longer hold: the ledger of that time against the lessons of today. A
/// card holds when it says the same, or when all that has become of it since was accepted as minor.
public struct Recall: Sendable {
    enum Reason: Sendable {
        /// What it says today, front and back of each of its cards.
        case changed([(front: String, back: String)])
        /// Some of its cards are no more.
        case gone
    }

    struct Item: Sendable {
        /// As printed in the corner of the card.
        let ids: [String]
        let reason: Reason
    }

    /// A deck: the name in the old ledger, the lesson that is there today, and what is to be taken out of it.
    struct Deck: Sendable {
        let name: String
        let lesson: String?
        let count: Int
        let items: [Item]
        /// Cards that the old deck has not.
        let fresh: [String]
    }

    let decks: [Deck]

    /// Whether every card holds.
    public var isEmpty: Bool { decks.allSatisfy(\.items.isEmpty) }

    /// - Parameters:
    ///   - notes: of the lesson of today; nil when there is no such lesson any more.
    ///   - cards: today's cards by their ids.
    static func deck(
        _ old: Ledger, lesson: String?, notes: [Note], ledger: Ledger?, cards: [String: Card]
    ) -> Deck {
        var today: [String: Note] = [:]
        for note in notes { today[note.id] = note }
        var items: [Item] = []
        var count = 0
        for entry in old.entries where entry.content != nil {
            let ids = Note.cardIDs(entry.kind, entry.id, entry.numbers)
            count += ids.count
            guard let note = today[entry.id], (note.kind == .cloze) == (entry.kind == .cloze) else {
                items.append(Item(ids: ids, reason: .gone))
                continue
            }
            let content = note.content
            let isKnown = ledger?.entry(entry.id).map { $0.content == content && $0.since <= entry.revision } ?? false
            let lost = ids.filter { !note.cardIDs.contains($0) }
            if !lost.isEmpty { items.append(Item(ids: lost, reason: .gone)) }
            let left = ids.filter(note.cardIDs.contains)
            if content == entry.content || isKnown || left.isEmpty { continue }
            let texts = left.map { id in (cards[id]?.frontText ?? "", cards[id]?.backText ?? "") }
            items.append(Item(ids: left, reason: .changed(texts)))
        }
        let known = Set(old.entries.filter { $0.content != nil }.map(\.id))
        return Deck(
            name: old.deck, lesson: lesson, count: count, items: items,
            fresh: notes.filter { !known.contains($0.id) }.flatMap(\.cardIDs))
    }
}

// MARK: As text

extension Recall {
    /// A paragraph a deck, a line a card, and what the card says today.
    public var text: String {
        decks.map { deck in
            let cards = deck.items.reduce(0) { $0 + $1.ids.count }
            let all = "\(deck.count) card\(deck.count == 1 ? "" : "s")"
            var text =
                cards == 0
                ? "\(deck.name): all of \(all) \(deck.count == 1 ? "holds" : "hold")\n"
                : "\(deck.name): \(cards) of \(all) to recall\n"
            if let lesson = deck.lesson, !deck.name.hasSuffix("/" + lesson) {
                text += "  the lesson is \(lesson) now\n"
            }
            if deck.lesson == nil { text += "  there is no such lesson any more\n" }
            for item in deck.items {
                switch item.reason {
                case .gone: for id in item.ids { text += "\n  \(id)  gone\n" }
                case .changed(let texts):
                    for (id, (front, back)) in zip(item.ids, texts) {
                        text += "\n  \(id)  changed, now:\n" + Self.indented(front) + Self.indented("→ " + back)
                    }
                }
            }
            if !deck.fresh.isEmpty { text += "\n  new since: \(deck.fresh.joined(separator: ", "))\n" }
            return text
        }.joined(separator: "\n")
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
    }
}
