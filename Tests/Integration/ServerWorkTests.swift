import RedisClient
import Sampling
import Testing

@testable import VerdictStudy

/// The work that the verdict study makes a real redis-server do.
@Suite struct ServerWorkTests {
    private let folder: Place
    private let work: ServerWork
    private let server: RedisServer

    init() throws {
        folder = try Place()
        work = try ServerWork(SlowedRequest.redis, folder: folder.path("tmp"))
        server = try RedisServer(environment: work.environment)
    }

    /// The least of many, in nanoseconds: other work on the machine makes some slower, and none faster.
    private func shortest(_ body: () throws -> Void) rethrows -> Double {
        try (0..<20).map { _ in
            let start = MonotonicClock.nanoseconds()
            try body()
            return Double(MonotonicClock.nanoseconds() - start)
        }.min() ?? 0
    }

    private func set(_ name: String, _ amount: Double) {
        work.setAll(work.requests.map { $0.name == name ? amount : 0 })
    }

    /// 1,000 times 20,000 rounds: some tens of milliseconds, far beyond a round trip.
    @Test func onlyTheNamedKindOfRequestIsSlower() throws {
        let redis = try server.connect()
        let pipeline = PreparedRequest((0..<16).map { ["GET", "tta:session:\($0)"] })
        let lanes: [(name: String, run: () throws -> Void)] = [
            ("redis.pipeline/single", { try redis.roundTrip(PreparedRequest("GET", "key")) }),
            ("redis.pipeline/mget", { try redis.roundTrip(PreparedRequest("MGET", "key", "other")) }),
            ("redis.pipeline/pipelined", { _ = try redis.pipeline(pipeline) }),
            ("none", { try redis.roundTrip(PreparedRequest("PING")) }),
        ]
        for slowed in lanes {
            set(slowed.name, 1_000)
            for lane in lanes {
                let time = try shortest(lane.run)
                #expect(
                    (time > 5e6) == (lane.name == slowed.name && lane.name != "none"), "\(slowed.name) \(lane.name)")
            }
        }
    }

    /// `redis.pool/per-request` does not greet; every pooled connection has.
    @Test func aConnectionThatDidNotGreetIsAKindOfItsOwn() throws {
        set("redis.pool/per-request", 1_000)
        let redis = try server.connect()
        let ungreeted = try RedisConnection(to: server.url(), greets: false)
        let get = PreparedRequest("GET", "key")
        #expect(try shortest { try redis.roundTrip(get) } < 5e6)
        #expect(try shortest { try ungreeted.roundTrip(get) } > 5e6)
    }
}
