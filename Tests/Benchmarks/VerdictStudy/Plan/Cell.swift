import RunModel

/// What a cell's runs measure.
enum Kind: String, CaseIterable, Codable, Sendable {
    /// All five scenarios, as `ttaperf measure` does by itself.
    case suite
    case redis
    case neo4j
    /// For detection: the goal of "+5 % on a Redis operation within 10 s".
    case redis10s = "redis-10s"
    /// For detection: the goal of "+10 % on a Neo4j query within 30 s".
    case neo4j30s = "neo4j-30s"

    /// Of `ttaperf measure`; without a time the default budget counts.
    var arguments: [String] {
        switch self {
        case .suite: []
        case .redis: ["redis.*", "--time-budget", "5s"]
        case .neo4j: ["graph.*", "--time-budget", "20s"]
        case .redis10s: ["redis.pool", "redis.pipeline", "--time-budget", "10s"]
        case .neo4j30s: ["graph.index", "graph.limit", "--time-budget", "30s"]
        }
    }

    var needsGraph: Bool { self != .redis && self != .redis10s }

    /// A run with its preparation, for planning; what runs really took is in the report.
    var expectedRunSeconds: Double {
        switch self {
        case .suite: 50
        case .redis: 6
        case .neo4j: 23
        case .redis10s: 11
        case .neo4j30s: 33
        }
    }

    /// Few enough for a chain to fit in a slice, many enough for a ramp to be one.
    var chainLength: Int {
        switch self {
        case .suite: 12
        case .redis: 31
        case .neo4j: 13
        case .redis10s: 21
        case .neo4j30s: 11
        }
    }

    /// Requests that are made slower in the cells with an effect; none: the servers are spoken to directly.
    var slowedRequests: [SlowedRequest] {
        switch self {
        case .redis10s: SlowedRequest.redis
        case .neo4j30s: SlowedRequest.graph
        case .suite, .redis, .neo4j: []
        }
    }
}

/// What else the machine does meanwhile.
enum Load: String, CaseIterable, Codable, Sendable {
    /// The machine as it is, with whatever others do on it.
    case idle
    case constant
    case burst
    case ramp
}

/// A chain's circumstances; its neighbouring runs form the pairs.
struct Cell: Hashable, Codable, Sendable {
    var kind: Kind
    var load: Load
    /// Injected slow-down in percent; 0: A/A.
    var effectPercent: Int

    /// Also its folder's name, e.g. `redis-10s.burst.5`.
    var id: String { "\(kind.rawValue).\(load.rawValue).\(effectPercent)" }

    /// Around a chain, for the calibration of what is injected.
    var overheadSeconds: Double { effectPercent == 0 ? 0 : 45 + proofSeconds }
    /// The part of it after the last run.
    var proofSeconds: Double { effectPercent == 0 ? 0 : 20 }

    /// Of the n-th run of a chain: with an effect, runs without and with it take turns.
    func effectPercent(ofRun index: Int) -> Int {
        index.isMultiple(of: 2) ? 0 : effectPercent
    }
}
