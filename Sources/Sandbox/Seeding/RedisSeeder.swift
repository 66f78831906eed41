internal import FoundationEssentials
internal import RedisClient
internal import Transport

/// One key for each session, and a small cache of AI answers.
struct RedisSeeder {
    static let cacheSeconds = 3600

    let model: ModelData

    func fill(_ url: ConnectionURL, _ options: TransportOptions, _ progress: (String) -> Void) throws -> [String: Int64]
    {
        progress("Seeding \(Seeding.counted(model.sessionCount, "session"))")
        let redis = try RedisConnection(to: url, options: options)
        defer { redis.close() }
        try redis.roundTrip(PreparedRequest(try sessions() + answers()))
        guard case .integer(let keys) = try redis.execute("DBSIZE") else { return [:] }
        return ["RedisKey": keys]
    }

    private func sessions() throws -> [[String]] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try (0..<model.sessionCount).map { index in
            let state = String(decoding: try encoder.encode(model.sessionState(index)), as: UTF8.self)
            return ["SET", "tta:session:\(model.sessionID(index))", state]
        }
    }

    private func answers() -> [[String]] {
        (0..<model.cachedAnswerCount).map { index in
            let cached = model.cachedAnswer(index)
            return ["SETEX", cached.key, String(Self.cacheSeconds), cached.answer]
        }
    }
}
