internal import BoltClient
internal import Transport

/// The model graph: sessions of users, and each session's chain of narrative nodes.
struct GraphSeeder {
    private static let rowsPerBatch = 1_000
    /// A chain holds about a hundred nodes.
    private static let chainsPerBatch = 10

    let model: ModelData
    let product: String

    func fill(_ url: ConnectionURL, _ options: TransportOptions, _ progress: (String) -> Void) throws -> [String: Int64]
    {
        let graph = try BoltConnection(url: url, options: options)
        defer { graph.close() }
        progress("Seeding \(Seeding.counted(model.nodeCount, "node"))")
        try createUsersAndSessions(graph)
        try createNarratives(graph)
        progress("Building indexes")
        try createIndexes(graph)
        var sizes: [String: Int64] = [:]
        for label in ["NarrativeNode", "Session", "User"] {
            let result = try graph.run("MATCH (n:\(label)) RETURN count(n) AS count", mode: .read)
            sizes[label] = result.column("count").first?.intValue
        }
        return sizes
    }

    private func createUsersAndSessions(_ graph: BoltConnection) throws(BoltError) {
        try create(
            "(:User {user_id: row.user_id, name: row.name})", count: model.userCount, on: graph
        ) { index in
            ["user_id": .string(model.userID(index)), "name": .string(model.userName(index))]
        }
        try create(
            "(:Session {session_id: row.session_id, user_id: row.user_id})", count: model.sessionCount, on: graph
        ) { index in
            ["session_id": .string(model.sessionID(index)), "user_id": .string(model.userID(ofSession: index))]
        }
    }

    /// Whole sessions in one query, so that no node is looked up to be linked.
    ///
    /// `session_ref` repeats `session_id` and never gets an index: what a scan is compared on, on every server.
    private func createNarratives(_ graph: BoltConnection) throws(BoltError) {
        try batches(model.sessionCount, Self.chainsPerBatch) { sessions throws(BoltError) in
            let rows = sessions.flatMap(model.narrativeNodes(ofSession:)).map { node -> BoltValue in
                [
                    "id": .string(node.id), "session_id": .string(node.sessionID), "content": .string(node.content),
                    "timestamp": .int(node.timestamp),
                ]
            }
            _ = try graph.run(
                """
                UNWIND $rows AS row
                CREATE (n:NarrativeNode {id: row.id, session_id: row.session_id, session_ref: row.session_id,
                                         content: row.content, timestamp: row.timestamp})
                WITH n ORDER BY n.timestamp
                WITH n.session_id AS session, collect(n) AS chain
                UNWIND range(0, size(chain) - 2) AS place
                WITH chain[place] AS earlier, chain[place + 1] AS later
                CREATE (earlier)-[:NEXT]->(later)
                """, parameters: ["rows": .list(rows)])
        }
    }

    private func create(
        _ pattern: String, count: Int, on graph: BoltConnection, row: (Int) -> BoltValue
    ) throws(BoltError) {
        try batches(count, Self.rowsPerBatch) { range throws(BoltError) in
            _ = try graph.run(
                "UNWIND $rows AS row CREATE \(pattern)", parameters: ["rows": .list(range.map(row))])
        }
    }

    private func createIndexes(_ graph: BoltConnection) throws(BoltError) {
        let indexed = [
            ("NarrativeNode", "session_id"), ("NarrativeNode", "timestamp"), ("Session", "session_id"),
            ("Session", "user_id"), ("User", "user_id"),
        ]
        for (label, property) in indexed {
            _ = try graph.run("CREATE INDEX tta_\(label)_\(property) FOR (n:\(label)) ON (n.\(property))")
        }
        // ArcadeDB's indexes are complete when it answers, and it has no such procedure.
        if product == "Neo4j" { _ = try graph.run("CALL db.awaitIndexes(120)") }
    }

    private func batches(
        _ count: Int, _ size: Int, _ body: (Range<Int>) throws(BoltError) -> Void
    ) throws(BoltError) {
        var start = 0
        while start < count {
            let end = min(start + size, count)
            try body(start..<end)
            start = end
        }
    }
}
