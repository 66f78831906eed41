public import RunModel

/// What one run says about one scenario: figures for people, recomputed from the stored histograms.
public struct ScenarioSummary: Sendable, Equatable, Codable {
    public var scenario: ScenarioID
    public var operation: String
    public var outcome: ScenarioResult.Outcome
    public var blockCount: Int
    /// Blocks that were measured and are not judged because the warm-up had not become stationary.
    public var unsteadyBlockCount: Int
    public var variants: [LaneSummary]
    /// The protocol's cheap operation (`PING`, `RETURN 1`).
    public var control: LaneSummary?
    /// CPU spin and loopback echo.
    public var hostControls: [LaneSummary]
    /// Every later variant against the first (the slow habit).
    public var speedUps: [SpeedUp]
    /// Of a scenario whose operation has several steps.
    public var criticalPath: CriticalPath?
    /// The smallest relative change of the p50 that a comparison with an equal run would find, e.g. 0.03.
    public var minimumDetectableEffect: Double?
    /// One sentence of what the figures mean.
    public var meaning: String

    public init(
        scenario: ScenarioID, operation: String, outcome: ScenarioResult.Outcome, blockCount: Int,
        unsteadyBlockCount: Int, variants: [LaneSummary], control: LaneSummary?, hostControls: [LaneSummary],
        speedUps: [SpeedUp], criticalPath: CriticalPath? = nil,
        minimumDetectableEffect: Double?, meaning: String
    ) {
        self.scenario = scenario
        self.operation = operation
        self.outcome = outcome
        self.blockCount = blockCount
        self.unsteadyBlockCount = unsteadyBlockCount
        self.variants = variants
        self.control = control
        self.hostControls = hostControls
        self.speedUps = speedUps
        self.criticalPath = criticalPath
        self.minimumDetectableEffect = minimumDetectableEffect
        self.meaning = meaning
    }
}

/// A variant's or a control's figures over all steady blocks of a run.
public struct LaneSummary: Sendable, Equatable, Codable {
    public var name: String
    public var summary: String
    public var sampleCount: UInt64
    /// p50, p95, p99 in this order.
    public var quantiles: [QuantileEstimate]
    /// Units of work per second of one client, `workUnit` says of what; nil without samples.
    public var throughputPerSecond: Double?
    public var workUnit: String
    public var targets: [TargetCheck]
    public var counters: [String: Int64]
    public var plan: PlanTree?

    public init(
        name: String, summary: String, sampleCount: UInt64, quantiles: [QuantileEstimate],
        throughputPerSecond: Double?, workUnit: String, targets: [TargetCheck] = [], counters: [String: Int64] = [:],
        plan: PlanTree? = nil
    ) {
        self.name = name
        self.summary = summary
        self.sampleCount = sampleCount
        self.quantiles = quantiles
        self.throughputPerSecond = throughputPerSecond
        self.workUnit = workUnit
        self.targets = targets
        self.counters = counters
        self.plan = plan
    }
}

/// How many times as fast `fast` is as `slow`: the ratio of the medians, paired block by block.
public struct SpeedUp: Sendable, Equatable, Codable {
    public var slow: String
    public var fast: String
    public var ratio: Estimate

    public init(slow: String, fast: String, ratio: Estimate) {
        self.slow = slow
        self.fast = fast
        self.ratio = ratio
    }
}

/// A target held against the share of samples beyond its limit.
public struct TargetCheck: Sendable, Equatable, Codable {
    public enum Result: String, Sendable, Codable {
        case met
        case missed
        /// The samples do not show whether more or fewer than the quantile allows took longer.
        case cannotTell
    }

    public var target: Target
    public var result: Result
    /// Share of the samples that took longer than the limit, from 0 to 1, on whose interval the result rests; nil
    /// without samples.
    public var shareBeyond: Estimate?
    public var measured: QuantileEstimate

    public init(target: Target, result: Result, shareBeyond: Estimate? = nil, measured: QuantileEstimate) {
        self.target = target
        self.result = result
        self.shareBeyond = shareBeyond
        self.measured = measured
    }
}
