/// Means without the most extreme values of either side.
public enum TrimmedMean {
    /// The mean of what is left when `trim` (0 to below 0.5) of the values, rounded down, is cut off on each side;
    /// as `scipy.stats.trim_mean`. Nil without values.
    public static func mean(_ values: [Double], trim: Double = 0) -> Double? {
        guard !values.isEmpty else { return nil }
        let cut = cutCount(values.count, trim)
        let kept = values.sorted()[cut..<(values.count - cut)]
        return kept.reduce(0, +) / Double(kept.count)
    }

    /// The interval for the difference `b` − `a` of two independent samples' trimmed means, from winsorised variances
    /// and Satterthwaite's degrees of freedom (Yuen, "The two-sample trimmed t for unequal population variances",
    /// Biometrika 61 (1974)). Without trimming it is Welch's interval (Biometrika 34 (1947)).
    ///
    /// Nil when fewer than two values of a sample are left.
    public static func difference(_ a: [Double], _ b: [Double], trim: Double = 0, confidence: Double) -> Interval? {
        guard let first = Part(a, trim: trim), let second = Part(b, trim: trim) else { return nil }
        let variance = first.variance + second.variance
        let freedom =
            variance * variance
            / (first.variance * first.variance / first.freedom + second.variance * second.variance / second.freedom)
        let shift = second.mean - first.mean
        // Two constant samples: no scatter, no freedom to count.
        guard variance > 0 else { return Interval(estimate: shift, lower: shift, upper: shift) }
        let half =
            StudentDistribution.quantile((1 + confidence) / 2, degreesOfFreedom: freedom) * variance.squareRoot()
        return Interval(estimate: shift, lower: shift - half, upper: shift + half)
    }

    fileprivate static func cutCount(_ count: Int, _ trim: Double) -> Int {
        min(Int(trim * Double(count)), (count - 1) / 2)
    }

    /// One sample's trimmed mean, its squared standard error and its degrees of freedom.
    private struct Part {
        let mean: Double
        let variance: Double
        let freedom: Double

        init?(_ values: [Double], trim: Double) {
            let sorted = values.sorted()
            guard sorted.count >= 2 else { return nil }
            let cut = TrimmedMean.cutCount(sorted.count, trim)
            let kept = sorted.count - 2 * cut
            guard kept >= 2 else { return nil }
            mean = sorted[cut..<(cut + kept)].reduce(0, +) / Double(kept)
            let winsorized = sorted.map { min(max($0, sorted[cut]), sorted[cut + kept - 1]) }
            let center = winsorized.reduce(0, +) / Double(sorted.count)
            let squares = winsorized.reduce(0) { $0 + ($1 - center) * ($1 - center) }
            variance = squares / (Double(kept) * Double(kept - 1))
            freedom = Double(kept - 1)
        }
    }
}
