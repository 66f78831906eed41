/// Bootstrap intervals over blocks: what is resampled is whole blocks, because samples within one are dependent.
public struct Bootstrap: Sendable {
    public enum Method: Sendable {
        /// Quantiles of the resampled statistics, taken further out by the factor by which √(n/(n−1)) times Student's
        /// quantile exceeds the normal one (Hesterberg, "What teachers should know about the bootstrap",
        /// The American Statistician 69 (2015)): the plain percentile interval is too narrow for ten blocks.
        case expandedPercentile
        /// Bias-corrected and accelerated (Efron, "Better bootstrap confidence intervals", JASA 82 (1987)).
        case bca
    }

    public var method: Method
    public var confidence: Double
    public var resamples: Int
    public var seed: UInt64

    public init(method: Method, confidence: Double, resamples: Int = 2000, seed: UInt64) {
        self.method = method
        self.confidence = confidence
        self.resamples = resamples
        self.seed = seed
    }

    /// The interval of `statistic` over one sample of block values; for paired data the values are the pairs'
    /// differences. Nil below three values.
    public func interval(_ values: [Double], statistic: ([Double]) -> Double) -> Interval? {
        interval([values]) { statistic($0[0]) }
    }

    /// The interval of a `statistic` of independent samples, each resampled on its own. Nil when one has fewer than
    /// three values.
    public func interval(_ samples: [[Double]], statistic: ([[Double]]) -> Double) -> Interval? {
        guard let smallest = samples.map(\.count).min(), smallest >= 3 else { return nil }
        let estimate = statistic(samples)
        var generator = SeededGenerator(seed: seed)
        var resampled = samples
        var statistics: [Double] = []
        statistics.reserveCapacity(resamples)
        for _ in 0..<resamples {
            for (index, sample) in samples.enumerated() {
                for position in sample.indices {
                    resampled[index][position] = sample[Int.random(in: 0..<sample.count, using: &generator)]
                }
            }
            statistics.append(statistic(resampled))
        }
        statistics.sort()
        let tails = tails(samples, statistic: statistic, estimate: estimate, sorted: statistics, smallest: smallest)
        guard let lower = Quantiles.interpolated(sorted: statistics, at: tails.lower),
            let upper = Quantiles.interpolated(sorted: statistics, at: tails.upper)
        else { return nil }
        return Interval(estimate: estimate, lower: lower, upper: upper)
    }

    private func tails(
        _ samples: [[Double]], statistic: ([[Double]]) -> Double, estimate: Double, sorted: [Double], smallest: Int
    ) -> (lower: Double, upper: Double) {
        let probability = (1 + confidence) / 2
        switch method {
        case .expandedPercentile:
            let count = Double(smallest)
            let reach =
                (count / (count - 1)).squareRoot()
                * StudentDistribution.quantile(probability, degreesOfFreedom: count - 1)
            return (NormalDistribution.cumulative(-reach), NormalDistribution.cumulative(reach))
        case .bca:
            // Ties count half, as for a discrete statistic.
            let below = sorted.count { $0 < estimate }
            let equal = sorted.count { $0 == estimate }
            let share = (Double(below) + Double(equal) / 2) / Double(sorted.count)
            let bias = min(max(NormalDistribution.quantile(share), -3), 3)
            let acceleration = Self.acceleration(samples, statistic: statistic)
            func adjusted(_ z: Double) -> Double {
                let sum = bias + z
                return NormalDistribution.cumulative(bias + sum / (1 - acceleration * sum))
            }
            let z = NormalDistribution.quantile(probability)
            return (adjusted(-z), adjusted(z))
        }
    }

    /// Skewness of the jackknife values, all samples' together (Efron and Tibshirani, An Introduction to the
    /// Bootstrap, 1993, formula 14.15; for several samples section 22.4).
    private static func acceleration(_ samples: [[Double]], statistic: ([[Double]]) -> Double) -> Double {
        var cubes = 0.0
        var squares = 0.0
        for (index, sample) in samples.enumerated() {
            let omitted = sample.indices.map { position in
                var rest = samples
                rest[index].remove(at: position)
                return statistic(rest)
            }
            let count = Double(sample.count)
            let mean = omitted.reduce(0, +) / count
            for value in omitted {
                let influence = (mean - value) * (count - 1) / count
                squares += influence * influence
                cubes += influence * influence * influence
            }
        }
        return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
    }
}
