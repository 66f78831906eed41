internal import RedisClient
internal import RunModel

/// Finds keys that hold strings, with SCAN: KEYS would stop the server of a user for as long as it takes.
enum RedisKeys {
    /// Enough for any batch, few enough for a large keyspace.
    static let mostScans = 10_000

    /// The first `count` keys in alphabetical order of those that the scan meets first.
    static func find(
        matching pattern: String, count: Int, for scenario: ScenarioID, on redis: RedisConnection
    ) throws -> [String] {
        let found = try search(matching: pattern, count: count, on: redis)
        guard found.count == count else {
            throw ScenarioError.missingData(
                scenario, what: "\(found.count) string keys match '\(pattern)', and \(count) are needed",
                advice: "set \(scenario).keys in ttaperf.yml to a pattern of your own, or use --sandbox")
        }
        return found
    }

    /// As many as there are, at most `count`.
    static func search(matching pattern: String, count: Int, on redis: RedisConnection) throws -> [String] {
        var found: Set<String> = []
        var cursor = "0"
        var scans = 0
        repeat {
            let reply = try redis.execute("SCAN", cursor, "MATCH", pattern, "COUNT", "1000")
            guard case .array(let parts) = reply, parts.count == 2, let next = parts[0].string,
                case .array(let keys) = parts[1]
            else { break }
            found.formUnion(try strings(keys.compactMap(\.string), on: redis))
            cursor = next
            scans += 1
        } while cursor != "0" && found.count < count && scans < mostScans
        return Array(found.sorted().prefix(count))
    }

    private static func strings(_ keys: [String], on redis: RedisConnection) throws -> [String] {
        guard !keys.isEmpty else { return [] }
        let types = try redis.pipeline(PreparedRequest(keys.map { ["TYPE", $0] }))
        return zip(keys, types).filter { $0.1 == .status("string") }.map(\.0)
    }
}
