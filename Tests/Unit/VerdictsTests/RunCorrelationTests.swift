import RunModel
import Statistics
import Testing

@testable import Verdicts

@Suite struct RunCorrelationTests {
    /// σ² (1/n + ρ) over σ²/n: with ρ = 0.01 and 100 blocks twice the variance of the mean.
    @Test func moreBlocksDoNotAverageOutWhatTheirRunHasInCommon() {
        let estimate = LocationEstimate(value: 1, standardError: 0.1, degreesOfFreedom: 9)
        let widened = estimate.widened(byRunCorrelation: 0.01, blockCount: 100)
        #expect(abs(widened.standardError - 0.1 * 2.0.squareRoot()) < 1e-12)
        #expect(widened.value == 1)
        #expect(estimate.widened(byRunCorrelation: 0, blockCount: 100).standardError == 0.1)
    }

    @Test func serversOnAJVMDifferMoreFromRunToRun() {
        #expect(RunCorrelation.of(ScenarioID("redis.pool")) < RunCorrelation.of(ScenarioID("graph.index")))
        #expect(RunCorrelation.of(ScenarioID("graph.limit")) == RunCorrelation.of(ScenarioID("fetch.concurrent")))
    }
}
