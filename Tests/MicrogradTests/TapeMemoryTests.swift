import Testing

@testable import Micrograd

/// What a tape forgets and what it keeps: scopes, dropped numbers, stale handles, compacting.
struct TapeMemoryTests {
    @Test func aNumberTakes24Bytes() { #expect(MemoryLayout<Record>.stride == 24) }

    @Test func aScopeDropsWhatItMade() {
        let tape = Tape()
        let w = tape.leaf(3)
        var inner: Tape.Node?
        for step in 1...1000 {
            let slope = tape.scope {
                let square = tape.mul(w, w)
                inner = square
                tape.setGrad(w, 0)
                tape.backward(from: square)
                return tape.grad(w)
            }
            #expect(slope == 2 * tape.data(w))
            #expect(tape.count == 1)
            tape.setData(w, 3 / Double(step))
        }
        #expect(tape.isLive(w))
        #expect(inner.map(tape.isLive) == false)
    }

    @Test func handlesKnowWhetherTheirNumberIsStillThere() {
        let tape = Tape()
        let a = tape.leaf(1)
        let b = tape.leaf(2)
        tape.truncate(to: 1)
        let c = tape.leaf(3)
        #expect(tape.isLive(a) && !tape.isLive(b) && tape.isLive(c))
        // The same place, and not the same number.
        #expect(b.position == c.position && b != c)
        let d = tape.leaf(4)
        tape.truncate(to: 2)
        #expect(tape.isLive(a) && tape.isLive(c) && !tape.isLive(d))
        tape.truncate(to: 1)
        #expect(tape.isLive(a) && !tape.isLive(c))
        tape.truncate(to: 0)
        let e = tape.leaf(5)
        #expect(!tape.isLive(a) && tape.isLive(e))
        #expect(tape.data(e) == 5)
    }

    @Test func aStaleHandleStopsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let tape = Tape()
            let a = tape.leaf(1)
            tape.truncate(to: 0)
            _ = tape.leaf(2)
            _ = tape.data(a)
        }
        await #expect(processExitsWith: .failure) {
            let tape = Tape()
            _ = tape.leaf(1)
            let b = tape.leaf(2)
            tape.truncate(to: 1)
            _ = tape.leaf(3)
            _ = tape.tanh(b)
        }
    }

    @Test func aTapeWithoutMoreEpochsStopsTheProgram() async {
        await #expect(processExitsWith: .success) {
            let tape = Tape()
            tape.epoch = .max - 1
            _ = tape.leaf(1)
            tape.truncate(to: 0)
        }
        await #expect(processExitsWith: .failure) {
            let tape = Tape()
            tape.epoch = .max
            _ = tape.leaf(1)
            tape.truncate(to: 0)
        }
    }

    /// Powers, labels and sums leave notes; whether a tape has any decides how it is dropped.
    @Test func aWholeTapeIsDroppedWithWhatIsKnownOfItsNumbers() {
        let tape = Tape()
        var stale: [Tape.Node] = []
        for round in 0..<6 {
            let a = tape.leaf(2)
            #expect(tape.label(a) == "" && tape.grad(a) == 0)
            let square = round % 2 == 0 ? tape.mul(a, a) : tape.pow(a, 2)
            if round == 2 { tape.setLabel(a, "a") }
            tape.backward(from: square)
            #expect(tape.grad(a) == 4)
            #expect(!stale.contains { tape.isLive($0) })
            stale += [a, square]
            if round == 4 { tape.truncate(to: 1) }
            tape.truncate(to: 0)
            #expect(tape.count == 0)
        }
    }

    @Test func gradientsOfAnEarlierPassAreFoundAgain() {
        // A second root over numbers that hold gradients, and a root aside that must stay untouched.
        let tape = Tape()
        let a = tape.leaf(2)
        let b = tape.mul(a, a)
        let c = tape.mul(b, a)
        let aside = tape.neg(b)
        tape.backward(from: c)
        #expect([tape.grad(a), tape.grad(b), tape.grad(aside)] == [12, 2, 0])
        tape.backward(from: aside)
        // b holds 2 from the first pass and gets -1: a gets 2 * 2 twice more for the sum of them.
        #expect([tape.grad(b), tape.grad(a), tape.grad(c)] == [1, 16, 1])
    }

    /// As micrograd would: a gradient that the program sets on an inner number is part of what flows on.
    @Test func aGradientThatWasSetIsAddedTo() {
        let tape = Tape()
        let a = tape.leaf(3)
        let b = tape.mul(a, a)
        let c = tape.neg(b)
        tape.setGrad(b, 10)
        tape.backward(from: c)
        #expect(tape.grad(b) == 9)
        #expect(tape.grad(a) == 54)
    }

    @Test func namesAndLabelsGoWithTheirNumbers() {
        let tape = Tape()
        let a = tape.leaf(1)
        let b = tape.pow(a, 3)
        tape.setLabel(b, "b")
        tape.suggestName(b, "x")
        tape.setOrigin(b, 7)
        tape.truncate(to: 1)
        let c = tape.pow(a, 2)
        #expect(tape.label(c) == "" && tape.name(c) == "" && tape.origin(c) == 0)
        #expect(tape.exponent(c) == 2)
    }

    @Test func compactingKeepsWhatIsInUse() {
        let tape = Tape()
        let waste = tape.leaf(0)
        let a = tape.leaf(2)
        tape.setLabel(a, "a")
        _ = tape.pow(waste, 5)
        let square = tape.pow(a, 2)
        _ = tape.exp(square)
        let result = tape.mul(square, a)
        tape.setOrigin(result, 9)
        tape.backward(from: result)
        var live = [a, result]
        tape.compact(keeping: &live)
        #expect(tape.count == 3)
        #expect(!tape.isLive(a) && !tape.isLive(waste))
        #expect(tape.label(live[0]) == "a" && tape.origin(live[1]) == 9)
        #expect([tape.data(live[1]), tape.grad(live[0])] == [8, 12])
        // The pass goes over the moved numbers as it did before; inner gradients are still there.
        tape.zeroGrad(from: live[1])
        tape.backward(from: live[1])
        #expect(tape.grad(live[0]) == 12)
        #expect(tape.exponent(tape.inputs(live[1])[0]) == 2)
    }

    @Test func aLongLoopHoldsWhatItUses() {
        let tape = Tape()
        var x = [tape.leaf(0.5)]
        for _ in 0..<10_000 {
            let y = tape.tanh(tape.mul(x[0], x[0]))
            x = [tape.leaf(tape.data(y) + 0.5)]
            if tape.count > 100 { tape.compact(keeping: &x) }
        }
        #expect(tape.count <= 103)
    }
}
