/// A location with how well it is known: enough for an interval, a test and a power calculation.
public struct LocationEstimate: Sendable, Equatable {
    public var value: Double
    public var standardError: Double
    /// Of the standard error; above 0.
    public var degreesOfFreedom: Double

    public init(value: Double, standardError: Double, degreesOfFreedom: Double) {
        self.value = value
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
    }

    public func interval(confidence: Double) -> Interval {
        // No scatter, no freedom to count.
        guard standardError > 0 else { return Interval(estimate: value, lower: value, upper: value) }
        let half =
            StudentDistribution.quantile((1 + confidence) / 2, degreesOfFreedom: degreesOfFreedom) * standardError
        return Interval(estimate: value, lower: value - half, upper: value + half)
    }

    /// The difference of two independent estimates, with Satterthwaite's degrees of freedom (Biometrics Bulletin 2
    /// (1946)).
    public func minus(_ other: LocationEstimate) -> LocationEstimate {
        let (own, others) = (standardError * standardError, other.standardError * other.standardError)
        let variance = own + others
        let freedom =
            variance > 0
            ? variance * variance / (own * own / degreesOfFreedom + others * others / other.degreesOfFreedom)
            : degreesOfFreedom + other.degreesOfFreedom
        return LocationEstimate(
            value: value - other.value, standardError: variance.squareRoot(), degreesOfFreedom: freedom)
    }

    /// Two-sided p-value of the hypothesis that the true value lies within ±`margin`: twice the tail beyond the nearer
    /// end of it, 1 inside.
    public func pValue(margin: Double) -> Double {
        let distance = abs(value) - margin
        guard distance > 0 else { return 1 }
        guard standardError > 0 else { return 0 }
        return min(
            1, 2 * StudentDistribution.cumulative(-distance / standardError, degreesOfFreedom: degreesOfFreedom))
    }
}
