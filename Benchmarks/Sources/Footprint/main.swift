import PeakMemory
import Workloads

// Does one thing and prints the most memory that the process ever held. It brings nothing but the engine, so that the
// memory is the engine's; and since that is soon built, its machine code is what `scripts/check-exclusivity` looks at.

switch CommandLine.arguments.dropFirst().first {
case "W2": _ = Network().run(100)
case "values": _ = Values().run(.w2, 100)
case "W3": _ = Handles().run(.w3, 10_000_000)
default: break
}
print(peakMemory())
