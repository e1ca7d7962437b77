import Glibc

/// A part of the work on a site, by which its time is told.
public enum Stage: Int, Sendable, CaseIterable {
    /// The first pass: every lesson is read for its outline.
    case survey
    /// Formulas that are new.
    case typeset
    /// Of each lesson.
    case read, run, verify, weave, render, write
    /// The pages of tracks and of the whole site.
    case join
    /// Putting the site in its place.
    case swap
}

/// The time that stages took, in nanoseconds.
public struct StageTimes: Sendable, Equatable {
    private var nanoseconds = SIMD16<Int64>()

    public init() {}

    public subscript(stage: Stage) -> Int64 {
        get { nanoseconds[stage.rawValue] }
        set { nanoseconds[stage.rawValue] = newValue }
    }

    public var total: Int64 { nanoseconds.wrappedSum() }

    static func += (a: inout StageTimes, b: StageTimes) { a.nanoseconds &+= b.nanoseconds }
}

/// Tells the time of stages that follow each other on one thread. Reading the clock costs some 20 nanoseconds, a few times a
/// lesson, so it always runs; no time gets into anything that is built.
struct StageClock {
    private(set) var times = StageTimes()
    private var stage: Stage
    private var start = Self.now

    init(_ stage: Stage) { self.stage = stage }

    /// Ends a stage and begins the next.
    mutating func enter(_ next: Stage) {
        let now = Self.now
        times[stage] += now - start
        (stage, start) = (next, now)
    }

    /// Ends the last stage.
    mutating func stop() -> StageTimes {
        enter(stage)
        return times
    }

    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
