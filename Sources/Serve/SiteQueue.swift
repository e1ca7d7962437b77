import Foundation
import Site

/// Where the site is made: one thread of its own, so that no request waits for the threads that answer requests. What is
/// asked of the site waits for its turn.
final class SiteQueue: @unchecked Sendable {
    private let queue = DispatchQueue(label: "gradbook.site")
    /// Of the queue alone.
    private let site: LiveSite
    private let lock = NSLock()
    private var isBuilt = false
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var lastID = 0

    init(_ pipeline: Pipeline) { site = LiveSite(pipeline) }

    /// Brings the site up to date.
    func update(_ changes: LiveSite.Changes) async -> (update: LiveSite.Update, places: LiveSite.Places) {
        let result = await onQueue { ($0.update(changes), $0.places) }
        for continuation in opened() { continuation.resume() }
        return result
    }

    func places() async -> LiveSite.Places { await onQueue { $0.places } }

    func file(_ path: String) async -> [UInt8]? { await onQueue { $0.file(path) } }

    private func onQueue<Value: Sendable>(_ body: @escaping @Sendable (LiveSite) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body(self.site)) }
        }
    }

    // MARK: The first build

    /// Waits for the first build.
    /// - Parameter patience: how long; nil for as long as it takes.
    /// - Returns: whether it is done.
    func isReady(within patience: Duration?) async -> Bool {
        if lock.withLock({ isBuilt }) { return true }
        let id = lock.withLock {
            lastID += 1
            return lastID
        }
        let clock = patience.map { patience in
            Task {
                try? await Task.sleep(for: patience)
                self.give(up: id)
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = lock.withLock {
                    if !isBuilt, !Task.isCancelled { waiting[id] = continuation }
                    return waiting[id] == nil
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            give(up: id)
        }
        clock?.cancel()
        return lock.withLock { isBuilt }
    }

    private func give(up id: Int) { lock.withLock { waiting.removeValue(forKey: id) }?.resume() }

    private func opened() -> [CheckedContinuation<Void, Never>] {
        lock.withLock {
            defer { waiting = [:] }
            isBuilt = true
            return Array(waiting.values)
        }
    }
}
