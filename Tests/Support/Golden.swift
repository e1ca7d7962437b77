import Foundation

/// Whether goldens are to be written anew: `UPDATE_GOLDENS=1 swift test …`. A test that writes one still fails, so that
/// nobody mistakes an update for a pass, and under CI nothing is written.
public var updatesGoldens: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["UPDATE_GOLDENS"] == "1" && environment["CI"] == nil
}

/// The first lines on which two texts part, for the message of a failed comparison.
public func firstDifference(expected: String, actual: String) -> String? {
    if expected == actual { return nil }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(old.count, new.count) {
        let a = index < old.count ? String(old[index]) : "(end)"
        let b = index < new.count ? String(new[index]) : "(end)"
        if a != b { return "line \(index + 1)\n- \(a)\n+ \(b)" }
    }
    return "they differ in line endings"
}
