import Foundation
import Site

/// Notices changes of files below folders, however it does it, and reports them to a mailbox until it is stopped.
protocol FileWatcher: AnyObject, Sendable {
    /// Looks at other places from now on.
    func watch(_ places: LiveSite.Places)
    func stop()
}

/// Changes on their way from a watcher to whoever builds; what comes while that one is busy is one change when it is done.
final class Mailbox: @unchecked Sendable {
    /// A sign for each time there is something to take.
    let signs: AsyncStream<Void>
    private let sign: AsyncStream<Void>.Continuation
    private let lock = NSLock()
    private var changes = LiveSite.Changes()

    init() { (signs, sign) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    func put(_ more: LiveSite.Changes) {
        lock.withLock { changes.formUnion(more) }
        sign.yield()
    }

    func take() -> LiveSite.Changes {
        lock.withLock {
            defer { changes = LiveSite.Changes() }
            return changes
        }
    }

    func end() { sign.finish() }
}

/// Names that no build looks at: hidden files, and what editors leave beside a file while it is open.
enum PassingName {
    static func matches(_ name: some StringProtocol) -> Bool {
        name.hasPrefix(".") || name.hasSuffix("~") || (name.hasPrefix("#") && name.hasSuffix("#")) || name == "4913"
            || name.hasSuffix(".swp") || name.hasSuffix(".tmp")
    }
}

extension LiveSite.Places {
    /// The folders of single files, each with the names that count there.
    var single: [String: Set<String>] {
        files.reduce(into: [:]) { folders, path in
            let cut = path.lastIndex(of: "/")
            let folder = cut.map { String(path[..<$0]) } ?? "."
            folders[folder, default: []].insert(path)
        }
    }
}
