import Testing

@testable import Micrograd

/// What goes wrong in a backward pass worked by hand, held against numbers worked out on paper and against a plain
/// account of the engine's own record.
struct SlipTests {
    private static func pass(_ make: (Tape) -> Tape.Node) -> HandPass {
        let tape = Tape()
        return HandPass(tape.recorded(from: make(tape)))
    }

    /// Gradient and slips of every line, as text: `a 6.0: swappedFactor -4.0, …`.
    private static func told(_ pass: HandPass) -> [String] {
        pass.lines.map { line in
            let slips = pass.tellableSlips(in: line).map { slip, number in
                let uses = line.uses.count > 1 ? "\(slip.uses)" : ""
                return "\(slip.kind)\(uses) \(number)"
            }
            return "\(pass.graph.nodes[line.place].name) \(line.gradient): \(slips.joined(separator: ", "))"
        }
    }

    @Test func theExpressionOfTheLesson() {
        let pass = Self.pass { tape in
            func leaf(_ data: Double, _ name: String) -> Tape.Node { named(tape.leaf(data), name) }
            func named(_ node: Tape.Node, _ name: String) -> Tape.Node {
                tape.suggestName(node, name)
                return node
            }
            let (a, b, c, f) = (leaf(2, "a"), leaf(-3, "b"), leaf(10, "c"), leaf(-2, "f"))
            let e = named(tape.mul(a, b), "e")
            let d = named(tape.add(e, c), "d")
            return named(tape.mul(d, f), "L")
        }
        #expect(
            Self.told(pass) == [
                // The seed is 1: what is not multiplied by it is right all the same.
                "d -2.0: swappedFactor 4.0, sign 2.0, value 4.0",
                "f 4.0: swappedFactor -2.0, sign -4.0, value -2.0",
                "e -2.0: missingUpstream 1.0, sign 2.0, value -6.0",
                "c -2.0: missingUpstream 1.0, sign 2.0, value 10.0",
                "a 6.0: swappedFactor -4.0, missingUpstream -3.0, sign -6.0, value 2.0",
                "b -4.0: swappedFactor 6.0, missingUpstream 2.0, sign 4.0, value -3.0",
            ])
    }

    @Test func aValueThatIsUsedTwice() {
        let pass = Self.pass { tape in
            let (u, v, w) = (tape.leaf(1), tape.leaf(-3), tape.leaf(4))
            let s = tape.add(u, v)
            let p = tape.mul(v, w)
            let m = tape.mul(s, p)
            for (node, name) in [(u, "u"), (v, "v"), (w, "w"), (s, "s"), (p, "p"), (m, "M")] {
                tape.suggestName(node, name)
            }
            return m
        }
        #expect(
            Self.told(pass) == [
                "s -12.0: swappedFactor -2.0, sign 12.0, value -2.0",
                "p -2.0: swappedFactor -12.0, sign 2.0, value -12.0",
                "w 6.0: swappedFactor -8.0, missingUpstream -3.0, sign -6.0, value 4.0",
                "u -12.0: missingUpstream 1.0, sign 12.0, value 1.0",
                """
                v -20.0: swappedFactor[0] -6.0, missingUpstream[0, 1] 5.0, missingUpstream[0] -8.0, \
                missingUpstream[1] -7.0, overwritten[1] -12.0, overwritten[0] -8.0, sign[0, 1] 20.0, sign[0] -4.0, \
                sign[1] 4.0, value[] -3.0
                """,
            ])
    }

    /// Of `p * p` the own factor is the other one, and one of two equal contributions is half.
    @Test func aNumberTimesItself() {
        let pass = Self.pass { tape in
            let p = tape.leaf(3)
            return tape.tanh(tape.mul(p, p))
        }
        let line = pass.lines[1]
        let upstream = pass.lines[0].gradient
        #expect(line.gradient == 2 * 3 * upstream)
        #expect(!pass.slips(in: line).contains { $0.kind == .swappedFactor })
        #expect(
            pass.tellableSlips(in: line).filter { $0.slip.kind == .overwritten }.map(\.number) == [3 * upstream])
    }

    /// What is never multiplied by the upstream gradient does not depend on it; the rest follows it.
    @Test func aSlipOnTopOfAWrongUpstream() throws {
        let pass = Self.pass { tape in
            let (a, b) = (tape.leaf(2), tape.leaf(-3))
            return tape.mul(tape.mul(a, b), tape.leaf(-2))
        }
        let a = try #require(pass.lines.first { $0.place == 0 })
        var numbers: [Slip.Kind: Double] = [:]
        for slip in pass.slips(in: a) { numbers[slip.kind] = slip.number(upstreams: [10]) }
        #expect(numbers == [.swappedFactor: 20, .missingUpstream: -3, .sign: 30, .value: 2])
    }

    @Test(arguments: 0..<300) func theGradientsAreTheEngines(_ seed: Int) {
        let tape = Tape()
        let (_, all) = RandomGraphTests.graph(UInt64(seed), on: tape)
        let trace = tape.recordedBackward(from: all[all.count - 1])
        let pass = HandPass(trace.graph)
        #expect(pass.lines.count == trace.graph.nodes.count - 1)
        var done: Set<Int> = [trace.graph.nodes.count - 1]
        for line in pass.lines {
            #expect(line.gradient.bitPattern == trace.graph.nodes[line.place].grad.bitPattern)
            #expect(line.uses.allSatisfy { done.contains($0.user) })
            #expect(done.insert(line.place).inserted)
        }
        // One use a contribution, in the order in which the engine made them.
        let places = Dictionary(uniqueKeysWithValues: trace.graph.nodes.enumerated().map { ($1.node, $0) })
        for line in pass.lines {
            let sent = trace.events.flatMap { event in event.contributions.map { (event.node, $0) } }
                .filter { places[$0.1.input] == line.place }
            #expect(sent.map { places[$0.0] } == line.uses.map(\.user))
            #expect(sent.map(\.1.amount) == line.uses.map(\.amount))
            #expect(sent.map(\.1.local) == line.uses.map(\.local))
        }
    }

    /// Every slip again, by its definition, from the engine's record of the pass.
    @Test(arguments: 0..<300) func theSlipsAreWhatTheyAreCalled(_ seed: Int) {
        let tape = Tape()
        let (_, all) = RandomGraphTests.graph(UInt64(seed), on: tape)
        let trace = tape.recordedBackward(from: all[all.count - 1])
        let nodes = trace.graph.nodes
        let pass = HandPass(trace.graph)
        for line in pass.lines {
            let own = nodes[line.place]
            struct Sent {
                let product: Bool
                let upstream: Double
                let sent: BackwardTrace.Contribution
            }
            let parts = trace.events.flatMap { event -> [Sent] in
                let isProduct = tape.op(event.node) == .mul && Set(event.contributions.map(\.input)).count == 2
                return event.contributions.filter { $0.input == own.node }
                    .map { Sent(product: isProduct, upstream: event.upstream, sent: $0) }
            }
            func sum(_ uses: [Int], _ wrong: (Sent) -> Double) -> Double {
                parts.enumerated().reduce(0) {
                    $0 + (uses.contains($1.offset) ? wrong($1.element) : $1.element.sent.amount)
                }
            }
            let slips = pass.slips(in: line)
            for slip in slips {
                let number = slip.number(upstreams: line.uses.map { pass.gradient(at: $0.user) })
                let expected =
                    switch slip.kind {
                    case .swappedFactor: sum(slip.uses) { own.data * $0.upstream }
                    case .missingUpstream: sum(slip.uses) { $0.sent.local }
                    case .sign: sum(slip.uses) { -$0.sent.amount }
                    case .overwritten: slip.uses == [0] ? parts[0].sent.amount : parts[parts.count - 1].sent.amount
                    case .value: own.data
                    }
                let scale = parts.reduce(1) { $0 + $1.sent.amount.magnitude + $1.sent.local.magnitude }
                #expect(abs(number - expected) <= 1e-12 * scale, "\(slip)")
                if slip.kind == .swappedFactor { #expect(slip.uses.allSatisfy { parts[$0].product }) }
            }
            // Each kind is there wherever it can be made.
            let kinds = Set(slips.map(\.kind))
            #expect(kinds.contains(.swappedFactor) == parts.contains { $0.product } || parts.count > 4)
            #expect(kinds.contains(.overwritten) == (parts.count > 1))
            #expect(kinds.isSuperset(of: [.missingUpstream, .sign, .value]))
            for (slip, number) in pass.tellableSlips(in: line) { #expect(number != line.gradient, "\(slip)") }
        }
    }

    @Test func whatIsTooManyIsNotTakenApart() throws {
        let pass = Self.pass { tape in
            let x = tape.leaf(1.5)
            var sum = tape.tanh(x)
            for _ in 0..<9 { sum = tape.add(sum, tape.mul(x, tape.leaf(2))) }
            return sum
        }
        let x = try #require(pass.lines.first { $0.uses.count == 10 })
        #expect(pass.slips(in: x).map(\.uses.count) == [9, 10, 1, 1, 10, 0])
    }

    @Test func aGraphWithoutOperationsHasNoLines() {
        #expect(Self.pass { $0.leaf(3) }.lines == [])
    }

    @Test func whatIsNoNumberIsSaid() {
        #expect(Self.pass { $0.tanh($0.leaf(3)) }.isFinite)
        #expect(!Self.pass { $0.exp($0.leaf(1e9)) }.isFinite)
        #expect(!Self.pass { $0.sqrt($0.leaf(0)) }.isFinite)
    }
}
