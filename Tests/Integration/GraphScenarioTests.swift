import BoltClient
import Cancellation
import Configuration
import Foundation
import RedisClient
import RunModel
import Sampling
import Sandbox
import Scenarios
import Testing
import Transport

/// The same on every graph server, each fact that differs said where it does.
@Suite struct GraphScenarioTests {
    private let quick = SamplingPlan(
        budget: .milliseconds(100), warmUpBudget: .milliseconds(100), blockDuration: .milliseconds(20),
        minimumRounds: 2, minimumBlocks: 3, seed: 1)

    private func context(
        _ sandbox: Sandbox, _ change: (inout ScenarioSettings) -> Void = { _ in }
    ) -> ScenarioContext {
        var settings = ScenarioSettings()
        change(&settings)
        return ScenarioContext(
            settings: settings, redis: sandbox.redis, graph: sandbox.graph,
            transport: TransportOptions(operationTimeout: .seconds(20)))
    }

    private func prepare(
        _ scenario: some Scenario, on server: GraphServer, _ change: (inout ScenarioSettings) -> Void = { _ in }
    ) throws -> any PreparedScenario {
        try scenario.prepare(context(server.sandbox(), change))
    }

    /// The sentence with which `scenario` is refused.
    private func refusal(
        _ scenario: some Scenario, on server: GraphServer, _ change: (inout ScenarioSettings) -> Void
    ) throws -> String {
        let context = try context(server.sandbox(), change)
        let error = #expect(throws: ScenarioError.self) { try scenario.prepare(context) }
        return error?.description ?? ""
    }

    private func graph(_ server: GraphServer) throws -> BoltConnection {
        try BoltConnection(url: server.url())
    }

    private func count(_ query: String, on server: GraphServer) throws -> Int64? {
        let graph = try graph(server)
        defer { graph.close() }
        return try graph.run(query, mode: .read).records.first?.first?.intValue
    }

    // MARK: graph.index

    @Test(arguments: GraphServer.all) func indexComparesAScanWithASeek(_ server: GraphServer) throws {
        let result = try prepare(IndexScenario(), on: server).result
        #expect(result.variants.map(\.name) == ["scan", "index"])
        let (scan, index) = (result.variants[0], result.variants[1])
        #expect(scan.counters["rows"] == 100)
        #expect(index.counters["rows"] == 100)
        #expect(scan.plan?.contains(operatorName: "NodeByLabelScan") == true)
        #expect(index.plan?.contains(operatorName: "NodeIndexSeek") == true)
        let bytes = try #require(index.counters["bytes_received"])
        // A hundred nodes with 200 characters each.
        #expect(bytes > 20_000)
        switch server.name {
        case GraphServer.neo4j.name:
            let hits = try #require(scan.counters["db_hits"])
            #expect(hits == scan.plan?.totalDbHits)
            #expect(try hits > 5 * #require(index.counters["db_hits"]))
        default:
            #expect(scan.counters["db_hits"] == nil)
        }
    }

    @Test(arguments: GraphServer.all) func aHintIsProvenOrTheScenarioRefused(_ server: GraphServer) throws {
        switch server.name {
        case GraphServer.neo4j.name:
            let result = try prepare(IndexScenario(), on: server) { $0.index.scanProperty = nil }.result
            #expect(result.variants[0].summary.contains("USING SCAN"))
            #expect(result.variants[0].plan?.contains(operatorName: "NodeByLabelScan") == true)
            #expect(result.variants[0].plan?.contains(operatorName: "NodeIndexSeek") == false)
        default:
            let text = try refusal(IndexScenario(), on: server) { $0.index.scanProperty = nil }
            #expect(
                text == "graph.index would compare nothing: the server does not follow the hint USING SCAN (its plan: "
                    + "NodeIndexSeek); set graph.index.scan_property in ttaperf.yml to a property that holds the same "
                    + "values as 'session_id' and has no index, or use --sandbox.")
        }
    }

    @Test(arguments: GraphServer.all) func aMissingIndexIsMeasuredWithAWarning(
        _ server: GraphServer
    ) throws {
        let result = try prepare(IndexScenario(), on: server) {
            $0.index.property = "session_ref"
            $0.index.scanProperty = "session_ref"
        }.result
        let text = try #require(result.warnings.first)
        #expect(text.hasPrefix("The lookup by 'session_ref' uses no index"))
        #expect(text.contains("CREATE INDEX FOR (n:`NarrativeNode`) ON (n.`session_ref`)"))
        #expect(result.variants[1].plan?.usesIndex == false)
    }

    @Test(arguments: GraphServer.all) func aTwinPropertyThatHasAnIndexIsNoScan(_ server: GraphServer) throws {
        let text = try refusal(IndexScenario(), on: server) { $0.index.scanProperty = "session_id" }
        #expect(text.contains("the lookup by 'session_id' is no scan of the label (its plan: NodeIndexSeek)"))
    }

    @Test(arguments: GraphServer.all) func aTwinPropertyWithOtherValuesIsRefused(
        _ server: GraphServer
    ) throws {
        let text = try refusal(IndexScenario(), on: server) { $0.index.scanProperty = "content" }
        #expect(
            text.contains(
                "'content' does not hold the same values as 'session_id': 0 and 100 NarrativeNode nodes have "
                    + "'session-0001'"))
    }

    @Test(arguments: GraphServer.all) func missingDataAreNamed(_ server: GraphServer) throws {
        #expect(
            try refusal(IndexScenario(), on: server) { $0.index.label = "Nowhere" }
                == "graph.index finds no data: no node has the label 'Nowhere'; set graph.index.label in ttaperf.yml to "
                + "a label of your graph, or use --sandbox.")
        #expect(
            try refusal(IndexScenario(), on: server) { $0.index.property = "nothing" }
                .contains("no NarrativeNode node has the property 'nothing'; set graph.index.property"))
        #expect(
            try refusal(IndexScenario(), on: server) { $0.index.scanProperty = "nothing" }
                .contains("has the property 'nothing'; set graph.index.scan_property"))
        #expect(
            try refusal(IndexScenario(), on: server) { $0.index.values = [.string("session-0001"), .integer(7)] }
                .contains("no NarrativeNode node has 7 in the property 'session_id'"))
        #expect(
            try refusal(LimitScenario(), on: server) { $0.limit.orderBy = "nothing" }
                .contains("has the property 'nothing'; set graph.limit.order_by"))
        #expect(
            try refusal(LimitScenario(), on: server) { $0.limit.label = "Nowhere" }
                .contains("no node has the label 'Nowhere'; set graph.limit.label"))
    }

    @Test(arguments: GraphServer.all) func valuesComeFromAQueryOfTheUsersOwn(_ server: GraphServer) throws {
        let result = try prepare(IndexScenario(), on: server) {
            $0.index.valuesQuery = "MATCH (s:Session) RETURN s.session_id ORDER BY s.session_id DESC LIMIT 3"
        }.result
        #expect(result.operation.contains("3 values in turn"))
        #expect(
            try refusal(IndexScenario(), on: server) { $0.index.valuesQuery = "MATCH (n:Nowhere) RETURN n.x" }
                .contains("graph.index.values_query in ttaperf.yml yields no value"))
    }

    @Test(
        arguments: GraphServer.all,
        [
            "MATCH (n:User) SET n.written = true RETURN n.user_id LIMIT $limit",
            "CREATE (n:Written) RETURN n.x LIMIT $limit", "CREATE INDEX written FOR (n:Written) ON (n.x)",
            "MATCH (n:User) DETACH DELETE n", "FOREACH (x IN [1] | CREATE (:Written))",
        ])
    func aQueryThatWritesIsRefusedAndWritesNothing(_ server: GraphServer, _ query: String) throws {
        let text = try refusal(IndexScenario(), on: server) { $0.index.valuesQuery = query }
        #expect(
            text.hasPrefix("graph.index.values_query in ttaperf.yml is not measured, because it may write ("), "\(text)"
        )
        let fetch = try refusal(ConcurrentScenario(), on: server) { $0.fetch.userQuery = query }
        #expect(fetch.hasPrefix("fetch.concurrent.user_query in ttaperf.yml is not measured"), "\(fetch)")
        #expect(try count("MATCH (n:Written) RETURN count(n)", on: server) == 0)
        #expect(try count("MATCH (n:User) WHERE n.written IS NOT NULL RETURN count(n)", on: server) == 0)
        #expect(try count("MATCH (n:User) RETURN count(n)", on: server) == 10)
        let graph = try graph(server)
        defer { graph.close() }
        let indexed = try graph.run("SHOW INDEXES", mode: .read).column("labelsOrTypes").flatMap { $0.listValue ?? [] }
        #expect(!indexed.contains("Written") && indexed.contains("NarrativeNode"))
    }

    @Test(arguments: GraphServer.all) func aQueryThatTheServerRefusesIsNamed(_ server: GraphServer) throws {
        let text = try refusal(IndexScenario(), on: server) { $0.index.valuesQuery = "RETURN nonsense" }
        #expect(text.hasPrefix("graph.index.values_query in ttaperf.yml cannot be run: bolt://127.0.0.1:"), "\(text)")
    }

    // MARK: graph.limit

    @Test(arguments: GraphServer.all) func limitComparesAllRowsWithTheHighest(_ server: GraphServer) throws {
        let result = try prepare(LimitScenario(), on: server).result
        #expect(result.variants.map(\.name) == ["fetch-all", "top-10"])
        #expect(result.variants.map { $0.counters["rows"] } == [100, 10])
        let bytes = try result.variants.map { try #require($0.counters["bytes_received"]) }
        #expect(bytes[0] > 5 * bytes[1])
        #expect(result.variants.allSatisfy { $0.plan != nil })
    }

    @Test(arguments: GraphServer.all) func limitWorksOnAWholeLabelWithTies(_ server: GraphServer) throws {
        let result = try prepare(LimitScenario(), on: server) {
            $0.limit.property = nil
            // A hundred nodes tie for each.
            $0.limit.orderBy = "session_id"
            $0.limit.limit = 150
        }.result
        #expect(result.variants.map(\.name) == ["fetch-all", "top-150"])
        #expect(result.variants.map { $0.counters["rows"] } == [2_000, 150])
    }

    @Test(arguments: GraphServer.all) func tooFewRowsToLimitAreRefused(_ server: GraphServer) throws {
        #expect(
            try refusal(LimitScenario(), on: server) { $0.limit.limit = 100 }
                == "graph.limit finds no data: none of 20 values of 'session_id' has more than 100 NarrativeNode nodes "
                + "with 'timestamp'; list values that have more in graph.limit.values in ttaperf.yml, or lower "
                + "graph.limit.limit.")
        #expect(
            try refusal(LimitScenario(), on: server) { $0.limit.values = [.string("session-0002"), .string("x")] }
                .contains("0 NarrativeNode nodes have 'timestamp' and 'x' in 'session_id', and more than 10 are needed")
        )
    }

    // MARK: fetch.concurrent

    @Test(arguments: GraphServer.all) func fetchCountsTheRoundTripsInTurn(_ server: GraphServer) throws {
        let result = try prepare(ConcurrentScenario(), on: server).result
        #expect(result.variants.map(\.name) == ["sequential", "concurrent"])
        #expect(result.variants.map { $0.counters["round_trips"] } == [3, 3])
        #expect(result.variants.map { $0.counters["round_trips_in_turn"] } == [3, 2])
        #expect(result.variants.map { $0.counters["rows"] } == [11, 11])
        #expect(result.operation.contains("20 sessions in turn"))
    }

    @Test(arguments: GraphServer.all) func whatAFetchMissesIsNamed(_ server: GraphServer) throws {
        let scenario = ConcurrentScenario()
        #expect(
            try refusal(scenario, on: server) { $0.fetch.sessionKey = "nowhere:{session_id}" }
                .contains("no string key matches 'nowhere:*'; set fetch.concurrent.session_key in ttaperf.yml"))
        #expect(
            try refusal(scenario, on: server) { $0.fetch.sessions = ["session-0001", "gone"] }
                .contains("Redis has no string at 'tta:session:gone'"))
        #expect(
            try refusal(scenario, on: server) { $0.fetch.userField = "owner" }
                .contains("'tta:session:session-0001' holds no JSON object with the field 'owner'"))
        #expect(
            try refusal(scenario, on: server) {
                $0.fetch.narrativeQuery = "MATCH (n:Nowhere {id: $session_id}) RETURN n"
            }.contains("the narrative query yields no row for the session 'session-0001'"))
        #expect(
            try refusal(scenario, on: server) { $0.fetch.userQuery = "MATCH (n:Nowhere {id: $user_id}) RETURN n" }
                .contains("the user query yields no row for the user 'user-001'"))
    }

    // MARK: measuring

    @Test(arguments: GraphServer.all) func everyBlockHoldsEveryLane(_ server: GraphServer) throws {
        let steps = ["step.session", "step.narrative", "step.user"]
        let scenarios: [(any Scenario, steps: [String])] = [
            (IndexScenario(), []), (LimitScenario(), []), (ConcurrentScenario(), steps),
        ]
        for (scenario, steps) in scenarios {
            let prepared = try scenario.prepare(context(server.sandbox()))
            let collector = BlockCollector()
            let sampler = Sampler(plan: quick, cancellation: Cancellation(), hostLanes: [], origin: 0)
            let outcome = try sampler.run([SampledWorkload(prepared, precision: nil)], observer: collector).first
            #expect(try #require(outcome).steadyBlockCount >= 3)
            let variants = prepared.result.variants
            #expect(variants.map(\.name) == scenario.variantNames(ScenarioSettings()))
            for block in collector.blocks {
                #expect(
                    block.measurements.map(\.name)
                        == variants.map(\.name) + steps + variants.compactMap(\.controlName) + ["control"])
                #expect(block.measurements.filter { $0.role == .step }.map(\.name) == steps)
                #expect(block.measurements.allSatisfy { $0.histogram.count >= 2 })
            }
        }
    }

    @Test(arguments: GraphServer.all) func aServerThatDiesEndsTheSamplingWithOneSentence(
        _ server: GraphServer
    ) throws {
        // One of the test's own, to be killed.
        var environment = ProcessInfo.processInfo.environment
        if server.name != GraphServer.neo4j.name { environment["NEO4J_HOME"] = nil }
        let sandbox = try Sandbox.start(
            SandboxOptions(size: 2_000, environment: environment), cancellation: Cancellation(), progress: { _ in })
        defer { sandbox.stop() }
        let victim = try #require(sandbox.servers.first { $0.role == .graph && $0.product == server.name })
        let index = try IndexScenario().prepare(context(sandbox))
        let fetch = try ConcurrentScenario().prepare(context(sandbox))
        let session = try fetch.openBlock()
        defer { session.close() }
        for lane in session.lanes { try lane.operation() }

        let collector = BlockCollector { if $0 == 2 { kill(victim.process.processID, SIGKILL) } }
        let sampler = Sampler(plan: quick, cancellation: Cancellation(), hostLanes: [], origin: 0)
        _ = try sampler.run([SampledWorkload(index, precision: nil)], observer: collector)
        #expect(collector.blocks.count == 2)
        let sentence = try #require(collector.failures.first as? BoltError).description
        #expect(sentence.contains("bolt://127.0.0.1:"), "\(sentence)")
        #expect(!sentence.contains("\n") && (sentence.hasSuffix(".") || sentence.hasSuffix("?")), "\(sentence)")
        // On the thread beside, too, and on every lane that needs the server.
        for lane in session.lanes where lane.name != "step.session" {
            #expect(throws: BoltError.self, "\(lane.name)") { try lane.operation() }
        }
        #expect(throws: BoltError.self) { try fetch.openBlock() }
    }
}
