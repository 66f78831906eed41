import RunModel
import Testing

@testable import Verdicts

/// Verdicts on servers that still compiled their queries.
@Suite struct WarmthTests {
    private func run(effect: Double = 0, seed: UInt64 = 1, compiled share: Double?, rows: Int64 = 1) -> Run {
        var run = ComparisonTests.run(effect: effect, seed: seed) { $0.counters = ["rows": rows] }
        run.scenarios[0].compilationShare = share
        return run
    }

    @Test(arguments: [0.0, 0.05]) func aCompilerThatRestsCastsNoDoubt(share: Double) throws {
        #expect(try ComparisonTests.variant(run(compiled: share), run(seed: 2, compiled: share)).verdict == .unchanged)
    }

    @Test func anImprovementOnAColdBaseMayBeTheWarmingUpAlone() throws {
        let found = try ComparisonTests.variant(run(compiled: 0.12), run(effect: -0.1, seed: 2, compiled: 0.01))
        #expect(found.verdict == .inconclusive)
        #expect(found.quantiles.first?.verdict == .inconclusive)
        #expect(
            found.reason
                == "the server was still warming up in the base: its JIT compiler worked 12.0 % of the time")
        let equal = try ComparisonTests.variant(run(compiled: 0.12), run(seed: 2, compiled: nil))
        #expect(equal.verdict == .inconclusive)
    }

    @Test func aRegressionOnAColdBaseIsAllTheSurer() throws {
        let found = try ComparisonTests.variant(run(compiled: 0.12), run(effect: 0.1, seed: 2, compiled: 0.01))
        #expect(found.verdict == .regressed)
    }

    @Test func aRegressionInAColdCandidateMayBeTheColdAlone() throws {
        let worse = try ComparisonTests.variant(run(compiled: 0.01), run(effect: 0.1, seed: 2, compiled: 0.3))
        #expect(worse.verdict == .inconclusive)
        #expect(worse.reason.hasPrefix("the server was still warming up in the candidate"))
        let better = try ComparisonTests.variant(run(compiled: 0.01), run(effect: -0.1, seed: 2, compiled: 0.3))
        #expect(better.verdict == .improved)
    }

    @Test func exactFactsNeedNoWarmth() throws {
        let policy = ComparisonPolicy(gatedCounters: { _ in ["rows"] })
        let found = try ComparisonTests.variant(
            run(compiled: 0.3), run(seed: 2, compiled: 0.3, rows: 2), policy: policy)
        #expect(found.verdict == .regressed)
        #expect(found.isExact)
    }
}
