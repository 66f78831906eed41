/// Bootstrap intervals over blocks: what is resampled is whole blocks, because samples within one are dependent.
///
/// Bias-corrected and accelerated: BCa (Efron, "Better bootstrap confidence intervals", JASA 82 (1987)).
public struct Bootstrap: Sendable {
    public var confidence: Double
    public var resamples: Int
    public var seed: UInt64

    public init(confidence: Double, resamples: Int = 2000, seed: UInt64) {
        self.confidence = confidence
        self.resamples = resamples
        self.seed = seed
    }

    /// The interval of `statistic` over one sample of block values; for paired data the values are the pairs'
    /// differences. Nil below three values.
    public func interval(_ values: [Double], statistic: ([Double]) -> Double) -> Interval? {
        guard values.count >= 3 else { return nil }
        let estimate = statistic(values)
        var generator = SeededGenerator(seed: seed)
        var resampled = values
        var statistics: [Double] = []
        statistics.reserveCapacity(resamples)
        for _ in 0..<resamples {
            for position in values.indices {
                resampled[position] = values[Int.random(in: values.indices, using: &generator)]
            }
            statistics.append(statistic(resampled))
        }
        statistics.sort()
        let tails = tails(values, statistic: statistic, estimate: estimate, sorted: statistics)
        guard let lower = Quantiles.interpolated(sorted: statistics, at: tails.lower),
            let upper = Quantiles.interpolated(sorted: statistics, at: tails.upper)
        else { return nil }
        return Interval(estimate: estimate, lower: lower, upper: upper)
    }

    private func tails(
        _ values: [Double], statistic: ([Double]) -> Double, estimate: Double, sorted: [Double]
    ) -> (lower: Double, upper: Double) {
        // Ties count half, as for a discrete statistic.
        let below = sorted.count { $0 < estimate }
        let equal = sorted.count { $0 == estimate }
        let share = (Double(below) + Double(equal) / 2) / Double(sorted.count)
        let bias = min(max(NormalDistribution.quantile(share), -3), 3)
        let acceleration = Self.acceleration(values, statistic: statistic)
        func adjusted(_ z: Double) -> Double {
            let sum = bias + z
            return NormalDistribution.cumulative(bias + sum / (1 - acceleration * sum))
        }
        let z = NormalDistribution.quantile((1 + confidence) / 2)
        return (adjusted(-z), adjusted(z))
    }

    /// Skewness of the jackknife values (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, formula 14.15).
    private static func acceleration(_ values: [Double], statistic: ([Double]) -> Double) -> Double {
        let omitted = values.indices.map { position in
            var rest = values
            rest.remove(at: position)
            return statistic(rest)
        }
        let mean = omitted.reduce(0, +) / Double(values.count)
        let (squares, cubes) = omitted.reduce((0.0, 0.0)) { sums, value in
            let influence = mean - value
            return (sums.0 + influence * influence, sums.1 + influence * influence * influence)
        }
        return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
    }
}
