public import Configuration
internal import RedisClient
public import RunModel
internal import Sampling
internal import Transport

/// `redis.pool`: one read on a connection of its own, and on one that is kept.
public struct PoolScenario: Scenario {
    public let id = ScenarioID("redis.pool")
    public let summary = "one read on a connection of its own, and on a pooled one"
    public let services: Set<Service> = [.redis]

    public init() {}

    public func variantNames(_ settings: ScenarioSettings) -> [String] { ["per-request", "pooled"] }

    public func prepare(_ context: ScenarioContext) throws -> any PreparedScenario {
        guard let url = context.redis else { throw ScenarioError.missingService(id, .redis) }
        return try PreparedPool(id: id, settings: context.settings.pool, url: url, options: context.transport)
    }
}

private struct PreparedPool: PreparedScenario {
    let url: ConnectionURL
    let options: TransportOptions
    let size: Int
    let get: PreparedRequest
    let ping = PreparedRequest("PING")
    let result: ScenarioResult

    init(id: ScenarioID, settings: ScenarioSettings.Pool, url: ConnectionURL, options: TransportOptions) throws {
        self.url = url
        self.options = options
        size = settings.size
        let redis = try RedisConnection(to: url, options: options)
        defer { redis.close() }
        let keys = try RedisKeys.find(matching: settings.keys, count: 1, for: id, on: redis)
        get = PreparedRequest(keys.map { ["GET", $0] })

        let alone = try RedisConnection(to: url, options: options, greets: false)
        defer { alone.close() }
        guard try alone.pipeline(get) == redis.pipeline(get) else {
            throw ScenarioError.unequalResults(id, variant: "pooled", reference: "per-request")
        }
        result = ScenarioResult(
            scenario: id, operation: "read one value", workUnit: "value",
            controlDescription: RedisSession.controlDescription,
            variants: [
                VariantResult(
                    name: "per-request", summary: "connect, GET, close",
                    counters: ["connects": 1, "bytes_received": Int64(alone.bytesReceived)],
                    controlName: Self.connectControl),
                VariantResult(
                    name: "pooled", summary: "GET on a kept connection",
                    counters: ["connects": 0, "round_trips": Int64(get.roundTrips)]),
            ])
    }

    func openBlock() throws -> any BlockSession {
        let pool = RedisPool(url: url, options: options, size: size)
        return RedisSession(try RedisConnection(to: url, options: options)) { _ in
            [
                // Few in a turn: each leaves a port behind that the kernel holds for a minute.
                Lane(name: "per-request", role: .variant, controlName: Self.connectControl) {
                    try alone(get)
                },
                Lane(name: "pooled", role: .variant) {
                    _ = try pool.withConnection { try $0.roundTrip(get) }
                },
                Lane(name: Self.connectControl, role: .control) { try alone(ping) },
            ]
        }
    }

    /// On a connection of its own.
    private func alone(_ request: PreparedRequest) throws {
        let redis = try RedisConnection(to: url, options: options, greets: false)
        defer { redis.close() }
        try redis.roundTrip(request)
    }

    /// PING on a connection of its own.
    private static let connectControl = "control.per-request"
}
