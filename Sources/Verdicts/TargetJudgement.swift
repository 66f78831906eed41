internal import RunModel
internal import Statistics

/// Holds a target against the share of samples that took longer than its limit.
///
/// The share says more than an interval of the quantile: 400 samples that all stay far below the limit show that the p99
/// does, although their p99 itself has no interval.
struct TargetJudgement {
    let share: Double
    let lower: Double
    let upper: Double

    /// The share beyond `limit` with its exact 95 % interval (Clopper and Pearson, Biometrika 26 (1934)), of as many
    /// samples as the blocks are worth: the more they differ, the fewer (the design effect; Kish, Survey Sampling,
    /// 1965, section 8.2). Nil without samples.
    init?(_ histograms: [Histogram], limit: UInt64) {
        let counts = histograms.map { histogram in
            (
                all: Double(histogram.count),
                over: Double(histogram.count - CumulativeHistogram(histogram).count(atOrBelow: Double(limit)))
            )
        }
        let total = counts.reduce(0) { $0 + $1.all }
        guard total > 0 else { return nil }
        let over = counts.reduce(0) { $0 + $1.over }
        share = over / total
        let effective = total / Self.designEffect(counts, share: share, total: total)
        (lower, upper) = BinomialDistribution.interval(
            successes: share * effective, trials: effective, confidence: 0.95)
    }

    /// How many times the variance of the share is that of independent samples; at least 1.
    private static func designEffect(_ counts: [(all: Double, over: Double)], share: Double, total: Double) -> Double {
        guard counts.count >= SampleNeeds.leastBlocks, share > 0, share < 1 else { return 1 }
        let blocks = Double(counts.count)
        let residuals = counts.map { $0.over - share * $0.all }
        let squares = residuals.reduce(0) { $0 + $1 * $1 }
        let variance =
            TimeSeries.varianceInflation([residuals]) * blocks / (blocks - 1) * squares / (total * total)
        return max(1, variance / (share * (1 - share) / total))
    }

    func result(for quantile: Double) -> TargetCheck.Result {
        if upper < 1 - quantile { return .met }
        return lower > 1 - quantile ? .missed : .cannotTell
    }
}
