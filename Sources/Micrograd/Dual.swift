/// Forward-mode differentiation: every number becomes a dual number, value + tangent · ε with ε² = 0, and each operation
/// carries the tangent along. This file is a witness for `Op.derivatives`: it computes the same slopes by other
/// formulas and must not call it. Beside each slope stands how far two correct computations of it may lie apart.

/// The unit roundoff of a Double: an operation's result is off by at most this share of it.
let roundoff = 0x1p-53

/// How an operation carries tangents along: out′ = x · x′ + y · y′.
struct Slopes {
    var x: Double
    var y: Double = 0
    /// The most by which a correct computation of the slope may differ from this one.
    var xError: Double = 0
    var yError: Double = 0
}

extension Op {
    /// The slopes of dual arithmetic at the point (x, y), by formulas of its own.
    func slopes(_ x: Double, _ y: Double, _ out: Double) -> Slopes {
        switch self {
        case .leaf: Slopes(x: 0)
        // (x + x′ε) ± (y + y′ε) and (x + x′ε)(y + y′ε), multiplied out.
        case .add: Slopes(x: 1, y: 1)
        case .sub: Slopes(x: 1, y: -1)
        case .neg: Slopes(x: -1)
        case .mul: Slopes(x: y, y: x)
        case .div: quotient(x, y)
        case .pow: power(x, y)
        // The square of half the way: exp(x) = exp(x / 2)².
        case .exp: rounded(Libm.exp(x / 2) * Libm.exp(x / 2), 10)
        // The logarithm undoes exp, so its slope is one over the slope of exp at the output.
        case .log: inverseOfExp(x, out)
        // One over cosh²; where the output is 1 to the last digit, 1 - out² knows no more than that it is small.
        case .tanh: hyperbolic(Libm.cosh(x), 1, plus: 8 * roundoff)
        case .relu: Slopes(x: x > 0 ? 1 : 0)
        // With e^x in the fraction's place: sigmoid′ = 1 / (2 + e^x + e^-x) = (1/2 / cosh(x/2))².
        case .sigmoid: hyperbolic(Libm.cosh(x / 2), 0.25, plus: 8 * roundoff * out)
        // The root of x is x to the half, so its slope is half of out / x.
        case .sqrt: rounded(x > 0 ? out / x / 2 : .infinity, 10)
        case .abs: Slopes(x: x == 0 ? 0 : x.sign == .minus ? -1 : 1)
        case .max: Slopes(x: x >= y ? 1 : 0, y: x >= y ? 0 : 1)
        case .min: Slopes(x: x <= y ? 1 : 0, y: x <= y ? 0 : 1)
        case .power: exponential(x, y)
        }
    }

    /// The most by which what is handed on to the second input may be off when parts of the product underflow, and
    /// whether they overflow. Only the division multiplies in an order that makes it worth asking.
    func underflow(_ x: Double, _ y: Double, upstream: Double) -> Double {
        guard self == .div else { return .leastNonzeroMagnitude }
        if !(x * upstream).isFinite { return .infinity }
        return Double.leastNonzeroMagnitude * (1 + 1 / (y * y))
    }

    /// The quotient rule: (x′ - (x / y) · y′) / y. The engine multiplies by powers of y, which leave the range earlier.
    private func quotient(_ x: Double, _ y: Double) -> Slopes {
        let byX = 1 / y
        let byY = -(x / y) / y
        let lost = (1 / (y * y)).isFinite ? (2 + x.magnitude) * .leastNonzeroMagnitude : .infinity
        return Slopes(
            x: byX, y: byY, xError: 8 * roundoff * byX.magnitude + .leastNonzeroMagnitude,
            yError: 8 * roundoff * byY.magnitude + lost)
    }

    /// The power rule in two halves, n · (xⁿᐟ² / x) · xⁿᐟ², with the sign found apart. An exponent's rounding error
    /// counts as many times as the logarithm of x says.
    private func power(_ x: Double, _ n: Double) -> Slopes {
        // Where x⁻¹ is no number, neither is the engine's 0 · x⁻¹, and CPython raises: nothing to hold against it.
        if n == 0 { return Slopes(x: 0, xError: (1 / x).isFinite ? 0 : .infinity) }
        if x == 0 { return Slopes(x: n == 1 ? 1 : n > 1 ? 0 : .infinity) }
        let size = x.magnitude
        let half = Libm.pow(size, n / 2)
        let isWhole = n == n.rounded()
        let isEven = n / 2 == (n / 2).rounded()
        let sign: Double = x > 0 ? 1 : !isWhole ? .nan : isEven ? -1 : 1
        let slope = sign * (n * (half / size) * half)
        let share = 8 + 2 * Libm.log(size).magnitude * (n.magnitude + 1)
        let error = slope.magnitude * share * roundoff + (n.magnitude + 1) * .leastNonzeroMagnitude
        // The engine takes the power before it multiplies by n.
        return Slopes(x: slope, xError: (slope / n).magnitude > 1e300 ? .infinity : error)
    }

    /// By x as a power; by y through x^y = (e^(y/2 · log x))², with the logarithm taken of 1 / x.
    private func exponential(_ x: Double, _ y: Double) -> Slopes {
        var slopes = power(x, y)
        guard x > 0 else {
            slopes.y = x == 0 && y >= 0 ? 0 : .nan
            return slopes
        }
        let half = Libm.pow(x, y / 2)
        let log = -Libm.log(1 / x)
        slopes.y = half * log * half
        // Near x = 1 the rounding of 1 / x is all that the logarithm has.
        let share = 8 + 2 * log.magnitude * (y.magnitude + 1)
        slopes.yError = (share * slopes.y.magnitude + 4 * half * half) * roundoff + 4 * .leastNonzeroMagnitude
        return slopes
    }

    private func inverseOfExp(_ x: Double, _ out: Double) -> Slopes {
        let slope = 1 / Libm.exp(out)
        let share = (8 + 4 * out.magnitude) * roundoff + 4 * .leastNonzeroMagnitude / x.magnitude
        return Slopes(x: slope, xError: slope.magnitude * share)
    }

    private func hyperbolic(_ cosh: Double, _ factor: Double, plus error: Double) -> Slopes {
        let slope = (factor / cosh) / cosh
        return Slopes(x: slope, xError: error + 16 * roundoff * slope + .leastNonzeroMagnitude)
    }

    private func rounded(_ slope: Double, _ roundings: Double) -> Slopes {
        Slopes(x: slope, xError: roundings * roundoff * slope.magnitude + 4 * .leastNonzeroMagnitude)
    }
}

/// What a dual number carries beside its value.
struct Dual {
    /// The derivative along the direction.
    var tangent: Double
    /// The most by which the tangent may be off through rounding.
    var error: Double
    /// The sum of the magnitudes of all paths' products: what rounding errors are a share of.
    var size: Double
    /// Whether the direction reaches this number.
    var isReached: Bool

    static var still: Dual { Dual(tangent: 0, error: 0, size: 0, isReached: false) }
}

/// Leaves and how fast each of them moves.
struct Direction {
    var moves: [(place: Int, weight: Double)]
    /// The first of their places.
    var first: Int
}

extension AuditedGraph {
    /// One forward pass of dual arithmetic.
    /// - Complexity: O(nodes).
    func carry(_ direction: Direction, into duals: inout [Dual]) {
        for place in 0..<count { duals[place] = .still }
        for (place, weight) in direction.moves {
            duals[place] = Dual(tangent: weight, error: 0, size: weight.magnitude, isReached: true)
        }
        for place in direction.first..<count {
            let node = nodes[place]
            let x = duals[node.x]
            let y = duals[node.y]
            guard node.op != .leaf, x.isReached || y.isReached else { continue }
            let byX = x.isReached ? node.slopes.x * x.tangent : 0
            let byY = y.isReached ? node.slopes.y * y.tangent : 0
            let size =
                (x.isReached ? node.slopes.x.magnitude * x.size : 0)
                + (y.isReached ? node.slopes.y.magnitude * y.size : 0)
            let inherited =
                (x.isReached ? node.slopes.x.magnitude * x.error : 0)
                + (y.isReached ? node.slopes.y.magnitude * y.error : 0)
            let rounding = roundoff * (byX.magnitude + byY.magnitude + (byX + byY).magnitude)
            duals[place] = Dual(
                tangent: byX + byY, error: inherited + rounding + 2 * .leastNonzeroMagnitude, size: size,
                isReached: true)
        }
    }
}
