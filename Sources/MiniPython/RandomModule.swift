import Micrograd

/// Python's `random`: CPython's generator with CPython's way from its bits to numbers, choices and orders, so that after
/// `random.seed(n)` a program draws what it draws under CPython. Before that CPython's numbers come from the operating
/// system and are others in every run, so drawing is refused.
enum RandomModule {
    static func make(_ machine: Machine) -> PyModule {
        var attributes: [Symbol: PyValue] = [:]
        for function in functions {
            attributes[machine.symbols.intern(function.name)] = .object(function)
        }
        return PyModule("random", attributes)
    }

    private static var functions: [PyBuiltin] {
        [
            PyBuiltin("random", title: "Random.random", arity: 0...0, isPure: false, origin: .nativeMethod) {
                machine, _ throws(Fault) in .float(try machine.draw { $0.unit() })
            },
            PyBuiltin("getrandbits", title: "Random.getrandbits", arity: 1...1, isPure: false, origin: .nativeMethod) {
                machine, arguments throws(Fault) in try machine.randomBits(arguments[0])
            },
            function("seed", ["a", "version"], optional: 2) { machine, given throws(Fault) in
                try machine.seedRandom(given.optional(1) ?? .none)
                return .none
            },
            function("uniform", ["a", "b"]) { machine, given throws(Fault) in
                try machine.uniform(given[1], given[2])
            },
            function("gauss", ["mu", "sigma"], optional: 2) { machine, given throws(Fault) in
                try machine.scaled(machine.gauss(), given)
            },
            function("normalvariate", ["mu", "sigma"], optional: 2) { machine, given throws(Fault) in
                try machine.scaled(machine.normal(), given)
            },
            function("expovariate", ["lambd"]) { machine, given throws(Fault) in
                let drawn = try machine.draw { -Libm.log(1 - $0.unit()) }
                return try machine.binary(.div, .float(drawn), given[1])
            },
            function("triangular", ["low", "high", "mode"], optional: 3) { machine, given throws(Fault) in
                try machine.triangular(
                    given.optional(1) ?? .float(0), given.optional(2) ?? .float(1), given.optional(3) ?? .none)
            },
            function("randint", ["a", "b"]) { machine, given throws(Fault) in
                try machine.randrange(given[1], machine.binary(.add, given[2], .int(1)), nil)
            },
            function("randrange", ["start", "stop", "step"], optional: 2) { machine, given throws(Fault) in
                try machine.randrange(given[1], given.optional(2) ?? .none, given.optional(3))
            },
            function("choice", ["seq"]) { machine, given throws(Fault) in
                if try machine.length(given[1]) == 0 {
                    throw machine.exception(machine.types.indexError, "Cannot choose from an empty sequence")
                }
                // Python's own code asks twice.
                let count = try machine.length(given[1])
                if count == 0 { throw .unsupported("choosing from what has become empty") }
                return try machine.getItem(given[1], .count(machine.randomPlace(count)))
            },
            function("choices", ["population", "weights"], optional: 1, keywordOnly: ["cum_weights", "k"]) {
                machine, given throws(Fault) in
                try machine.choices(
                    given[1], weights: given.optional(2) ?? .none, sums: given.optional(3) ?? .none,
                    given.optional(4) ?? .int(1))
            },
            function("shuffle", ["x"]) { machine, given throws(Fault) in
                try machine.shuffle(given[1])
                return .none
            },
            function("sample", ["population", "k"], keywordOnly: ["counts"]) { machine, given throws(Fault) in
                let counts = given.optional(3) ?? .none
                if !counts.isNone { return try machine.sample(given[1], given[2], counts: counts) }
                return machine.list(try machine.sample(given[1], given[2]))
            },
        ]
    }

    private static func function(
        _ name: String, _ positional: [String], optional: Int = 0, keywordOnly: [String] = [],
        _ body: @escaping @Sendable (Machine, Signature.Bound) throws(Fault) -> PyValue
    ) -> PyBuiltin {
        let signature = Signature(
            "Random.\(name)", positional, optional: optional, keywordOnly: keywordOnly, isBound: true)
        return PyBuiltin(name, in: "random", signature, isPure: false, body)
    }
}

/// What `random` remembers from one draw to the next.
struct RandomState {
    /// Nothing before the first seed.
    fileprivate var generator: MersenneTwister?
    /// `gauss` makes two numbers at a time.
    fileprivate var nextGauss: Double?
}

// MARK: Numbers

extension Machine {
    /// The one way to the generator: it is seeded, and nothing is drawn for what a page only looks at.
    func draw<Drawn>(_ body: (inout MersenneTwister) -> Drawn) throws(Fault) -> Drawn {
        if isPure { throw impure("an expression that draws random numbers") }
        guard var generator = random.generator else {
            throw .unsupported(
                "drawing before random.seed(…)",
                note: "Python draws other numbers in every run; write random.seed(1337), say, first")
        }
        // Taken out while it is used, so that its words are not copied.
        random.generator = nil
        defer { random.generator = generator }
        return body(&generator)
    }

    fileprivate func seedRandom(_ seed: PyValue) throws(Fault) {
        // Two walks over all words of the generator.
        try charge(64)
        switch seed {
        case .int(let number): random.generator = MersenneTwister(seed: number.magnitude)
        case .bool(let truth): random.generator = MersenneTwister(seed: truth ? 1 : 0)
        case .float(let number):
            if number.isNaN { throw .unsupported("seeding with NaN", note: "its hash differs from run to run") }
            random.generator = MersenneTwister(seed: UInt64(bitPattern: NumberHash.number(seed)))
        case .none:
            throw .unsupported(
                "seeding from the operating system", note: "write a number: random.seed(1337), say")
        default:
            if seed.string != nil { throw .unsupported("seeding with a text", note: "use a number") }
            throw typeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        }
        random.nextGauss = nil
    }

    fileprivate func randomBits(_ count: PyValue) throws(Fault) -> PyValue {
        guard let count = try integerIndex(count) else {
            throw typeError("'\(typeName(count))' object cannot be interpreted as an integer")
        }
        if count < 0 { throw valueError("number of bits must be non-negative") }
        if count == 0 { return .int(0) }
        if count > 64 { throw .unsupported("getrandbits() of more than 64 bits", note: Limits.integers) }
        guard let number = Int64(exactly: try draw { $0.bits(Int(count)) }) else {
            throw .unsupported(Fault.integerTooLarge)
        }
        return .int(number)
    }

    /// `a + (b - a) * random()`.
    func uniform(_ a: PyValue, _ b: PyValue) throws(Fault) -> PyValue {
        let width = try binary(.sub, b, a)
        let drawn = try draw { $0.unit() }
        return try binary(.add, a, binary(.mul, width, .float(drawn)))
    }

    /// `mu + z * sigma`, the two being 0.0 and 1.0 unless they are given.
    fileprivate func scaled(_ z: Double, _ given: Signature.Bound) throws(Fault) -> PyValue {
        let spread = try binary(.mul, .float(z), given.optional(2) ?? .float(1))
        return try binary(.add, given.optional(1) ?? .float(0), spread)
    }

    /// By Box and Muller's transform, which makes two numbers at a time.
    fileprivate func gauss() throws(Fault) -> Double {
        if isPure { throw impure("an expression that draws random numbers") }
        if let next = random.nextGauss {
            random.nextGauss = nil
            return next
        }
        let (angle, radius) = try draw { generator in
            let angle = generator.unit() * (2 * Double.pi)
            return (angle, (-2 * Libm.log(1 - generator.unit())).squareRoot())
        }
        random.nextGauss = Libm.sin(angle) * radius
        return Libm.cos(angle) * radius
    }

    /// By Kinderman and Monahan's ratio of two uniform numbers.
    fileprivate func normal() throws(Fault) -> Double {
        let factor = 4 * Libm.exp(-0.5) / 2.0.squareRoot()
        return try draw { generator in
            while true {
                let first = generator.unit()
                let second = 1 - generator.unit()
                let z = factor * (first - 0.5) / second
                if z * z / 4 <= -Libm.log(second) { return z }
            }
        }
    }

    fileprivate func triangular(_ low: PyValue, _ high: PyValue, _ mode: PyValue) throws(Fault) -> PyValue {
        guard low.number != nil, high.number != nil, mode.isNone || mode.number != nil else {
            throw .unsupported("random.triangular() of anything but numbers")
        }
        let drawn = try draw { $0.unit() }
        var c = 0.5
        if !mode.isNone {
            let (above, all) = (try binary(.sub, mode, low), try binary(.sub, high, low))
            // Not where both are infinite: their difference is no number.
            if all.number == 0 { return low }
            c = try binary(.div, above, all).number ?? c
        }
        let isUpper = drawn > c
        let (u, share) = isUpper ? (1 - drawn, 1 - c) : (drawn, c)
        let (begin, end) = isUpper ? (high, low) : (low, high)
        if u * share < 0 { throw valueError("math domain error") }
        let width = try binary(.sub, end, begin)
        return try binary(.add, begin, binary(.mul, width, .float((u * share).squareRoot())))
    }

    // MARK: Whole numbers

    /// A place among so many, at least one.
    fileprivate func randomPlace(_ count: Int) throws(Fault) -> Int {
        Int(try draw { $0.below(UInt64(count)) })
    }

    /// - Parameter step: nothing when the program gave none.
    fileprivate func randrange(_ start: PyValue, _ stop: PyValue, _ step: PyValue?) throws(Fault) -> PyValue {
        let first = try wholeNumber(start, "arg 1")
        if stop.isNone {
            // CPython tells its own 1, the default, from any other object but not from another 1.
            switch step {
            case nil, .int(1): break
            default: throw typeError("Missing a non-None stop argument")
            }
            if first <= 0 { throw valueError("empty range for randrange()") }
            return .int(Int64(try draw { $0.below(UInt64(first)) }))
        }
        let end = try wholeNumber(stop, "stop")
        let by = try wholeNumber(step ?? .int(1), "step")
        let (width, isTooWide) = end.subtractingReportingOverflow(first)
        if isTooWide { throw .unsupported(Fault.integerTooLarge) }
        if by == 0 { throw valueError("zero step for randrange()") }
        if by == 1 {
            if width <= 0 { throw valueError("empty range for randrange() (\(first), \(end), \(width))") }
            return .int(first + Int64(try draw { $0.below(UInt64(width)) }))
        }
        guard width != 0, (width > 0) == (by > 0) else { throw valueError("empty range for randrange()") }
        let count = (width.magnitude - 1) / by.magnitude + 1
        return .int(first + by * Int64(try draw { $0.below(count) }))
    }

    /// Whole floats are taken too, as CPython 3.11 still does, with a warning that no program sees.
    private func wholeNumber(_ value: PyValue, _ what: String) throws(Fault) -> Int64 {
        if let number = try integerIndex(value) { return number }
        let number = try integer(value)
        if try !equals(.int(number), value) { throw valueError("non-integer \(what) for randrange()") }
        return number
    }

    // MARK: Sequences

    fileprivate func shuffle(_ x: PyValue) throws(Fault) {
        let count = try length(x)
        guard count > 1 else { return }
        try charge(count)
        if let list = x.object?.list {
            try guardMutation(list)
            let places = try draw { generator in
                (1..<count).reversed().map { ($0, Int(generator.below(UInt64($0 + 1)))) }
            }
            for (place, other) in places { list.items.swapAt(place, other) }
            return
        }
        for place in (1..<count).reversed() {
            let (here, there) = (PyValue.count(place), PyValue.count(try randomPlace(place + 1)))
            let item = try getItem(x, there)
            let other = try getItem(x, here)
            try setItem(x, here, item)
            try setItem(x, there, other)
        }
    }

    fileprivate func sample(_ population: PyValue, _ k: PyValue) throws(Fault) -> [PyValue] {
        switch population.object?.kind {
        case .list, .tuple, .string, .range: break
        default: throw typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        }
        let count = try length(population)
        guard try isTrue(compare(.lessEqual, .int(0), k)), try isTrue(compare(.lessEqual, k, .count(count))) else {
            throw valueError("Sample larger than population or is negative")
        }
        guard let wanted = k.integer else {
            _ = try binary(.mul, list([.none]), k)
            throw .unsupported("random.sample() of such a number")
        }
        try checkSize(Int(wanted))
        try charge(Int(wanted))
        // CPython tracks what is left in a list or what was taken in a set, and draws differently for each.
        var setSize = 21.0
        if wanted > 5 { setSize += Libm.pow(4, (Libm.log(Double(wanted * 3)) / Libm.log(4)).rounded(.up)) }
        if Double(count) <= setSize {
            var pool = try items(of: population)
            let places = try draw { generator in
                (0..<Int(wanted)).map { Int(generator.below(UInt64(count - $0))) }
            }
            return places.enumerated().map { step, place in
                let item = pool[place]
                pool[place] = pool[count - step - 1]
                return item
            }
        }
        let places = try draw { generator in
            var taken: Set<Int> = []
            return (0..<Int(wanted)).map { _ in
                var place = Int(generator.below(UInt64(count)))
                while taken.contains(place) { place = Int(generator.below(UInt64(count))) }
                taken.insert(place)
                return place
            }
        }
        var result: [PyValue] = []
        result.reserveCapacity(places.count)
        for place in places { result.append(try getItem(population, .count(place))) }
        return result
    }

    /// As if each item stood in the population as often as its count says.
    fileprivate func sample(_ population: PyValue, _ k: PyValue, counts: PyValue) throws(Fault) -> PyValue {
        switch population.object?.kind {
        case .list, .tuple, .string, .range: break
        default: throw typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        }
        var sums = try runningSums(counts)
        if sums.count != (try length(population)) {
            throw valueError("The number of counts does not match the population")
        }
        guard let total = sums.popLast() else { throw exception(types.indexError, "pop from empty list") }
        guard let all = total.integer else { throw typeError("Counts must be integers") }
        if all <= 0 { throw valueError("Total of counts must be greater than zero") }
        let count = sums.count
        let rest = list(sums)
        var result: [PyValue] = []
        for place in try sample(.object(PyRange(0, all, 1, count: all)), k) {
            result.append(try getItem(population, .count(bisect(rest, place, upTo: count))))
        }
        return list(result)
    }

    fileprivate func choices(
        _ population: PyValue, weights: PyValue, sums given: PyValue, _ k: PyValue
    ) throws(Fault) -> PyValue {
        let count = try length(population)
        if weights.isNone, given.isNone {
            return try repeated(k) { machine throws(Fault) in
                let drawn = try machine.draw { $0.unit() }
                return try machine.getItem(population, .count(Int(drawn * Double(count))))
            }
        }
        let sums: PyValue
        if given.isNone {
            if weights.integer != nil {
                let k = String(decoding: try repr(weights), as: UTF8.self)
                throw typeError("The number of choices must be a keyword argument: k=\(k)")
            }
            sums = list(try runningSums(weights))
        } else {
            if !weights.isNone { throw typeError("Cannot specify both weights and cumulative weights") }
            sums = given
        }
        if try length(sums) != count { throw valueError("The number of weights does not match the population") }
        guard let total = try binary(.add, try getItem(sums, .int(-1)), .float(0)).number else {
            throw .unsupported("random.choices() with weights that are no numbers")
        }
        if total <= 0 { throw valueError("Total of weights must be greater than zero") }
        if !total.isFinite { throw valueError("Total of weights must be finite") }
        return try repeated(k) { machine throws(Fault) in
            let drawn = try machine.draw { $0.unit() }
            let place = try machine.bisect(sums, .float(drawn * total), upTo: count - 1)
            return try machine.getItem(population, .count(place))
        }
    }

    private func repeated(
        _ k: PyValue, _ choose: (Machine) throws(Fault) -> PyValue
    ) throws(Fault) -> PyValue {
        guard let times = try integerIndex(k) else {
            throw typeError("'\(typeName(k))' object cannot be interpreted as an integer")
        }
        if times > 0 { try checkSize(Int(times)) }
        var chosen: [PyValue] = []
        for _ in 0..<max(0, times) {
            try charge(1)
            chosen.append(try choose(self))
        }
        return list(chosen)
    }

    private func runningSums(_ items: PyValue) throws(Fault) -> [PyValue] {
        var sums: [PyValue] = []
        try forEach(of: items) { (item) throws(Fault) in
            sums.append(try sums.last.map { last throws(Fault) in try binary(.add, last, item) } ?? item)
        }
        return sums
    }

    /// The place behind every sum that is not above `x`.
    private func bisect(_ sums: PyValue, _ x: PyValue, upTo end: Int) throws(Fault) -> Int {
        var (low, high) = (0, end)
        while low < high {
            let middle = (low + high) / 2
            // Of a dict, which has items too, CPython asks nothing where it wants a sequence.
            if sums.object?.dict != nil { throw typeError("dict is not a sequence") }
            if try isLess(x, getItem(sums, .count(middle))) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
