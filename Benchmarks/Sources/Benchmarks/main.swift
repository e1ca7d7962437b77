import Foundation
import Workloads

// Runs every workload on every engine, in turns, so that whatever else the machine does falls on all alike; compares
// the results with the C tape's, and only then prints medians and ratios.
//
// The snippet language runs its programs in turns with CPython, which it is compared with in the same way.
//
//     Benchmarks [--rounds N] [--only W1|W2|W3|sum|python] [--engine NAME] [--program NAME] [--quick]

let arguments = CommandLine.arguments
func option(_ name: String) -> String? {
    arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
}

let rounds = option("--rounds").flatMap { Int($0) } ?? 7
let handles = Handles()
let values = Values()
let network = Network()
var engines: [Engine] = [
    .cTape,
    Engine("core handles, plain nodes") { handles.run($0, $1) },
    Engine("Value operators, another module") { values.run($0, $1) },
    Engine("public MLP, fused sums", [.w2]) { network.run($1) },
    .derivedByHand,
]
if !arguments.contains("--quick"), option("--only") != "python" { engines += Peer.all }
// The C tape is measured always, since the others are compared with it.
if let name = option("--engine") { engines = engines.prefix(1) + engines.dropFirst().filter { $0.name.contains(name) } }

var failed = false
for workload in Workload.allCases where option("--only").map({ $0 == workload.rawValue }) ?? true {
    print("\n\(workload.title)")
    var times = [[Double]](repeating: [], count: engines.count)
    for round in 0..<rounds {
        for (index, engine) in engines.enumerated() {
            guard let count = engine.counts[workload], round < engines[index].rounds else { continue }
            guard let (result, seconds) = engine.run(workload, count) else { continue }
            guard round > 0 || agrees(engine, workload, count, result) else {
                engines[index].rounds = 0
                failed = true
                continue
            }
            times[index].append(seconds / workload.units(count) * 1e9)
        }
    }
    let reference = median(times[0])
    for (engine, times) in zip(engines, times) where !times.isEmpty {
        let time = median(times)
        print(
            "  " + engine.name.padding(toLength: 34, withPad: " ", startingAt: 0)
                + String(format: "%12.2f  %10.2f×   (%.2f–%.2f)", time, time / reference, times.min()!, times.max()!))
    }
}
if option("--only") == nil {
    print("")
    Memory.report()
}
if option("--only") == nil || option("--only") == "python" {
    if !Interpreters(rounds: rounds).report(option("--program")) { failed = true }
}
exit(failed ? 1 : 0)

/// Whether an engine computes what the C tape does.
func agrees(_ engine: Engine, _ workload: Workload, _ count: Int, _ result: Double) -> Bool {
    guard let expected = Engine.cTape.run(workload, count)?.result else { return false }
    if abs(result - expected) <= engine.tolerance * abs(expected) { return true }
    print("  \(engine.name): \(result) where the C tape has \(expected)")
    return false
}

func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    if sorted.isEmpty { return .nan }
    return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
}
