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

    private func result(_ scenario: String, blockMilliseconds: UInt64) -> ScenarioResult {
        var result = SyntheticRun(control: [1, 2, 3], variant: [1, 2, 3]).result
        result.scenario = ScenarioID(scenario)
        for index in result.blocks.indices { result.blocks[index].durationNanoseconds = blockMilliseconds * 1_000_000 }
        return result
    }

    @Test func serversOnAJVMDifferMoreFromRunToRun() {
        #expect(RunCorrelation.of(result("redis.pool", blockMilliseconds: 100)) == 0.01)
        #expect(RunCorrelation.of(result("graph.index", blockMilliseconds: 100)) == 0.07)
        #expect(RunCorrelation.of(result("of.yours", blockMilliseconds: 200)) == 0.07)
    }

    @Test func longBlocksScatterLessThanTheirRuns() {
        #expect(abs(RunCorrelation.of(result("redis.pool", blockMilliseconds: 1000)) - 0.05) < 1e-12)
    }

    @Test func aGraphScenarioIsJudgedWithAWiderInterval() throws {
        func width(_ scenario: String) throws -> Double {
            let runs = [UInt64(1), 2].map { seed in
                var run = ComparisonTests.run(blocks: 100, seed: seed)
                run.scenarios[0].scenario = ScenarioID(scenario)
                return run
            }
            let change = try #require(ComparisonTests.variant(runs[0], runs[1]).quantiles.first?.change)
            return change.upper - change.lower
        }
        let (graph, redis) = (try width("graph.index"), try width("redis.pool"))
        #expect(graph > 1.5 * redis)
    }
}
