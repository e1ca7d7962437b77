import Foundation

/// When a card comes back: FSRS-6 with its default parameters, in whole days, as `templates/assets/fsrs.js` has it for
/// pages; both are tested by the same vectors. Pure arithmetic: no clock, no storage.
enum FSRS {
    /// What is kept of a card: its stability in days, and its difficulty from 1 to 10.
    struct Memory: Equatable {
        var stability: Double
        var difficulty: Double
    }

    static let weights = [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]
    private static let factor = pow(0.9, -1 / weights[20]) - 1

    /// The chance that it is still known, days after the last review.
    static func recall(_ days: Double, _ stability: Double) -> Double {
        pow(1 + factor * days / stability, -weights[20])
    }

    /// - Parameters:
    ///   - memory: nil before the first grade.
    ///   - days: since the last review; below 1, on the same day.
    ///   - grade: 1 again, 2 hard, 3 good, 4 easy.
    static func review(_ memory: Memory?, _ days: Double, _ grade: Int) -> Memory {
        let w = weights
        guard let memory else { return Memory(stability: w[grade - 1], difficulty: clamp(first(grade))) }
        let (s, d) = (memory.stability, memory.difficulty)
        let lost = 1 - recall(days, s)
        let grown = d - w[6] * Double(grade - 3) * (10 - d) / 9
        let next: Double
        if days < 1 {
            let q = exp(w[17] * (Double(grade - 3) + w[18])) * pow(s, -w[19])
            next = s * (grade > 1 ? max(q, 1) : q)
        } else if grade > 1 {
            let bonus = grade == 2 ? w[15] : grade == 4 ? w[16] : 1
            let growth = exp(w[8]) * (11 - d) * pow(s, -w[9]) * (exp(w[10] * lost) - 1)
            next = s * (1 + growth * bonus)
        } else {
            let forgotten = w[11] * pow(d, -w[12]) * (pow(s + 1, w[13]) - 1) * exp(w[14] * lost)
            next = min(forgotten, s / exp(w[17] * w[18]))
        }
        return Memory(
            stability: max(next, 0.001), difficulty: clamp(w[7] * first(4) + (1 - w[7]) * grown))
    }

    /// The days until it will be known with this chance only, halves rounded up.
    static func interval(_ memory: Memory, wanted: Double = 0.9) -> Int {
        let days = memory.stability / factor * (pow(wanted, -1 / weights[20]) - 1)
        return Int(min(max((days + 0.5).rounded(.down), 1), 36_500))
    }

    private static func first(_ grade: Int) -> Double { weights[4] - exp(weights[5] * Double(grade - 1)) + 1 }

    private static func clamp(_ difficulty: Double) -> Double { min(max(difficulty, 1), 10) }
}
