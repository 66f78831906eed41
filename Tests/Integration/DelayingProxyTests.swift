import Glibc
import RedisClient
import Sampling
import Testing
import Transport

@testable import VerdictStudy

/// The proxy of the verdict study in front of a real server.
@Suite struct DelayingProxyTests {
    private let server: RedisServer
    private let proxy: DelayingProxy
    private let url: ConnectionURL

    init() throws {
        let (descriptor, port) = try Sockets.listen()
        close(descriptor)
        server = try RedisServer(["bind 127.0.0.1", "port \(port)"])
        proxy = try DelayingProxy(toPort: port, holds: Holds(SlowedRequest.redis))
        url = ConnectionURL(scheme: .redis, host: "127.0.0.1", port: proxy.port)
    }

    @Test func passesBytesThrough() throws {
        let redis = try RedisConnection(to: url)
        let value = String((0..<300_000).map { Character(UnicodeScalar(UInt8(33 + $0 % 90))) })
        try redis.execute("SET", "large", value)
        #expect(try redis.execute("GET", "large").string == value)
        let replies = try redis.pipeline(PreparedRequest((0..<1000).map { ["ECHO", "\($0)"] }))
        #expect(replies.map(\.string) == (0..<1000).map { "\($0)" })
    }

    @Test func holdsOnlyWhatMatches() throws {
        let redis = try RedisConnection(to: url)
        let (get, ping) = (PreparedRequest("GET", "key"), PreparedRequest("PING"))
        // The least of many: other work on the machine makes some slower, and none faster.
        func shortest(_ request: PreparedRequest) throws -> Double {
            try (0..<20).map { _ in
                let start = MonotonicClock.nanoseconds()
                try redis.roundTrip(request)
                return Double(MonotonicClock.nanoseconds() - start)
            }.min() ?? 0
        }
        let unheld = try shortest(get)
        let single = try #require(SlowedRequest.redis.firstIndex { $0.name == "redis.pipeline/single" })
        proxy.holds.set(single, share: 200)
        #expect(try shortest(get) > 20 * unheld)
        #expect(try shortest(ping) < 20 * unheld)
        proxy.holds.set(single, share: 0)
        #expect(try shortest(get) < 20 * unheld)
    }

    @Test func stoppingEndsItsConnections() throws {
        let redis = try RedisConnection(to: url)
        try redis.roundTrip(PreparedRequest("PING"))
        proxy.stop()
        #expect(throws: RedisError.self) { try redis.roundTrip(PreparedRequest("PING")) }
        #expect(throws: RedisError.self) { try RedisConnection(to: url) }
    }
}
