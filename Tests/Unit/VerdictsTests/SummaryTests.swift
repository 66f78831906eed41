import Foundation
import RunModel
import Statistics
import Testing

@testable import Verdicts

/// Scenarios of stated block medians, in microseconds.
private func scenario(
    _ lanes: [(name: String, role: RunModel.Measurement.Role, microseconds: [Double])],
    variants: [VariantResult]? = nil, stages: [[String]]? = nil, work: Int = 1, unsteady: Int = 0
) -> ScenarioResult {
    let blocks = lanes.first?.microseconds.count ?? 0
    return ScenarioResult(
        scenario: ScenarioID("redis.pipeline"), operation: "fetch", workPerOperation: work, workUnit: "value",
        controlDescription: "PING",
        variants: variants
            ?? lanes.filter { $0.role == .variant }.map { VariantResult(name: $0.name, summary: "way \($0.name)") },
        stages: stages,
        blocks: (0..<blocks).map { index in
            Block(
                index: index, startNanoseconds: 0, durationNanoseconds: 1, isSteady: index >= unsteady,
                measurements: lanes.map { lane in
                    RunModel.Measurement(
                        name: lane.name, role: lane.role,
                        histogram: Histogram(repeatElement(UInt64(lane.microseconds[index] * 1000), count: 10)))
                })
        }, outcome: .valid)
}

@Suite struct SummaryTests {
    private func series(_ level: Double, _ seed: UInt64, blocks: Int = 30) -> [Double] {
        var noise = Noise(seed: seed)
        return (0..<blocks).map { _ in level * exp(noise.normal() * 0.01) }
    }

    @Test func figuresOfEveryLane() throws {
        let result = scenario(
            [
                ("single", .variant, series(1000, 1)), ("pipelined", .variant, series(100, 2)),
                ("control", .control, series(10, 3)), ("host.cpu", .hostControl, series(20, 4)),
            ], work: 100, unsteady: 4)
        let summary = summarize(result)
        #expect(summary.blockCount == 30)
        #expect(summary.unsteadyBlockCount == 4)
        #expect(summary.variants.map(\.name) == ["single", "pipelined"])
        #expect(summary.variants.map(\.summary) == ["way single", "way pipelined"])
        #expect(summary.variants[0].sampleCount == 260, "the four blocks of the warm-up are not counted")
        #expect(summary.variants[0].quantiles.map { $0.nanoseconds != nil } == [true, true, false])
        #expect(summary.variants[0].quantiles[2].refusal == "p99 needs 1,000 samples; there are 260")
        #expect(abs(try #require(summary.variants[0].throughputPerSecond) / 100_000 - 1) < 0.01)
        #expect(summary.control?.summary == "PING")
        #expect(summary.hostControls.map(\.name) == ["host.cpu"])
        let speedUp = try #require(summary.speedUps.first)
        #expect(speedUp.slow == "single" && speedUp.fast == "pipelined")
        #expect(speedUp.ratio.lower < 10 && 10 < speedUp.ratio.upper)
        #expect(speedUp.ratio.upper - speedUp.ratio.lower < 0.3)
        // Three significant digits.
        let ratio = String(format: speedUp.ratio.value < 9.995 ? "%.2f" : "%.1f", speedUp.ratio.value)
        #expect(summary.meaning == "pipelined is \(ratio) times as fast as single.")
    }

    @Test func withoutBlocksThereAreNoFigures() {
        let summary = summarize(scenario([], variants: [VariantResult(name: "single", summary: "")]))
        #expect(summary.variants[0].quantiles.allSatisfy { $0.nanoseconds == nil })
        #expect(summary.variants[0].throughputPerSecond == nil)
        #expect(summary.control == nil)
        #expect(summary.speedUps.isEmpty)
        #expect(summary.minimumDetectableEffect == nil)
        #expect(summary.meaning == "")
    }

    private func meaning(_ slow: Double, _ fast: Double, noise: Double = 1, counters: [[String: Int64]] = [[:], [:]])
        -> String
    {
        var generator = Noise(seed: 6)
        func lane(_ level: Double) -> [Double] { (0..<30).map { _ in level * exp(generator.normal() * 0.01 * noise) } }
        return summarize(
            scenario(
                [("a", .variant, lane(slow)), ("b", .variant, lane(fast)), ("control", .control, lane(10))],
                variants: [
                    VariantResult(name: "a", summary: "", counters: counters[0]),
                    VariantResult(name: "b", summary: "", counters: counters[1]),
                ])
        ).meaning
    }

    @Test func theMeaningFollowsFromTheInterval() {
        #expect(meaning(100, 50).hasPrefix("b is "))
        #expect(meaning(100, 150) == "a is the fastest here: what usually is slow is not, with these data.")
        #expect(
            meaning(100, 100, noise: 20) == "No variant is shown to be faster than a: the intervals contain 1.00×.")
    }

    @Test func theMeaningNamesTheMostTellingCounterThatFell() {
        let counters: [[String: Int64]] = [
            ["round_trips": 100, "bytes_received": 9], ["round_trips": 1, "bytes_received": 2],
        ]
        #expect(meaning(100, 50, counters: counters).hasSuffix("as fast as a: 1 round trip instead of 100."))
        #expect(meaning(100, 50, counters: [["rows": 5], ["rows": 7]]).hasSuffix("as fast as a."))
    }

    /// margin + (1.96 + 0.84) × √2 × standard error of the ratio's trimmed mean, which the run's own effect widens by
    /// √(1 + 0.01 × independent blocks); back from logarithms.
    @Test func theMinimumDetectableEffectIsThatOfTheNoisiestVariant() throws {
        let control = [Double](repeating: 10, count: 30)
        let (calm, noisy) = (series(100, 1), series(100, 2).map { 100 * pow($0 / 100, 5) })
        let both = summarize(
            scenario([("a", .variant, calm), ("b", .variant, noisy), ("control", .control, control)]))
        let alone = summarize(scenario([("b", .variant, noisy), ("control", .control, control)]))
        #expect(both.minimumDetectableEffect == alone.minimumDetectableEffect)
        let ratios = noisy.map { log($0 / 10) }
        let inflation = TimeSeries.varianceInflation([ratios])
        let known = try #require(
            TrimmedMean.estimate(ratios, trim: TrimmedMean.blockShare, inflation: inflation))
        let standardError = known.standardError * (1 + 0.01 * 30 / inflation).squareRoot()
        let expected = expm1(log1p(0.02) + 2.801585218 * 2.0.squareRoot() * standardError)
        #expect(abs(try #require(both.minimumDetectableEffect) - expected) < 0.001)
    }

    @Test func theCriticalPathIsTheLongestOfEachStage() throws {
        let lanes: [(String, RunModel.Measurement.Role, [Double])] = [
            ("step.session", .step, [100, 100, 100]), ("step.story", .step, [300, 300, 300]),
            ("step.user", .step, [200, 200, 200]),
        ]
        let path = try #require(
            summarize(scenario(lanes, stages: [["step.session", "step.story"], ["step.user"]])).criticalPath)
        #expect(path.steps.map(\.name) == ["step.session", "step.story", "step.user"])
        #expect(path.steps.map(\.isCritical) == [false, true, true])
        #expect(abs(path.totalNanoseconds / 600_000 - 1) < 0.002)
        #expect(abs(path.criticalNanoseconds / 500_000 - 1) < 0.002)
        #expect(abs(try #require(path.idealSpeedUp) - 1.2) < 0.003)
        #expect(summarize(scenario(lanes, stages: [["step.session", "step.absent"]])).criticalPath == nil)
        #expect(summarize(scenario(lanes)).criticalPath == nil)
    }
}

@Suite struct TargetJudgementTests {
    private static let limit: UInt64 = 1000

    /// Blocks that each have `over` of `count` samples beyond the limit.
    private func judged(_ over: [Int], of count: Int, at quantile: Double) throws -> TargetCheck.Result {
        try judgement(over, of: count).result(for: quantile)
    }

    private func judgement(_ over: [Int], of count: Int) throws -> TargetJudgement {
        try #require(
            TargetJudgement(
                over.map { Histogram(Array(repeating: 2000, count: $0) + Array(repeating: 500, count: count - $0)) },
                limit: Self.limit))
    }

    /// 1 − 0.025^(1/n) is below 0.01 from 368 samples on.
    @Test func aTargetIsMetOnceEnoughSamplesStayBelow() throws {
        #expect(try judged([0], of: 368, at: 0.99) == .met)
        #expect(try judged([0], of: 366, at: 0.99) == .cannotTell)
        #expect(try judged([0, 0, 0, 0], of: 92, at: 0.99) == .met)
    }

    /// `scipy.stats.binomtest(30, 1000).proportion_ci()` is 0.0203 to 0.0426.
    @Test func aTargetIsMissedWhenTheWholeIntervalIsBeyond() throws {
        #expect(try judged([30], of: 1000, at: 0.99) == .missed)
        #expect(try judged([30], of: 1000, at: 0.97) == .cannotTell)
        #expect(try judged([30], of: 1000, at: 0.95) == .met)
        #expect(try judged([1000], of: 1000, at: 0.5) == .missed)
    }

    @Test func withoutSamplesThereIsNoJudgement() {
        #expect(TargetJudgement([], limit: 1) == nil)
        #expect(TargetJudgement([Histogram()], limit: 1) == nil)
    }

    /// The same share, but all in two of ten blocks: worth fewer samples, so the interval is wider.
    @Test func blocksThatDifferAreWorthFewerSamples() throws {
        let even = try judgement([Int](repeating: 6, count: 10), of: 100)
        let clustered = try judgement([0, 0, 0, 30, 0, 0, 30, 0, 0, 0], of: 100)
        #expect(even.share == clustered.share)
        #expect(clustered.upper - clustered.lower > 2 * (even.upper - even.lower))
        #expect(even.result(for: 0.97) == .missed)
        #expect(clustered.result(for: 0.97) == .cannotTell)
    }

    /// `scipy.stats.binomtest(60, 1000).proportion_ci(.95, "exact")`: equal blocks count in full.
    @Test func evenBlocksHaveTheExactInterval() throws {
        let even = try judgement([Int](repeating: 6, count: 10), of: 100)
        #expect(abs(even.lower - 0.04609503542248429) < 1e-9)
        #expect(abs(even.upper - 0.07656049040407743) < 1e-9)
    }

    @Test func targetsAreHeldAgainstTheVariantsTheyName() throws {
        let run = ComparisonTests.run(samplesPerBlock: 200)
        let targets = [
            Target(pattern: "redis.*", quantile: 0.5, limitNanoseconds: 100_000),
            Target(pattern: "redis.pool/pooled", quantile: 0.99, limitNanoseconds: 30_000),
            Target(pattern: "redis.pool/single", quantile: 0.5, limitNanoseconds: 1),
            Target(pattern: "graph.*", quantile: 0.5, limitNanoseconds: 1),
        ]
        let checks = summarize(run.scenarios[0], targets: targets).variants[0].targets
        #expect(checks.map(\.target) == Array(targets[0..<2]))
        #expect(checks.map(\.result) == [.met, .missed])
        #expect(checks[1].measured.quantile == 0.99)
        #expect(checks[0].shareBeyond?.value == 0)
        #expect(try #require(checks[1].shareBeyond).lower > 0.01)
    }
}

@Suite struct SampleNeedsTests {
    @Test(
        arguments: [(0.5, 20), (0.9, 100), (0.95, 200), (0.99, 1000), (0.999, 10_000), (0.01, 10)] as [(Double, UInt64)]
    )
    func tenBeyondTheQuantile(quantile: Double, count: UInt64) {
        #expect(SampleNeeds.count(for: quantile) == count)
        #expect(SampleNeeds.refusal(quantile, counts: [count]) == nil)
        #expect(SampleNeeds.refusal(quantile, counts: [count, count - 1]) != nil)
    }
}

@Suite struct BlockQuantileTests {
    private func blocks(_ count: Int, _ samples: Int, clustering: Double, _ noise: inout Noise) -> [[UInt64]] {
        (0..<count).map { _ in
            let level = noise.normal() * clustering
            return (0..<samples).map { _ in UInt64(exp(log(50_000) + level + noise.normal() * 0.2)) }
        }
    }

    /// Against the order statistic of all values, to within the thousandth of histogram and search.
    @Test func agreesWithExactQuantiles() throws {
        var noise = Noise(seed: 14)
        for _ in 0..<8 {
            let values = blocks(10, 150, clustering: 0.1, &noise)
            let quantiles = try #require(BlockQuantile(values.map { Histogram($0) }))
            let sorted = values.joined().map { Double($0) }.sorted()
            for quantile in [0.05, 0.5, 0.9, 0.95, 0.99] {
                let exact = try #require(Quantiles.nearestRank(sorted: sorted, at: quantile))
                #expect(abs(quantiles.value(at: quantile) / exact - 1) < 0.003, "p\(quantile)")
            }
        }
    }

    /// The truth is exp of the normal quantile of both deviations together: 0.2 within and 0.1 between blocks.
    /// 95 % intervals: from 91 to 99.5 % of 200 hold it.
    @Test(arguments: [(0.5, 0.0), (0.95, 1.6448536269514722)]) func coverage(quantile: Double, z: Double) throws {
        var noise = Noise(seed: 15)
        let truth = exp(log(50_000) + z * (0.04 + 0.01).squareRoot())
        var hits = 0
        for _ in 0..<200 {
            let values = blocks(20, 40, clustering: 0.1, &noise)
            let interval = try #require(
                BlockQuantile(values.map { Histogram($0) })?.interval(at: quantile))
            if interval.lower <= truth && truth <= interval.upper { hits += 1 }
        }
        #expect((182...199).contains(hits), "\(hits) of 200")
    }

    @Test func theIntervalHoldsItsEstimate() throws {
        var noise = Noise(seed: 16)
        for _ in 0..<50 {
            let quantiles = try #require(BlockQuantile(blocks(6, 20, clustering: 0.5, &noise).map { Histogram($0) }))
            for quantile in [0.5, 0.95] {
                let interval = try #require(quantiles.interval(at: quantile))
                #expect(interval.lower <= interval.estimate && interval.estimate <= interval.upper)
            }
        }
    }

    @Test func fewBlocksHaveAValueAndNoInterval() throws {
        let two = try #require(BlockQuantile([Histogram([100, 100]), Histogram([100])]))
        #expect(abs(two.value(at: 0.5) / 100 - 1) < 0.002)
        #expect(two.interval(at: 0.5) == nil)
        #expect(two.logEstimate(at: 0.5) == nil)
        #expect(BlockQuantile([]) == nil)
        #expect(BlockQuantile([Histogram()]) == nil)
    }

    /// Three blocks of few samples leave the upper end of the p95 open: a value with an interval, and no estimate.
    @Test func anOpenEndIsTheLargestValueSeen() throws {
        let quantiles = try #require(BlockQuantile([10, 20, 900].map { Histogram([$0, $0, $0, $0 + 100]) }))
        #expect(try #require(quantiles.interval(at: 0.95)).upper == 1000)
        #expect(quantiles.logEstimate(at: 0.95) == nil)
    }
}
