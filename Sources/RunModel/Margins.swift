/// How large a difference must be to matter, as a fraction: 0.02 is 2 %.
public struct Margins: Sendable, Equatable {
    public struct Rule: Sendable, Equatable {
        public var pattern: ScenarioPattern
        public var margin: Double

        public init(pattern: ScenarioPattern, margin: Double) {
            self.pattern = pattern
            self.margin = margin
        }
    }

    /// For p50.
    public var standard = 0.02
    public var p95 = 0.05
    public var p99 = 0.10
    /// For p50 of some scenarios; the last that matches counts.
    public var rules: [Rule] = []

    public init() {}

    /// The margin for a quantile of a scenario. A tail's is never below the median's.
    public func margin(for scenario: ScenarioID, quantile: Double) -> Double {
        let median = rules.last { $0.pattern.matches(scenario) }?.margin ?? standard
        if quantile < 0.9 { return median }
        return max(median, quantile < 0.99 ? p95 : p99)
    }
}
