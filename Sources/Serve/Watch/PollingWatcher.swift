import Foundation
import Site

/// Notices changes anywhere, by looking at the stamps of all files now and then. It costs a look at each of them, so it
/// rests ten times as long as it looked; a file is reported when two looks in a row saw it the same, so that most are whole.
final class PollingWatcher: FileWatcher, @unchecked Sendable {
    private let mailbox: Mailbox
    /// Seconds between two looks, at least.
    private let interval: Double
    private let condition = NSCondition()
    private var places: LiveSite.Places
    private var isStopped = false

    init(_ places: LiveSite.Places, _ mailbox: Mailbox, interval: Double = 0.25) {
        (self.places, self.mailbox, self.interval) = (places, mailbox, interval)
        // What is there now is what the first build sees.
        let known = Self.look(at: places)
        let thread = Thread { [self] in run(places, known) }
        thread.name = "gradbook.watch"
        thread.start()
    }

    func watch(_ places: LiveSite.Places) {
        condition.withLock { self.places = places }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.signal()
        }
    }

    private func run(_ first: LiveSite.Places, _ stamps: [String: FileSighting]) {
        var (at, known) = (first, stamps)
        var unrest: Set<String> = []
        var cost = 0.0
        while let places = rest(unrest.isEmpty ? max(interval, cost * 10) : min(interval, 0.02)) {
            let start = FileSighting.now()
            let seen = Self.look(at: places)
            cost = Double(FileSighting.now() - start) / 1e9
            if places != at {
                // What is looked at for the first time has not changed.
                for path in places.files.subtracting(at.files) { known[path] = seen[path] }
                at = places
            }
            let changed = Set(seen.keys).union(known.keys).filter { seen[$0] != known[$0] }
            let settled = unrest.subtracting(changed)
            unrest = Set(changed)
            known = seen
            if !settled.isEmpty { mailbox.put(LiveSite.Changes(paths: settled)) }
        }
    }

    /// nil when it is over.
    private func rest(_ seconds: Double) -> LiveSite.Places? {
        condition.withLock {
            let end = Date(timeIntervalSinceNow: seconds)
            while !isStopped, condition.wait(until: end) {}
            return isStopped ? nil : places
        }
    }

    /// The stamps of all files; a folder's own says nothing but that it is there.
    private static func look(at places: LiveSite.Places) -> [String: FileSighting] {
        var stamps: [String: FileSighting] = [:]
        var folders = places.folders
        while let folder = folders.popLast() {
            for name in FileSighting.names(in: folder) {
                let path = "\(folder)/\(name)"
                guard let stamp = FileSighting(path) else { continue }
                if stamp.isFolder { folders.append(path) } else { stamps[path] = stamp }
            }
        }
        for path in places.files { stamps[path] = FileSighting(path) }
        return stamps
    }
}
