/// Whether values still drift in one direction: the Mann-Kendall test (Mann, Econometrica 13 (1945); Kendall, Rank
/// Correlation Methods, 1948) with Theil and Sen's slope (Sen, JASA 63 (1968)).
///
/// Ranks only, so a stalled block does not decide; what a warm-up leaves behind is such a drift.
public struct TrendTest: Sendable, Equatable {
    /// Pairs that rise minus pairs that fall.
    public let statistic: Int
    /// Two-sided, by the normal approximation with tie and continuity correction.
    public let pValue: Double
    /// Median slope of all pairs, per step.
    public let slope: Double
    public let count: Int

    /// Change over the whole series that the slope amounts to.
    public var drift: Double { slope * Double(count - 1) }

    /// Nil below four values, which cannot show a trend.
    public init?(_ values: [Double]) {
        guard values.count >= 4 else { return nil }
        count = values.count
        var score = 0
        var slopes: [Double] = []
        for i in values.indices {
            for j in (i + 1)..<values.count {
                score += values[j] > values[i] ? 1 : (values[j] < values[i] ? -1 : 0)
                slopes.append((values[j] - values[i]) / Double(j - i))
            }
        }
        statistic = score
        slope = Quantiles.median(slopes) ?? 0
        let n = Double(values.count)
        let ties = Dictionary(grouping: values, by: { $0 }).values.map { Double($0.count) }
        let tieTerm = ties.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) }
        let variance = (n * (n - 1) * (2 * n + 5) - tieTerm) / 18
        let distance = max(0, abs(Double(score)) - 1)
        pValue = variance > 0 ? min(1, 2 * NormalDistribution.cumulative(-distance / variance.squareRoot())) : 1
    }
}
