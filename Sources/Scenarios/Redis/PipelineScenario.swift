public import Configuration
internal import RedisClient
public import RunModel
internal import Sampling
internal import Transport

/// `redis.pipeline`: the same values by a round trip each, in one pipeline, and by one MGET.
public struct PipelineScenario: Scenario {
    public let id = ScenarioID("redis.pipeline")
    public let summary = "the same values by a round trip each, in one pipeline, and by one MGET"
    public let services: Set<Service> = [.redis]

    public init() {}

    public func variantNames(_ settings: ScenarioSettings) -> [String] { ["single", "pipelined", "mget"] }

    public func prepare(_ context: ScenarioContext) throws -> any PreparedScenario {
        guard let url = context.redis else { throw ScenarioError.missingService(id, .redis) }
        return try PreparedPipeline(id: id, settings: context.settings.pipeline, url: url, options: context.transport)
    }
}

private struct PreparedPipeline: PreparedScenario {
    let url: ConnectionURL
    let options: TransportOptions
    let single: [PreparedRequest]
    let pipelined: PreparedRequest
    let mget: PreparedRequest
    let ping = PreparedRequest("PING")
    let pings: PreparedRequest
    let result: ScenarioResult

    init(
        id: ScenarioID, settings: ScenarioSettings.Pipeline, url: ConnectionURL, options: TransportOptions
    ) throws {
        self.url = url
        self.options = options
        let redis = try RedisConnection(to: url, options: options)
        defer { redis.close() }
        let keys = try RedisKeys.find(matching: settings.keys, count: settings.batch, for: id, on: redis)
        single = keys.map { PreparedRequest("GET", $0) }
        pipelined = PreparedRequest(keys.map { ["GET", $0] })
        mget = PreparedRequest([["MGET"] + keys])
        pings = PreparedRequest(keys.map { _ in ["PING"] })

        let requests = [("single", single), ("pipelined", [pipelined]), ("mget", [mget])]
        let summaries = [
            "single": "one GET a round trip", "pipelined": "\(keys.count) GET sent together",
            "mget": "one MGET of \(keys.count) keys",
        ]
        var reference: [RedisValue]?
        var variants: [VariantResult] = []
        for (name, requests) in requests {
            let (sent, received) = (redis.bytesSent, redis.bytesReceived)
            let values = try Self.values(of: requests, on: redis)
            if let reference, reference != values {
                throw ScenarioError.unequalResults(id, variant: name, reference: "single")
            }
            reference = values
            variants.append(
                VariantResult(
                    name: name, summary: summaries[name] ?? name,
                    counters: [
                        "round_trips": Int64(requests.reduce(0) { $0 + $1.roundTrips }),
                        "commands": Int64(requests.reduce(0) { $0 + $1.commandCount }),
                        "bytes_sent": Int64(redis.bytesSent - sent),
                        "bytes_received": Int64(redis.bytesReceived - received),
                    ],
                    controlName: name == "single" ? Self.singleControl : Self.pipelinedControl))
        }
        result = ScenarioResult(
            scenario: id, operation: "read \(keys.count) values", workPerOperation: keys.count, workUnit: "value",
            controlDescription: RedisSession.controlDescription, variants: variants)
    }

    func openBlock() throws -> any BlockSession {
        RedisSession(try RedisConnection(to: url, options: options)) { redis in
            [
                Lane(name: "single", role: .variant, controlName: Self.singleControl) {
                    for request in single { try redis.roundTrip(request) }
                },
                Lane(name: "pipelined", role: .variant, controlName: Self.pipelinedControl) {
                    try redis.roundTrip(pipelined)
                },
                Lane(name: "mget", role: .variant, controlName: Self.pipelinedControl) { try redis.roundTrip(mget) },
                Lane(name: Self.singleControl, role: .control) {
                    for _ in single { try redis.roundTrip(ping) }
                },
                Lane(name: Self.pipelinedControl, role: .control) { try redis.roundTrip(pings) },
            ]
        }
    }

    /// As many PINGs, a round trip each.
    private static let singleControl = "control.single"
    /// As many PINGs, sent together.
    private static let pipelinedControl = "control.pipelined"

    /// MGET's one array and the others' single replies in one shape.
    private static func values(of requests: [PreparedRequest], on redis: RedisConnection) throws -> [RedisValue] {
        let replies = try requests.flatMap { try redis.pipeline($0) }
        if replies.count == 1, case .array(let values) = replies[0] { return values }
        return replies
    }
}
