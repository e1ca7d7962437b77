import Foundation
import Micrograd
import TestSupport
import Testing

struct ReadmeTests {
    /// The example of the README, line by line.
    @Test func example() {
        let tape = Tape()
        let a = tape.value(2)
        let b = tape.value(-3)
        let c = tape.value(10)
        let f = tape.value(-2)
        let loss = (a * b + c) * f
        loss.backward()
        #expect("\(loss.data) \(a.grad) \(b.grad)" == "-8.0 6.0 -4.0")
    }

    /// It is the README's: its lines stand above, and what it says is printed is what is expected there.
    @Test func exampleIsTheReadmes() throws {
        let readme = try String(contentsOf: repositoryRoot.appendingPathComponent("README.md"), encoding: .utf8)
        let test = try String(contentsOfFile: #filePath, encoding: .utf8)
        let block = try #require(readme.components(separatedBy: "```swift\n").dropFirst().first)
        let lines = block.components(separatedBy: "\n```")[0].split(separator: "\n").map(String.init)
        let (last, body) = (try #require(lines.last), lines.dropFirst().dropLast())
        #expect(lines.first == "import Micrograd")
        #expect(body.count == 7)
        for line in body { #expect(test.contains("        \(line)\n"), "\(line)") }
        #expect(last == "print(loss.data, a.grad, b.grad)  // -8.0 6.0 -4.0")
    }
}
