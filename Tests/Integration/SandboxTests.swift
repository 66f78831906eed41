import BoltClient
import Cancellation
import ChildProcess
import Configuration
import Foundation
import RedisClient
import RunModel
import Sandbox
import Testing
import Transport

@Suite struct SandboxTests {
    @Test(arguments: GraphServer.all)
    func theModelGraphIsThereAndCounted(server: GraphServer) throws {
        let sandbox = try server.sandbox()
        #expect(sandbox.dataSize == ["NarrativeNode": 2_000, "Session": 20, "User": 10, "RedisKey": 70])
        #expect(sandbox.servers.map(\.product) == ["Redis", server.name])
        #expect(sandbox.servers.allSatisfy { $0.isRunning && $0.version != nil })

        let graph = try BoltConnection(url: server.url())
        func count(_ query: String) throws -> Int64? { try graph.run(query).records.first?.first?.intValue }
        #expect(try count("MATCH (:NarrativeNode)-[r:NEXT]->(:NarrativeNode) RETURN count(r)") == 2_000 - 20)
        #expect(
            try count("MATCH (a:NarrativeNode)-[:NEXT]->(b) WHERE a.session_id = b.session_id RETURN count(*)")
                == 2_000 - 20)
        #expect(
            try count("MATCH (a:NarrativeNode)-[:NEXT]->(b) WHERE a.timestamp < b.timestamp RETURN count(*)")
                == 2_000 - 20)
        #expect(try count("MATCH (n:NarrativeNode) RETURN count(DISTINCT n.timestamp)") == 2_000)
        #expect(try count("MATCH (n:NarrativeNode) WHERE n.session_ref = n.session_id RETURN count(n)") == 2_000)
        #expect(
            try count(
                "MATCH (s:Session) MATCH (u:User {user_id: s.user_id}) MATCH (n:NarrativeNode {session_id: s.session_id}) "
                    + "RETURN count(n)") == 2_000)
        let lengths = try graph.run("MATCH (n:NarrativeNode) RETURN min(size(n.content)), max(size(n.content))")
        let shortest = try #require(lengths.records[0][0].intValue)
        let longest = try #require(lengths.records[0][1].intValue)
        #expect(shortest > 130 && longest < 270)
    }

    @Test(arguments: GraphServer.all)
    func whatIsIndexedIsSoughtAndTheTwinIsScanned(server: GraphServer) throws {
        let graph = try BoltConnection(url: server.url())
        func plan(_ pattern: String) throws -> PlanTree {
            let parameters: [String: BoltValue] = ["text": "session-0007", "number": 1_700_000_000_000]
            let result = try graph.run("EXPLAIN MATCH \(pattern) RETURN n", parameters: parameters)
            return try #require(result.summary.plan)
        }
        for pattern in [
            "(n:NarrativeNode {session_id: $text})", "(n:NarrativeNode {timestamp: $number})",
            "(n:Session {session_id: $text})", "(n:Session {user_id: $text})", "(n:User {user_id: $text})",
        ] {
            let plan = try plan(pattern)
            #expect(plan.contains(operatorName: "NodeIndexSeek"), "\(pattern): \(plan.shape)")
        }
        let plan = try plan("(n:NarrativeNode {session_ref: $text})")
        #expect(plan.contains(operatorName: "NodeByLabelScan") && !plan.contains(operatorName: "NodeIndexSeek"))
    }

    @Test func theDefaultsOfTheSettingsFindTheirData() throws {
        let sandbox = try GraphServer.arcadeDB.sandbox()
        let settings = ScenarioSettings()
        let graph = try BoltConnection(url: #require(sandbox.graph))
        let redis = try RedisConnection(to: #require(sandbox.redis))
        let values = try graph.run(settings.index.effectiveValuesQuery, parameters: ["limit": 100])
        #expect(values.records.count == 20)
        let session = try #require(values.records[3].first?.stringValue)
        let text = try #require(redis.execute("GET", settings.fetch.key(ofSession: session)).string)
        let state = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(state["session_id"] as? String == session)
        let user = try #require(state[settings.fetch.userField] as? String)
        let users = try graph.run(settings.fetch.userQuery, parameters: ["user_id": .string(user)])
        #expect(users.column("user_id") == [.string(user)])
        let narrative = try graph.run(settings.fetch.narrativeQuery, parameters: ["session_id": .string(session)])
        #expect(narrative.records.count == 10)

        guard case .array(let answers) = try redis.execute("KEYS", "tta:ai:*") else {
            Issue.record("KEYS has no list")
            return
        }
        #expect(answers.count == 50)
        let key = try #require(answers.first?.string)
        #expect(key.utf8.count == "tta:ai:".utf8.count + 64)
        guard case .integer(let seconds) = try redis.execute("TTL", key) else { throw NoNumber() }
        #expect((1...3600).contains(seconds))
    }

    private struct NoNumber: Error {}

    @Test func serversRefuseWhoeverHasNoPassword() throws {
        for server in GraphServer.all {
            var url = try server.url()
            url.password = "neo4j"
            #expect(throws: BoltError.self) { try BoltConnection(url: url) }
        }
        var url = try #require(GraphServer.arcadeDB.sandbox().redis)
        url.password = nil
        #expect(throws: RedisError.self) { try RedisConnection(to: url) }
    }

    @Test(arguments: GraphServer.all)
    func noPasswordIsShownByPsOrReadableForOthers(server: GraphServer) throws {
        let sandbox = try server.sandbox()
        for server in sandbox.servers {
            let password = try #require(server.url.password)
            let line = try String(contentsOfFile: "/proc/\(server.process.processID)/cmdline", encoding: .utf8)
            #expect(!line.contains(password))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: sandbox.folder)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
}
