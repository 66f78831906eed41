import BoltClient
import RunModel
import Testing

@Suite struct BoltPlanTests {
    @Test(arguments: GraphServer.all) func explainGivesAPlanWithoutRunning(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        let result = try bolt.run("EXPLAIN MATCH (n:NarrativeNode) WHERE n.session_id = 'x' RETURN n")
        #expect(result.records.isEmpty)
        let plan = try #require(result.summary.plan)
        #expect(result.summary.profile == nil)
        #expect(plan.totalDbHits == nil)
        #expect(plan.allSatisfy { !$0.operatorName.contains("@") })
    }

    @Test(.enabled(if: GraphServer.hasNeo4j)) func neo4jsProfileCounts() throws {
        let bolt = try BoltConnection(url: GraphServer.neo4j.url())
        let query = "PROFILE MATCH (n:NarrativeNode) WHERE n.session_id = $s RETURN n.session_id AS s"
        let session = try #require(
            bolt.run("MATCH (n:NarrativeNode) RETURN n.session_id AS s LIMIT 1").column("s").first)
        let result = try bolt.run(query, parameters: ["s": session])
        let profile = try #require(result.summary.profile)
        #expect(profile.operatorName == "ProduceResults")
        #expect(profile.rows == Int64(result.records.count))
        #expect((profile.totalDbHits ?? 0) > 0)
        #expect(profile.contains(operatorName: "NodeIndexSeek") || profile.contains(operatorName: "NodeByLabelScan"))
        #expect(profile.allSatisfy { $0.estimatedRows != nil })
    }

    /// Operators without a child, and those of schema commands.
    @Test(
        .enabled(if: GraphServer.hasNeo4j),
        arguments: [
            ("EXPLAIN CREATE INDEX bolt_plan_test FOR (n:BoltPlanTest) ON (n.x)", "CreateIndex"),
            ("EXPLAIN CREATE INDEX bolt_plan_test IF NOT EXISTS FOR (n:BoltPlanTest) ON (n.x)", "CreateIndex"),
            ("EXPLAIN SHOW INDEXES", "ProduceResults"), ("EXPLAIN CALL db.ping()", "ProduceResults"),
            ("EXPLAIN RETURN 1", "ProduceResults"),
        ])
    func everyNeo4jPlanHasItsName(_ query: String, _ root: String) throws {
        let bolt = try BoltConnection(url: GraphServer.neo4j.url())
        #expect(try bolt.run(query).summary.plan?.operatorName == root)
    }

    @Test func arcadeDBsProfileIsReadFromItsText() throws {
        let bolt = try BoltConnection(url: GraphServer.arcadeDB.url())
        let result = try bolt.run("PROFILE MATCH (n:NarrativeNode) WHERE n.session_id = 'x' RETURN n.session_id AS s")
        let profile = try #require(result.summary.profile)
        // Its zeros are made up.
        #expect(profile.totalDbHits == nil)
        #expect(profile.contains { $0.operatorName.contains("Scan") || $0.operatorName.contains("Seek") })
    }
}
