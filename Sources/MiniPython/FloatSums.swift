/// Sums of floats as CPython's `math` computes them: `fsum` without any rounding but the last, `hypot` and `dist` with a
/// compensated sum of squares.
enum FloatSums {
    /// Shewchuk's algorithm: partial sums that do not overlap, whose total is exact. Nothing when an intermediate sum
    /// overflows, `isNaNOfInfinities` when infinities of both signs met.
    enum Sum: Equatable {
        case value(Double)
        case overflow
        case infinities
    }

    static func exact(_ items: [Double]) -> Sum {
        var partials: [Double] = []
        var special = 0.0
        var infinities = 0.0
        for item in items {
            var x = item
            var kept = 0
            for index in partials.indices {
                var y = partials[index]
                if x.magnitude < y.magnitude { (x, y) = (y, x) }
                let high = x + y
                let low = y - (high - x)
                if low != 0 {
                    partials[kept] = low
                    kept += 1
                }
                x = high
            }
            partials.removeLast(partials.count - kept)
            guard x != 0 else { continue }
            if x.isFinite {
                partials.append(x)
                continue
            }
            if item.isFinite { return .overflow }
            if item.isInfinite { infinities += item }
            special += item
            partials = []
        }
        if special != 0 { return infinities.isNaN ? .infinities : .value(special) }
        return .value(total(partials))
    }

    /// The partial sums, rounded once, half to even.
    private static func total(_ partials: [Double]) -> Double {
        guard var high = partials.last else { return 0 }
        var low = 0.0
        var place = partials.count - 1
        while place > 0 {
            let x = high
            place -= 1
            let y = partials[place]
            high = x + y
            low = y - (high - x)
            if low != 0 { break }
        }
        // Halfway between two floats, what is below decides.
        if place > 0, low < 0 && partials[place - 1] < 0 || low > 0 && partials[place - 1] > 0 {
            let y = low * 2
            let x = high + y
            if y == x - high { high = x }
        }
        return high
    }

    /// The length of a vector: CPython 3.11's `vector_norm`.
    static func norm(_ vector: [Double]) -> Double {
        let magnitudes = vector.map { $0.magnitude }
        if magnitudes.contains(.infinity) { return .infinity }
        if magnitudes.contains(where: { $0.isNaN }) { return .nan }
        let largest = magnitudes.max() ?? 0
        if largest == 0 || magnitudes.count <= 1 { return largest }
        var sum = 1.0
        var first = 0.0
        var second = 0.0
        var third = 0.0
        func add(_ x: Double, _ rest: inout Double) {
            let old = sum
            sum += x
            rest += (old - sum) + x
        }
        let exponent = Int(largest.exponent) + 1
        guard exponent >= -1023 else {
            for x in magnitudes {
                let ratio = x / largest
                add(ratio * ratio, &first)
            }
            return largest * (sum - 1 + first).squareRoot()
        }
        let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
        func split(_ x: Double) -> (high: Double, low: Double) {
            let t = x * 134_217_729
            let high = t - (t - x)
            return (high, x - high)
        }
        for magnitude in magnitudes {
            let (high, low) = split(magnitude * scale)
            add(high * high, &first)
            add(2 * high * low, &second)
            third += low * low
        }
        let root = (sum - 1 + (first + second + third)).squareRoot()
        let (high, low) = split(root)
        add(-high * high, &first)
        add(-2 * high * low, &second)
        add(-low * low, &third)
        let rest = sum - 1 + (first + second + third)
        return (root + rest / (2 * root)) / scale
    }
}
