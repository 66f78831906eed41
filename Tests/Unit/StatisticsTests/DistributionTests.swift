import Statistics
import Testing

@Suite struct DistributionTests {
    /// `scipy.stats.norm.cdf`.
    @Test(arguments: [
        (-8, 6.22096057427174e-16), (-3.5, 0.00023262907903552502), (0.3, 0.6179114221889526),
        (2.2, 0.9860965524865014),
    ])
    func normalCumulative(z: Double, expected: Double) {
        #expect(abs(NormalDistribution.cumulative(z) / expected - 1) < 1e-12)
    }

    /// `scipy.stats.norm.ppf`.
    @Test(arguments: [
        (1e-10, -6.361340902404056), (0.025, -1.9599639845400545), (0.8, 0.8416212335729143),
        (0.9995, 3.2905267314919255),
    ])
    func normalQuantile(probability: Double, expected: Double) {
        #expect(isClose(NormalDistribution.quantile(probability), expected, within: 1e-12))
    }

    /// `scipy.stats.t.cdf(t, df)`.
    @Test(arguments: [
        (-2.5, 3, 0.04385332350403278), (1.2, 7.5, 0.866665538603389), (0, 1, 0.5), (6, 9, 0.9998987503389661),
    ])
    func studentCumulative(t: Double, freedom: Double, expected: Double) {
        #expect(isClose(StudentDistribution.cumulative(t, degreesOfFreedom: freedom), expected, within: 1e-12))
    }

    /// `scipy.stats.t.ppf(p, df)`.
    @Test(arguments: [
        (0.975, 9, 2.262157162798205), (0.9995, 4.3, 7.9445153049436845), (0.2, 1, -1.3763819204711736),
        (0.00025, 18, -4.233167300249493),
    ])
    func studentQuantile(probability: Double, freedom: Double, expected: Double) {
        #expect(isClose(StudentDistribution.quantile(probability, degreesOfFreedom: freedom), expected))
    }

    /// `scipy.stats.binom.cdf(k, n, p)`.
    @Test(arguments: [
        (3, 10, 0.5, 0.171875), (8, 10, 0.95, 0.08613835589931651), (989, 1000, 0.99, 0.4169591966989028),
        (0, 5, 0.1, 0.59049),
    ])
    func binomialCumulative(successes: Int, trials: Int, probability: Double, expected: Double) {
        #expect(
            isClose(
                BinomialDistribution.cumulative(successes, trials: trials, probability: probability), expected))
    }

    @Test func theEndsOfTheDistributions() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(StudentDistribution.quantile(1, degreesOfFreedom: 3) == .infinity)
        #expect(BinomialDistribution.cumulative(-1, trials: 3, probability: 0.5) == 0)
        #expect(BinomialDistribution.cumulative(3, trials: 3, probability: 0.5) == 1)
    }
}
