import Statistics
import Testing

@Suite struct BootstrapTests {
    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// `scipy.stats.bootstrap((first,), np.mean, method="BCa", n_resamples=100000, rng=1)`: 2.960 to 6.405.
    @Test func bca() throws {
        let bootstrap = Bootstrap(method: .bca, confidence: 0.95, resamples: 20_000, seed: 1)
        let interval = try #require(bootstrap.interval(Known.first, statistic: Self.mean))
        #expect(isClose(interval.estimate, 3.69))
        #expect(abs(interval.lower - 2.960) < 0.02)
        #expect(abs(interval.upper - 6.405) < 0.15)
    }

    @Test func oneSeedGivesOneInterval() {
        let bootstrap = Bootstrap(method: .expandedPercentile, confidence: 0.95, resamples: 200, seed: 5)
        #expect(
            bootstrap.interval(Known.first, statistic: Self.mean)
                == bootstrap.interval(Known.first, statistic: Self.mean))
        #expect(bootstrap.interval([1, 2], statistic: Self.mean) == nil)
    }

    /// The two-sample interval of a difference of means is about Welch's for well-behaved values.
    @Test func twoSamplesAreResampledApart() throws {
        let bootstrap = Bootstrap(method: .expandedPercentile, confidence: 0.95, resamples: 10_000, seed: 2)
        let interval = try #require(
            bootstrap.interval([Known.permeability, Known.permeabilityAtTerm]) { Self.mean($0[1]) - Self.mean($0[0]) })
        #expect(isClose(interval.estimate, -0.337))
        #expect(interval.lower < -0.65 && interval.lower > -0.85)
        #expect(interval.upper > 0.02 && interval.upper < 0.2)
    }

    /// Of normal samples of ten, the interval covers the truth about as often as it says.
    @Test func expandedPercentileCovers() {
        var generator = SeededGenerator(seed: 11)
        var covered = 0
        for trial in 0..<400 {
            let sample = (0..<10).map { _ in
                NormalDistribution.quantile(Double.random(in: 1e-12..<1, using: &generator))
            }
            let bootstrap = Bootstrap(
                method: .expandedPercentile, confidence: 0.95, resamples: 300, seed: UInt64(trial))
            if let interval = bootstrap.interval(sample, statistic: Self.mean),
                interval.lower <= 0, 0 <= interval.upper
            {
                covered += 1
            }
        }
        #expect((368...396).contains(covered))
    }
}
