import Foundation
import Site

/// A line on the terminal that says how far a command has come, when that takes longer than half a second, and that is gone
/// when the command has something else to say. Where standard error is no terminal, or one that cannot take a line back, or
/// somebody else's at the moment, there is none: a log has no use for it.
final class ProgressLine: @unchecked Sendable {
    private let lock = NSLock()
    private var text = ProgressText()
    /// What stands on the terminal.
    private var shown = ""
    private var timer: DispatchSourceTimer?
    /// When the work began that is told of; nil when there is none.
    private var began: ProgressText.Time?
    /// How long nothing is said.
    private static let patience: ProgressText.Time = 0.5
    private let start = DispatchTime.now().uptimeNanoseconds

    /// - Parameter isWanted: false for a machine's format, beside which nothing is written, and where quiet was asked for.
    init(isWanted: Bool = true) {
        guard isWanted, Terminal.takesLinesBack else { return }
        // A clock of its own: one long lesson is what people want to see the name of.
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
        timer.schedule(deadline: .now() + Self.patience, repeating: .milliseconds(100))
        timer.setEventHandler { [weak self] in self?.draw() }
        timer.resume()
        self.timer = timer
    }

    deinit { timer?.cancel() }

    /// Called often, from any thread; it only takes down what is so.
    func report(_ progress: PassProgress) {
        lock.withLock {
            if began == nil { began = now }
            text.take(progress, at: now)
        }
    }

    /// Writes a line that stays, above.
    func write(_ line: String) {
        lock.withLock {
            erase()
            Console.error(line + "\n")
        }
    }

    /// Takes the line away until there is more to tell; what begins then may take its half second again.
    func rest() {
        lock.withLock {
            erase()
            began = nil
            text = ProgressText()
        }
    }

    /// Takes the line away, for good.
    func end() {
        lock.withLock {
            timer?.cancel()
            timer = nil
            erase()
        }
    }

    private var now: ProgressText.Time { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }

    private func draw() {
        lock.withLock {
            guard timer != nil, let began, now - began >= Self.patience, Terminal.isOurs else { return }
            // The last column stays free: some terminals begin a new line there.
            let line = text.line(at: now, columns: Terminal.errorWidth - 1)
            guard line != shown else { return }
            shown = line
            // What is new over what is old, and only then the rest away: nothing flickers.
            Console.error("\r\(line)\u{1B}[K")
        }
    }

    private func erase() {
        if !shown.isEmpty, Terminal.isOurs { Console.error("\r\u{1B}[K") }
        shown = ""
    }
}
