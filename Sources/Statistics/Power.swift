/// What a comparison can find.
public enum Power {
    /// The smallest difference beyond `margin` that an interval found from `standardError` excludes with `power`
    /// (Bloom, "Minimum detectable effects", Evaluation Review 19 (1995), with the margin added).
    ///
    /// - Parameter alpha: two-sided error rate of the interval.
    public static func minimumDetectableEffect(
        standardError: Double, margin: Double = 0, alpha: Double = 0.05, power: Double = 0.8
    ) -> Double {
        margin + factor(alpha: alpha, power: power) * standardError
    }

    /// Values per side of a two-sample comparison with which `effect` beyond the margin is found with `power`,
    /// by the normal approximation; nil when the effect is not above 0.
    ///
    /// - Parameter deviation: standard deviation of one value.
    public static func sampleSize(
        effect: Double, deviation: Double, alpha: Double = 0.05, power: Double = 0.8
    ) -> Int? {
        guard effect > 0 else { return nil }
        let ratio = factor(alpha: alpha, power: power) * deviation / effect
        let count = (2 * ratio * ratio).rounded(.up)
        return count < 1e9 ? max(2, Int(count)) : nil
    }

    private static func factor(alpha: Double, power: Double) -> Double {
        NormalDistribution.quantile(1 - alpha / 2) + NormalDistribution.quantile(power)
    }
}
