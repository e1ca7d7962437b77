import Site
import Source

/// What the line on a terminal says: how many lessons are through, of how many, how long the others will take, and which is
/// waited for. It knows times that it is given and no clock, so that what it says can be tested.
struct ProgressText {
    /// In seconds.
    typealias Time = Double

    private var progress: PassProgress?
    /// When so many lessons had been made, over the last while; the pace of now, not of a beginning that was easier.
    private var samples: [(time: Time, done: Int)] = []
    /// What was last said, and when: it changes once a second, so that it can be read.
    private var estimate: (text: String, time: Time)?

    /// How far back the pace is looked at.
    private static let window: Time = 10

    mutating func take(_ progress: PassProgress, at time: Time) {
        if progress.pass != self.progress?.pass { samples = [(time, progress.done)] }
        self.progress = progress
    }

    /// The line, never wider than so many columns.
    mutating func line(at time: Time, columns: Int) -> String {
        guard let progress, progress.total > 0, columns >= 8 else { return "" }
        let count = "\(Self.grouped(progress.done)) of \(Self.grouped(progress.total))"
        let verb = progress.pass == .survey ? "reading " : ""
        let full = "\(verb)\(count) lessons"
        guard full.count <= columns else { return count.count <= columns ? count : "" }
        var line = full
        if let left = left(progress, at: time), line.count + left.count + 2 <= columns { line += ", " + left }
        guard let lesson = progress.lesson, columns - line.count >= 12 else { return line }
        return line + ": " + Self.fitted(lesson, columns - line.count - 2)
    }

    /// How long the rest will take, when that can be said.
    private mutating func left(_ progress: PassProgress, at time: Time) -> String? {
        guard progress.pass == .lessons, progress.done < progress.total else { return nil }
        samples.append((time, progress.done))
        while samples.count > 2, samples[1].time <= time - Self.window { samples.removeFirst() }
        if let estimate, time - estimate.time < 1 { return estimate.text }
        let (elapsed, made) = (time - samples[0].time, progress.done - samples[0].done)
        // Of one lesson or of a moment nothing follows for the others.
        guard elapsed >= 1, made >= 2 else {
            estimate = nil
            return nil
        }
        let text = Self.rounded(elapsed / Double(made) * Double(progress.total - progress.done))
        estimate = (text, time)
        return text
    }

    /// A duration in words, rounded up to what such an estimate is good for.
    static func rounded(_ seconds: Time) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 10 { return "about \(max(whole, 1)) s left" }
        if whole <= 55 { return "about \((whole + 4) / 5 * 5) s left" }
        let minutes = (whole + 59) / 60
        if minutes < 60 { return "about \(minutes) min left" }
        return "about \(minutes / 60) h \(minutes % 60) min left"
    }

    /// `12,345`
    static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    /// A text that is cut where it does not fit.
    static func fitted(_ text: String, _ columns: Int) -> String {
        if DisplayWidth.columns(of: text) <= columns { return text }
        var cut = ""
        var width = 1
        for character in text {
            width += DisplayWidth.columns(of: String(character))
            if width > columns { break }
            cut.append(character)
        }
        return cut + "…"
    }
}
