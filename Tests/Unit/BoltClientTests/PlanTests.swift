import RunModel
import Testing

@testable import BoltClient

/// Plans and what else a result's end says.
@Suite struct PlanTests {
    private static func operation(
        _ name: String, _ arguments: [String: BoltValue], children: [BoltValue] = [], more: [String: BoltValue] = [:]
    ) -> BoltValue {
        let entries: [String: BoltValue] = [
            "operatorType": .string(name), "args": .dictionary(arguments), "children": .list(children),
            "identifiers": ["n"],
        ]
        return .dictionary(entries.merging(more) { $1 })
    }

    private static func text(_ lines: String) -> BoltValue {
        operation("ExecutionPlan", ["string-representation": .string(lines)], more: ["dbHits": 0, "rows": 0])
    }

    /// As Neo4j 5.26 sends it, planner versions left out.
    @Test func aNeo4jProfileIsATree() throws {
        let seek = Self.operation(
            "NodeIndexSeek@neo4j",
            ["Details": "n:NarrativeNode(session_id) WHERE session_id = $s", "EstimatedRows": 9.5, "Rows": 10],
            more: ["rows": 10, "dbHits": 11, "time": 2_500_000])
        let root = Self.operation(
            "ProduceResults@neo4j", ["Details": "n", "EstimatedRows": 9, "DbHits": 3, "Rows": 10, "Time": 7],
            children: [seek], more: ["pageCacheMisses": 0])
        let plan = try #require(PlanReading.plan(root))
        #expect(
            plan
                == PlanTree(
                    operatorName: "ProduceResults", details: "n", identifiers: ["n"], estimatedRows: 9, rows: 10,
                    dbHits: 3, timeNanoseconds: 7,
                    children: [
                        PlanTree(
                            operatorName: "NodeIndexSeek",
                            details: "n:NarrativeNode(session_id) WHERE session_id = $s", identifiers: ["n"],
                            estimatedRows: 9.5, rows: 10, dbHits: 11, timeNanoseconds: 2_500_000)
                    ]))
        #expect(plan.totalDbHits == 14)
    }

    @Test func whatIsNotReportedIsAbsent() throws {
        let root = Self.operation("ProduceResults@neo4j", ["EstimatedRows": 1.0], more: ["dbHits": -1, "time": -1])
        let plan = try #require(PlanReading.plan(root))
        #expect(plan.dbHits == nil)
        #expect(plan.rows == nil)
        #expect(plan.timeNanoseconds == nil)
    }

    /// Older Neo4j servers draw a table beside the tree; an operator without children is one all the same.
    @Test func aTableForPeopleIsNoTextPlan() throws {
        let table = """
            Planner ADMINISTRATION

            +-------------------+----+------------------------------+
            | Operator          | Id | Details                      |
            +-------------------+----+------------------------------+
            | +CreateIndex      |  0 | RANGE INDEX FOR (:X) ON (y)  |
            +-------------------+----+------------------------------+
            """
        let root = Self.operation(
            "CreateIndex@neo4j", ["Details": "RANGE INDEX FOR (:X) ON (y)", "string-representation": .string(table)])
        let plan = try #require(PlanReading.plan(root))
        #expect(plan.operatorName == "CreateIndex")
        #expect(plan.details == "RANGE INDEX FOR (:X) ON (y)")
    }

    @Test(arguments: [nil, 1, "plan", [:], ["operatorType": 1], []] as [BoltValue])
    func whatIsNoPlanIsNone(_ value: BoltValue) {
        #expect(PlanReading.plan(value) == nil)
    }

    /// The text of ArcadeDB 26.10 for a seek with a filter, then a projection.
    @Test func anArcadeDBPlanIsReadFromItsText() throws {
        let plan = try #require(
            PlanReading.plan(
                Self.text(
                    """
                    Execution Plan (Cost-Based Optimizer):
                    + Filter [predicate=p.v > 5, cost=23.00, rows=15]
                      + NodeIndexRangeScan(p:P) [index=pv, v > 5, cost=8.00, rows=30] [index order]

                    Steps After the Optimized Match:
                    + PROJECT RETURN p.v (12,608μs, 194 rows)
                    """)))
        #expect(plan.shape == "PROJECT RETURN(Filter(NodeIndexRangeScan))")
        #expect(plan.rows == 194)
        #expect(plan.timeNanoseconds == 12_608_000)
        #expect(plan.details == "p.v")
        let filter = plan.children[0]
        #expect(filter.estimatedRows == 15)
        // Its zeros are made up.
        #expect(filter.rows == nil && filter.dbHits == nil)
        #expect(filter.children[0].details == "(p:P) [index=pv, v > 5, cost=8.00, rows=30] [index order]")
        #expect(plan.totalDbHits == nil)
    }

    @Test func arcadeDBStepsWithoutAMatchAreAChain() throws {
        let plan = try #require(
            PlanReading.plan(
                Self.text("+ MATCH (n:P) (5μs, 3 rows)\n+ ORDER BY n.v (6μs, 3 rows)\n+ LIMIT 1 (1μs, 1 rows)")))
        #expect(plan.shape == "LIMIT(ORDER BY(MATCH))")
        #expect(plan.rows == 1)
    }

    @Test func siblingsOfATextPlanStaySiblings() throws {
        let plan = try #require(PlanReading.plan(Self.text("+ Join\n  + Left\n    + Deep\n  + Right")))
        #expect(plan.shape == "Join(Left(Deep), Right)")
    }

    /// A plan so deep that walking it would end the process: the stack has an end, so has the tree.
    @Test func textPlansHaveALimit() throws {
        let steps = String(repeating: "+ STEP (1μs, 1 rows)\n", count: 20_000)
        let chain = try #require(PlanReading.plan(Self.text(steps)))
        #expect(chain.reduce(0) { count, _ in count + 1 } <= PackStream.depthLimit)
        let ladder = (0..<1000).map { String(repeating: " ", count: $0) + "+ Step" }.joined(separator: "\n")
        let tree = try #require(PlanReading.plan(Self.text(ladder)))
        #expect(tree.reduce(0) { count, _ in count + 1 } <= PackStream.depthLimit)
    }

    @Test func theEndOfAResultIsRead() {
        let summary = BoltSummary(
            run: ["t_first": 2, "fields": ["n"], "db": "a"],
            end: [
                "type": "rw", "t_last": 5, "db": "neo4j",
                "stats": ["nodes-created": 2, "labels-added": 0, "contains-updates": true],
            ])
        #expect(summary.queryType == .readWrite)
        #expect(summary.database == "neo4j")
        #expect(summary.firstRecordMilliseconds == 2)
        #expect(summary.lastRecordMilliseconds == 5)
        #expect(summary.counters == ["nodes-created": 2])
        #expect(summary.plan == nil && summary.profile == nil && summary.notifications.isEmpty)
        #expect(BoltSummary(run: [:], end: ["type": "x", "stats": 1, "plan": 1]) == BoltSummary())
    }

    @Test func remarksAreReadInBothShapes() {
        let old: BoltValue = [
            "code": "Neo.ClientNotification.Statement.CartesianProduct", "title": "Cartesian",
            "description": "It builds.",
            "severity": "INFORMATION", "position": ["offset": 0, "line": 1, "column": 1],
        ]
        let new: BoltValue = [
            "neo4j_code": "Neo.ClientNotification.Statement.CartesianProduct", "gql_status": "03N90",
            "title": "Cartesian", "description": "It builds.", "status_description": "info: cartesian product",
            "diagnostic_record": ["_severity": "INFORMATION", "_classification": "PERFORMANCE"],
        ]
        let success: BoltValue = ["gql_status": "00000", "status_description": "note: successful completion"]
        let before = BoltSummary(run: [:], end: ["notifications": [old, 1]]).notifications
        let after = BoltSummary(run: [:], end: ["statuses": [success, new]]).notifications
        #expect(before.count == 1 && after.count == 1)
        #expect(before.first?.code == after.first?.code)
        #expect(before.first?.severity == "INFORMATION" && after.first?.severity == "INFORMATION")
        #expect(after.first?.gqlStatus == "03N90")
    }
}
