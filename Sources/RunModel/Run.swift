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

    /// Which command measured it, and what for.
    public enum Origin: String, Codable, Sendable {
        case measure
        /// Of `gate`: its candidate, and the second server that it was held against.
        case gate
        /// Of `gate`: only what raised an alarm, measured a second time.
        case confirmation
    }

    /// The number that the history gave it, shown as `#12`; 0 before it is stored.
    public var number: Int
    public var startedAt: Date
    public var finishedAt: Date?
    public var status: Status
    /// One sentence: why the run was interrupted or failed.
    public var statusReason: String?
    public var origin: Origin
    public var tags: [String]
    public var fingerprint: Fingerprint
    /// Every random order of the run follows from it.
    public var seed: UInt64
    public var scenarios: [ScenarioResult]

    public init(
        number: Int = 0, startedAt: Date, finishedAt: Date? = nil, status: Status = .running,
        statusReason: String? = nil, origin: Origin = .measure, tags: [String] = [], fingerprint: Fingerprint,
        seed: UInt64, scenarios: [ScenarioResult] = []
    ) {
        self.number = number
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.status = status
        self.statusReason = statusReason
        self.origin = origin
        self.tags = tags
        self.fingerprint = fingerprint
        self.seed = seed
        self.scenarios = scenarios
    }

    /// A run of an export that is older than origins counts as measured by `measure`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        number = try values.decode(Int.self, forKey: .number)
        startedAt = try values.decode(Date.self, forKey: .startedAt)
        finishedAt = try values.decodeIfPresent(Date.self, forKey: .finishedAt)
        status = try values.decode(Status.self, forKey: .status)
        statusReason = try values.decodeIfPresent(String.self, forKey: .statusReason)
        origin = try values.decodeIfPresent(Origin.self, forKey: .origin) ?? .measure
        tags = try values.decode([String].self, forKey: .tags)
        fingerprint = try values.decode(Fingerprint.self, forKey: .fingerprint)
        seed = try values.decode(UInt64.self, forKey: .seed)
        scenarios = try values.decode([ScenarioResult].self, forKey: .scenarios)
    }
}
