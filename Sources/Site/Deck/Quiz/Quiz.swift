import Foundation

/// A deck asked on a terminal: a question, a key, the answer, a grade, until nothing is left for today. It reads lines and
/// writes text, and knows neither files nor clocks nor what a terminal is: somebody gives it each line, the time, and keeps
/// its log.
public struct Quiz {
    public struct Card: Sendable {
        /// `TRACK/LESSON/ID`, as in the log.
        public let key: String
        public let card: Site.Card

        public init(key: String, card: Site.Card) { (self.key, self.card) = (key, card) }
    }

    /// What happens outside.
    public struct World {
        public var say: (String) -> Void
        /// The next line without its end; nil when there is none.
        public var line: () -> String?
        /// Milliseconds since 1970, and the learner's own day, which ends at four in the morning.
        public var now: () -> (milliseconds: Int, day: Day)
        /// Called after each grade, with the log so far; says whether it is kept.
        public var keep: (ProgressLog) throws -> Void

        public init(
            say: @escaping (String) -> Void, line: @escaping () -> String?,
            now: @escaping () -> (milliseconds: Int, day: Day), keep: @escaping (ProgressLog) throws -> Void
        ) {
            (self.say, self.line, self.now, self.keep) = (say, line, now, keep)
        }
    }

    /// What the log says of a card.
    struct Standing {
        var memory: FSRS.Memory
        var first: Day
        var last: Day
        /// Graded 1 the last time.
        var isMissed: Bool
        /// In how many days it is due.
        var left: Int
    }

    private let cards: [Card]
    private var log: ProgressLog
    private let width: Int
    /// New cards a day; all of them where nothing is kept, for whoever asks then wants the deck.
    private let newCards: Int?
    private var grades = [0, 0, 0, 0]

    /// - Parameter newCards: nil for as many as there are.
    public init(_ cards: [Card], log: ProgressLog, width: Int = 80, newCards: Int? = nil) {
        (self.cards, self.log, self.width, self.newCards) = (cards, log, max(width, 20), newCards)
    }

    static func standings(_ log: ProgressLog, today: Day) -> [String: Standing] {
        var standings: [String: Standing] = [:]
        for review in log.reviews {
            let before = standings[review.card]
            let days = before.map { review.day.number - $0.last.number } ?? 0
            let memory = FSRS.review(before?.memory, Double(days), review.grade)
            let isMissed = review.grade == 1
            standings[review.card] = Standing(
                memory: memory, first: before?.first ?? review.day, last: review.day, isMissed: isMissed,
                left: (isMissed ? 0 : FSRS.interval(memory)) - (today.number - review.day.number))
        }
        return standings
    }

    // MARK: The order

    /// What is due, then new cards, each mixed over the lessons in an order that is the day's.
    func queue(today: Day) -> [Card] {
        let standings = Self.standings(log, today: today)
        let due = cards.filter { standings[$0.key].map { $0.left <= 0 } ?? false }
        let begun = standings.values.count { $0.first == today }
        let fresh = Self.mixed(cards.filter { standings[$0.key] == nil }, today)
        return Self.mixed(due, today) + fresh.prefix(newCards.map { max($0 - begun, 0) } ?? fresh.count)
    }

    /// Cards of different lessons in turn; of one lesson, no two of one cloze after each other where it can be helped.
    static func mixed(_ cards: [Card], _ today: Day) -> [Card] {
        func lesson(_ card: Card) -> Substring { card.key[..<(card.key.lastIndex(of: "/") ?? card.key.startIndex)] }
        func note(_ card: Card) -> Substring { card.key[..<(card.key.lastIndex(of: ".") ?? card.key.endIndex)] }
        var rest = cards.sorted { SHA256(today.text + $0.key).number < SHA256(today.text + $1.key).number }
        var mixed: [Card] = []
        while !rest.isEmpty {
            var next = 0
            if let last = mixed.last {
                next = rest.firstIndex { lesson($0) != lesson(last) } ?? rest.firstIndex { note($0) != note(last) } ?? 0
            }
            mixed.append(rest.remove(at: next))
        }
        return mixed
    }

    // MARK: Asking

    /// Asks until nothing is left or nobody answers; what was answered is kept then.
    public mutating func run(_ world: World) throws {
        let today = world.now().day
        var queue = queue(today: today)
        let total = queue.count
        guard total > 0 else {
            let left = Self.standings(log, today: today).filter { standing in
                cards.contains { $0.key == standing.key }
            }
            .values.map(\.left).min()
            world.say(left.map { "Nothing is left for today. The next comes back \(Self.in($0)).\n" } ?? "No cards.\n")
            return
        }
        world.say("\(total == 1 ? "1 card" : "\(total) cards"). Enter shows an answer, q ends.\n")
        var known = 0
        asking: while !queue.isEmpty {
            let card = queue.removeFirst()
            world.say("\n\(known + 1) of \(known + queue.count + 1)  \(card.card.lesson)\n\n")
            world.say(paragraph(card.card.frontText) + "\n\n> ")
            guard let line = world.line() else { break asking }
            if Self.isEnd(line) { break asking }
            world.say("\n" + paragraph(card.card.backText) + "\n\n")
            guard let grade = ask(card, world) else { break asking }
            let now = world.now()
            log.add(card: card.key, grade: grade, at: now.milliseconds, day: now.day)
            grades[grade - 1] += 1
            try world.keep(log)
            if grade > 1 {
                known += 1
            } else {
                // It comes back when others have been asked.
                queue.insert(card, at: min(4, queue.count))
            }
        }
        world.say(summary)
    }

    private func ask(_ card: Card, _ world: World) -> Int? {
        let now = world.now().day
        let standing = Self.standings(log, today: now)[card.key]
        let days = standing.map { Double(now.number - $0.last.number) } ?? 0
        let comes = [2, 3, 4].map { Self.days(FSRS.interval(FSRS.review(standing?.memory, days, $0))) }
        let grades = ["1 again", "2 hard, \(comes[0])", "3 good, \(comes[1])", "4 easy, \(comes[2])"]
        let line = grades.joined(separator: "   ")
        let prompt = (line.count > width ? grades.joined(separator: "\n") : line) + "\n> "
        while true {
            world.say(prompt)
            guard let line = world.line(), !Self.isEnd(line) else { return nil }
            let words = ["again": 1, "hard": 2, "good": 3, "easy": 4]
            let answer = line.filter { !$0.isWhitespace }.lowercased()
            if let grade = Int(answer) ?? words[answer], 1...4 ~= grade { return grade }
            world.say("A grade is 1, 2, 3 or 4; q ends.\n")
        }
    }

    /// What was done, for the end, and for whoever stops it.
    public var summary: String {
        let count = grades.reduce(0, +)
        if count == 0 { return "\nNothing was answered.\n" }
        let parts = zip(["again", "hard", "good", "easy"], grades).filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return "\n\(count == 1 ? "1 answer" : "\(count) answers"): \(parts.joined(separator: ", ")).\n"
    }

    private func paragraph(_ text: String) -> String { Deck.wrap(text, width: width).joined(separator: "\n") }

    private static func isEnd(_ line: String) -> Bool {
        ["q", "quit"].contains(line.filter { !$0.isWhitespace }.lowercased())
    }

    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

    private static func `in`(_ count: Int) -> String { count == 1 ? "tomorrow" : "in \(days(count))" }
}
