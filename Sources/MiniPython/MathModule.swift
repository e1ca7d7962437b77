import Micrograd

/// Python's `math`: the C library's functions, as CPython calls them, with CPython's checks around them.
enum MathModule {
    /// What CPython's module has besides.
    static let refused: Set<String> = [
        "acosh", "asinh", "atanh", "cbrt", "comb", "copysign", "dist", "erf", "erfc", "exp2", "expm1", "fmod", "frexp",
        "fsum", "gamma", "isclose", "lcm", "ldexp", "lgamma", "log1p", "modf", "nextafter", "perm", "remainder", "ulp",
    ]

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
        for name in [
            "log", "log2", "log10", "pow", "atan2", "floor", "ceil", "trunc", "isnan", "isinf", "isfinite",
            "hypot", "degrees", "radians", "factorial", "gcd", "isqrt", "prod",
        ] {
            if let function = special(name) { set(name, .object(function)) }
        }
        return PyModule("math", attributes)
    }

    /// A function of one number: a result that is not finite where the argument was is an error.
    private static func checked(_ name: String, _ function: @escaping @Sendable (Double) -> Double) -> PyBuiltin {
        PyBuiltin(name, owner: "", arity: 1...1) { machine, arguments throws(Fault) in
            let x = try machine.real(arguments[0])
            return .float(try machine.finite(function(x), of: x))
        }
    }

    private static func special(_ name: String) -> PyBuiltin? {
        switch name {
        case "log":
            PyBuiltin(name, arity: 1...2) { machine, arguments throws(Fault) in
                let value = try machine.logarithm(machine.real(arguments[0])) { Libm.log($0) }
                guard let base = arguments.optional(1) else { return .float(value) }
                let divisor = try machine.logarithm(machine.real(base)) { Libm.log($0) }
                if divisor == 0 { throw machine.exception(machine.types.zeroDivisionError, "float division by zero") }
                return .float(value / divisor)
            }
        case "log2":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.logarithm(machine.real(arguments[0])) { Libm.log2($0) })
            }
        case "log10":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.logarithm(machine.real(arguments[0])) { Libm.log10($0) })
            }
        case "pow":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                let x = try machine.real(arguments[0])
                let y = try machine.real(arguments[1])
                let result = Libm.pow(x, y)
                guard x.isFinite, y.isFinite else { return .float(result) }
                if result.isNaN || x == 0 && y < 0 { throw machine.valueError("math domain error") }
                if result.isInfinite { throw machine.exception(machine.types.overflowError, "math range error") }
                return .float(result)
            }
        case "atan2":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                .float(Libm.atan2(try machine.real(arguments[0]), try machine.real(arguments[1])))
            }
        case "hypot":
            PyBuiltin(name, arity: 2...2) { machine, arguments throws(Fault) in
                .float(Libm.hypot(try machine.real(arguments[0]), try machine.real(arguments[1])))
            }
        case "floor", "ceil", "trunc":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                if let number = arguments[0].integer { return .int(number) }
                let x = try machine.real(arguments[0])
                let rule: FloatingPointRoundingRule =
                    name == "floor" ? .down : name == "ceil" ? .up : .towardZero
                return .int(try machine.truncated(x.rounded(rule)))
            }
        case "isnan":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.real(arguments[0]).isNaN)
            }
        case "isinf":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.real(arguments[0]).isInfinite)
            }
        case "isfinite":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.real(arguments[0]).isFinite)
            }
        case "degrees":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.real(arguments[0]) * (180 / Double.pi))
            }
        case "radians":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                .float(try machine.real(arguments[0]) * (Double.pi / 180))
            }
        case "factorial":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                let number = try integer(machine, arguments[0])
                if number < 0 { throw machine.valueError("factorial() not defined for negative values") }
                if number > 20 { throw .unsupported(Fault.integerTooLarge) }
                return .int((0..<number).reduce(1) { $0 * ($1 + 1) })
            }
        case "gcd":
            PyBuiltin(name, arity: 0...Int.max) { machine, arguments throws(Fault) in
                var result: UInt64 = 0
                for argument in arguments.all {
                    var other = try integer(machine, argument).magnitude
                    while other != 0 { (result, other) = (other, result % other) }
                }
                guard let value = Int64(exactly: result) else { throw .unsupported(Fault.integerTooLarge) }
                return .int(value)
            }
        case "isqrt":
            PyBuiltin(name, arity: 1...1) { machine, arguments throws(Fault) in
                let number = try integer(machine, arguments[0])
                if number < 0 { throw machine.valueError("isqrt() argument must be nonnegative") }
                var root = Int64(Double(number).squareRoot())
                while root > 3_037_000_499 || root * root > number { root -= 1 }
                while root < 3_037_000_499, (root + 1) * (root + 1) <= number { root += 1 }
                return .int(root)
            }
        case "prod":
            PyBuiltin(name, arity: 1...1, keywords: [.start]) { machine, arguments throws(Fault) in
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
