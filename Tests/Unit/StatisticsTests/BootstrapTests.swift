import Statistics
import Testing

@Suite struct BootstrapTests {
    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// `scipy.stats.bootstrap((first,), np.mean, method="BCa", n_resamples=100000, rng=1)`: 2.960 to 6.405.
    @Test func bca() throws {
        let bootstrap = Bootstrap(confidence: 0.95, resamples: 20_000, seed: 1)
        let interval = try #require(bootstrap.interval(Known.first, statistic: Self.mean))
        #expect(isClose(interval.estimate, 3.69))
        #expect(abs(interval.lower - 2.960) < 0.02)
        #expect(abs(interval.upper - 6.405) < 0.15)
    }

    @Test func oneSeedGivesOneInterval() {
        let bootstrap = Bootstrap(confidence: 0.95, resamples: 200, seed: 5)
        #expect(
            bootstrap.interval(Known.first, statistic: Self.mean)
                == bootstrap.interval(Known.first, statistic: Self.mean))
        #expect(bootstrap.interval([1, 2], statistic: Self.mean) == nil)
    }

    /// Of normal samples of thirty, the interval covers the truth about as often as it says.
    @Test func covers() {
        var generator = SeededGenerator(seed: 11)
        var covered = 0
        for trial in 0..<400 {
            let sample = (0..<30).map { _ in
                NormalDistribution.quantile(Double.random(in: 1e-12..<1, using: &generator))
            }
            let bootstrap = Bootstrap(confidence: 0.95, resamples: 300, seed: UInt64(trial))
            if let interval = bootstrap.interval(sample, statistic: Self.mean),
                interval.lower <= 0, 0 <= interval.upper
            {
                covered += 1
            }
        }
        #expect((360...392).contains(covered))
    }
}
