import Statistics
import Testing

@Suite struct LocationTests {
    /// One wild value on each side.
    static let values = [2, 3, 3, 4, 5, 5, 6, 7, 30, -20.0]

    struct Known: Sendable {
        var trim: Double
        var inflation: Double
        /// Mean, standard error, degrees of freedom, ends of the 95 % interval.
        var figures: [Double]
    }

    /// `scipy.stats.trim_mean`; the variance of `scipy.stats.mstats.winsorize` over h(h − 1), by NumPy; and
    /// `scipy.stats.t.ppf(.975, df)`.
    @Test(arguments: [
        Known(trim: 0, inflation: 1, figures: [4.5, 3.757215280851853, 9, -3.9994114597538886, 12.999411459753889]),
        Known(trim: 0.1, inflation: 1, figures: [4.375, 0.7606388292556648, 7, 2.5763749776389124, 6.173625022361088]),
        Known(trim: 0.1, inflation: 2, figures: [4.375, 1.0757057484009542, 7, 1.8313600997533381, 6.918639900246662]),
        Known(
            trim: 0.25, inflation: 2,
            figures: [4.333333333333333, 1.0456258094238748, 5, 1.6454666207558017, 7.021200045910865]),
    ])
    func trimmedMean(known: Known) throws {
        let estimate = try #require(TrimmedMean.estimate(Self.values, trim: known.trim, inflation: known.inflation))
        let interval = try #require(
            TrimmedMean.interval(Self.values, trim: known.trim, confidence: 0.95, inflation: known.inflation))
        let found = [
            estimate.value, estimate.standardError, estimate.degreesOfFreedom, interval.lower, interval.upper,
        ]
        for (value, expected) in zip(found, known.figures) { #expect(isClose(value, expected)) }
        #expect(TrimmedMean.mean(Self.values, trim: known.trim) == estimate.value)
    }

    @Test func tooFewValuesHaveNoError() {
        #expect(TrimmedMean.mean([]) == nil)
        #expect(TrimmedMean.mean([3], trim: 0.4) == 3)
        #expect(TrimmedMean.estimate([3]) == nil)
        #expect(TrimmedMean.estimate([1, 2, 3], trim: 0.4) == nil)
    }

    @Test func dependenceWidensTheInterval() throws {
        let plain = try #require(TrimmedMean.interval(Self.values, trim: 0.1, confidence: 0.95))
        let dependent = try #require(TrimmedMean.interval(Self.values, trim: 0.1, confidence: 0.95, inflation: 9))
        #expect(dependent.lower < plain.lower && dependent.upper > plain.upper)
        let (narrow, wide) = (plain.upper - plain.lower, dependent.upper - dependent.lower)
        #expect(isClose(wide, 3 * narrow))
    }

    /// `scipy.stats.t.interval(.95, 12.5, .05, .01)`, and `2 * scipy.stats.t.cdf(-3, 12.5)` of a margin of 0.02.
    @Test func locationEstimate() {
        let estimate = LocationEstimate(value: 0.05, standardError: 0.01, degreesOfFreedom: 12.5)
        let interval = estimate.interval(confidence: 0.95)
        #expect(isClose(interval.lower, 0.028308140572874597))
        #expect(isClose(interval.upper, 0.07169185942712542))
        #expect(isClose(estimate.pValue(margin: 0.02), 0.010632811509896659))
        #expect(estimate.pValue(margin: 0.05) == 1)
    }

    /// Two samples of 9 and 16 with deviations of 2 and 1: Satterthwaite's formula by NumPy.
    @Test func differenceOfTwoEstimates() {
        let first = LocationEstimate(value: 1, standardError: 2.0 / 3, degreesOfFreedom: 8)
        let second = LocationEstimate(value: 3, standardError: 0.25, degreesOfFreedom: 15)
        let difference = second.minus(first)
        #expect(difference.value == 2)
        #expect(isClose(difference.standardError, 0.7120003121097942))
        #expect(isClose(difference.degreesOfFreedom, 10.299574797062233))
    }

    @Test func withoutScatterTheValueIsTheInterval() {
        let exact = LocationEstimate(value: 0.03, standardError: 0, degreesOfFreedom: 4)
        #expect(exact.interval(confidence: 0.99) == Interval(estimate: 0.03, lower: 0.03, upper: 0.03))
        #expect(exact.pValue(margin: 0.02) == 0)
        #expect(exact.pValue(margin: 0.03) == 1)
        #expect(exact.minus(exact).standardError == 0)
    }

    /// A p-value at or below a level and an interval of that level beyond the margin are one decision.
    @Test func pValueAndIntervalAgree() {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<500 {
            let estimate = LocationEstimate(
                value: Double.random(in: -0.1...0.1, using: &generator),
                standardError: Double.random(in: 0.001...0.05, using: &generator),
                degreesOfFreedom: Double.random(in: 1...40, using: &generator))
            let level = Double.random(in: 0.001...0.2, using: &generator)
            let interval = estimate.interval(confidence: 1 - level)
            let isBeyond = interval.lower > 0.02 || interval.upper < -0.02
            #expect(isBeyond == (estimate.pValue(margin: 0.02) < level), "\(estimate) at \(level)")
        }
    }
}
