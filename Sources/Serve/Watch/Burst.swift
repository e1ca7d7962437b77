/// Changes that are collected until they are over: what one press of a key in an editor makes of files is a handful of
/// events, and what comes of them is built once. It knows no clock and no disk; it is told what happens and says how long
/// to wait for more.
///
/// A file that was written and closed, or moved into its place, is whole, and only a moment is waited for others that are
/// saved with it. One that is open for writing or has vanished is expected to be closed or to come back, as editors do when
/// they write beside a file and rename; that is waited for longer, and not for ever: what is a stream of events gives a
/// build now and then.
struct Burst {
    enum Event {
        /// Whole: closed after writing, moved here, or another attribute.
        case settled
        /// Not there before, and not closed.
        case created
        /// Begun, and not closed.
        case written
        /// Deleted, or moved away.
        case gone
    }

    /// Nanoseconds.
    static let moment: UInt64 = 2_000_000
    static let patience: UInt64 = 40_000_000
    static let longest: UInt64 = 150_000_000
    /// So many paths are no longer worth telling apart.
    static let most = 4096

    private(set) var paths: Set<String> = []
    private(set) var isEverything = false
    private var unsettled: Set<String> = []
    /// Not there before; what is gone again before it is told was only ever somebody's scratch.
    private var fresh: Set<String> = []
    private var first: UInt64 = 0
    private var last: UInt64 = 0

    var isEmpty: Bool { paths.isEmpty && !isEverything }

    mutating func note(_ path: String, _ event: Event, at time: UInt64) {
        begin(time)
        if event == .created, !paths.contains(path) { fresh.insert(path) }
        if event == .gone, fresh.remove(path) != nil {
            paths.remove(path)
            unsettled.remove(path)
            return
        }
        if event == .settled { unsettled.remove(path) } else { unsettled.insert(path) }
        if paths.count < Self.most { paths.insert(path) } else { isEverything = true }
    }

    /// Something happened that nobody can tell any more.
    mutating func noteEverything(at time: UInt64) {
        begin(time)
        isEverything = true
    }

    private mutating func begin(_ time: UInt64) {
        if isEmpty { first = time }
        last = time
    }

    /// When to stop waiting; nil when there is nothing to wait with.
    var deadline: UInt64? {
        isEmpty ? nil : min(last + (unsettled.isEmpty ? Self.moment : Self.patience), first + Self.longest)
    }

    /// What was collected; then it is empty again.
    mutating func take() -> (paths: Set<String>, isEverything: Bool) {
        defer { self = Burst() }
        return (paths, isEverything)
    }
}
