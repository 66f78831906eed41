import RunModel
import Verdicts

extension Fixtures {
    static func comparison(
        differences: [FieldDifference] = [], warnings: [String] = [], scenarios: [ScenarioComparison]
    ) -> RunComparison {
        RunComparison(
            base: RunReference(
                number: 12, tags: ["before"], commit: "4be1f3a99c0d5e21", branch: "main", isDirty: false,
                startedAtSeconds: 1_795_529_000),
            candidate: RunReference(
                number: 13, tags: [], commit: "c02d77e15b9a4f60", branch: "faster-fetch", isDirty: true,
                startedAtSeconds: 1_795_533_000),
            environmentDifferences: differences, scenarios: scenarios, warnings: warnings)
    }

    static let pipelineComparison = ScenarioComparison(
        scenario: ScenarioID("redis.pipeline"),
        variants: [
            VariantComparison(
                name: "single", verdict: .unchanged,
                reason: "the whole interval, -0.4 % to +1.8 %, is within the margin of 2 %",
                quantiles: [
                    QuantileComparison(
                        quantile: 0.5, baseNanoseconds: 941_000, candidateNanoseconds: 949_000,
                        change: Estimate(value: 0.007, lower: -0.004, upper: 0.018), margin: 0.02,
                        minimumDetectableEffect: 0.015, verdict: .unchanged),
                    QuantileComparison(
                        quantile: 0.95, baseNanoseconds: 1_020_000, candidateNanoseconds: 1_033_000,
                        change: Estimate(value: 0.012, lower: -0.021, upper: 0.044), margin: 0.05,
                        minimumDetectableEffect: 0.04, verdict: .unchanged),
                    QuantileComparison(
                        quantile: 0.99, baseNanoseconds: nil, candidateNanoseconds: nil, change: nil, margin: 0.1,
                        minimumDetectableEffect: nil, verdict: .inconclusive,
                        refusal: "p99 needs 1,000 samples in both runs; there are 840 and 910"),
                ], attribution: .none),
            VariantComparison(
                name: "pipelined", verdict: .regressed,
                reason: "the p50 is 20.3 % slower, and the whole interval is beyond the margin of 2 %",
                quantiles: [
                    QuantileComparison(
                        quantile: 0.5, baseNanoseconds: 66_100, candidateNanoseconds: 79_800,
                        change: Estimate(value: 0.203, lower: 0.181, upper: 0.224), margin: 0.02,
                        minimumDetectableEffect: 0.015, verdict: .regressed),
                    QuantileComparison(
                        quantile: 0.95, baseNanoseconds: 71_200, candidateNanoseconds: 84_900,
                        change: Estimate(value: 0.19, lower: 0.12, upper: 0.26), margin: 0.05,
                        minimumDetectableEffect: 0.04, verdict: .regressed),
                ], attribution: .operation,
                counterChanges: [
                    CounterChange(counter: "round_trips", base: 1, candidate: 2),
                    CounterChange(counter: "bytes_received", base: 13_700, candidate: nil),
                ]),
        ],
        controlChange: Estimate(value: 0.004, lower: -0.002, upper: 0.009),
        hostControlChanges: [
            "host.cpu": Estimate(value: 0.001, lower: -0.003, upper: 0.005),
            "host.loopback": Estimate(value: -0.006, lower: -0.014, upper: 0.002),
        ])

    static let indexComparison = ScenarioComparison(
        scenario: ScenarioID("graph.index"),
        variants: [
            VariantComparison(
                name: "index", verdict: .inconclusive,
                reason: "the interval, -6.0 % to +9.8 %, reaches beyond the margin of 2 % on both sides",
                quantiles: [
                    QuantileComparison(
                        quantile: 0.5, baseNanoseconds: 212_000, candidateNanoseconds: 18_400_000,
                        change: Estimate(value: 0.02, lower: -0.06, upper: 0.098), margin: 0.02,
                        minimumDetectableEffect: 0.084, verdict: .inconclusive)
                ], attribution: .cannotTell,
                planChange: PlanChange(
                    base: indexPlan, candidate: scanPlan,
                    summary: "NodeIndexSeek became NodeByLabelScan: the index is no longer used."))
        ], controlChange: nil, hostControlChanges: [:])

    static let improvedComparison = ScenarioComparison(
        scenario: ScenarioID("redis.pool"),
        variants: [
            VariantComparison(
                name: "pooled", verdict: .improved, reason: "the p50 is 31.0 % faster",
                quantiles: [
                    QuantileComparison(
                        quantile: 0.5, baseNanoseconds: 48_000, candidateNanoseconds: 33_000,
                        change: Estimate(value: -0.31, lower: -0.33, upper: -0.29), margin: 0.02,
                        minimumDetectableEffect: 0.02, verdict: .improved)
                ], attribution: .operation)
        ], controlChange: Estimate(value: 0.001, lower: -0.004, upper: 0.006), hostControlChanges: [:])
}
