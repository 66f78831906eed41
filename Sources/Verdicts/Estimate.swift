/// A figure with its confidence interval.
public struct Estimate: Sendable, Equatable, Codable {
    public var value: Double
    public var lower: Double
    public var upper: Double

    public init(value: Double, lower: Double, upper: Double) {
        self.value = value
        self.lower = lower
        self.upper = upper
    }

    /// Of a relative change: whether the whole interval is beyond `margin` in either direction. As logarithms have it,
    /// +5 % and −4.8 % are equally far.
    func isBeyond(_ margin: Double) -> Bool {
        lower > margin || upper < -margin / (1 + margin)
    }
}

/// A latency quantile of a run, in nanoseconds, or the reason why the samples cannot carry it.
public struct QuantileEstimate: Sendable, Equatable, Codable {
    /// In (0, 1), e.g. 0.99.
    public var quantile: Double
    /// Nanoseconds; nil when there are too few samples.
    public var nanoseconds: Estimate?
    /// Why there is no figure, e.g. `p99 needs 1,000 samples; there are 412`.
    public var refusal: String?

    public init(quantile: Double, nanoseconds: Estimate?, refusal: String? = nil) {
        self.quantile = quantile
        self.nanoseconds = nanoseconds
        self.refusal = refusal
    }
}
