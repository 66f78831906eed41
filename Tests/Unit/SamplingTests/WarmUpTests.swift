import Testing

@testable import Sampling

@Suite struct WarmUpTests {
    @Test func tooFewBlocksAreNotStationary() {
        #expect(!WarmUp.isStationary([1, 1, 1, 1, 1, 1, 1]))
    }

    @Test func aFlatSeriesIsStationary() {
        #expect(WarmUp.isStationary([3, 1, 1.01, 0.99, 1, 1.01, 1, 0.995, 1.005]))
    }

    @Test func aSeriesThatStillFallsIsNot() {
        #expect(!WarmUp.isStationary([2.4, 2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0]))
    }

    @Test func aDriftBelowTheToleranceDoesNotHoldItUp() {
        #expect(WarmUp.isStationary([1.007, 1.006, 1.005, 1.004, 1.003, 1.002, 1.001, 1.000]))
    }

    @Test func scatterAloneDoesNotHoldItUp() {
        #expect(WarmUp.isStationary([1.0, 1.4, 1.2, 1.3, 1.1, 1.2, 1.35, 1.05]))
    }

    @Test func onlyTheLastBlocksCount() {
        #expect(WarmUp.isStationary([9, 7, 5, 3] + [1.0, 1.01, 0.99, 1.0, 1.01, 0.99, 1.0, 1.01]))
    }
}
