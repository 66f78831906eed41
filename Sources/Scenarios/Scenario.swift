public import Configuration
public import RunModel
public import Sampling
public import Transport

/// A server that a scenario needs.
public enum Service: String, Sendable, CaseIterable {
    case redis
    case graph
}

/// A named comparison of a slow and a fast way on one workload: one file, and one entry in `Catalogue`.
public protocol Scenario: Sendable {
    var id: ScenarioID { get }
    /// One line for lists and completion.
    var summary: String { get }
    var services: Set<Service> { get }
    /// The names of what it compares, the slow habit first; targets may be about one of them.
    func variantNames(_ settings: ScenarioSettings) -> [String]

    /// Connects, checks that the data are there and that every variant returns the same, and measures nothing.
    func prepare(_ context: ScenarioContext) throws -> any PreparedScenario
}

/// A scenario whose data were found and whose variants agree.
public protocol PreparedScenario: Workload {
    /// What is compared, with exact counters and plans, and no blocks yet.
    var result: ScenarioResult { get }
}

/// What a scenario may use.
public struct ScenarioContext: Sendable {
    public var settings: ScenarioSettings
    public var redis: ConnectionURL?
    public var graph: ConnectionURL?
    public var transport: TransportOptions

    public init(
        settings: ScenarioSettings, redis: ConnectionURL?, graph: ConnectionURL?, transport: TransportOptions
    ) {
        self.settings = settings
        self.redis = redis
        self.graph = graph
        self.transport = transport
    }
}

/// Why a scenario cannot be measured.
public enum ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
    case missingService(ScenarioID, Service)
    /// `what` is absent on the server; `advice` says how to go on.
    case missingData(ScenarioID, what: String, advice: String)
    /// Two variants returned different results.
    case unequalResults(ScenarioID, variant: String, reference: String)
    /// A variant would not be what its name says, or cannot be checked: no index, or a hint that the server ignores.
    case incomparable(ScenarioID, what: String, advice: String)
    /// A query that is not proven to only read; `query` begins a sentence.
    case writingQuery(_ query: String, why: String)
    /// The server refused a query of the user's own; `reason` is a sentence.
    case refusedQuery(_ query: String, reason: String)

    public var description: String {
        switch self {
        case .missingService(let id, let service):
            "\(id) needs a \(service.rawValue) server; name one, or use --sandbox."
        case .missingData(let id, let what, let advice):
            "\(id) finds no data: \(what); \(advice)."
        case .unequalResults(let id, let variant, let reference):
            "\(id) is invalid: \(variant) does not return what \(reference) returns; did the data change meanwhile?"
        case .incomparable(let id, let what, let advice):
            "\(id) would compare nothing: \(what); \(advice)."
        case .writingQuery(let query, let why):
            "\(query) is not measured, because it may write (\(why)); use a query that only reads."
        case .refusedQuery(let query, let reason):
            "\(query) cannot be run: \(reason)"
        }
    }
}
