import Diagnosis
import RunModel
import Testing

private func plan(
    _ name: String, _ details: String? = nil, rows: Int64? = nil, estimated: Double? = nil, _ children: PlanTree...
) -> PlanTree {
    PlanTree(operatorName: name, details: details, estimatedRows: estimated, rows: rows, children: children)
}

private func findings(
    _ tree: PlanTree?, counters: [String: Int64] = [:], scenario: String = "graph.index", work: Int = 1,
    others: [VariantResult] = []
) -> [Finding] {
    diagnose(
        ScenarioResult(
            scenario: ScenarioID(scenario), operation: "", workPerOperation: work, workUnit: "query",
            controlDescription: "",
            variants: [VariantResult(name: "slow", summary: "", counters: counters, plan: tree)] + others)
    ).filter { $0.variant == "slow" }
}

@Suite struct ScanRuleTests {
    private func scan(
        _ name: String = "NodeByLabelScan", _ details: String? = "n:NarrativeNode", filter: String,
        read: Int64? = 20_000, kept: Int64? = 40, estimated: Double? = nil
    ) -> PlanTree {
        plan(
            "ProduceResults", rows: kept,
            plan("Filter", filter, rows: kept, plan(name, details, rows: read, estimated: estimated)))
    }

    @Test func namesTheIndexThatIsMissing() throws {
        let found = try #require(findings(scan(filter: "n.session_id = $session")).first)
        #expect(found.scenario == ScenarioID("graph.index"))
        #expect(found.evidence == "NodeByLabelScan reads 20,000 rows to return 40")
        #expect(found.advice == "CREATE INDEX FOR (n:NarrativeNode) ON (n.session_id)")
        #expect(found.threshold.contains("10 per row"))
        #expect(found.link?.hasPrefix("https://neo4j.com/docs/") == true)
    }

    @Test(arguments: [
        ("n.timestamp > $from", "timestamp"), ("cache[n.user_id] = $u", "user_id"),
        ("n.`session id` = 1", nil), ("n.name STARTS WITH 'a'", "name"), ("n.kind IN $kinds", "kind"),
        ("m.other = 1 AND n.own = 2", "own"), ("toLower(n.name) = 'x'", nil), ("n.name <> 'x'", nil),
        ("n.name =~ '.*'", nil), ("n.name CONTAINS 'x'", nil), ("", nil), ("n.", nil), ("n.a.n.b = 1", nil),
    ]) func readsThePropertyOfAFilter(filter: String, property: String?) throws {
        let advice = try #require(findings(scan(filter: filter)).first).advice
        if let property {
            #expect(advice == "CREATE INDEX FOR (n:NarrativeNode) ON (n.\(property))")
        } else {
            #expect(advice.contains("NarrativeNode") && !advice.contains("ON (n."))
        }
    }

    /// As ArcadeDB writes details.
    @Test func readsOtherSpellingsOfANode() throws {
        let tree = scan("NodeByLabelScan", "(n:NarrativeNode)", filter: "n.session_id = $session")
        #expect(findings(tree).first?.advice == "CREATE INDEX FOR (n:NarrativeNode) ON (n.session_id)")
        let several = scan("NodeByLabelScan", "n:A|B", filter: "n.session_id = $session")
        #expect(findings(several).first?.advice.contains("CREATE INDEX FOR") == false)
    }

    @Test func anIndexThatIsThereIsNotCreatedAgain() throws {
        let seek = plan("NodeIndexSeek", "RANGE INDEX n:NarrativeNode(session_id) WHERE session_id = $session")
        let found = findings(
            scan(filter: "n.session_id = $session"), others: [VariantResult(name: "index", summary: "", plan: seek)])
        #expect(found.first?.advice.hasPrefix("An index on :NarrativeNode(session_id) is there") == true)
    }

    @Test func aScanOfAllNodesNeedsALabelFirst() {
        let found = findings(scan("AllNodesScan", "n", filter: "n.session_id = $session"))
        #expect(found.first?.advice.contains("label") == true)
    }

    @Test func estimatesAreSaidToBeEstimates() {
        let tree = scan(filter: "n.session_id = $session", read: nil, kept: 40, estimated: 20_000)
        #expect(findings(tree).first?.evidence == "NodeByLabelScan reads an estimated 20,000 rows to return 40")
    }

    @Test func saysNothingWithoutAReason() {
        // Few rows; most rows kept; a seek; a count, which has to read the label; nothing reported.
        #expect(findings(scan(filter: "n.x = 1", read: 999, kept: 1)).isEmpty)
        #expect(findings(scan(filter: "n.x = 1", read: 5_000, kept: 500)).isEmpty)
        #expect(findings(plan("ProduceResults", rows: 40, plan("NodeIndexSeek", rows: 40))).isEmpty)
        #expect(
            findings(
                plan(
                    "ProduceResults", rows: 1, plan("EagerAggregation", rows: 1, plan("NodeByLabelScan", rows: 20_000)))
            ).isEmpty)
        #expect(findings(scan(filter: "n.x = 1", read: nil, kept: nil)).isEmpty)
        #expect(findings(nil).isEmpty)
    }

    @Test func withoutAFilterTheResultCounts() {
        let tree = plan("ProduceResults", rows: 10, plan("Top", rows: 10, plan("NodeByLabelScan", "n:N", rows: 20_000)))
        #expect(findings(tree).first?.evidence == "NodeByLabelScan reads 20,000 rows to return 10")
    }
}

@Suite struct PlanRuleTests {
    @Test func manyRowsWithoutALimit() {
        let all = plan("ProduceResults", rows: 5_000, plan("NodeIndexSeek", rows: 5_000))
        let found = findings(all, counters: ["rows": 5_000, "bytes_received": 1_258_291])
        #expect(found.map(\.evidence) == ["5,000 rows (1.2 MiB) go to the client, and the plan has no limit"])
        #expect(findings(plan("ProduceResults", rows: 1_000)).isEmpty)
        #expect(findings(plan("ProduceResults", rows: 5_000, plan("Limit", rows: 5_000))).isEmpty)
    }

    @Test(arguments: [
        ("(s)-[:NEXT*]->(n)", true), ("(s)-[r:NEXT*2..]->(n)", true), ("(s)-[:NEXT*..]->(n)", true),
        ("(s)-[:NEXT*1..5]->(n)", false), ("(s)-[:NEXT*..5]->(n)", false), ("(s)-[:NEXT*3]->(n)", false),
        ("(s)-[:NEXT]->(n)", false),
    ]) func pathsWithoutABound(details: String, isUnbounded: Bool) {
        let found = findings(plan("ProduceResults", rows: 9, plan("VarLengthExpand(All)", details, rows: 9)))
        #expect(found.count == (isUnbounded ? 1 : 0))
        #expect(found.allSatisfy { $0.evidence.contains(details) })
    }

    @Test func quantifiedPathsToo() {
        #expect(findings(plan("Repeat(Trail)", "(s) (...){1, *} (n)")).count == 1)
        #expect(findings(plan("Repeat(Trail)", "(s) (...){1, 5} (n)")).isEmpty)
    }

    @Test func cartesianProductsOfManyRows() {
        #expect(
            findings(plan("CartesianProduct", rows: 250_000)).map(\.evidence).contains(
                "CartesianProduct makes 250,000 rows"))
        #expect(findings(plan("CartesianProduct", rows: 1)).isEmpty)
        #expect(findings(plan("CartesianProduct")).isEmpty)
    }

    @Test func eagerIsReportedAndEagerAggregationIsNot() {
        #expect(
            findings(plan("Eager", rows: 12)).map(\.evidence) == [
                "Eager holds 12 rows in memory before the next step begins"
            ])
        #expect(findings(plan("EagerAggregation", rows: 12)).isEmpty)
    }

    @Test func theWorstEstimateIsReportedOnce() {
        let tree = plan(
            "ProduceResults", rows: 600, estimated: 3,
            plan("Filter", rows: 600, estimated: 3, plan("NodeIndexSeek", rows: 900, estimated: 2)))
        #expect(findings(tree).map(\.evidence) == ["NodeIndexSeek was estimated to make 2 rows and made 900"])
    }

    @Test func estimatesMayBeOffWhereItCostsNothing() {
        #expect(findings(plan("NodeIndexSeek", rows: 60, estimated: 1)).isEmpty)
        #expect(findings(plan("NodeIndexSeek", rows: 900, estimated: 100)).isEmpty)
        #expect(findings(plan("NodeIndexSeek", rows: 900)).isEmpty)
        // A limit stops what is below it.
        #expect(
            findings(plan("Limit", rows: 10, estimated: 10, plan("NodeIndexSeek", rows: 10, estimated: 5_000))).isEmpty)
        #expect(
            findings(plan("Sort", rows: 10, estimated: 10, plan("NodeIndexSeek", rows: 10, estimated: 5_000))).count
                == 1)
    }
}

/// Plans as Neo4j Community 5.26.30 reported them for 20,000 nodes without an index.
@Suite struct RecordedPlanTests {
    @Test func aFilteredLabelScan() {
        // MATCH (n:NarrativeNode {session_id:'s1'}) RETURN n
        let tree = plan(
            "ProduceResults", "n", rows: 40, estimated: 1_000,
            plan(
                "Filter", "n.session_id = $autostring_0", rows: 40, estimated: 1_000,
                plan("NodeByLabelScan", "n:NarrativeNode", rows: 20_000, estimated: 20_000)))
        // The filter's estimate is the fixed guess of 5 %: no second finding.
        #expect(findings(tree).map(\.advice) == ["CREATE INDEX FOR (n:NarrativeNode) ON (n.session_id)"])
    }

    @Test func anUnboundedPathThatStartsAtTheWrongEnd() {
        // MATCH (n:NarrativeNode {timestamp:1})-[:NEXT*]->(m) RETURN m
        let tree = plan(
            "ProduceResults", "m", rows: 199, estimated: 10.05,
            plan(
                "Filter", "n.timestamp = $autoint_0 AND n:NarrativeNode", rows: 199, estimated: 10.05,
                plan(
                    "VarLengthExpand(All)", "(m)<-[anon_0:NEXT*]-(n)", rows: 19_900, estimated: 200.98,
                    plan("AllNodesScan", "m", rows: 20_000, estimated: 20_000))))
        #expect(
            findings(tree).map(\.evidence) == [
                "AllNodesScan reads 20,000 rows to return 199",
                "VarLengthExpand(All) follows (m)<-[anon_0:NEXT*]-(n) without an upper bound, and makes 19,900 rows",
            ])
        #expect(findings(tree).first?.advice == "CREATE INDEX FOR (n:NarrativeNode) ON (n.timestamp)")
    }

    @Test func theSecondBranchOfAProduct() {
        // MATCH (a:NarrativeNode {timestamp:1}),(b:NarrativeNode) WHERE a.session_id IN $l AND b.timestamp<300
        let tree = plan(
            "ProduceResults", "a, b", rows: 299, estimated: 300_000,
            plan(
                "CartesianProduct", rows: 299, estimated: 300_000,
                plan(
                    "Filter", "(a.timestamp = $autoint_0 AND a.session_id = $l[0])", rows: 1, estimated: 50,
                    plan("NodeByLabelScan", "a:NarrativeNode", rows: 20_000, estimated: 20_000)),
                plan(
                    "Filter", "b.timestamp < $autoint_1", rows: 299, estimated: 300_000,
                    plan("NodeByLabelScan", "b:NarrativeNode", rows: 20_000, estimated: 1_000_000))))
        let both = "CREATE INDEX FOR (n:NarrativeNode) ON (n.timestamp)"
        #expect(findings(tree).map(\.advice) == [both, both])
    }

    @Test func anIndexSeekIsFine() {
        let tree = plan(
            "ProduceResults", "`n.timestamp`", rows: 40, estimated: 40,
            plan(
                "Projection", "n.timestamp AS `n.timestamp`", rows: 40, estimated: 40,
                plan(
                    "NodeIndexSeek", "RANGE INDEX n:NarrativeNode(session_id) WHERE session_id = $s", rows: 40,
                    estimated: 40)))
        #expect(findings(tree).isEmpty)
    }

    @Test func theLabelIsReadForTheOrder() {
        // MATCH (n:NarrativeNode) RETURN n.timestamp ORDER BY n.timestamp LIMIT 10
        let tree = plan(
            "ProduceResults", "`n.timestamp`", rows: 10, estimated: 10,
            plan(
                "Top", "`n.timestamp` ASC LIMIT 10", rows: 10, estimated: 10,
                plan(
                    "Projection", "n.timestamp AS `n.timestamp`", rows: 20_000, estimated: 20_000,
                    plan("NodeByLabelScan", "n:NarrativeNode", rows: 20_000, estimated: 20_000))))
        #expect(findings(tree).first?.advice.hasPrefix("CREATE INDEX for :NarrativeNode on the property") == true)
    }
}

@Suite struct RedisRuleTests {
    @Test func aRoundTripForEveryCommand() {
        let found = findings(nil, counters: ["round_trips": 100], scenario: "redis.pipeline", work: 100)
        #expect(found.map(\.evidence) == ["100 round trips for 100 commands"])
        #expect(found.first?.link == "https://redis.io/docs/latest/develop/using-commands/pipelining/")
        #expect(findings(nil, counters: ["round_trips": 1], scenario: "redis.pipeline", work: 100).isEmpty)
        #expect(findings(nil, counters: ["round_trips": 1], scenario: "redis.pool").isEmpty)
        #expect(findings(nil, counters: ["round_trips": 100], scenario: "graph.index", work: 100).isEmpty)
    }

    @Test func aConnectionForEveryOperation() {
        let found = findings(nil, counters: ["connects": 1], scenario: "redis.pool")
        #expect(found.map(\.evidence) == ["1 connection is opened per operation"])
        #expect(findings(nil, counters: ["connects": 0], scenario: "redis.pool").isEmpty)
    }
}

/// Plans come from servers of any version: whatever stands in them must neither crash nor hang.
@Suite struct HostilePlanTests {
    private struct SplitMix64: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(arguments: 0..<20) func anyDetailsAreSurvived(seed: UInt64) {
        var generator = SplitMix64(state: seed)
        let alphabet = Array("n:.*[]{}(),`$ =<>~0123abcµ日\u{0}\\\"|&")
        let names = ["NodeByLabelScan", "AllNodesScan", "VarLengthExpand(All)", "Filter", "Repeat(Trail)", ""]
        for _ in 0..<200 {
            func text() -> String {
                String(
                    (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                        alphabet.randomElement(using: &generator)!
                    })
            }
            func number() -> Int64 { [Int64.min, -1, 0, 5_000, .max].randomElement(using: &generator)! }
            let estimate = [Double.nan, -.infinity, .infinity, 0, 1e300].randomElement(using: &generator)!
            let leaf = plan(names.randomElement(using: &generator)!, text(), rows: number(), estimated: estimate)
            let tree = plan("Filter", text(), rows: number(), estimated: estimate, leaf)
            for finding in findings(tree, counters: ["rows": number()]) {
                #expect(!finding.evidence.isEmpty && !finding.advice.isEmpty)
            }
        }
    }
}
