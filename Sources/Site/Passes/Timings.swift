import Synchronization

/// Where the time of a build went, by stage and by lesson: what `--timings` tells. It is taken down beside the work and
/// changes nothing of it. Times of lessons are those of the threads that made them, so on several cores they add up to more
/// than went by.
public final class Timings: Sendable {
    public struct Lesson: Sendable {
        /// `TRACK/NN-slug`.
        public let path: String
        public let times: StageTimes
    }

    private let state = Mutex<(times: StageTimes, lessons: [Lesson])>((StageTimes(), []))

    public init() {}

    /// All lessons and what is done once together.
    public var times: StageTimes { state.withLock { $0.times } }
    /// In the order of the site.
    public var lessons: [Lesson] { state.withLock { $0.lessons } }

    /// Takes down the time of a stage that is done once.
    public func during<Result, Failure>(
        _ stage: Stage, _ work: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var clock = StageClock(stage)
        defer { add(clock.stop()) }
        return try work()
    }

    func add(_ times: StageTimes) { state.withLock { $0.times += times } }

    func add(lesson path: String, _ times: StageTimes) {
        state.withLock { state in
            state.times += times
            state.lessons.append(Lesson(path: path, times: times))
        }
    }
}
