/// "Did you mean": the candidate nearest to a misspelt word, or nothing when none is near enough to be helpful.
public enum Spelling {
    /// The nearest candidate by optimal string alignment (insert, delete, replace, swap neighbours), at most a third of
    /// the word's length away, at least one edit always being allowed. Ties go to the candidate that comes first.
    /// - Complexity: O(candidates × length²).
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        guard !word.isEmpty else { return nil }
        let scalars = Array(word.unicodeScalars)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let other = Array(candidate.unicodeScalars)
            let allowed = max(1, min(scalars.count, other.count) / 3)
            guard abs(scalars.count - other.count) <= allowed else { continue }
            let distance = editDistance(scalars, other)
            if distance <= allowed, distance < (best?.distance ?? Int.max) {
                best = (candidate, distance)
            }
        }
        // One letter for another says nothing about what was meant.
        if let best, scalars.count == 1, best.candidate.unicodeScalars.count == 1 { return nil }
        return best?.candidate
    }

    private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty { return b.count }
        if b.isEmpty { return a.count }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = last
        for i in 1...a.count {
            row[0] = i
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count]
    }
}
