/// What Anki is told of a card that was learnt on the pages or on a terminal: when it is due, its memory, and its log, each
/// as Anki itself would have kept it. Whoever ticks *Import any learning progress* goes on from there; who does not gets
/// the cards as they are for everybody.
struct AnkiHistory {
    struct Review {
        /// Milliseconds since 1970, which Anki takes for the id.
        var id: Int
        let grade: Int
        /// Days, or seconds with a sign where it came back on the same day.
        let interval: Int
        let intervalBefore: Int
        /// The first of all, and those of the same day after it, are learning.
        let isLearning: Bool
    }

    struct Card {
        let due: Day
        let interval: Int
        let lapses: Int
        let memory: FSRS.Memory
        let reviews: [Review]

        /// `{"s":10.9643,"d":2.111}`, as far as Anki keeps them.
        var data: String {
            "{\"s\":\(Self.decimal(memory.stability, places: 4)),\"d\":\(Self.decimal(memory.difficulty, places: 3))}"
        }

        private static func decimal(_ number: Double, places: Int) -> String {
            let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
            let scaled = Int((number * Double(unit)).rounded())
            let rest = String(scaled % unit)
            return "\(scaled / unit)." + String(repeating: "0", count: places - rest.count) + rest
        }
    }

    /// By `TRACK/LESSON/ID`.
    let cards: [String: Card]

    /// In seconds: ten minutes, as Anki has it.
    private static let again = -600

    init(_ log: ProgressLog) {
        var taken: Set<Int> = []
        var cards: [String: Card] = [:]
        for (key, reviews) in Dictionary(grouping: log.reviews, by: \.card).sorted(by: { $0.key < $1.key }) {
            var memory: FSRS.Memory?
            var written: [Review] = []
            var lapses = 0
            for (index, review) in reviews.enumerated() {
                let days = index == 0 ? 0 : review.day.number - reviews[index - 1].day.number
                let next = FSRS.review(memory, Double(days), review.grade)
                if index > 0, review.grade == 1, days > 0 { lapses += 1 }
                var id = review.at
                while !taken.insert(id).inserted { id += 1 }
                written.append(
                    Review(
                        id: id, grade: review.grade,
                        interval: review.grade == 1 ? Self.again : FSRS.interval(next),
                        intervalBefore: written.last?.interval ?? 0, isLearning: review.day == reviews[0].day))
                memory = next
            }
            guard let memory, let last = reviews.last else { continue }
            let interval = FSRS.interval(memory)
            cards[key] = Card(
                due: last.day.later(by: last.grade == 1 ? 0 : interval), interval: interval, lapses: lapses,
                memory: memory, reviews: written)
        }
        self.cards = cards
    }
}
