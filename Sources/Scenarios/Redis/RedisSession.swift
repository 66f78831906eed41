internal import RedisClient
internal import RunModel
internal import Sampling

/// A block on one connection to Redis, with PING for control.
final class RedisSession: BlockSession {
    static let controlDescription = "PING on the same connection"

    let redis: RedisConnection
    let lanes: [Lane]

    init(_ redis: RedisConnection, variants: (RedisConnection) -> [Lane]) {
        self.redis = redis
        let ping = PreparedRequest("PING")
        lanes = variants(redis) + [Lane(name: Measurement.plainControl, role: .control) { try redis.roundTrip(ping) }]
    }

    func close() {
        redis.close()
    }
}
