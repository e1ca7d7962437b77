import Foundation

/// Work on many things at once, on threads of its own: they have the stack that the language wants, and no other work of the
/// process waits behind it. The results come in the order of the things, whichever is finished first, so that nothing that
/// is made of them depends on how many threads there are.
struct Workers: Sendable {
    /// How many threads; 1 works on the caller's own.
    let count: Int
    private let crew: Crew

    /// How many results a thread may be ahead of the first that is not finished, so that one long lesson does not make all
    /// that follow wait in memory.
    private static let lead = 64

    init(count: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.count = max(1, count)
        crew = Crew()
    }

    /// Neither closure may give these workers more to do: all their threads may wait for it.
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
        let board = Board<Result>(total: total, lead: Self.lead * threads)
        crew.run(threads) {
            while let index = board.next() { board.finish(index, work(index)) }
        }
        withExtendedLifetime(crew) {
            for index in 0..<total { take(index, board.result(index)) }
        }
    }

    /// The same for work so small that handing it over one by one would take longer than the work.
    func map<Result: Sendable>(_ total: Int, _ work: @escaping @Sendable (Int) -> Result) -> [Result] {
        chunks(total) { $0.map(work) }
    }

    /// The same for work that is done on a row of things at once.
    func chunks<Result: Sendable>(_ total: Int, _ work: @escaping @Sendable (Range<Int>) -> [Result]) -> [Result] {
        let size = 128
        var results: [Result] = []
        results.reserveCapacity(total)
        each((total + size - 1) / size) { chunk in
            work(chunk * size..<min(total, (chunk + 1) * size))
        } _: { _, chunk in
            results += chunk
        }
        return results
    }
}

/// Threads that wait for work until nobody can have any for them: to end one gives all its memory back to the system, and the
/// next would ask for it again.
private final class Crew: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var threads = 0
        var isOver = false
    }

    /// What the main thread of a program has on Linux, where snippets were always run.
    private static let stackSize = 8 << 20

    private let state = Monitor(State())

    deinit { state.change({ $0.isOver = true }) }

    /// Has so many threads do a job, each once. They begin when they are done with the one before.
    func run(_ count: Int, _ job: @escaping @Sendable () -> Void) {
        var missing = 0
        func add(_ state: inout State) {
            state.jobs += repeatElement(job, count: count)
            missing = max(0, count - state.threads)
            state.threads += missing
        }
        state.change(add)
        for _ in 0..<missing {
            let thread = Thread { [state] in
                while let job = state.first(where: { $0.isOver ? .some(nil) : $0.jobs.popLast().map(Optional.some) }) {
                    job()
                }
            }
            thread.stackSize = Self.stackSize
            thread.start()
        }
    }
}

/// What is still to be done, and what is done and not taken.
private final class Board<Result: Sendable>: Sendable {
    private struct State {
        var next = 0
        var done = 0
        var taken = 0
        /// The results that are not taken, each at the place of its index modulo their number.
        var finished: [Result?]
    }

    private let total: Int
    private let lead: Int
    private let state: Monitor<State>

    init(total: Int, lead: Int) {
        self.total = total
        self.lead = lead
        state = Monitor(State(finished: Array(repeating: nil, count: lead)))
    }

    func next() -> Int? {
        func begin(_ state: inout State) -> Int?? {
            if state.next >= total { return .some(nil) }
            guard state.next < state.taken + lead else { return nil }
            defer { state.next += 1 }
            return state.next
        }
        return state.first(where: begin, wakes: { $0.next == $0.taken + lead })
    }

    /// To wake a thread costs as much as a good part of a lesson, so the taker looks for itself now and then, and is woken when
    /// all is done or nothing can go on before it has taken this.
    func finish(_ index: Int, _ result: Result) {
        func add(_ state: inout State) {
            state.finished[index % lead] = result
            state.done += 1
        }
        state.change(
            add, wakes: { $0.done == total || $0.taken == index && $0.next == index + lead })
    }

    func result(_ index: Int) -> Result {
        func take(_ state: inout State) -> Result? {
            guard let result = state.finished[index % lead].take() else { return nil }
            state.taken += 1
            return result
        }
        return state.first(where: take, wakes: { $0.next == index + lead }, looksEvery: 0.01)
    }
}

/// A state that one thread at a time looks at, and that others wait for to change.
private final class Monitor<State>: @unchecked Sendable {
    private let condition = NSCondition()
    private var state: State

    init(_ state: State) { self.state = state }

    /// - Parameter wakes: whether it may be what somebody waits for.
    func change(_ body: (inout State) -> Void, wakes: (State) -> Bool = { _ in true }) {
        condition.lock()
        body(&state)
        if wakes(state) { condition.broadcast() }
        condition.unlock()
    }

    /// Waits until there is something to be found.
    /// - Parameters:
    ///   - wakes: whether to take it may be what somebody else waits for.
    ///   - seconds: after how long it looks again by itself; nil where it waits to be woken.
    func first<Found>(
        where find: (inout State) -> Found?, wakes: (State) -> Bool = { _ in false }, looksEvery seconds: Double? = nil
    ) -> Found {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let found = find(&state) {
                if wakes(state) { condition.broadcast() }
                return found
            }
            if let seconds {
                _ = condition.wait(until: Date(timeIntervalSinceNow: seconds))
            } else {
                condition.wait()
            }
        }
    }
}
