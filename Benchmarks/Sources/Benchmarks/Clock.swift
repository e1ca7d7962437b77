import Foundation

/// How many seconds of the processor a body takes: what else the machine does counts less than it would on a clock. The
/// programs beside this one measure themselves in the same way.
func seconds(_ body: () -> Void) -> Double {
    let begin = clock()
    body()
    return Double(clock() - begin) / Double(CLOCKS_PER_SEC)
}
