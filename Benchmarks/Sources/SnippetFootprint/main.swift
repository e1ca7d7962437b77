import Glibc
import MiniPython
import PeakMemory
import Source

// Runs the Python program of the given path and prints the most memory that the process ever held. It brings nothing but
// the snippet language, so that the memory is its own.

guard CommandLine.arguments.count == 2, let file = fopen(CommandLine.arguments[1], "r") else { exit(1) }
var bytes: [UInt8] = []
while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
fclose(file)

var budget = Budget()
budget.steps = 10_000_000_000
budget.heap = 100_000_000
budget.tape = 50_000_000
let source = SourceFile(path: CommandLine.arguments[1], text: String(decoding: bytes, as: UTF8.self)).slice
if Interpreter(budget: budget).run(source).failure != nil { exit(1) }
print(peakMemory())
