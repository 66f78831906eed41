public import RunModel

/// The smallest relative change that matters, e.g. 0.02, for a quantile of a scenario.
public typealias MarginRule = @Sendable (_ scenario: ScenarioID, _ quantile: Double) -> Double

/// 2 % for the p50, 5 % for the p95, 10 % for the p99.
public let defaultMargins: MarginRule = { _, quantile in
    quantile < 0.9 ? 0.02 : quantile < 0.99 ? 0.05 : 0.10
}
