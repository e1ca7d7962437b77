import Foundation
import Workloads

/// Engines that are programs of their own. Each takes a workload and a count, and prints a result and the seconds of the
/// processor that it took, its own start not among them.
enum Peer {
    private static var environment: [String: String] { ProcessInfo.processInfo.environment }
    /// The interpreter that runs Python programs.
    static var python: String { environment["GRADBOOK_PYTHON"] ?? "python3" }
    /// The folder of the programs.
    static var scripts: String { environment["GRADBOOK_PEERS"] ?? "Peers" }

    /// Those that this machine has.
    static var all: [Engine] {
        var peers: [Engine] = []
        if let adolc = environment["GRADBOOK_ADOLC"] {
            peers.append(
                Engine(
                    name: "ADOL-C", counts: [.w1: 100_000, .w2: 20, .w3: 1_000_000, .sum: 1_000_000],
                    run: { program([adolc, $0.rawValue, "\($1)"]) }, rounds: 3))
        }
        if program([python, "\(scripts)/micrograd_peer.py", "W1", "1"]) != nil {
            peers.append(
                Engine(
                    name: "Python micrograd", counts: [.w1: 10_000, .w2: 2],
                    run: { program([python, "\(scripts)/micrograd_peer.py", $0.rawValue, "\($1)"]) }, rounds: 3))
        }
        if program([python, "\(scripts)/torch_peer.py", "W1", "1"]) != nil {
            peers.append(
                Engine(
                    name: "PyTorch, scalar tensors", counts: [.w1: 500, .w2: 2, .w3: 3_000, .sum: 1_000],
                    run: { program([python, "\(scripts)/torch_peer.py", $0.rawValue, "\($1)"]) }, rounds: 3))
            peers.append(
                Engine(
                    name: "PyTorch, batched tensors", counts: [.w2: 100],
                    run: { _, count in program([python, "\(scripts)/torch_peer.py", "batched", "\(count)"]) },
                    rounds: 3))
        }
        return peers
    }

    /// The two numbers that a program prints; nil when it cannot be run or says something else.
    private static func program(_ words: [String]) -> (result: Double, seconds: Double)? {
        guard let output = output(words) else { return nil }
        let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }

    static func output(_ words: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}
