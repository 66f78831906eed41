/// A figure and the ends of its confidence interval.
public struct Interval: Sendable, Equatable {
    public var estimate: Double
    public var lower: Double
    public var upper: Double

    public init(estimate: Double, lower: Double, upper: Double) {
        self.estimate = estimate
        self.lower = lower
        self.upper = upper
    }

    /// Both ends and the estimate through an increasing function, e.g. `exp` for a ratio estimated in logarithms.
    public func mapped(_ increasing: (Double) -> Double) -> Interval {
        Interval(estimate: increasing(estimate), lower: increasing(lower), upper: increasing(upper))
    }
}
