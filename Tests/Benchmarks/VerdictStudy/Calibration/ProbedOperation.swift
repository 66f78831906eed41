import BoltClient
import RedisClient
import Transport

/// One operation of a client, as the scenarios do it, for the alternation.
struct ProbedOperation {
    var run: () throws -> Void
}

/// The operations behind `HeldRequest.redis` and `.graph`, in their order, through the proxy that `url` names.
enum ProbedOperations {
    struct NoData: Error, CustomStringConvertible {
        var description: String { "The study's servers have lost the model data; start the study again." }
    }

    static func redis(_ url: ConnectionURL, _ options: TransportOptions) throws -> [ProbedOperation] {
        let redis = try RedisConnection(to: url, options: options)
        guard case .array(let found) = try redis.execute("KEYS", "tta:session:*") else { throw NoData() }
        let keys = found.compactMap(\.string).sorted().prefix(100)
        guard let first = keys.first else { throw NoData() }
        let get = PreparedRequest("GET", first)
        let mget = PreparedRequest([["MGET"] + keys])
        let pipelined = PreparedRequest(keys.map { ["GET", $0] })
        return [
            ProbedOperation {
                let alone = try RedisConnection(to: url, options: options, greets: false)
                defer { alone.close() }
                try alone.roundTrip(get)
            },
            ProbedOperation { try redis.roundTrip(mget) },
            ProbedOperation { try redis.roundTrip(pipelined) },
            ProbedOperation { try redis.roundTrip(get) },
        ]
    }

    static func graph(_ url: ConnectionURL, _ options: TransportOptions) throws -> [ProbedOperation] {
        let bolt = try BoltConnection(url: url, options: options, mode: .read)
        let values = try bolt.run(
            "MATCH (n:`NarrativeNode`) RETURN DISTINCT n.`session_id` AS value LIMIT 20", mode: .read
        ).records.compactMap(\.first)
        guard !values.isEmpty else { throw NoData() }
        let match = "MATCH (n:`NarrativeNode`) WHERE"
        let selection = "\(match) n.`session_id` = $value AND n.`timestamp` IS NOT NULL RETURN n"
        return try [
            "\(selection) ORDER BY n.`timestamp` DESC LIMIT 10", selection,
            "\(match) n.`session_ref` = $value RETURN n", "\(match) n.`session_id` = $value RETURN n",
        ].map { text in
            let queries = try values.map { try bolt.prepare(text, parameters: ["value": $0], mode: .read) }
            var position = 0
            return ProbedOperation {
                _ = try bolt.roundTrip(queries[position % queries.count])
                position += 1
            }
        }
    }
}
