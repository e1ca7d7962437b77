/// What became of the computed numbers between two builds: those that moved, appeared and disappeared. It compares lists
/// and knows nothing of where they come from or how the result is told.
public struct Impact: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case moved, appeared, disappeared
    }

    public struct Change: Sendable {
        /// `TRACK/NN-slug`.
        public let lesson: String
        /// The built page and the Markdown file it is made from, both in the lesson's folder.
        public let page: String
        public let source: String
        /// Nil for a number that appeared.
        public let old: NumberEntry?
        /// Nil for one that disappeared.
        public let new: NumberEntry?

        public var kind: Kind { old == nil ? .appeared : new == nil ? .disappeared : .moved }
        /// The number as it is, or was.
        public var entry: NumberEntry { new ?? old! }
    }

    /// What the two builds are called.
    public let old: String
    public let new: String
    /// Page by page, in the order of the pages; those that disappeared behind the others of their page.
    public let changes: [Change]
    /// Numbers that both builds have with the same value.
    public let unchanged: Int

    public func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

    init(from old: BuiltNumbers, to new: BuiltNumbers) {
        self.old = old.name
        self.new = new.name
        var changes: [Change] = []
        var unchanged = 0
        let before = Self.pages(old)
        let after = Self.pages(new)
        let olds = Dictionary(before.map { ($0.id, $0.page) }, uniquingKeysWith: { first, _ in first })
        let known = Set(after.map(\.id))
        for (id, page) in after {
            let earlier = olds[id]?.numbers ?? []
            let partners = NumberMatching(old: earlier, new: page.numbers).partners
            var matched = Set<Int>()
            func change(_ old: NumberEntry?, _ new: NumberEntry?) -> Change {
                Change(lesson: id.lesson, page: page.page, source: page.source, old: old, new: new)
            }
            for (entry, partner) in zip(page.numbers, partners) {
                guard let partner else {
                    changes.append(change(nil, entry))
                    continue
                }
                matched.insert(partner)
                if earlier[partner].value == entry.value {
                    unchanged += 1
                } else {
                    changes.append(change(earlier[partner], entry))
                }
            }
            for (index, entry) in earlier.enumerated() where !matched.contains(index) {
                changes.append(change(entry, nil))
            }
        }
        for (id, page) in before where !known.contains(id) {
            changes += page.numbers.map {
                Change(lesson: id.lesson, page: page.page, source: page.source, old: $0, new: nil)
            }
        }
        self.changes = changes
        self.unchanged = unchanged
    }

    private struct PageID: Hashable {
        let lesson: String
        let page: String
    }

    private static func pages(_ numbers: BuiltNumbers) -> [(id: PageID, page: LessonNumbers.Page)] {
        numbers.lessons.flatMap { lesson in
            lesson.pages.map { (PageID(lesson: lesson.lesson, page: $0.page), $0) }
        }
    }
}
