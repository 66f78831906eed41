import Statistics
import Testing

@Suite struct TwoSampleTests {
    /// `scipy.stats.mannwhitneyu(second, first, method="exact")`; R's `?wilcox.test` gives 0.1272 one-sided.
    @Test func exactMannWhitney() throws {
        let test = try #require(MannWhitney(Known.permeability, Known.permeabilityAtTerm))
        #expect(test.isExact)
        #expect(test.statistic == 15)
        #expect(isClose(test.pValue, 0.2544122544122544))
    }

    /// `scipy.stats.mannwhitneyu(y, x, method="asymptotic")`.
    @Test func mannWhitneyWithTies() throws {
        let test = try #require(MannWhitney([1, 2, 2, 3, 5, 8, 8, 9], [2, 3, 4, 8, 10, 11, 12]))
        #expect(!test.isExact)
        #expect(test.statistic == 39.5)
        #expect(isClose(test.pValue, 0.19936699660628343))
        #expect(MannWhitney([], [1]) == nil)
        #expect(MannWhitney([1, 1, 1], [1, 1])?.pValue == 1)
    }

    /// The median of `numpy.subtract.outer(b, a)`, and its 9th and 42nd value: P(U ≤ 8) = 0.01998 is the last below
    /// 0.025.
    @Test func hodgesLehmannShift() throws {
        let shift = try #require(HodgesLehmann(Known.permeability, Known.permeabilityAtTerm))
        #expect(isClose(shift.estimate, -0.305))
        let interval = try #require(shift.interval(confidence: 0.95))
        #expect(isClose(interval.lower, -0.76))
        #expect(isClose(interval.upper, 0.15))
    }

    /// P(U = 0) is 1/20 with three and three values, 1/70 with four and four.
    @Test func hodgesLehmannRefusesWhatTheSamplesCannotCarry() throws {
        #expect(try #require(HodgesLehmann([1, 2, 3], [4, 5, 6])).interval(confidence: 0.95) == nil)
        #expect(try #require(HodgesLehmann([1, 2, 3, 4], [4, 5, 6, 7])).interval(confidence: 0.95) != nil)
        #expect(HodgesLehmann([], [1]) == nil)
    }

    @Test func theExactAndTheApproximateIntervalAgreeWhereTheyMeet() throws {
        var generator = SeededGenerator(seed: 7)
        func sample(_ count: Int) -> [Double] { (0..<count).map { _ in Double.random(in: 0...1, using: &generator) } }
        let (a, b) = (sample(50), sample(50))
        let exact = try #require(HodgesLehmann(a, b)?.interval(confidence: 0.99))
        let more = try #require(HodgesLehmann(a + [0.5], b)?.interval(confidence: 0.99))
        #expect(abs(exact.lower - more.lower) < 0.02)
        #expect(abs(exact.upper - more.upper) < 0.02)
    }

    /// `scipy.stats.ttest_ind(b, a, equal_var=False).confidence_interval(.95)`.
    @Test func welch() throws {
        let interval = try #require(
            TrimmedMean.difference(Known.permeability, Known.permeabilityAtTerm, confidence: 0.95))
        #expect(isClose(interval.lower, -0.6937249963351039))
        #expect(isClose(interval.upper, 0.01972499633510394))
    }

    /// `scipy.stats.ttest_ind(second, first, equal_var=False, trim=.2).confidence_interval(.95)`.
    @Test func yuen() throws {
        let interval = try #require(
            TrimmedMean.difference(Known.first, Known.second, trim: 0.2, confidence: 0.95))
        #expect(isClose(interval.estimate, 0.41666666666666696))
        #expect(isClose(interval.lower, 0.20920973132688594))
        #expect(isClose(interval.upper, 0.6241236020064471))
        #expect(TrimmedMean.difference([1], [1, 2], confidence: 0.95) == nil)
    }

    /// R: `p.adjust(c(.01, .04, .03, .005), "holm")` is .03, .06, .06, .02.
    @Test func holm() {
        let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
        for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(isClose(value, expected)) }
    }

    @Test func holmsLevelsDecideAsItsPValues() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let p = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                Double.random(in: 0...0.06, using: &generator)
            }
            let levels = Holm.levels(p, alpha: 0.05)
            #expect(zip(p, levels).map { $0 <= $1 } == Holm.adjusted(p).map { $0 <= 0.05 })
        }
    }
}
