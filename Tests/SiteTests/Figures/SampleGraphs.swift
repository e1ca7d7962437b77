import Micrograd

/// The graphs on which figures are tested: those of the first lesson, larger ones of the same kind, and random ones.
enum SampleGraphs {
    static func named(_ names: [(Value, String)]) {
        for (value, name) in names { value.tape.suggestName(value.node, name) }
    }

    /// `L = (a*b + c) * f`
    static func lesson() -> Value {
        let tape = Tape()
        let (a, b, c, f) = (tape.value(2), tape.value(-3), tape.value(10), tape.value(-2))
        let e = a * b
        let d = e + c
        let loss = d * f
        named([(a, "a"), (b, "b"), (c, "c"), (f, "f"), (e, "e"), (d, "d"), (loss, "L")])
        return loss
    }

    /// The neuron of the lesson with two inputs.
    static func neuron() -> Value {
        let tape = Tape()
        let (x1, x2) = (tape.value(2), tape.value(0))
        let (w1, w2) = (tape.value(-3), tape.value(1))
        let b = tape.value(6.8813735870195432)
        let x1w1 = x1 * w1
        let x2w2 = x2 * w2
        let s = x1w1 + x2w2
        let n = s + b
        let o = n.tanh()
        named([(x1, "x1"), (x2, "x2"), (w1, "w1"), (w2, "w2"), (b, "b"), (s, "s"), (n, "n"), (o, "o")])
        named([(x1w1, "x1w1"), (x2w2, "x2w2")])
        return o
    }

    /// The same neuron with tanh made of smaller operations.
    static func longNeuron() -> Value {
        let tape = Tape()
        let (x1, x2) = (tape.value(2), tape.value(0))
        let (w1, w2) = (tape.value(-3), tape.value(1))
        let b = tape.value(6.8813735870195432)
        let n = x1 * w1 + x2 * w2 + b
        let e = (n * 2).exp()
        let o = (e - 1) / (e + 1)
        named([(x1, "x1"), (x2, "x2"), (w1, "w1"), (w2, "w2"), (b, "b"), (n, "n"), (e, "e"), (o, "o")])
        return o
    }

    /// The diamond of the practice page: `M = (u + v) * (v * w)`
    static func practice() -> Value {
        let tape = Tape()
        let (u, v, w) = (tape.value(1), tape.value(-3), tape.value(4))
        let s = u + v
        let p = v * w
        let m = s * p
        named([(u, "u"), (v, "v"), (w, "w"), (s, "s"), (p, "p"), (m, "M")])
        return m
    }

    /// `b = a + a`
    static func doubled() -> Value {
        let tape = Tape()
        let a = tape.value(3)
        let b = a + a
        named([(a, "a"), (b, "b")])
        return b
    }

    /// `f = d * e` with `d = a * b` and `e = a + b`: every leaf is used by both paths.
    static func crossed() -> Value {
        let tape = Tape()
        let (a, b) = (tape.value(-2), tape.value(3))
        let d = a * b
        let e = a + b
        let f = d * e
        named([(a, "a"), (b, "b"), (d, "d"), (e, "e"), (f, "f")])
        return f
    }

    /// A value used by two paths that meet again.
    static func diamond() -> Value {
        let tape = Tape()
        let x = tape.value(0.5)
        let left = x.tanh()
        let right = x * x
        let y = left + right
        named([(x, "x"), (left, "l"), (right, "r"), (y, "y")])
        return y
    }

    /// The example of micrograd's README.
    static func readme() -> Value {
        let tape = Tape()
        let a = tape.value(-4)
        let b = tape.value(2)
        var c = a + b
        var d = a * b + b.pow(3)
        named([(a, "a"), (b, "b"), (c, "c"), (d, "d")])
        c = c + c + 1
        named([(c, "c")])
        c = c + 1 + c + (-a)
        named([(c, "c")])
        d = d + d * 2 + (b + a).relu()
        named([(d, "d")])
        d = d + 3 * d + (b - a).relu()
        named([(d, "d")])
        let e = c - d
        let f = e.pow(2)
        var g = f / 2.0
        named([(e, "e"), (f, "f"), (g, "g")])
        g = g + 10.0 / f
        named([(g, "g")])
        return g
    }

    /// `steps` steps of `x = x * w + 1`.
    static func loop(_ steps: Int) -> Value {
        let tape = Tape()
        var x = tape.value(0.25)
        let w = tape.value(1.5)
        named([(x, "x"), (w, "w")])
        for _ in 0..<steps {
            x = x * w + 1
            named([(x, "x")])
        }
        return x
    }

    /// A layer of `width` neurons with two inputs each and a last one that adds them up.
    static func network(_ width: Int) -> Value {
        let tape = Tape()
        let (x, y) = (tape.value(1.0), tape.value(-2.0))
        named([(x, "x"), (y, "y")])
        var sum: Value?
        for index in 0..<width {
            let (u, v) = (tape.value(0.5 - 0.1 * Double(index)), tape.value(0.25 * Double(index)))
            let h = (x * u + y * v).tanh()
            named([(u, "u\(index)"), (v, "v\(index)"), (h, "h\(index)")])
            sum = sum.map { $0 + h } ?? h
        }
        let out = sum ?? x
        named([(out, "out")])
        return out
    }

    static let all: [(name: String, make: @Sendable () -> Value)] = [
        ("lesson", lesson), ("neuron", neuron), ("practice", practice), ("long neuron", longNeuron),
        ("doubled", doubled),
        ("crossed", crossed), ("diamond", diamond), ("README", readme), ("loop", { loop(4) }),
        ("network", { network(8) }),
    ]

    /// A graph of about `size` numbers whose operations take any earlier ones; `reach` keeps the inputs near.
    static func random(size: Int, reach: Int, seed: UInt64) -> RecordedGraph {
        randomPass(size: size, reach: reach, seed: seed).graph
    }

    /// The backward pass of such a graph.
    static func randomPass(size: Int, reach: Int, seed: UInt64) -> BackwardTrace {
        var random = Random(state: seed)
        let tape = Tape()
        var values = [tape.value(1), tape.value(-2.5)]
        while values.count < size {
            let recent = values.suffix(reach)
            func pick() -> Value { recent[recent.startIndex + random.below(recent.count)] }
            switch random.below(7) {
            case 0, 1: values.append(tape.value(Double(random.below(9)) - 4))
            case 2: values.append(pick().tanh())
            case 3, 4: values.append(pick() * pick())
            default: values.append(pick() + pick())
            }
        }
        // The last numbers are joined, so that most are part of the graph.
        var root = values[values.count - 1]
        for value in values.suffix(min(4, reach)).dropLast() { root = root + value }
        return tape.recordedBackward(from: root.node)
    }
}

extension Value {
    var recorded: RecordedGraph { tape.recorded(from: node) }
    func recordedBackward() -> BackwardTrace { tape.recordedBackward(from: node) }
}

struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
