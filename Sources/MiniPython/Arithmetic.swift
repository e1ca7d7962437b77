import Micrograd

/// Arithmetic of numbers, with CPython's results and errors: integers of 64 bits that never wrap, floor division and
/// remainders that go down, powers. Who is asked when the operands are no numbers is not its business.
extension Machine {
    /// Everything but the methods of the program's classes; nothing when the types do not fit.
    func arithmetic(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        switch (x, y) {
        case (.int(let a), .int(let b)): return try integers(op, a, b)
        case (.float(let a), .float(let b)): return try floats(op, a, b)
        case (.float(let a), .int(let b)): return try floats(op, a, Double(b))
        case (.int(let a), .float(let b)): return try floats(op, Double(a), b)
        case (.bool(let a), .bool(let b)):
            switch op {
            case .and: return .bool(a && b)
            case .or: return .bool(a || b)
            case .xor: return .bool(a != b)
            default: return try integers(op, a ? 1 : 0, b ? 1 : 0)
            }
        case (.bool(let a), .int), (.bool(let a), .float): return try arithmetic(op, .int(a ? 1 : 0), y)
        case (.int, .bool(let b)), (.float, .bool(let b)): return try arithmetic(op, x, .int(b ? 1 : 0))
        default: break
        }
        if case .object(let a) = x {
            if a.kind == .value || y.object?.kind == .value { return try engine(op, x, y) }
            return try containers(op, a, x, y)
        }
        if case .object(let b) = y {
            if b.kind == .value { return try engine(op, x, y) }
            if op == .mul, let count = x.integer { return try repeated(b, count) }
            if b.kind == .view { return try combineViews(op, x, y) }
        }
        return nil
    }

    private func integers(_ op: BinaryOperator, _ a: Int64, _ b: Int64) throws(Fault) -> PyValue? {
        let result: (partialValue: Int64, overflow: Bool)
        switch op {
        case .add: result = a.addingReportingOverflow(b)
        case .sub: result = a.subtractingReportingOverflow(b)
        case .mul: result = a.multipliedReportingOverflow(by: b)
        case .div:
            if b == 0 { throw exception(types.zeroDivisionError, "division by zero") }
            return .float(try quotient(a, b))
        case .floorDiv, .mod:
            if b == 0 {
                throw exception(
                    types.zeroDivisionError,
                    op == .mod ? "integer modulo by zero" : "integer division or modulo by zero")
            }
            if b == -1 {
                if op == .mod { return .int(0) }
                result = (0 as Int64).subtractingReportingOverflow(a)
            } else {
                let remainder = a % b
                let isOff = remainder != 0 && (remainder < 0) != (b < 0)
                return .int(op == .mod ? (isOff ? remainder + b : remainder) : a / b - (isOff ? 1 : 0))
            }
        case .pow:
            if b < 0 {
                if a == 0 { throw exception(types.zeroDivisionError, "0.0 cannot be raised to a negative power") }
                return try floats(.pow, Double(a), Double(b))
            }
            return .int(try power(a, b))
        case .shiftLeft:
            if b < 0 { throw valueError("negative shift count") }
            if a == 0 { return .int(0) }
            if b >= 63 || (a << b) >> b != a { throw .unsupported(Fault.integerTooLarge) }
            return .int(a << b)
        case .shiftRight:
            if b < 0 { throw valueError("negative shift count") }
            return .int(b > 63 ? (a < 0 ? -1 : 0) : a >> b)
        case .and: return .int(a & b)
        case .or: return .int(a | b)
        case .xor: return .int(a ^ b)
        case .matMul: return nil
        }
        if result.overflow { throw .unsupported(Fault.integerTooLarge) }
        return .int(result.partialValue)
    }

    /// True division, correctly rounded. Beyond 2**53 the operands are no doubles, and dividing their roundings would
    /// round twice.
    private func quotient(_ a: Int64, _ b: Int64) throws(Fault) -> Double {
        let limit: UInt64 = 1 << 53
        if a.magnitude <= limit, b.magnitude <= limit { return Double(a) / Double(b) }
        if let exact = Double(exactly: a), let divisor = Double(exactly: b) { return exact / divisor }
        throw .unsupported("true division of integers beyond 2**53")
    }

    func power(_ base: Int64, _ exponent: Int64) throws(Fault) -> Int64 {
        var result: Int64 = 1
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: square)
                if overflow { throw .unsupported(Fault.integerTooLarge) }
                result = product
            }
            rest >>= 1
            if rest > 0 {
                let (product, overflow) = square.multipliedReportingOverflow(by: square)
                if overflow { throw .unsupported(Fault.integerTooLarge) }
                square = product
            }
        }
        return result
    }

    private func floats(_ op: BinaryOperator, _ a: Double, _ b: Double) throws(Fault) -> PyValue? {
        switch op {
        case .add: return .float(a + b)
        case .sub: return .float(a - b)
        case .mul: return .float(a * b)
        case .div:
            if b == 0 { throw exception(types.zeroDivisionError, "float division by zero") }
            return .float(a / b)
        case .floorDiv, .mod:
            if b == 0 {
                throw exception(
                    types.zeroDivisionError, op == .mod ? "float modulo" : "float floor division by zero")
            }
            let (quotient, remainder) = Self.floorDivide(a, b)
            return .float(op == .mod ? remainder : quotient)
        case .pow: return .float(try power(a, b))
        default: return nil
        }
    }

    /// CPython's `float_divmod`: the remainder has the divisor's sign, the quotient is snapped to the nearest integer.
    static func floorDivide(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
        var remainder = a.truncatingRemainder(dividingBy: b)
        var division = (a - remainder) / b
        if remainder != 0 {
            if (b < 0) != (remainder < 0) {
                remainder += b
                division -= 1
            }
        } else {
            remainder = b < 0 ? -0.0 : 0.0
        }
        guard division != 0 else { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
        var quotient = division.rounded(.down)
        if division - quotient > 0.5 { quotient += 1 }
        return (quotient, remainder)
    }

    /// `float ** float`, with CPython's errors.
    func power(_ a: Double, _ b: Double) throws(Fault) -> Double {
        if a == 0, b < 0, b.isFinite {
            throw exception(types.zeroDivisionError, "0.0 cannot be raised to a negative power")
        }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded(.down) {
            throw .unsupported("a negative number to a fractional power, which is complex in Python")
        }
        let result = Libm.pow(a, b)
        if result.isInfinite, a.isFinite, b.isFinite { throw rangeError() }
        return result
    }

    /// What CPython says when the C library reports a result out of range.
    func rangeError() -> Fault {
        let exception = PyException(types.overflowError, args: [.int(34), .text("Numerical result out of range")])
        exception.epoch = epoch
        return .raised(exception)
    }
}
