import Glibc
import MiniPython
import Source
import Workloads

// Does one thing and prints the most memory, in bytes, that the process ever held. It brings nothing but the engine and
// the snippet language, so that the memory is theirs. The system's counter for children also counts the parent's memory at the fork;
// the high-water mark of the process itself does not.

switch CommandLine.arguments.dropFirst().first {
case "W2": _ = Network().run(100)
case "W3": _ = Handles().run(.w3, 10_000_000)
case "snippet": run(CommandLine.arguments[2])
default: break
}

/// Runs a Python program.
func run(_ path: String) {
    guard let file = fopen(path, "r") else { exit(1) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    fclose(file)
    var budget = Budget()
    budget.steps = 10_000_000_000
    budget.heap = 100_000_000
    let text = String(decoding: bytes, as: UTF8.self)
    if Interpreter(budget: budget).run(SourceFile(path: path, text: text).slice).failure != nil { exit(1) }
}

var kilobytes = 0
if let status = fopen("/proc/self/status", "r") {
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, status) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let words = text.split { $0 == " " || $0 == "\t" }
        if words.first == "VmHWM:", words.count > 1 { kilobytes = Int(words[1]) ?? 0 }
    }
    fclose(status)
}
print(kilobytes * 1024)
