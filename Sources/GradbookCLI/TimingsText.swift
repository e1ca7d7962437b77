import Site

/// What `--timings` says: where the time went, by stage, and which lessons took longest. Times are those of the threads that
/// worked, waiting for the disk included, so on several cores they add up to more than went by; both are told.
enum TimingsText {
    /// How many of the slowest lessons are listed.
    private static let slowest = 10

    /// - Parameters:
    ///   - seconds: what went by, from the beginning of the command.
    static func text(times: StageTimes, lessons: [Timings.Lesson], seconds: Double) -> String {
        let total = max(times.total, 1)
        let count = max(lessons.count, 1)
        var rows = [["stage", "time", "a lesson", "share"]]
        func row(_ name: String, _ time: Int64) {
            rows.append([name, milliseconds(time), milliseconds(time / Int64(count)), "\(percent(time, of: total)) %"])
        }
        for stage in Stage.allCases { row("\(stage)", times[stage]) }
        row("all", times.total)
        var text = table(rows)
        let number = lessons.count
        text += "\(number) lesson\(number == 1 ? "" : "s"), \(milliseconds(Int64(seconds * 1e9))) went by\n"
        let slow = lessons.enumerated().sorted { a, b in
            (b.element.times.total, a.offset) < (a.element.times.total, b.offset)
        }.prefix(slowest).map(\.element)
        guard number > 1, let first = slow.first, first.times.total > 0 else { return text }
        let parts: [Stage] = [.read, .run, .verify, .weave, .render, .write]
        rows = [["slowest", "time"] + parts.map { "\($0)" }]
        for lesson in slow where lesson.times.total > 0 {
            rows.append([lesson.path, milliseconds(lesson.times.total)] + parts.map { milliseconds(lesson.times[$0]) })
        }
        return text + "\n" + table(rows)
    }

    /// `1,234.5 ms`
    private static func milliseconds(_ nanoseconds: Int64) -> String {
        let tenths = (nanoseconds + 50_000) / 100_000
        // A stage that took less is there all the same.
        if tenths == 0, nanoseconds > 0 { return "0.0\((nanoseconds + 5000) / 10_000) ms" }
        return "\(ProgressText.grouped(Int(tenths / 10))).\(tenths % 10) ms"
    }

    private static func percent(_ time: Int64, of total: Int64) -> Int64 { (time * 100 + total / 2) / total }

    /// The first column to the left, the others to the right.
    private static func table(_ rows: [[String]]) -> String {
        let widths = (0..<(rows.first?.count ?? 0)).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                let pad = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + pad : pad + cell.0
            }
            return "  " + cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
