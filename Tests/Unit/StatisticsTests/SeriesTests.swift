import Statistics
import Testing

@Suite struct SeriesTests {
    /// By the definition, in NumPy: `(c[:-1] * c[1:]).sum() / (c * c).sum()` of the centred values.
    @Test func autocorrelation() throws {
        #expect(
            isClose(try #require(TimeSeries.autocorrelation([1, 3, 2, 5, 4, 6, 5, 8])), 0.24471830985915494))
        #expect(TimeSeries.autocorrelation([1, 1, 1]) == nil)
        #expect(TimeSeries.autocorrelation([1, 2]) == nil)
    }

    @Test func dependenceLowersTheEffectiveSampleSize() {
        var generator = SeededGenerator(seed: 4)
        var state = 0.0
        let noise = (0..<3000).map { _ in Double.random(in: -1...1, using: &generator) }
        let dependent = noise.map { step in
            state = 0.5 * state + step
            return state
        }
        // An autoregression of 0.5 has (1 + 0.5)/(1 − 0.5) = 3 times the variance of its mean.
        #expect(abs(TimeSeries.varianceInflation([dependent]) - 3) < 0.4)
        #expect(abs(TimeSeries.varianceInflation([noise]) - 1) < 0.1)
        #expect(TimeSeries.varianceInflation([[1, 1, 1, 1]]) == 1)
        #expect(TimeSeries.varianceInflation([]) == 1)
    }

    /// S and the slope: `scipy.stats.kendalltau` (−0.7333 × 45) and `scipy.stats.theilslopes`;
    /// p is 2Φ(−(33 − 1)/√125), as R's `trend::mk.test` computes it.
    @Test func mannKendall() throws {
        let test = try #require(TrendTest(Known.falling))
        #expect(test.statistic == -33)
        #expect(isClose(test.slope, -0.14285714285714285))
        #expect(isClose(test.pValue, 0.004207551285491748))
        #expect(isClose(test.drift, 9 * -0.14285714285714285))
        #expect(TrendTest([1, 2, 3]) == nil)
        #expect(TrendTest([1, 1, 1, 1])?.pValue == 1)
    }

    /// 1.959964 + 0.841621 = 2.801585; R: `power.t.test(power = .8, delta = .5)` gives 63.8 with Student's
    /// correction, 62.8 without.
    @Test func power() {
        #expect(isClose(Power.minimumDetectableEffect(standardError: 0.01, margin: 0.02), 0.04801585, within: 1e-7))
        #expect(Power.sampleSize(effect: 0.5, deviation: 1) == 63)
        #expect(Power.sampleSize(effect: 0, deviation: 1) == nil)
    }
}
