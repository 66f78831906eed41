import RunModel
import Testing

@Suite struct PlanTreeTests {
    let plan = PlanTree(
        operatorName: "ProduceResults", dbHits: 0,
        children: [PlanTree(operatorName: "Filter", dbHits: 5, children: [PlanTree(operatorName: "Scan", dbHits: 7)])])

    @Test func shapeNestsOperatorNames() {
        #expect(plan.shape == "ProduceResults(Filter(Scan))")
    }

    @Test func dbHitsAreSummedOverTheTree() {
        #expect(plan.totalDbHits == 12)
    }

    @Test func oneUnreportedOperatorMakesTheTotalUnreported() {
        var partial = plan
        partial.children[0].children[0].dbHits = nil
        #expect(partial.totalDbHits == nil)
    }

    @Test func iterationIsRootFirst() {
        #expect(plan.map(\.operatorName) == ["ProduceResults", "Filter", "Scan"])
    }
}
