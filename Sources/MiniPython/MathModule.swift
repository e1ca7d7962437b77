import Micrograd

/// Python's `math`: the C library's functions, as CPython calls them, with CPython's checks around them. The few that
/// are missing (`gamma` and `lgamma`, which CPython computes in ways of its own) are refused by name.
enum MathModule {
    static func make(_ machine: Machine) -> PyModule {
        var attributes: [Symbol: PyValue] = [:]
        func set(_ name: String, _ value: PyValue) { attributes[machine.symbols.intern(name)] = value }
        set("pi", .float(.pi))
        set("e", .float(2.718281828459045))
        set("tau", .float(2 * .pi))
        set("inf", .float(.infinity))
        set("nan", .float(.nan))
        let plain: [(String, @Sendable (Double) -> Double)] = [
            ("exp", { Libm.exp($0) }), ("tanh", { Libm.tanh($0) }), ("sin", { Libm.sin($0) }),
            ("cos", { Libm.cos($0) }), ("tan", { Libm.tan($0) }), ("sinh", { Libm.sinh($0) }),
            ("cosh", { Libm.cosh($0) }), ("asin", { Libm.asin($0) }), ("acos", { Libm.acos($0) }),
            ("atan", { Libm.atan($0) }), ("sqrt", { $0.squareRoot() }), ("fabs", { $0.magnitude }),
        ]
        for (name, function) in plain { set(name, .object(checked(name, function))) }
        for name in PythonNames.math {
            if let function = CMath.function(name) { set(name, .object(checked(name, function))) }
            if let function = special(name) ?? ofParts(name) ?? ofIntegers(name) { set(name, .object(function)) }
        }
        return PyModule("math", attributes)
    }

    /// Where an infinity means that the result was too large; elsewhere it is a pole.
    private static let canOverflow = ["cosh", "exp", "exp2", "expm1", "sinh"]

    /// A function of one number: a result that is not finite where the argument was is an error.
    private static func checked(_ name: String, _ function: @escaping @Sendable (Double) -> Double) -> PyBuiltin {
        PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
            let x = try machine.real(arguments[0])
            let result = function(x)
            if result.isInfinite, x.isFinite, !canOverflow.contains(name) {
                throw machine.valueError("math domain error")
            }
            return .float(try machine.finite(result, of: x))
        }
    }

    private static func special(_ name: String) -> PyBuiltin? {
        switch name {
        case "log":
            PyBuiltin(name, owner: "math", arity: 1...2) { machine, arguments throws(Fault) in
                let value = try machine.logarithm(machine.real(arguments[0])) { Libm.log($0) }
                guard let base = arguments.optional(1) else { return .float(value) }
                let divisor = try machine.logarithm(machine.real(base)) { Libm.log($0) }
                if divisor == 0 { throw machine.exception(machine.types.zeroDivisionError, "float division by zero") }
                return .float(value / divisor)
            }
        case "log2":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.logarithm(machine.real(arguments[0])) { Libm.log2($0) })
            }
        case "log10":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.logarithm(machine.real(arguments[0])) { Libm.log10($0) })
            }
        case "pow":
            PyBuiltin(name, owner: "math", arity: 2...2) { machine, arguments throws(Fault) in
                let x = try machine.real(arguments[0])
                let y = try machine.real(arguments[1])
                let result = Libm.pow(x, y)
                guard x.isFinite, y.isFinite else { return .float(result) }
                if result.isNaN || x == 0 && y < 0 { throw machine.valueError("math domain error") }
                if result.isInfinite { throw machine.exception(machine.types.overflowError, "math range error") }
                return .float(result)
            }
        case "atan2":
            PyBuiltin(name, owner: "math", arity: 2...2) { machine, arguments throws(Fault) in
                .float(Libm.atan2(try machine.real(arguments[0]), try machine.real(arguments[1])))
            }
        case "floor", "ceil", "trunc":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                if let number = arguments[0].integer { return .int(number) }
                if name == "trunc", arguments[0].number == nil {
                    throw machine.typeError(
                        "type \(machine.typeName(arguments[0])) doesn't define __trunc__ method")
                }
                let x = try machine.real(arguments[0])
                let rule: FloatingPointRoundingRule =
                    name == "floor" ? .down : name == "ceil" ? .up : .towardZero
                return .int(try machine.truncated(x.rounded(rule)))
            }
        case "isnan":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.real(arguments[0]).isNaN)
            }
        case "isinf":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.real(arguments[0]).isInfinite)
            }
        case "isfinite":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.real(arguments[0]).isFinite)
            }
        case "degrees":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.real(arguments[0]) * (180 / Double.pi))
            }
        case "radians":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.real(arguments[0]) * (Double.pi / 180))
            }
        default: nil
        }
    }

    /// Those that take floats apart or put them together, and sums and products of many.
    private static func ofParts(_ name: String) -> PyBuiltin? {
        switch name {
        case "isclose":
            PyBuiltin(name, owner: "math", arity: 2...2, keywords: [.relTol, .absTol]) {
                machine, arguments throws(Fault) in try isClose(machine, arguments)
            }
        case "copysign":
            binary(name) { _, x, y throws(Fault) in Double(signOf: y, magnitudeOf: x) }
        case "fmod":
            binary(name) { machine, x, y throws(Fault) in
                if y.isInfinite, x.isFinite { return x }
                let result = x.truncatingRemainder(dividingBy: y)
                if result.isNaN, !x.isNaN, !y.isNaN { throw machine.valueError("math domain error") }
                return result
            }
        case "remainder":
            binary(name) { machine, x, y throws(Fault) in
                if x.isNaN || y.isNaN { return x.isNaN ? x : y }
                if x.isInfinite || y == 0 { throw machine.valueError("math domain error") }
                return y.isInfinite ? x : x.remainder(dividingBy: y)
            }
        case "nextafter":
            binary(name) { _, x, y throws(Fault) in
                if x.isNaN || y.isNaN { return x + y }
                return x == y ? y : x < y ? x.nextUp : x.nextDown
            }
        case "ulp":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                let x = try machine.real(arguments[0]).magnitude
                if !x.isFinite { return .float(x) }
                return .float(x == .greatestFiniteMagnitude ? x - x.nextDown : x.nextUp - x)
            }
        case "modf":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                let x = try machine.real(arguments[0])
                if x.isNaN { return machine.tuple([.float(x), .float(x)]) }
                let whole = x.rounded(.towardZero)
                let fraction = x.isInfinite ? 0 : x - whole
                return machine.tuple([.float(Double(signOf: x, magnitudeOf: fraction)), .float(whole)])
            }
        case "frexp":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                let x = try machine.real(arguments[0])
                guard x.isFinite, x != 0 else { return machine.tuple([.float(x), .int(0)]) }
                let mantissa = Double(sign: x.sign, exponent: -1, significand: x.significand)
                return machine.tuple([.float(mantissa), .count(Int(x.exponent) + 1)])
            }
        case "ldexp":
            PyBuiltin(name, owner: "math", arity: 2...2) { machine, arguments throws(Fault) in
                let x = try machine.real(arguments[0])
                guard let exponent = arguments[1].integer else {
                    throw machine.typeError("Expected an int as second argument to ldexp.")
                }
                guard x.isFinite, x != 0 else { return .float(x) }
                let result = Double(sign: .plus, exponent: Int(max(-5000, min(5000, exponent))), significand: x)
                return .float(try machine.finite(result, of: x))
            }
        case "hypot":
            PyBuiltin(name, owner: "math", arity: 0...Int.max) { machine, arguments throws(Fault) in
                var vector: [Double] = []
                for argument in arguments.all { vector.append(try machine.real(argument)) }
                return .float(FloatSums.norm(vector))
            }
        case "dist":
            PyBuiltin(name, owner: "math", arity: 2...2) { machine, arguments throws(Fault) in
                let p = try machine.items(of: arguments[0])
                let q = try machine.items(of: arguments[1])
                if p.count != q.count {
                    throw machine.valueError("both points must have the same number of dimensions")
                }
                var vector: [Double] = []
                for index in p.indices { vector.append(try machine.real(p[index]) - machine.real(q[index])) }
                return .float(FloatSums.norm(vector))
            }
        case "fsum":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                var items: [Double] = []
                for item in try machine.items(of: machine.inAnyOrder(arguments[0]), isHinted: false) {
                    items.append(try machine.real(item))
                }
                try machine.charge(items.count * 3)
                switch FloatSums.exact(items) {
                case .value(let sum): return .float(sum)
                case .overflow:
                    throw machine.exception(machine.types.overflowError, "intermediate overflow in fsum")
                case .infinities: throw machine.valueError("-inf + inf in fsum")
                }
            }
        case "prod":
            PyBuiltin(name, owner: "math", arity: 1...1, keywords: [.start]) { machine, arguments throws(Fault) in
                var product = arguments.keyword(.start) ?? .int(1)
                let iterator = try machine.iterator(arguments[0])
                while let item = try machine.next(iterator) {
                    try machine.charge(1)
                    product = try machine.binary(.mul, product, item)
                }
                return product
            }
        default: nil
        }
    }

    private static func binary(
        _ name: String, _ body: @escaping @Sendable (Machine, Double, Double) throws(Fault) -> Double
    ) -> PyBuiltin {
        PyBuiltin(name, owner: "math", arity: 2...2) { machine, arguments throws(Fault) in
            .float(try body(machine, machine.real(arguments[0]), machine.real(arguments[1])))
        }
    }

    private static func isClose(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyValue {
        let a = try machine.real(arguments[0])
        let b = try machine.real(arguments[1])
        let relative = try arguments.keyword(.relTol).map { value throws(Fault) in try machine.real(value) } ?? 1e-9
        let absolute = try arguments.keyword(.absTol).map { value throws(Fault) in try machine.real(value) } ?? 0
        if relative < 0 || absolute < 0 { throw machine.valueError("tolerances must be non-negative") }
        if a == b { return .bool(true) }
        if a.isInfinite || b.isInfinite { return .bool(false) }
        let difference = (b - a).magnitude
        return .bool(
            difference <= (relative * b).magnitude || difference <= (relative * a).magnitude || difference <= absolute)
    }

    private static func ofIntegers(_ name: String) -> PyBuiltin? {
        switch name {
        case "factorial":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                let number = try integer(machine, arguments[0])
                if number < 0 { throw machine.valueError("factorial() not defined for negative values") }
                if number > 20 { throw .unsupported(Fault.integerTooLarge) }
                return .int((0..<number).reduce(1) { $0 * ($1 + 1) })
            }
        case "gcd":
            PyBuiltin(name, owner: "math", arity: 0...Int.max) { machine, arguments throws(Fault) in
                var result: UInt64 = 0
                for argument in arguments.all {
                    var other = try integer(machine, argument).magnitude
                    while other != 0 { (result, other) = (other, result % other) }
                }
                guard let value = Int64(exactly: result) else { throw .unsupported(Fault.integerTooLarge) }
                return .int(value)
            }
        case "isqrt":
            PyBuiltin(name, owner: "math", arity: 1...1) { machine, arguments throws(Fault) in
                let number = try integer(machine, arguments[0])
                if number < 0 { throw machine.valueError("isqrt() argument must be nonnegative") }
                var root = Int64(Double(number).squareRoot())
                while root > 3_037_000_499 || root * root > number { root -= 1 }
                while root < 3_037_000_499, (root + 1) * (root + 1) <= number { root += 1 }
                return .int(root)
            }
        case "lcm":
            PyBuiltin(name, owner: "math", arity: 0...Int.max) { machine, arguments throws(Fault) in
                var result: UInt64 = 1
                for argument in arguments.all {
                    let number = try integer(machine, argument).magnitude
                    var (divisor, other) = (result, number)
                    while other != 0 { (divisor, other) = (other, divisor % other) }
                    if result == 0 || number == 0 {
                        result = 0
                        continue
                    }
                    result = try multiply(result / divisor, number)
                }
                return try bounded(result)
            }
        case "comb":
            PyBuiltin(name, owner: "math", arity: 2...2) { machine, arguments throws(Fault) in
                let n = try integer(machine, arguments[0])
                let k = try integer(machine, arguments[1])
                if n < 0 { throw machine.valueError("n must be a non-negative integer") }
                if k < 0 { throw machine.valueError("k must be a non-negative integer") }
                if k > n { return .int(0) }
                var result: UInt64 = 1
                // Every intermediate result is a binomial coefficient itself.
                for step in 0..<UInt64(min(k, n - k)) {
                    try machine.charge(1)
                    let (high, low) = result.multipliedFullWidth(by: UInt64(n) - step)
                    if high > step { throw .unsupported(Fault.integerTooLarge) }
                    result = (step + 1).dividingFullWidth((high, low)).quotient
                }
                return try bounded(result)
            }
        case "perm":
            PyBuiltin(name, owner: "math", arity: 1...2) { machine, arguments throws(Fault) in
                let n = try integer(machine, arguments[0])
                let last = arguments.optional(1) ?? .none
                if last.isNone {
                    if n < 0 { throw machine.valueError("factorial() not defined for negative values") }
                    if n > 20 { throw .unsupported(Fault.integerTooLarge) }
                }
                let k = last.isNone ? n : try integer(machine, last)
                if n < 0 { throw machine.valueError("n must be a non-negative integer") }
                if k < 0 { throw machine.valueError("k must be a non-negative integer") }
                if k > n { return .int(0) }
                var result: UInt64 = 1
                for step in 0..<UInt64(k) {
                    try machine.charge(1)
                    result = try multiply(result, UInt64(n) - step)
                }
                return try bounded(result)
            }
        default: nil
        }
    }

    private static func multiply(_ a: UInt64, _ b: UInt64) throws(Fault) -> UInt64 {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        if overflow { throw .unsupported(Fault.integerTooLarge) }
        return product
    }

    private static func bounded(_ number: UInt64) throws(Fault) -> PyValue {
        guard let value = Int64(exactly: number) else { throw .unsupported(Fault.integerTooLarge) }
        return .int(value)
    }

    private static func integer(_ machine: Machine, _ value: PyValue) throws(Fault) -> Int64 {
        guard let number = try machine.integerIndex(value) else {
            throw machine.typeError(
                "'\(machine.typeName(value))' object cannot be interpreted as an integer")
        }
        return number
    }
}

extension Machine {
    /// CPython's `math_1`: a NaN out of a number is a domain error, an infinity out of a finite number a range error.
    func finite(_ result: Double, of x: Double) throws(Fault) -> Double {
        if result.isNaN, !x.isNaN { throw valueError("math domain error") }
        if result.isInfinite, x.isFinite { throw exception(types.overflowError, "math range error") }
        return result
    }

    func logarithm(_ x: Double, _ function: (Double) -> Double) throws(Fault) -> Double {
        if x <= 0 { throw valueError("math domain error") }
        return function(x)
    }
}
