import Testing

@testable import Sampling

@Suite struct WarmUpTests {
    @Test func tooFewBlocksAreNotStationary() {
        #expect(!WarmUp.isStationary([1, 1, 1, 1, 1]))
    }

    @Test func aFlatSeriesIsStationary() {
        #expect(WarmUp.isStationary([3, 1, 1.01, 0.99, 1, 1.01, 1]))
    }

    @Test func aSeriesThatStillFallsIsNot() {
        #expect(!WarmUp.isStationary([2.0, 1.8, 1.6, 1.4, 1.2, 1.0]))
    }

    @Test func scatterAloneDoesNotHoldItUp() {
        #expect(WarmUp.isStationary([1.0, 1.4, 1.2, 1.3, 1.1, 1.2]))
    }
}
