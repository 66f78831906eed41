import Foundation
import RunModel
import Statistics
import Testing

@testable import Verdicts

/// What `compare` says of pairs of runs whose truth is stated.
@Suite struct ComparisonTests {
    /// `blocks` blocks of 40 µs for the control and 44 µs for the variant, both with 1 % of noise.
    static func run(
        effect: Double = 0, blocks: Int = 30, noise deviation: Double = 0.01, samplesPerBlock: Int = 5,
        seed: UInt64 = 1, level: Double = 0, _ change: (inout SyntheticRun) -> Void = { _ in }
    ) -> Run {
        var noise = Noise(seed: seed)
        let control = (0..<blocks).map { _ in log(40_000.0) + level + noise.normal() * 0.05 }
        var run = SyntheticRun(
            control: control, variant: control.map { $0 + log(1.1) + log1p(effect) + noise.normal() * deviation },
            samplesPerBlock: samplesPerBlock)
        change(&run)
        return run.run
    }

    /// The same with 200 values of a heavy tail (Pareto) around the median of every lane and block, the slowest tenth of
    /// them `factor` times as long.
    static func spread(
        _ run: Run, factor: (_ block: Int, _ role: RunModel.Measurement.Role) -> UInt64 = { _, _ in 1 }
    ) -> Run {
        var result = run
        for block in result.scenarios[0].blocks.indices {
            for lane in result.scenarios[0].blocks[block].measurements.indices {
                let measurement = result.scenarios[0].blocks[block].measurements[lane]
                let median = measurement.histogram.value(atQuantile: 0.5) ?? 0
                result.scenarios[0].blocks[block].measurements[lane].histogram = Histogram(
                    (0..<200).map { rank in
                        median * 200 / (399 - 2 * UInt64(rank)) * (rank < 180 ? 1 : factor(block, measurement.role))
                    })
            }
        }
        return result
    }

    static func variant(
        _ base: Run, _ candidate: Run, policy: ComparisonPolicy = ComparisonPolicy()
    ) throws -> VariantComparison {
        try #require(compare(base, candidate, policy: policy).scenarios.first?.variants.first)
    }

    @Test func aSlowerOperationIsARegressionOfTheOperation() throws {
        let found = try Self.variant(Self.run(), Self.run(effect: 0.1, seed: 2, level: 0.02))
        #expect(found.verdict == .regressed)
        #expect(found.attribution == .operation)
        #expect(!found.isExact)
        let median = try #require(found.quantiles.first)
        let change = try #require(median.change)
        #expect(change.lower > 0.02 && change.lower < 0.1 && change.upper > 0.1)
        #expect(abs(try #require(median.baseNanoseconds) / 44_000 - 1) < 0.05)
        #expect(found.reason.hasPrefix("the p50 is "))
        #expect(found.reason.hasSuffix("slower, and the whole interval is beyond the margin of 2.0 %"))
    }

    @Test func equalityIsShownByTwoOneSidedTests() throws {
        let found = try Self.variant(Self.run(), Self.run(seed: 2))
        #expect(found.verdict == .unchanged)
        #expect(found.attribution == .none)
        // So much noise leaves both open: a change and equality.
        let noisy = try Self.variant(Self.run(noise: 0.3), Self.run(noise: 0.3, seed: 2))
        #expect(noisy.verdict == .inconclusive)
        #expect(noisy.attribution == .cannotTell)
        #expect(noisy.reason.contains("which the margin of 2.0 % cuts through"))
        #expect(try #require(noisy.quantiles[0].minimumDetectableEffect) > 0.1)
    }

    @Test func swappingTheRunsTurnsTheVerdictRound() throws {
        let (fast, slow) = (Self.run(), Self.run(effect: 0.08, seed: 2))
        let there = try #require(try Self.variant(fast, slow).quantiles[0].change)
        let back = try Self.variant(slow, fast)
        #expect(back.verdict == .improved)
        let change = try #require(back.quantiles[0].change)
        #expect(abs((1 + there.value) * (1 + change.value) - 1) < 1e-9)
        #expect(abs((1 + there.lower) * (1 + change.upper) - 1) < 1e-9)
    }

    @Test func aRunIsUnchangedAgainstItself() throws {
        let run = Self.spread(Self.run())
        #expect(compare(run, run).verdict == .unchanged)
        #expect(compare(run, run).scenarios[0].variants[0].quantiles.allSatisfy { abs($0.change?.value ?? 1) < 1e-12 })
    }

    /// 150 samples a run carry the p50 (20) and not the p95 (200); 6,000 carry the p99 (1,000).
    @Test func tailsAreRefusedBelowTheirSampleSize() throws {
        let small = try Self.variant(Self.run(), Self.run(seed: 2))
        #expect(small.quantiles.map(\.quantile) == [0.5, 0.95, 0.99])
        #expect(small.quantiles.map { $0.change == nil } == [false, true, true])
        #expect(small.quantiles[1].refusal == "p95 needs 200 samples in both runs; there are 150 and 150")
        #expect(small.quantiles[2].refusal == "p99 needs 1,000 samples in both runs; there are 150 and 150")
        let large = try Self.variant(Self.spread(Self.run()), Self.spread(Self.run(seed: 2)))
        #expect(large.quantiles.allSatisfy { $0.refusal == nil && $0.change != nil })
        #expect(large.quantiles.map(\.margin) == [0.02, 0.05, 0.1])
    }

    /// Blocks of one value each say of a tail only how they differ from each other.
    @Test func tailsThatTheBlocksLeaveOpenAreRefused() throws {
        let found = try Self.variant(Self.run(samplesPerBlock: 200), Self.run(samplesPerBlock: 200, seed: 2))
        #expect(found.quantiles[0].change != nil)
        #expect(found.quantiles[1].refusal == "p95 scatters too much between the blocks to be judged")
    }

    @Test func blocksThatAreTooFewAreSaidToBe() throws {
        let found = try Self.variant(Self.run(blocks: 2, samplesPerBlock: 200), Self.run(samplesPerBlock: 200, seed: 2))
        #expect(found.verdict == .inconclusive)
        #expect(found.quantiles[0].refusal == "p50 needs 3 blocks in both runs; there are 2 and 30")
        let summary = summarize(Self.run(blocks: 2, samplesPerBlock: 200).scenarios[0])
        #expect(summary.variants[0].quantiles[0].refusal == "p50 needs 3 blocks; there are 2")
    }

    @Test func aSlowerTailIsARegressionAlthoughTheMedianIsUnchanged() throws {
        let base = Self.spread(Self.run())
        let slow = Self.spread(Self.run(seed: 2)) { $1 == .variant ? 3 : 1 }
        let found = try Self.variant(base, slow)
        #expect(found.quantiles.map(\.verdict) == [.unchanged, .regressed, .regressed])
        #expect(found.verdict == .regressed)
        #expect(found.reason.hasPrefix("the p95 is "))
        let change = try #require(found.quantiles[1].change)
        #expect(change.lower < 2 && 2 < change.upper, "three times as long is 200 % slower")
        let back = try Self.variant(slow, base)
        #expect(back.quantiles.map(\.verdict) == [.unchanged, .improved, .improved])
        #expect(back.verdict == .improved)
        #expect(back.reason.hasPrefix("the p95 is "))
    }

    /// The control's tail is made of the same stalls: what both have is no change of the operation.
    @Test func aTailThatTheControlHasTooIsNone() throws {
        let found = try Self.variant(Self.spread(Self.run()), Self.spread(Self.run(seed: 2)) { _, _ in 3 })
        #expect(found.verdict == .unchanged)
        #expect(abs(try #require(found.quantiles[1].change).value) < 0.05)
    }

    /// A tail that is a hundred times as long in a third of the blocks: nothing short of a fourfold could be told.
    @Test func aHopelessTailIsNotJudged() throws {
        func wild(_ run: Run) -> Run {
            Self.spread(run) { block, role in role == .variant && block.isMultiple(of: 3) ? 100 : 1 }
        }
        let found = try Self.variant(wild(Self.run()), wild(Self.run(seed: 2)))
        #expect(found.quantiles[1].change == nil)
        #expect(found.quantiles[1].refusal == "p95 scatters too much between the blocks to be judged")
    }

    /// A scenario that failed is judged by nothing, and takes no error rate from the others.
    @Test func whatCannotBeComparedTakesNoErrorRate() throws {
        func both(_ effect: Double, seed: UInt64, outcome: ScenarioResult.Outcome) -> Run {
            var result = Self.run(effect: effect, seed: seed)
            var other = Self.run(effect: effect, seed: seed &+ 100).scenarios[0]
            other.scenario = ScenarioID("redis.pipeline")
            other.outcome = outcome
            result.scenarios.append(other)
            return result
        }
        func effect(_ outcome: ScenarioResult.Outcome) throws -> Double {
            let found = try Self.variant(both(0, seed: 1, outcome: .valid), both(0, seed: 2, outcome: outcome))
            return try #require(found.quantiles[0].minimumDetectableEffect)
        }
        let alone = try #require(try Self.variant(Self.run(), Self.run(seed: 2)).quantiles[0].minimumDetectableEffect)
        #expect(try effect(.failed(reason: "r")) == alone)
        #expect(try effect(.valid) > alone)
    }

    @Test func theMarginIsThatOfScenarioAndQuantile() throws {
        var margins = Margins()
        margins.rules = [.init(pattern: try #require(ScenarioPattern("redis.pool")), margin: 0.2)]
        let wide = ComparisonPolicy(margins: margins)
        let found = try Self.variant(Self.run(), Self.run(effect: 0.05, seed: 2), policy: wide)
        #expect(found.verdict == .unchanged)
        #expect(found.quantiles.map(\.margin) == [0.2, 0.2, 0.2], "a tail's is never below the median's")
    }

    /// An effect that one judgement shows is not shown as one of forty: Holm's level for the first is α/40.
    @Test func theErrorRateIsSharedByAllScenarios() throws {
        func copies(_ run: Run, _ count: Int) -> Run {
            var result = run
            result.scenarios = (0..<count).map { index in
                var scenario = run.scenarios[0]
                scenario.scenario = ScenarioID("s\(index)")
                return scenario
            }
            return result
        }
        let base = Self.run(blocks: 10, noise: 0.02)
        let candidate = Self.run(blocks: 10, noise: 0.02, seed: 2)
        func median(_ count: Int) throws -> QuantileComparison {
            try #require(
                compare(copies(base, count), copies(candidate, count)).scenarios.last?.variants.first?.quantiles[0])
        }
        let (alone, among) = (try median(1), try median(40))
        let (effectAlone, effectAmong) = (
            try #require(alone.minimumDetectableEffect), try #require(among.minimumDetectableEffect)
        )
        #expect(effectAmong > 1.2 * effectAlone)
        #expect(among.change == alone.change)
    }

    /// Both servers see the same bursts, block by block: only the differences within a pair of blocks are small.
    @Test func pairedBlocksAreComparedOneByOne() throws {
        var noise = Noise(seed: 3)
        let shared = (0..<30).map { _ in noise.normal() * 0.2 }
        func side(_ effect: Double) -> Run {
            let level: Double = log(60_000.0) + log1p(effect)
            return SyntheticRun(
                control: [Double](repeating: log(40_000.0), count: shared.count),
                variant: shared.map { $0 + level + noise.normal() * 0.005 }
            ).run
        }
        let (base, candidate) = (side(0), side(0.05))
        #expect(try Self.variant(base, candidate).verdict == .inconclusive)
        #expect(try Self.variant(base, candidate, policy: ComparisonPolicy(isPaired: true)).verdict == .regressed)
    }
}

/// When nothing may be judged, and what is said instead.
@Suite struct BarrierTests {
    private func run(_ change: (inout SyntheticRun) -> Void = { _ in }) -> Run {
        ComparisonTests.run(effect: 0.5, change)
    }

    @Test(
        arguments: [
            (.failed(reason: "it broke"), "failed: it broke"),
            (.invalid(reason: "rows differ"), "is invalid: rows differ"),
            (.interrupted, "was interrupted"), (.unfinished, "was not finished"),
        ] as [(ScenarioResult.Outcome, String)])
    func anOutcomeThatComparesNothing(outcome: ScenarioResult.Outcome, reason: String) throws {
        let good = ComparisonTests.run()
        let bad = run { $0.outcome = outcome }
        for (base, candidate, name) in [(good, bad, "candidate"), (bad, good, "base")] {
            let comparison = compare(base, candidate)
            let variant = try #require(comparison.scenarios.first?.variants.first)
            #expect(comparison.verdict == .inconclusive)
            #expect(variant.reason == "the \(name) \(reason)")
            #expect(variant.attribution == .cannotTell)
            #expect(variant.quantiles.allSatisfy { $0.verdict == .inconclusive })
        }
    }

    @Test func aDifferentEnvironmentBarsUnlessItIsAllowed() throws {
        let other = run {
            $0.fingerprint.host.kernel = "6.9"
            $0.fingerprint.dataSize = ["NarrativeNode": 20_000]
        }
        let barred = compare(ComparisonTests.run(), other)
        #expect(barred.verdict == .inconclusive)
        #expect(barred.environmentDifferences.map(\.field).sorted() == ["NarrativeNode count", "kernel"])
        #expect(barred.scenarios[0].variants[0].reason.hasPrefix("the environments differ in "))
        let allowed = compare(ComparisonTests.run(), other, policy: ComparisonPolicy(allowsDifferentEnvironment: true))
        #expect(allowed.verdict == .regressed)
        #expect(allowed.environmentDifferences == barred.environmentDifferences)
    }

    /// What is exact counts no more than what is measured when the environments differ.
    @Test func aBarHoldsForExactFactsToo() {
        let policy = ComparisonPolicy(gatedCounters: { _ in ["rows"] })
        let comparison = compare(
            run { $0.counters = ["rows": 1] },
            run {
                $0.counters = ["rows": 2]
                $0.fingerprint.configurationHash = "other"
            }, policy: policy)
        #expect(comparison.verdict == .inconclusive)
        #expect(!comparison.scenarios[0].variants[0].isExact)
    }

    private func renamed(_ run: Run, _ name: String) -> Run {
        var run = run
        run.scenarios[0].scenario = ScenarioID(name)
        return run
    }

    @Test func nothingInCommonIsNotUnchanged() {
        let comparison = compare(renamed(run(), "redis.pipeline"), run())
        #expect(comparison.scenarios.isEmpty)
        #expect(comparison.verdict == .inconclusive)
        #expect(
            comparison.warnings == [
                "redis.pipeline is only in the base: not compared.",
                "redis.pool is only in the candidate: not compared.",
            ])
    }

    /// A scenario that could not even begin has no variants, and must not count as fine for that.
    @Test(arguments: [true, false]) func aScenarioThatCouldNotBeginIsNotUnchanged(inBase: Bool) {
        var refused = run()
        refused.scenarios[0].variants = []
        refused.scenarios[0].blocks = []
        refused.scenarios[0].outcome = .failed(reason: "Cannot connect")
        let other = run()
        let comparison = inBase ? compare(refused, other) : compare(other, refused)
        #expect(comparison.verdict == .inconclusive)
        let side = inBase ? "base" : "candidate"
        #expect(comparison.warnings == ["redis.pool cannot be compared: the \(side) failed: Cannot connect"])
    }

    @Test func aVariantThatOneRunLacksIsSaid() {
        var more = run()
        more.scenarios[0].variants.append(VariantResult(name: "extra", summary: ""))
        #expect(compare(more, run()).warnings == ["redis.pool extra is only in the base: not compared."])
        #expect(compare(run(), more).warnings == ["redis.pool extra is only in the candidate: not compared."])
        #expect(compare(run(), more).scenarios[0].variants.map(\.name) == ["pooled"])
    }

    @Test func incompleteRunsAndOtherToolsAreSaid() {
        var candidate = run { $0.fingerprint.tool = "2" }
        candidate.status = .interrupted
        #expect(
            compare(run(), candidate).warnings == [
                "The candidate is not a complete run: its blocks are fewer.",
                "The runs are of different versions of ttaperf, test and 2.",
            ])
    }
}

@Suite struct EnvironmentTests {
    private let base = Fingerprint(
        tool: "1", host: .init(name: "h", cpuModel: nil, cpuCount: 2, kernel: "k", operatingSystem: "o"),
        servers: [.init(role: "redis", product: "Redis", version: "7.0.15", address: "sandbox")],
        dataSize: ["Session": 500])

    @Test func aCommitIsNoDifference() {
        var other = base
        other.source = .init(commit: "c", branch: nil, isDirty: true)
        other.tool = "2"
        #expect(environmentDifferences(base, other).isEmpty)
    }

    @Test func everyFieldIsNamedWithBothValues() {
        var other = base
        other.host.cpuModel = "EPYC"
        other.servers = [.init(role: "redis", product: "Redis", version: "7.2.4", address: "sandbox")]
        other.dataSize = ["Session": 501, "NarrativeNode": 20_000]
        let found = environmentDifferences(base, other)
        #expect(found.map(\.field) == ["CPU", "redis server", "Session count", "NarrativeNode count"])
        #expect(found.map(\.base) == ["—", "Redis 7.0.15", "500", "—"])
        #expect(found.map(\.candidate) == ["EPYC", "Redis 7.2.4", "501", "20,000"])
    }
}
