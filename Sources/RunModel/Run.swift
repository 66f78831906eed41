public import FoundationEssentials

/// Everything that one invocation measured, with the circumstances under which it did.
public struct Run: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable {
        /// Still being measured, or its process was killed before it could say otherwise.
        case running
        case complete
        /// Ended by a signal; kept, and never a baseline by default.
        case interrupted
        /// Ended by an error; what was measured before it is kept.
        case failed
    }

    /// The number that the history gave it, shown as `#12`; 0 before it is stored.
    public var number: Int
    public var startedAt: Date
    public var finishedAt: Date?
    public var status: Status
    /// One sentence: why the run was interrupted or failed.
    public var statusReason: String?
    public var tags: [String]
    public var fingerprint: Fingerprint
    /// Every random order of the run follows from it.
    public var seed: UInt64
    public var scenarios: [ScenarioResult]

    public init(
        number: Int = 0, startedAt: Date, finishedAt: Date? = nil, status: Status = .running,
        statusReason: String? = nil, tags: [String] = [], fingerprint: Fingerprint, seed: UInt64,
        scenarios: [ScenarioResult] = []
    ) {
        self.number = number
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.status = status
        self.statusReason = statusReason
        self.tags = tags
        self.fingerprint = fingerprint
        self.seed = seed
        self.scenarios = scenarios
    }
}
