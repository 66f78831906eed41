public import RunModel

/// What a comparison may say.
public enum Verdict: String, Sendable, Codable {
    case improved
    case regressed
    /// The change is shown to be smaller than the margin.
    case unchanged
    /// The blocks cannot tell, or the two runs may not be compared.
    case inconclusive
}

/// Two runs held against each other.
public struct RunComparison: Sendable, Equatable, Codable {
    public var base: RunReference
    public var candidate: RunReference
    /// Fields of the environment that differ; with any, every verdict is inconclusive unless it was allowed.
    public var environmentDifferences: [FieldDifference]
    public var scenarios: [ScenarioComparison]
    /// Things that the reader must know, e.g. scenarios that only one of the runs has.
    public var warnings: [String]
    /// The run in which the regressions were measured again.
    public var confirmation: RunReference?

    public init(
        base: RunReference, candidate: RunReference, environmentDifferences: [FieldDifference],
        scenarios: [ScenarioComparison], warnings: [String]
    ) {
        self.base = base
        self.candidate = candidate
        self.environmentDifferences = environmentDifferences
        self.scenarios = scenarios
        self.warnings = warnings
    }

    /// The worst of all: regressed over inconclusive over improved over unchanged. Where nothing was compared, nothing
    /// can be told.
    public var verdict: Verdict {
        var all = Set(scenarios.flatMap(\.variants).map(\.verdict))
        if scenarios.isEmpty || scenarios.contains(where: \.variants.isEmpty) { all.insert(.inconclusive) }
        return [Verdict.regressed, .inconclusive, .improved].first(where: all.contains) ?? .unchanged
    }
}

/// Enough of a run to name it in a report.
public struct RunReference: Sendable, Equatable, Codable {
    public var number: Int
    public var tags: [String]
    public var commit: String?
    public var branch: String?
    public var isDirty: Bool
    /// Seconds since 1970.
    public var startedAtSeconds: Double
    /// Measured on private servers with the model data.
    public var isOfSandbox: Bool

    public init(
        number: Int, tags: [String], commit: String?, branch: String?, isDirty: Bool, startedAtSeconds: Double,
        isOfSandbox: Bool = false
    ) {
        self.number = number
        self.tags = tags
        self.commit = commit
        self.branch = branch
        self.isDirty = isDirty
        self.startedAtSeconds = startedAtSeconds
        self.isOfSandbox = isOfSandbox
    }
}

/// One field of the fingerprint that is not the same in both runs.
public struct FieldDifference: Sendable, Equatable, Codable {
    /// e.g. `redis version`.
    public var field: String
    public var base: String
    public var candidate: String

    public init(field: String, base: String, candidate: String) {
        self.field = field
        self.base = base
        self.candidate = candidate
    }
}

public struct ScenarioComparison: Sendable, Equatable, Codable {
    public var scenario: ScenarioID
    public var variants: [VariantComparison]
    /// Relative change of the control (0.5 = half as slow again), for the attribution.
    public var controlChange: Estimate?
    /// Relative change of each host control, by name.
    public var hostControlChanges: [String: Estimate]

    public init(
        scenario: ScenarioID, variants: [VariantComparison], controlChange: Estimate?,
        hostControlChanges: [String: Estimate]
    ) {
        self.scenario = scenario
        self.variants = variants
        self.controlChange = controlChange
        self.hostControlChanges = hostControlChanges
    }
}

public struct VariantComparison: Sendable, Equatable, Codable {
    public var name: String
    public var verdict: Verdict
    /// One sentence that says why, with figures.
    public var reason: String
    /// The verdict rests on counters or the plan, which no noise moves.
    public var isExact: Bool
    /// p50, p95, p99 in this order.
    public var quantiles: [QuantileComparison]
    public var attribution: Attribution
    public var counterChanges: [CounterChange]
    public var planChange: PlanChange?

    public init(
        name: String, verdict: Verdict, reason: String, isExact: Bool = false, quantiles: [QuantileComparison],
        attribution: Attribution,
        counterChanges: [CounterChange] = [], planChange: PlanChange? = nil
    ) {
        self.name = name
        self.verdict = verdict
        self.reason = reason
        self.isExact = isExact
        self.quantiles = quantiles
        self.attribution = attribution
        self.counterChanges = counterChanges
        self.planChange = planChange
    }
}

public struct QuantileComparison: Sendable, Equatable, Codable {
    public var quantile: Double
    /// Raw, for people; the judgement rests on `change`.
    public var baseNanoseconds: Double?
    public var candidateNanoseconds: Double?
    /// Relative change of the ratio to the control, e.g. 0.05 = 5 % slower, with its 95 % interval; the
    /// verdict rests on a wider one, adjusted for all judgements of the comparison.
    public var change: Estimate?
    /// The smallest change that matters, e.g. 0.02.
    public var margin: Double
    public var minimumDetectableEffect: Double?
    public var verdict: Verdict
    /// Why the quantile was not judged.
    public var refusal: String?

    public init(
        quantile: Double, baseNanoseconds: Double?, candidateNanoseconds: Double?, change: Estimate?, margin: Double,
        minimumDetectableEffect: Double?, verdict: Verdict, refusal: String? = nil
    ) {
        self.quantile = quantile
        self.baseNanoseconds = baseNanoseconds
        self.candidateNanoseconds = candidateNanoseconds
        self.change = change
        self.margin = margin
        self.minimumDetectableEffect = minimumDetectableEffect
        self.verdict = verdict
        self.refusal = refusal
    }
}

/// What moved.
public enum Attribution: String, Sendable, Codable {
    /// Nothing beyond the margin.
    case none
    /// A host control moved: the machine.
    case machine
    /// The protocol control moved: the network or the server's floor.
    case serverFloor
    /// Only the ratio to the control moved.
    case operation
    case cannotTell
}

/// An exact counter that is not the same in both runs.
public struct CounterChange: Sendable, Equatable, Codable {
    public var counter: String
    /// nil: not reported in that run.
    public var base: Int64?
    public var candidate: Int64?

    public init(counter: String, base: Int64?, candidate: Int64?) {
        self.counter = counter
        self.base = base
        self.candidate = candidate
    }
}

public struct PlanChange: Sendable, Equatable, Codable {
    public var base: PlanTree?
    public var candidate: PlanTree?
    /// One sentence, e.g. `NodeIndexSeek became NodeByLabelScan: the index is no longer used`.
    public var summary: String

    public init(base: PlanTree?, candidate: PlanTree?, summary: String) {
        self.base = base
        self.candidate = candidate
        self.summary = summary
    }
}
