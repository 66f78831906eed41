/// Means without the most extreme values of either side.
public enum TrimmedMean {
    /// What is cut off on either side of a run's blocks, for sampling and judging alike: a stall or a burst spoils some
    /// blocks, not their mean.
    public static let blockShare = 0.25

    /// The mean of what is left when `trim` (0 to below 0.5) of the values, rounded down, is cut off on each side;
    /// as `scipy.stats.trim_mean`. Nil without values.
    public static func mean(_ values: [Double], trim: Double = 0) -> Double? {
        guard !values.isEmpty else { return nil }
        let cut = cutCount(values.count, trim)
        let kept = values.sorted()[cut..<(values.count - cut)]
        return kept.reduce(0, +) / Double(kept.count)
    }

    /// The trimmed mean with its standard error and degrees of freedom, from the winsorised variance (Tukey and
    /// McLaughlin, Sankhyā A 25 (1963)). Nil when fewer than two values are left.
    ///
    /// - Parameter inflation: by how much dependence multiplies the variance (`TimeSeries.varianceInflation`).
    public static func estimate(_ values: [Double], trim: Double = 0, inflation: Double = 1) -> LocationEstimate? {
        guard let part = Part(values, trim: trim) else { return nil }
        return LocationEstimate(
            value: part.mean, standardError: (part.variance * inflation).squareRoot(),
            degreesOfFreedom: part.freedom)
    }

    /// The interval of `estimate(_:trim:inflation:)`.
    public static func interval(
        _ values: [Double], trim: Double = 0, confidence: Double, inflation: Double = 1
    ) -> Interval? {
        estimate(values, trim: trim, inflation: inflation)?.interval(confidence: confidence)
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
