/// What a report judges, in the form in which a CI shows it.
public struct Judgements: Sendable, Equatable {
    public var all: [Judgement]
    /// One sentence about all of them.
    public var conclusion: String
    /// Where and when was measured, as far as it is one place.
    public var host: String?
    public var startedAtSeconds: Double?

    public init(all: [Judgement], conclusion: String, host: String? = nil, startedAtSeconds: Double? = nil) {
        self.all = all
        self.conclusion = conclusion
        self.host = host
        self.startedAtSeconds = startedAtSeconds
    }
}

/// One variant of a scenario, or a whole scenario without figures.
public struct Judgement: Sendable, Equatable {
    public enum Result: Sendable, Equatable {
        case passed
        /// Better than before.
        case improved
        /// A confirmed regression, or a target that was missed.
        case failed
        /// The figures cannot tell.
        case undecided
        /// There are no figures to judge: the scenario failed or is invalid, or could not be measured again.
        case broken
    }

    public var scenario: String
    public var variant: String?
    public var result: Result
    /// What the result is called, e.g. `regressed`, `target missed`.
    public var label: String
    /// One sentence with figures.
    public var reason: String
    /// Further facts, a line each.
    public var details: [String]
    /// The p50 of the operation, in seconds.
    public var medianSeconds: Double?

    public init(
        scenario: String, variant: String?, result: Result, label: String, reason: String, details: [String] = [],
        medianSeconds: Double? = nil
    ) {
        self.scenario = scenario
        self.variant = variant
        self.result = result
        self.label = label
        self.reason = reason
        self.details = details
        self.medianSeconds = medianSeconds
    }
}
