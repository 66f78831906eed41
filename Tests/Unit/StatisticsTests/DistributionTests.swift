import Testing

@testable import Statistics

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

    /// `scipy.stats.binomtest(k, n).proportion_ci(.95, "exact")`; with fractions `scipy.stats.beta.ppf(.025, k, n - k + 1)`
    /// and `beta.ppf(.975, k + 1, n - k)`.
    @Test(arguments: [
        [0, 400, 0, 0.009179804583673406], [3, 400, 0.0015493589499055267, 0.02176066851441709],
        [50, 100, 0.39832112950330095, 0.6016788704966991], [400, 400, 0.9908201954163266, 1],
        [1, 1000, 2.5317487491674634e-05, 0.0055589242798499], [2.5, 40, 0.010534485022236681, 0.18681429723762477],
    ])
    func clopperPearson(known: [Double]) {
        let interval = BinomialDistribution.interval(successes: known[0], trials: known[1], confidence: 0.95)
        #expect(isClose(interval.lower, known[2], within: 1e-11))
        #expect(isClose(interval.upper, known[3], within: 1e-11))
    }

    /// The ends are where the observed count just falls into a tail of 2.5 %.
    @Test func clopperPearsonInvertsTheDistribution() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            let trials = Int.random(in: 2...3000, using: &generator)
            let successes = Int.random(in: 1..<trials, using: &generator)
            let interval = BinomialDistribution.interval(
                successes: Double(successes), trials: Double(trials), confidence: 0.95)
            func cumulative(_ count: Int, _ probability: Double) -> Double {
                BinomialDistribution.cumulative(count, trials: trials, probability: probability)
            }
            #expect(isClose(1 - cumulative(successes - 1, interval.lower), 0.025, within: 1e-8))
            #expect(isClose(cumulative(successes, interval.upper), 0.025, within: 1e-8))
        }
    }

    @Test func inversionFindsThePoint() {
        let cube = { (x: Double) in x * x * x }
        #expect(isClose(SpecialFunctions.invert(cube, target: 2, in: 0...10), 1.2599210498948732, within: 1e-14))
        #expect(SpecialFunctions.invert(cube, target: -1, in: 0...10) == 0)
        #expect(SpecialFunctions.invert(cube, target: 1e9, in: 0...10) == 10)
        // A step, where false position would never leave one end.
        #expect(isClose(SpecialFunctions.invert({ $0 < 0.7 ? 0 : 1 }, target: 0.5, in: 0...1), 0.7, within: 1e-12))
        // So flat that the difference of two values is lost in rounding over most of the range.
        #expect(
            isClose(SpecialFunctions.invert({ $0 < 1e-9 ? $0 : 1 }, target: 5e-10, in: 0...1), 5e-10, within: 1e-12))
    }

    @Test func theEndsOfTheDistributions() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(StudentDistribution.quantile(1, degreesOfFreedom: 3) == .infinity)
        #expect(BinomialDistribution.cumulative(-1, trials: 3, probability: 0.5) == 0)
        #expect(BinomialDistribution.cumulative(3, trials: 3, probability: 0.5) == 1)
    }
}
