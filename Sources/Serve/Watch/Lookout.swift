import Foundation
import Site

/// Watches in the best way there is: by inotify, and by looking at every file when there is none or it refuses.
final class Lookout: @unchecked Sendable {
    private let mailbox: Mailbox
    /// Told why it is slower than it could be.
    private let tell: @Sendable (String) -> Void
    private let lock = NSLock()
    private var watcher: (any FileWatcher)?
    private var places: LiveSite.Places
    private var isStopped = false

    init(_ places: LiveSite.Places, _ mailbox: Mailbox, tell: @escaping @Sendable (String) -> Void) {
        (self.places, self.mailbox, self.tell) = (places, mailbox, tell)
        let first = make(places)
        lock.withLock { watcher = watcher ?? first }
    }

    func watch(_ places: LiveSite.Places) {
        let watcher = lock.withLock {
            self.places = places
            return self.watcher
        }
        watcher?.watch(places)
    }

    func stop() {
        let watcher = lock.withLock {
            isStopped = true
            return self.watcher
        }
        watcher?.stop()
    }

    private func make(_ places: LiveSite.Places) -> any FileWatcher {
        #if canImport(Glibc)
            do throws(InotifyWatcher.Refused) {
                return try InotifyWatcher(places, mailbox) { [weak self] in self?.fallBack($0.message) }
            } catch { tell(Self.words(error.message)) }
        #endif
        return PollingWatcher(places, mailbox)
    }

    private func fallBack(_ message: String) {
        tell(Self.words(message))
        lock.withLock {
            if !isStopped { watcher = PollingWatcher(places, mailbox) }
        }
        // Whatever happened in between.
        mailbox.put(LiveSite.Changes(isEverything: true))
    }

    private static func words(_ message: String) -> String {
        "Changes are noticed by looking at all files again and again, which is slower: \(message).\n"
    }
}
