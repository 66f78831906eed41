internal import BoltClient
public import Configuration
internal import RedisClient
public import RunModel
internal import Sampling
internal import Synchronization
internal import Transport

/// `fetch.concurrent`: a session, its narrative and its user one after the other, and the first two at once.
public struct ConcurrentScenario: Scenario {
    public let id = ScenarioID("fetch.concurrent")
    public let summary = "session, narrative and user in turn, and session and narrative at the same time"
    public let services: Set<Service> = [.redis, .graph]

    public init() {}

    public func variantNames(_ settings: ScenarioSettings) -> [String] { ["sequential", "concurrent"] }

    public func prepare(_ context: ScenarioContext) throws -> any PreparedScenario {
        guard let redis = context.redis else { throw ScenarioError.missingService(id, .redis) }
        guard let graph = context.graph else { throw ScenarioError.missingService(id, .graph) }
        return try PreparedFetch(
            id: id, settings: context.settings.fetch, redis: redis, graph: graph, options: context.transport)
    }
}

private struct PreparedFetch: PreparedScenario {
    let redisURL: ConnectionURL
    let graph: ConnectionURL
    let options: TransportOptions
    let cycles: FetchSession.Cycles
    let controls: FetchSession.Controls
    let result: ScenarioResult

    init(
        id: ScenarioID, settings: ScenarioSettings.Fetch, redis redisURL: ConnectionURL, graph: ConnectionURL,
        options: TransportOptions
    ) throws {
        (self.redisURL, self.graph, self.options) = (redisURL, graph, options)
        let redis = try RedisConnection(to: redisURL, options: options)
        defer { redis.close() }
        let bolt = try BoltConnection(url: graph, options: options, mode: .read)
        defer { bolt.close() }
        let finder = SessionFinder(
            settings: settings, redis: redis, inspector: try QueryInspector(id, on: bolt))
        let found = try finder.find()
        try Self.check(found, redis: redis, graph: graph, options: options, id)

        cycles = FetchSession.Cycles(found.map(\.steps))
        let counters = try Self.counters(of: found[0].steps, redis, bolt)
        controls = try Self.controls(of: found[0].steps, bolt)
        result = ScenarioResult(
            scenario: id,
            operation: "fetch a session, its narrative and its user, \(found.count) sessions in turn",
            workUnit: "fetch", controlDescription: FetchSession.controlDescription,
            variants: [
                VariantResult(
                    name: "sequential", summary: "session, then narrative, then user",
                    counters: counters.merging(["round_trips_in_turn": 3, "threads": 1]) { $1 },
                    controlName: FetchSession.Controls.sequential),
                VariantResult(
                    name: "concurrent", summary: "session and narrative at once on two threads, then user",
                    counters: counters.merging(["round_trips_in_turn": 2, "threads": 2]) { $1 },
                    controlName: FetchSession.Controls.concurrent),
            ], stages: [["step.session", "step.narrative"], ["step.user"]])
    }

    func openBlock() throws -> any BlockSession {
        try FetchSession(redis: redisURL, graph: graph, options: options, cycles, controls)
    }

    func compilationNanoseconds() -> UInt64? { CompilationClock(url: graph, options: options).nanoseconds() }

    private static func counters(
        of steps: FetchSteps, _ redis: RedisConnection, _ bolt: BoltConnection
    ) throws -> [String: Int64] {
        let before = redis.bytesReceived
        try redis.roundTrip(steps.session)
        let narrative = try bolt.roundTrip(steps.narrative)
        let user = try bolt.roundTrip(steps.user)
        return [
            "round_trips": 3,
            "rows": Int64(narrative.rows + user.rows),
            "bytes_received": Int64(redis.bytesReceived - before + narrative.bytesReceived + user.bytesReceived),
        ]
    }

    private static func controls(
        of steps: FetchSteps, _ bolt: BoltConnection
    ) throws -> FetchSession.Controls {
        let (narrative, user) = (try bolt.roundTrip(steps.narrative), try bolt.roundTrip(steps.user))
        func control(_ name: String, _ exchange: BoltRoundTripSummary) -> ControlQuery {
            ControlQuery(
                of: name, work: Int64(exchange.rows), rows: Int64(exchange.rows), bytes: Int64(exchange.bytesReceived))
        }
        return FetchSession.Controls(narrative: control("narrative", narrative), user: control("user", user))
    }

    /// Fetches every session again with the narrative on another thread, as the concurrent variant does.
    private static func check(
        _ sessions: [FoundSession], redis: RedisConnection, graph: ConnectionURL, options: TransportOptions,
        _ id: ScenarioID
    ) throws {
        let fetched = Received()
        let queries = sessions.map(\.narrative)
        let worker = try Worker {
            let bolt = try BoltConnection(url: graph, options: options, mode: .read)
            return Worker.Job(
                run: { index in
                    let query = queries[index]
                    let rows = try bolt.run(query.text, parameters: query.parameters, mode: .read).records
                    fetched.rows.withLock { $0 = rows }
                }, close: { bolt.close() })
        }
        defer { worker.stop() }
        for (index, session) in sessions.enumerated() {
            worker.start(index)
            let value = try redis.pipeline(session.steps.session).first
            try worker.finish()
            guard value == session.value, fetched.rows.withLock({ RowCounts($0) }) == session.narrativeRows else {
                throw ScenarioError.unequalResults(id, variant: "concurrent", reference: "sequential")
            }
        }
    }

    private final class Received: Sendable {
        let rows = Mutex<[[BoltValue]]>([])
    }
}
