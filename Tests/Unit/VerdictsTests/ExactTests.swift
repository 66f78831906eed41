import RunModel
import Testing

@testable import Verdicts

/// What no noise moves: counters and plans.
@Suite struct ExactTests {
    private func node(_ name: String, _ children: PlanTree...) -> PlanTree {
        PlanTree(operatorName: name, children: children)
    }

    private func judged(
        _ base: [String: Int64], _ candidate: [String: Int64], gated: Set<String> = ["rows", "round_trips"]
    ) -> ExactChanges {
        ExactChanges(
            VariantResult(name: "v", summary: "", counters: base),
            VariantResult(name: "v", summary: "", counters: candidate), gated: gated)
    }

    @Test func onlyAGatedCounterThatRisesIsARegression() {
        #expect(judged(["rows": 10], ["rows": 11]).regressions == ["11 rows instead of 10"])
        #expect(judged(["round_trips": 0], ["round_trips": 1]).regressions == ["1 round trip instead of 0"])
        #expect(judged(["rows": 10], ["rows": 9]).regressions.isEmpty)
        #expect(judged(["bytes": 1], ["bytes": 1000]).regressions.isEmpty)
    }

    /// A counter that a server does not report is not one that rose from 0.
    @Test func whatWasNotReportedIsAChangeAndNoRegression() {
        let found = judged([:], ["rows": 10])
        #expect(found.counters == [CounterChange(counter: "rows", base: nil, candidate: 10)])
        #expect(found.regressions.isEmpty)
        #expect(judged(["rows": 10], [:]).counters == [CounterChange(counter: "rows", base: 10, candidate: nil)])
        #expect(judged(["rows": 10], ["rows": 10]).counters.isEmpty)
    }

    private func planChange(_ base: PlanTree?, _ candidate: PlanTree?) -> ExactChanges {
        ExactChanges(
            VariantResult(name: "v", summary: "", plan: base), VariantResult(name: "v", summary: "", plan: candidate),
            gated: [])
    }

    @Test func aLostIndexIsARegression() {
        let seek = node("ProduceResults", node("NodeIndexSeek"))
        let scan = node("ProduceResults", node("Filter", node("NodeByLabelScan")))
        let lost = planChange(seek, scan)
        #expect(lost.regressions == ["its plan lost the index"])
        #expect(
            lost.plan?.summary == "NodeIndexSeek became Filter, NodeByLabelScan: the index is no longer used.")
        let gained = planChange(scan, seek)
        #expect(gained.regressions.isEmpty)
        #expect(gained.plan?.summary == "Filter, NodeByLabelScan became NodeIndexSeek: an index is used now.")
    }

    @Test func otherChangesOfShapeAreSaid() {
        let sorted = node("Limit", node("Sort", node("NodeByLabelScan")))
        #expect(
            planChange(sorted, node("Sort", node("Limit", node("NodeByLabelScan")))).plan?.summary
                == "the same operators stand in another order.")
        #expect(planChange(sorted, node("Limit", node("NodeByLabelScan"))).plan?.summary == "Sort is gone.")
        #expect(planChange(node("Limit", node("NodeByLabelScan")), sorted).plan?.summary == "Sort is new.")
        #expect(
            planChange(node("A"), node("A", node("A"), node("A"))).plan?.summary == "A is new.",
            "one name, however often")
        #expect(planChange(sorted, sorted).plan == nil)
    }

    @Test func aPlanThatWasNotReportedIsNotLost() {
        let seek = node("NodeIndexSeek")
        #expect(planChange(seek, nil).plan == nil)
        #expect(planChange(seek, nil).regressions.isEmpty)
        #expect(planChange(nil, seek).plan == nil)
    }

    @Test func anExactRegressionIsOneWhateverTheTime() throws {
        let (base, candidate) = (
            ComparisonTests.run { $0.counters = ["rows": 10] },
            ComparisonTests.run(effect: -0.2, seed: 2) { $0.counters = ["rows": 20] }
        )
        let gated = ComparisonPolicy(gatedCounters: { $0 == SyntheticRun.scenario ? ["rows"] : [] })
        let found = try ComparisonTests.variant(base, candidate, policy: gated)
        #expect(found.verdict == .regressed)
        #expect(found.isExact)
        #expect(found.attribution == .operation)
        #expect(found.reason == "20 rows instead of 10")
        #expect(try ComparisonTests.variant(base, candidate).verdict == .improved)
    }
}
