/// Something worth changing: evidence, the threshold it crossed, what to do, and where to read on.
public struct Finding: Codable, Sendable, Equatable {
    public var scenario: ScenarioID
    public var variant: String?
    /// e.g. `NodeByLabelScan reads 20000 rows to return 100`.
    public var evidence: String
    /// e.g. `more than 10 rows read per row returned`.
    public var threshold: String
    public var advice: String
    public var link: String?

    public init(
        scenario: ScenarioID, variant: String? = nil, evidence: String, threshold: String, advice: String,
        link: String? = nil
    ) {
        self.scenario = scenario
        self.variant = variant
        self.evidence = evidence
        self.threshold = threshold
        self.advice = advice
        self.link = link
    }
}
