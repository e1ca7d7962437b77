import Source

/// The ledger of a lesson's cards, `cards.lock` beside it: which there are and were, what each said when it was last
/// accepted, and when that was. It is what programs that hold a copy of a deck need to know, and what a build may not look
/// up in a clock or in git. A card is a line, and lines are sorted, so that two branches that add cards merge.
public struct Ledger: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        public let id: String
        public let kind: CardSource.Kind
        /// As in `Note`.
        public var numbers: [Int]
        /// How often the card has been accepted with another text, from 1.
        public var revision: Int
        /// The revision since which it asks for the same; smaller than `revision` after edits that are minor.
        public var since: Int
        /// The day of the revision.
        public var day: Day
        /// `Note.content`; nil when the card is gone, whose id is not given to another.
        public var content: String?

        /// When Anki is to think that the note was changed, in seconds since 1970. It rises with every revision, because
        /// the day never goes back: a copy in a learner's collection is replaced by a later one and by no other.
        public var modified: Int { day.number * 86_400 + revision }
    }

    /// Its name in every lesson's folder.
    public static let fileName = "cards.lock"

    /// What the lesson was called when it got its ledger, which learners' copies go by: `SITE/TRACK/NN-slug`. It stays
    /// when the lesson is renamed.
    public var deck: String
    /// Sorted by id.
    public internal(set) var entries: [Entry]

    init(deck: String, entries: [Entry]) {
        self.deck = deck
        self.entries = entries.sorted { $0.id < $1.id }
    }

    func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }
}

// MARK: As text

extension Ledger {
    /// The file.
    public var text: String {
        let head = """
            # The cards of this lesson as they were last accepted. `gradbook accept` writes this file; commit it.
            # id, kind with the numbers of its cards, revision, revision since which it asks for the same, day, content
            deck \(deck)

            """
        return head + entries.map { $0.line + "\n" }.joined()
    }

    /// Reads a ledger; what is wrong with it is reported line by line.
    public init(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) {
        var deck: String?
        var entries: [Entry] = []
        var lines: [String: Span] = [:]
        var isInConflict = false
        let before = diagnostics.count
        for index in file.lineStarts.indices {
            let span = file.lineSpan(index)
            var text = file.text(in: span)
            if text.hasSuffix("\r") { text.removeLast() }
            func report(_ id: String, _ message: String, _ note: String) {
                diagnostics.append(Diagnostic(id, message, at: file, span).noting(note))
            }
            if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains(where: text.hasPrefix) {
                if !isInConflict {
                    report(
                        "ledger-syntax", "two sides of a merge stand here",
                        "keep of each card the line with the higher revision, and run `gradbook accept`")
                }
                isInConflict = !text.hasPrefix(">>>>>>>")
                continue
            }
            if text.allSatisfy(\.isWhitespace) || text.hasPrefix("#") { continue }
            let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            if words.count == 2, words[0] == "deck", !words[1].isEmpty, deck == nil {
                deck = words[1]
            } else if let entry = Entry(words) {
                if let first = lines[entry.id] {
                    if isInConflict { continue }
                    var found = Diagnostic(
                        "ledger-duplicate", "the card `\(entry.id)` has two lines in the ledger", at: file, span)
                    found.notes.append(.init("the first one", at: .init(file, first)))
                    diagnostics.append(found.noting("keep the one with the higher revision"))
                    continue
                }
                lines[entry.id] = span
                entries.append(entry)
            } else {
                report(
                    "ledger-syntax", "this is no line of a ledger",
                    "nobody but `gradbook accept` writes here: take the line from the last commit")
            }
        }
        if deck == nil, diagnostics.count == before {
            diagnostics.append(
                Diagnostic("ledger-syntax", "the ledger has no line `deck`", at: file, Span(0, 0))
                    .noting("take the file from the last commit, or remove it and run `gradbook accept`"))
        }
        self.init(deck: deck ?? "", entries: entries)
    }
}

extension Ledger.Entry {
    fileprivate var line: String {
        let cards = kind == .cloze ? ":" + numbers.map(String.init).joined(separator: ",") : ""
        return "\(id) \(kind.rawValue)\(cards) \(revision) \(since) \(day.text) \(content ?? "-")"
    }

    fileprivate init?(_ words: [String]) {
        guard words.count == 6, let day = Day(words[4]) else { return nil }
        let kindAndNumbers = words[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = CardSource.Kind(rawValue: String(kindAndNumbers[0])), let revision = Int(words[2]),
            let since = Int(words[3]), revision >= since, since >= 1
        else { return nil }
        let numbers: [Int]
        switch kind {
        case .basic: numbers = [1]
        case .reversed: numbers = [1, 2]
        case .cloze:
            guard kindAndNumbers.count == 2 else { return nil }
            numbers = kindAndNumbers[1].split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
            guard !numbers.isEmpty, numbers == Set(numbers).sorted() else { return nil }
        }
        let isHash = words[5].utf8.count == 32 && words[5].allSatisfy { $0.isHexDigit && !$0.isUppercase }
        guard isHash || words[5] == "-", !words[0].isEmpty else { return nil }
        self.init(
            id: words[0], kind: kind, numbers: numbers, revision: revision, since: since, day: day,
            content: isHash ? words[5] : nil)
        // There is one way to write it.
        guard line == words.joined(separator: " ") else { return nil }
    }
}
