/// A latency budget, spelled `redis.* p99 < 10ms`.
public struct Target: Codable, Sendable, Equatable {
    /// A scenario's name with `*` for any characters, optionally followed by `/variant`: `redis.*`,
    /// `graph.index/index`.
    public var pattern: String
    /// In (0, 1), e.g. 0.99.
    public var quantile: Double
    public var limitNanoseconds: UInt64

    public init(pattern: String, quantile: Double, limitNanoseconds: UInt64) {
        self.pattern = pattern
        self.quantile = quantile
        self.limitNanoseconds = limitNanoseconds
    }
}
