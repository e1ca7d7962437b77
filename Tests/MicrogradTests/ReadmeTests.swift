import Micrograd
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
}
