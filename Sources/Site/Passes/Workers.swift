import Foundation
import Synchronization

/// Work on many things at once, on threads of its own: they have the stack that the language wants, and no other work of the
/// process waits behind it. The results come in the order of the things, whichever is finished first, so that nothing that
/// is made of them depends on how many threads there are.
struct Workers: Sendable {
    /// How many threads; 1 works on the caller's own.
    let count: Int

    /// What the main thread of a program has on Linux, where snippets were always run.
    private static let stackSize = 8 << 20
    /// How many results a thread may be ahead of the first that is not finished, so that one long lesson does not make all
    /// that follow wait in memory.
    private static let lead = 64

    init(count: Int = ProcessInfo.processInfo.activeProcessorCount) { self.count = max(1, count) }

    /// - Parameters:
    ///   - work: makes the result of a thing, on any thread.
    ///   - take: is given the results in order, on the caller's thread.
    func each<Result: Sendable>(
        _ total: Int, _ work: @escaping @Sendable (Int) -> Result, _ take: (Int, Result) -> Void
    ) {
        let threads = min(count, total)
        guard threads > 1 else {
            for index in 0..<total { take(index, work(index)) }
            return
        }
        let state = Board<Result>(total: total, lead: Self.lead * threads)
        for _ in 0..<threads {
            let thread = Thread {
                while let index = state.next() { state.finish(index, work(index)) }
            }
            thread.stackSize = Self.stackSize
            thread.start()
        }
        for index in 0..<total { take(index, state.result(index)) }
    }
}

extension Workers {
    /// The same for work so small that handing it over one by one would take longer than the work.
    func map<Result: Sendable>(_ total: Int, _ work: @escaping @Sendable (Int) -> Result) -> [Result] {
        let size = 128
        var results: [Result] = []
        results.reserveCapacity(total)
        each((total + size - 1) / size) { chunk in
            (chunk * size..<min(total, (chunk + 1) * size)).map(work)
        } _: { _, chunk in
            results += chunk
        }
        return results
    }
}

/// What is still to be done, and what is done and not taken.
private final class Board<Result: Sendable>: Sendable {
    private struct State {
        var next = 0
        var taken = 0
        var finished: [Int: Result] = [:]
    }

    private let total: Int
    private let lead: Int
    private let condition = NSCondition()
    private let state = Mutex(State())

    init(total: Int, lead: Int) {
        self.total = total
        self.lead = lead
    }

    func next() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            let (next, mayBegin) = state.withLock { state in
                defer { if state.next < total, state.next < state.taken + lead { state.next += 1 } }
                return (state.next, state.next < state.taken + lead)
            }
            if next >= total { return nil }
            if mayBegin { return next }
            condition.wait()
        }
    }

    func finish(_ index: Int, _ result: Result) {
        condition.lock()
        state.withLock { $0.finished[index] = result }
        condition.broadcast()
        condition.unlock()
    }

    func result(_ index: Int) -> Result {
        condition.lock()
        defer { condition.unlock() }
        while true {
            let found = state.withLock { state -> Result? in
                guard let result = state.finished.removeValue(forKey: index) else { return nil }
                state.taken += 1
                return result
            }
            if let found {
                condition.broadcast()
                return found
            }
            condition.wait()
        }
    }
}
