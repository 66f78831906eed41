/// The name of a scenario, e.g. `redis.pipeline`.
public struct ScenarioID: RawRepresentable, Hashable, Codable, Sendable, Comparable, CustomStringConvertible {
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }

    public var description: String { rawValue }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// One scenario of a run: what was compared, and every block that was measured of it.
public struct ScenarioResult: Codable, Sendable, Equatable {
    public enum Outcome: Codable, Sendable, Equatable {
        /// Every planned block was measured and all variants returned equal results.
        case valid
        /// The variants' results differ, or a hint was not followed: its figures compare nothing.
        case invalid(reason: String)
        /// An error ended it; the blocks measured before it are kept.
        case failed(reason: String)
        case interrupted
        /// Blocks are still being added.
        case unfinished

        /// Why it compares nothing or could not be measured; nil otherwise.
        public var reason: String? {
            switch self {
            case .invalid(let reason), .failed(let reason): reason
            case .valid, .interrupted, .unfinished: nil
            }
        }
    }

    public var scenario: ScenarioID
    /// What one sample times, e.g. `fetch 100 values`.
    public var operation: String
    /// How many units of work one operation does, and what a unit is, e.g. 100 × `command`.
    public var workPerOperation: Int
    public var workUnit: String
    /// What the control is, e.g. `PING on the same connection`.
    public var controlDescription: String
    /// In catalogue order: the first is the slow habit.
    public var variants: [VariantResult]
    /// Names of step lanes: those of one stage need not wait for each other, and a stage follows the one before.
    /// Nil for a scenario of one step.
    public var stages: [[String]]?
    public var blocks: [Block]
    public var outcome: Outcome
    /// Things the reader must know before trusting a figure, e.g. "warm-up did not become stationary".
    public var warnings: [String]
    /// Of the time from the first judged block to the last, how much the server's just-in-time compiler worked: 1 for
    /// one compiler that always did. Nil where the server does not say.
    public var compilationShare: Double?

    /// A compiler that works less has settled: the server does not become faster by itself any more.
    public static let settledCompilationShare = 0.05

    public init(
        scenario: ScenarioID, operation: String, workPerOperation: Int = 1, workUnit: String,
        controlDescription: String, variants: [VariantResult], stages: [[String]]? = nil,
        blocks: [Block] = [], outcome: Outcome = .unfinished, warnings: [String] = [],
        compilationShare: Double? = nil
    ) {
        self.scenario = scenario
        self.operation = operation
        self.workPerOperation = workPerOperation
        self.workUnit = workUnit
        self.controlDescription = controlDescription
        self.variants = variants
        self.stages = stages
        self.blocks = blocks
        self.outcome = outcome
        self.warnings = warnings
        self.compilationShare = compilationShare
    }
}

/// One way of doing a scenario's operation, with what is exact about it.
public struct VariantResult: Codable, Sendable, Equatable {
    public var name: String
    /// One line for people, e.g. `one GET per round trip`.
    public var summary: String
    /// Exact, noise-free facts about one operation, e.g. `round_trips`, `bytes_received`, `db_hits`, `rows`.
    /// A metric that the server does not report is absent, never 0.
    public var counters: [String: Int64]
    public var plan: PlanTree?
    /// The lane that does the same without the work itself: as many round trips, connections, rows. The variant is
    /// judged by its ratio to it. Nil: `control`.
    public var controlName: String?

    public init(
        name: String, summary: String, counters: [String: Int64] = [:], plan: PlanTree? = nil,
        controlName: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.counters = counters
        self.plan = plan
        self.controlName = controlName
    }
}
