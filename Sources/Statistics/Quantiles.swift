/// Quantiles of values, and where the true quantile may lie.
public enum Quantiles {
    /// Linear interpolation between order statistics: type 7 of Hyndman and Fan, "Sample quantiles in statistical
    /// packages", The American Statistician 50 (1996); the default of R and NumPy. Nil without values.
    public static func interpolated(_ values: [Double], at quantile: Double) -> Double? {
        interpolated(sorted: values.sorted(), at: quantile)
    }

    /// As `interpolated(_:at:)` of values already in ascending order.
    public static func interpolated(sorted: [Double], at quantile: Double) -> Double? {
        guard let last = sorted.last else { return nil }
        let position = min(max(quantile, 0), 1) * Double(sorted.count - 1)
        let index = Int(position)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
    }

    /// The smallest value with at least `quantile` of all at or below it (type 1). Nil without values.
    public static func nearestRank(sorted: [Double], at quantile: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        // One step down, so that 0.07 × 100, which is 7.000000000000001 in binary, is the seventh.
        let rank = (min(max(quantile, 0), 1).nextDown * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }

    public static func median(_ values: [Double]) -> Double? {
        interpolated(values, at: 0.5)
    }

    /// The distribution-free interval between two order statistics, equal-tailed with at least `confidence`
    /// (David and Nagaraja, Order Statistics, 3rd ed. 2003, section 7.1). For independent values.
    ///
    /// Nil when so few values cannot carry it: the p99 at 95 % needs 368.
    public static func orderStatisticInterval(
        _ values: [Double], at quantile: Double, confidence: Double
    ) -> Interval? {
        let sorted = values.sorted()
        let count = sorted.count
        guard let estimate = nearestRank(sorted: sorted, at: quantile) else { return nil }
        let tail = (1 - confidence) / 2
        func cumulative(_ successes: Int) -> Double {
            BinomialDistribution.cumulative(successes, trials: count, probability: quantile)
        }
        // X counts the values at or below the true quantile; it lies between the l-th and the u-th value when l ≤ X < u.
        guard let lower = (0..<count).last(where: { cumulative($0) <= tail }),
            let upper = (0..<count).first(where: { 1 - cumulative($0) <= tail })
        else { return nil }
        return Interval(estimate: estimate, lower: sorted[lower], upper: sorted[upper])
    }
}
