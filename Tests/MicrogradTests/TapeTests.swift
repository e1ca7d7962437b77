import Testing

@testable import Micrograd

/// The worked example of the first lesson, and micrograd's meaning of `backward`.
struct TapeTests {
    @Test func lessonExample() {
        let tape = Tape()
        let a = tape.value(2)
        let b = tape.value(-3)
        let c = tape.value(10)
        let f = tape.value(-2)
        let loss = (a * b + c) * f
        loss.backward()
        #expect(loss.data == -8)
        #expect([loss.grad, f.grad, c.grad, a.grad, b.grad] == [1, 4, -2, 6, -4])
    }

    @Test func neuronOfTheVideo() {
        let tape = Tape()
        let x1 = tape.value(2)
        let x2 = tape.value(0)
        let w1 = tape.value(-3)
        let w2 = tape.value(1)
        let b = tape.value(6.8813735870195432)
        let o = (x1 * w1 + x2 * w2 + b).tanh()
        o.backward()
        #expect(o.data == 0.7071067811865477)
        // CPython with the PyPI package and tanh from the C library prints these digits.
        #expect(
            [x1.grad, w1.grad, x2.grad, w2.grad] == [-1.4999999999999993, 0.9999999999999996, 0.4999999999999998, 0])
    }

    /// The README of micrograd gives these three numbers to four places.
    @Test func micrograds_README() {
        let tape = Tape()
        let a = tape.value(-4)
        let b = tape.value(2)
        var c = a + b
        var d = a * b + b.pow(3)
        c = c + (c + 1)
        c = c + (1 + c + (-a))
        d = d + (d * 2 + (b + a).relu())
        d = d + (3 * d + (b - a).relu())
        let e = c - d
        let f = e.pow(2)
        var g = f / 2.0
        g = g + 10.0 / f
        g.backward()
        #expect(abs(g.data - 24.7041) < 5e-5)
        #expect(abs(a.grad - 138.8338) < 5e-5)
        #expect(abs(b.grad - 645.5773) < 5e-5)
    }

    @Test func aValueUsedTwiceCollectsTwice() {
        let tape = Tape()
        let a = tape.value(3)
        let trace = tape.recordedBackward(from: (a + a).node)
        #expect(a.grad == 2)
        #expect(trace.events.count == 1)
        #expect(trace.events[0].contributions.map(\.sum) == [1, 2])
    }

    /// micrograd's numbers for `L.backward()` called twice on `L = (a * b) * c`: interior gradients are not reset.
    @Test func gradientsAccumulateAcrossCalls() {
        let tape = Tape()
        let a = tape.value(2)
        let b = tape.value(3)
        let c = tape.value(4)
        let product = a * b
        let loss = product * c
        loss.backward()
        loss.backward()
        #expect([loss.grad, product.grad, c.grad, a.grad, b.grad] == [1, 8, 12, 36, 24])
    }

    @Test func numbersThatDoNotLeadToTheRootAreLeftAlone() {
        let tape = Tape()
        let a = tape.value(2)
        let aside = a * 10
        let loss = a * 3
        loss.backward()
        #expect(a.grad == 3)
        #expect(aside.grad == 0)
    }

    @Test func zeroGradReachesTheWholeGraph() {
        let tape = Tape()
        let a = tape.value(2)
        let product = a * 5
        let loss = product.tanh()
        loss.backward()
        loss.zeroGrad()
        #expect([loss.grad, product.grad, a.grad] == [0, 0, 0])
    }

    /// A chain that a recursive topological sort could not walk.
    @Test func aMillionOperationsDeep() {
        let tape = Tape()
        let a = tape.value(0.5)
        var x = a
        for _ in 0..<1_000_000 { x = -x }
        x.backward()
        #expect(a.grad == 1)
    }

    @Test func truncateForgetsTheYoungest() {
        let tape = Tape()
        let a = tape.value(2)
        let mark = tape.count
        _ = a.pow(3).tanh()
        tape.truncate(to: mark)
        #expect(tape.count == 1)
        let square = a.pow(2)
        square.backward()
        #expect(a.grad == 4)
    }

    @Test func aRecordedPassSaysWhatHappened() {
        let tape = Tape()
        let a = tape.value(2, label: "a")
        let b = tape.value(-3, label: "b")
        let product = a * b
        tape.suggestName(product.node, "e")
        let trace = tape.recordedBackward(from: product.node)
        #expect(trace.graph.nodes.map(\.name) == ["a", "b", "e"])
        #expect(trace.graph.nodes.map(\.grad) == [-3, 2, 1])
        #expect(trace.gradientsBefore == [0, 0, 0])
        #expect(trace.events[0].upstream == 1)
        #expect(trace.events[0].contributions.map(\.local) == [-3, 2])
        #expect(trace.graph.nodes[2].inputs == [0, 1])
    }

    /// A graph whose numbers are few on a long stretch of the tape gives to the last bit what it gives where they stand
    /// close together: in a first pass, in one that adds to interior gradients, and in its record.
    @Test func farFromItsParameters() {
        let near = Self.threePasses(numbersBetween: 0)
        let far = Self.threePasses(numbersBetween: 10_000)
        #expect(near.grads == far.grads)
        #expect(near.audit.findings.isEmpty)
        #expect(far.audit.findings.isEmpty)
        #expect(far.audit.comparisons == near.audit.comparisons)
        #expect(far.audit.comparisons.duals > 10)
    }

    private static func threePasses(numbersBetween count: Int) -> (grads: [Double], audit: Audit) {
        let tape = Tape()
        var draw = 0.0
        let model = MLP(2, [3, 1], on: tape) {
            draw += 0.37
            return 0.5 - draw.truncatingRemainder(dividingBy: 1)
        }
        var other = tape.leaf(1)
        for _ in 0..<count { other = tape.mul(other, tape.leaf(0.999)) }
        let shared = tape.tanh(model.parameters[0])
        let y = tape.pow(tape.add(model([0.25, -1.5])[0], tape.mul(shared, shared)), 2)
        tape.backward(from: y)
        // What is no leaf and holds a gradient lets the second pass take the careful walk.
        tape.setGrad(other, 7)
        tape.backward(from: y)
        let memory = tape.rememberedBackward(from: y)
        let order = tape.reachable(from: y).map(\.position)
        #expect(order == order.sorted())
        #expect(tape.grad(other) == 7)
        return (model.parameters.map { tape.grad($0) }, Audit(tape.trace(of: memory)))
    }

    /// A pass that was remembered has the steps of one that was written down, whatever happened to the values since.
    @Test func rememberedPasses() {
        func pass(_ isRemembered: Bool) -> BackwardTrace {
            let tape = Tape()
            let a = tape.value(2, label: "a")
            let b = tape.value(-3, label: "b")
            let model = MLP(2, [2, 1], on: tape) { 0.5 }
            let y = tape.value(0.5) * Value(tape, model([a.node, b.node])[0]) * a
            y.backward()
            if !isRemembered { return tape.recordedBackward(from: y.node) }
            let memory = tape.rememberedBackward(from: y.node)
            a.data = 100
            b.grad = -100
            return tape.trace(of: memory)
        }
        let remembered = pass(true)
        let recorded = pass(false)
        #expect("\(remembered.events)" == "\(recorded.events)")
        #expect(remembered.gradientsBefore == recorded.gradientsBefore)
        #expect("\(remembered.graph.nodes)" == "\(recorded.graph.nodes)")
        #expect(remembered.graph.nodes.map(\.name).contains("a"))
    }

    /// A body that fails leaves nothing on the tape either.
    @Test func scopesThatThrow() {
        struct Stop: Error {}
        let tape = Tape()
        let a = tape.leaf(1)
        #expect(throws: Stop.self) {
            try tape.scope { () throws(Stop) in
                _ = tape.exp(a)
                throw Stop()
            }
        }
        #expect(tape.count == 1)
    }
}
