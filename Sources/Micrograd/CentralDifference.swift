/// The slope of a recorded graph along a direction, by evaluating the graph again a step to either side, with a bound on
/// how far that can be from the truth. Of the engine it uses only the operations' values.
///
/// Let F be the sum that `AuditedGraph` differentiates, as a function of the distance along the direction, and suppose
/// that no number of the graph strays further than `stray` when that distance runs over the complex disc of radius ρ.
/// Then
///
/// - by Cauchy's estimate the Taylor coefficients of F are at most stray / ρᵏ, so that the central difference with step
///   h = q · ρ is off by at most (stray / ρ) · q² / (1 - q²): the truncation error;
/// - each evaluation is off by at most `noise`, rounding errors carried to the root by bounds on the operations' slopes
///   over the disc: noise / h in the difference;
/// - the sum of both is least near q = ∛(noise / 2 stray), which is the step that is taken.
///
/// The radius is the largest that keeps every operation well inside its domain, then smaller while that pays.
struct CentralDifference {
    let slope: Double
    /// The most by which `slope` may be off.
    let bound: Double
    /// Places of numbers nearer to their kink than the step, taken as straight lines with their conventional slopes.
    let kinks: [Int]
}

extension AuditedGraph {
    /// Room that is used again from one direction to the next.
    struct Scratch {
        var duals: [Dual]
        fileprivate var margins: [Margin]
        fileprivate var above: [Double]
        fileprivate var below: [Double]

        init(count: Int) {
            duals = Array(repeating: .still, count: count)
            margins = Array(repeating: Margin(stray: 0, noise: 0, isKinked: false), count: count)
            above = Array(repeating: 0, count: count)
            below = above
        }
    }

    /// How far a number moves when the direction is followed over the disc, and how inexact its evaluation is.
    fileprivate struct Margin {
        var stray: Double
        var noise: Double
        var isKinked: Bool
    }

    /// What is known of a radius.
    private struct Disc {
        var radius: Double
        var step: Double
        var bound: Double
    }

    /// The central difference along a direction whose tangents `scratch.duals` holds; nil when no radius keeps the
    /// numbers finite.
    /// - Complexity: O(nodes) for each radius that is tried, at most 24.
    func difference(along direction: Direction, _ scratch: inout Scratch) -> CentralDifference? {
        var radius = firstRadius(direction, scratch.duals)
        var best: Disc?
        // The radius whose margins stand in `scratch`.
        var examined = 0.0
        for _ in 0..<24 {
            guard radius.isFinite, radius > 0 else { break }
            let disc = examine(direction, radius, &scratch)
            examined = radius
            if disc.bound.isFinite {
                if let known = best, disc.bound > known.bound * 2 { break }
                if disc.bound < best?.bound ?? .infinity { best = disc }
                if disc.bound <= 1e-8 * size(scratch.duals) { break }
            }
            radius /= 8
        }
        guard let best else { return nil }
        if examined != best.radius { _ = examine(direction, best.radius, &scratch) }
        evaluate(direction, best.step, scratch.margins, scratch.duals, &scratch.above)
        evaluate(direction, -best.step, scratch.margins, scratch.duals, &scratch.below)
        var sum = 0.0
        var kinks: [Int] = []
        for place in direction.first..<count where scratch.duals[place].isReached {
            if scratch.margins[place].isKinked { kinks.append(place) }
            let seed = nodes[place].seed
            if seed != 0 { sum += seed * (scratch.above[place] - scratch.below[place]) }
        }
        return CentralDifference(slope: sum / (2 * best.step), bound: best.bound, kinks: kinks)
    }

    /// The sum of all paths' magnitudes along the direction.
    private func size(_ duals: [Dual]) -> Double {
        var sum = 0.0
        for place in 0..<count where duals[place].isReached && nodes[place].seed != 0 {
            sum += nodes[place].seed.magnitude * duals[place].size
        }
        return sum
    }

    /// Where the search for a radius begins: as far as the leaves, or what is made of them, are from 0, but not so far
    /// that an operation's input leaves the neighbourhood in which it is a power series.
    private func firstRadius(_ direction: Direction, _ duals: [Dual]) -> Double {
        var longest = 0.0
        for (place, weight) in direction.moves {
            longest = max(longest, nodes[place].data.magnitude / weight.magnitude)
        }
        var total = 0.0
        for place in direction.first..<count where duals[place].isReached {
            total += (nodes[place].seed * nodes[place].data).magnitude
        }
        let slope = size(duals)
        if slope > 0, total / slope > longest { longest = total / slope }
        if longest == 0 { longest = 1 }
        for place in direction.first..<count where duals[place].isReached {
            let node = nodes[place]
            if node.op == .leaf { continue }
            let x = duals[node.x].size
            let y = duals[node.y].size
            let room = node.op.room(nodes[node.x].data, node.op == .pow ? node.exponent : nodes[node.y].data)
            if x > 0 { longest = min(longest, room.x / x) }
            if y > 0, node.op.inputCount > 1 { longest = min(longest, room.y / y) }
        }
        return longest
    }

    /// One forward pass of bounds over the disc of a radius, and the step that suits it.
    private func examine(_ direction: Direction, _ radius: Double, _ scratch: inout Scratch) -> Disc {
        for (place, weight) in direction.moves {
            scratch.margins[place] = Margin(
                stray: radius * weight.magnitude, noise: 2 * roundoff * nodes[place].data.magnitude, isKinked: false)
        }
        var stray = 0.0
        var noise = 0.0
        var nearest = Double.infinity
        for place in direction.first..<count where scratch.duals[place].isReached {
            let node = nodes[place]
            if node.op != .leaf {
                scratch.margins[place] = margin(node, scratch, &nearest)
            }
            if node.seed != 0 {
                stray += node.seed.magnitude * scratch.margins[place].stray
                noise += node.seed.magnitude * scratch.margins[place].noise
            }
        }
        if stray == 0 {
            // Nothing moves: the difference is exact, and 0.
            return Disc(radius: radius, step: radius * 0x1p-20, bound: noise / (radius * 0x1p-20))
        }
        var q = Libm.pow(noise / (2 * stray), 1.0 / 3)
        q = min(max(q, 0x1p-20), 0.25)
        q = min(q, nearest)
        let step = q * radius
        let truncation = stray / radius * (q * q / (1 - q * q))
        let summing = Double(seedCount + 4) * roundoff * stray / radius
        let bound = truncation + noise / step + summing
        return Disc(radius: radius, step: step, bound: step > 0 ? bound : .infinity)
    }

    /// How an operation widens the margins of its inputs.
    /// - Parameter nearest: the share of the radius at which the nearest kink may be reached; a kink that is nearer than
    ///   any useful step is marked instead.
    private func margin(_ node: Node, _ scratch: Scratch, _ nearest: inout Double) -> Margin {
        let still = Margin(stray: 0, noise: 0, isKinked: false)
        let x = scratch.duals[node.x].isReached ? scratch.margins[node.x] : still
        let y =
            node.op.inputCount > 1 && scratch.duals[node.y].isReached ? scratch.margins[node.y] : still
        let atX = nodes[node.x].data
        let atY = node.op == .pow ? node.exponent : nodes[node.y].data
        let steepest = node.op.steepest(atX, atY, node.data, node.slopes, x.stray, y.stray)
        var noise = (x.noise > 0 ? steepest.x * x.noise : 0) + (y.noise > 0 ? steepest.y * y.noise : 0)
        let stray = (x.stray > 0 ? steepest.x * x.stray : 0) + (y.stray > 0 ? steepest.y * y.stray : 0)
        noise += node.op.roundings * roundoff * (node.data.magnitude + stray) + .leastNonzeroMagnitude
        var isKinked = false
        if let distance = node.op.distanceToKink(atX, atY) {
            let moved = x.stray + y.stray
            // By Schwarz's lemma a step of q · ρ moves the input by at most q · stray.
            isKinked = moved > 0 && distance <= max(moved * 0x1p-16, 2 * (x.noise + y.noise))
            if !isKinked, moved > 0 { nearest = min(nearest, distance / (2 * moved)) }
        }
        return Margin(stray: stray, noise: noise, isKinked: isKinked)
    }

    /// The values of what the direction reaches, a step away; all others keep their own.
    private func evaluate(
        _ direction: Direction, _ step: Double, _ margins: [Margin], _ duals: [Dual], _ values: inout [Double]
    ) {
        for place in 0..<count { values[place] = nodes[place].data }
        for (place, weight) in direction.moves { values[place] += weight * step }
        for place in direction.first..<count where duals[place].isReached {
            let node = nodes[place]
            if node.op == .leaf { continue }
            if margins[place].isKinked {
                let movedX = values[node.x] - nodes[node.x].data
                let movedY = values[node.y] - nodes[node.y].data
                values[place] = node.data + node.slopes.x * movedX + node.slopes.y * movedY
            } else {
                values[place] = value(node, values)
            }
        }
    }
}

// MARK: The operations, seen by a difference

extension Op {
    /// How many units of roundoff the value may be off, of itself.
    fileprivate var roundings: Double {
        switch self {
        case .leaf, .neg, .relu, .abs, .max, .min: 0
        case .add, .sub, .mul, .sqrt: 1
        case .div, .pow, .exp, .log, .tanh, .sigmoid, .power: 8
        }
    }

    /// How far each input may move for the bounds below to stay moderate.
    fileprivate func room(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        switch self {
        case .leaf, .add, .sub, .mul, .neg, .relu, .abs, .max, .min: (.infinity, .infinity)
        case .div: (.infinity, y.magnitude / 2)
        case .pow: (Self.isPolynomial(y) ? .infinity : x.magnitude / 2, .infinity)
        case .log, .sqrt: (x.magnitude / 2, .infinity)
        case .power: (x.magnitude / 2, 1 / (1 + Libm.log(x.magnitude).magnitude))
        case .exp, .sigmoid: (1, .infinity)
        case .tanh: (0.5, .infinity)
        }
    }

    /// Bounds on the slopes while the inputs stray by the given distances in the complex plane; infinite where the
    /// operation may leave its domain. With them, by the mean value, the output strays by at most slope times stray.
    fileprivate func steepest(
        _ x: Double, _ y: Double, _ out: Double, _ slopes: Slopes, _ strayX: Double, _ strayY: Double
    ) -> (x: Double, y: Double) {
        switch self {
        case .leaf: return (0, 0)
        case .add, .sub, .neg: return (1, 1)
        case .mul: return (y.magnitude + strayY, x.magnitude + strayX)
        case .div:
            let least = y.magnitude - strayY
            return least > 0 ? (1 / least, (x.magnitude + strayX) / least / least) : (.infinity, .infinity)
        case .pow:
            if y == 0 { return (0, 0) }
            let most = y.magnitude * Libm.pow(x.magnitude + strayX, y - 1)
            if Self.isPolynomial(y) { return (most, 0) }
            let least = x.magnitude - strayX
            return (least > 0 ? Swift.max(most, y.magnitude * Libm.pow(least, y - 1)) : .infinity, 0)
        case .exp: return (Libm.exp(x + strayX), 0)
        case .log: return (x.magnitude > strayX ? 1 / (x.magnitude - strayX) : .infinity, 0)
        case .relu, .abs, .max, .min: return (slopes.x.magnitude, slopes.y.magnitude)
        case .sqrt: return (x > strayX ? 0.5 / (x - strayX).squareRoot() : .infinity, 0)
        // x^y = e^(y · log x), whose exponent strays by no more than this.
        case .power:
            guard x > strayX else { return (.infinity, .infinity) }
            let log = Libm.log(x).magnitude
            let strayLog = -Libm.log(1 - strayX / x)
            let most = out.magnitude * Libm.exp(y.magnitude * strayLog + strayY * (log + strayLog))
            return ((y.magnitude + strayY) * most / (x - strayX), most * (log + strayLog))
        // tanh(x + z) = (tanh x + tanh z) / (1 + tanh x · tanh z), and |tanh z| ≤ tan |z|.
        case .tanh: return (Self.hyperbolic(slopes.x + 2 * roundoff, out, strayX), 0)
        case .sigmoid:
            return (Self.hyperbolic(slopes.x + roundoff * out, 2 * out - 1, strayX / 2), 0)
        }
    }

    /// How far the input is from a point where the slope jumps; nil for an operation without one.
    fileprivate func distanceToKink(_ x: Double, _ y: Double) -> Double? {
        switch self {
        case .relu, .abs: x.magnitude
        case .max, .min: (x - y).magnitude
        default: nil
        }
    }

    private static func isPolynomial(_ exponent: Double) -> Bool {
        exponent >= 0 && exponent == exponent.rounded()
    }

    private static func hyperbolic(_ slope: Double, _ tanh: Double, _ stray: Double) -> Double {
        guard stray <= 0.78 else { return .infinity }
        let tan = Libm.tan(stray)
        let least = 1 - tanh.magnitude * tan
        return slope * (1 + tan * tan) / (least * least)
    }
}
