import Foundation

/// Peak memory of processes that do one thing: `Footprint` and `SnippetFootprint`.
enum Memory {
    static func report() {
        guard let nothing = peak("Footprint", "nothing"), let w2 = peak("Footprint", "W2"),
            let values = peak("Footprint", "values"), let w3 = peak("Footprint", "W3")
        else {
            print("memory could not be measured")
            return
        }
        print("Peak memory of a process of its own, MB")
        print("  an empty Swift program                 \(fixed(nothing))")
        print("  W2 through MLP, 100 steps              \(fixed(w2))")
        print("  W2 through Value, 100 steps            \(fixed(values))")
        print("  W3 at 10,000,000 operations            \(fixed(w3))")
        print("     beyond 24 bytes an operation        \(fixed(w3 - 240))")
    }

    /// Of a process of one of these programs with that task, in MB.
    static func peak(_ name: String, _ task: String) -> Double? {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(name).path
        return Peer.output([program, task])
            .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }.map { $0 / 1e6 }
    }

    private static func fixed(_ number: Double) -> String { String(format: "%6.1f", number) }
}
