import Micrograd

/// Finds the variants of a worksheet: a seed puts all ways to number the unknowns into an order, and the variants are the
/// first of them that qualify. So a variant has its number whatever number of them is asked for, and is made again from
/// the seed and that number alone.
struct WorksheetSearch {
    /// A way to number the unknowns, with its pass.
    struct Found {
        let numbers: [Double]
        let trace: BackwardTrace
        let pass: HandPass
    }

    /// As many ways as are looked at. Where there are more, those are drawn at random, and rather many of the first qualify.
    static let limit = 100_000

    let expression: WorksheetExpression

    /// How many ways there are to number the unknowns, or `limit` where there are more.
    var wayCount: Int {
        var count = 1
        for _ in expression.unknowns {
            count *= WorksheetNumbers.choices.count
            if count > Self.limit { return Self.limit }
        }
        return count
    }

    /// Whether every way is looked at before there are too few variants.
    var isExhaustive: Bool { expression.unknowns.count <= 5 }

    /// The first variants of a seed; fewer than are wanted only where no more of all ways that are looked at qualify.
    func variants(_ count: Int, seed: UInt64) -> [Found] {
        var found: [Found] = []
        var ways = Ways(isExhaustive ? wayCount : nil, unknowns: expression.unknowns.count, seed: seed)
        // The lesson's own numbers, whose answers it tells, are no exercise.
        let known = expression.lessonNumbers
        while found.count < count, let numbers = ways.next() {
            if numbers != known, let variant = qualified(numbers) { found.append(variant) }
        }
        return found
    }

    private func qualified(_ numbers: [Double]) -> Found? {
        let trace = expression.pass(numbers)
        let pass = HandPass(trace.graph)
        guard WorksheetNumbers.isWorkable(pass), WorksheetNumbers.isDiscriminating(pass),
            !WorksheetNumbers.hidesMistake(pass)
        else { return nil }
        return Found(numbers: numbers, trace: trace, pass: pass)
    }

    /// The ways in a seed's order, each once.
    private struct Ways {
        private var random: WorksheetRandom
        private let unknowns: Int
        /// All of them, of which those before `dealt` are shuffled; empty where they are drawn.
        private var all: [Int32]
        private var dealt = 0
        private var drawn: Set<[Int]> = []

        init(_ count: Int?, unknowns: Int, seed: UInt64) {
            random = WorksheetRandom(seed: seed)
            self.unknowns = unknowns
            all = count.map { (0..<Int32($0)).map { $0 } } ?? []
        }

        mutating func next() -> [Double]? {
            let choices = WorksheetNumbers.choices
            if all.isEmpty {
                while dealt < WorksheetSearch.limit {
                    dealt += 1
                    let way = (0..<unknowns).map { _ in random.below(choices.count) }
                    if drawn.insert(way).inserted { return way.map { choices[$0] } }
                }
                return nil
            }
            guard dealt < all.count else { return nil }
            // Fisher and Yates, as far as it is needed.
            all.swapAt(dealt, dealt + random.below(all.count - dealt))
            var way = Int(all[dealt])
            dealt += 1
            var numbers: [Double] = []
            for _ in 0..<unknowns {
                numbers.append(choices[way % choices.count])
                way /= choices.count
            }
            return numbers
        }
    }
}
