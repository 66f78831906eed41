internal import Glibc

/// What the distribution functions are made of.
enum SpecialFunctions {
    /// The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Press et al., Numerical
    /// Recipes, 3rd ed. 2007, section 6.4). `a` and `b` are above 0; `x` is clamped to 0…1.
    static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
        // The fraction converges fast only on this side of the mode; the other side follows by symmetry.
        if x < (a + 1) / (a + b + 2) { return front * betaFraction(x, a, b) / a }
        return 1 - front * betaFraction(1 - x, b, a) / b
    }

    private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 / nonZero(1 - (a + b) * x / (a + 1), tiny)
        var result = d
        for step in 1...1000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonZero(1 + even * d, tiny)
            c = nonZero(1 + even / c, tiny)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonZero(1 + odd * d, tiny)
            c = nonZero(1 + odd / c, tiny)
            result *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return result
    }

    private static func nonZero(_ value: Double, _ tiny: Double) -> Double {
        abs(value) < tiny ? tiny : value
    }

    /// The point in `range` where the increasing `function` reaches `target`, to about the last bit: false position in
    /// its Illinois form (Dowell and Jarratt, BIT 11 (1971)), and bisection wherever that is slow.
    static func invert(
        _ function: (Double) -> Double, target: Double, in range: ClosedRange<Double>
    ) -> Double {
        var (low, high) = (range.lowerBound, range.upperBound)
        var (below, above) = (function(low) - target, function(high) - target)
        if below >= 0 { return low }
        if above <= 0 { return high }
        var side = 0
        for step in 0..<200 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            let guess = low + (high - low) * (below / (below - above))
            // A guess so near to an end that it rounds to it says nothing of the other end.
            let point = step % 4 == 3 || guess <= low || guess >= high ? middle : guess
            let value = function(point) - target
            if value == 0 { return point }
            if value < 0 {
                (low, below) = (point, value)
                if side == -1 { above /= 2 }
                side = -1
            } else {
                (high, above) = (point, value)
                if side == 1 { below /= 2 }
                side = 1
            }
            if high - low <= 4e-16 * max(abs(low), abs(high)) { break }
        }
        return low + (high - low) / 2
    }
}
