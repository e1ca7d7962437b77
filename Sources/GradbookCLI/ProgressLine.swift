import Foundation

/// A line on the terminal that says how far a command has come, when that takes longer than half a second. Where standard
/// error is no terminal there is none: a log has no use for it.
final class ProgressLine: @unchecked Sendable {
    private let isShown: Bool
    private let start = DispatchTime.now().uptimeNanoseconds
    private let lock = NSLock()
    private var last: UInt64 = 0

    /// - Parameter isWanted: false for a machine's format, beside which nothing is written.
    init(isWanted: Bool = true) { isShown = isWanted && isatty(STDERR_FILENO) != 0 }

    /// Called often, from any thread; the line is written ten times a second at most.
    func report(_ done: Int, of total: Int) {
        guard isShown else { return }
        lock.withLock {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now - start > 500_000_000, now - last > 100_000_000 else { return }
            last = now
            Console.error("\r\u{1B}[K\(done) of \(total) lessons")
        }
    }

    /// Takes the line away.
    func end() {
        lock.withLock {
            if last > 0 { Console.error("\r\u{1B}[K") }
            last = 0
        }
    }
}
