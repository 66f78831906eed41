import Testing

@testable import Scenarios

@Suite struct ReadOnlyCypherTests {
    @Test(arguments: [
        "MATCH (n:NarrativeNode {session_id: $session_id}) RETURN n.id AS id ORDER BY n.timestamp DESC LIMIT 10",
        "  \n// CREATE\nMATCH (n) /* DELETE n */ RETURN n",
        "optional match (n:Set) where n.create = 1 return n.delete, $merge",
        "MATCH (n) WHERE n.name = 'SET it; CREATE' OR n.`DELETE` = \"a \\\" REMOVE\" RETURN n;",
        "UNWIND [1, 2] AS offset RETURN offset",
        "MATCH (n) RETURN n.créate, n.reset AS settle",
    ])
    func queriesThatReadPass(_ query: String) {
        #expect(ReadOnlyCypher.objection(to: query) == nil)
    }

    @Test(arguments: [
        ("MATCH (n) SET n.x = 1 RETURN n", "it says SET"),
        ("MATCH (n) detach delete n", "it says DETACH"),
        ("MATCH (n) WHERE n.x = 'a\\\\' MERGE (m:M {x: 'b'}) RETURN m", "it says MERGE"),
        ("MATCH (n) WHERE n.x = 1.SET n.y = 2", "it says SET"),
        ("MATCH (n)-->(m)REMOVE n.x", "it says REMOVE"),
        ("MATCH (n) /* */CREATE (m)", "it says CREATE"),
        ("MATCH (n) // x\nFOREACH (i IN [1] | CREATE (:X))", "it says FOREACH"),
        ("MATCH (n) CALL (n) { SET n.x = 1 } RETURN n", "it says CALL"),
        ("MATCH (n) RETURN n; MATCH (m) RETURN m", "it is more than one query"),
    ])
    func queriesThatMayWriteAreNamed(_ query: String, _ objection: String) {
        #expect(ReadOnlyCypher.objection(to: query) == objection)
    }

    @Test(arguments: ["CREATE INDEX x FOR (n:X) ON (n.y)", "SHOW INDEXES", "PROFILE MATCH (n) RETURN n", "", "'MATCH'"])
    func onlyReadingClausesMayBegin(_ query: String) {
        #expect(ReadOnlyCypher.objection(to: query)?.hasPrefix("it does not begin with MATCH") == true)
    }
}
