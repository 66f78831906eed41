/// How steeply one quantity rises with another, whatever a quarter of the values do: the median slope of all pairs
/// (Theil, Proceedings of the Royal Netherlands Academy of Sciences 53 (1950); Sen, JASA 63 (1968)).
public enum TheilSen {
    /// The slope of `y` on `x` within each sample, pooled over the samples, with Sen's interval from the variance of
    /// Kendall's statistic. Nil when no two `x` of a sample differ by more than `resolution`.
    ///
    /// - Parameter samples: `x` and `y` of equal length each.
    public static func slope(
        _ samples: [(x: [Double], y: [Double])], resolution: Double = 0, confidence: Double
    ) -> Interval? {
        var slopes: [Double] = []
        var variance = 0.0
        for (x, y) in samples {
            let n = Double(x.count)
            variance += n * (n - 1) * (2 * n + 5) / 18
            for i in x.indices {
                for j in x.indices where j > i && abs(x[j] - x[i]) > resolution {
                    slopes.append((y[j] - y[i]) / (x[j] - x[i]))
                }
            }
        }
        guard !slopes.isEmpty else { return nil }
        slopes.sort()
        let reach = NormalDistribution.quantile((1 + confidence) / 2) * variance.squareRoot() / 2
        let middle = Double(slopes.count) / 2
        func slope(at position: Double) -> Double {
            slopes[min(max(Int(position.rounded()), 0), slopes.count - 1)]
        }
        // Sen's ranks M₁ and M₂ + 1, counted from 0.
        return Interval(
            estimate: Quantiles.interpolated(sorted: slopes, at: 0.5) ?? slope(at: middle),
            lower: slope(at: middle - reach - 1), upper: slope(at: middle + reach))
    }
}
