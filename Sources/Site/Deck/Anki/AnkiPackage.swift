import Source

/// A deck as an `.apkg`, the package that Anki imports by a double click: a collection with the notes, the cards and the
/// note types, and the pictures. It is the oldest form of a package that every Anki reads. The same deck gives the same
/// bytes, whenever and wherever.
struct AnkiPackage {
    let bytes: [UInt8]

    /// - Parameter history: what the package brings of a learner's progress.
    init(_ deck: AnkiDeck, history: AnkiHistory? = nil) throws(SQLiteFile.RowTooLarge) {
        let collection = try SQLiteFile(Self.tables(deck, history))
        let media = JSON.object(deck.media.enumerated().map { (String($0), .string($1.name)) })
        let files = deck.media.enumerated().map { (name: String($0), bytes: $1.file.bytes) }
        bytes =
            ZipFile(
                [(name: "collection.anki2", bytes: collection.bytes), (name: "media", bytes: Array(media.line.utf8))]
                    + files
            ).bytes
    }

    /// 2015-01-01, from which ids are counted: Anki renumbers what lies in the future.
    private static let beginning = 1_420_070_400

    /// A number below 2^28 that a name always gives, so that decks that are imported one after the other do not meet.
    private static func number(_ name: String) -> Int { Int(SHA256(name).number >> 36) }

    private static func deckID(_ name: String) -> Int { beginning * 1000 + number("deck " + name) * 1024 }

    private static func tables(_ deck: AnkiDeck, _ history: AnkiHistory?) -> [SQLiteFile.Table] {
        var taken: Set<Int> = []
        let cards = deck.cards.map { card -> (id: Int, card: AnkiDeck.Card) in
            // A note has room for the ids of its cards behind its own.
            var id = beginning * 1000 + number("note " + card.guid) * 1024
            while !taken.insert(id).inserted { id += 1024 }
            return (id, card)
        }
        var due = 0
        var cardRows: [(id: Int, row: [SQLiteFile.Value])] = []
        var reviewRows: [(id: Int, row: [SQLiteFile.Value])] = []
        for (id, card) in cards {
            for (number, cardID) in zip(card.note.numbers, card.note.cardIDs) {
                let ordinal = number - 1
                due += 1
                let known = history?.cards["\(card.lesson)/\(cardID)"]
                let row = [id + ordinal, id, deckID(card.deck), ordinal, card.modified, -1] + state(known, order: due)
                cardRows.append((id + ordinal, row.map(SQLiteFile.Value.integer) + [.text(known?.data ?? "")]))
                for review in known?.reviews ?? [] {
                    let row = [
                        review.id, id + ordinal, -1, review.grade, review.interval, review.intervalBefore, 2500, 0,
                        review.isLearning ? 0 : 1,
                    ]
                    reviewRows.append((review.id, row.map(SQLiteFile.Value.integer)))
                }
            }
        }
        let noteRows = cards.sorted { $0.id < $1.id }.map { id, card -> [SQLiteFile.Value] in
            let type = AnkiNoteType.of(card.note.kind)
            let fields = type.fields(of: card)
            return [
                .integer(id), .text(card.guid), .integer(type.id), .integer(card.modified), .integer(-1),
                .text(" gradbook::\(card.lesson.replacing("/", with: "::")) "),
                .text(fields.joined(separator: "\u{1F}")), .text(fields[0]), .integer(0), .integer(0), .text(""),
            ]
        }
        return [
            SQLiteFile.Table(
                name: "col", sql: Self.col, hasID: true, rows: [collection(deck, isLearnt: history != nil)]),
            SQLiteFile.Table(name: "notes", sql: Self.notes, hasID: true, rows: noteRows),
            SQLiteFile.Table(
                name: "cards", sql: Self.cards, hasID: true, rows: cardRows.sorted { $0.id < $1.id }.map(\.row)),
            SQLiteFile.Table(
                name: "revlog", sql: Self.revlog, hasID: true, rows: reviewRows.sorted { $0.id < $1.id }.map(\.row)),
            SQLiteFile.Table(name: "graves", sql: Self.graves, hasID: false, rows: []),
        ]
    }

    /// The columns of a card from its type to its flags: a new card in its order, or one that is known till a day.
    private static func state(_ known: AnkiHistory.Card?, order: Int) -> [Int] {
        guard let known else { return [0, 0, order] + [Int](repeating: 0, count: 8) }
        let due = max(known.due.number - beginning / 86_400, 0)
        return [2, 2, due, known.interval, 2500, known.reviews.count, known.lapses, 0, 0, 0, 0]
    }

    private static func collection(_ deck: AnkiDeck, isLearnt: Bool) -> [SQLiteFile.Value] {
        let modified = deck.cards.map(\.modified).max() ?? beginning
        let types = AnkiNoteType.all.filter { type in
            deck.cards.contains { AnkiNoteType.of($0.note.kind).id == type.id }
        }
        let models = JSON.object(types.map { (String($0.id), $0.json) })
        // A deck's parents are decks too.
        var names: Set<String> = []
        for card in deck.cards {
            let parts = card.deck.components(of: "::")
            for count in 1...parts.count { names.insert(parts.prefix(count).joined(separator: "::")) }
        }
        let decks = JSON.object(
            names.sorted().map { name in
                let nothing = JSON.array([.integer(0), .integer(0)])
                return (
                    String(deckID(name)),
                    .object([
                        ("id", .integer(deckID(name))), ("name", .string(name)), ("mod", .integer(modified)),
                        ("usn", .integer(-1)), ("desc", .string("")), ("dyn", .integer(0)), ("collapsed", .bool(false)),
                        ("browserCollapsed", .bool(false)), ("conf", .integer(1)), ("extendNew", .integer(0)),
                        ("extendRev", .integer(0)), ("newToday", nothing), ("revToday", nothing), ("lrnToday", nothing),
                        ("timeToday", nothing),
                    ])
                )
            })
        // Without the number of its scheduler, Anki takes grades for those of an older one, which had no 4.
        return [
            .integer(1), .integer(beginning), .integer(modified * 1000), .integer(beginning * 1000), .integer(11),
            .integer(0), .integer(0), .integer(0), .text(isLearnt ? "{\"schedVer\":2}" : "{}"), .text(models.line),
            .text(decks.line), .text("{}"),
            .text("{}"),
        ]
    }

    // MARK: Anki's tables

    private static let col = """
        CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, \
        ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, \
        models text not null, decks text not null, dconf text not null, tags text not null)
        """
    private static let notes = """
        CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, \
        usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, \
        flags integer not null, data text not null)
        """
    private static let cards = """
        CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, \
        mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, \
        ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, \
        left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)
        """
    private static let revlog = """
        CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, \
        ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, \
        type integer not null)
        """
    private static let graves =
        "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)"
}

extension String {
    fileprivate func components(of separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
